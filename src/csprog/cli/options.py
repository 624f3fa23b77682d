"""Options that several commands share, and the parsers of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, TypeVar

import typer

from csprog.cli.values import Typed, TypedDay, completed, one_of
from csprog.errors import ParseError
from csprog.i18n import LANGUAGES, N_, Message
from csprog.parsing.dates import DATES, read_day
from csprog.parsing.deadlines import DEADLINES, read_last_day
from csprog.parsing.periods import PERIODS, Period, read_period
from csprog.programme.enums import Audience, Channel, Status, status_name

_Value = TypeVar("_Value")
_SCHEDULER = r"((tcp|tls|ws|wss)://)?[^\s/:]+:[0-9]{1,5}|(tcp|tls)://\[[0-9a-f:]+\]:[0-9]{1,5}"


def matching(pattern: str, read: Callable[[str], _Value], sentence: Message) -> Callable[[str], _Value]:
    """Return a parser for texts of `pattern`; it refuses others with `sentence`."""
    compiled = re.compile(pattern)

    def parse(text: str) -> _Value:
        if not compiled.fullmatch(text):
            raise ParseError(sentence)
        return read(text)

    return parse


def format_option(formats: Iterable[str]) -> Any:
    """Return the option --format, which takes one of `formats`."""
    return typer.Option("--format", metavar="|".join(formats), parser=one_of(formats), help=N_("Output format."))


parse_year = matching("[0-9]{4}", int, Message("a year is a number of four digits, like 2025"))
parse_audience = one_of(Audience)
parse_channel = one_of(Channel)
parse_day = TypedDay(read_day, Message(DATES))
parse_last_day = TypedDay(read_last_day, Message(DEADLINES))
parse_days = matching("[0-9]{1,4}", int, Message("a number of days is expected, like 30"))
_parse_address = matching(_SCHEDULER, str, Message("an address is written like tcp://plans.example.org:8786"))

Year = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar=N_("YEAR"),
        parser=parse_year,
        autocompletion=completed("years"),
        help=N_("The plan's year; by default the latest that has started."),
    ),
]
ReportYear = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar=N_("YEAR"),
        parser=parse_year,
        autocompletion=completed("years"),
        help=N_(
            "The plan's year; by default the latest ended year without a final report, else the latest that has started."
        ),
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar=N_("DATE"),
        parser=parse_day,
        is_eager=True,  # other days may count from it
        help=N_("Report as of this date: 2025-12-31, 31.12.2025 or yesterday; by default today."),
    ),
]
Json = Annotated[bool, typer.Option("--json", help=N_("Output as JSON."))]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="ru|en", parser=one_of(LANGUAGES), expose_value=False, help=N_("The language of messages.")
    ),
]
Identifiers = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("ID…"),
        autocompletion=completed("measures"),
        help=N_("Proposals (1.2.2) or measures (1.2.2.1), one or several; without one csprog asks, in a terminal."),
    ),
]
Identifier = Annotated[
    str,
    typer.Argument(
        metavar=N_("ID"),
        autocompletion=completed("measures"),
        help=N_("A measure (1.2.2.1), or a proposal with only one; without it csprog asks, if at a terminal."),
    ),
]
Anything = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("ID…"),
        autocompletion=completed("items"),
        help=N_(
            "Sections (1), subsections (1.2), proposals (1.2.2), measures (1.2.2.1), indicators or assessments; without one "
            "csprog asks, in a terminal."
        ),
    ),
]
On = Annotated[
    date | None,
    typer.Option(
        "--on",
        metavar=N_("DATE"),
        parser=parse_day,
        help=N_("The date it happened: 2025-12-31, 31.12.2025 or yesterday; by default today."),
    ),
]
To = Annotated[
    date | None,
    typer.Option(
        "--to",
        metavar=N_("DATE"),
        parser=parse_last_day,
        help=N_("The new deadline: a date, or a quarter (2026-Q1)."),
    ),
]
Offices = Annotated[
    list[str] | None,
    typer.Option(
        "--office",
        metavar=N_("NAME"),
        autocompletion=completed("offices"),
        help=N_("Only this office, by its name or the beginning of it; may be repeated."),
    ),
]
Reason = Annotated[
    str | None, typer.Option("--reason", metavar=N_("TEXT"), help=N_("Why; without a text the editor opens."))
]
Document = Annotated[
    str | None, typer.Option("--document", metavar=N_("TEXT"), help=N_('The document, like "Приказ № 118".'))
]
DocumentDay = Annotated[
    date | None, typer.Option("--on", metavar=N_("DATE"), parser=parse_day, help=N_("The date of the document."))
]
RemarkNote = Annotated[
    str | None,
    typer.Option("--note", "-m", metavar=N_("TEXT"), help=N_("The remark; without a text the editor opens.")),
]
Note = Annotated[
    str | None,
    typer.Option("--note", "-m", metavar=N_("TEXT"), help=N_("Comment; without a text the editor opens.")),
]
Evidence = Annotated[
    str | None,
    typer.Option(
        "--evidence",
        metavar=N_("URL|FILE"),
        help=N_("Evidence: a web address, or a file in the folder evidence/."),
    ),
]
Public = Annotated[bool, typer.Option("--public", help=N_("Publish the file of --evidence with the page."))]
PersonalDataGround = Annotated[
    str | None,
    typer.Option(
        "--allow-personal-data",
        metavar=N_("GROUND"),
        help=N_("Why the law allows naming a person here; recorded, not published."),
    ),
]
PeriodOption = Annotated[
    Period,
    typer.Option(
        "--period",
        metavar=N_("PERIOD"),
        parser=Typed(read_period, Message(PERIODS)),
        help=N_("The period: a year (2025), a half (2025-H1), a quarter (2025-Q2), a month (2025-03)."),
    ),
]
OfficeOption = Annotated[
    str | None,
    typer.Option(
        "--office",
        metavar=N_("NAME"),
        autocompletion=completed("offices"),
        help=N_("Only measures of this office, with their status in that office."),
    ),
]
ResponsibleOption = Annotated[
    str | None,
    typer.Option(
        "--responsible",
        metavar=N_("NAME"),
        autocompletion=completed("units"),
        help=N_("Only measures for which this unit is responsible."),
    ),
]
StatusOption = Annotated[
    list[Status] | None,
    typer.Option(
        "--status",
        "--standing",
        metavar=N_("STATUS"),
        parser=one_of(Status, {status: status_name(status) for status in Status}),
        help=N_(
            "Only measures with this status; may be repeated: planned, due-soon, partly-completed, overdue, completed, "
            "completed-late, not-completed, cancelled, carried-over, reported-elsewhere."
        ),
    ),
]
Days = Annotated[
    int | None,
    typer.Option(
        "--due-within",
        metavar=N_("DAYS"),
        parser=parse_days,
        help=N_("Only open measures due within this many days."),
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar=N_("ADDRESS"),
        parser=_parse_address,
        help=N_("Run on the Dask cluster of this scheduler, like tcp://plans.example.org:8786."),
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help=N_("Ignore the cache."))]
Force = Annotated[bool, typer.Option("--force", help=N_("Overwrite existing files, but never a plan."))]
AudienceOption = Annotated[
    Audience | None,
    typer.Option("--audience", metavar="B2B|B2C", parser=parse_audience, help=N_("Only this audience.")),
]
ChannelOption = Annotated[
    Channel | None,
    typer.Option(
        "--channel",
        metavar=N_("CHANNEL"),
        parser=parse_channel,
        help=N_("Only this channel: office, website, account, email, phone, messenger, post."),
    ),
]
RecipientOption = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar=N_("NAME"),
        autocompletion=completed("recipients"),
        help=N_("Only for this office or responsible unit, by its name or the beginning of it."),
    ),
]
