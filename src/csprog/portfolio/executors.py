"""Executors of a large work: processes on this machine, or a Dask cluster."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from pkgutil import resolve_name
from typing import TYPE_CHECKING

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


@contextmanager
def workers(scheduler: str | None) -> Iterator[Executor]:
    """Open a process pool, or the Dask cluster at the address `scheduler`.

    If the work is interrupted, its processes end too.

    Raises:
        RefusedError: what a cluster needs is not installed, it can't be reached or has no workers, or the workers were lost.
    """
    with _no_modules_from_here(), _pool() if scheduler is None else _cluster(scheduler) as executor:
        try:
            yield executor
        except (BrokenExecutor, CancelledError):
            raise RefusedError(Message("the work was broken off: its workers are gone")) from None


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
def _pool() -> Iterator[Executor]:
    processes = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST)
    executor = ProcessPoolExecutor(processes, get_context("spawn"), init_worker)
    try:
        _start(executor, processes)
        yield executor
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
def _cluster(scheduler: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and a large one
    except ModuleNotFoundError as error:
        raise missing_extra(error, "--scheduler", "cluster") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said here, in a sentence
    try:
        client = Client(  # type: ignore[no-untyped-call]
            scheduler, timeout=_PATIENCE, set_as_default=False
        )
    except OSError as error:
        what = Message("no scheduler answers at {address}: {reason}", address=scheduler, reason=error)
        raise RefusedError(what) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise RefusedError(Message("the scheduler at {address} has no workers", address=scheduler)) from None
        _require_csprog(client)
        executor = client.get_executor()  # type: ignore[no-untyped-call]
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)


def _require_csprog(client: Client) -> None:
    """Refuse a cluster on which the scheduler or a worker has no csprog.

    They are asked by a function that any Python has: a call of csprog's they could not even read.

    Raises:
        RefusedError: one has none.
    """
    question = (resolve_name, "csprog:__version__")
    try:
        client.run_on_scheduler(*question)  # type: ignore[no-untyped-call]
        answers = client.run(*question, on_error="return")  # of workers that are lost meanwhile, others do the work
        is_missing = any(isinstance(answer, ModuleNotFoundError) for answer in answers.values())
    except ModuleNotFoundError:  # of the scheduler
        is_missing = True
    if is_missing:
        what = Message(
            "the scheduler or a worker of the cluster has no csprog; install the version {version} there, and start it again",
            version=__version__,
        )
        raise RefusedError(what)
