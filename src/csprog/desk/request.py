"""Defines what a page is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from csprog.desk.typed_values import Typed
from csprog.desk.workplace import Desk
from csprog.i18n import Message


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the year and the rest of its path, its query, what was typed and the files that were sent."""

    desk: Desk
    year: int
    rest: str
    query: Mapping[str, str]
    typed: Typed | None = None
    files: tuple[tuple[str, bytes], ...] = ()

    def text(self, name: str) -> str:
        """Return the text of a field, empty without one."""
        return ((self.typed or {}).get(name) or [""])[0]

    def path(self, place: str = "", **query: str) -> str:
        """Return the path of a page of the year's plan."""
        below = f"{self.desk.root}/{self.year}/{quote(place)}"
        return f"{below}?{urlencode(query)}" if query else below


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its template and what that shows."""

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Onward:
    """The answer of a form: the page to go to, and what to say there; `refused` tells that nothing was done."""

    path: str
    told: tuple[Message | str, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be saved."""

    name: str
    data: bytes
    kind: str = "application/octet-stream"


Answer = Page | Onward | Download
Handler = Callable[[Asked], Answer]
