"""Shows a new plan's file, the measures taken over, and the next steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from csprog.console.terminal import Terminal
from csprog.editing.refresh import RefreshResult
from csprog.i18n import Message

_COMMANDS = "csprog init, git add --all, git commit"


def show_next_year(  # noqa: PLR0913, PLR0917 - every count stands in a sentence
    path: str, before: int, day: date, carried: tuple[int, int], repeated: tuple[int, int], lines: Sequence[int]
) -> None:
    """Name the file and count the measures taken over from the year `before`.

    `carried` and `repeated` are (taken over, offered); `lines` of the file still name that year.
    """
    lead = Message("from the plan of {year} as of {day}:", year=before, day=day)
    over = Message("  {count} of {total} measures not completed (--carry)", count=carried[0], total=carried[1])
    none = Message("  all measures were completed")
    again = Message("  {count} of {total} recurring measures (--recurring)", count=repeated[0], total=repeated[1])
    _show([path, lead, over if carried[1] else none, *([again] if repeated[1] else [])])
    advice = Message("next: review the file, add what is new, then run csprog validate")
    _show([outdated_line(before, lines), advice] if lines else [advice], errors=True)


def outdated_line(before: int, lines: Sequence[int]) -> Message:
    """Return the sentence that names the lines of a new plan which still name the year `before`."""
    numbers = ", ".join(map(str, lines))
    return Message("texts that still mention {year} are at lines: {numbers}", year=before, numbers=numbers)


def show_refreshed(result: RefreshResult, path: str, before: int) -> None:
    """Name what was put right in a plan after the year `before`, by ids, and the next steps."""
    told = [(words, ids) for words, ids in _put_right(result, before) if ids]
    lines: list[str | Message] = [Message("{what}: {ids}", what=words, ids=", ".join(ids)) for words, ids in told]
    if result.changes_text:
        _show([path, *(f"  {line}" for line in lines)])
    else:
        _show([Message("{path}: nothing to update after {year}", path=path, year=before)])
    advice = [
        Message("completed in {year} by now, but it has records here, so it stays: {ids}", year=before, ids=ids)
        for ids in filter(None, [", ".join(result.kept)])
    ]
    advice += [
        Message("not carried over, since their subsection is not in this plan: {ids}", ids=ids)
        for ids in filter(None, [", ".join(result.homeless)])
    ]
    if result.amends:
        command = f"csprog amend --year {result.year}"
        advice.append(Message("the plan is approved; to record this in an amendment: {command}", command=command))
    _show(advice, errors=True)


def _put_right(result: RefreshResult, before: int) -> tuple[tuple[Message, Sequence[str]], ...]:
    return (
        (Message("removed, completed in {year} by now", year=before), result.taken_out),
        (Message("repeated, completed in {year} by now", year=before), result.repeated),
        (Message("only offices where it was not completed in {year}", year=before), result.offices),
        (Message("reason as in the plan of {year}", year=before), result.reasons),
        (Message("deadline to which it was postponed in {year}", year=before), result.deadlines),
        (Message("carried over from the plan of {year}, by its ids", year=before), result.added),
    )


def show_first_steps(path: str, *, in_git: bool) -> None:
    """Name a company's first plan and the next steps."""
    advice = Message("next: replace the examples with your own measures, then run csprog validate and csprog status")
    git_advice = Message("git keeps the history: {commands}", commands=_COMMANDS)
    _show([path])
    _show([advice] if in_git else [advice, git_advice], errors=True)


def _show(lines: Sequence[str | Message], *, errors: bool = False) -> None:
    out = Terminal(errors=errors)
    for line in lines:
        out.print_line((line, "dim" if errors else ""))
