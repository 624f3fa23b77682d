"""Plans that are judged elsewhere: a question about a folder's plans is answered by whichever process it comes to."""

from __future__ import annotations

import os
import signal
import threading
from functools import cache
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

from csprog import __version__
from csprog.errors import Refused
from csprog.language import Message
from csprog.programme.evaluation import evaluate
from csprog.programme.portfolio import Kind
from csprog.programme.reading import parse
from csprog.programme.records import line_record, overview
from csprog.store.files import SourceFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csprog.programme.evaluation import Evaluation
    from csprog.programme.model import Programme
    from csprog.programme.portfolio import Answer, Question
    from csprog.review.earlier import Find


def begin() -> None:
    """Make a new process ready to answer: it is deaf to Ctrl+C, and ends with the process that started it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def answer(question: Question) -> dict[str, Answer]:
    """Return what is asked of each plan, by the names of the files.

    Raises:
        Refused: this is another version of csprog than the one that asks, whose answers may be others.
    """
    if question.asker != __version__:
        what = Message("a worker has csprog {its}, this is {ours}", its=__version__, ours=question.asker)
        raise Refused(what)
    if question.kind is Kind.PROBLEMS:
        find = _finder(question)
        return {name: _problems(question, name, find) for name in question.asked}
    return {name: _standing(question, name) for name in question.asked}


def _problems(question: Question, name: str, find: Find) -> Answer:
    from csprog.review.check import review_file  # noqa: PLC0415 - how measures stand is told without any rule

    source = SourceFile(Path(name), question.plans[name])
    return {"problems": [problem.record() for problem in review_file(source, question.day, find=find)]}


def _standing(question: Question, name: str) -> Answer:
    source = SourceFile(Path(name), question.plans[name])
    plan = parse(source.text)
    if source.problem is None and plan.programme is not None:
        return {question.kind.value: _record(question.kind, evaluate(plan.programme, question.day))}
    count = 1 if source.problem else len(plan.problems)
    return {"fault": Message("{count} problem", "{count} problems", count=count).record()}


def _record(kind: Kind, evaluation: Evaluation) -> Mapping[str, object]:
    if kind is Kind.LINE:
        return line_record(evaluation)
    if kind is Kind.OVERVIEW:
        return overview(evaluation)
    from csprog.programme.figures.line import figures_record  # noqa: PLC0415 - how a plan stands is told without figures

    return figures_record(evaluation)


def _finder(question: Question) -> Find:
    """Return what gives a year's plan of the folder; None if there is none that can be read."""

    @cache
    def find(year: int) -> tuple[Path, Programme] | None:
        path = Path(f"{year}.yaml")
        data = question.plans.get(path.name)
        programme = None if data is None else parse(SourceFile(path, data).text).programme
        return None if programme is None else (path, programme)

    return find
