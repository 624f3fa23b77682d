"""Makes the rows of a year's published JSON: what a plan has beyond it stays empty."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from csprog.errors import StoreError
from csprog.i18n import Message
from csprog.portfolio.tables.rows import Row, Rows, measure_row
from csprog.programme.enums import count_done_in_year
from csprog.store.paths import shown_path
from csprog.store.plan_files import read_bytes


def published_rows(file: Path) -> tuple[int, Rows]:
    """Return the year of a published JSON file, and its rows by table.

    Raises:
        StoreError: the file can't be read, or is not what csprog publishes.
    """
    try:
        document = json.loads(read_bytes(file))
        return int(document["year"]), _rows(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise StoreError(Message("{path} is not a published report", path=shown_path(file))) from None


def _rows(document: Mapping[str, Any]) -> Rows:
    measures, publications = document["measures"], document.get("publications", [])
    titles = _titles(document.get("sections", []))
    return {
        "plans": [_plan(document)],
        "publications": [{"publication": number, **day} for number, day in enumerate(publications, start=1)],
        "measures": [_measure(measure, titles) for measure in measures],
        "offices": [row for measure in measures for row in _offices(measure)],
        "entries": [row for measure in measures for row in _postponements(measure)],
    }


def _plan(document: Mapping[str, Any]) -> Row:
    passport, outcomes = document.get("passport") or {}, document["outcomes"]
    publications = document.get("publications", [])
    return {
        "organisation": document["organisation"],
        "formerly": passport.get("formerly") or (),
        "inn": passport.get("inn"),
        "ogrn": passport.get("ogrn"),
        "title": passport.get("title"),
        "source": "published",
        "as_of": document["as_of"],
        "draft": document["draft"],
        "final": bool(publications),
        "published_on": publications[0]["published_on"] if publications else None,
        "approved_on": (passport.get("approval") or {}).get("on"),
        "measures": outcomes["total"],
        "done": count_done_in_year(outcomes),
        "reported_elsewhere": 0,
    }


def _titles(sections: list[Any]) -> dict[str, str]:
    """Return the titles of sections, subsections and proposals by their numbers."""
    titles = {}
    for section in sections:
        titles[section["number"]] = section["title"]
        for subsection in section["subsections"]:
            titles[subsection["number"]] = subsection["title"]
            titles |= {proposal["number"]: proposal["text"] for proposal in subsection["proposals"]}
    return titles


def _measure(measure: Mapping[str, Any], titles: Mapping[str, str]) -> Row:
    year, _, identifier = (measure.get("carried_from") or "").partition("/")
    return measure_row(measure) | {
        "section_title": titles.get(measure["section"]),
        "subsection_title": titles.get(measure["subsection"]),
        "proposal_text": titles.get(measure["proposal"]),
        "result": measure.get("result"),
        "closed_on": measure.get("closed_on"),
        "carried_from_year": int(year) if year else None,
        "carried_from_id": identifier or None,
    }


def _offices(measure: Mapping[str, Any]) -> Iterator[Row]:
    for office in measure["offices"]:
        others = {key: office.get(key) for key in ("standing", "outcome", "completed_on", "note", "reason")}
        yield {"id": measure["id"], "office": office["name"], **others}


def _postponements(measure: Mapping[str, Any]) -> Iterator[Row]:
    for number, entry in enumerate(measure.get("postponements", []), start=1):
        yield {"id": measure["id"], "entry": number, "event": "postponed", **entry}
