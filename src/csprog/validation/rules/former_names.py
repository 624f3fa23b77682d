"""Rules of former names: of the organisation, of offices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from csprog.findings import KeyPath, Violation
from csprog.i18n import Message
from csprog.programme.model import Programme


def former_names(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield former names that are the present ones, or those of two offices."""
    del today
    passport = programme.passport
    for index, name in enumerate(passport.formerly):
        if name == passport.organisation:
            yield Violation("former-name", ("passport", "formerly", index), _present(name))
    listed: dict[str, KeyPath] = {}
    former: dict[str, KeyPath] = {}
    for place, office in enumerate(programme.offices):
        own: KeyPath = ("offices", place, "name")
        if office.name in listed:
            message = Message(
                "“{name}” is listed more than once, in line {line}, too; put its former names together",
                name=office.name,
            )
            yield Violation("former-name", own, message, other=listed[office.name])
        listed.setdefault(office.name, own)
        for index, name in enumerate(office.formerly):
            path: KeyPath = ("offices", place, "formerly", index)
            if name == office.name:
                yield Violation("former-name", path, _present(name))
            elif name in former:
                message = Message(
                    "“{name}” can have become only one office, and line {line} names it, too; keep it under one",
                    name=name,
                )
                yield Violation("former-name", path, message, other=former[name])
            former.setdefault(name, path)


def _present(name: str) -> Message:
    return Message("“{name}” is the present name; take it out of the former ones", name=name)
