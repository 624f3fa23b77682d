"""Asks questions at the terminal; the only module that imports questionary.

Import it where questions are asked: questionary takes 0.2 s to load. Ctrl+C ends csprog at every question with exit
code 130, so ask first and write afterwards. Options can say all that is asked: without a terminal nothing is.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import questionary
import typer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from questionary import Question

from csprog.cli.command import at_terminal
from csprog.cli.typed_words import typed_words
from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.programme.typed_text import tidy

_YES, _NO = frozenset({"y", "yes", "д", "да"}), frozenset({"", "n", "no", "н", "нет"})
_MARGIN = 6  # columns that questionary puts before a choice's words, and one behind them
_MOST_OFFERED = 200  # choices in a list; typing more narrows it
_Answer = TypeVar("_Answer")
Check = Callable[[_Answer], object | None]
"""Returns a sentence that says why an answer is refused, None if it is accepted."""


class Choice(NamedTuple):
    """A choice: its value, the words that show it, and whether it is ticked at first."""

    value: str
    words: str
    ticked: bool = True


def ask_text(question: Message, default: str = "", check: Check[str] | None = None) -> str:
    """Return the text typed, starting from `default`, once `check` accepts it."""
    checked = None if check is None else lambda text: check(tidy(text))
    return typed_words(_accepted(lambda typed: questionary.text(str(question), default=typed), default, checked))


def agree(question: Message) -> bool:
    """Ask a yes-or-no question, answered in either language; an empty answer is no."""
    choices = Message("{question} [y/N]", question=question)
    again = Message("type y or n")
    answer = ask_text(choices, check=lambda text: None if text.strip().casefold() in {*_YES, *_NO} else again)
    return answer.strip().casefold() in _YES


def require_agreement(question: Message, declined: Message, advice: Message) -> None:
    """Ask a yes-or-no question, and go on only if the answer is yes.

    Raises:
        RefusedError: the answer is no (`declined`), or there is no terminal to ask at (`advice`).
    """
    if not at_terminal():
        raise RefusedError(advice)
    if not agree(question):
        raise RefusedError(declined)


def ask_from(question: Message, choices: Callable[[str], Iterable[Choice]], check: Check[str]) -> str:
    """Return the text typed, or the value chosen from the list below it.

    `choices` returns the list for the text typed so far.
    """
    width = shutil.get_terminal_size().columns - _MARGIN

    class TypedChoices(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            del complete_event
            for choice in islice(choices(document.text_before_cursor), _MOST_OFFERED):
                yield Completion(choice.value, -len(document.text_before_cursor), _cut(choice.words, width))

    def prompt(typed: str) -> Question:
        keys = str(Message("Type a number or words; arrows: choose, Enter: accept, Ctrl+C: cancel"))
        asked = questionary.autocomplete(str(question), [], typed, completer=TypedChoices(), bottom_toolbar=keys)
        # questionary opens the list at the first key; open it at once
        asked.application.pre_run_callables.append(asked.application.current_buffer.start_completion)
        return asked

    return _accepted(prompt, "", check)


def choose_several(question: Message, choices: Sequence[Choice], check: Check[list[str]] | None = None) -> list[str]:
    """Return the values left ticked, in order, once `check` accepts them."""
    width = shutil.get_terminal_size().columns - _MARGIN
    keys = str(Message("(arrows: move, space: tick, Enter: done)"))

    def prompt(ticked: list[str]) -> Question:
        shown = [questionary.Choice(_cut(c.words, width), c.value, checked=c.value in ticked) for c in choices]
        # questionary would put its own English words behind the question; the caller names what was chosen
        return questionary.checkbox(str(question), shown, instruction=keys, use_jk_keys=False, erase_when_done=True)

    chosen = _accepted(prompt, [choice.value for choice in choices if choice.ticked], check)
    return [choice.value for choice in choices if choice.value in chosen]


def _accepted(prompt: Callable[[_Answer], Question], answer: _Answer, check: Check[_Answer] | None) -> _Answer:
    """Ask until `check` accepts, each time starting from the last answer.

    The sentence is printed above the question: questionary's own line for it cuts long ones.
    """
    while True:
        answer = _answer(prompt(answer))
        refusal = check(answer) if check else None
        if refusal is None:
            return answer
        typer.echo(str(refusal), err=True)


def _answer(question: Question) -> Any:
    try:
        return question.unsafe_ask()
    except EOFError:  # Ctrl+D ends csprog as Ctrl+C does
        raise KeyboardInterrupt from None


def _cut(words: str, width: int) -> str:
    line = words.replace("\n", " ")
    return line if len(line) <= width else f"{line[: max(1, width - 1)]}…"
