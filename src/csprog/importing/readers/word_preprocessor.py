"""Rewrites a Word document's XML so that mammoth reads all of it.

Automatic numbers become text, tracked changes are accepted, and what mammoth ignores gets a form that it reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # names a type only

from csprog.i18n import N_, Message
from csprog.importing.readers.document import MOST_COLUMNS, Notice, shortened, too_large
from csprog.importing.readers.word_numbering import Numbering

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_EMPTY = frozenset(
    {"bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "tblPr", "tblGrid"}
)
"""Elements without text. Between rows, mammoth would lose the rows' merged cells over them."""
_RENAMED = {
    "cr": "br",
    "ptab": "tab",
    **dict.fromkeys(("fldSimple", "dir", "bdo", "ruby", "rubyBase", "rt"), "smartTag"),
}
"""Elements that mammoth ignores, by one that it reads in the same way."""
_ACCEPTED = {
    "ins": N_("an insertion was accepted: “{words}”"),
    "moveTo": N_("a move was accepted; the text is now here: “{words}”"),
    "del": N_("a deletion was accepted: “{words}”"),
}
_LONGEST_QUOTE = 200  # characters
_MOST_DIGITS = 6


@dataclass(slots=True)
class Preprocessor:
    """Changes a document in place, in one pass; `w` is Word's namespace in braces."""

    w: str
    numbering: Numbering
    hidden: frozenset[str] = frozenset()  # styles whose text Word doesn't show
    notices: list[Notice] = field(default_factory=list)
    rows: int = 0
    paragraphs: int = 0
    _table: int = 0
    _cell: Message | None = None

    def process(self, parent: Element, row: int = 0) -> None:
        """Process the children of `parent`, which is or lies in table row number `row`."""
        cell = 0
        for child in list(parent):
            name = child.tag.removeprefix(self.w) if isinstance(child.tag, str) else ""
            if name in _EMPTY or (name == "tr" and self._is_gone(child, row + 1)) or self._is_dropped(name, child):
                parent.remove(child)
            elif name == "tc":
                cell += 1
                if cell > MOST_COLUMNS:
                    raise too_large()
                place = Message("table {table}, row {row}, cell {cell}", table=self._table, row=row, cell=cell)
                self._process_cell(child, place)
            elif name == "tr":
                row += 1
                self.rows += 1
                self._insert_gap(child)
                self.process(child, row)
            elif name == "tbl":
                self._table += self._cell is None
                self.process(child)
            elif name != "pPr":
                self.process(child, row)

    def _is_dropped(self, name: str, element: Element) -> bool:
        """Rewrite an element of this name, and return whether to remove it."""
        if name in _RENAMED:
            element.tag = self.w + _RENAMED[name]
        elif element.tag == f"{_MATH}oMath":
            self._flatten_formula(element)
        elif name == "p":
            self._insert_label(element)
        elif name == "r":
            return self._is_hidden(element)
        elif name in {"altChunk", "fldChar"}:
            return self._is_unread(name, element)
        elif name in _ACCEPTED:
            self._note(element, Message(_ACCEPTED[name], words=self._quote(element)))
            return name == "del"
        elif element.tag == f"{_MC}AlternateContent" and element.find(f"{_MC}Fallback") is None:
            for choice in element:  # mammoth reads the fallback only
                choice.tag = f"{_MC}Fallback"
        return name == "rPr"

    def _process_cell(self, cell: Element, place: Message) -> None:
        outer = self._cell
        self._cell = outer or place
        merged = cell.find(f"{self.w}tcPr/{self.w}vMerge")
        if merged is not None and merged.get(f"{self.w}val", "continue") == "continue":
            what = Message("text hidden under a merged cell was left out: “{words}”", words=self._quote(cell))
            self._note(cell, what, is_lost=True)
        self.process(cell)
        self._cell = outer

    def _is_gone(self, row: Element, number: int) -> bool:
        """Give a notice of a row that was deleted or is hidden, and return whether it is."""
        place = self._cell or Message("table {table}, row {row}", table=self._table, row=number)
        if row.find(f"{self.w}trPr/{self.w}del") is not None:
            what = Message("a deleted row was left out: “{words}”", words=self._quote(row))
            self.notices.append(Notice("decided", place, what))
            return True
        properties = row.find(f"{self.w}trPr")
        if properties is not None and self._is_on(properties, "hidden"):
            what = Message("a hidden row was left out: “{words}”", words=self._quote(row))
            self.notices.append(Notice("left-out", place, what))
            return True
        return False

    def _insert_gap(self, row: Element) -> None:
        """Insert a cell before an indented row, whose indent mammoth ignores."""
        before = row.find(f"{self.w}trPr/{self.w}gridBefore")
        if before is not None:
            gap = row.makeelement(f"{self.w}tc", {})
            properties = gap.makeelement(f"{self.w}tcPr", {})
            properties.append(gap.makeelement(f"{self.w}gridSpan", dict(before.attrib)))
            gap.append(properties)
            row.insert(1, gap)

    def _insert_label(self, paragraph: Element) -> None:
        self.paragraphs += self._cell is None
        label = self.numbering.label(paragraph)
        if label:
            run = paragraph.makeelement(f"{self.w}r", {})
            text = run.makeelement(f"{self.w}t", {})
            text.text = f"{label} "
            run.append(text)
            paragraph.insert(0 if paragraph.find(f"{self.w}pPr") is None else 1, run)

    def _is_hidden(self, run: Element) -> bool:
        properties = run.find(f"{self.w}rPr")
        if properties is None:
            return False
        style = properties.find(f"{self.w}rStyle")
        is_hidden_by_style = style is not None and style.get(f"{self.w}val", "") in self.hidden
        own = properties.find(f"{self.w}vanish")
        if self._is_on(properties, "vanish") or (own is None and is_hidden_by_style):
            self._note(run, Message("hidden text was left out: “{words}”", words=self._quote(run)), is_lost=True)
            return True
        if self._is_on(properties, "strike") or self._is_on(properties, "dstrike"):
            what = Message(
                "struck-out text was kept, since it is not a tracked change: “{words}”", words=self._quote(run)
            )
            self._note(run, what)
        return False

    def _is_unread(self, name: str, element: Element) -> bool:
        """Ask about a document within this one; show what is chosen in a field."""
        if name == "fldChar":
            self._show_choice(element)
            return False
        place = self._cell or Message("paragraph {number}", number=self.paragraphs)
        what = Message("an embedded document can't be read; open the file in Word and save it again")
        self.notices.append(Notice("question", place, what))
        return True

    def _show_choice(self, field: Element) -> None:
        """Turn the chosen entry of a drop-down field, which mammoth ignores, into text."""
        choices = field.find(f"{self.w}ffData/{self.w}ddList")
        if choices is None:
            return
        entries = [entry.get(f"{self.w}val", "") for entry in choices.findall(f"{self.w}listEntry")]
        chosen = choices.find(f"{self.w}result")
        number = "0" if chosen is None else chosen.get(f"{self.w}val", "0")
        index = int(number) if number.isascii() and number.isdecimal() and len(number) < _MOST_DIGITS else 0
        if index < len(entries):
            field.clear()
            field.tag, field.text = f"{self.w}t", entries[index]

    def _flatten_formula(self, formula: Element) -> None:
        """Turn a formula, which mammoth ignores, into text."""
        for inner in formula.iter():
            name = inner.tag.removeprefix(_MATH) if isinstance(inner.tag, str) else ""
            inner.tag = self.w + (name if name in {"r", "t"} else "smartTag")
        self._note(formula, Message("a formula was read character by character: “{words}”", words=self._quote(formula)))

    def _is_on(self, properties: Element, name: str) -> bool:
        toggle = properties.find(self.w + name)
        return toggle is not None and toggle.get(f"{self.w}val", "1") not in {"0", "false", "off"}

    def _quote(self, element: Element) -> str:
        return shortened(" ".join("".join(self._texts(element)).split()), _LONGEST_QUOTE)

    def _texts(self, element: Element) -> Iterator[str]:
        for inner in element.iter():
            if inner.tag in {f"{self.w}t", f"{self.w}delText"}:
                yield inner.text or ""
            elif inner.tag in {f"{self.w}p", f"{self.w}br", f"{self.w}tab"}:
                yield " "

    def _note(self, element: Element, message: Message, *, is_lost: bool = False) -> None:
        """Add a notice about an element, unless it has no text."""
        if self._quote(element):
            place = self._cell or Message("paragraph {number}", number=self.paragraphs)
            self.notices.append(Notice("left-out" if is_lost else "decided", place, message))


def hidden_styles(styles: Element | None, w: str) -> frozenset[str]:
    """Return the styles of styles.xml whose text Word doesn't show."""
    found = set()
    for style in () if styles is None else styles.findall(f"{w}style"):
        vanish = style.find(f"{w}rPr/{w}vanish")
        if vanish is not None and vanish.get(f"{w}val", "1") not in {"0", "false", "off"}:
            found.add(style.get(f"{w}styleId", ""))
    return frozenset(found)
