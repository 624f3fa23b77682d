"""The words of a report for outcomes, channels, amounts, shares and periods."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from csprog.evaluation.figures.assessments import ScoreFigure
from csprog.evaluation.figures.execution import Execution
from csprog.i18n import N_, Message, format_number, format_roubles, format_share, translate
from csprog.parsing.periods import Period
from csprog.programme.enums import Audience, Channel, Origin

NOTHING = "—"

OUTCOMES = {
    "on_time": N_("On time"),
    "late": N_("Late"),
    "after_year": N_("After year-end"),
    "partly_done": N_("Partly"),
    "not_done": N_("Not completed"),
    "postponed": N_("Postponed to another year"),
    "cancelled": N_("Cancelled"),
    "open": N_("Still open"),
    "reported_elsewhere": N_("Reported elsewhere"),
}
"""The parts into which `Execution` divides measures, in its order."""

_WORDS: dict[str, str] = {
    Channel.OFFICE: N_("an office"),
    Channel.WEBSITE: N_("the official site"),
    Channel.ACCOUNT: N_("the personal account"),
    Channel.EMAIL: N_("e-mail"),
    Channel.PHONE: N_("telephone"),
    Channel.MESSENGER: N_("a messenger"),
    Channel.POST: N_("post"),
    Audience.B2B: N_("companies"),
    Audience.B2C: N_("people"),
    Origin.APPEAL: N_("an appeal of a customer"),
    Origin.SURVEY: N_("a survey of customers"),
    Origin.INITIATIVE: N_("an initiative of the company"),
    "operative": N_("operative"),
    "comprehensive": N_("comprehensive"),
}
_PERIODS = {"H": N_("H{number} {year}"), "Q": N_("Q{number} {year}")}


def word(key: str | None) -> str:
    """Return a word of a closed list translated, any other as it is.

    None, an attribute that a plan doesn't set, becomes «not given».
    """
    if key is None:
        return str(Message("not given"))
    return translate(_WORDS[key]) if key in _WORDS else key


def outcome_word(name: str) -> str:
    """Return the name of an outcome, a field of `Execution`."""
    return translate(OUTCOMES[name])


def period_words(period: Period | None) -> str:
    """Return a period in words: 2025, Q3 2025, 09.2025; a dash for none."""
    if period is None:
        return NOTHING
    year, _, part = str(period).partition("-")
    if not part:
        return year
    if part[0] in _PERIODS:
        return str(Message(_PERIODS[part[0]], number=part[1], year=year))
    return f"{int(part):02}.{year}"


def amount(number: Decimal | None) -> str:
    """Return a number as the chosen language writes it, a dash for none."""
    return NOTHING if number is None else format_number(number)


def money_amount(number: Decimal | None) -> str:
    """Return roubles, with kopecks if there are any, a dash for none."""
    return NOTHING if number is None else format_roubles(number)


def counted(part: int, whole: int) -> str:
    """Return «3 of 4»."""
    return str(Message("{done} of {total}", done=part, total=whole))


def share_of(share: Fraction | None, part: int, whole: int) -> str:
    """Return «75 % (3/4)»."""
    return f"{format_share(share)} ({part}/{whole})"


def done_share(count: Execution) -> str:
    """Return the share of measures carried out in the year: «75 % (3/4)»; where all was reported elsewhere, that."""
    if count.reported_elsewhere and not count.reported_here:
        return str(Message("reported elsewhere"))
    return share_of(count.shares.done, count.done, count.reported_here)


def label(key: str | None, name: str | None) -> str:
    """Return a section as number and title, another part by its word."""
    return word(key) if name is None else f"{key}. {name}"


def days(number: float | None) -> str:
    """Return a number of days, possibly a mean, a dash for none."""
    return NOTHING if number is None else format_number(Decimal(f"{number:g}"))


def score_words(score: ScoreFigure) -> str:
    """Return «4,5 of 5»."""
    return str(Message("{score} of {scale}", score=score.score, scale=score.scale))
