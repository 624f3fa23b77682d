"""Gives the formula of a measure's status, which follows what is typed into its row."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from csprog.exporting.excel.columns import AT, Answer
from csprog.exporting.excel.rows import WORDS
from csprog.programme.enums import SOON, Outcome, Status

DAY = "НаДату"
"""The defined name of the summary's cell with the date that statuses are computed for."""


def status_formula(number: int, year: int) -> str:
    """Return the formula of what row `number` (from 1) of the plan of `year` is told as.

    It follows `evaluation.status.Evaluated.told`. English function names without spaces are what Excel itself stores.
    """
    cell = {name: f"${xl_col_to_name(index)}{number}" for name, index in AT.items()}
    done, on, due, journal = (cell[name] for name in ("done", "on", "due", "journal"))
    awaited = _awaited(done, cell["to"], cell["awaited"])
    word = {status: f'"{text}"' for status, text in WORDS.items()}
    partly, cancelled, year_end = word[Status.PARTLY_COMPLETED], word[Outcome.CANCELLED], f"DATE({year},12,31)"
    not_done = f"IF({journal}={partly},{word[Outcome.PARTLY_DONE]},{word[Outcome.NOT_DONE]})"
    in_work = (
        f"IF({DAY}>{awaited},{word[Status.OVERDUE]},IF({journal}={partly},{partly},"
        f"IF({awaited}-{DAY}<={SOON.days},{word[Status.DUE_SOON]},{word[Status.PLANNED]})))"
    )
    carried_over = f"OR({journal}={word[Outcome.POSTPONED]},AND({awaited}>{year_end},{awaited}<>{due}))"
    is_open = f"IF({carried_over},{word[Outcome.POSTPONED]},IF({DAY}>{year_end},{not_done},{in_work}))"
    late = f"IF({on}>{due},{word[Outcome.DONE_LATE]},{word[Outcome.DONE]})"
    completed = f"IF(ISNUMBER({on}),IF({on}>{year_end},{word[Outcome.DONE_AFTER_YEAR]},{late}),{word[Outcome.DONE]})"
    answered = f'IF({done}="{Answer.YES}",{completed},IF({done}="{Answer.NO}",{not_done},{is_open}))'
    return f"=IF({journal}={cancelled},{cancelled},{answered})"


def _awaited(done: str, to: str, awaited: str) -> str:
    """Return the formula of the day by which a measure is awaited, after the answer in its row.

    A quarter is text: its number is the first sign, the year the last four.
    """
    quarter = f"IFERROR(DATE(VALUE(RIGHT({to},4)),3*VALUE(LEFT({to},1))+1,0),{awaited})"
    typed = f'IF(ISNUMBER({to}),{to},IF(ISNUMBER(SEARCH("кв",{to})),{quarter},{awaited}))'
    return f'IF({done}="{Answer.POSTPONE}",{typed},{awaited})'
