"""GitHub Actions: commands as its runner reads them, and a summary in which no text is markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from csprog.formats.github import MAX_CELL_LENGTH, MAX_ROWS, as_commands, as_summary
from csprog.formats.visible import visible
from tests.formats.found import HOSTILE, PATHS, PLAN, flat, founds, most_severe, naming, problem

if TYPE_CHECKING:
    from csprog.formats.annotations import CheckedPlans

_DATA = {"%0D": "\r", "%0A": "\n"}
_PROPERTY = {**_DATA, "%3A": ":", "%2C": ","}


def unescaped(text: str, signs: dict[str, str]) -> str:
    """Read a value as the runner does: its signs one after another, the percent sign last."""
    for written, meant in signs.items():
        text = text.replace(written, meant)
    return text.replace("%25", "%")


def commands(output: str) -> list[tuple[str, dict[str, str], str]]:
    """Read what a step has put out by the rules of `ActionCommand.TryParseV2` of actions/runner.

    A line ends at CR, LF or both, as .NET's readers of lines have it.
    """
    read = []
    for line in output.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        command = line.lstrip()
        if not command.startswith("::") or (end := command.find("::", 2)) < 0:
            assert line == "", f"no command: {line}"
            continue
        name, _, told = command[2:end].partition(" ")
        pairs = (pair.split("=", 1) for pair in told.strip().split(",") if pair)
        properties = {pair[0]: unescaped(pair[1], _PROPERTY) for pair in pairs if len(pair) == 2 and pair[1]}
        read.append((name, properties, unescaped(command[end + 2 :], _DATA)))
    return read


def test_a_command_as_it_is_written() -> None:
    found = [("programme/план, 100%.yaml", [problem("a,b: 5 %\nновая", code="x:y")])]
    assert as_commands(found) == (
        "::error file=programme/план%2C 100%25.yaml,line=12,col=9,endColumn=19,title=x%3Ay::a,b: 5 %25%0Aновая\n"
    )


@pytest.mark.parametrize("text", HOSTILE, ids=naming)
def test_hostile_text_comes_through(text: str) -> None:
    place = {"line": "12", "col": "9", "endColumn": "19", "title": "due-outside-year"}
    read = commands(as_commands([(path, [problem(text, severity="warning")]) for path in PATHS]))
    assert read == [("warning", {"file": path, **place}, visible(text)) for path in PATHS]


@pytest.mark.slow
@given(founds)
def test_the_runner_reads_what_was_found(found: CheckedPlans) -> None:
    read = commands(as_commands(found))
    assert [(name, properties["file"], properties["title"], message) for name, properties, message in read] == [
        (each.severity, path, each.code, str(each.message)) for path, each in most_severe(found)
    ]
    assert [
        (int(told["line"]), int(told["col"]), int(told["endColumn"]) - int(told["col"])) for _, told, _ in read
    ] == [(each.position.line, each.position.column, each.position.length) for _, each in most_severe(found)]


def test_errors_stand_first_and_gaps_once() -> None:
    """GitHub shows the first ten annotations of a step, and the summary its first rows."""
    gap = problem("нет ответственных", code="gap-responsible", severity="warning")
    found = [(f"{name}/{PLAN}", [gap, problem(name, code="number-order", severity="warning")]) for name in "abc"]
    found.append((f"d/{PLAN}", [gap, problem("d", code="date")]))
    read = commands(as_commands(found))
    assert [name for name, *_ in read] == ["error", "warning", "warning", "warning", "notice"]
    assert [(properties["file"][0], message) for _, properties, message in read] == [
        ("d", "d"),
        ("a", "a"),
        ("b", "b"),
        ("c", "c"),
        ("a", "not given yet in 4 plans: the responsible units (gap-responsible)"),
    ]
    summary = as_summary(found)
    assert summary.startswith("### ❌ 4 plans checked: 8 problems\n")
    assert Page(summary).of("code")[2::3] == [message for *_, message in read]


def test_what_is_new_stands_before_what_was_there() -> None:
    old, new = problem("old", code="number-order", severity="warning"), problem("new", code="date", severity="warning")
    found = [(PLAN, [old, new._replace(is_new=True), problem("wrong")])]
    assert [message for *_, message in commands(as_commands(found))] == ["wrong", "new", "old"]


# ── the summary ──────────────────────────────────────────────────────────────────────────────────────────────


class Page(HTMLParser):
    """What a summary is on GitHub's page: its elements, and the text of each."""

    def __init__(self, markdown: str) -> None:
        """Render and read it."""
        super().__init__()
        self.elements: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs == []
        self.elements.append(tag)
        self._open.append(tag)
        if tag in {"code", "h3", "p"}:
            self.texts.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in {"code", "h3", "p"}:
            tag, before = self.texts[-1]
            self.texts[-1] = (tag, before + data)

    def of(self, tag: str) -> list[str]:
        """Give the texts of these elements."""
        return [text for each, text in self.texts if each == tag]


