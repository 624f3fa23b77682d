"""The plan: a form for each of its parts, made of the keys of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from csprog.console.recording import written
from csprog.desk.forms import Field, Filled
from csprog.desk.pages.attempt import Attempt
from csprog.desk.places import linked
from csprog.desk.request import Answer, Asked, Onward, Page
from csprog.desk.typed_values import changed_values, key_path, plain_keys, require, values_of
from csprog.editing.part_edits import EditResult, add_part, change_part, drop_part, part_value
from csprog.errors import RefusedError
from csprog.findings import KeyPath
from csprog.i18n import N_, Message, translate
from csprog.operations.amendments import approved_plan
from csprog.operations.plan_edits import edit_plan
from csprog.operations.plans import OpenPlan
from csprog.programme.ledgers import placed_indicators
from csprog.programme.lookup import aims_by_number
from csprog.programme.model import Programme
from csprog.programme.part_keys import PART, Key, keys_of, part_at, title_of
from csprog.programme.plan_text import SoundPlan, parse_plan
from csprog.store.paths import shown_path
from csprog.yamltext.reader import Unquoted

ELSEWHERE = frozenset({"journal", "actuals", "assessments", "amendments"})
"""Lists of parts that recordings add to, with pages of their own."""
WRITTEN_BY_CSPROG = frozenset({"format"})
_HEAD = ("document", "on", "reason")
_NAMED_BY = ("number", "id", "name", "title", "text")
_LONGEST = 120  # characters of a part's name


def page(asked: Asked) -> Answer:
    """Show the form of the part that the path names; change the plan as it says."""
    plan = asked.desk.open(asked.year, "desk")
    sound = parse_plan(plan.source.text)  # one that breaks rules is sound here: a form can mend it
    path = key_path(asked.rest.partition("/")[2])
    try:
        part = part_at(path)
    except KeyError:
        part = ""
    if not isinstance(sound, SoundPlan) or not part:
        raise RefusedError(Message("the plan has no such part any more"))
    form, added = _Form(asked, plan, sound, path), asked.query.get("add", "")
    if added and added in keys_of(part) and added not in ELSEWHERE:
        return form.add(keys_of(part)[added])
    return form.drop() if "drop" in asked.query and path else form.edit(part)


def form_keys(part: str) -> tuple[Key, ...]:
    """Return the keys in the form of a part itself: the document's own parts have a form each."""
    keys = plain_keys(part)
    return tuple(
        key for key in keys if key.name not in WRITTEN_BY_CSPROG and not (part == "Programme" and key.kind == PART)
    )


