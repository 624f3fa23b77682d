"""Writes findings as JUnit XML: a test case per plan, failed by its errors."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from csprog.formats.annotations import Annotation, CheckedPlans, annotate_by_plan
from csprog.i18n import Message

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def as_junit(plans: CheckedPlans) -> str:
    """Return a test suite with a test case for each plan.

    All errors of a plan are one failure, since GitLab and Jenkins show only one of several. Warnings are the test
    case's output.
    """
    suites = ET.Element("testsuites")
    suite = ET.SubElement(suites, "testsuite", name="csprog validate")
    failures = 0
    for path, findings in annotate_by_plan(plans):
        case = ET.SubElement(suite, "testcase", classname="csprog.validate", name=path, time="0")
        if errors := [finding for finding in findings if finding.severity == "error"]:
            failures += 1
            failure = ET.SubElement(case, "failure", type=_types(errors), message=_message(errors))
            failure.text = _lines(errors)
        if warnings := [finding for finding in findings if finding.severity == "warning"]:
            ET.SubElement(case, "system-out").text = _lines(warnings)
    for element in (suites, suite):
        element.attrib |= {"tests": str(len(plans)), "failures": str(failures), "errors": "0", "time": "0"}
    ET.indent(suites)
    return f"{_DECLARATION}{ET.tostring(suites, encoding='unicode')}\n"


def _types(errors: list[Annotation]) -> str:
    # With a prefix, since GitLab parses the text of an element of type `date` or `integer` as such a value
    return ", ".join(dict.fromkeys(f"csprog.{error.code}" for error in errors))


def _message(errors: list[Annotation]) -> str:
    if len(errors) == 1:
        return errors[0].message
    return str(Message("{count} problem", "{count} problems", count=len(errors)))


def _lines(findings: list[Annotation]) -> str:
    return "\n".join(map(str, findings))
