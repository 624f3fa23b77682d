"""Rules of change: what may differ from an approved plan.

Two versions are compared whole. Every difference is an error but for what is recorded at the end of a ledger, the gaps
and keys listed here, and what an amendment that came with it tells of. Clause 1.3 has the plan's measures published,
so approved ones are not reworded; what was recorded is never rewritten, whether the plan is approved or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from csprog.findings import KeyPath, Violation
from csprog.history.amendment import uncovered
from csprog.history.diff import Difference, compare
from csprog.i18n import Message
from csprog.programme.model import Amendment, Programme
from csprog.validation.rules.new_amendments import amended_key, groundless, untrue, within_covered

NOTES = frozenset({"remark", "note_for_public"})
"""Keys of notes beside what was approved: they change freely."""
PAGE_KEYS = (
    "formerly",
    "inn",
    "ogrn",
    "site",
    "published_at",
    "contact",
    "logo",
    "accent",
    "open_data",
    "no_measures_reason",
    "reported_elsewhere",
    "terms",
    "glossary",
)
"""Keys of the passport that are about the published page, not the document: they change freely."""
GAPS = {
    "document": ("passport.approval", "passport.standard", "plan.columns", "indicators"),
    "subsection": ("channel", "audience"),
    "proposal": ("origin", "goals", "tasks", "standard_clauses", "assessments", "indicators"),
    "measure": ("responsible", "funding", "digital", "indicators", "repeated_from"),
}
"""Keys, by part, that may be filled where nothing stood: warnings ask for them.

