"""Names exported files, each differently and short enough for any disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from unicodedata import normalize

from csprog.exporting.subject import Subject
from csprog.programme.recipients import recipients

_UNFIT = re.compile(r"[^\w.]+")
# a name has at most 255 bytes, a path of Windows 260 characters with all its folders
_MOST_CHARACTERS, _MOST_BYTES = 60, 150


def file_names(suffix: str, parts: Sequence[Subject], stem: str = "programme") -> list[str]:
    """Return the names of the files of `parts` of one plan, like programme-2025.xlsx, beginning with `stem`.

    A recipient's file has the same name, whether it is made alone or with those of all others.
    """
    of_recipients = _distinct(recipients(parts[0].evaluation.programme)) if parts else {}
    return [_file_name(stem, part, of_recipients) + suffix for part in parts]


def _file_name(stem: str, part: Subject, of_recipients: dict[str, str]) -> str:
    words = [stem, str(part.evaluation.programme.year)]
    if part.recipient is not None:
        words.append(of_recipients[part.recipient])
    if part.amendment is not None:
        words.append(f"amendment-{part.amendment}")
    return "-".join(words)


def _distinct(names: Iterable[str]) -> dict[str, str]:
    """Return for each name what stands for it in a file's name, no two alike.

    Windows and macOS take capitals and small letters for the same; the second of two alike gets “ (2)”.
    """
    written: dict[str, str] = {}
    alike: dict[str, int] = {}
    for name in names:
        word = _word(name)
        number = alike[word.casefold()] = alike.get(word.casefold(), 0) + 1
        written[name] = word if number == 1 else f"{word} ({number})"
    return written


def _word(name: str) -> str:
    """Return `name` as letters, digits, points and hyphens, cut if it is long."""
    word = _UNFIT.sub("-", normalize("NFC", name)).strip("-.")[:_MOST_CHARACTERS]
    cut = word.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip("-.")
    return cut or sha256(name.encode()).hexdigest()[:8]
