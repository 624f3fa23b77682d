"""Problems as JUnit's XML, which every continuous integration server reads: a plan is a test, its errors fail it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from csprog.formats.annotations import Annotation, Found, by_file
from csprog.i18n import Message

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def as_junit(found: Found) -> str:
    """Return a suite with a test for each plan.

    All errors of a plan are one failure: of several, GitLab and Jenkins would show the first or none. Warnings fail
    nothing; they are what the test has put out.
    """
    suites = ET.Element("testsuites")
    suite = ET.SubElement(suites, "testsuite", name="csprog validate")
    failures = 0
    for path, problems in by_file(found):
        case = ET.SubElement(suite, "testcase", classname="csprog.validate", name=_legal(path), time="0")
        if errors := [problem for problem in problems if problem.severity == "error"]:
            failures += 1
            failure = ET.SubElement(case, "failure", type=_types(errors), message=_message(errors))
            failure.text = _lines(errors)
        if warnings := [problem for problem in problems if problem.severity == "warning"]:
            ET.SubElement(case, "system-out").text = _lines(warnings)
    for element in (suites, suite):
        element.attrib |= {"tests": str(len(found)), "failures": str(failures), "errors": "0", "time": "0"}
    ET.indent(suites)
    return f"{_DECLARATION}{ET.tostring(suites, encoding='unicode')}\n"


def _types(errors: list[Annotation]) -> str:
    """Return the codes that there are, each in the name of csprog: GitLab would read a failure of type `date` as one."""
    return _legal(", ".join(dict.fromkeys(f"csprog.{error.code}" for error in errors)))


def _message(errors: list[Annotation]) -> str:
    if len(errors) == 1:
        return _legal(errors[0].message)
    return str(Message("{count} problem", "{count} problems", count=len(errors)))


def _lines(problems: list[Annotation]) -> str:
    return _legal("\n".join(str(problem) for problem in problems))


def _legal(text: str) -> str:
    """Return `text` with a sign for each character that XML 1.0 can't hold, not even escaped."""
    return _NOT_IN_XML.sub("\ufffd", text)
