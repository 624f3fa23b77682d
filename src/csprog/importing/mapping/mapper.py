"""Maps a document to a plan's value, with a notice of every decision on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.importing.mapping.layout import Layout, continued_layout, find_layout
from csprog.importing.mapping.offices import complete_names
from csprog.importing.mapping.passport import APPROVAL, read_passport
from csprog.importing.mapping.plan_builder import LEVELS, PlanBuilder
from csprog.importing.mapping.provisions import Provisions
from csprog.importing.mapping.rows import RowReader
from csprog.importing.readers.document import Notice, Paragraph, SourceDocument, Table, shortened
from csprog.programme.personal_data import personal_data
from csprog.validation.rules.wording import texts

_HEADING = re.compile(r"([0-9]+(?:\.[0-9]+)?)\.?\s+(\S.*)")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_REPORT = re.compile(r"Отчёт о выполнении Программы за [0-9]{4} год")  # in the Word file of csprog export
_MARK_COLUMN = "Метка csprog"  # of a workbook for responses; importing its title would load xlsxwriter
_LONGEST_QUOTE = 150  # characters


@dataclass(frozen=True, slots=True)
class MappingResult:
    """A plan's value, as if loaded from a file, and notices in the document's order."""

    value: dict[str, Any]
    notices: tuple[Notice, ...]


def named_year(document: SourceDocument) -> int | None:
    """Return the year that `document` names most often, None if it names none."""
    years = Counter(year for text in _texts(document) for year in _YEAR.findall(text))
    return int(years.most_common(1)[0][0]) if years else None


def map_document(document: SourceDocument, year: int, known: Mapping[str, Any] | None = None) -> MappingResult:
    """Return the plan of `year` in `document`.

    `known` is the company's passport of another year, for what the document doesn't say of itself.

    Raises:
        RefusedError: the document has no table of measures, or is a workbook for `csprog collect`.
    """
    index, table, layout = _plan_table(document)
    if _MARK_COLUMN in layout.names:
        raise RefusedError(Message("csprog export made this workbook for answers: csprog collect reads it"))
    before = [block for block in document.blocks[:index] if isinstance(block, Paragraph)]
    provisions, builder = Provisions(), PlanBuilder()
    provisions.read([*before, *_lines_above(table, layout.head)], list(filter(None, layout.names)), table.place)
    reader = RowReader(layout, builder, year)
    reader.read(table, layout.first)
    others = [_without_measures(block) for block in document.blocks[:index] if isinstance(block, Table)]
    others += _read_rest(document.blocks[index + 1 :], reader)
    sections = builder.finish()
    for path, proposal in builder.proposals():
        builder.notices.extend(complete_names(proposal, path, builder.places))
    heading = provisions.value.get("plan", {}).get("title")
    texts_before = [block.text for block in before]
    passport, about_passport = read_passport(texts_before, list(_texts(document)), year, known or {}, heading)
    about_provisions = _beside_passport(provisions.notices, passport)
    value = {"passport": passport, **provisions.value, "sections": sections}
    notices = (
        *document.notices,
        *about_passport,
        *about_provisions,
        *builder.sorted_notices(),
        *others,
        *_persons(document, value, table.place),
    )
    value["sections"] = _in_reading_order(sections)
    return MappingResult(value, notices)


def _plan_table(document: SourceDocument) -> tuple[int, Table, Layout]:
    """Return the first table with most of a plan's columns, its index and layout."""
    candidates = [
        (index, block, layout)
        for index, block in enumerate(document.blocks)
        if isinstance(block, Table) and (layout := find_layout(block)) is not None
    ]
    if candidates:
        return max(candidates, key=lambda candidate: len(candidate[2].plan_roles))
    heads = "; ".join(_beginning(block) for block in document.blocks if isinstance(block, Table))
    what = Message("no table of measures was found: one has the columns «Мероприятия» and «Срок» or «Результат»")
    raise RefusedError(Message("{what}; the tables here begin: {heads}", what=what, heads=heads) if heads else what)


def _lines_above(table: Table, head: int) -> Iterator[Paragraph]:
    for row in table.rows[:head]:
        yield from (Paragraph(cell.place, line) for cell in row.cells if not cell.merged for line in cell.lines)


def _beside_passport(notices: Sequence[Notice], passport: Mapping[str, Any]) -> Iterator[Notice]:
    """Give the notices except those of title page lines that the passport holds."""
    held = {passport.get("title"), passport.get("organisation"), f"на {passport['year']} год"}
    for notice in notices:
        words = str(notice.message.values.get("words", ""))
        if words not in held and not ("approval" in passport and APPROVAL.fullmatch(words)):
            yield notice


def _read_rest(blocks: Sequence[Paragraph | Table], reader: RowReader) -> Iterator[Notice]:
    """Read the tables that continue the plan and the headings between them."""
    continues = [isinstance(block, Table) and continued_layout(block, reader.layout) is not None for block in blocks]
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            layout = continued_layout(block, reader.layout)
            if layout is None:
                yield _without_measures(block)
                continue
            yield Notice("decided", block.place, Message("this table was taken for the plan's next part"))
            reader.layout = layout
            reader.read(block, layout.first)
        elif _REPORT.fullmatch(block.text):
            what = Message("the report on the plan that begins here is no part of it: “{words}”", words=block.text)
            yield Notice("left-out", block.place, what)
            return
        elif any(continues[index:]) and (heading := _HEADING.fullmatch(block.text)):
            reader.read_heading(heading[1], heading[2], block.place)
        else:
            what = Message("this has no place in the plan: “{words}”", words=block.text)
            yield Notice("left-out", block.place, what)


def _without_measures(table: Table) -> Notice:
    what = Message("this table holds no measures; it begins: “{words}”", words=_beginning(table))
    return Notice("left-out", table.place, what)


def _beginning(table: Table) -> str:
    first_row = (" ".join(cell.lines) for row in table.rows[:1] for cell in row.cells)
    return shortened(" | ".join(first_row), _LONGEST_QUOTE)


def _persons(document: SourceDocument, value: Mapping[str, Any], plan: Message) -> Iterator[Notice]:
    """Ask once about each person whom a text of the plan names.

    `plan` is the place of those whose words are spread over several lines of the document.
    """
    asked: set[str] = set()
    for path, text in texts(value):
        for violation in personal_data(text, value["passport"].get("contact")):
            words = str(violation.message.values["found"])
            if words not in asked:
                asked.add(words)
                place = next((place for place, line in _lines(document) if words in line), plan)
                yield Notice("question", place, violation.message, path)


def _in_reading_order(parts: Sequence[dict[str, Any]], level: int = 0) -> list[dict[str, Any]]:
    """Return the parts of a level with their keys in reading order, nested ones too."""
    ordered = [{key: part[key] for key in LEVELS[level][1].model_fields if key in part} for part in parts]
    for key, _ in LEVELS[level + 1 : level + 2]:
        for part in ordered:
            part[key] = _in_reading_order(part[key], level + 1)
    return ordered


def _texts(document: SourceDocument) -> Iterator[str]:
    return (line for _, line in _lines(document))


def _lines(document: SourceDocument) -> Iterator[tuple[Message, str]]:
    """Yield the lines of a document, each with its place."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.place, block.text
        else:
            cells = (cell for row in block.rows for cell in row.cells if not cell.merged)
            yield from ((cell.place, line) for cell in cells for line in cell.lines)
