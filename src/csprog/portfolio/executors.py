"""Executors of a large work: processes on this machine, or a Dask cluster."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
import warnings
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, NamedTuple

from csprog import __version__
from csprog.errors import RefusedError
from csprog.extras import missing_extra
from csprog.i18n import Message

if TYPE_CHECKING:
    from distributed import Client

MOST = 8
"""Processes at most: each takes 40 MB and a third of a second to start, and reading plans needs no more."""
_SAFE_PATH = "PYTHONSAFEPATH"
_PATIENCE = 10  # seconds for a scheduler to answer, and to have a worker
_STANDSTILL = 60  # seconds without any result, after which a cluster counts as gone: a task takes one or two
_GLANCE = 1  # seconds between two looks at the workers of a cluster
_VERSION = "csprog:__version__"
_LOGGERS = ("distributed", "tornado", "asyncio")


class ClusterFailedError(Exception):
    """A cluster can't do its work, or no more of it; `message` says why."""

    def __init__(self, message: Message) -> None:
        """Keep the reason."""
        super().__init__(message)
        self.message = message


class Workers(NamedTuple):
    """An executor, and the function that waits for the result of one of its futures."""

    executor: Executor
    wait: Callable[[Future[Any]], Any]


@contextmanager
def workers(scheduler: str | None) -> Iterator[Workers]:
    """Open a process pool, or the Dask cluster at the address `scheduler`.

    If the work is interrupted, its processes end too.

    Raises:
        RefusedError: what a cluster needs is not installed, it can't be reached, or the processes here are gone.
        ClusterFailedError: the cluster has no workers, lost them, or one has no csprog or another.
    """
    with _no_modules_from_here(), _pool() if scheduler is None else _cluster(scheduler) as opened:
        try:
            yield opened
        except BrokenExecutor:
            raise RefusedError(Message("the work was interrupted: its workers are gone")) from None


def init_worker() -> None:
    """Make a worker process ignore Ctrl+C, and end with the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _no_modules_from_here() -> Iterator[None]:
    """Keep started processes from looking for modules in the current folder.

    Those are the workers, and the process by which multiprocessing watches over what they share.
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        os.environ.pop(_SAFE_PATH)
        if before is not None:
            os.environ[_SAFE_PATH] = before


@contextmanager
def _pool() -> Iterator[Workers]:
    processes = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST)
    executor = ProcessPoolExecutor(processes, get_context("spawn"), init_worker)
    try:
        _start(executor, processes)
        yield Workers(executor, Future.result)
    except BaseException:
        for child in active_children():
            child.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def _start(executor: Executor, processes: int) -> None:
    """Start the processes with Ctrl+C ignored: this process ends the work.

    They inherit that, so even one that is still starting shows no traceback. Windows has no such inheritance: there
    `init_worker` does it.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for _ in range(processes):
            executor.submit(os.getpid)  # each starts one, as none is idle yet
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _cluster(scheduler: str) -> Iterator[Workers]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and a large one
    except ModuleNotFoundError as error:
        raise missing_extra(error, "--scheduler", "cluster") from None
    with _nothing_said_by_dask():
        try:
            client = Client(  # type: ignore[no-untyped-call]
                scheduler, timeout=_PATIENCE, set_as_default=False
            )
        except OSError:
            raise RefusedError(Message("the scheduler at {address} does not answer", address=scheduler)) from None
        with client:
            _require_workers(client, scheduler)
            executor = client.get_executor()  # type: ignore[no-untyped-call]
            try:
                yield Workers(executor, _Watch(client).wait)
            finally:
                executor.shutdown(wait=False)


class _Watch:
    """Waits for results of a cluster, as long as it has workers and results come."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def wait(self, future: Future[Any]) -> Any:
        """Return the result of a future.

        Raises:
            ClusterFailedError: there are no workers, no result comes, or none can be had from these workers.
        """
        began = last_seen = time.monotonic()
        while True:
            try:
                return future.result(_GLANCE)
            except TimeoutError:
                now = time.monotonic()
                last_seen = now if self._has_workers() else last_seen
                if now - last_seen > _PATIENCE or now - began > _STANDSTILL:
                    raise ClusterFailedError(Message("the cluster has lost its workers")) from None
            except RefusedError as error:  # of a worker with another csprog
                raise ClusterFailedError(error.message) from None
            except BaseException as error:
                if isinstance(error, (KeyboardInterrupt, SystemExit)):
                    raise
                # a worker without csprog, a scheduler that is gone: Dask has a class of its own for each
                raise _no_result(error) from None

    def _has_workers(self) -> bool:
        scheduler: Any = self._client.scheduler
        with suppress(Exception):  # the scheduler is gone or stands still
            return bool(self._client.sync(scheduler.ncores, callback_timeout=_GLANCE))  # type: ignore[no-untyped-call]
        return False


@contextmanager
def _nothing_said_by_dask() -> Iterator[None]:
    """Keep Dask's log and its table of versions from the user: what goes wrong is said here, in a sentence."""
    known = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _LOGGERS]
    loggers = [logging.getLogger(name) for name in (*known, *_LOGGERS)]
    levels = [logger.level for logger in loggers]  # Dask gives some of them levels of their own
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _require_workers(client: Client, scheduler: str) -> None:
    """Refuse a cluster that has no workers, is lost by now, or has no csprog.

    Raises:
        ClusterFailedError: it is one of these.
    """
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        _require_csprog(client)
    except TimeoutError:
        raise ClusterFailedError(Message("the scheduler at {address} has no workers", address=scheduler)) from None
    except OSError as error:
        raise _no_result(error) from None


def _no_result(error: BaseException) -> ClusterFailedError:
    return ClusterFailedError(Message("the cluster returned no result ({reason})", reason=type(error).__name__))


def _require_csprog(client: Client) -> None:
    """Refuse a cluster on which the scheduler or a worker has no csprog.

    They are asked by a function that any Python has: a call of csprog's they could not even read.

    Raises:
        ClusterFailedError: one has none.
    """
    try:
        client.run_on_scheduler(resolve_name, _VERSION)  # type: ignore[no-untyped-call]
        is_missing = any(isinstance(answer, ModuleNotFoundError) for answer in _versions(client))
    except ModuleNotFoundError:  # of the scheduler
        is_missing = True
    if is_missing:
        what = Message(
            "the scheduler or a worker of the cluster has no csprog; install version {version} there and restart it",
            version=__version__,
        )
        raise ClusterFailedError(what)


def _versions(client: Client) -> Collection[object]:
    """Return what the workers answer when asked for csprog's version; none if one stands still.

    Of workers that are lost meanwhile, others do the work.
    """
    question = {"on_error": "return", "callback_timeout": _PATIENCE}
    try:
        answers: dict[str, object] = client.sync(client._run, resolve_name, _VERSION, **question)  # type: ignore[no-untyped-call] # noqa: SLF001 - `run` itself waits for ever
    except TimeoutError:
        return ()
    return answers.values()
