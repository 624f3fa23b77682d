"""Writes differences of plans as Markdown for pull requests and as JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from csprog.formats.ledger_items import item_line
from csprog.history.diff import Difference
from csprog.history.text_diff import word_diff
from csprog.i18n import Message
from csprog.programme.key_names import key_name

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def as_records(differences: Sequence[Difference]) -> list[dict[str, Any]]:
    """Return the differences under their public names (`diff --json`)."""
    return [
        {
            "kind": difference.kind,
            "part": difference.part,
            "id": difference.id,
            "key": difference.key or None,
            "old": difference.old or None,
            "new": difference.new or None,
            "entry": difference.entry.model_dump(mode="json", exclude_defaults=True) if difference.entry else None,
        }
        for difference in differences
    ]


def as_markdown(differences: Sequence[Difference]) -> str:
    """Return the differences as a Markdown list; texts of the plan are escaped."""
    if not differences:
        return f"{Message('nothing changed in the plan')}\n"
    heading = Message("{count} change in the plan", "{count} changes in the plan", count=len(differences))
    return f"### {heading}\n\n" + "".join(f"- {_item(difference)}\n" for difference in differences)


def _item(difference: Difference) -> str:
    name = f"**{escaped(str(key_name(difference.id)))}**"
    key = escaped(str(key_name(difference.key))) if difference.key else ""
    match difference.kind:
        case "recorded" if difference.entry:
            return f"{name} {Message('recorded')}: {escaped(item_line(difference.entry))}"
        case "inserted" if difference.entry:
            return f"{name} ⚠ {Message('inserted before older records')}: {escaped(item_line(difference.entry))}"
        case "journal-rewritten" | "record-rewritten" if difference.lost:
            return f"{name} ⚠ {Message('record removed')}: ~~{escaped(item_line(difference.lost))}~~"
        case "added":
            return f"{name} {Message('added')}: {escaped(difference.new)}"
        case "removed":
            return f"{name} {Message('removed')}: ~~{escaped(difference.old)}~~"
        case "renumbered":
            return f"{name} {Message('was {old}', old=escaped(difference.old))}"
        case "reordered":
            return f"{name} {key} {Message('moved')}".replace("  ", " ")
    return f"{name} {key}: {_words(difference)}"


def _words(difference: Difference) -> str:
    signs = {"old": "~~", "new": "**", "same": ""}
    parts = word_diff(difference.old, difference.new)
    return " ".join(f"{signs[state]}{escaped(text)}{signs[state]}" for state, text in parts)


def escaped(text: str) -> str:
    """Return `text` on one line, escaped for Markdown and HTML."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
