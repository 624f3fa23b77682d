"""Tells which evidence is published, and which files a plan names as evidence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import unquote, urlsplit

from csprog.findings import KeyPath
from csprog.programme.assessments import Assessment
from csprog.programme.entries import Evidence, EvidenceFile
from csprog.programme.ledgers import every_ledger
from csprog.programme.model import Programme

_INTERNAL = frozenset(
    {"corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost", "private", "home.arpa"}
)
"""Domains that the internet does not have (RFC 6761, 6762, 8375, ICANN's list of collisions)."""
_NUMERIC = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")


def is_published(evidence: Evidence) -> bool:
    """Tell whether readers of the page are given this evidence."""
    return evidence.public if isinstance(evidence, EvidenceFile) else is_public_address(evidence)


def evidence_name(evidence: Evidence) -> str:
    """Return the web address, or the path of the file as the plan has it."""
    return evidence.file if isinstance(evidence, EvidenceFile) else evidence


def is_public_address(address: str) -> bool:
    """Tell whether a web address can be opened from outside the company.

    An intranet's can't: a host without a point, a domain that the internet does not have, a private IP address in any
    spelling that browsers understand.
    """
    host = unicodedata.normalize("NFKC", unquote(urlsplit(address).hostname or "")).replace("。", ".").lower()
    host = host.rstrip(".")
    try:
        return _is_global(ip_address(host))
    except ValueError:
        labels = host.split(".")
        domains = {labels[-1], ".".join(labels[-2:])}
        return len(labels) > 1 and domains.isdisjoint(_INTERNAL) and not _NUMERIC.fullmatch(host)


def evidence_files(programme: Programme) -> Iterator[tuple[str, KeyPath, EvidenceFile]]:
    """Yield the files that prove what is recorded, each with its id and key path.

    The id is that of the measure, the indicator or the assessment.
    """
    for kind, name, path, items in every_ledger(programme):
        for index, item in enumerate(items):
            evidence = getattr(item, "evidence", None)
            if isinstance(evidence, EvidenceFile):
                of = item.id if isinstance(item, Assessment) else name
                yield of, (*path, kind, index, "evidence"), evidence


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_global
