"""Gets document, day and reason of an amendment: from options, else by questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from csprog.cli.command import at_terminal
from csprog.editing.amendment import build_amendment
from csprog.errors import ParseError, RefusedError, UsageError
from csprog.history.diff import Difference
from csprog.i18n import Message
from csprog.parsing.dates import read_day

_QUESTIONS: Mapping[str, Message] = {
    "document": Message("Document (like Приказ № 118)?"),
    "on": Message("Date of the document?"),
    "reason": Message("Reason for the change?"),
}
_ANY = (Difference("reordered", "measure", "1", None),)


def amendment_head(given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return document, day and reason: those `given`, others are asked for.

    Raises:
        UsageError: some are missing, and there is no terminal to ask at.
    """
    missing = [key for key in _QUESTIONS if given.get(key) is None]
    if missing and not at_terminal():
        raise UsageError(
            Message(
                "an amendment needs a document, its date and a reason; add {options}",
                options=" ".join(f"--{key} …" for key in missing),
            )
        )
    return {key: _ask(key, today) if key in missing else given[key] for key in _QUESTIONS}


def _ask(key: str, today: date) -> Any:
    from csprog.cli.prompts.measure_choice import typed_day  # noqa: PLC0415 - questionary takes 0.2 s
    from csprog.cli.prompts.questions import ask_text  # noqa: PLC0415 - likewise

    read: Callable[[str], Any] = partial(read_day, today=today) if key == "on" else str.strip
    default = typed_day(today) if key == "on" else ""
    return read(ask_text(_QUESTIONS[key], default, lambda text: _refusal(key, read, text)))


def _refusal(key: str, read: Callable[[str], Any], text: str) -> Message | None:
    """Return the sentence that refuses the answer, None if it is accepted."""
    head = {"document": "…", "on": date.max, "reason": "…"}
    try:
        build_amendment({**head, key: read(text)}, _ANY)
    except (ParseError, RefusedError) as error:
        return error.message
    return None
