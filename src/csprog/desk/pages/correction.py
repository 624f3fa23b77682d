"""Corrections: a form that shows what was recorded, and records what was changed in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from csprog.console.recording import change_text, written
from csprog.desk.forms import Filled
from csprog.desk.pages.attempt import Attempt, evidence_of, is_public, with_public
from csprog.desk.request import Answer, Asked, Onward, Page
from csprog.desk.typed_values import changed_values, plain_keys, values_of
from csprog.editing.corrections import correct
from csprog.editing.entry import EntryResult
from csprog.errors import RefusedError
from csprog.formats.ledger_items import item_line
from csprog.i18n import N_, Message, translate
from csprog.operations.plans import OpenPlan
from csprog.operations.year_choice import recording_plan
from csprog.programme.corrections import valid_entries
from csprog.programme.entries import Corrected, Removable
from csprog.programme.lookup import select_measures
from csprog.programme.part_keys import Key, keys_of
from csprog.programme.plan_writer import as_value
from csprog.store.paths import shown_path

_REMOVABLE = frozenset(get_args(Removable))


def correction(asked: Asked, plan: OpenPlan, identifier: str, around: Mapping[str, Any]) -> Answer:
    """Show an entry of a measure to be corrected, or record the correction."""
    (placed,) = select_measures(plan.programme, identifier)
    journal, typed_number = placed.measure.journal, asked.query["entry"]
    index = int(typed_number) - 1 if typed_number.isdecimal() and len(typed_number) < 6 else -1  # noqa: PLR2004
    if not 0 <= index < len(journal) or isinstance(journal[index], Corrected):
        raise RefusedError(Message("{id}: there is no entry {number} to correct", id=identifier, number=typed_number))
    entry = valid_entries(journal).get(index, journal[index])
    keys = [key for name, key in keys_of("CorrectedValues").items() if name in type(entry).model_fields]
    extra = [one for one in plain_keys("Corrected") if one.name in {"why", "withdrawn", "personal_data_ground"}]
    values = correction_form(
        asked, identifier, as_value(entry), keys, extra, {"number": index + 1}, plan, placed.measure.offices
    )
    if not isinstance(values, dict):
        return values
    return Page(
        "correction.html",
        identifier,
        {**around, **values, "line": item_line(journal[index]), "place": f"measure/{identifier}"},
    )


def correction_form(  # noqa: PLR0913, PLR0917 - what is corrected, and by which keys
    asked: Asked,
    identifier: str,
    shown: Mapping[str, Any],
    keys: list[Key],
    extra: list[Key],
    named: Mapping[str, Any],
    plan: OpenPlan,
    offices: Sequence[str] = (),
) -> Answer | dict[str, Any]:
    """Return the answer of a correction that was recorded, else what the template of its form shows."""
    filled = Filled(shown, asked.typed, {}, {"offices": [(name, name) for name in offices]})
    attempt = Attempt(asked, filled)
    if asked.typed is not None:
        changed = changed_values(keys, asked.typed, shown, filled.faults)
        if (asked.text("public") == "true") is not is_public(shown.get("evidence")):
            changed |= values_of([key for key in keys if key.name == "evidence"], asked.typed, filled.faults)
        given = values_of(extra, asked.typed, filled.faults)
        _require(keys, changed, filled.faults)
        if not given.get("why"):
            filled.faults["why"] = translate(N_("say what was wrong; it is published"))

        def act() -> Answer:
            return _correct(asked, identifier, changed, {**given, **named})

        if answer := attempt.answer([key.name for key in (*keys, *extra)], act):
            return answer
    fields = [*with_public(asked, filled.fields(keys), shown.get("evidence")), *filled.fields(extra)]
    return attempt.values(fields, plan.source.text)


def _require(keys: list[Key], changed: Mapping[str, Any], faults: dict[str, str]) -> None:
    """Refuse to empty what a correction can't take away."""
    for key in keys:
        if key.name in changed and changed[key.name] is None and key.name not in _REMOVABLE:
            faults.setdefault(key.name, translate(N_("this can be corrected, but not taken away")))


def _correct(asked: Asked, identifier: str, changed: Mapping[str, Any], given: Mapping[str, Any]) -> Answer:
    path, today = recording_plan(asked.year, asked.desk.as_of, changed.get("on"), identifier, changed.get("period"))
    values = {key: value for key, value in changed.items() if value is not None}
    if "evidence" in values:
        values["evidence"] = evidence_of(asked, path, values["evidence"])
    removed = tuple(key for key, value in changed.items() if value is None)
    values |= {**given, "removed": removed, "withdrawn": True if given.get("withdrawn") == "true" else None}

    def change(plan: Any) -> Any:
        return correct(plan, [identifier], values, today)

    corrected = asked.desk.change(path, today, asked.text("shown"), change, "correct")
    told = [*map(change_text, corrected.changes)] if isinstance(corrected, EntryResult) else []
    place = f"measure/{identifier}" if isinstance(corrected, EntryResult) else "figures"
    return Onward(asked.path(place), (*told, written(shown_path(path))))
