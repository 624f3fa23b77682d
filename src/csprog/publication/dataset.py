"""Describes a year to search engines: schema.org's Dataset, as JSON-LD.

It has the properties that GOV.UK asks of published data («Using metadata to describe tabular data for publishing»), as
far as the plan gives them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from csprog.evaluation.evaluator import Evaluation
from csprog.programme.passport import OpenData, Passport
from csprog.publication.addresses import page_address, site_address
from csprog.publication.listed_year import summary
from csprog.publication.open_data import KEYWORDS
from csprog.publication.publication_log import PublicationDay

_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
_FOR_EVERYBODY = {
    "@type": "DigitalDocumentPermission",
    "permissionType": "https://schema.org/ReadPermission",
    "grantee": {"@type": "Audience", "audienceType": "public"},
}


def dataset(
    evaluation: Evaluation,
    downloads: Mapping[str, str],
    successor: int | None,
    publications: Sequence[PublicationDay] = (),
) -> str:
    """Return schema.org's Dataset of the year, as JSON-LD to stand in a page.

    `downloads` are the files beside the page with their media types; their addresses are relative if that of the page
    is unknown. `successor` is the year whose published data take the place of these, `publications` are those for good.
    Characters that could end a script element are escaped.
    """
    passport, year = evaluation.programme.passport, evaluation.programme.year
    base = site_address(passport)
    folder = f"{base}{year}/" if base else ""
    document = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name(passport),
        "description": summary(evaluation),
        "inLanguage": "ru",
        "keywords": keywords(passport),
        "temporalCoverage": str(year),
        "dateModified": evaluation.day.isoformat(),
        "isAccessibleForFree": True,
        "hasDigitalDocumentPermission": _FOR_EVERYBODY,
        "creator": _organisation(passport),
        **({"url": page_address(base, year)} if base else {}),
        **_of_open_data(passport.open_data),
        **_of_publications(publications),
        **({"supersededBy": page_address(base or "../", successor)} if successor else {}),
        "encodingFormat": sorted(set(downloads.values())),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": folder + file}
            for file, kind in downloads.items()
        ],
    }
    return json.dumps(document, ensure_ascii=False).translate(_ESCAPES)


def name(passport: Passport) -> str:
    """Return what the year's data are called."""
    return f"{passport.title} за {passport.year} год: мероприятия и их выполнение"


def keywords(passport: Passport) -> list[str]:
    """Return the words by which the year's data are found."""
    return list(passport.open_data.keywords if passport.open_data and passport.open_data.keywords else KEYWORDS)


def _of_open_data(given: OpenData | None) -> dict[str, Any]:
    """Return what only the company knows of the set, as far as it says it."""
    if given is None:
        return {}
    created = given.created.isoformat()
    return {
        "identifier": given.identifier,
        "dateCreated": created,
        "datePublished": created,
        **({"expires": given.expires.isoformat()} if given.expires else {}),
        **({"license": given.license} if given.license else {}),
    }


def _of_publications(publications: Sequence[PublicationDay]) -> dict[str, Any]:
    """Return the days of the first publication for good and of the last."""
    days = [one.published_on or one.as_of for one in publications]
    return {"datePublished": days[0].isoformat(), "dateModified": days[-1].isoformat()} if days else {}


def _organisation(passport: Passport) -> dict[str, Any]:
    numbers = {"ИНН": passport.inn, "ОГРН": passport.ogrn}
    identifiers = [
        {"@type": "PropertyValue", "propertyID": name, "value": number} for name, number in numbers.items() if number
    ]
    return {
        "@type": "Organization",
        "name": passport.organisation,
        **({"url": passport.site} if passport.site else {}),
        **({"taxID": passport.inn} if passport.inn else {}),
        **({"identifier": identifiers} if identifiers else {}),
    }
