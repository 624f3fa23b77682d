"""History: what was recorded and changed, and what is not saved in git yet."""

from __future__ import annotations

from typing import Any

from csprog.console.log import commit_text, event_text
from csprog.desk.forms import Filled
from csprog.desk.pages.attempt import Attempt
from csprog.desk.request import Answer, Asked, Onward, Page
from csprog.desk.words import difference_rows
from csprog.errors import CsprogError
from csprog.history.diff import compare
from csprog.history.events import history
from csprog.i18n import N_, Message, translate
from csprog.operations.commits import commit_plan
from csprog.operations.plans import OpenPlan, parse_revision
from csprog.programme.typed_text import tidy
from csprog.store.git import Repository, find_repository

_MOST_SHOWN = 200  # events, the newest


def page(asked: Asked) -> Answer:
    """Show the history of the year's plan, or save what is new."""
    plan = asked.desk.open(asked.year, "log")
    filled = Filled(typed=asked.typed)
    attempt = Attempt(asked, filled)
    if asked.typed is not None:

        def act() -> Answer:
            return _save(asked, plan)

        if answer := attempt.answer(["message"], act):
            return answer
    without, repository = "", None
    try:
        repository = find_repository(plan.source.path)
    except CsprogError as error:  # git is not installed, or does not trust the folder: all else goes on
        without = str(error)
    if repository is None and not without:
        without = str(
            Message(
                "this folder is in no git repository: what you record is in the file, without a history of versions"
            )
        )
    values = attempt.values((), plan.source.text)
    return Page(
        "history.html",
        translate(N_("History")),
        values
        | _shown(plan, repository)
        | {"without": without, "message": asked.text("message"), "fault": filled.faults.get("message", "")},
    )


def _save(asked: Asked, plan: OpenPlan) -> Answer:
    asked.desk.unchanged(plan.source.text, asked.text("shown"))
    commit = commit_plan(plan.source, tidy(asked.text("message")).strip())
    return Onward(asked.path("history"), (Message("saved as {commit}", commit=commit),))


def _shown(plan: OpenPlan, repository: Repository | None) -> dict[str, Any]:
    path, year = plan.source.path, plan.programme.year
    events = [event for event in history(repository, path, plan.programme) if event.entry or event.key]
    listed = [
        {"id": event.id, "text": str(event_text(event)), "commit": commit_text(event).strip()}
        for event in reversed(events[-_MOST_SHOWN:])
    ]
    before = None
    if repository is not None:
        try:
            before = parse_revision(repository, "HEAD", path)
        except CsprogError:  # the last commit can't be read
            before = None
    changed = difference_rows(compare(before, plan.programme)) if before else []
    return {
        "events": listed,
        "changed": changed,
        "is_new": repository is not None and before is None,
        "year_shown": year,
    }
