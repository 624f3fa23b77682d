"""The company's colour and sign: what is taken, and what is refused with which sentence."""

from __future__ import annotations

import base64
import itertools
import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from csprog.errors import TemplateError, ThemeError
from csprog.programme.passport import Passport
from csprog.programme.plan_text import parse_plan
from csprog.publication.theme import AA, DARK_GROUNDS, LARGEST_LOGO, LIGHT_GROUNDS, accented, contrast, logo, tint
from tests.plans import ROOT
from tests.publication.programmes import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "".join((ROOT / "templates" / name).read_text(encoding="utf-8") for name in ("style.css", "base.css"))


def passport(**keys: str) -> Passport:
    return Passport.model_validate({"year": "2025", "title": "Программа", "organisation": "ПАО", **keys})


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" {attributes}>{inside}</svg>'.encode()


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


# ── the colour ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


def test_grounds_are_those_of_the_sheet() -> None:
    light, _, dark = SHEET.partition("prefers-color-scheme: dark")
    for name, one, other in zip(("paper", "ground", "target"), LIGHT_GROUNDS, DARK_GROUNDS, strict=True):
        short = one.replace("#ffffff", "#fff")
        assert f"--{name}: {short};" in light
        assert f"--{name}: {other};" in dark


def test_no_colour_is_dark_enough_for_white_and_light_enough_for_black() -> None:
    """Why the dark page has a tint of its own."""
    greys = [f"#{part:02x}{part:02x}{part:02x}" for part in range(256)]
    assert not any(contrast(grey, LIGHT_GROUNDS[0]) >= AA <= contrast(grey, DARK_GROUNDS[0]) for grey in greys)


@pytest.mark.parametrize("colour", ["#7a1f5c", "#0b4f8f", "#000000", "#8c1d18", "#14592F"])
def test_a_dark_colour_is_taken_and_tinted_until_it_reads_on_the_dark_page(colour: str) -> None:
    lighter = tint(colour.lower())
    assert min(contrast(lighter, ground) for ground in DARK_GROUNDS) >= AA
    styles = accented("SHEET", passport(accent=colour))
    assert styles.startswith("SHEET @media screen { .csprog { --link: " + colour.lower())
    assert f"prefers-color-scheme: dark) {{ .csprog {{ --link: {lighter}" in styles


def test_without_a_colour_the_sheet_stays_as_it_is() -> None:
    assert accented("SHEET", passport()) == "SHEET"


@pytest.mark.parametrize("colour", ["#ffcc00", "#ffffff", "#8a95a1"])
def test_a_colour_that_cannot_be_read_on_white_is_refused_with_its_contrast(colour: str) -> None:
    with pytest.raises(
        ThemeError, match=rf"accent: {colour} is unreadable on the page .*4\.5:1 is needed.; choose a darker colour"
    ):
        accented("", passport(accent=colour))


def test_every_dark_colour_finds_its_tint() -> None:
    for parts in itertools.product(range(0, 256, 51), repeat=3):
        colour = "#{:02x}{:02x}{:02x}".format(*parts)
        assert min(contrast(tint(colour), ground) for ground in DARK_GROUNDS) >= AA


@pytest.mark.parametrize(
    "colour", ["red", "#fff", "#12345g", "#1234567", "0b4f8f", "#0b4f8f;}body{display:none", "#0b4f8f\n}", "rgb(1,2,3)"]
)
def test_what_is_no_colour_never_reaches_the_sheet(colour: str) -> None:
    with pytest.raises(ValueError, match="six digits"):
        passport(accent=colour)


def test_a_fault_of_the_passport_has_its_place() -> None:
    text = "passport:\n  year: 2025\n  title: П\n  organisation: О\n  accent: red\nsections: []\n"
    (problem,) = parse_plan(text).findings
    assert (problem.code, problem.position.line, problem.position.column) == ("colour", 5, 11)


