"""Tells which evidence is published, and which files a plan names as evidence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from csprog.findings import KeyPath
from csprog.programme.assessments import Assessment
from csprog.programme.corrections import replaced_values, valid_entries, with_targets
from csprog.programme.entries import Corrected, Entry, Evidence, EvidenceFile
from csprog.programme.indicators import Actual
from csprog.programme.ledgers import Ledger, every_ledger
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


class PlacedEvidence(NamedTuple):
    """A file that proves what holds now, and its key path.

    `id` is that of the measure, the indicator or the assessment; `choice` are the options by which `csprog correct` finds
    the entry or the value there, empty if it needs none.
    """

    id: str
    choice: str
    path: KeyPath
    evidence: EvidenceFile


def evidence_files(programme: Programme) -> Iterator[PlacedEvidence]:
    """Yield the files that prove what is recorded, without what was corrected since."""
    for ledger in every_ledger(programme):
        found = _of_journal(ledger) if ledger.kind == "journal" else _of_values(ledger)
        for name, choice, steps, evidence in found:
            if isinstance(evidence, EvidenceFile):
                yield PlacedEvidence(name, choice, (*ledger.path, ledger.kind, *steps), evidence)


_Found = tuple[str, str, KeyPath, object]


def _of_journal(ledger: Ledger) -> Iterator[_Found]:
    journal = [item for item in ledger.items if isinstance(item, Entry)]
    replaced, last = replaced_values(journal), max(valid_entries(journal), default=0)
    for index, target, entry in with_targets(journal):
        steps = (index, "values", "evidence") if isinstance(entry, Corrected) else (index, "evidence")
        evidence = getattr(entry.values if isinstance(entry, Corrected) else entry, "evidence", None)
        if steps not in replaced:
            yield ledger.name, "" if target == last else f" --entry {target + 1}", steps, evidence


def _of_values(ledger: Ledger) -> Iterator[_Found]:
    """Yield the evidence of actuals or assessments."""
    values = [item for item in ledger.items if isinstance(item, (Actual, Assessment))]
    for index in sorted(_not_replaced(values)):
        item = values[index]
        if isinstance(item, Assessment):
            yield item.id, "", (index, "evidence"), item.evidence
        else:
            yield ledger.name, f" --period {item.period}", (index, "evidence"), item.evidence


def _not_replaced(values: Sequence[Actual | Assessment]) -> Iterator[int]:
    """Yield the indexes of the items that no later one corrects: one with a `why`, of the same period or id."""
    corrected: set[object] = set()
    for index, item in reversed(list(enumerate(values))):
        subject = item.id if isinstance(item, Assessment) else item.period
        if subject not in corrected:
            yield index
        if item.why:
            corrected.add(subject)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_global
