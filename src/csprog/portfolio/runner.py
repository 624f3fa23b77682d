"""Runs a query to plans: from the cache, here, in a process pool or on a cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from csprog import __version__
from csprog.errors import RefusedError, StoreError
from csprog.findings import Finding, Position
from csprog.i18n import Message
from csprog.portfolio.cache import ResultCache, cache_key, open_cache
from csprog.portfolio.query import (
    CheckedPlan,
    PlanFault,
    PlanProblems,
    PlanQuery,
    QueryKind,
    QueryResult,
)
from csprog.store.evidence_files import evidence_lookup
from csprog.store.paths import shown_path
from csprog.store.plan_files import is_plan_name, plans, plans_below, read_bytes

if TYPE_CHECKING:  # a single plan needs no executor, and loading what they need takes a tenth of its time
    from concurrent.futures import Future

    from csprog.portfolio.executors import Workers

    OnResult = Callable[[PlanQuery, Mapping[str, CheckedPlan]], None]
    Batch = tuple[PlanQuery, ...]
    InFlight = deque[tuple[Batch, Future[list[dict[str, CheckedPlan]]]]]

Result = TypeVar("Result")

POOL_THRESHOLD = 2_000_000
"""Bytes of plans from which a process pool is worth its start."""
TASK_SIZE = 500_000
"""Bytes of plans from which a task needs no more folders: a second of work, so its way there and back counts little."""
MAX_IN_FLIGHT = 16_000_000
"""Bytes of plans submitted at a time: enough for all workers, little for the memory."""


@dataclass(frozen=True, slots=True)
class ExecutionOptions:
    """Address of a Dask scheduler, if a cluster is to do the work; use of the cache.

    `tell` is called with the sentence why a cluster's work is done here instead.
    """

    scheduler: str | None = None
    use_cache: bool = True
    tell: Callable[[Message], None] = lambda message: None  # noqa: ARG005 - nobody is there to be told


def run_queries(  # noqa: PLR0913, PLR0917 - a query, its files, its day, and how to run it
    kind: QueryKind,
    read: Callable[[Any], Result],
    files: Sequence[Path],
    day: date,
    checked_on: date,
    options: ExecutionOptions,
    on_progress: Callable[[int, int], None] | None = None,
) -> dict[Path, Result | PlanFault]:
    """Return the result of a query of `kind` for each of `files`, as of `day`.

    The plans are checked on `checked_on`, which decides what lies in the future.

    Every file is read; results of the same bytes and the same csprog come from the cache, where `read` makes them of
    JSON values.

    Raises:
        RefusedError: the cluster can't be reached.
    """
    with open_cache(enabled=options.use_cache) as results:
        run = _Run(
            kind, read, (day, checked_on), results, lambda done: on_progress(done, len(files)) if on_progress else None
        )
        _execute(run.open_queries(files), run.take, options)
    return cast("dict[Path, Result | PlanFault]", run.found)


def files_of(tops: Sequence[str], years: Sequence[int] | None) -> list[Path]:
    """Return the plan files in or below `tops`, of all years or of `years`.

    Without `tops` it is the current folder.

    Raises:
        StoreError: there is no plan there, or a folder can't be read.
        RefusedError: there is no plan of any of the years.
    """
    files = list(dict.fromkeys(file.absolute() for top in tops or ["."] for file in plans_below(Path(top))))
    if years is None:
        return files
    stems = {f"{year:04}" for year in years}
    present = {file.stem for file in files if is_plan_name(file.name)}
    if not stems & present:
        known = ", ".join(sorted(present))
        raise RefusedError(Message("there is no plan of {year}; there are: {known}", year=years[0], known=known))
    return [file for file in files if file.stem in stems or not is_plan_name(file.name)]


def faults_of(results: Mapping[Path, QueryResult]) -> dict[str, Message]:
    """Return the reasons why plans could not be evaluated, by their paths as shown."""
    return {shown_path(path): result.message for path, result in results.items() if isinstance(result, PlanFault)}


def _execute(queries: Iterator[PlanQuery], take: OnResult, options: ExecutionOptions) -> None:
    """Run `queries` here if they are small, else in a pool or on the cluster.

    What a cluster does not do is done here.
    """
    first: list[PlanQuery] = []
    while (query := next(queries, None)) and (not first or _size(first) < POOL_THRESHOLD):
        first.append(query)
    if not first:
        return
    from csprog.portfolio.worker import run_query  # noqa: PLC0415 - with all results cached, 0.2 s of imports less

    if options.scheduler is None and query is None:
        for one in first:
            take(one, run_query(one))
        return
    from csprog.portfolio.executors import ClusterFailedError, workers  # noqa: PLC0415 - multiprocessing, which one plan does not need

    batches = _batches(chain(first, [query] if query else [], queries))
    in_flight: InFlight = deque()
    try:
        with workers(options.scheduler) as opened:
            _submit_all(opened, in_flight, batches, take)
    except ClusterFailedError as failed:
        options.tell(Message("{reason}; the rest is done on this computer", reason=failed.message))
        with workers(None) as pool:
            _submit_all(pool, deque(), chain([batch for batch, _ in in_flight], batches), take)


def _batches(queries: Iterable[PlanQuery]) -> Iterator[Batch]:
    """Yield `queries` in tasks of some folders each."""
    batch: list[PlanQuery] = []
    for query in queries:
        batch.append(query)
        if _size(batch) >= TASK_SIZE:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def _size(queries: Iterable[PlanQuery]) -> int:
    return sum(query.size for query in queries)


def _submit_all(workers: Workers, in_flight: InFlight, batches: Iterable[Batch], take: OnResult) -> None:
    """Run `batches` by `workers`, at most `MAX_IN_FLIGHT` at a time; what has no result stays in `in_flight`."""
    from csprog.portfolio.worker import run_batch  # noqa: PLC0415 - as above

    size = 0
    for batch in batches:
        in_flight.append((batch, workers.executor.submit(run_batch, batch)))
        size += _size(batch)
        while size > MAX_IN_FLIGHT:
            size -= _take_oldest(workers, in_flight, take)
    while in_flight:
        _take_oldest(workers, in_flight, take)


def _take_oldest(workers: Workers, in_flight: InFlight, take: OnResult) -> int:
    """Wait for the oldest task and take its results; return its size."""
    batch, future = in_flight[0]
    results = workers.wait(future)
    in_flight.popleft()
    for query, result in zip(batch, results, strict=True):
        take(query, result)
    return _size(batch)


class _Run:
    """Results found so far of a query for all files."""

    def __init__(
        self,
        kind: QueryKind,
        read: Callable[[Any], Any],
        days: tuple[date, date],
        results: ResultCache,
        on_progress: Callable[[int], None],
    ) -> None:
        self.found: dict[Path, QueryResult] = {}
        self._kind, (self._day, self._checked_on), self._on_progress = kind, days, on_progress
        self._cache, self._read_json = results, read
        self._keys: dict[Path, str] = {}
        self._digest_in = cache(evidence_lookup)

    def open_queries(self, files: Iterable[Path]) -> Iterator[PlanQuery]:
        """Read folder after folder; yield queries for what the cache does not hold."""
        folders: dict[Path, dict[str, Path]] = {}
        for path in files:
            folders.setdefault(path.parent, {})[path.name] = path
        for folder, requested in folders.items():
            whole = self._read(folder, requested)
            missing = tuple(name for name, key in _keys(whole).items() if not self._take_cached(requested[name], key))
            if missing:
                yield replace(whole, requested=missing)
            self._on_progress(len(self.found))

    def take(self, query: PlanQuery, results: Mapping[str, CheckedPlan]) -> None:
        """Add the results of a query."""
        for name, checked in results.items():
            path = Path(query.folder, name)
            self._add(path, checked)
            self._cache.put(self._keys[path], checked.to_json())
        self._on_progress(len(self.found))

    def _add(self, path: Path, checked: CheckedPlan) -> None:
        # never from the cache: a file of evidence may change while the plan stays the same
        self.found[path] = checked.with_evidence(self._digest_in(path.parent.parent))

    def _take_cached(self, path: Path, key: str) -> bool:
        value = self._cache.get(key)
        if value is not None:
            with suppress(KeyError, TypeError, ValueError):  # damaged
                self._add(path, CheckedPlan.from_json(value, self._read_json))
                return True
        self._keys[path] = key
        return False

    def _read(self, folder: Path, requested: Mapping[str, Path]) -> PlanQuery:
        """Return the query for the readable files of a folder; others get their result.

        A plan may refer to an earlier one, so the folder's other plans are read too.
        """
        others = plans(folder).values() if folder.is_dir() else ()
        data: dict[str, bytes] = {}
        for name, path in {**{other.name: other for other in others}, **requested}.items():
            try:
                data[name] = read_bytes(path)
            except StoreError as error:
                if name in requested:
                    self.found[path] = _unreadable(self._kind, error.message)
        readable = tuple(name for name in requested if name in data)
        return PlanQuery(self._kind, self._day, self._checked_on, str(folder), data, readable, __version__)


def _unreadable(kind: QueryKind, message: Message) -> QueryResult:
    if kind is QueryKind.PROBLEMS:
        return PlanProblems((Finding("unreadable", Position(1, 1), message),))
    return PlanFault(message)


def _keys(query: PlanQuery) -> dict[str, str]:
    """Return a cache key for each requested file: a hash of all it depends on."""
    digests = {name: sha256(data).hexdigest() for name, data in query.files.items()}
    folder = [part for name in sorted(digests) for part in (name, digests[name])]
    days = query.day.isoformat(), query.checked_on.isoformat()
    return {name: cache_key(query.kind, *days, name, *folder) for name in query.requested}
