"""Checks the company's colour and logo and puts them on the page."""

from __future__ import annotations

import base64
import re
import struct
from pathlib import Path

from jinja2 import Environment

from csprog.errors import ThemeError
from csprog.i18n import Message
from csprog.programme.passport import Passport
from csprog.publication.environment import render
from csprog.store.template_folder import refuse_links_out

LARGEST_LOGO = 100 * 1024
AA = 4.5
"""The contrast of text that WCAG requires (1.4.3)."""
LIGHT_GROUNDS = ("#ffffff", "#f3f5f8", "#fff8df")
DARK_GROUNDS = ("#14181d", "#1d232a", "#2d2a19")
"""The backgrounds of links in style.css and base.css: page, table row, target of a permalink."""

_COMMENTS_AND_SPACE = re.compile(r"/\*.*?\*/|\n\s*", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"


def style_sheet(templates: Environment, passport: Passport | None, *, fragment: bool = False) -> str:
    """Return the style sheet of a page or a fragment, with the company's colour.

    Raises:
        TemplateError: a sheet can't be rendered.
        ThemeError: the colour can't be read on the light page.
    """
    names = ("style.css",) if fragment else ("style.css", "base.css")
    texts = [render(templates, name, {}) for name in names]
    styles = _COMMENTS_AND_SPACE.sub(" ", "\n".join(texts)).strip()
    return accented(styles, passport, dark=not fragment) if passport else styles


def accented(styles: str, passport: Passport, *, dark: bool = True) -> str:
    """Return the style sheet with the company's colour, if any, for links and focus.

    The dark page gets a lighter tint of it: no colour can be read on white and on black alike.

    Raises:
        ThemeError: the colour can't be read on the light page.
    """
    if passport.accent is None:
        return styles
    light = passport.accent.lower()
    worst = min(contrast(light, ground) for ground in LIGHT_GROUNDS)
    if worst < AA:
        what = Message(
            "accent: {colour} is unreadable on the page (contrast {contrast}:1, at least 4.5:1 is "
            "needed); choose a darker colour",
            colour=light,
            contrast=f"{worst:.1f}",
        )
        raise ThemeError(what)
    styles = f"{styles} @media screen {{ {_links(light)} }}"
    return f"{styles} @media screen and (prefers-color-scheme: dark) {{ {_links(tint(light))} }}" if dark else styles


def _links(colour: str) -> str:
    return f".csprog {{ --link: {colour}; --focus: {colour}; }}"


def contrast(colour: str, other: str) -> float:
    """Return the contrast of two colours (#rrggbb) by WCAG, from 1 to 21."""
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def tint(colour: str) -> str:
    """Return the colour lightened until it can be read on the dark page."""
    for share in range(100):
        mixed = "#" + "".join(f"{part + (255 - part) * share // 100:02x}" for part in _parts(colour))
        if min(contrast(mixed, ground) for ground in DARK_GROUNDS) >= AA:
            return mixed
    return "#ffffff"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's numbers


def logo(passport: Passport, project: Path | None) -> str | None:
    """Return the company's logo as a data: URL, None if the passport names none.

    The file is in `project`, the folder of the project's own templates. The page shows it by `<img>`, where browsers
    run no script of an SVG and load nothing that it references.

    Raises:
        TemplateError: a link leads out of the folder.
        ThemeError: it is missing, too large, or not of the format that its name says.
    """
    if passport.logo is None:
        return None
    name = passport.logo
    data = _logo_bytes(name, project)
    if len(data) > LARGEST_LOGO:
        raise ThemeError(Message("logo: {name} is larger than 100 KB; make it smaller", name=name))
    kind = "png" if name.endswith(".png") else "svg+xml"
    (_check_png if kind == "png" else _check_svg)(name, data)
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _logo_bytes(name: str, project: Path | None) -> bytes:
    """Return the file's content, cut one byte after the largest size allowed."""
    refuse_links_out(project)
    file = project / name if project else None
    if file is None or not file.is_file():
        raise ThemeError(Message("logo: there is no file {name} in the project's folder templates", name=name))
    with file.open("rb") as opened:
        return opened.read(LARGEST_LOGO + 1)


def _check_png(name: str, data: bytes) -> None:
    head = data[:24]
    if not head.startswith(_PNG) or head[12:16] != b"IHDR" or 0 in struct.unpack(">II", head[16:24]):
        raise ThemeError(Message("logo: {name} is not a PNG picture", name=name))


def _check_svg(name: str, data: bytes) -> None:
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - few passports name a logo

    class WithoutDoctype(ET.TreeBuilder):
        def doctype(self, *_: object) -> None:
            """Refuse a DOCTYPE: its entities can expand without bound."""
            raise ThemeError(Message("logo: {name} has a DOCTYPE; save it as a plain SVG", name=name))

    try:
        root = ET.fromstring(data, ET.XMLParser(target=WithoutDoctype()))  # noqa: S314 - small and without entities
    except (ET.ParseError, ValueError, LookupError):
        raise ThemeError(Message("logo: {name} is not an SVG picture", name=name)) from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise ThemeError(Message("logo: {name} is not an SVG picture", name=name))
