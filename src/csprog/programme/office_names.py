"""Finds the present names of offices that were renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from csprog.programme.model import Programme


def present_names(programmes: Iterable[Programme]) -> Mapping[str, str]:
    """Return the present name of an office by each former one; of `programmes` the newest is right.

    A name may have changed more than once, and back again.
    """
    later: dict[str, str] = {}
    for programme in sorted(programmes, key=lambda one: one.year):
        renamed = {former: office.name for office in programme.offices for former in office.formerly}
        present = {office.name for office in programme.offices} - renamed.keys()
        later = {name: following for name, following in (later | renamed).items() if name not in present}
    return {name: _last(name, later) for name in later}


def _last(name: str, later: Mapping[str, str]) -> str:
    seen = {name}
    while (name := later.get(name, name)) not in seen:
        seen.add(name)
    return name
