"""Writes one small plan in every styling that people and editors give YAML, by Hypothesis's choice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = ("Установка терминалов", "Сервис: внедрён", "it's", 'say "да"', "# не заметка", "- тире", "100 %", "да")
NOTES = (
    "Терминал принят по акту № 17",
    "первая строка\nвторая: строка\n\n# третья",
    "x" * 130,
    "a b " * 40 + "c",
    "no",
)
OFFICES = ("Заволжское МРО", "ЦО ФЛ Ершовского, Дергачевского районов", "Северо-Восточное МРО")
JOURNALS = ("absent", "nothing", "null", "brackets", "one-line", "long")
_JOURNALS_ONLY = ("nothing", "null")


@dataclass
class Styled:
    """A text in the making: its lines, and after which of them a comment or a blank line may stand."""

    draw: st.DrawFn
    indicators: bool = False
    lines: list[str] = field(default_factory=list)
    breakable: set[int] = field(default_factory=set)

    def add(self, line: str, *, breakable: bool = True) -> None:
        self.lines.append(line)
        if breakable:
            self.breakable.add(len(self.lines))

    def one_of(self, choices: Iterable[Any]) -> Any:
        return self.draw(st.sampled_from(list(choices)))

    def scalar(self, prefix: str, text: str, column: int) -> None:
        """Add `text` after `prefix` in one of the styles that can hold it; continuation lines beyond `column`."""
        styles = ["single", "double"]
        if "\n" not in text:
            styles += ["plain"] * (
                text.isprintable() and text[0].isalpha() and not set(text) & set(":#'\"") and text != "no"
            )
            styles += (
                ["folded", "folded-keep", "plain-lines"]
                if " " in text and text[0].isalpha() and ":" not in text
                else []
            )
            styles = [style for style in styles if style != "plain-lines" or ("#" not in text and "'" not in text)]
        styles += ["literal", "literal-keep", "literal-clip"]
        style = self.one_of(styles)
        margin = " " * (column + self.one_of((1, 2, 4)))
        if style == "plain":
            self.add(f"{prefix}{text}{self.trailing()}")
        elif style == "plain-lines":
            first, *rest = text.split(" ")
            self.add(f"{prefix}{first}", breakable=False)
            self.add(f"{margin}{' '.join(rest)}")
        elif style in {"single", "double"}:
            self.add(f"{prefix}{_quoted(text, style)}{self.trailing()}")
        else:
            sign = ">" if style.startswith("folded") else "|"
            chomp = {"keep": "+", "clip": ""}.get(style.partition("-")[2], "-")
            self.add(f"{prefix}{sign}{chomp}{self.trailing()}", breakable=False)
            for line in text.split("\n"):
                self.add(margin + line if line else "", breakable=False)
            for extra in self.one_of(([], [], ["", ""], ["# у края"])):  # deeper comments would be the block's text
                self.add(extra, breakable=False)

    def trailing(self) -> str:
        return str(self.one_of(("", "", "", "  ", "  # пояснение")))

    def sequence(self, column: int) -> tuple[int, str]:
        """Return the column of a list's dashes under a key at `column`, and the dash with its spaces."""
        return column + self.one_of((0, 2, 2, 4)), "-" + " " * self.one_of((1, 1, 3))


@st.composite
def plans(draw: st.DrawFn, *, indicators: bool = False) -> tuple[str, str]:
    """Give the text of a plan of two proposals in a random styling, and the id of a measure with an open journal.

    With `indicators` every measure has one, called as the measure is, and there may be assessments.
    """
    page = Styled(draw, indicators=indicators)
    page.add("passport:")
    page.add("  year: 2025")
    page.add('  organisation: "ПАО «Саратовэнерго»"')
    page.scalar("  title: ", page.one_of(("Программа", NOTES[1])) if indicators else "Программа", 2)
    if indicators:
        _apart(page)
        _ledger(page, "", 0, "assessments")
        _apart(page)
    page.add("sections:")
    column, dash = page.sequence(0)
    inner = column + len(dash)
    page.add(f'{" " * column}{dash}number: "1"')
    page.add(f"{' ' * inner}title: Очное")
    page.add(f"{' ' * inner}subsections:")
    column, dash = page.sequence(inner)
    inner = column + len(dash)
    page.add(f'{" " * column}{dash}number: "1.1"')
    page.scalar(f"{' ' * inner}title: ", "Офис", inner)
    page.add(f"{' ' * inner}proposals:")
    column, dash = page.sequence(inner)
    for number in ("1.1.1", "1.1.2"):
        _proposal(page, number, column, dash)
    chosen = page.one_of(("1.1.1.1", "1.1.1.2", "1.1.2.1", "1.1.2.2"))
    return _finished(page), chosen


def _proposal(page: Styled, number: str, column: int, dash: str) -> None:
    inner = column + len(dash)
    page.add(f"{' ' * column}{dash}number: '{number}'")
    page.scalar(f"{' ' * inner}text: ", page.one_of(WORDS), inner)
    page.add(f"{' ' * inner}measures:")
    column, dash = page.sequence(inner)
    for place in (1, 2):
        _measure(page, f"{number}.{place}", column, dash)


