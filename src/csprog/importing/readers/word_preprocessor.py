"""A Word document's XML made ready for mammoth: what mammoth passes over is put where it looks, and said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # names a type only

from csprog.i18n import Message
from csprog.importing.readers.document import ReaderNote
from csprog.importing.readers.word_numbering import Numbering

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SAYS_NOTHING = frozenset(
    {"bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "tblPr", "tblGrid"}
)
"""Between rows, mammoth would lose their merged cells over it."""
_RENAMED = {
    "cr": "br",
    "ptab": "tab",
    **dict.fromkeys(("fldSimple", "dir", "bdo", "ruby", "rubyBase", "rt"), "smartTag"),
}
"""What mammoth knows under another name only."""
_REPEATED = 200  # characters of what was changed that a note repeats


@dataclass(slots=True)
class Reviser:
    """Walks over a document once, in order, and changes it in place; `w` is Word's namespace, in braces.

    Paragraphs get their automatic numbers as text, tracked changes are accepted and noted.
    """

    w: str
    numbering: Numbering
    notes: list[ReaderNote] = field(default_factory=list)
    rows: int = 0
    _paragraph: int = 0
    _table: int = 0
    _cell: Message | None = None

    def revise(self, parent: Element, row: int = 0) -> None:
        """Go over all that stands in `parent`, which is `row` of a table or stands in one."""
        cell = 0
        for child in list(parent):
            name = child.tag.removeprefix(self.w) if isinstance(child.tag, str) else ""
            if name in _SAYS_NOTHING or (name == "tr" and self._is_deleted(child, row + 1)) or self._goes(name, child):
                parent.remove(child)
                continue
            if name == "tc":
                cell += 1
                self._inside(
                    child, Message("table {table}, row {row}, cell {cell}", table=self._table, row=row, cell=cell)
                )
            elif name == "tr":
                row += 1
                self._row(child, row)
            elif name == "tbl":
                self._table += self._cell is None
                self.revise(child)
            elif name != "pPr":
                self.revise(child, row)

    def _goes(self, name: str, element: Element) -> bool:
        """Do what an element of this name asks for; tell whether it is to be left out."""
        if name in _RENAMED:
            element.tag = self.w + _RENAMED[name]
        elif element.tag == f"{_MATH}oMath":
            self._formula(element)
        elif name == "p":
            self._begin(element)
        elif name == "r":
            return self._hidden(element)
        elif name == "ins":
            self._tell(element, Message("an insertion was accepted: “{words}”", words=self._words(element)))
        elif name == "moveTo":
            self._tell(element, Message("a move was accepted; here stands now: “{words}”", words=self._words(element)))
        elif name == "del":
            self._tell(element, Message("a deletion was accepted: “{words}”", words=self._words(element)))
            return True
        elif element.tag == f"{_MC}AlternateContent" and element.find(f"{_MC}Fallback") is None:
            for choice in element:
                choice.tag = f"{_MC}Fallback"
        return name == "rPr"

    def _inside(self, cell: Element, place: Message) -> None:
        outer = self._cell
        self._cell = outer or place
        merged = cell.find(f"{self.w}tcPr/{self.w}vMerge")
        if merged is not None and merged.get(f"{self.w}val", "continue") == "continue":
            what = Message(
                "text under a merged cell, which Word doesn't show, was left out: “{words}”", words=self._words(cell)
            )
            self._tell(cell, what, lost=True)
        self.revise(cell)
        self._cell = outer

    def _is_deleted(self, row: Element, number: int) -> bool:
        if row.find(f"{self.w}trPr/{self.w}del") is None:
            return False
        place = self._cell or Message("table {table}, row {row}", table=self._table, row=number)
        self.notes.append(ReaderNote(place, Message("a deleted row was left out: “{words}”", words=self._words(row))))
        return True

    def _row(self, row: Element, number: int) -> None:
        self.rows += 1
        properties = row.find(f"{self.w}trPr")
        before = None if properties is None else properties.find(f"{self.w}gridBefore")
        if before is not None:  # an indented row: mammoth would take its first cell for one of the first column
            gap = row.makeelement(f"{self.w}tc", {})
            span = gap.makeelement(f"{self.w}tcPr", {})
            span.append(gap.makeelement(f"{self.w}gridSpan", dict(before.attrib)))
            gap.append(span)
            row.insert(1, gap)
        self.revise(row, number)

    def _begin(self, paragraph: Element) -> None:
        self._paragraph += self._cell is None
        label = self.numbering.label(paragraph)
        if label:
            run = paragraph.makeelement(f"{self.w}r", {})
            text = run.makeelement(f"{self.w}t", {})
            text.text = f"{label} "
            run.append(text)
            paragraph.insert(0 if paragraph.find(f"{self.w}pPr") is None else 1, run)

    def _hidden(self, run: Element) -> bool:
        """Note what is struck out by hand, and leave out what Word hides."""
        properties = run.find(f"{self.w}rPr")
        if properties is None:
            return False
        if self._is_on(properties, "vanish"):
            self._tell(run, Message("hidden text was left out: “{words}”", words=self._words(run)), lost=True)
            return True
        if self._is_on(properties, "strike") or self._is_on(properties, "dstrike"):
            what = Message("struck-out text was kept, since it is no tracked change: “{words}”", words=self._words(run))
            self._tell(run, what)
        return False

    def _formula(self, formula: Element) -> None:
        """Make plain text of a formula, which mammoth passes over: its signs in a row."""
        for inner in formula.iter():
            kind = inner.tag.removeprefix(_MATH) if isinstance(inner.tag, str) else ""
            inner.tag = self.w + (kind if kind in {"r", "t"} else "smartTag")
        self._tell(formula, Message("a formula was read as its signs in a row: “{words}”", words=self._words(formula)))

    def _is_on(self, properties: Element, name: str) -> bool:
        found = properties.find(self.w + name)
        return found is not None and found.get(f"{self.w}val", "1") not in {"0", "false", "off"}

    def _words(self, element: Element) -> str:
        words = " ".join("".join(self._texts(element)).split())
        return words if len(words) <= _REPEATED else f"{words[:_REPEATED]}…"

    def _texts(self, element: Element) -> Iterator[str]:
        for inner in element.iter():
            if inner.tag in {f"{self.w}t", f"{self.w}delText"}:
                yield inner.text or ""
            elif inner.tag in {f"{self.w}p", f"{self.w}br", f"{self.w}tab"}:
                yield " "

    def _tell(self, element: Element, message: Message, *, lost: bool = False) -> None:
        if self._words(element):
            place = self._cell or Message("paragraph {number}", number=self._paragraph)
            self.notes.append(ReaderNote(place, message, lost=lost))
