"""Maps a document to a plan's value, with a notice of every decision on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.importing.mapping.approval import APPROVAL
from csprog.importing.mapping.layout import Layout, find_layout
from csprog.importing.mapping.offices import complete_names
from csprog.importing.mapping.passport import read_passport
from csprog.importing.mapping.plan_builder import LEVELS, PlanBuilder
from csprog.importing.mapping.provisions import Provisions
from csprog.importing.mapping.rows import RowReader
from csprog.importing.mapping.tables import PlanTables, beginning_of, lines_above, without_measures
from csprog.importing.readers.document import Notice, Paragraph, SourceDocument, Table, lines_of_document
from csprog.programme.personal_data import personal_data
from csprog.validation.rules.wording import texts

_MARK_COLUMN = "Метка csprog"  # of a workbook for responses; importing its title would load xlsxwriter


@dataclass(frozen=True, slots=True)
class MappingResult:
    """A plan's value, as if loaded from a file, and notices in the document's order."""

    value: dict[str, Any]
    notices: tuple[Notice, ...]


def map_document(document: SourceDocument, year: int, known: Mapping[str, Any] | None = None) -> MappingResult:
    """Return the plan of `year` in `document`.

    `known` is the company's passport of another year, for what the document doesn't say of itself.

    Raises:
        RefusedError: the document has no table of measures, or is a workbook for `csprog collect`.
    """
    index, table, layout = _plan_table(document, year)
    if _MARK_COLUMN in layout.names:
        raise RefusedError(Message("this workbook of csprog export is for answers: use csprog collect"))
    before = [block for block in document.blocks[:index] if isinstance(block, Paragraph)]
    provisions, builder = Provisions(), PlanBuilder()
    tables = PlanTables(document.blocks, index, layout, year)
    heading_of_table = tables.heading_of_first(before)
    above = before[:-1] if heading_of_table else before
    provisions.read([*above, *lines_above(table, layout.head)], list(filter(None, layout.names)), table.place)
    builder.title = provisions.value.get("plan", {}).get("title", "")
    others = [
        notice for block in document.blocks[:index] if isinstance(block, Table) for notice in without_measures(block)
    ]
    others += tables.read(RowReader(layout, builder, year), heading_of_table)
    sections = builder.finish()
    if not sections:
        raise RefusedError(Message("the table of measures ({place}) has no row with a measure", place=table.place))
    for path, proposal in builder.proposals():
        builder.notices.extend(complete_names(proposal, path, builder.places))
    heading = builder.title
    texts_before = [block.text for block in [*before, *lines_above(table, layout.head)]]
    passport, about_passport = read_passport(
        texts_before, [line for _, line in lines_of_document(document)], year, known or {}, heading or None
    )
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


def _plan_table(document: SourceDocument, year: int) -> tuple[int, Table, Layout]:
    """Return the first table with most of a plan's columns, its index and layout."""
    candidates = [
        (index, block, layout)
        for index, block in enumerate(document.blocks)
        if isinstance(block, Table) and (layout := find_layout(block, year)) is not None
    ]
    if candidates:
        return max(candidates, key=lambda candidate: len(candidate[2].plan_roles))
    heads = "; ".join(beginning_of(block) for block in document.blocks if isinstance(block, Table))
    what = Message("no table of measures was found: it needs the columns «Мероприятия» and «Срок» or «Результат»")
    raise RefusedError(Message("{what}; the tables here begin: {heads}", what=what, heads=heads) if heads else what)


def _beside_passport(notices: Sequence[Notice], passport: Mapping[str, Any]) -> Iterator[Notice]:
    """Give the notices except those of title page lines that the passport holds."""
    held = " ".join(map(str, (passport.get("title"), f"на {passport['year']} год", passport.get("organisation"))))
    for notice in notices:
        words = str(notice.message.values.get("words", ""))
        plain = " ".join(re.sub('[«»„“”"]', " ", words).lower().split())
        is_held = bool(plain) and f" {plain} " in f" {' '.join(re.sub('[«»]', ' ', held).lower().split())} "
        if not is_held and not ("approval" in passport and APPROVAL.fullmatch(words)):
            yield notice


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
                place = next((place for place, line in lines_of_document(document) if words in line), plan)
                yield Notice("question", place, violation.message, path)


def _in_reading_order(parts: Sequence[dict[str, Any]], level: int = 0) -> list[dict[str, Any]]:
    """Return the parts of a level with their keys in reading order, nested ones too."""
    ordered = [{key: part[key] for key in LEVELS[level][1].model_fields if key in part} for part in parts]
    for key, _ in LEVELS[level + 1 : level + 2]:
        for part in ordered:
            part[key] = _in_reading_order(part[key], level + 1)
    return ordered
