"""What leads to the pages: the feed, the sitemap, canonical addresses, the Dataset of schema.org."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from csprog.publication.addresses import site_address
from csprog.publication.site import publish
from tests.publication.markup import read
from tests.publication.programmes import CASES, Case, published, site
from tests.publication.test_data import with_passport

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://example.org/programme/"


def placed(name: str = "some, final", address: str = BASE) -> Case:
    return with_passport(name, published_at=address)


def tree(case: Case, file: str) -> Any:
    return ET.fromstring(published(case).files[file])


# ── addresses ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/programme", BASE),
        ("https://example.org/programme/", BASE),
        ("http://example.org:8080/a%20b/", "http://example.org:8080/a%20b/"),
        ("https://пример.рф/отчёты/", "https://xn--e1afmkfd.xn--p1ai/%D0%BE%D1%82%D1%87%D1%91%D1%82%D1%8B/"),
        ("https://example.org/it's", "https://example.org/it's/"),
        ("https://example.org/?page=7", None),
        ("https://example.org/#programme", None),
    ],
)
def test_address_of_the_folder(given: str, base: str | None) -> None:
    assert site_address(placed(address=given).programme.passport) == base


def test_official_site_is_the_address_where_no_other_is_given() -> None:
    assert site_address(with_passport("all", site="https://example.org").programme.passport) == "https://example.org/"
    both = with_passport("all", site="https://example.org", published_at=BASE)
    assert site_address(both.programme.passport) == BASE


@pytest.mark.parametrize("name", ["some, final", "hostile"])
def test_without_an_address_there_is_neither_feed_nor_sitemap_nor_link(name: str) -> None:
    files = site(name).files
    assert (site(name).address, {"atom.xml", "sitemap.xml"} & set(files)) == (None, set())
    for file in ("index.html", "2025/index.html"):
        assert [link for link in read(files[file]).all("link") if link.attributes["rel"] != "icon"] == []


@pytest.mark.parametrize("file", ["index.html", "2025/index.html"])
def test_page_names_its_own_address_and_the_feed(file: str) -> None:
    page = read(published(placed()).files[file])
    assert page.one("link", rel="canonical").attributes["href"] == BASE + file
    assert page.one("link", rel="alternate").attributes["href"] == f"{BASE}atom.xml"


# ── the feed and the sitemap ─────────────────────────────────────────────────────────────────────────────────


def test_feed_has_an_entry_a_year_newest_first() -> None:
    feed = tree(placed(), "atom.xml")
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}link").get("href") for entry in entries] == [
        f"{BASE}2025/index.html",
        f"{BASE}2024/index.html",
    ]
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        "tag:example.org,2025:csprog/programme",
        "tag:example.org,2024:csprog/programme",
    ]
    assert entries[0].findtext(f"{ATOM}title") == "Отчёт о выполнении Программы за 2025 год"
    assert entries[0].findtext(f"{ATOM}summary") == (
        "Мероприятий в Программе: 25; выполнено в 2025 году: 19; не выполнено: 6. По состоянию на 01.02.2026."
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_feed_has_what_rfc_4287_asks_for(name: str) -> None:
    feed = tree(placed(name), "atom.xml")
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for element in ("id", "title", "updated"):
            assert len([text for text in part.findall(f"{ATOM}{element}") if (text.text or "").strip()]) == 1
    assert (feed.findtext(f"{ATOM}author/{ATOM}name") or "").strip()
    assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"{BASE}atom.xml"
    ]
    stamps = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
    assert feed.findtext(f"{ATOM}updated") == max(stamps, default=f"{CASES[name].day}T00:00:00Z")


def test_every_year_is_as_new_as_its_own_page() -> None:
    older, newer = (placed().programme.model_copy(update={"passport": passport}) for passport in passports(2024, 2025))
    site = publish(newer, [older], date(2026, 2, 1), None, days={2024: date(2026, 3, 1)})
    feed = ET.fromstring(site.files["atom.xml"])
    assert [stamp.text for stamp in feed.iter(f"{ATOM}updated")] == [
        "2026-03-01T00:00:00Z",
        "2026-02-01T00:00:00Z",
        "2026-03-01T00:00:00Z",
    ]
    days = [stamp.text for stamp in ET.fromstring(site.files["sitemap.xml"]).iter(f"{MAP}lastmod")]
    assert days == ["2026-03-01", "2026-02-01", "2026-03-01"]


def passports(*years: int) -> list[Any]:
    return [placed().programme.passport.model_copy(update={"year": year}) for year in years]


@pytest.mark.slow
def test_a_draft_is_in_neither_and_asks_search_engines_to_pass_by() -> None:
    pages = {name: published(placed(name)).files for name in ("some", "some, final")}
    for name, robots in (("some", 1), ("some, final", 0)):
        assert (b"2025/index.html" in pages[name]["atom.xml"]) is not robots
        for file in ("atom.xml", "sitemap.xml"):
            assert (f"{BASE}2025/index.html" in pages[name][file].decode("utf-8")) is not bool(robots)
        assert len(read(pages[name]["2025/index.html"]).all("meta", name="robots", content="noindex")) == robots


def test_sitemap_has_the_index_and_every_year() -> None:
    places = tree(placed(), "sitemap.xml").findall(f"{MAP}url")
    assert [place.findtext(f"{MAP}loc") for place in places] == [
        f"{BASE}index.html",
        f"{BASE}2025/index.html",
        f"{BASE}2024/index.html",
    ]
    assert {place.findtext(f"{MAP}lastmod") for place in places} == {"2026-02-01"}


# ── schema.org ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", CASES)
def test_dataset_is_json_that_no_text_can_end(name: str) -> None:
    page = site(name).files["2025/index.html"].decode("utf-8")
    text = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert page.count("<script") == page.count("</script") == 1
    assert not set("<>&\u2028\u2029") & set(text)
    described = json.loads(text)
    passport = CASES[name].programme.passport
    assert (described["@context"], described["@type"]) == ("https://schema.org", "Dataset")
    assert described["name"] == f"{passport.title} за 2025 год: мероприятия и их выполнение"
    assert described["creator"]["name"] == passport.organisation
    assert described["temporalCoverage"] == "2025"
    assert {f"2025/{part['contentUrl']}" for part in described["distribution"]} <= set(site(name).files)


def test_dataset_has_full_addresses_where_they_are_known() -> None:
    text = "".join(str(part) for part in read(published(placed()).files["2025/index.html"]).one("script").children)
    described = json.loads(text)
    assert described["url"] == f"{BASE}2025/index.html"
    assert [part["contentUrl"] for part in described["distribution"]] == [
        f"{BASE}2025/programme-2025.json",
        f"{BASE}2025/programme-2025.csv",
    ]
