"""A new plan: the one that continues the last, a document's, or a company's first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from csprog.console.import_result import counts_line
from csprog.console.new_plan import outdated_line
from csprog.console.recording import written
from csprog.console.status_labels import word
from csprog.desk.forms import Field, Filled
from csprog.desk.pages.attempt import Attempt
from csprog.desk.request import Answer, Asked, Onward, Page
from csprog.editing.first_plan import DEFAULTS
from csprog.editing.next_year import Left, is_proposed, left_of, next_passport
from csprog.errors import CsprogError, InvalidPlanError, RefusedError
from csprog.evaluation.evaluator import EvaluatedMeasure
from csprog.formats.annotations import located_lines
from csprog.i18n import N_, Message, translate
from csprog.importing.mapping.year import named_year
from csprog.importing.readers.dispatch import read_document
from csprog.importing.readers.document import SourceDocument
from csprog.operations.new_plans import (
    new_plan_path,
    passport_fault,
    read_plan,
    write_after,
    write_first,
    write_imported,
)
from csprog.operations.plan_choice import view_day
from csprog.operations.plans import OpenPlan
from csprog.programme.part_keys import keys_of
from csprog.programme.plan_text import FaultyPlan
from csprog.programme.typed_text import tidy
from csprog.store.paths import shown_path

AFTER, DOCUMENT, FIRST = "after", "document", "first"
_ASKED = {DOCUMENT: ("year", "organisation", "title"), FIRST: ("year", "organisation", "title", "basis", "site")}
"""The keys of the passport in each form."""
_PASTED = Message("pasted text")
_MOST_TOLD = 100  # notices


def page(asked: Asked) -> Answer:
    """Offer the ways to a new plan, or write it."""
    asked_for, day = asked.text("go"), view_day(asked.desk.as_of)
    shown = {FIRST: {**DEFAULTS, "year": str(day.year)}}
    forms = {
        name: Filled({name: shown.get(name, {})}, asked.typed if asked_for == name else None)
        for name in (AFTER, DOCUMENT, FIRST)
    }
    form = forms.get(asked_for, Filled())
    attempt, before = Attempt(asked, form), _Before.of(asked)
    if asked.typed is not None:
        values = {key: _text(asked, f"{asked_for}.{key}") for key in _ASKED.get(asked_for, ())}
        wanted = {key: text for key, text in values.items() if text or asked_for == FIRST}
        for key, text in wanted.items():
            if fault := passport_fault(key, text):
                form.faults[f"{asked_for}.{key}"] = str(fault)

        def act() -> Answer:
            if asked_for == AFTER:
                return before.write(asked)
            return _write_first(asked, wanted) if asked_for == FIRST else _import(asked, wanted, form)

        if answer := attempt.answer([f"{asked_for}.{key}" for key in values], act):
            return answer
    shown_values = attempt.values(before.fields(forms[AFTER]), before.text) | {
        "before": before,
        "document_fields": _fields(forms[DOCUMENT], DOCUMENT),
        "first_fields": () if asked.desk.years else _fields(forms[FIRST], FIRST),
        "pasted": asked.text("pasted"),
        "folder": shown_path(asked.desk.folder.absolute()),
    }
    return Page("begin.html", translate(N_("A new plan")), shown_values)


@dataclass(frozen=True, slots=True)
class _Before:
    """The newest plan, which the next one continues; `plan` is None if there is none, or if it has errors."""

    plan: OpenPlan | None
    left: Left | None
    faults: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: Asked) -> _Before:
        if not asked.desk.years:
            return cls(None, None)
        try:
            plan = asked.desk.open(asked.desk.years[0], "new")
        except InvalidPlanError as invalid:
            return cls(None, None, tuple(located_lines(invalid.path, invalid.problems)))
        except CsprogError as error:
            return cls(None, None, (str(error),))
        return cls(plan, left_of(plan.programme, plan.today))

    @property
    def text(self) -> str:
        return self.plan.source.text if self.plan else ""

    @property
    def next_year(self) -> int | None:
        return self.plan.programme.year + 1 if self.plan else None

    def fields(self, filled: Filled) -> list[Field]:
        """Return the lists of measures that may go over, those ticked that do by default."""
        if self.left is None:
            return []
        proposed = [row for row in self.left.undone if is_proposed(row)]
        ids = {row.placed.id for row in proposed}
        again = [row for row in self.left.recurring if row.placed.id not in ids]
        fields = (
            _ticks("carry", N_("Not completed: what is carried over"), self.left.undone, proposed, filled),
            _ticks("recurring", N_("Recurring: what is repeated"), again, again, filled),
        )
        return [field for field in fields if field.choices]

    def write(self, asked: Asked) -> Answer:
        """Write the plan of the next year."""
        if self.plan is None or self.left is None or self.next_year is None:
            raise RefusedError(Message("there is no sound plan to continue"))
        asked.desk.unchanged(self.text, asked.text("shown"))
        path = new_plan_path(asked.desk.folder, self.next_year)
        ticked = {name: set((asked.typed or {}).get(name, [])) for name in ("carry", "recurring")}
        carried = [row.placed.id for row in self.left.undone if row.placed.id in ticked["carry"]]
        repeated = [
            row.placed.id
            for row in self.left.recurring
            if row.placed.id in ticked["recurring"] and row.placed.id not in carried
        ]
        defaults = next_passport(self.plan.programme, self.next_year)
        passport = {key: getattr(defaults, key) for key in _ASKED[FIRST] if key != "year"}
        lines = write_after(self.plan, path, carried=carried, repeated=repeated, passport=passport)
        told: list[Message | str] = [written(shown_path(path))]
        if lines:
            told.append(outdated_line(self.plan.programme.year, lines))
        return _to_plan(asked, path, told)


def _ticks(
    name: str, label: str, rows: Iterable[EvaluatedMeasure], usual: Iterable[EvaluatedMeasure], filled: Filled
) -> Field:
    choices = tuple((row.placed.id, f"{row.placed.id} {word(row.told)}: {row.placed.measure.text}") for row in rows)
    ticked = [row.placed.id for row in usual] if filled.typed is None else filled.typed.get(name, [])
    return Field(name, translate(label), "", "ticks", tuple(ticked), choices)


def _fields(filled: Filled, form: str) -> list[Field]:
    """Return the fields of the passport in a form."""
    keys = keys_of("Passport")
    fields = [replace(filled.field(keys[name], f"{form}."), control="line") for name in _ASKED[form]]
    if form == DOCUMENT:
        return [replace(one, required=False, hint="") for one in fields]
    return fields


def _text(asked: Asked, name: str) -> str:
    return tidy(asked.text(name)).strip()


def _write_first(asked: Asked, values: Mapping[str, str]) -> Answer:
    path = new_plan_path(asked.desk.folder, int(values["year"]))
    write_first(path, {key: text or None for key, text in values.items() if key != "year"})
    told = (written(shown_path(path)), Message("it holds an example: replace it with your own measures"))
    return _to_plan(asked, path, told)


def _import(asked: Asked, values: Mapping[str, str], form: Filled) -> Answer:
    source, name = _document(asked)
    year = values.get("year") or named_year(source)
    if year is None:
        raise RefusedError(Message("no year is given in the document; type it"), (DOCUMENT, "year"))
    path = new_plan_path(asked.desk.folder, int(year))
    imported = read_plan(path, source, name, {key: text for key, text in values.items() if key != "year"})
    if isinstance(imported.plan, FaultyPlan):
        form.faults |= {f"{DOCUMENT}.{key}": str(what) for key, what in imported.unknown.items()}
        if imported.unknown:
            raise RefusedError(Message("the document does not say all that a plan needs; type it below"))
        why = imported.plan.errors[0].message
        raise RefusedError(
            Message("the plan of this document has an error that must be corrected in an editor: {why}", why=why)
        )
    write_imported(path, imported)
    told: list[Message | str] = [counts_line(imported.plan.programme), written(shown_path(path))]
    told += [f"{one.place}: {one.message}" for one in imported.notices if one.kind != "decided"][:_MOST_TOLD]
    return _to_plan(asked, path, told)


def _document(asked: Asked) -> tuple[SourceDocument, str | Message]:
    """Return the document that was sent, or pasted, and its name."""
    files = [(name, data) for name, data in asked.files if name]
    if files:
        name, data = files[0]
        return read_document(data, name), name
    pasted = asked.text("pasted")
    if not pasted.strip():
        raise RefusedError(Message("choose a document, or paste the table of measures"))
    return read_document(pasted.encode("utf-8", "replace"), str(_PASTED)), _PASTED


def _to_plan(asked: Asked, path: Path, told: Iterable[Message | str]) -> Answer:
    return Onward(f"{asked.desk.root}/{path.stem}/plan", tuple(told))
