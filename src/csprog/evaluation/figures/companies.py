"""Tells which plans are of one company, under whatever name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from csprog.evaluation.groups import grouped


class OfCompany(Protocol):
    """A plan's row that says whose it is: name, former names, INN."""

    @property
    def organisation(self) -> str:
        """Its present name."""

    @property
    def formerly(self) -> tuple[str, ...]:
        """Its former names."""

    @property
    def inn(self) -> str | None:
        """Its INN, if it is given."""


Key = tuple[str, str]
Row = TypeVar("Row", bound=OfCompany)
Folder = TypeVar("Folder")


def companies(rows: Sequence[Row]) -> list[tuple[Row, ...]]:
    """Return `rows` by company, in the order of their first ones.

    Plans of one INN are of one company. Plans without are of one company with those that have their name, or one of their
    former names; where plans of several INNs have that name, they stay by themselves.
    """
    company_of = _Joined()
    owners: dict[str, set[str]] = {}
    for row in rows:
        names = (row.organisation, *row.formerly)
        if row.inn:
            for name in names:
                owners.setdefault(name, set()).add(row.inn)
        else:
            company_of.join(*map(_by_name, names))
    found: dict[Key, set[str]] = {}
    for name, inns in owners.items():
        found.setdefault(company_of.key(_by_name(name)), set()).update(inns)
    for key, inns in found.items():
        if len(inns) == 1:
            company_of.join(_by_inn(*inns), key)
    keyed = grouped(rows, lambda row: (company_of.key(_by_inn(row.inn) if row.inn else _by_name(row.organisation)),))
    return [part for _, part in keyed]


class _Place(NamedTuple, Generic[Folder]):
    """The company of a folder of plans: its newest name and INN, and the former names that its plans give."""

    folder: Folder
    organisation: str
    formerly: tuple[str, ...]
    inn: str | None


def companies_of_folders(plans: Mapping[Folder, Sequence[OfCompany]]) -> list[tuple[Folder, ...]]:
    """Return folders by company, in the order of their first ones; `plans` of each are given oldest first.

    The plans of one folder are of one company, also where only the newest gives its INN.
    """
    places = [_place(folder, rows) for folder, rows in plans.items()]
    return [tuple(place.folder for place in part) for part in companies(places)]


def _place(folder: Folder, rows: Sequence[OfCompany]) -> _Place[Folder]:
    former = dict.fromkeys(name for row in rows for name in row.formerly)
    return _Place(folder, rows[-1].organisation, tuple(former), newest_inn(rows))


def newest_inn(rows: Sequence[OfCompany]) -> str | None:
    """Return the INN that the last of a company's plans gives, oldest first, None if none does."""
    return next((row.inn for row in reversed(rows) if row.inn), None)


class _Joined:
    """Keys that mean the same company."""

    def __init__(self) -> None:
        self._first: dict[Key, Key] = {}

    def key(self, key: Key) -> Key:
        """Return the one key of all that are joined with `key`."""
        while (first := self._first.get(key, key)) != key:
            key = first
        return key

    def join(self, key: Key, *others: Key) -> None:
        """Take keys for the same company."""
        for other in others:
            self._first[self.key(other)] = self.key(key)


def _by_inn(inn: str) -> Key:
    return "inn", inn


def _by_name(name: str) -> Key:
    return "name", name
