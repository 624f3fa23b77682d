"""Words documents as Russian legal texts do: kind, day, number."""

from __future__ import annotations

import re
from datetime import date

from csprog.parsing.dates import days_in
from csprog.programme.passport import Approval, Standard
from csprog.views.typography import long_date

_NUMBER = re.compile(r"(?:^|\s+)№(?![^«]*»)")  # not one within a quoted title
_POST = re.compile(r"директор|председател|руководител|управляющ|президент|начальник|правлени|совет", re.IGNORECASE)
_NAMED_VERSION = re.compile(r"ред|верс|изд", re.IGNORECASE)


def dated_document(document: str, day: date) -> str:
    """Return «приказ от 10 сентября 2025 г. № 87» of «приказ № 87».

    A document whose words have a day already stays as it is.
    """
    if any(days_in(document.lower())):
        return document
    number = _NUMBER.search(document)
    kind, rest = (document[: number.start()], document[number.start() :].strip()) if number else (document, "")
    return " ".join(filter(None, (kind, f"от {long_date(day)}", rest)))


def approval_words(approval: Approval) -> str:
    """Return who approved the Programme, by which document and when.

    A post begins with a small letter, as the words follow a label.
    """
    by = approval.by[0].lower() + approval.by[1:] if _POST.search(approval.by) else approval.by
    number = f"№ {approval.number}" if approval.number else ""
    act = " ".join(filter(None, (approval.document, number)))
    return f"{by}, {dated_document(act, approval.on) if act else long_date(approval.on)}"


def standard_words(standard: Standard) -> str:
    """Return the Standard's name with its version: «…, редакция 3»."""
    version = standard.version
    if version and version[0].isdigit() and not _NAMED_VERSION.search(version):
        version = f"редакция {version}"
    return ", ".join(filter(None, (standard.name, version)))