def test_a_summary_as_it_is_written() -> None:
    found = [(PLAN, [problem("a < b"), problem("c", code="number-order", severity="warning")]), ("b.yaml", [])]
    assert as_summary(found) == (
        "### ❌ 2 plans checked: 2 problems\n"
        "\n"
        "<table>\n"
        "<tr><td>❌</td><td><code>programme/2025.yaml:12:9</code></td><td><code>due-outside-year</code></td>"
        "<td><code>a &lt; b</code></td></tr>\n"
        "<tr><td>⚠️</td><td><code>programme/2025.yaml:12:9</code></td><td><code>number-order</code></td>"
        "<td><code>c</code></td></tr>\n"
        "</table>\n"
    )
    assert as_summary([(PLAN, [problem(severity="warning")])]).startswith("### ⚠️ 1 plan checked: 1 problem\n")
    assert as_summary([(PLAN, [])]) == "### ✅ 1 plan checked: no problems\n"
    assert as_summary([]) == "### ✅ 0 plans checked: no problems\n"


@pytest.mark.parametrize("text", HOSTILE, ids=naming)
def test_no_text_is_markup_in_the_summary(text: str) -> None:
    """In `code` GitHub itself makes no links, mentions, references, emoji or formulas of a text."""
    page = Page(as_summary([(path, [problem(text)]) for path in PATHS]))
    assert page.elements == ["h3", "table", *(["tr", "td", "td", "code", "td", "code", "td", "code"] * len(PATHS))]
    told = " ".join(visible(text).split())
    shown = told if len(told) <= MAX_CELL_LENGTH else told[: MAX_CELL_LENGTH - 1] + "…"
    places = [" ".join(f"{path}:12:9".split()) for path in PATHS]
    assert page.of("code") == [cell for place in places for cell in (place, "due-outside-year", shown)]


@pytest.mark.slow
@given(founds)
def test_the_summary_has_a_row_a_problem(found: CheckedPlans) -> None:
    page = Page(as_summary(found))
    assert page.elements.count("tr") == len(flat(found))
    assert len(page.of("code")) == 3 * len(flat(found))


@pytest.mark.parametrize("harmful", ["\x00", "\x1b", "\u202e", "\u2066", "\ufeff"])
def test_the_summary_hides_and_reorders_nothing(harmful: str) -> None:
    page = Page(as_summary([(f"a{harmful}b", [problem(f"c{harmful}d")])]))
    shown = visible(harmful)
    assert shown != harmful
    assert page.of("code") == [f"a{shown}b:12:9", "due-outside-year", f"c{shown}d"]


@pytest.mark.parametrize(("count", "more"), [(49, 0), (50, 0), (51, 1), (500, 450)])
def test_the_summary_is_bounded(count: int, more: int) -> None:
    page = Page(as_summary([(PLAN, [problem(f"{number} " + "<" * 9000) for number in range(count)])]))
    assert page.of("h3") == [f"❌ 1 plan checked: {count} problems"]
    assert page.elements.count("tr") == min(count, MAX_ROWS)
    assert [text.split()[0] for text in page.of("code")[2::3]] == [str(n) for n in range(min(count, MAX_ROWS))]
    assert page.of("p") == ([f"and {more} more"] if more else [])
    assert len(as_summary([(PLAN, [problem("<" * 9000)] * count)]).encode()) < 1024**2