def _apart(page: Styled) -> None:
    """Part two keys of the document as people do."""
    for line in page.one_of(([], [""], ["", ""], ["", "# ── План"], ["# план", ""])):
        page.add(line, breakable=False)


def _measure(page: Styled, identifier: str, column: int, dash: str) -> None:
    inner = column + len(dash)
    keys = ["text", "due", "result", "offices", "journal", *(["indicators"] if page.indicators else [])]
    prefix = f"{' ' * column}{dash}"
    for key in page.draw(st.permutations(keys)):
        if key == "journal":
            prefix = _ledger(page, prefix, inner, key)
        elif key == "indicators":
            prefix = _indicator(page, prefix, inner, identifier)
        elif key == "offices":
            prefix = _offices(page, prefix, inner)
        elif key == "due":
            page.add(f"{prefix}due: {page.one_of(('2025-12-31', '2025-Q4'))}{page.trailing()}")
            prefix = " " * inner
        else:
            page.scalar(f"{prefix}{key}: ", page.one_of((*WORDS, *NOTES)), inner)
            prefix = " " * inner


def _offices(page: Styled, prefix: str, inner: int) -> str:
    style = page.one_of(("flow", "flow-lines", "block"))
    names = [name for name in OFFICES if "," not in name or style == "block"]
    if style == "flow":
        page.add(f"{prefix}offices: [{', '.join(names)}{page.one_of(('', ','))}]{page.trailing()}")
    elif style == "flow-lines":
        page.add(f"{prefix}offices: [{names[0]},", breakable=False)
        page.add(f"{' ' * (inner + 2)}{names[1]}]{page.trailing()}")
    else:
        page.add(f"{prefix}offices:")
        column, dash = page.sequence(inner)
        for name in names:
            page.scalar(f"{' ' * column}{dash}", name, column + 1)
    return " " * inner


def _indicator(page: Styled, prefix: str, inner: int, identifier: str) -> str:
    page.add(f"{prefix}indicators:{page.trailing()}")
    column, dash = page.sequence(inner)
    prefix = f"{' ' * column}{dash}"
    for key in page.draw(st.permutations(["id", "name", "unit", "actuals"])):
        if key == "actuals":
            prefix = _ledger(page, prefix, column + len(dash), key)
            continue
        if key == "id":
            page.add(f'{prefix}id: "{identifier}"{page.trailing()}')
        else:
            page.scalar(f"{prefix}{key}: ", page.one_of(WORDS), column + len(dash))
        prefix = " " * (column + len(dash))
    return " " * inner


ITEMS = {
    "journal": ("on: 2025-01-1{n}", "event: remark"),
    "actuals": ("on: 2025-01-1{n}", "period: 2025-Q1", "value: 1{n}.5"),
    "assessments": ("id: О{n}", "kind: operative", "period: 2025-H1", "scores: [{{name: а, score: 1, scale: 2}}]"),
}
"""What stands in each ledger: the lines of one item, without its note."""


def _ledger(page: Styled, prefix: str, inner: int, key: str) -> str:
    kind = page.one_of([kind for kind in JOURNALS if key == "journal" or kind not in _JOURNALS_ONLY])
    if kind == "absent":
        return prefix
    head = f"{prefix}{key}:"
    item = ITEMS[key]
    if kind in {"nothing", "null", "brackets"}:
        page.add(head + {"nothing": "", "null": " ~", "brackets": " []"}[kind] + page.trailing())
    elif kind == "one-line":
        comma = page.one_of(("", ",", " ,"))
        inside = ", ".join(item).format(n=0)
        page.add(f'{head} [{{{inside}, note: "раз"}}{comma}]{page.trailing()}')
    else:
        page.add(head + page.trailing())
        column, dash = page.sequence(inner)
        for day in range(page.one_of((1, 3))):
            if page.draw(st.booleans()):
                page.add(f"{' ' * column}{dash}{{{', '.join(item).format(n=day)}, note: два}}")
                continue
            for number, line in enumerate(item):
                page.add(f"{' ' * column}{' ' * len(dash) if number else dash}{line.format(n=day)}")
            page.scalar(f"{' ' * (column + len(dash))}note: ", page.one_of(NOTES), column + len(dash))
    return " " * inner


def _finished(page: Styled) -> str:
    """Put comments and blank lines between the lines, and give the text its line ends."""
    out: list[str] = []
    for number, line in enumerate(page.lines):
        if number in page.breakable and page.draw(st.integers(0, 9)) == 0:
            out.append(page.one_of(("", "   ", "# ──", "    # под строкой", "                  # глубоко")))
        out.append(line)
    out += page.one_of(([], [""], ["# конец"]))
    ending = str(page.one_of(("\n", "\n", "\r\n")))
    return ending.join(out) + str(page.one_of((ending, ending, "")))


def _quoted(text: str, style: str) -> str:
    if style == "single" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
