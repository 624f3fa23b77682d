"""Asks questions at the terminal; the only module that imports questionary.

Import it where questions are asked: questionary takes 0.2 s to load. Ctrl+C ends csprog at every question with exit
code 130, so ask first and write afterwards. Options can say all that is asked: without a terminal nothing is. Where
ACCESSIBLE is set, questions are plain lines.
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
from csprog.cli.prompts.plain_questions import list_choices, numbered, read_answer, read_ticks
from csprog.cli.typed_words import typed_words
from csprog.console.accessibility import is_accessible
from csprog.errors import RefusedError
from csprog.i18n import Message
from csprog.programme.typed_text import tidy

_YES, _NO = frozenset({"y", "yes", "д", "да"}), frozenset({"", "n", "no", "н", "нет"})
_MARGIN = 6  # columns that questionary puts before a choice's words, and one behind them
_MOST_OFFERED = 200  # choices in a list; typing more narrows it
_MOST_UNASKED = 9  # choices that are read aloud without being asked for
_Reply = TypeVar("_Reply")
Check = Callable[[_Reply], object | None]
"""Returns a sentence that says why an answer is refused, None if it is accepted."""


class Choice(NamedTuple):
    """A choice: its value, the words that show it, and whether it is ticked at first."""

    value: str
    words: str
    ticked: bool = True


def ask_text(question: Message, default: str = "", check: Check[str] | None = None, *, anew: bool = False) -> str:
    """Return the text typed, starting from `default`, once `check` accepts it.

    What was refused stays in the field to be changed, unless it is to be typed `anew`.
    """
    checked = None if check is None else lambda text: check(tidy(text))

    def ask(typed: str) -> str:
        if is_accessible():
            return read_answer(str(question), default)
        return str(_answer(questionary.text(str(question), default=default if anew else typed)))

    return typed_words(_accepted(ask, default, checked))


def agree(question: Message) -> bool:
    """Ask a yes-or-no question, answered in either language; an empty answer is no."""
    choices = Message("{question} [y/N]", question=question)
    again = Message("type y or n")
    answer = ask_text(
        choices, check=lambda text: None if text.strip().casefold() in {*_YES, *_NO} else again, anew=True
    )
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
    if is_accessible():
        return _ask_from_plain(question, choices, check)
    width = shutil.get_terminal_size().columns - _MARGIN

    class TypedChoices(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            del complete_event
            for choice in islice(choices(document.text_before_cursor), _MOST_OFFERED):
                yield Completion(choice.value, -len(document.text_before_cursor), _cut(choice.words, width))

    def ask(typed: str) -> str:
        keys = str(Message("Type a number or words; arrows: choose, Enter: accept, Ctrl+C: cancel"))
        asked = questionary.autocomplete(str(question), [], typed, completer=TypedChoices(), bottom_toolbar=keys)
        # questionary opens the list at the first key; open it at once
        asked.application.pre_run_callables.append(asked.application.current_buffer.start_completion)
        return str(_answer(asked))

    return _accepted(ask, "", check)


def _ask_from_plain(question: Message, choices: Callable[[str], Iterable[Choice]], check: Check[str]) -> str:
    """Ask for a text, or the number of a choice; what fits a refused text is listed.

    A long list is read only to who asks for it.
    """
    offered = list(islice(choices(""), _MOST_OFFERED))
    long = len(offered) > _MOST_UNASKED
    while True:
        list_choices([] if long else [choice.words for choice in offered])
        long, keys = False, Message("a number of the list, or words; Enter: the list")
        typed = read_answer(f"{question} ({keys})")
        if not typed.strip():
            offered = list(islice(choices(""), _MOST_OFFERED))
            continue
        index = numbered(typed, len(offered))
        answer = typed if index is None else offered[index].value
        refusal = check(answer)
        if refusal is None:
            return answer
        typer.echo(str(refusal), err=True)
        offered = list(islice(choices(answer), _MOST_OFFERED)) or list(islice(choices(""), _MOST_OFFERED))


def choose_several(question: Message, choices: Sequence[Choice], check: Check[list[str]] | None = None) -> list[str]:
    """Return the values left ticked, in order, once `check` accepts them."""
    width = shutil.get_terminal_size().columns - _MARGIN
    keys = str(Message("(arrows: move, space: tick, Enter: done)"))

    def ask(ticked: list[str]) -> list[str]:
        if is_accessible():
            indexes = read_ticks(str(question), [(c.words, c.value in ticked) for c in choices])
            return [choices[index].value for index in indexes]
        shown = [questionary.Choice(_cut(c.words, width), c.value, checked=c.value in ticked) for c in choices]
        # questionary would put its own English words behind the question; the caller names what was chosen
        asked = questionary.checkbox(str(question), shown, instruction=keys, use_jk_keys=False, erase_when_done=True)
        return list(_answer(asked))

    chosen = _accepted(ask, [choice.value for choice in choices if choice.ticked], check)
    return [choice.value for choice in choices if choice.value in chosen]


def _accepted(ask: Callable[[_Reply], _Reply], answer: _Reply, check: Check[_Reply] | None) -> _Reply:
    """Ask until `check` accepts, each time starting from the last answer.

    The sentence is printed above the question: questionary's own line for it cuts long ones.
    """
    while True:
        answer = ask(answer)
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