Indicators only if the plan has none at all: another one is another promise.
"""
LINKS = frozenset({"carried_from.reason", "carried_from.change"})
"""Keys of a carried-over measure that follow the records of the year before: they change freely."""
_RECORDS = {"recorded", "inserted", "journal-rewritten", "record-rewritten"}
_LEDGERS = {"journal", "actuals", "assessments"}
_WORDS = {"text", "title", "channel", "audience"}
_OF_MEASURES = {"due", "result", "offices"}
_OWN_RULES = {"amendments", "switched_off"}
_FREE_PARTS = {"format", "offices"}
"""Parts of the file that no document approves: its format, and the former names of offices."""


def changes(old: Programme, new: Programme, today: date, against: str = "") -> Iterator[Violation]:
    """Yield the changes from `old` to `new` that are not allowed.

    `against` is what the user compares with, for the command that messages advise.
    """
    differences = compare(old, new)
    yield from _record_changes(differences)
    count = len(old.amendments)
    if rewritten := [one for one, other in zip(old.amendments, _padded(new, count), strict=True) if one != other]:
        message = Message("an amendment was removed or rewritten: {document}", document=rewritten[0].document)
        yield Violation("change-amendment", ("amendments",) if new.amendments else (), message)
    if old.is_approved(today):
        added = () if rewritten else new.amendments[count:]
        needing = [difference for difference in differences if needs_amendment(difference)]
        missing = within_covered(needing, uncovered(needing, added))
        command = f"csprog amend --year {new.year}" + (f" --against {against}" if against else "")
        told = untrue(differences, added)  # wrongly, which is an error of its own
        missing = [one for one in missing if (one.id, amended_key(one)) not in told]
        yield from (Violation(_code(one), _path(one, new), _message(one, command)) for one in missing)
        yield from groundless(differences, added, count)
        yield from _switched_off(differences)


def needs_amendment(difference: Difference) -> bool:
    """Tell whether an approved plan may differ so only by an amendment.

    What is recorded needs none; for what rewrites records none is enough: see `rewrites_records`.
    """
    if difference.kind in _RECORDS or rewrites_records(difference) or difference.id in _OWN_RULES:
        return False
    return difference.kind != "changed" or not (_is_free(difference) or _fills_gap(difference))


def rewrites_records(difference: Difference) -> bool:
    """Tell whether a difference takes out, rewrites or antedates a record.

    No document allows that.
    """
    return difference.kind in _RECORDS - {"recorded"} or (difference.kind == "reordered" and difference.key in _LEDGERS)


def _padded(programme: Programme, count: int) -> list[Amendment | None]:
    """Return the first `count` amendments of a plan, None for those that it lacks."""
    return [*programme.amendments[:count], *[None] * (count - len(programme.amendments))]


def _is_free(difference: Difference) -> bool:
    steps = difference.key.split(".")
    if difference.part == "document":
        in_passport = difference.id == "passport" and steps[0] in {*PAGE_KEYS, *NOTES}
        return (
            in_passport
            or difference.id in _FREE_PARTS
            or (difference.id == "provisions" and steps[0] == "clauses" and steps[-1] in NOTES)
        )
    return difference.key in NOTES | LINKS


def _fills_gap(difference: Difference) -> bool:
    key = f"{difference.id}.{difference.key}" if difference.part == "document" else difference.key
    # A column's heading may come between others: the table is printed with it.
    filled = difference.filled or (key.startswith("plan.columns.") and not difference.old)
    return filled and any(f"{key}.".startswith(f"{gap}.") for gap in GAPS.get(difference.part, ()))


def _record_changes(differences: Sequence[Difference]) -> Iterator[Violation]:
    """Yield what takes out, rewrites or antedates entries, values and assessments."""
    dropped = {one.id for one in differences if one.kind == "removed" and one.part == "measure"}
    for difference in filter(rewrites_records, differences):
        code = "change-journal" if difference.key == "journal" else "change-recorded"
        message = _record_message(difference)
        if difference.path is None and code == "change-journal":
            if difference.id not in dropped:
                continue
            dropped.remove(difference.id)
            message = Message(
                "{id} is gone with what was recorded of it; put it back and cancel it instead", id=difference.id
            )
        yield Violation(code, difference.path or (), message)


def _record_message(difference: Difference) -> Message:
    name = difference.id
    if difference.kind == "reordered":
        return Message("{id}: records have changed places; put them back in their order", id=name)
    if difference.kind == "inserted":
        return Message(
            "{id}: this was put in before records that were there ({new}); add it below them, of no earlier day",
            id=name,
            new=difference.new,
        )
    return Message(
        "{id}: what was recorded is gone or rewritten ({old}); put it back, and correct it by csprog correct {id}",
        id=name,
        old=difference.old,
    )


def _code(difference: Difference) -> str:
    match difference.kind:
        case "added" | "removed":
            return f"change-{difference.kind}"
        case "reordered":
            return "change-order"
        case "renumbered":
            return "change-number"
    if difference.key in {"order", "indicators.order"}:
        return "change-order"
    if difference.part == "measure" and difference.key in _OF_MEASURES:
        return f"change-{difference.key}"
    of_text = difference.id != "indicators" if difference.part == "document" else difference.key in _WORDS
    return "change-text" if of_text else "change-value"


def _path(difference: Difference, new: Programme) -> KeyPath:
    """Return the path of the change, or of the list a removed part was in."""
    if difference.path is not None:
        return (*difference.path, "number") if difference.kind == "renumbered" else difference.path
    siblings = [placed for placed in new.measures if difference.id.startswith(f"{placed.proposal.number}.")]
    return siblings[0].path[:-1] if siblings else ("sections",)


def _message(difference: Difference, command: str) -> Message:
    name, old, new = difference.id, difference.old, difference.new
    match difference.kind:
        case "added":
            return Message(
                "{id} is new in an approved plan; record the order that adds it: {command}", id=name, command=command
            )
        case "removed":
            return Message(
                "{id} is gone from an approved plan (“{old}”); put it back, or record the order that drops it: {command}",
                id=name,
                old=old,
                command=command,
            )
        case "renumbered":
            return Message(
                "{old} has become {new} in an approved plan; put it back, or record the order that says so: {command}",
                old=old,
                new=new,
                command=command,
            )
        case "reordered":
            return Message(
                "{id} has moved in an approved plan; put it back, or record the order that says so: {command}",
                id=name,
                command=command,
            )
    if not old:
        return Message(
            "{id}: an approved plan gave no {key}; take it out, or record the order that adds it: {command}",
            id=name,
            key=difference.key,
            command=command,
        )
    return Message(
        "{id}: {key} of an approved plan was “{old}”; put it back, or record the order that changes it: {command}",
        id=name,
        key=difference.key,
        old=old,
        command=command,
    )


def _switched_off(differences: Sequence[Difference]) -> Iterator[Violation]:
    """Yield a warning for each rule that holds no longer, or holds again."""
    for difference in differences:
        if difference.id == "switched_off":
            message = Message("what is switched off in an approved plan has changed: {key}", key=difference.key)
            path = difference.path if difference.new and difference.path else ("switched_off",)
            yield Violation("change-switched-off", path, message, "warning")
