"""Questions to the person at the terminal, in the chosen language; the only module that knows questionary.

Ctrl+C leaves every question, and csprog, with exit code 130: so ask first and write afterwards. What is asked can
always be given by options as well: without a terminal nothing is asked.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import typer
from questionary import Question

from csprog.i18n import Message

_YES, _NO = frozenset({"y", "yes", "д", "да"}), frozenset({"", "n", "no", "н", "нет"})
_MARGIN = 6  # columns before a choice's words, and one behind them
_MOST = 200  # choices below what is typed: who looks further types more
_Answer = TypeVar("_Answer")
Fault = Callable[[_Answer], object | None]
"""What is wrong with an answer, as a sentence; None if nothing is."""


class Choice(NamedTuple):
    """One thing to choose: its `value`, the words that show it, and whether it is ticked from the start."""

    value: str
    words: str
    ticked: bool = True


def ask_text(question: Message, default: str = "", fault: Fault[str] | None = None) -> str:
    """Return what the person types, `default` being typed for them already.

    `fault` says what is wrong with an answer; the person then goes on typing.
    """
    import questionary  # noqa: PLC0415 - heavy, and few runs ask anything

    return _sound(lambda typed: questionary.text(str(question), default=typed), default, fault)


def agree(question: Message) -> bool:
    """Return whether the person says yes, in the words of either language; an empty answer is no."""
    asked = Message("{question} [y/N]", question=question)
    again = Message("type y or n")
    answer = ask_text(asked, fault=lambda text: None if text.strip().casefold() in {*_YES, *_NO} else again)
    return answer.strip().casefold() in _YES


def ask_from(question: Message, offers: Callable[[str], Iterable[Choice]], fault: Fault[str]) -> str:
    """Return what the person types, or the value of a choice that they take from the list below.

    `offers` says what the list holds once so much is typed; `fault` what is wrong with an answer.
    """
    import questionary  # noqa: PLC0415 - heavy, and few runs ask anything
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion  # noqa: PLC0415 - of questionary's
    from prompt_toolkit.document import Document  # noqa: PLC0415 - of questionary's

    width = shutil.get_terminal_size().columns - _MARGIN

    class Offers(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            del complete_event
            for one in islice(offers(document.text_before_cursor), _MOST):
                yield Completion(one.value, -len(document.text_before_cursor), _cut(one.words, width))

    def asked(typed: str) -> Question:
        keys = str(Message("Type a number or words; arrows: choose, Enter: take, Ctrl+C: leave"))
        question_asked = questionary.autocomplete(str(question), [], typed, completer=Offers(), bottom_toolbar=keys)
        session = question_asked.application
        session.pre_run_callables.append(session.current_buffer.start_completion)
        return question_asked

    return _sound(asked, "", fault)


def choose_several(question: Message, choices: Sequence[Choice], fault: Fault[list[str]] | None = None) -> list[str]:
    """Return the values of those `choices` that the person leaves ticked, in their order.

    `fault` says what is wrong with what is ticked; the person then goes on ticking.
    """
    import questionary  # noqa: PLC0415 - heavy, and few runs ask anything

    width = shutil.get_terminal_size().columns - _MARGIN
    keys = str(Message("(arrows: move, space: tick, Enter: done)"))

    def asked(ticked: list[str]) -> Question:
        shown = [questionary.Choice(_cut(one.words, width), one.value, checked=one.value in ticked) for one in choices]
        # questionary would put its own English words behind the question; what was chosen is for the caller to say
        return questionary.checkbox(str(question), shown, instruction=keys, use_jk_keys=False, erase_when_done=True)

    chosen = _sound(asked, [one.value for one in choices if one.ticked], fault)
    return [one.value for one in choices if one.value in chosen]


def _sound(ask: Callable[[_Answer], Question], answer: _Answer, fault: Fault[_Answer] | None) -> _Answer:
    """Return an answer with which nothing is wrong: what is wrong is said, and the question put again with the answer.

    The sentence stands above the question, whole: the line that questionary has for it cuts what is longer.
    """
    while True:
        answer = _answer(ask(answer))
        wrong = fault(answer) if fault else None
        if wrong is None:
            return answer
        typer.echo(str(wrong), err=True)


def _answer(question: Question) -> Any:
    """Return the answer; the end of what is typed (Ctrl+D) leaves as Ctrl+C does."""
    try:
        return question.unsafe_ask()
    except EOFError:
        raise KeyboardInterrupt from None


def _cut(words: str, width: int) -> str:
    line = words.replace("\n", " ")
    return line if len(line) <= width else f"{line[: max(1, width - 1)]}…"
