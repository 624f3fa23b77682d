"""Completes ids, names, years and codes in the shell.

Each function gives what can be typed, with a line that explains it. They read the same cached result as `status`, and
load no model if the plan has not changed since.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from csprog.cli.command_table import COMMANDS
from csprog.errors import CsprogError
from csprog.evaluation.records import YearRecord
from csprog.i18n import translate
from csprog.operations.plan_choice import checking_day, find_plan
from csprog.parsing.names import fold_name, read_id, split_ids
from csprog.portfolio.query import QueryKind
from csprog.portfolio.runner import ExecutionOptions, run_queries
from csprog.store.plan_files import find_folder, plans

Offer = tuple[str, str]
Source = Callable[[Any], Iterable[Offer]]
_SHELL = "_CSPROG_COMPLETE"
_PLAIN = re.compile(r"[\w.,@%+/:=-]+")


def offers(source: Source, ctx: Any, incomplete: str) -> list[Offer]:
    """Return what `source` gives that begins with `incomplete`, as the shell wants it.

    Words find a value by the beginning of its explanation too: of a measure's text, of a status' name. Without a plan, or
    with one that can't be read, there is nothing to offer.
    """
    _write_as_the_shell_reads()
    typed = fold_name(incomplete.lstrip("\"'"))
    number = read_id(typed) + "." * typed.endswith((".", ","))
    with suppress(CsprogError, OSError):
        found = dict(source(ctx))
        return [
            (_quoted(value), _explanation(text))
            for value, text in found.items()
            if fold_name(value).startswith((typed, number)) or (typed and fold_name(text).startswith(typed))
        ]
    return []


def _measures(ctx: Any) -> Iterator[Offer]:
    """Give the measures and proposals of the plan."""
    for year in _year(ctx):
        for measure in year.measures:
            yield measure.id, measure.text
        yield from {measure.proposal: "" for measure in year.measures}.items()


def _parts(ctx: Any) -> Iterator[Offer]:
    """Give the sections, subsections, proposals and measures of the plan."""
    for year in _year(ctx):
        yield from ((section.number, section.title) for section in year.sections)
        yield from {measure.subsection: "" for measure in year.measures}.items()
    yield from _measures(ctx)


def _indicators(ctx: Any) -> Iterator[Offer]:
    """Give the indicators of the plan."""
    for year in _year(ctx):
        yield from year.indicators


def _items(ctx: Any) -> Iterator[Offer]:
    """Give the measures, proposals, indicators and assessments of the plan."""
    yield from _measures(ctx)
    for year in _year(ctx):
        yield from year.indicators
        yield from ((name, "") for name in year.assessments)


def _offices(ctx: Any) -> Iterator[Offer]:
    """Give the offices of the measures named so far, by default of all."""
    words = ctx.params.get("identifier") or ()
    named = split_ids([words] if isinstance(words, str) else words)
    for year in _year(ctx):
        measures = [one for one in year.measures if {one.id, one.proposal} & set(named)] or year.measures
        yield from {office.name: "" for measure in measures for office in measure.offices}.items()


def _units(ctx: Any) -> Iterator[Offer]:
    """Give the responsible units of the plan."""
    for year in _year(ctx):
        yield from {measure.responsible: "" for measure in year.measures if measure.responsible}.items()


def _recipients(ctx: Any) -> Iterator[Offer]:
    """Give the responsible units and the offices of the plan."""
    yield from _units(ctx)
    yield from _offices(ctx)


def _years(ctx: Any) -> Iterator[Offer]:  # noqa: ARG001 - the signature of a source
    """Give the years that have a plan."""
    yield from ((str(year), "") for year in plans(find_folder(Path.cwd())))


def _codes(ctx: Any) -> Iterator[Offer]:  # noqa: ARG001 - likewise
    """Give the codes of rules."""
    from csprog.validation.catalogue import RULES  # noqa: PLC0415 - reads all texts of rules: 0.1 s

    yield from ((code, translate(rule.summary)) for code, rule in RULES.items())


def _commands(ctx: Any) -> Iterator[Offer]:  # noqa: ARG001 - likewise
    """Give the commands."""
    yield from ((name, translate(entry.help)) for name, entry in COMMANDS.items())


def _year(ctx: Any) -> Iterator[YearRecord]:
    """Give the plan of --year, by default the newest begun, unless it can't be read."""
    path, today = find_plan(ctx.params.get("year"), ctx.params.get("as_of"))
    options = ExecutionOptions()
    results = run_queries(QueryKind.OVERVIEW, YearRecord.from_json, [path], today, checking_day(today), options)
    if isinstance(year := results[path], YearRecord):
        yield year


def _is_powershell() -> bool:
    return os.environ.get(_SHELL, "").endswith(("powershell", "pwsh"))


def _write_as_the_shell_reads() -> None:
    """Write offers in the console's code page, by which PowerShell reads what a program says."""
    if sys.platform == "win32" and _is_powershell():
        import ctypes  # noqa: PLC0415 - for this alone

        page = ctypes.windll.kernel32.GetConsoleOutputCP()
        with suppress(AttributeError, LookupError):  # a stream of another kind, a code page that Python hasn't
            sys.stdout.reconfigure(encoding=f"cp{page}" if page else "utf-8", errors="replace")  # type: ignore[union-attr] # a stream has it


def _quoted(value: str) -> str:
    """Return a value as it is typed in the shell that asks; zsh and fish quote by themselves."""
    shell = os.environ.get(_SHELL, "")
    if _PLAIN.fullmatch(value):
        return value
    if _is_powershell():
        return "'" + value.replace("'", "''") + "'"
    if shell.endswith("bash") and not _in_quotes(os.environ.get("COMP_WORDS", "")):
        return re.sub(r"([^\w.,@%+/:=-])", r"\\\1", value)
    return value


def _in_quotes(line: str) -> bool:
    """Tell whether a quotation mark of a command line is still open."""
    try:
        shlex.split(line)
    except ValueError:
        return True
    return False


def _explanation(text: str) -> str:
    """Return a text on one line; typer takes square brackets for markup."""
    return " ".join(text.replace("[", "(").replace("]", ")").split())


SOURCES: dict[str, Source] = {
    "measures": _measures,
    "parts": _parts,
    "indicators": _indicators,
    "items": _items,
    "offices": _offices,
    "units": _units,
    "recipients": _recipients,
    "years": _years,
    "codes": _codes,
    "commands": _commands,
}
"""What options and arguments can be completed with."""
