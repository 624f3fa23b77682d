"""`csprog new`: begins next year's plan from this year's, or a company's first."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.commands.new_refresh import refresh_year
from csprog.cli.options import AsOf, parse_year
from csprog.cli.prompts.new_plan import Given, choose_measures, passport_values
from csprog.console.new_plan import show_first_steps, show_next_year
from csprog.editing.first_plan import DEFAULTS
from csprog.editing.next_year import is_proposed, left_of, next_passport
from csprog.errors import UsageError
from csprog.i18n import N_, Message
from csprog.operations.new_plans import new_plan_path, passport_fault, write_after, write_first
from csprog.operations.plan_choice import view_day
from csprog.operations.plans import OpenPlan, open_file
from csprog.store.git import work_tree
from csprog.store.paths import shown_path
from csprog.store.plan_files import FOLDER, find_folder, folder_near, load, plan_path, plans

DETAILS = N_(
    "Measures not completed by that date are carried over, with a link to where they come from; "
    "deadlines move by the difference of the years. Without a plan of an earlier year, a "
    "company's first plan is created. In a terminal csprog asks for what no option gives. An "
    "existing file is never overwritten. With --refresh an existing plan is updated to the "
    "present state of the old year: only what contradicts it is changed, and csprog undo undoes "
    "it."
)
NewYear = Annotated[int, typer.Argument(metavar=N_("YEAR"), parser=parse_year, help=N_("The year of the new plan."))]
From = Annotated[
    int | None,
    typer.Option(
        "--from",
        metavar=N_("YEAR"),
        parser=parse_year,
        help=N_("The plan to start from; by default the latest earlier year."),
    ),
]
Carry = Annotated[
    list[str] | None,
    typer.Option(
        "--carry",
        metavar=N_("ID|all|none"),
        help=N_("What to carry over; may be repeated; by default all but cancelled."),
    ),
]
Recurring = Annotated[
    list[str] | None,
    typer.Option(
        "--recurring",
        metavar=N_("ID|all|none"),
        help=N_("Recurring measures to repeat; may be given several times; by default all."),
    ),
]
Organisation = Annotated[
    str | None, typer.Option("--organisation", metavar=N_("NAME"), help=N_("The company of the Programme."))
]
Title = Annotated[str | None, typer.Option("--title", metavar=N_("TEXT"), help=N_("The title of the Programme."))]
Basis = Annotated[str | None, typer.Option("--basis", metavar=N_("TEXT"), help=N_("The legal act it is based on."))]
Refresh = Annotated[
    bool,
    typer.Option(
        "--refresh",
        help=N_("Update the plan of YEAR to the present state of the old year."),
    ),
]
Site = Annotated[str | None, typer.Option("--site", metavar=N_("URL"), help=N_("The address of the official site."))]


def run(
    year: NewYear,
    source: From = None,
    carry: Carry = None,
    recurring: Recurring = None,
    organisation: Organisation = None,
    title: Title = None,
    basis: Basis = None,
    site: Site = None,
    as_of: AsOf = None,
    *,
    refresh: Refresh = False,
) -> None:
    """Write the new plan's file, or refresh it, and show the next steps."""
    today = view_day(as_of)
    if passport_fault("year", str(year)):
        raise UsageError(Message("{year} is out of range: a year is between 1900 and 2199", year=year))
    folder = folder_near(Path.cwd())
    path = (folder or Path.cwd() / FOLDER) / f"{year}.yaml"
    given: Given = {"organisation": organisation, "title": title, "basis": basis, "site": site}
    if refresh:
        if recurring or any(value is not None for value in given.values()):
            raise UsageError(Message("--refresh can be combined only with --from, --carry and --as-of"))
        refresh_year(path, _year_before(folder, year, source), carry, today)
        return
    new_plan_path(path.parent, year)
    before = _year_before(folder, year, source)
    if folder is not None and before is not None:
        plan = open_file("new", load(plan_path(folder, before)), today)
        _continue(plan, path, year, given, carry=carry, recurring=recurring)
    elif carry or recurring:
        raise UsageError(Message("--carry and --recurring need a plan of an earlier year; there is none"))
    else:
        _begin(path, given)


def _year_before(folder: Path | None, year: int, asked: int | None) -> int | None:
    """Return the year to continue from, None if there is no earlier plan."""
    if asked is not None:
        if asked >= year:
            raise UsageError(
                Message("{asked} is not before {year}; give an earlier year with --from", asked=asked, year=year)
            )
        plan_path(folder or find_folder(Path.cwd()), asked)  # refuses a year without a plan
        return asked
    return max((earlier for earlier in (plans(folder) if folder else {}) if earlier < year), default=None)


def _begin(path: Path, given: Given) -> None:
    write_first(path, passport_values(given, DEFAULTS))
    show_first_steps(shown_path(path), in_git=work_tree(path) is not None)


def _continue(
    plan: OpenPlan, path: Path, year: int, given: Given, *, carry: list[str] | None, recurring: list[str] | None
) -> None:
    """Write the plan of the year after `plan`."""
    old, day = plan.programme, plan.today
    defaults = next_passport(old, year)
    passport = passport_values(given, {key: getattr(defaults, key) or "" for key in given})
    left = left_of(old, day)
    carried = choose_measures("--carry", carry, left.undone, [row for row in left.undone if is_proposed(row)])
    again = [row for row in left.recurring if row.placed.id not in carried]
    repeated = choose_measures("--recurring", recurring, again, again)
    lines = write_after(plan, path, carried=carried, repeated=repeated, passport=passport)
    counts = ((len(carried), len(left.undone)), (len(repeated), len(again)))
    show_next_year(shown_path(path), old.year, day, *counts, lines)
