"""Lists the years of a site for programs: `index.json` beside the index page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from csprog.evaluation.evaluator import Evaluation
from csprog.formats.json_text import json_text
from csprog.publication.data_schema import DAY, DRAFT, TEXT, Schema, described, listed, mapping, nullable
from csprog.publication.feed import site_address
from csprog.publication.publication_log import PublishedVersion

INDEX, INDEX_SCHEMA = "index.json", "index.schema.json"
VERSION = "1.0"
"""The version of the list; it grows as that of a year's file does."""
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
    "version": "Версия состава этого файла",
    "organisation": "Организация",
    "inn": "ИНН организации",
    "ogrn": "ОГРН организации",
    "site": "Официальный сайт",
    "address": "Адрес папки отчётов; нет — он неизвестен",
    "years": "Годы, новые впереди",
}
_YEAR = {
    "year": "Год Программы",
    "address": "Адрес отчёта; от этого файла, если адрес папки неизвестен",
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
    years: Sequence[Evaluation],
    versions: Mapping[int, PublishedVersion],
    published_on: Mapping[int, date | None],
) -> str:
    """Return the list of `years`, newest first, with what was published by their last `versions`.

    `published_on` are the days of their first publications for good, as far as they are recorded.
    """
    passport = years[0].programme.passport
    base = site_address(passport)
    document = {
        "$schema": INDEX_SCHEMA,
        "version": VERSION,
        "organisation": passport.organisation,
        "inn": passport.inn,
        "ogrn": passport.ogrn,
        "site": passport.site,
        "address": base,
        "years": [
            _year(year, versions.get(year.programme.year), base or "", published_on.get(year.programme.year))
            for year in years
        ],
    }
    return json_text(document)


def index_schema() -> str:
    """Return the JSON Schema of the list, with descriptions in Russian."""
    file = {"path": TEXT, "address": TEXT, "media_type": nullable(TEXT), "sha256": TEXT}
    year: Schema = {
        "year": {"type": "integer"},
        "address": TEXT,
        "published_on": nullable(DAY),
        "as_of": DAY,
        "draft": {"type": "boolean"},
        "final": {"type": "boolean"},
        "files": listed(mapping(described(file, _FILE))),
    }
    site: Schema = {
        "version": {"const": VERSION},
        "organisation": TEXT,
        **dict.fromkeys(("inn", "ogrn", "site", "address"), nullable(TEXT)),
        "years": listed(mapping(described(year, _YEAR))),
    }
    return json_text(
        {
            "$schema": DRAFT,
            "$id": f"urn:csprog:site-index:{VERSION}",
            "title": "Отчёты о выполнении Программы по годам",
            **mapping({"$schema": {"const": INDEX_SCHEMA}, **described(site, _SITE)}),
        }
    )


def _year(
    evaluation: Evaluation, version: PublishedVersion | None, base: str, published_on: date | None
) -> dict[str, Any]:
    year = evaluation.programme.year
    files = published_files(version) if version else {}
    return {
        "year": year,
        "address": f"{base}{year}/index.html",
        "published_on": published_on and published_on.isoformat(),
        "as_of": evaluation.day.isoformat(),
        "draft": evaluation.is_draft,
        "final": version is not None and version.final,
        "files": [_file(f"{year}/{name}", digest, base) for name, digest in files.items()],
    }


def published_files(version: PublishedVersion) -> Mapping[str, str]:
    """Return the SHA-256 of each file of a published year, by its name in the year's folder."""
    return version.files


def _file(path: str, digest: str, base: str) -> dict[str, Any]:
    media_type = MEDIA_TYPES.get(PurePosixPath(path).suffix.lower())
    return {"path": path, "address": base + quote(path), "media_type": media_type, "sha256": digest}
