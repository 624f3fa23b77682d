"""Lists the years of a site for programs: `index.json` beside the index page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from csprog.formats.json_text import json_text
from csprog.programme.format import FORMAT
from csprog.publication.addresses import site_address
from csprog.publication.data_schema import DAY, DRAFT, TEXT, Schema, described, listed, mapping, nullable
from csprog.publication.listed_year import ListedYear
from csprog.publication.publication_log import PublishedVersion
from csprog.publication.site_listing import SiteListing

INDEX, INDEX_SCHEMA = "index.json", "index.schema.json"
IDENTIFIER = f"urn:csprog:site-index:{FORMAT}.0"
"""The schema's name; its second number grows as that of a year's file does."""
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}
"""Media types by the end of a name: those of the system differ from one machine to another."""
_SITE = {
    "format": "Формат этого файла; он же стоит в $id схемы",
    "organisation": "Организация",
    "formerly": "Её прежние названия",
    "inn": "ИНН организации",
    "ogrn": "ОГРН организации",
    "site": "Официальный сайт",
    "address": "Адрес папки отчётов; нет — он неизвестен",
    "years": "Годы, новые впереди",
    "without_programme": "Годы между ними, на которые Программы нет",
}
_YEAR = {
    "year": "Год Программы",
    "organisation": "Организация, которая опубликовала отчёт, под её тогдашним названием",
    "address": "Адрес отчёта; от этого файла, если адрес папки неизвестен",
    "elsewhere": "Отчёт опубликован не в этой папке: других сведений о нём здесь нет",
    "published_on": "День первой окончательной публикации; нет — он не записан",
    "as_of": "День, на который составлены сведения",
    "draft": "Проект: год не окончен или сведения неполны",
    "final": "Опубликован окончательно",
    "files": "Файлы года",
}
_FILE = {
    "path": "Путь от этого файла",
    "address": "Адрес; от этого файла, если адрес папки неизвестен",
    "media_type": "Вид содержимого; нет — он неизвестен",
    "sha256": "SHA-256 содержимого",
}


def site_index(
    listing: SiteListing, versions: Mapping[int, PublishedVersion], published_on: Mapping[int, date | None]
) -> str:
    """Return the list of the years with what was published by their last `versions`.

    `published_on` are the days of their first publications for good, as far as they are recorded.
    """
    passport = listing.passport
    base = site_address(passport)
    document = {
        "$schema": INDEX_SCHEMA,
        "format": FORMAT,
        "organisation": passport.organisation,
        "formerly": passport.formerly,
        "inn": passport.inn,
        "ogrn": passport.ogrn,
        "site": passport.site,
        "address": base,
        "years": [
            _year(listed, versions.get(listed.year), base or "", published_on.get(listed.year))
            for listed in listing.years
        ],
        "without_programme": listing.without,
    }
    return json_text(document)


def index_schema() -> str:
    """Return the JSON Schema of the list, with descriptions in Russian."""
    file = {"path": TEXT, "address": TEXT, "media_type": nullable(TEXT), "sha256": TEXT}
    year: Schema = {
        "year": {"type": "integer"},
        "organisation": TEXT,
        "address": TEXT,
        "elsewhere": {"type": "boolean"},
        "published_on": nullable(DAY),
        "as_of": DAY,
        "draft": {"type": "boolean"},
        "final": {"type": "boolean"},
        "files": listed(mapping(described(file, _FILE))),
    }
    site: Schema = {
        "format": {"const": FORMAT},
        "organisation": TEXT,
        "formerly": listed(TEXT),
        **dict.fromkeys(("inn", "ogrn", "site", "address"), nullable(TEXT)),
        "years": listed(mapping(described(year, _YEAR))),
        "without_programme": listed({"type": "integer"}),
    }
    return json_text(
        {
            "$schema": DRAFT,
            "$id": IDENTIFIER,
            "title": "Отчёты о выполнении Программы по годам",
            **mapping({"$schema": {"const": INDEX_SCHEMA}, **described(site, _SITE)}),
        }
    )


def _year(listed: ListedYear, version: PublishedVersion | None, base: str, published_on: date | None) -> dict[str, Any]:
    year = listed.year
    files = published_files(version) if version else {}
    first = listed.day if listed.elsewhere else published_on
    return {
        "year": year,
        "organisation": listed.organisation,
        "address": listed.elsewhere or f"{base}{year}/index.html",
        "elsewhere": listed.elsewhere is not None,
        "published_on": first and first.isoformat(),
        "as_of": listed.day.isoformat(),
        "draft": listed.draft,
        "final": version is not None and version.final,
        "files": [_file(f"{year}/{name}", digest, base) for name, digest in files.items()],
    }


def published_files(version: PublishedVersion) -> Mapping[str, str]:
    """Return the SHA-256 of each file of a published year, by its name in the year's folder."""
    return version.files


def _file(path: str, digest: str, base: str) -> dict[str, Any]:
    media_type = MEDIA_TYPES.get(PurePosixPath(path).suffix.lower())
    return {"path": path, "address": base + quote(path), "media_type": media_type, "sha256": digest}
