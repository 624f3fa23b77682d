"""Reads the mail addresses of offices and responsible units.

They stand in `addresses.yaml` beside the folder of plans: no command takes it for a plan, and nothing of it is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from csprog.errors import RefusedError
from csprog.findings import Position
from csprog.i18n import Message
from csprog.parsing.names import is_alike
from csprog.store.paths import shown_path
from csprog.store.plan_files import read_bytes
from csprog.yamltext.encoding import decode, position
from csprog.yamltext.nodes import locate
from csprog.yamltext.reader import load_text

ADDRESSES = "addresses.yaml"
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LONGEST = 254  # characters of an address (RFC 5321)


def addresses_path(folder: Path) -> Path:
    """Return the path of the addresses of the plans in `folder`."""
    return folder.parent / ADDRESSES


def read_addresses(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the addresses by the names of offices and units; none if there is no file.

    Raises:
        RefusedError: the file is not a list of names and addresses; file, line and column are named.
        StoreError: it can't be read.
    """
    path = addresses_path(folder)
    if not path.exists():
        return {}
    text, problem = decode(read_bytes(path))
    loaded = load_text(text)
    if fault := problem or next(iter(loaded.problems), None):
        raise _refused(path, fault.position, fault.message)
    if loaded.value in (None, ""):
        return {}
    if not isinstance(loaded.value, dict):
        raise _refused(path, Position(1, 1), _form())
    found: dict[str, tuple[str, ...]] = {}
    for index, (name, given) in enumerate(loaded.value.items()):
        several = given if isinstance(given, list) else [given]
        if not all(isinstance(one, str) and is_address(one) for one in several):
            node = locate(text)
            at = node.entries[index][1].start if node.entries else 0
            raise _refused(path, position(text, at), _form())
        found[str(name)] = tuple(several)
    return found


def is_address(text: str) -> bool:
    """Tell whether a text is one mail address, without a name or brackets."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def address_in(text: str) -> str | None:
    """Return the first mail address in a text, None if it has none."""
    found = _ADDRESS.search(text)
    return found[0] if found else None


def address_of(addresses: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
    """Return the addresses of an office or a unit; none if the file does not name it."""
    return next((given for known, given in addresses.items() if is_alike(known, name)), ())


def unknown_in(addresses: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> list[str]:
    """Return the names that have an address and are none of `names`."""
    known = list(names)
    return [name for name in addresses if not any(is_alike(one, name) for one in known)]


def _form() -> Message:
    return Message(
        "a line is a name from the plan and its mail address, like «{name}: {address}»; several in brackets: [{several}]",
        name="Отдел",
        address="otdel@example.org",
        several="a@example.org, b@example.org",
    )


def _refused(path: Path, at: Position, why: Any) -> RefusedError:
    place = f"{shown_path(path)}:{at.line}:{at.column}"
    return RefusedError(Message("{place}: {why}", place=place, why=why))