class _Form:
    """The form of one part, and what it does with the plan."""

    def __init__(self, asked: Asked, plan: OpenPlan, sound: SoundPlan, path: KeyPath) -> None:
        self._asked, self._plan, self._sound, self._path = asked, plan, sound, path
        self._approved = plan.programme.is_approved(plan.today)

    def edit(self, part: str) -> Answer:
        """Show the part, or change it."""
        shown, keys = part_value(self._sound, self._path), form_keys(part)

        def given(filled: Filled, typed: Mapping[str, list[str]]) -> dict[str, Any]:
            changed = changed_values(keys, typed, shown, filled.faults)
            require(keys, changed if shown else values_of(keys, typed, {}), filled.faults)
            return changed

        return self._answer(
            shown, keys, given, lambda values: lambda plan: change_part(plan, self._path, values), "edit"
        )

    def add(self, key: Key) -> Answer:
        """Show an empty form for a new part of a list, or add it."""
        keys = (
            *plain_keys(key.below),
            *(_single(one) for one in keys_of(key.below).values() if one.kind == PART and one.least),
        )

        def given(filled: Filled, typed: Mapping[str, list[str]]) -> dict[str, Any]:
            values = values_of(keys, typed, filled.faults)
            require(keys, values, filled.faults)
            firsts = {one.name: (values[one.name],) for one in keys if one.least and values.get(one.name)}
            return values | firsts

        return self._answer(
            {}, keys, given, lambda values: lambda plan: add_part(plan, self._path, key.name, values), "add"
        )

    def drop(self) -> Answer:
        """Ask once more, or take the part out."""
        return self._answer({}, (), lambda _, __: {}, lambda _: lambda plan: drop_part(plan, self._path), "drop")

    def _answer(
        self,
        shown: Mapping[str, Any],
        keys: Iterable[Key],
        given: Callable[[Filled, Mapping[str, list[str]]], dict[str, Any]],
        change: Callable[[dict[str, Any]], Callable[[SoundPlan], str]],
        what: str,
    ) -> Answer:
        asked, listed = self._asked, tuple(keys)
        filled = Filled(shown, asked.typed, _known(self._plan.programme), _choices(self._plan.programme))
        attempt = Attempt(asked, filled)
        order = self._order(filled) if self._approved else ()
        fields = [*filled.fields(listed), *order]
        if asked.typed is not None:
            wanted, head = given(filled, asked.typed), self._head(filled)

            def act() -> Answer:
                return self._write(change(wanted), head)

            names = [one.name for one in fields] + [below.name for one in fields for below in one.fields]
            if answer := attempt.answer(names, act):
                return answer
        order, around = self._order(filled) if self._approved else (), self._around()
        values = attempt.values(filled.fields(listed), self._plan.source.text, order)
        return Page("plan.html", around["title_of_part"], values | {"order": order, "what": what} | around)

    def _order(self, filled: Filled) -> tuple[Field, ...]:
        keys = keys_of("Amendment")
        return tuple(replace(filled.field(keys[name], "amendment."), required=False) for name in _HEAD)

    def _head(self, filled: Filled) -> dict[str, Any]:
        keys = [keys_of("Amendment")[name] for name in _HEAD]
        return values_of(keys, self._asked.typed or {}, filled.faults, "amendment.")

    def _write(self, change: Callable[[SoundPlan], str], head: Mapping[str, Any]) -> Answer:
        path, today = self._plan.source.path, self._plan.today
        approved = approved_plan(path, today)

        def edit(plan: SoundPlan) -> EditResult:
            return edit_plan(approved, plan, change, head)

        edited = self._asked.desk.change(path, today, self._asked.text("shown"), edit, "desk", imported=True)
        told: list[Message | str] = [written(shown_path(path))]
        if edited.amendment is not None:
            told.append(Message("recorded as an amendment: {document}", document=edited.amendment.document))
        up = self._path
        if "drop" in self._asked.query:
            up = up[:-2] if isinstance(up[-1], int) else up[:-1]
        return Onward(self._asked.path(f"plan/{_address(up)}"), tuple(told))

    def _around(self) -> dict[str, Any]:
        """Return what stands around the form: where the part lies, and the parts in it."""
        crumbs = []
        for length in range(1, len(self._path) + 1):
            path = self._path[:length]
            if isinstance(path[-1], int) or not keys_of(part_at(path[:-1]))[path[-1]].many:
                crumbs.append((_address(path), self._name(path)))
        part = part_at(self._path)
        lists = [self._list(key) for key in keys_of(part).values() if key.kind == PART and key.many]
        singles = [key for key in keys_of(part).values() if key.kind == PART and not key.many]
        nested = [
            (key, below)
            for key in singles
            for below in keys_of(key.below).values()
            if below.kind == PART and below.many
        ]
        lists += [
            self._list(below, (key.name,))
            for key, below in nested
            if part != "Programme" and part_value(self._sound, (*self._path, key.name))
        ]
        return {
            "crumbs": crumbs[:-1],
            "title_of_part": crumbs[-1][1] if crumbs else translate(N_("Plan")),
            "place": f"plan/{_address(self._path)}",
            "parts": [(_address((key.name,)), key.label, bool(part_value(self._sound, (key.name,)))) for key in singles]
            if not self._path
            else [],
            "lists": lists,
            "droppable": bool(self._path) and self._path != ("passport",) and bool(part_value(self._sound, self._path)),
            "approved": self._approved,
            "errors": linked(self._plan.errors, self._plan.source.text),
        }

    def _list(self, key: Key, below: KeyPath = ()) -> dict[str, Any]:
        path: KeyPath = (*self._path, *below, key.name)
        items: list[Any] = part_value(self._sound, (*self._path, *below)).get(key.name, [])
        number_of = f"{_plain(part_value(self._sound, self._path)['number'])}." if key.below == "Measure" else ""
        listed = [
            (
                _address((*path, index)),
                f"{number_of}{index + 1} {item['text']}" if number_of else _name_of(item, key.below, index),
            )
            for index, item in enumerate(items)
        ]
        owner = _address((*self._path, *below))
        label = f"{keys_of(part_at(self._path))[str(below[0])].label}: {key.label}" if below else key.label
        return {"label": label, "key": key.name, "items": listed, "owner": owner, "elsewhere": self._elsewhere(key)}

    def _elsewhere(self, key: Key) -> str:
        """Return the page of what is not changed in a form of the plan, empty for other lists."""
        if key.name not in ELSEWHERE:
            return ""
        if key.name == "journal":
            measure = next(one for one in self._plan.programme.measures if one.path == self._path)
            return f"measure/{measure.id}"
        return "history" if key.name == "amendments" else "figures"

    def _name(self, path: KeyPath) -> str:
        return _name_of(part_value(self._sound, path), part_at(path), path[-1])


def _single(key: Key) -> Key:
    """Return the key of a list that must not be empty as that of its first part."""
    return replace(key, many=False, required=True)


def _name_of(value: Mapping[str, Any], part: str, number: int | str) -> str:
    """Return a part's kind, number and first words."""
    found = [_plain(value[key]) for key in _NAMED_BY if key in value] if isinstance(value, Mapping) else []
    place = "" if found or isinstance(number, str) else str(number + 1)
    kind = f"{title_of(part)} {found[0] if 'number' in value else place}".strip()
    words = " ".join(" ".join(found[1:2] if "number" in value else found[:1]).split())
    short = f"{words[:_LONGEST]}{'…' * (len(words) > _LONGEST)}"
    return f"{kind}: {short}" if short else kind


def _plain(value: Any) -> str:
    return value.text if isinstance(value, Unquoted) else str(value)


def _address(path: KeyPath) -> str:
    return "/".join(map(str, path))


def _known(programme: Programme) -> dict[str, list[str]]:
    """Return names that the plan has already, by the key that takes them."""
    measures = [placed.measure for placed in programme.measures]
    units = dict.fromkeys(one.responsible for one in measures if one.responsible)
    sources = dict.fromkeys(one.funding.source for one in measures if one.funding and one.funding.source)
    meters = dict.fromkeys(placed.indicator.unit for placed in placed_indicators(programme))
    documents = dict.fromkeys(one.document for one in programme.amendments)
    return {
        "responsible": [*units],
        "funding.source": [*sources],
        "unit": [*meters],
        "amendment.document": [*documents],
    }


def _choices(programme: Programme) -> dict[str, list[tuple[str, str]]]:
    """Return what references of a proposal may name."""
    goals, tasks = aims_by_number(programme.goals), aims_by_number(programme.tasks)
    return {
        "goals": [(number, f"{number} {text}") for number, text in goals.items()],
        "tasks": [(number, f"{number} {text}") for number, text in tasks.items()],
        "standard_clauses": [(one.number, f"{one.number} {one.title}") for one in programme.passport.clauses],
        "assessments": [(one.id, one.id) for one in programme.current_assessments],
    }
