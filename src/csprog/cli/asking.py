"""Questions to the person at the terminal, in the chosen language; the only module that knows questionary.

Ctrl+C leaves every question, and csprog, with exit code 130: so ask first and write afterwards. What is asked can
always be given by options as well: without a terminal nothing is asked.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple

from csprog.language import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from questionary import Question

_YES, _NO = frozenset({"y", "yes", "д", "да"}), frozenset({"", "n", "no", "н", "нет"})
_MARGIN = 6  # columns before a choice's words, and one behind them


class Choice(NamedTuple):
    """One thing to choose: its `value`, the words that show it, and whether it is ticked from the start."""

    value: str
    words: str
    ticked: bool = True


def at_terminal() -> bool:
    """Tell whether somebody can be asked: what is typed and what is shown both belong to a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_text(question: Message, default: str = "", fault: Callable[[str], Message | None] | None = None) -> str:
    """Return what the person types, `default` being typed for them already.

    `fault` says what is wrong with an answer; the person then goes on typing.
    """
    import questionary  # noqa: PLC0415 - few runs ask anything, and its terminal takes a while to load

    def verdict(text: str) -> bool | str:
        wrong = fault(text) if fault else None
        return True if wrong is None else str(wrong)

    return str(_answer(questionary.text(str(question), default=default, validate=verdict, validate_while_typing=False)))


def agree(question: Message) -> bool:
    """Return whether the person says yes, in the words of either language; an empty answer is no."""
    asked = Message("{question} [y/N]", question=question)
    again = Message("type y or n")
    answer = ask_text(asked, fault=lambda text: None if text.strip().casefold() in {*_YES, *_NO} else again)
    return answer.strip().casefold() in _YES


def choose_several(question: Message, choices: Sequence[Choice]) -> list[str]:
    """Return the values of those `choices` that the person leaves ticked, in their order."""
    import questionary  # noqa: PLC0415 - likewise

    width = shutil.get_terminal_size().columns - _MARGIN
    shown = [questionary.Choice(_cut(one.words, width), one.value, checked=one.ticked) for one in choices]
    keys = Message("(arrows: move, space: tick, Enter: done)")
    # questionary would put its own English words behind the question; what was chosen is for the caller to say
    asked = questionary.checkbox(str(question), shown, instruction=str(keys), use_jk_keys=False, erase_when_done=True)
    chosen = set(_answer(asked))
    return [one.value for one in choices if one.value in chosen]


def _answer(question: Question) -> Any:
    """Return the answer; the end of what is typed (Ctrl+D) leaves as Ctrl+C does."""
    try:
        return question.unsafe_ask()
    except EOFError:
        raise KeyboardInterrupt from None


def _cut(words: str, width: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= width else f"{line[: max(1, width - 1)]}…"
