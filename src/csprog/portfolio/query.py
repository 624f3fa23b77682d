"""Queries to many plans and their results; values that any process can take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from csprog.evaluation.records import YearRecord, to_json
from csprog.findings import Finding, in_file_order
from csprog.i18n import Message
from csprog.store.evidence_files import EvidenceLookup
from csprog.validation.evidence import EvidenceReference, evidence_findings

if TYPE_CHECKING:  # a cached `status` needs no figures, and loading them takes a tenth of its time
    from csprog.evaluation.figures.portfolio import PortfolioRow
    from csprog.portfolio.tables.plan_rows import PlanTables


class QueryKind(StrEnum):
    """The result wanted of each plan: problems, measures, figures or rows."""

    PROBLEMS = "problems"
    OVERVIEW = "overview"
    FIGURES = "figures"
    TABLES = "tables"


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
        return replace(cls.with_errors(len(problems)), problems=problems)

    @classmethod
    def with_errors(cls, count: int) -> PlanFault:
        """Return the fault of a plan in which so many errors stand."""
        return cls(Message("{count} problem", "{count} problems", count=count))


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
        return PlanFault.of(findings)  # the report of many plans needs sound ones


QueryResult: TypeAlias = "PlanProblems | YearRecord | PortfolioRow | PlanTables | PlanFault"


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
