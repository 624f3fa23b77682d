"""Check the company's colour and logo, and put them on the page."""

from __future__ import annotations

import base64
import re
import struct
from pathlib import Path

from jinja2 import Environment

from csprog.errors import ThemeError
from csprog.i18n import Message
from csprog.programme.model import Passport
from csprog.publication.environment import render

LARGEST_LOGO = 100 * 1024
AA = 4.5
"""The contrast that WCAG asks of text (1.4.3)."""
LIGHT_GROUNDS = ("#ffffff", "#f3f5f8", "#fff8df")
DARK_GROUNDS = ("#14181d", "#1d232a", "#2d2a19")
"""The grounds of style.css and base.css on which links stand: the page, a band in a table, a row that a permalink led to."""

_COMMENTS_AND_SPACE = re.compile(r"/\*.*?\*/|\n\s*", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"


def style_sheet(templates: Environment, passport: Passport | None, *, fragment: bool = False) -> str:
    """Return the sheet of a whole page or a fragment, with the company's colour if the passport has one.

    Raises:
        TemplateFault: a sheet can't be rendered.
        ThemeFault: the colour can't be read on the light page.
    """
    names = ("style.css",) if fragment else ("style.css", "base.css")
    texts = [render(templates, name, {}) for name in names]
    styles = _COMMENTS_AND_SPACE.sub(" ", "\n".join(texts)).strip()
    return accented(styles, passport, dark=not fragment) if passport else styles


def accented(styles: str, passport: Passport, *, dark: bool = True) -> str:
    """Return the sheet with the company's colour for links and focus, if the passport has one.

    On the dark page it is a lighter tint of the same colour: no colour can be read on white and on black alike.

    Raises:
        ThemeFault: the colour can't be read on the light page.
    """
    if passport.accent is None:
        return styles
    light = passport.accent.lower()
    worst = min(contrast(light, ground) for ground in LIGHT_GROUNDS)
    if worst < AA:
        what = Message(
            "accent: {colour} can't be read on the page, its contrast is {contrast}:1 and must be 4.5:1; "
            "choose a darker one",
            colour=light,
            contrast=f"{worst:.1f}",
        )
        raise ThemeError(what)
    styles = f"{styles} @media screen {{ {_links(light)} }}"
    return f"{styles} @media screen and (prefers-color-scheme: dark) {{ {_links(tint(light))} }}" if dark else styles


def _links(colour: str) -> str:
    return f".csprog {{ --link: {colour}; --focus: {colour}; }}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (#rrggbb) as WCAG defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def tint(colour: str) -> str:
    """Return the colour mixed with as much white as it needs to be read on the dark page."""
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
    """Return the company's logo as a data: address, None where the passport names none.

    The file lies in `project`, the folder of the project's own templates. The page shows it by `<img>`, where browsers
    run no script of an SVG and load nothing that it names.

    Raises:
        ThemeFault: it is not there, too large, or not what its name says.
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
    """Return the file's first bytes, one more than are allowed; a link must not lead out of the folder."""
    file = project / name if project else None
    if file is None or not file.is_file() or file.resolve().parent != file.parent.resolve():
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
            """Stop before entities are declared, which can grow a small file without bound."""
            raise ThemeError(Message("logo: {name} has a DOCTYPE; save it as a plain SVG", name=name))

    try:
        root = ET.fromstring(data, ET.XMLParser(target=WithoutDoctype()))  # noqa: S314 - small and without entities
    except (ET.ParseError, ValueError, LookupError):
        raise ThemeError(Message("logo: {name} is not an SVG picture", name=name)) from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise ThemeError(Message("logo: {name} is not an SVG picture", name=name))
