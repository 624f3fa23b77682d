"""Takes texts as people type or paste them, and says what was left out of them."""

from __future__ import annotations

from csprog.i18n import Message
from csprog.programme.typed_text import hidden_signs, tidy

_MOST_SHOWN = 40  # characters


def typed_words(text: str) -> str:
    """Return a typed text with plain spaces and without hidden signs, which are named."""
    words = tidy(text)
    if signs := hidden_signs(text):
        from csprog.console.terminal import show_note  # noqa: PLC0415 - Rich: 0.1 s of every run

        beginning = " ".join(words[:_MOST_SHOWN].split()) + "…" * (len(words) > _MOST_SHOWN)
        what = Message(
            "invisible characters were removed from “{words}”: {signs}", words=beginning, signs=", ".join(signs)
        )
        show_note(what)
    return words
