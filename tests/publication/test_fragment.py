"""The page as a part of another site: it stays what it is among hostile styles, and does nothing to the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from csprog.publication.fragment import SCOPE, scoped, windows_1251
from csprog.publication.site import publish
from tests.plans import ROOT
from tests.publication.markup import read
from tests.publication.programmes import CASES, EVIL_LINK, fragment_of
from tests.publication.test_in_browser import NARROW, WCAG, opened, violations
from tests.publication.test_page import page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

HOST = (ROOT / "tests" / "publication" / "host.html").read_text(encoding="utf-8")
PLAIN = re.sub(
    "<style>.*?</style>",
    "<style>body{margin:0}#workarea-inner{max-width:1000px;margin:0 auto}</style>",
    HOST,
    flags=re.DOTALL,
)
INHERITED = "html { font: italic 700 0.7em serif; letter-spacing: 3px; word-spacing: 9px; text-transform: uppercase; color: red }"
SEEN = [
    "color",
    "background-color",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "line-height",
    "letter-spacing",
    "word-spacing",
    "text-align",
    "text-transform",
    "text-indent",
    "text-decoration-line",
    "white-space",
    "list-style-type",
    "display",
    "float",
    "position",
    "margin-top",
    "margin-left",
    "padding-top",
    "padding-left",
    "border-top-width",
    "border-left-width",
    "border-top-color",
    "width",
    "height",
    "visibility",
    "opacity",
    "overflow-x",
    "vertical-align",
    "box-sizing",
    "content",
]
STYLES_OF = """([selector, properties]) => [...document.querySelectorAll(selector)].flatMap(element =>
  [null, '::before', '::after', '::first-letter', '::marker'].map(pseudo => {
    const style = getComputedStyle(element, pseudo);
    const names = properties.length ? properties : [...style];
    return element.tagName + (pseudo ?? '') + ' ' + names.map(name => name + ':' + style.getPropertyValue(name)).join(';');
  }))"""
OURS = ".csprog, .csprog *:not(style, svg *)"
THEIRS = "html, body, body *:not(.csprog, .csprog *)"
GROWS = "height|block-size|inline-size|width|perspective-origin|transform-origin|inset.*|top|bottom|left|right"

every_case = pytest.mark.parametrize("name", CASES)


def host(folder: Path, inside: str, around: str = HOST, encoding: str = "utf-8") -> Path:
    """Put a text into a page of a site."""
    file = folder / "host.html"
    file.write_bytes(
        around.replace("CHARSET", encoding)
        .encode(encoding)
        .replace(b"FRAGMENT", inside.encode(encoding, "xmlcharrefreplace"))
    )
    return file


def styles(
    browser: Browser, file: Path, selector: str, properties: list[str] | None = None, width: int = 1280
) -> list[str]:
    with opened(browser, file, width) as shown:
        found: list[str] = shown.evaluate(STYLES_OF, [selector, properties or []])
        return found


# ── what it is made of ───────────────────────────────────────────────────────────────────────────────────────


@every_case
def test_it_has_the_words_of_the_page(name: str) -> None:
    inside = read(fragment_of(name).encode("utf-8")).one("div", class_="csprog")
    assert inside.text.startswith(page(name).one("main").text)


@every_case
def test_every_name_in_it_is_ours(name: str) -> None:
    tree = read(fragment_of(name).encode("utf-8"))
    ids = set()
    for element in tree.walk():
        attributes = element.attributes
        for key in ("class", "id", "headers", "for", "name", "aria-labelledby"):
            assert all(value == "csprog" or value.startswith("csprog-") for value in attributes.get(key, "").split())
        ids.update(attributes.get("id", "").split())
        assert element.tag not in {"script", "html", "head", "body", "main", "title", "meta", "link", "h1"}
        assert not any(key == "style" or key.startswith("on") for key in attributes)
    wanted = {e.attributes["href"][1:] for e in tree.all("a") if e.attributes["href"].startswith("#")}
    wanted.update(name for e in tree.walk() for name in e.attributes.get("headers", "").split())
    assert wanted <= ids


def test_every_class_of_it_has_its_rules_and_every_rule_is_within_it() -> None:
    (sheet,) = re.findall("<style>(.*?)</style>", fragment_of("amended"), re.DOTALL)
    assert sheet.isascii()
    assert "prefers-color-scheme" not in sheet
    assert "@page" not in sheet
    for selectors in re.findall(r"(?<=[{}])([^{}@]+)\{", "}" + sheet):
        for selector in re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "()", selectors).split(","):
            assert selector.strip().startswith(SCOPE.replace("(#_#_)", "()")), selector


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        (".csprog p { margin: 1rem -.5rem }", "S p { margin: calc(1*var(--csprog-rem)) calc(-.5*var(--csprog-rem)) }"),
        (".csprog,\n.csprog .csprog-a { top: 0 }", "S,\nS .csprog-a { top: 0 }"),
        (".csprog a::after { content: '№' }", "S a::after { content: '\\2116 ' }"),
        (
            "@media screen and (max-width: 50rem) { .csprog p { top: 0 } }",
            "@container csprog (max-width: 800px) { S p { top: 0 } }",
        ),
        ("@media print { .csprog p { top: 0 } }", "@media print { S p { top: 0 } }"),
    ],
)
def test_a_rule_is_put_within_it(rule: str, made: str) -> None:
    assert scoped(rule).removeprefix(scoped("")) == made.replace("S", SCOPE)


def test_a_page_of_the_project_keeps_its_parts_apart(tmp_path: Path) -> None:
    own = """{% extends "default:page.html" %}
{% block about %}<{{ h2 }} id="{{ prefix }}own">{{ page.year }}</{{ h2 }}>{% endblock %}"""
    (tmp_path / "page.html").write_text(own, encoding="utf-8")
    case = CASES["some"]
    files = publish(case.programme, [], case.day, tmp_path, with_fragment=True).files
    assert read(files["2025/index.html"]).one("h2", id="own").text == "2025"
    assert read(files["2025/fragment.html"]).one("h3", id="csprog-own").text == "2025"


def test_harmful_texts_stay_texts_in_it() -> None:
    text = fragment_of("hostile")
    assert "<script" not in text
    assert "<img" not in text
    assert read(text.encode("utf-8")).all("a", href=EVIL_LINK)


def test_it_is_told_which_encoding_it_has() -> None:
    text = fragment_of("some")
    assert "Кодировка: UTF-8." in text.partition("\n")[0]
    old = windows_1251(text)
    assert "Кодировка: windows-1251." in old.decode("cp1251").partition("\n")[0]
    assert b"&#10003;" in old


# ── in a browser ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [1280, 700])
@pytest.mark.parametrize("name", ["amended", "running"])
def test_it_looks_the_same_among_hostile_styles(browser: Browser, tmp_path: Path, name: str, width: int) -> None:
    around = HOST.replace("</style>", INHERITED + "</style>")
    hostile = styles(browser, host(tmp_path, fragment_of(name), around), OURS, SEEN, width)
    plain = styles(browser, host(tmp_path, fragment_of(name), PLAIN), OURS, SEEN, width)
    assert len(hostile) == len(plain) > 1000
    assert [pair for pair in zip(plain, hostile, strict=True) if pair[0] != pair[1]] == []


def test_it_does_nothing_to_the_rest(browser: Browser, tmp_path: Path) -> None:
    def without_sizes(lines: list[str]) -> list[str]:
        return [re.sub(rf"(?<=[ ;])(?:{GROWS}):[^;]*", "", line) for line in lines]

    alone = styles(browser, host(tmp_path, ""), THEIRS)
    beside = styles(browser, host(tmp_path, fragment_of("amended")), THEIRS)
    assert without_sizes(beside) == without_sizes(alone)


@pytest.mark.parametrize(
    "name",
    ["amended", "hostile", *(pytest.param(name, marks=pytest.mark.nightly) for name in ("running", "wordy", "none"))],
)
def test_axe_finds_nothing_in_it(browser: Browser, tmp_path: Path, name: str) -> None:
    with opened(browser, host(tmp_path, fragment_of(name))) as shown:
        for width in (1280, NARROW):
            shown.set_viewport_size({"width": width, "height": 800})
            assert violations(shown, WCAG, ".csprog") == []


@pytest.mark.parametrize("name", ["amended", "hostile", "wordy"])
def test_it_keeps_to_its_column(browser: Browser, tmp_path: Path, name: str) -> None:
    for width in (1280, 600, NARROW):
        with opened(browser, host(tmp_path, fragment_of(name)), width) as shown:
            assert shown.locator(".csprog").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_a_narrow_column_of_a_wide_window_folds_its_tables(browser: Browser, tmp_path: Path) -> None:
    around = HOST.replace("max-width: 1000px", "max-width: 600px")
    with opened(browser, host(tmp_path, fragment_of("amended"), around)) as shown:
        assert shown.locator("#csprog-m-1-1-1-1").evaluate("row => getComputedStyle(row).display") == "flex"


def test_its_permalinks_lead_to_the_measure_and_narrowing_works(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, host(tmp_path, fragment_of("amended"))) as shown:
        shown.locator("#csprog-show-postponed").check()
        assert shown.locator(".csprog-measure:visible").count() == 1
        shown.locator(".csprog-list a[href='#csprog-m-2-4-2-1']").first.click()
        assert shown.locator("#csprog-m-2-4-2-1").is_visible()
        assert shown.locator("#csprog-m-2-4-2-1").evaluate("row => row.getBoundingClientRect().top < innerHeight")


def test_in_windows_1251_it_reads_the_same(browser: Browser, tmp_path: Path) -> None:
    texts: list[Any] = []
    for encoding in ("utf-8", "windows-1251"):
        inside = fragment_of("amended").replace("Кодировка: UTF-8.", "")
        with opened(browser, host(tmp_path, inside, encoding=encoding)) as shown:
            texts.append(shown.locator(".csprog").inner_text())
            dash = shown.locator(".csprog-offices li").first.evaluate("e => getComputedStyle(e, '::before').content")
            assert dash == '"– "'
    assert texts[0] == texts[1]
    assert "✓" in texts[0]
