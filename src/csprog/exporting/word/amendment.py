"""Writes the annex to the document of an amendment: former and new wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from csprog.exporting.word.page_setup import new_document
from csprog.exporting.word.table import Paragraphs, TableCell, TableWriter, TextRun, paragraphs_of, text_cell
from csprog.history.text_diff import word_diff
from csprog.programme.model import Programme
from csprog.views.typography import typeset
from csprog.views.year.amendments import amendment_view
from csprog.views.year.documents import dated_document
from csprog.views.year.model import AmendmentView, ChangeView, MeasureView, YearView

_COLUMNS = {"№": 1.7, "Что изменено": 4.5, "Было": 10.2, "Стало": 10.2}
_DATIVES = {
    "приказ": "приказу",
    "распоряжение": "распоряжению",
    "постановление": "постановлению",
    "решение": "решению",
    "протокол": "протоколу",
    "указание": "указанию",
    "письмо": "письму",
}


def amendment_document(page: YearView, programme: Programme, number: int, version: str) -> Document:
    """Return the annex to the document of the amendment `number` of a plan."""
    amendment = amendment_view(page.amendments, programme, number)
    heading = annex_heading(amendment.document, amendment.on)
    document = new_document(page, version, heading)
    document.add_paragraph(typeset(heading)).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph(programme.passport.organisation, "Subtitle")
    document.add_paragraph("Изменения, которые вносятся в Программу", "Title")
    document.add_paragraph(f"{programme.passport.title} на {page.year} год", "Subtitle")
    document.add_paragraph(f"Причина: {amendment.reason}")
    _write_changes(document, amendment, _measures(page))
    return document


def annex_heading(document: str, day: date) -> str:
    """Return «Приложение к приказу от 22 сентября 2025 г. № 118»."""
    document = dated_document(document, day)
    kind, _, rest = document.partition(" ")
    dative = _DATIVES.get(kind.casefold())
    named = f"{dative} {rest}".rstrip() if dative else f"документу «{document}»"
    return f"Приложение к {named}"


def _write_changes(document: Document, amendment: AmendmentView, measures: dict[str, MeasureView]) -> None:
    if not amendment.changes:
        touched = ", ".join(part.name for part in amendment.touched)
        document.add_paragraph(f"Затронуто: {touched}. Прежняя редакция в данных Программы не приведена.")
        return
    table = TableWriter(document, list(_COLUMNS.values()), "Прежняя и новая редакция")
    table.add_header(*_COLUMNS)
    for change in amendment.changes:
        added = measures.get(change.touched.anchor or "") if change.kind == "added" else None
        table.add_row(
            text_cell(change.touched.name),
            text_cell(change.what),
            TableCell(_wording(change, "old")),
            TableCell((*_wording(change, "new"), *_keys_of(added))),
        )


def _measures(page: YearView) -> dict[str, MeasureView]:
    """Return the measures of a page by their anchors."""
    subsections = (part for section in page.sections for part in section.subsections)
    proposals = (proposal for part in subsections for proposal in part.proposals)
    return {measure.anchor: measure for proposal in proposals for measure in proposal.measures}


def _wording(change: ChangeView, side: str) -> Paragraphs:
    """Return a wording, the words marked that the other wording lacks."""
    text, other = (change.was, change.became) if side == "old" else (change.became, change.was)
    if not text:
        return paragraphs_of("—")
    if not other:
        return tuple((_marked(line.strip(), side),) for line in text.split("\n"))
    runs = [(state, words) for state, words in word_diff(change.was, change.became) if state in {"same", side}]
    return (tuple(_spaced(runs, side)),)


def _spaced(runs: Sequence[tuple[str, str]], side: str) -> Iterator[TextRun]:
    for number, (state, words) in enumerate(runs):
        if number:
            yield TextRun(" ")
        yield TextRun(words) if state == "same" else _marked(words, side)


def _marked(words: str, side: str) -> TextRun:
    return TextRun(words, struck=True) if side == "old" else TextRun(words, bold=True, underlined=True)


def _keys_of(measure: MeasureView | None) -> Paragraphs:
    """Return deadline, result and offices of an added measure as they are now."""
    if measure is None:
        return ()
    values = {
        "Срок": measure.due_text,
        "Плановый результат": measure.result,
        "Офисы": ", ".join(office.name for office in measure.offices),
    }
    return tuple((TextRun(f"{name}: "), _marked(text, "new")) for name, text in values.items() if text)
