"""Queries to many plans and their results; values that any process can take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from csprog.evaluation.records import YearRecord, to_json
from csprog.evaluation.report_duty import MissingTexts
from csprog.findings import Finding, in_file_order
from csprog.i18n import Message
from csprog.programme.enums import Outcome, Status, count_done_in_year
from csprog.store.evidence_files import EvidenceLookup
from csprog.validation.evidence import EvidenceReference, evidence_findings

if TYPE_CHECKING:  # a cached `status` needs no figures, and loading them takes a tenth of its time
    from csprog.evaluation.figures.portfolio import PortfolioRow


class QueryKind(StrEnum):
    """The result wanted of each plan: problems, summary, measures or figures."""

    PROBLEMS = "problems"
    SUMMARY = "summary"
    OVERVIEW = "overview"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class PlanQuery:
    """A query to the `requested` plans of a folder, as of a day.

    `checked_on` is the day of the check: it decides what lies in the future.

    `files` holds their bytes by file name, and those of the plans that they may refer to: a worker needs no file system.
    """

    kind: QueryKind
    day: date
    checked_on: date
    folder: str
    files: Mapping[str, bytes]
    requested: tuple[str, ...]
    client_version: str

    @property
    def size(self) -> int:
        """Number of bytes to read."""
        return sum(map(len, self.files.values()))


@dataclass(frozen=True, slots=True)
class PlanProblems:
    """All problems of a plan."""

    problems: tuple[Finding, ...]

    @classmethod
    def from_json(cls, value: Iterable[list[Any]]) -> PlanProblems:
        """Return the problems that `result_to_json` made `value` of."""
        return cls(_problems(value))


@dataclass(frozen=True, slots=True)
class PlanFault:
    """Reason why a plan can't be evaluated; no `problems` if it can't be read at all."""

    message: Message
    problems: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, problems: tuple[Finding, ...]) -> PlanFault:
        """Return the fault of a plan with these errors."""
        return cls(Message("{count} problem", "{count} problems", count=len(problems)), problems)


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """Counts of a plan on a day, or of several plans together.

    `path` is the plan's file as it is shown, empty in a query's result: the same bytes may lie anywhere. That and the
    next two are empty for several plans. `counts` names every standing and `total`, `outcomes` every outcome and `total`; `due_soon` counts the open measures
    awaited within 30 days, `missing` the texts that the report needs. The names are those of `status --all --json`.
    """

    path: str
    organisation: str
    year: int | None
    counts: dict[str, int]
    outcomes: dict[str, int]
    due_soon: int
    missing: MissingTexts

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> PlanSummary:
        """Return the summary that `plain` made `value` of."""
        return cls(**{**value, "missing": MissingTexts.from_json(value["missing"])})

    @property
    def overdue(self) -> int:
        """Number of overdue measures."""
        return self.counts[Status.OVERDUE]

    @property
    def done(self) -> int:
        """Number of measures carried out in the year, in time or late."""
        return count_done_in_year(self.outcomes)

    @property
    def total(self) -> int:
        """Number of measures."""
        return self.counts["total"]


class CheckedPlan(NamedTuple):
    """A result as a worker finds it from a plan's bytes alone.

    `evidence` are the files that prove what the plan records: whoever has them checks them.
    """

    result: QueryResult
    evidence: tuple[EvidenceReference, ...] = ()

    def to_json(self) -> Any:
        """Return it as JSON values, for the cache."""
        return [_result_to_json(self.result), [reference.to_json() for reference in self.evidence]]

    @classmethod
    def from_json(cls, value: Any, read: Callable[[Any], QueryResult]) -> CheckedPlan:
        """Return the result that `to_json` gave as `value`; `read` reads all but faults."""
        result, evidence = value
        return cls(_result_from_json(result, read), tuple(map(EvidenceReference.from_json, evidence)))

    def with_evidence(self, digest_of: EvidenceLookup) -> QueryResult:
        """Return the result after the check of the files of evidence."""
        findings = evidence_findings(self.evidence, digest_of)
        if not findings:
            return self.result
        match self.result:
            case PlanProblems(problems):
                return PlanProblems(in_file_order([*problems, *findings]))
            case PlanFault():
                return PlanFault.of(in_file_order([*self.result.problems, *findings]))
            case YearRecord():
                return replace(self.result, errors=self.result.errors + len(findings))
        return PlanFault.of(findings)  # what is counted of many plans needs sound ones


QueryResult: TypeAlias = "PlanProblems | PlanSummary | YearRecord | PortfolioRow | PlanFault"


def _result_to_json(result: QueryResult) -> Any:
    match result:
        case PlanProblems(problems):
            return [problem.to_json() for problem in problems]
        case PlanFault(message, problems):
            return {"fault": message.to_json(), "problems": [problem.to_json() for problem in problems]}
    return to_json(result)


def _result_from_json(value: Any, read: Callable[[Any], QueryResult]) -> QueryResult:
    if "fault" in value:
        return PlanFault(Message.from_json(value["fault"]), _problems(value["problems"]))
    return read(value)


def _problems(records: Iterable[list[Any]]) -> tuple[Finding, ...]:
    return tuple(map(Finding.from_json, records))


def total(summaries: Iterable[PlanSummary]) -> PlanSummary:
    """Return the sum of `summaries`."""
    counts = Counter({**{standing.value: 0 for standing in Status}, "total": 0})
    outcomes = Counter({**{outcome.value: 0 for outcome in Outcome}, "total": 0})
    due_soon = results = reasons = 0
    for summary in summaries:
        counts.update(summary.counts)
        outcomes.update(summary.outcomes)
        due_soon += summary.due_soon
        results, reasons = results + summary.missing.results, reasons + summary.missing.reasons
    return PlanSummary("", "", None, dict(counts), dict(outcomes), due_soon, MissingTexts(results, reasons))


def urgent_first(summaries: Iterable[PlanSummary]) -> list[PlanSummary]:
    """Sort `summaries` by overdue measures, then by those due soon, most first."""
    return sorted(summaries, key=lambda one: (-one.overdue, -one.due_soon, one.organisation, one.year or 0, one.path))
