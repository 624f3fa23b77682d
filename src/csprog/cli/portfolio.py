"""Many plans asked at once: what is known of a file's bytes already isn't worked out again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from csprog import __version__
from csprog.cli.paths import shown_path, tree
from csprog.console.progress import progress
from csprog.errors import Position, Problem, Refused, StoreError
from csprog.language import Message
from csprog.programme.portfolio import Kind, Question
from csprog.store.cache import kept_answers, key_of
from csprog.store.files import plans, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor, Future
    from datetime import date

    from csprog.programme.portfolio import Answer
    from csprog.store.cache import Answers

    Take = Callable[[Question, Mapping[str, Answer]], None]
    Handed = deque[tuple[Question, Future[dict[str, Answer]]]]

WORTH = 2_000_000
"""Bytes of plans from which on other processes help; with fewer they would start longer than they work."""
_IN_HAND = 16_000_000  # bytes of plans handed out at a time: enough for all workers, little for the memory


@dataclass(frozen=True, slots=True)
class Means:
    """How the work is done: by which cluster, if any, and whether answers are kept from one run to the next."""

    scheduler: str | None = None
    keep: bool = True


def ask(kind: Kind, files: Sequence[Path], day: date, means: Means) -> dict[Path, Answer]:
    """Return what is asked of each of `files`, seen from `day`.

    Every file is read; what was answered before of the same bytes, by the same csprog, is not worked out again.

    Raises:
        Refused: the workers of the cluster can't be reached, were lost, or have another csprog.
    """
    with kept_answers(wanted=means.keep) as kept, progress(Message("reading plans")) as tell:
        work = _Work(kind, day, kept, lambda done: tell(done, len(files)))
        _answer_all(work.open_questions(files), work.take, means.scheduler)
    return work.found


def files_of(tops: Sequence[str], years: Sequence[int] | None) -> list[Path]:
    """Return the plan files in the folders `tops` (by default the current one) or below them, of all years or of these.

    Raises:
        StoreError: there is no plan there, or a folder can't be read.
        Refused: there is no plan of any of the years.
    """
    files = list(dict.fromkeys(file.absolute() for top in tops or ["."] for file in tree(Path(top))))
    if years is None:
        return files
    stems = {f"{year:04}" for year in years}
    wanted = [file for file in files if file.stem in stems]
    if not wanted:
        known = ", ".join(sorted({file.stem for file in files}))
        raise Refused(Message("there is no plan of {year}; there are: {known}", year=years[0], known=known))
    return wanted


def faults_of(answers: Mapping[Path, Answer]) -> dict[str, Message]:
    """Return why plans have no line, by their paths as they are shown."""
    found = {path: answer["fault"] for path, answer in answers.items() if "fault" in answer}
    return {shown_path(path): Message.of_record(fault) for path, fault in found.items()}


def _answer_all(questions: Iterator[Question], take: Take, scheduler: str | None) -> None:
    """Have `questions` answered: one, or little, here and now, much by other processes, all by the cluster if there is one."""
    first: list[Question] = []
    while (question := next(questions, None)) and (not first or sum(one.size for one in first) < WORTH):
        first.append(question)
    if not first:
        return
    from csprog.review.portfolio import answer  # noqa: PLC0415 - what is known already waits for nothing that reads plans

    if scheduler is None and question is None:
        for one in first:
            take(one, answer(one))
        return
    from csprog.cli.workers import workers  # noqa: PLC0415 - nor for processes

    with workers(scheduler) as executor:
        _hand_out(executor, answer, chain(first, [question] if question else [], questions), take)


def _hand_out(
    executor: Executor,
    answer: Callable[[Question], dict[str, Answer]],
    questions: Iterable[Question],
    take: Take,
) -> None:
    """Let `executor` answer, with so much in hand that nobody waits and the memory stays small."""
    handed: Handed = deque()
    size = 0
    for question in questions:
        handed.append((question, executor.submit(answer, question)))
        size += question.size
        while size > _IN_HAND:
            size -= _take_oldest(handed, take)
    while handed:
        _take_oldest(handed, take)


def _take_oldest(handed: Handed, take: Take) -> int:
    """Wait for the oldest answer and take it; return how many bytes it was about."""
    question, future = handed.popleft()
    take(question, future.result())
    return question.size


class _Work:
    """What is asked of all files, and what was found so far."""

    def __init__(self, kind: Kind, day: date, kept: Answers, tell: Callable[[int], None]) -> None:
        self.found: dict[Path, Answer] = {}
        self._kind, self._day, self._kept, self._tell = kind, day, kept, tell
        self._keys: dict[Path, str] = {}

    def open_questions(self, files: Iterable[Path]) -> Iterator[Question]:
        """Read folder after folder, and give what is not known yet."""
        folders: dict[Path, dict[str, Path]] = {}
        for path in files:
            folders.setdefault(path.parent, {})[path.name] = path
        for folder, asked in folders.items():
            whole = self._read(folder, asked)
            unknown = []
            for name, key in _keys(whole).items():
                known = self._kept.get(key)
                if known is None:
                    unknown.append(name)
                    self._keys[asked[name]] = key
                else:
                    self.found[asked[name]] = known
            if unknown:
                yield replace(whole, asked=tuple(unknown))
            self._tell(len(self.found))

    def take(self, question: Question, answers: Mapping[str, Answer]) -> None:
        """Take in what was worked out."""
        for name, one in answers.items():
            path = Path(question.folder, name)
            self.found[path] = one
            self._kept.put(self._keys[path], one)
        self._tell(len(self.found))

    def _read(self, folder: Path, asked: Mapping[str, Path]) -> Question:
        """Return what is asked of a folder's files, as far as they can be read; of the others, that is the answer.

        Problems may lie in what a plan says of an earlier one, so then the folder's other plans are read as well.
        """
        others = plans(folder).values() if self._kind is Kind.PROBLEMS and folder.is_dir() else ()
        data: dict[str, bytes] = {}
        for name, path in {**{other.name: other for other in others}, **asked}.items():
            try:
                data[name] = read_bytes(path)
            except StoreError as error:
                if name in asked:
                    self.found[path] = _unreadable(self._kind, error.message)
        readable = tuple(name for name in asked if name in data)
        return Question(self._kind, self._day, str(folder), data, readable, __version__)


def _unreadable(kind: Kind, message: Message) -> Answer:
    if kind is Kind.PROBLEMS:
        return {"problems": [Problem("unreadable", Position(1, 1), message).record()]}
    return {"fault": message.record()}


def _keys(question: Question) -> dict[str, str]:
    """Return, by the names of the files asked, keys made of all that the answers depend on, and of nothing else."""
    digests = {name: sha256(data).hexdigest() for name, data in question.plans.items()}
    around = [part for name in sorted(digests) for part in (name, digests[name])]
    day = question.day.isoformat()
    if question.kind is Kind.PROBLEMS:
        return {name: key_of(question.kind, day, name, *around) for name in question.asked}
    return {name: key_of(question.kind, day, digests[name]) for name in question.asked}
