"""Says how the plans of a command are read: by a cluster, with the cache."""

from __future__ import annotations

from csprog.i18n import Message
from csprog.portfolio.runner import ExecutionOptions


def execution_options(scheduler: str | None, *, no_cache: bool) -> ExecutionOptions:
    """Return the options `--scheduler` and `--no-cache` as the portfolio takes them."""
    return ExecutionOptions(scheduler, use_cache=not no_cache, tell=_tell)


def _tell(sentence: Message) -> None:
    from csprog.console.terminal import show_note  # noqa: PLC0415 - Rich: 0.1 s of --json and --help

    show_note(sentence, "yellow")
