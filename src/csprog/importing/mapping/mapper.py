"""From a document to the plan's value, and all that had to be decided on the way: a pure function."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.importing.mapping.completion import add_remarks, complete_passport, in_order, name_offices
from csprog.importing.mapping.layout import Layout, find_layout, further_layout
from csprog.importing.mapping.passport import APPROVAL
from csprog.importing.mapping.plan_builder import PlanBuilder
from csprog.importing.mapping.provisions import Provisions
from csprog.importing.mapping.rows import RowReader
from csprog.importing.readers.document import Notice, Paragraph, SourceDocument, Table

_HEADING = re.compile(r"([0-9]+(?:\.[0-9]+)?)\.?\s+(\S.*)")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_MARK = "Метка csprog"  # the hidden column of a workbook for answers; its own module needs an extra
_BEGINNING = 150  # characters of another table that a notice repeats


@dataclass(frozen=True, slots=True)
class MappingResult:
    """The plan as `yamltext.read` would give it, and the notices in the document's order."""

    value: dict[str, Any]
    notices: tuple[Notice, ...]


def named_year(document: SourceDocument) -> int | None:
    """Return the year that `document` names most often, None if it names none."""
    years = Counter(found for text in _texts(document) for found in _YEAR.findall(text))
    return int(years.most_common(1)[0][0]) if years else None


def map_document(document: SourceDocument, year: int, known: Mapping[str, Any] | None = None) -> MappingResult:
    """Return the plan of `year` that `document` holds.

    `known` is the passport of another year of the same company: what the document doesn't say of itself is taken from
    there.

    Raises:
        Refused: no table in the document is one of measures, or csprog made it for another purpose.
    """
    place, table, layout = _plan_table(document)
    if _MARK in layout.names:
        raise RefusedError(Message("csprog export made this workbook for answers: csprog collect reads it"))
    passages, outline = Provisions(), PlanBuilder()
    before = [block for block in document.blocks[:place] if isinstance(block, Paragraph)]
    passages.read([*before, *_lines(table, layout.head)], [name for name in layout.names if name], table.place)
    reader = RowReader(layout, outline, year)
    reader.read(table, layout.first)
    others = [_no_measures(block) for block in document.blocks[:place] if isinstance(block, Table)]
    others += _go_on(document.blocks[place + 1 :], reader)
    sections = outline.finish()
    _complete_offices(outline)
    heading = passages.value.get("plan", {}).get("title")
    said = [block.text for block in before]
    passport, about = complete_passport(said, list(_texts(document)), year, known or {}, heading)
    value = {"passport": passport, **passages.value, "sections": sections}

    notices = (*document.notices, *about, *_untold(passages.notices, passport), *outline.in_order(), *others)
    add_remarks(value, notices)
    value["sections"] = in_order(sections)
    return MappingResult(value, notices)


def _plan_table(document: SourceDocument) -> tuple[int, Table, Layout]:
    """Return the table of measures, its place among the blocks and its columns: the first of those with most columns."""
    found = [
        (place, block, layout)
        for place, block in enumerate(document.blocks)
        if isinstance(block, Table) and (layout := find_layout(block)) is not None
    ]
    if found:
        return max(found, key=lambda candidate: len(candidate[2].plan_columns))
    heads = "; ".join(_beginning(block) for block in document.blocks if isinstance(block, Table))
    what = Message("no table of measures was found: one has the columns «Мероприятия» and «Срок» or «Результат»")
    raise RefusedError(Message("{what}; the tables here begin: {heads}", what=what, heads=heads) if heads else what)


def _lines(table: Table, head: int) -> Iterator[Paragraph]:
    """Give what stands in a sheet above the head of its table."""
    for row in table.rows[:head]:
        yield from (Paragraph(cell.place, line) for cell in row.cells if not cell.merged for line in cell.lines)


def _untold(notices: Sequence[Notice], passport: Mapping[str, Any]) -> Iterator[Notice]:
    """Give the notices but those about lines that the passport holds: the title page's."""
    told = {passport.get("title"), passport.get("organisation"), f"на {passport['year']} год"}
    for notice in notices:
        words = str(notice.message.values.get("words", ""))
        if words not in told and not ("approval" in passport and APPROVAL.fullmatch(words)):
            yield notice


def _go_on(blocks: Sequence[Paragraph | Table], reader: RowReader) -> Iterator[Notice]:
    """Read what follows the first table: the plan's further parts and the headings between them; all else is left out."""
    further = [isinstance(block, Table) and further_layout(block, reader.layout) is not None for block in blocks]
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            layout = further_layout(block, reader.layout)
            if layout is None:
                yield _no_measures(block)
                continue
            yield Notice("decided", block.place, Message("this table was taken for the plan's next part"))
            reader.layout = layout
            reader.read(block, layout.first)
        elif any(further[place:]) and (heading := _HEADING.fullmatch(block.text)):
            reader.heading(heading[1], heading[2], block.place)
        else:
            what = Message("this has no place in the plan: “{words}”", words=block.text)
            yield Notice("left-out", block.place, what)


def _no_measures(table: Table) -> Notice:
    what = Message("this table holds no measures; it begins: “{words}”", words=_beginning(table))
    return Notice("left-out", table.place, what)


def _beginning(table: Table) -> str:
    words = " | ".join(" ".join(cell.lines) for row in table.rows[:1] for cell in row.cells)
    return words if len(words) <= _BEGINNING else f"{words[:_BEGINNING]}…"


def _complete_offices(outline: PlanBuilder) -> None:
    for s, section in enumerate(outline.sections):
        for u, subsection in enumerate(section["subsections"]):
            for p, proposal in enumerate(subsection["proposals"]):
                path = ("sections", s, "subsections", u, "proposals", p)
                outline.notices.extend(name_offices(proposal, path, outline.places))


def _texts(document: SourceDocument) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (line for row in block.rows for cell in row.cells if not cell.merged for line in cell.lines)