# ── the contact ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "contact", ["otchet@example.org", "https://example.org/feedback?from=report", "o.k-2+x@e-x.org"]
)
def test_a_mailbox_or_a_page_is_taken(contact: str) -> None:
    assert passport(contact=contact).contact == contact


@pytest.mark.parametrize(
    "contact",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:otchet@example.org",
        "otchet@example.org?subject=x",
        "otchet@example.org,other@example.org",
        "Отдел <otchet@example.org>",
        "https://user@example.org/",
        "+7 800 000-00-00",
        "otchet@",
        "a@b\nc.org",
    ],
)
def test_anything_else_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match=r"mailbox|web address"):
        passport(contact=contact)


# ── the sign ─────────────────────────────────────────────────────────────────────────────────────────────────


def given(folder: Path, name: str, data: bytes) -> str | None:
    (folder / name).write_bytes(data)
    return logo(passport(logo=name), folder)


def test_a_plain_svg_is_taken_to_the_byte() -> None:
    address = logo(passport(logo="logo.svg"), FOLDER)
    assert address
    kind, _, data = address.partition(";base64,")
    assert kind == "data:image/svg+xml"
    assert base64.b64decode(data) == (FOLDER / "logo.svg").read_bytes()


def test_an_svg_of_a_drawing_program_is_taken(tmp_path: Path) -> None:
    assert given(tmp_path, "знак.svg", svg("<style>path{fill:red}</style><metadata/><path d='M0 0'/><!-- Знак -->"))


def test_a_png_is_taken(tmp_path: Path) -> None:
    address = given(tmp_path, "logo.png", png())
    assert address
    assert address.startswith("data:image/png;base64,iVBOR")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_svg_with_entities_is_refused_before_they_grow(tmp_path: Path, encoding: str) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 9}">' for n in range(1, 40))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "a">{entities}]><svg xmlns="http://www.w3.org/2000/svg">&e39;</svg>'
    with pytest.raises(ThemeError, match=r"logo: logo\.svg has a DOCTYPE; save it as a plain SVG"):
        given(tmp_path, "logo.svg", bomb.encode(encoding))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (tmp_path / "secret.svg").write_bytes(svg(""))
    try:
        (templates / "logo.svg").symlink_to(tmp_path / "secret.svg")
    except OSError:
        pytest.skip("links can't be made here")
    with pytest.raises(TemplateError, match=r"logo\.svg is a link out of the folder of templates"):
        logo(passport(logo="logo.svg"), templates)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.svg", b"<html/>"), ("a.svg", b"<svg"), ("a.svg", b""), ("a.svg", png()), ("a.png", svg("")), ("a.png", b"")],
)
def test_what_is_no_picture_of_its_kind_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(ThemeError, match=rf"logo: {name} is not an? (?:SVG|PNG) picture"):
        given(tmp_path, name, data)


def test_a_sign_of_over_100_kb_is_refused(tmp_path: Path) -> None:
    assert given(tmp_path, "a.svg", svg("").ljust(LARGEST_LOGO))
    with pytest.raises(ThemeError, match="larger than 100 KB"):
        given(tmp_path, "a.svg", svg("").ljust(LARGEST_LOGO + 1))


@pytest.mark.parametrize("has_folder", [True, False])
def test_a_sign_that_is_not_there_is_missed_by_name(tmp_path: Path, *, has_folder: bool) -> None:
    with pytest.raises(ThemeError, match=r"no file logo\.svg in the project's folder templates"):
        logo(passport(logo="logo.svg"), tmp_path if has_folder else None)


@pytest.mark.parametrize(
    "name", ["../logo.svg", "/etc/logo.svg", "a/b.svg", "a\\b.svg", ".svg", "logo.jpg", "logo.SVG.exe"]
)
def test_a_sign_lies_in_the_folder_itself(name: str) -> None:
    with pytest.raises(ValueError, match="without a folder"):
        passport(logo=name)
