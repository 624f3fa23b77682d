"""Answers: workbooks and letters for the departments, and what comes back, shown before it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from csprog.console.recording import change_text, gauged_text, written
from csprog.console.reminders import lack_lines
from csprog.desk.forms import Filled
from csprog.desk.pages.attempt import Attempt
from csprog.desk.request import Answer, Asked, Download, Onward, Page
from csprog.desk.workplace import Answers
from csprog.editing.batch import BatchResult, record_batch
from csprog.errors import CsprogError, RefusedError
from csprog.exporting.excel.columns import COLUMNS
from csprog.exporting.registry import write_documents
from csprog.formats.ledger_items import entry_line
from csprog.i18n import N_, Message, translate
from csprog.importing.collection.entries import Collection
from csprog.operations.collecting import collect, collect_pasted, read_workbook, require_here, workbooks
from csprog.operations.plans import OpenPlan
from csprog.operations.reminders import letters_of
from csprog.operations.subjects import subject_of
from csprog.programme.enums import SOON
from csprog.programme.plan_text import SoundPlan
from csprog.programme.recipients import recipients, without_recipient
from csprog.store.paths import shown_path

_FORMAT = "xlsx"
_IN_ROWS = ("number", "office", *(name for name, column in COLUMNS.items() if column.filled_in))
_ALWAYS = (2026, 1, 1, 0, 0, 0)  # the time of a file in an archive: the same answers give the same bytes


def page(asked: Asked) -> Answer:
    """Offer the workbooks, show what an answer would record, or record it."""
    if asked.rest.endswith("/workbooks"):
        return _workbooks(asked.desk.open(asked.year, "export"), asked.query.get("for"))
    if asked.rest.endswith("/letters"):
        letters = letters_of(asked.desk.open(asked.year, "remind"), None, SOON)
        return _archive(f"letters-{asked.year}.zip", letters.drafts())
    plan = asked.desk.open(asked.year, "show")
    filled = Filled(typed=asked.typed)
    attempt = Attempt(asked, filled)
    preview: dict[str, Any] = {}
    if asked.typed is not None:

        def act() -> Answer:
            nonlocal preview
            if asked.text("go") == "record":
                preview = _again(asked, plan)
                return _record(asked)
            sound = asked.desk.open(asked.year, "record")
            collected = _collected(asked, sound)
            require_here(sound.source.path, sound.today, collected)
            preview = _preview(asked, sound, collected)
            return Page("answers.html", "")

        answer = attempt.answer(("folder", "pasted", "ground"), act)
        if isinstance(answer, Onward):
            return answer
    names = recipients(plan.programme)
    values = attempt.values((), plan.source.text) | {
        "recipients": names,
        **_letters(plan),
        "unassigned": [placed.id for placed in without_recipient(plan.programme)],
        "preview": preview,
        "columns": ", ".join(COLUMNS[name].title for name in _IN_ROWS),
        "folder": asked.text("folder"),
        "pasted": asked.text("pasted"),
        "ground": asked.text("ground"),
    }
    return Page("answers.html", translate(N_("Answers")), values)


def _workbooks(plan: OpenPlan, recipient: str | None) -> Answer:
    """Return the workbook of one department, or those of all in an archive."""
    names = recipients(plan.programme)
    if recipient is not None and recipient not in names:
        raise RefusedError(Message("the plan has no office or responsible unit “{name}”", name=recipient))
    whole = subject_of(plan)
    parts = [replace(whole, recipient=name) for name in ([recipient] if recipient else names)]
    files = write_documents(_FORMAT, parts)
    if recipient is not None:
        ((name, data),) = files.items()
        return Download(name, data)
    return _archive(f"programme-{plan.programme.year}.zip", files)


def _letters(plan: OpenPlan) -> dict[str, Any]:
    """Return how many letters there would be and what they lack; no number if there can be none."""
    if plan.errors:
        return {"letters": None, "letters_lack": [Message("no letters while the plan has errors")]}
    try:
        lack = letters_of(plan, None, SOON).lack
    except CsprogError as error:
        return {"letters": None, "letters_lack": [error.message]}
    return {"letters": lack.count, "letters_lack": list(lack_lines(lack))}


def _archive(name: str, files: Mapping[str, bytes]) -> Download:
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as opened:
        for file, data in files.items():
            opened.writestr(ZipInfo(file, _ALWAYS), data)
    return Download(name, archive.getvalue(), "application/zip")


def _collected(asked: Asked, plan: OpenPlan) -> Collection:
    ground = asked.text("ground").strip() or None
    if asked.text("pasted").strip():
        return collect_pasted(plan.programme, plan.today, asked.text("pasted"), ground)
    files = [(name, data) for name, data in asked.files if name]
    if not files and (folder := asked.text("folder").strip()):
        files = [read_workbook(path) for path in workbooks([Path(folder).expanduser()])]
    if not files:
        raise RefusedError(Message("choose workbooks, name their folder, or paste rows"))
    return collect(plan.programme, plan.today, files, ground)


def _preview(asked: Asked, plan: OpenPlan, collected: Collection) -> dict[str, Any]:
    """Return what the page shows of answers: every fault, or every entry that they would record."""
    shown: dict[str, Any] = {
        "faults": [{"place": one.place, "message": one.message} for one in collected.faults],
        "notices": [{"place": one.place, "message": one.message} for one in collected.notices],
        "known": Message(
            "{count} answer is already recorded", "{count} answers are already recorded", count=collected.known
        )
        if collected.known
        else "",
        "changes": [],
        "waiting": "",
    }
    return shown if collected.faults else shown | _changes(asked, plan, _answers(collected))


def _answers(collected: Collection) -> Answers:
    return Answers(tuple(collected.entries), tuple(collected.actuals))


def _changes(asked: Asked, plan: OpenPlan, answers: Answers) -> dict[str, Any]:
    if not any(answers) or not isinstance(plan.plan, SoundPlan):
        return {}
    recorded = record_batch(plan.plan, answers.entries, plan.today, answers.actuals)
    changes = [{"line": change_text(one), "entries": list(map(entry_line, one.entries))} for one in recorded.changes]
    changes += [{"line": gauged_text(one), "entries": []} for one in recorded.gauged]
    return {"changes": changes, "waiting": asked.desk.waiting.keep(answers)}


def _again(asked: Asked, plan: OpenPlan) -> dict[str, Any]:
    """Return the preview of answers that wait, for the page that refuses them."""
    nothing = {"faults": [], "notices": [], "known": "", "changes": [], "waiting": ""}
    if (answers := asked.desk.waiting.find(asked.text("waiting"))) is None:
        return {}
    try:
        return nothing | _changes(asked, plan, answers)
    except RefusedError:  # the plan has changed so that they can't be recorded any more
        return {}


def _record(asked: Asked) -> Answer:
    answers = asked.desk.waiting.find(asked.text("waiting"))
    if answers is None:
        raise RefusedError(Message("these answers are not here any more; take them back once more"))
    plan = asked.desk.open(asked.year, "record")
    path, today = plan.source.path, plan.today

    def change(plan: SoundPlan) -> BatchResult:
        return record_batch(plan, answers.entries, today, answers.actuals)

    recorded = asked.desk.change(path, today, asked.text("shown"), change)
    told: tuple[Message | str, ...] = (
        *map(change_text, recorded.changes),
        *map(gauged_text, recorded.gauged),
        written(shown_path(path)),
    )
    return Onward(asked.path("answers"), told)
