"""`csprog remind`: writes a letter to each office and unit, as drafts of mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.companies import Companies, shown_company
from csprog.cli.options import AsOf, Force, RecipientOption, Year, parse_days
from csprog.cli.output import write_results
from csprog.console.reminders import LettersLack, show_lack
from csprog.evaluation.reminders import Reminder, reminder
from csprog.exporting.file_names import file_names
from csprog.exporting.letter import Letterhead, make_letter
from csprog.exporting.registry import FORMATS, is_installed, write_documents
from csprog.exporting.subject import Subject
from csprog.i18n import N_
from csprog.operations.addresses import address_in, address_of, addresses_path, read_addresses, unknown_in
from csprog.operations.plans import open_plan
from csprog.operations.subjects import subject_of
from csprog.programme.enums import SOON
from csprog.programme.recipients import find_recipient, recipients
from csprog.store.paths import shown_path

DETAILS = N_(
    "A letter lists what is overdue and due soon; the workbook to fill in is attached, and the "
    "calendar if its packages are installed. Nothing is sent: open a draft in your mail program, "
    "look at it, send it. Addresses are in addresses.yaml next to the folder programme, which is "
    "never published."
)
DueWithin = Annotated[
    int | None,
    typer.Option(
        "--due-within",
        metavar=N_("DAYS"),
        parser=parse_days,
        help=N_("Also remind of what is due within this many days; by default 30."),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar=N_("FOLDER"), help=N_("The folder to write to; by default letters.")),
]
_FOLDER = "letters"
_ATTACHED = ("xlsx", "ics")


def run(
    recipient: RecipientOption = None,
    due_within: DueWithin = None,
    output: Output = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    force: Force = False,
) -> None:
    """Write the letters, or one of them, and name each file."""
    within = SOON if due_within is None else timedelta(days=due_within)
    companies = Companies(year)
    files: dict[Path, bytes] = {}
    lacks: list[LettersLack] = []
    for folder, (letters, lack) in companies.results(lambda folder: _letters(folder, recipient, within, year, as_of)):
        target = output or Path(_FOLDER)
        target = target / shown_company(folder) if companies.several else target
        files |= {target / name: data for name, data in letters.items()}
        lacks.append(lack)
    write_results(files, force=force)
    for file in files:
        typer.echo(shown_path(file.absolute()))
    for lack in lacks:
        show_lack(lack)
    companies.finish()


def _letters(
    folder: Path, recipient: str | None, within: timedelta, year: int | None, as_of: date | None
) -> tuple[dict[str, bytes], LettersLack]:
    """Return the letters of a company by name, and what they lack."""
    plan = open_plan("remind", year, as_of, folder)
    names = [find_recipient(plan.programme, recipient)] if recipient else recipients(plan.programme)
    whole = subject_of(plan)
    reminders = [one for name in names if not (one := reminder(whole.evaluation, name, within)).is_empty]
    forms = [form for form in _ATTACHED if form != "ics" or is_installed(FORMATS[form])]
    addresses = read_addresses(folder)
    lack = LettersLack(
        file=shown_path(addresses_path(folder)),
        days=within.days,
        count=len(reminders),
        without_address=[one.recipient for one in reminders if not address_of(addresses, one.recipient)],
        unknown=unknown_in(addresses, recipients(plan.programme)),
        calendar="ics" not in forms,
    )
    return _drafts(whole, reminders, addresses, forms), lack


def _drafts(
    whole: Subject, reminders: list[Reminder], addresses: Mapping[str, tuple[str, ...]], forms: Sequence[str]
) -> dict[str, bytes]:
    sender = address_in(whole.evaluation.programme.passport.contact or "")
    subjects = [replace(whole, recipient=one.recipient) for one in reminders]
    attached = zip(*(write_documents(form, subjects).items() for form in forms), strict=True)
    names = file_names(".eml", subjects, "letter")
    return {
        name: make_letter(subject, one, Letterhead(address_of(addresses, one.recipient), sender), dict(files))
        for name, subject, one, files in zip(names, subjects, reminders, attached, strict=True)
    }
