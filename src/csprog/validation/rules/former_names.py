"""Rules of former names: of the organisation, of offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from csprog.findings import Violation
from csprog.i18n import Message
from csprog.programme.model import Programme


def former_names(programme: Programme, today: date) -> Iterator[Violation]:
    """Yield former names that are the present ones, or those of two offices."""
    del today
    passport = programme.passport
    for index, name in enumerate(passport.formerly):
        if name == passport.organisation:
            yield Violation("former-name", ("passport", "formerly", index), _present(name))
    names = Counter(office.name for office in programme.offices)
    former = Counter(name for office in programme.offices for name in {*office.formerly})
    for place, office in enumerate(programme.offices):
        if names[office.name] > 1:
            message = Message("“{name}” is listed more than once; put its former names together", name=office.name)
            yield Violation("former-name", ("offices", place, "name"), message)
        for index, name in enumerate(office.formerly):
            path = ("offices", place, "formerly", index)
            if name == office.name:
                yield Violation("former-name", path, _present(name))
            elif former[name] > 1:
                message = Message("“{name}” can have become only one office; keep it under that one", name=name)
                yield Violation("former-name", path, message)


def _present(name: str) -> Message:
    return Message("“{name}” is the present name; take it out of the former ones", name=name)
