"""Publishes evidence: the files that go beside a year's page, and their addresses."""

from __future__ import annotations

from urllib.parse import quote

from csprog.evaluation.evaluator import Evaluation
from csprog.programme.entries import Evidence, EvidenceFile
from csprog.programme.evidence import is_published
from csprog.views.year.builder import EvidenceLink


def published_files(evaluation: Evaluation) -> dict[str, EvidenceFile]:
    """Return the files that go into the year's folder, by their names there.

    They keep their paths, so no two of them have one name.
    """
    return {
        evidence.file: evidence
        for row in evaluation.measures
        for evidence in row.evidence
        if isinstance(evidence, EvidenceFile) and evidence.public
    }


def file_link(folder: str | None) -> EvidenceLink:
    """Return the links for pages that see the year's folder at `folder`.

    An empty one is the folder of the page itself; None is one that nobody knows.
    """
    return lambda file: None if folder is None else folder + quote(file)


def addresses(evidence: tuple[Evidence, ...], folder: str) -> list[str]:
    """Return the addresses of what is published, files below `folder`."""
    link = file_link(folder)
    return [
        str(link(proof.file)) if isinstance(proof, EvidenceFile) else proof for proof in evidence if is_published(proof)
    ]
