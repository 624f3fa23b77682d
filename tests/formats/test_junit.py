"""JUnit's XML: what Jenkins' schema allows, and GitLab and Jenkins understand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from csprog.formats.junit import as_junit
from csprog.formats.visible import visible
from tests.formats.found import EMPTY, HOSTILE, PATHS, PLAN, founds, naming, problem

if TYPE_CHECKING:
    from csprog.formats.annotations import CheckedPlans

# Of each element: the attributes that Jenkins' junit-10.xsd (github.com/jenkinsci/xunit-plugin; no package on PyPI
# carries it) allows, those that it asks for, and its children in the order that its elder, junit-4.xsd, prescribes.
JENKINS = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, set(), ["testsuite"]),
    "testsuite": (
        {"name", "time", "tests", "failures", "errors", "skipped", "package"},
        {"name", "tests", "failures", "errors"},
        ["testcase"],
    ),
    "testcase": ({"name", "classname", "time"}, {"name"}, ["failure", "system-out"]),
    "failure": ({"type", "message"}, set(), []),
    "system-out": (set(), set(), []),
}
TYPES_OF_RUBY = {"symbol", "date", "datetime", "integer", "float", "decimal", "boolean", "string", "yaml", "file"}


def check(element: ET.Element) -> None:
    """See that Jenkins' schema allows the element and all in it."""
    allowed, wanted, order = JENKINS[element.tag]
    assert wanted <= set(element.keys()) <= allowed, element.attrib
    children = [child.tag for child in element]
    assert children == sorted(children, key=order.index)
    if element.tag == "testcase":
        assert len(set(children)) == len(children)
    for number in ("tests", "failures", "errors", "time"):
        assert re.fullmatch("[0-9]+", element.get(number, "0"))
    for child in element:
        check(child)


def read(found: CheckedPlans) -> TestSuite:
    """Check the XML and read it with junitparser; give its only suite."""
    text = as_junit(found)
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n')
    check(ET.fromstring(text.encode()))
    (suite,) = JUnitXml.fromstring(text.encode())
    assert isinstance(suite, TestSuite)
    cases = list(suite)
    assert (suite.tests, suite.failures, suite.errors) == (len(cases), sum(case.is_failure for case in cases), 0)
    return suite


def failure_of(case: TestCase) -> Failure:
    """Give the failure of a test that has one and nothing else."""
    (result,) = case.result
    assert isinstance(result, Failure)
    assert not isinstance(result, Error | Skipped)
    return result


def test_a_suite_as_it_is_written() -> None:
    found = [
        (PLAN, [problem("a < b"), problem("c", severity="warning")]),
        ("programme/2026.yaml", [problem("d", line=1), problem("e", code="date", line=2), problem("f", line=3)]),
        ("programme/2027.yaml", []),
    ]
    assert as_junit(found) == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<testsuites tests="3" failures="2" errors="0" time="0">\n'
        '  <testsuite name="csprog validate" tests="3" failures="2" errors="0" time="0">\n'
        '    <testcase classname="csprog.validate" name="programme/2025.yaml" time="0">\n'
        '      <failure type="csprog.due-outside-year" message="a &lt; b">'
        "programme/2025.yaml:12:9: due-outside-year: a &lt; b</failure>\n"
        "      <system-out>programme/2025.yaml:12:9: due-outside-year: c</system-out>\n"
        "    </testcase>\n"
        '    <testcase classname="csprog.validate" name="programme/2026.yaml" time="0">\n'
        '      <failure type="csprog.due-outside-year, csprog.date" message="3 problems">'
        "programme/2026.yaml:1:9: due-outside-year: d\n"
        "programme/2026.yaml:2:9: date: e\n"
        "programme/2026.yaml:3:9: due-outside-year: f</failure>\n"
        "    </testcase>\n"
        '    <testcase classname="csprog.validate" name="programme/2027.yaml" time="0" />\n'
        "  </testsuite>\n"
        "</testsuites>\n"
    )


@pytest.mark.parametrize("found", EMPTY, ids=len)
def test_a_sound_plan_is_a_passed_test(found: CheckedPlans) -> None:
    suite = read(found)
    assert [(case.name, case.is_passed) for case in suite] == [(path, True) for path, _ in found]
    assert (suite.tests, suite.failures) == (len(found), 0)


def test_a_warning_fails_nothing() -> None:
    suite = read([(PLAN, [problem(severity="warning")])])
    (case,) = suite
    assert (suite.tests, suite.failures, case.is_passed) == (1, 0, True)
    assert case.system_out == "programme/2025.yaml:12:9: due-outside-year: срок прошёл"


@pytest.mark.parametrize("text", HOSTILE, ids=naming)
def test_hostile_text_comes_through(text: str) -> None:
    suite = read([(path, [problem(text), problem(text, severity="warning")]) for path in PATHS])
    for case, path in zip(suite, PATHS, strict=True):
        failure = failure_of(case)
        assert (case.name, failure.message) == (path, visible(text))
        assert failure.text == case.system_out == f"{path}:12:9: due-outside-year: {visible(text)}"


@pytest.mark.parametrize("control", ["\x00", "\x08", "\x1b", "\ufffe"])
def test_what_xml_cannot_hold_is_replaced(control: str) -> None:
    shown = visible(control)
    (case,) = read([(f"a{control}", [problem(f"b{control}", code=f"c{control}")])])
    failure = failure_of(case)
    assert (case.name, failure.message, failure.type) == (f"a{shown}", f"b{shown}", f"csprog.c{shown}")
    assert failure.text == f"a{shown}:12:9: c{shown}: b{shown}"


@pytest.mark.slow
@given(founds)
@example([(PLAN, (problem("\r"), problem("\r")))])
def test_the_suite_is_what_was_found(found: CheckedPlans) -> None:
    suite = read(found)
    assert [case.name for case in suite] == [path for path, _ in found]
    assert suite.failures == sum(any(each.severity == "error" for each in problems) for _, problems in found)
    for case, (path, problems) in zip(suite, found, strict=True):
        lines: dict[str, list[str]] = {"error": [], "warning": []}
        for each in problems:
            place = f"{path}:{each.position.line}:{each.position.column}"
            lines[each.severity].append(f"{place}: {each.code}: {visible(each.message)}")
        warnings, errors = ("\n".join(lines[severity]) for severity in ("warning", "error"))
        assert (case.system_out or "") == warnings
        assert [result.text for result in case.result] == ([errors] if lines["error"] else [])
        if lines["error"]:
            assert failure_of(case).type not in TYPES_OF_RUBY


@pytest.mark.parametrize("code", sorted(TYPES_OF_RUBY))
def test_gitlab_does_not_take_a_failure_for_a_value(code: str) -> None:
    """It reads XML as Rails does: a text in an element of type `date` is parsed as one, and the whole report lost."""
    (case,) = read([(PLAN, [problem(code=code)])])
    assert failure_of(case).type == f"csprog.{code}"
