"""Makes the letters that remind offices and units of what is awaited of them: drafts of mail, nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from csprog.evaluation.reminders import Reminder, reminder
from csprog.exporting.file_names import file_names
from csprog.exporting.letter import Letterhead, make_letter
from csprog.exporting.registry import FORMATS, is_installed, write_documents
from csprog.exporting.subject import Subject
from csprog.operations.addresses import address_in, address_of, addresses_path, read_addresses, unknown_in
from csprog.operations.plans import OpenPlan
from csprog.operations.subjects import subject_of
from csprog.programme.recipients import find_recipient, recipients
from csprog.store.paths import shown_path

_WORKBOOK, _CALENDAR = "xlsx", "ics"


@dataclass(frozen=True, slots=True)
class LettersLack:
    """What the letters of a company lack: `file` is that of the addresses, `days` those looked ahead.

    `without_address` are the recipients whom it does not name, `unknown` whom it names and the plan does not.
    """

    file: str
    days: int
    count: int
    without_address: Sequence[str]
    unknown: Sequence[str]
    calendar: bool


@dataclass(frozen=True, slots=True)
class Letters:
    """Whom a plan reminds, and the addresses of all whom it names."""

    plan: Subject
    reminders: Sequence[Reminder]
    addresses: Mapping[str, tuple[str, ...]]
    lack: LettersLack

    def drafts(self) -> dict[str, bytes]:
        """Return the letters by the names of their files; the workbook to fill in and the calendar are attached."""
        sender = address_in(self.plan.evaluation.programme.passport.contact or "")
        subjects = [replace(self.plan, recipient=one.recipient) for one in self.reminders]
        forms = [_WORKBOOK] if self.lack.calendar else [_WORKBOOK, _CALENDAR]
        attached = zip(*(write_documents(form, subjects).items() for form in forms), strict=True)
        return {
            name: make_letter(subject, one, Letterhead(address_of(self.addresses, one.recipient), sender), dict(files))
            for name, subject, one, files in zip(
                file_names(".eml", subjects, "letter"), subjects, self.reminders, attached, strict=True
            )
        }


def letters_of(plan: OpenPlan, recipient: str | None, within: timedelta) -> Letters:
    """Return the letters of a plan: of what is overdue, and due within a time; by default to all recipients.

    Raises:
        RefusedError: nobody has that name; the file of addresses has a fault.
        StoreError: it can't be read.
    """
    folder = plan.source.path.parent
    names = [find_recipient(plan.programme, recipient)] if recipient else recipients(plan.programme)
    subject, addresses = subject_of(plan), read_addresses(folder)
    reminders = [one for name in names if not (one := reminder(subject.evaluation, name, within)).is_empty]
    lack = LettersLack(
        file=shown_path(addresses_path(folder)),
        days=within.days,
        count=len(reminders),
        without_address=[one.recipient for one in reminders if not address_of(addresses, one.recipient)],
        unknown=unknown_in(addresses, recipients(plan.programme)),
        calendar=not is_installed(FORMATS[_CALENDAR]),
    )
    return Letters(subject, reminders, addresses, lack)
