"""Renders typst templates to PDF/UA-1 and PDF/A-2a: tagged, with embedded fonts.

Values are passed to typst as data, never as template source, so that no text of a plan can act as markup.
"""

from __future__ import annotations

import json
import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any

import typst

from csprog.errors import TemplateError
from csprog.exporting.typst_faults import fault_sentence
from csprog.i18n import Message
from csprog.programme.model import Programme, Proposal, Subsection
from csprog.programme.pdf_signs import lacking_signs, spelt_out
from csprog.store.resources import bundled_folder
from csprog.store.template_folder import refuse_links_out, template_text
from csprog.views.typography import long_date, short_date, typeset
from csprog.views.year.plan_values import value_class

_PLAN_KEYS: dict[type, tuple[str, ...]] = {
    value_class(Programme): ("provisions", "goals", "tasks", "plan"),
    value_class(Proposal): ("number", "text"),
    value_class(Subsection): ("number", "title"),
}
"""Keys of these parts of the plan that templates get; the view holds all else in the page's order."""
_MAIN = "main.typ"
_PACKAGE = re.compile(rb"^[^\n]*?\b(?:import|include)\s*\(?\s*\"@", re.MULTILINE)
_LOCATION = re.compile(r"┌─ (.+):(\d+):\d+")
_MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def render_pdf(template: str, values: Mapping[str, Any], day: date, project: Path | None) -> bytes:
    """Call the function `main` of a template with `values` and return the PDF.

    `values` must be JSON-serialisable; `day` is the PDF's date. Signs that no font has are replaced by their numbers
    unless the project has fonts of its own. A template in `project` (a folder) replaces the bundled
    one of the same name and can import it as /default/NAME; images and the folder `fonts` there can be used too. The
    same templates, values, day and fonts give the same bytes.

    Raises:
        TemplateError: the template fails, a link leads out of `project`, or no font has a glyph for a character.
    """
    refuse_links_out(project)
    bundled = bundled_folder()
    own = project if project and project.is_dir() else None
    for file in sorted(own.rglob("*.typ")) if own else ():
        _refuse_packages(file.name, template_text(file.name, file.read_bytes()).encode())
    fonts = own / "fonts" if own and (own / "fonts").is_dir() else None
    data = json.dumps(values, ensure_ascii=False)
    call = f'#import "/{template}": main\n#main(json(bytes(sys.inputs.values)))'
    sources: Any = {
        _MAIN: call.encode(),
        **_templates(bundled, "default/"),
        **_templates(bundled),
        **_templates(own),
    }
    try:
        pdf: bytes = typst.compile(
            sources,
            root=str(own or bundled),
            font_paths=[str(fonts)] if fonts else [],
            package_path=os.devnull,  # nothing is run from the folders of the person or of a cache
            package_cache_path=os.devnull,
            ignore_system_fonts=True,  # they differ from machine to machine
            sys_inputs={"values": data if fonts else spelt_out(data)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=datetime.combine(day, time(), UTC),
        )
    except typst.TypstError as error:
        raise _template_error(template, error) from None
    return pdf


def signs_spelt_out(values: Any, project: Path | None) -> tuple[str, ...]:
    """Return the signs in `values` that a PDF shows by number, each once."""
    if project and (project / "fonts").is_dir():
        return ()
    data = json.dumps(template_value(values), ensure_ascii=False)
    return tuple(dict.fromkeys(lacking.sign for lacking in lacking_signs(data)))


def template_value(value: Any) -> Any:
    """Convert a view to JSON-serialisable values under the same names.

    Texts get no-break spaces by the rules of Russian typography; a day becomes a record of `iso`, `short` and `long`.
    """
    match value:
        case str():
            return typeset(str(value))
        case None | bool() | int() | float():
            return value
        case date():
            return {"iso": value.isoformat(), "short": short_date(value), "long": long_date(value)}
        case tuple() | list():
            return [template_value(item) for item in value]
        case Mapping():
            return {str(key): template_value(item) for key, item in value.items()}
        case Decimal():
            return str(value)
    return {name: template_value(getattr(value, name)) for name in _names(value)}


def _names(value: Any) -> Iterable[str]:
    """Return the names of a view's fields and properties.

    Of a part of the plan they are those for templates.
    """
    kind = type(value)
    if keys := _PLAN_KEYS.get(kind):
        return keys
    properties = [name for name, member in vars(kind).items() if isinstance(member, property)]
    return [*(field.name for field in fields(value)), *properties]


def _templates(folder: Path | None, prefix: str = "") -> dict[str, bytes]:
    return (
        {f"{prefix}{file.name}": file.read_bytes().removeprefix(BOM_UTF8) for file in sorted(folder.glob("*.typ"))}
        if folder
        else {}
    )


def _refuse_packages(name: str, text: bytes) -> None:
    """Refuse imports of packages (@preview/…): typst would download them."""
    if match := _PACKAGE.search(text):
        line = text.count(b"\n", 0, match.end()) + 1
        reason = Message("packages are not downloaded; put the files next to the template")
        raise TemplateError(Message("template {name}, line {line}: {reason}", name=name, line=line, reason=reason))


def _template_error(template: str, error: typst.TypstError) -> TemplateError:
    if glyph := _MISSING_GLYPH.search(error.message):
        return TemplateError(
            Message(
                "the PDF's fonts have no glyph for {words}; put a font that has one into the folder templates/fonts",
                words=glyph[1],
            )
        )
    location = _LOCATION.search(error.diagnostic)
    reason = fault_sentence(error.message)
    if location and PurePath(location[1]).name == _MAIN and error.message == "unresolved import":
        reason = Message("the function “main” is missing")
    if location is None or PurePath(location[1]).name == _MAIN:  # the generated call, which imports the template
        return TemplateError(Message("template {name}: {reason}", name=template, reason=reason))
    name, line = PurePath(location[1]).name, location[2]
    return TemplateError(Message("template {name}, line {line}: {reason}", name=name, line=line, reason=reason))
