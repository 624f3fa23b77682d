"""Writes a year as an open data set: passport, structure, data.

It follows the Russian methodical recommendations, version 3.0, which ask for commas between the cells and no byte order
mark. The data are those of the CSV beside the page.
"""

from __future__ import annotations

from datetime import date

from csprog.evaluation.evaluator import Evaluation
from csprog.formats.spreadsheet_cells import table
from csprog.publication.addresses import site_address
from csprog.publication.data import COLUMNS, cells
from csprog.publication.data_dictionary import FIELDS
from csprog.publication.listed_year import summary

STANDARD = "http://opendata.gosmonitor.ru/standard/3.0"
STRUCTURED_ON = date(2026, 11, 29)
"""The version of the structure: the day of the last change of columns or their meaning."""
KEYWORDS = ("качество обслуживания потребителей", "гарантирующий поставщик", "программа мероприятий")
_FORMATS = {"text": "string", "list": "string", "number": "integer", "day": "date"}


def open_data(evaluation: Evaluation) -> dict[str, str]:
    """Return the set's files by name.

    There are none if the passport gives no `open_data` or no address for the links. A draft has none either: a
    published set can't be withdrawn.
    """
    passport = evaluation.programme.passport
    base = site_address(passport)
    if passport.open_data is None or base is None or evaluation.is_draft:
        return {}
    structure = f"structure-{STRUCTURED_ON:%Y%m%d}.csv"
    data = f"data-{evaluation.day:%Y%m%d}-structure-{STRUCTURED_ON:%Y%m%d}.csv"
    folder = f"{base}{evaluation.programme.year}/opendata/"
    rows = [
        ("property", "value"),
        ("standardversion", STANDARD),
        ("identifier", passport.open_data.identifier),
        ("title", f"{passport.title}, {passport.year} год"),
        ("description", f"Мероприятия Программы и сведения об их выполнении. {summary(evaluation)}"),
        ("creator", passport.organisation),
        ("created", f"{passport.open_data.created:%Y%m%d}"),
        ("modified", f"{evaluation.day:%Y%m%d}"),
        *([("valid", f"{passport.open_data.expires:%Y%m%d}")] if passport.open_data.expires else []),
        ("subject", ", ".join(passport.open_data.keywords or KEYWORDS)),
        ("format", "CSV"),
        ("provenance", f"Сведения по состоянию на {evaluation.day:%d.%m.%Y}"),
        (data, folder + data),
        (structure, folder + structure),
    ]
    return {
        "meta.csv": table(rows, ","),
        structure: table(_structure(), ","),
        data: table([COLUMNS, *cells(evaluation)], ","),
    }


def _structure() -> list[tuple[str, str, str, str]]:
    fields = [(name, FIELDS[name].english, FIELDS[name].russian, _FORMATS[FIELDS[name].kind]) for name in COLUMNS]
    return [("field name", "english description", "russian description", "format"), *fields]
