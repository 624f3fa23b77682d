"""PDF from a typst template and values: tagged, its fonts embedded (PDF/UA-1), from pip packages alone.

What is written goes into typst as data, never as text of a template, so nothing in it can mean anything to typst.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any

import typst
from pydantic import BaseModel

from csprog.errors import TemplateError
from csprog.i18n import Message
from csprog.programme.model import Programme, Proposal, Subsection
from csprog.store.resources import bundled_folder
from csprog.views.typography import long_date, short_date, typeset

_OF_FILE: dict[type, tuple[str, ...]] = {
    Programme: ("provisions", "goals", "tasks", "plan"),
    Proposal: ("number", "text"),
    Subsection: ("number", "title"),
}
"""What is taken of the file's own parts; the view has the rest already, in the page's order."""
_CALL = "main.typ"
"""What typst begins with: the call of the template."""
_PACKAGE = re.compile(rb"^[^\n]*?\b(?:import|include)\s*\(?\s*\"@", re.MULTILINE)
_PLACE = re.compile(r"┌─ (.+):(\d+):\d+")
_NO_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed')


def paper(template: str, values: Mapping[str, Any], day: date, project: Path | None) -> bytes:
    """Return the PDF that the function `main` of the template (page.typ) makes of `values`, as of `day`.

    `values` are what JSON can hold. A template of `project` (a folder) takes the place of the bundled one of its name
    and can import it as /default/NAME; pictures and the folder `fonts` there can be used too. The same templates,
    values, day and fonts give the same bytes.

    Raises:
        TemplateFault: the template fails, or no font has a sign of the text; the sentence names which.
    """
    bundled = bundled_folder()
    own = project if project and project.is_dir() else None
    owned = _templates(own)
    for name, text in owned.items():
        _refuse_packages(name, text)
    call = f'#import "/{template}": main\n#main(json(bytes(sys.inputs.values)))'
    sources: Any = {
        "main.typ": call.encode(),
        **_templates(bundled, "default/"),
        **_templates(bundled),
        **owned,
    }
    try:
        made: bytes = typst.compile(
            sources,
            root=str(own or bundled),
            font_paths=[str(own / "fonts")] if own and (own / "fonts").is_dir() else [],
            ignore_system_fonts=True,  # they differ from machine to machine
            sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(day, time(), UTC),
        )
    except typst.TypstError as error:
        raise _fault(template, error) from None
    return made


def plain(value: Any) -> Any:
    """Return a view as values that JSON can hold, for a template, under the same names.

    Texts have no-break spaces where Russian wants them; a day is a record of `iso`, `short` and `long`.
    """
    match value:
        case str():
            return typeset(str(value))
        case None | bool() | int() | float():
            return value
        case date():
            return {"iso": value.isoformat(), "short": short_date(value), "long": long_date(value)}
        case tuple() | list():
            return [plain(item) for item in value]
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case Decimal():
            return str(value)
    return {name: plain(getattr(value, name)) for name in _names(value)}


def _names(value: Any) -> Iterable[str]:
    """Return the names of what a view or a part of the file holds and works out."""
    kind = type(value)
    if isinstance(value, BaseModel):
        return _OF_FILE.get(kind) or tuple(type(value).model_fields)
    worked_out = [name for name, member in vars(kind).items() if isinstance(member, property)]
    return [*(field.name for field in fields(value)), *worked_out]


def _templates(folder: Path | None, prefix: str = "") -> dict[str, bytes]:
    return {f"{prefix}{file.name}": file.read_bytes() for file in sorted(folder.glob("*.typ"))} if folder else {}


def _refuse_packages(name: str, text: bytes) -> None:
    """Refuse a template that imports a package (@preview/…): typst would fetch it, and a PDF must not depend on that."""
    if found := _PACKAGE.search(text):
        line = text.count(b"\n", 0, found.end()) + 1
        why = Message("packages of typst are not fetched; put the files that it needs beside it")
        raise TemplateError(Message("template {name}, line {line}: {reason}", name=name, line=line, reason=why))


def _fault(template: str, error: typst.TypstError) -> TemplateError:
    if sign := _NO_SIGN.search(error.message):
        what = Message(
            "the PDF's fonts have no sign for {words}; put a font that has one into the folder templates/fonts",
            words=sign[1],
        )
        return TemplateError(what)
    place = _PLACE.search(error.diagnostic)
    name = PurePath(place[1]).name if place else _CALL
    where = {"name": template, "line": "?"} if name == _CALL or place is None else {"name": name, "line": place[2]}
    return TemplateError(Message("template {name}, line {line}: {reason}", **where, reason=error.message))
