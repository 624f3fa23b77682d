"""Records an entry or a value: reads the plan, checks, writes, shows the change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from csprog.cli.command import IN_EDITOR
from csprog.cli.output import print_json
from csprog.cli.prompts.edited_texts import edited_texts
from csprog.console.recording import show_changes, show_unpublished, show_waiting
from csprog.editing.amendment import AmendmentResult
from csprog.editing.entry import EntryResult, build_entry, record
from csprog.editing.measurements import ActualResult, AssessmentResult
from csprog.evaluation.record_builder import measure_record, of_year
from csprog.evaluation.records import to_json
from csprog.operations.evidence import given_evidence
from csprog.operations.plan_choice import find_plan
from csprog.operations.plans import open_plan
from csprog.operations.recording import apply_change, try_change
from csprog.operations.year_choice import recording_plan
from csprog.parsing.names import split_ids
from csprog.programme.plan_text import SoundPlan
from csprog.store.paths import shown_path

Change = TypeVar("Change", EntryResult, ActualResult, AssessmentResult, AmendmentResult)


def run_recording(
    identifier: list[str] | str | None,
    event: str,
    *,
    command: str,
    year: int | None,
    as_of: date | None,
    on: date | None,
    as_json: bool,
    offices: list[str] | None = None,
    evidence: str | None = None,
    public: bool = False,
    **values: Any,
) -> None:
    """Record `event` for the measures of `identifier`, and show the change.

    `identifier` is what was typed: an id or several. Without one, asks at the terminal for the measure and the values not given.

    Raises:
        CsprogError: the plan, the request or the file forbid it; the file is untouched.
    """
    named = " ".join(split_ids([identifier] if isinstance(identifier, str) else identifier or ()))
    given: dict[str, Any] = {"on": on, "offices": tuple(offices or ()), **values}
    if not named:
        from csprog.cli.prompts.recording import ask_recording, ask_year  # noqa: PLC0415 - questionary takes 0.2 s

        year = ask_year(as_of, on) if year is None else year
        given["evidence"] = given_evidence(evidence, find_plan(year, as_of)[0], public=public)
        options = {"--evidence": evidence, "--public": public, "--year": year, "--as-of": as_of, "--json": as_json}
        named, given = ask_recording(open_plan("record", year, as_of), event, given, options)
    path, today = recording_plan(year, as_of, given.get("on"), named, event=event)
    if "evidence" not in given:  # an interview has it from the beginning
        given["evidence"] = given_evidence(evidence, path, public=public)
    given = {**given, "on": given["on"] or today, "event": event}

    def change(plan: SoundPlan, values: Mapping[str, Any]) -> EntryResult:
        return record(plan, named, build_entry(values), today)

    recorded = record_change(path, today, given, change, about=f"{command} {named}")
    if as_json:
        records = (to_json(measure_record(change.after)) for change in recorded.changes)
        print_json(of_year(recorded.year, records))
    else:
        show_changes(recorded, shown_path(path))


def record_change(
    path: Path,
    today: date,
    given: Mapping[str, Any],
    change: Callable[[SoundPlan, Mapping[str, Any]], Change],
    command: str = "record",
    *,
    about: str = "",
    imported: bool = False,
) -> Change:
    """Write the `change` of the plan at `path`, after asking the editor for texts.

    `command` is the row of the gate that says what state of the plan the change needs; `about` tells apart the texts
    that the editor keeps if the change is refused; `imported` is that of `apply_change`.

    Raises:
        CsprogError: the plan, the values or the file forbid it; the file is untouched.
    """
    subjects: list[str] = []
    if IN_EDITOR in given.values():  # try first, so that nobody writes a text for a change that is refused
        trial = {key: "…" if value == IN_EDITOR else value for key, value in given.items()}
        subjects = _subjects(try_change(path, today, lambda plan: change(plan, trial), command))
    with edited_texts(given, path, about, subjects) as values:
        changed = apply_change(path, today, lambda plan: change(plan, values), show_waiting, command, imported=imported)
    show_unpublished(values.get("evidence"))
    return changed


def _subjects(changed: EntryResult | ActualResult | AssessmentResult | AmendmentResult) -> list[str]:
    """Return what a change is about, a line each."""
    if isinstance(changed, EntryResult):
        measures = (change.after.placed for change in changed.changes)
        return [f"{placed.id}  {placed.measure.text}" for placed in measures]
    if isinstance(changed, ActualResult):
        return [f"{changed.placed.indicator.id}  {changed.placed.indicator.name}"]
    return []
