"""Publication: what stands in its way, the page as it would be, and the last step."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from csprog.desk.forms import Filled
from csprog.desk.pages.attempt import Attempt
from csprog.desk.places import linked
from csprog.desk.request import Answer, Asked, Onward, Page
from csprog.desk.site import Site, file_in
from csprog.desk.words import lacking_text
from csprog.desk.workplace import Desk, ignore
from csprog.errors import RefusedError
from csprog.evaluation.evaluator import Evaluation
from csprog.evaluation.report_duty import report_due
from csprog.i18n import N_, Message, translate
from csprog.operations.carried_over import evaluate_plan
from csprog.operations.owed_report import site_folder
from csprog.operations.plan_choice import find_plan
from csprog.operations.preview import build_preview, preview_stamps
from csprog.operations.publication_records import final_record
from csprog.operations.publishing import PublishRequest, Sources, publish_year, refuse_persons
from csprog.operations.site_files import open_site, refuse_own_folders
from csprog.programme.typed_text import tidy
from csprog.publication.publication_log import causes
from csprog.store.paths import shown_path

# what a project's own template has put into its page is shown here without any script
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"


class Preview:
    """The site in memory as it would be published."""

    def __init__(self, desk: Desk) -> None:
        """Build it when it is looked at, and again once its sources have changed."""

        def day() -> date:
            return find_plan(None, desk.as_of, desk.folder)[1]

        self._site = Site(lambda: (day(), preview_stamps(desk.folder)), lambda: build_preview(desk.folder, day()))
        self._root = desk.root

    def response(self, path: str) -> Response:
        """Return a file of the site.

        Raises:
            CsprogError: a plan or a template forbids to build it.
        """
        files = self._site.current()
        found = None if isinstance(files, str) else file_in(files, path)
        if found is None:
            return PlainTextResponse(f"{Message('the preview has no such file')}\n", 404)
        if isinstance(found, str):
            return RedirectResponse(f"{self._root}/site/{found}", 302)
        data, kind = found
        return Response(data, headers={"Content-Type": f"{kind}; charset=utf-8", "Content-Security-Policy": _POLICY})


def page(asked: Asked) -> Answer:
    """Show how the publication of the year stands; publish a draft, or for good."""
    plan = asked.desk.open(asked.year, "publish")
    evaluation = evaluate_plan(plan)
    attempt = Attempt(asked, Filled(typed=asked.typed))
    if asked.typed is not None:

        def act() -> Answer:
            asked.desk.unchanged(plan.source.text, asked.text("shown"))
            return _publish(asked)

        if answer := attempt.answer(("typed_year", "reason"), act):
            return answer
    record = final_record(asked.desk.folder, asked.year, site_folder(asked.desk.folder))
    values = attempt.values((), plan.source.text) | {
        "record": record and {"day": record.last.as_of, "times": len(record.publications)},
        "errors": linked(plan.errors, plan.source.text),
        "lacking": _lacking(evaluation),
        "lacks_measures_reason": evaluation.lacks_measures_reason,
        "year_over": evaluation.year_over,
        "is_draft": evaluation.is_draft,
        "due": report_due(asked.year),
        "folder": shown_path(site_folder(asked.desk.folder)),
        "typed_year": asked.text("typed_year"),
        "reason": asked.text("reason"),
    }
    return Page("publication.html", translate(N_("Publication")), values)


def _lacking(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return the measures that lack a text, with the form that records it."""
    listed = []
    for row in evaluation.lacking():
        where = f"measure/{row.placed.id}"
        if row.lacks_result and row.state.completed:
            silent = next((one for one in row.state.completed.values() if not one.note), None)
            journal = row.placed.measure.journal
            number = next(
                (
                    n
                    for n, entry in enumerate(journal, 1)
                    if silent is not None and entry.on == silent.on and entry.event == "completed"
                ),
                None,
            )
            where += f"?entry={number}" if number else ""
        elif row.status.is_open:
            where += "?event=not-completed"
        listed.append({"id": row.placed.id, "text": row.placed.measure.text, "what": lacking_text(row), "where": where})
    return listed


def _publish(asked: Asked) -> Answer:
    desk, final = asked.desk, asked.text("go") != "draft"
    again = asked.text("go") == "again"
    reason = tidy(asked.text("reason")).strip() or None
    if final and asked.text("typed_year").strip() != str(asked.year):
        raise RefusedError(Message("type the year, {year}, to publish the final report", year=asked.year))
    if again and reason is None:
        raise RefusedError(Message("say what was corrected and why; it is published"))
    plan = desk.open(asked.year, "publish --final" if final else "publish")
    request = PublishRequest(desk.as_of, reason if again else None, final=final, fragment=False, force=False)
    refuse_persons(request.reason, plan)
    folder = site_folder(desk.folder)
    refuse_own_folders(desk.folder.parent, folder)
    with open_site(folder, ignore) as site:
        published = publish_year(Sources(plan, site), request)
    if published.written is None:
        if published.differing and published.before is not None:
            why = causes(published.before.last, published.publication.version)
            names = ", ".join(published.differing)
            what = Message(
                "the report for {year} is final, and these files would be others now: {names}. {why}",
                year=asked.year,
                names=names,
                why=" ".join(map(str, why)),
            )
            raise RefusedError(what)
        raise RefusedError(Message("something is missing still; the final report was not published"))
    told: list[Message | str] = [Message("published in {path}", path=shown_path(folder))]
    if published.record is not None and published.record.last.final:
        told.append(Message("the final report is published; save it under “History”, so that the record is kept"))
    return Onward(asked.path("publication"), tuple(told))
