"""The desk as an application: finds the page of a request, and answers with it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from csprog.desk.guard import Receive, Scope, Send
from csprog.desk.pages import answers, begin, figures, history, measure, plan, publication, today
from csprog.desk.rendering import render_page, style_sheet
from csprog.desk.request import Answer, Asked, Download, Handler, Onward, Page
from csprog.desk.server import Server
from csprog.desk.windows import Windows
from csprog.desk.workplace import Desk, Told
from csprog.errors import CsprogError, InvalidPlanError, os_error_sentence
from csprog.formats.annotations import located_lines
from csprog.i18n import N_, Message, current_language, translate

HANDLERS: Mapping[str, Handler] = {
    "": today.page,
    "undo": today.undo,
    "measure": measure.page,
    "plan": plan.page,
    "figures": figures.page,
    "answers": answers.page,
    "publication": publication.page,
    "history": history.page,
}
"""The pages by the first step of their path below a year."""
NAVIGATION = {
    "": N_("Today"),
    "plan": N_("Plan"),
    "figures": N_("Indicators and assessments"),
    "answers": N_("Answers"),
    "publication": N_("Publication"),
    "history": N_("History"),
}
_PREVIEW, BEGIN = "site", "begin"
_MOST_SHOWN = 100  # findings on a page
_MOST_FIELDS = 5000


class DeskApplication:
    """Answers the requests of one browser, one after the other: a plan is never read while another page writes."""

    def __init__(self, desk: Desk, server: Server, windows: Windows) -> None:
        """Keep what the pages work on."""
        self._desk, self._server, self._windows = desk, server, windows
        self._preview = publication.Preview(desk)
        self._turn = asyncio.Lock()
        self._watch: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if self._watch is None:
            self._watch = asyncio.create_task(self._windows.wait_until_gone(self._server.end))
        request = Request(scope, receive)
        path = scope["path"].removeprefix(f"{self._desk.root}/")
        if path == "window":
            response = _frame(self._windows.frame())
        elif path == "style.css":
            response = Response(style_sheet(), media_type="text/css")
        else:
            self._windows.seen()
            response = await self._response(request, path)
        await response(scope, receive, send)

    async def _response(self, request: Request, path: str) -> Response:
        asked = None
        try:
            asked = await self._asked(request, path)
            if asked is None:
                return self._html(None, _not_found())
            async with self._turn:
                return await run_in_threadpool(self._answered, asked, path, request.method)
        except Exception as fault:  # noqa: BLE001 - raised at the end, once nobody's typed text depends on the desk
            self._server.fault = fault
            what = Message(
                "csprog itself failed, and nothing was written; go back in the browser: what you typed is still there. "
                "csprog desk tells more when it ends"
            )
            return self._html(None, Page("fault.html", translate(N_("A fault of csprog")), {"faults": [what]}, 500))

    async def _asked(self, request: Request, path: str) -> Asked | None:
        """Return what is asked for; None of a path that can be no page."""
        year, _, rest = path.partition("/")
        if path in {"", BEGIN}:  # these pages belong to no year
            year, rest = "0", path
        if not (year.isdecimal() and len(year) <= 4) and year != _PREVIEW:  # noqa: PLR2004 - as years are written
            return None
        typed, files = None, []
        if request.method == "POST":
            typed = dict[str, list[str]]()
            async with request.form(max_files=_MOST_FIELDS, max_fields=_MOST_FIELDS, max_part_size=2**21) as form:
                for name, value in form.multi_items():
                    if isinstance(value, UploadFile):
                        files.append((value.filename or "", await value.read()))
                    else:
                        typed.setdefault(name, []).append(value)
        number = int(year) if year.isdecimal() else 0
        return Asked(self._desk, number, rest, dict(request.query_params), typed, tuple(files))

    def _answered(self, asked: Asked, path: str, method: str) -> Response:
        """Return the answer to a request, of errors too."""
        first = asked.rest.partition("/")[0]
        try:
            if not path:
                return _onward(f"{self._desk.root}/{f'{self._desk.begun()}/' if self._desk.years else BEGIN}")
            if path.startswith(f"{_PREVIEW}/"):
                return self._preview.response(path.removeprefix(f"{_PREVIEW}/"))
            if path != BEGIN and (first not in HANDLERS or asked.year not in self._desk.years):
                return self._html(None, _not_found())
            if method == "POST" and self._desk.read_only:
                raise ReadOnlyError
            return self._made(asked, begin.page(asked) if path == BEGIN else HANDLERS[first](asked))
        except (CsprogError, OSError) as error:
            return self._html(asked, _error_page(error))

    def _made(self, asked: Asked, answer: Answer) -> Response:
        match answer:
            case Onward(path, told, refused):
                if told:
                    name = self._desk.told.keep(Told(tuple(map(str, told)), refused))
                    path += f"{'&' if '?' in path else '?'}told={name}"
                return _onward(path)
            case Download(name, data, kind):
                head = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
                return Response(data, headers=head, media_type=kind)
        return self._html(asked, answer)

    def _html(self, asked: Asked | None, page: Page) -> Response:
        year = asked.year if asked else 0
        years = self._desk.years if asked else []
        told = self._desk.told.find(asked.query.get("told", "")) if asked else None
        common = {
            "root": self._desk.root,
            "language": current_language(),
            "title": page.title,
            "year": year,
            "years": years,
            "base": f"{self._desk.root}/{year}/",
            "here": asked.rest.partition("/")[0] if asked else "-",
            "navigation": {name: translate(words) for name, words in NAVIGATION.items()} if year in years else {},
            "read_only": self._desk.read_only,
            "begins": asked is not None and not self._desk.read_only,
            "told": told.lines if told else (),
            "told_refusal": told is not None and told.refused,
        }
        return HTMLResponse(render_page(page.template, common | dict(page.values)), page.status)


class ReadOnlyError(CsprogError):
    """Something is to be written at a desk that was opened to read."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(Message("this desk was opened with --read-only; nothing was written"))


def _not_found() -> Page:
    what = Message("there is no such page; begin with “Today”")
    return Page("fault.html", translate(N_("No such page")), {"faults": [what]}, HTTPStatus.NOT_FOUND)


def _error_page(error: CsprogError | OSError) -> Page:
    """Return the page of what forbids to show another, each finding of a plan with its place."""
    faults: list[Any] = [error]
    if isinstance(error, OSError):
        faults = [os_error_sentence(error)]
    if isinstance(error, InvalidPlanError):
        faults = located_lines(error.path, error.problems[:_MOST_SHOWN])
    status = HTTPStatus.FORBIDDEN if isinstance(error, ReadOnlyError) else HTTPStatus.CONFLICT
    return Page("fault.html", translate(N_("This can't be shown")), {"faults": faults}, status)


def _onward(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def _frame(text: str) -> Response:
    # the only page that others may hold, and only those of the desk
    return HTMLResponse(
        text,
        headers={
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'",
            "X-Frame-Options": "SAMEORIGIN",
        },
    )
