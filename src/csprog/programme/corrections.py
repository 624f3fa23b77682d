"""Reads a journal as corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import ValidationError

from csprog.findings import KeyPath
from csprog.programme.entries import Corrected, CorrectedEntry, Entry


def corrected_entries(journal: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries as they hold now, in the order of the journal.

    Corrections are applied to what stands above them, the last one wins. An entry that was withdrawn is left out, and
    so are the corrections. One that fits no entry changes nothing: `journal_rules` names it.
    """
    return tuple(valid_entries(journal).values())


def valid_entries(journal: Sequence[Entry]) -> dict[int, Entry]:
    """Return the entries as they hold now, by their index in the journal."""
    valid: dict[int, Entry] = {}
    withdrawn: dict[int, Entry] = {}
    for index, target, entry in with_targets(journal):
        if not isinstance(entry, Corrected):
            valid[index] = entry
            continue
        before = valid.get(target) or withdrawn[target]
        if entry.withdrawn:
            withdrawn[target] = valid.pop(target, before)
        elif after := _apply(before, entry):
            withdrawn.pop(target, None)
            valid[target] = after
    return dict(sorted(valid.items()))


def with_targets(journal: Sequence[Entry]) -> Iterator[tuple[int, int, Entry]]:
    """Yield the index of each entry, that of the entry it is about, and the entry.

    A correction is about an entry above it, any other entry about itself. Corrections that fit no entry are left out.
    """
    above = _EntriesAbove()
    for index, entry in enumerate(journal):
        target = above.index_of(entry.corrects) if isinstance(entry, Corrected) else index
        if target is not None:
            yield index, target, entry
        above.add(index, entry)


def index_of(journal: Sequence[Entry], corrects: CorrectedEntry) -> int | None:
    """Return the index of the entry that a correction is about; None without one."""
    above = _EntriesAbove()
    for index, entry in enumerate(journal):
        above.add(index, entry)
    return above.index_of(corrects)


class _EntriesAbove:
    """The entries above a correction, by what it names them by."""

    def __init__(self) -> None:
        self._indexes: dict[tuple[date, str], list[int]] = {}

    def add(self, index: int, entry: Entry) -> None:
        """Add the entry that comes next in the journal."""
        self._indexes.setdefault((entry.on, entry.event), []).append(index)

    def index_of(self, corrects: CorrectedEntry) -> int | None:
        """Return the index of the entry that a correction is about; None without one."""
        alike = self._indexes.get((corrects.on, corrects.event), [])
        number = corrects.number or 1
        return alike[number - 1] if number <= len(alike) else None


def reference_to(journal: Sequence[Entry], index: int) -> dict[str, object]:
    """Return the values of a `CorrectedEntry` for the entry at `index`."""
    entry = journal[index]
    number = sum((other.on, other.event) == (entry.on, entry.event) for other in journal[: index + 1])
    return {"on": entry.on, "event": entry.event, **({"number": number} if number > 1 else {})}


def correct_command(name: str, valid: dict[int, Entry], entry: Entry, option: str) -> str:
    """Return the command that corrects `entry`, one of those that hold in a journal (`valid_entries`).

    `name` is the measure as commands take it (`typed_name`), `option` the option for the new value.
    """
    number = next((index + 1 for index, other in valid.items() if other == entry), 0)
    choice = "" if number in (0, next(reversed(valid), -1) + 1) else f" --entry {number}"
    return f'csprog correct {name}{choice} {option} --why "…"'


def typed_name(identifier: str, year: int) -> str:
    """Return an id as commands take it, with the year of its plan.

    Until a year's report is published, the same id may be in two plans that are worked on.
    """
    return f"{identifier} --year {year}"


def _apply(entry: Entry, correction: Corrected) -> Entry | None:
    """Return `entry` with the values of a correction; None if it can't have them."""
    given = given_values(correction)
    if correction.personal_data_ground:
        given["personal_data_ground"] = correction.personal_data_ground
    values = {key: getattr(entry, key) for key in entry.model_fields_set}
    try:
        return type(entry).model_validate(
            {key: value for key, value in {**values, **given}.items() if key not in correction.removed}
        )
    except ValidationError:
        return None


def given_values(correction: Corrected) -> dict[str, object]:
    """Return the new values of a correction by their keys."""
    values = correction.values
    keys = () if values is None else (key for key in type(values).model_fields if key in values.model_fields_set)
    return {key: getattr(values, key) for key in keys}


def replaced_values(journal: Sequence[Entry]) -> set[KeyPath]:
    """Return the key paths of the values that later corrections replaced."""
    replaced: set[KeyPath] = set()
    paths: dict[int, list[KeyPath]] = {}  # of all values of an entry, its own and its corrections'
    for index, target, entry in with_targets(journal):
        if not isinstance(entry, Corrected):
            paths[index] = [(index, key) for key in entry.model_fields_set]
            continue
        given = {*given_values(entry), *entry.removed}
        replaced |= {path for path in paths[target] if entry.withdrawn or path[-1] in given}
        paths[target] += [(index, "values", key) for key in given]
    return replaced
