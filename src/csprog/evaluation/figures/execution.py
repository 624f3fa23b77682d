"""What was carried out: how many measures had which outcome, and the sums over several plans (F2, F7, F9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Shares:
    """The same names as in `Execution`, each as a part of `total`, exact, from 0 to 1; None where there is nothing to share."""

    done: Fraction | None
    on_time: Fraction | None
    late: Fraction | None
    after_year: Fraction | None
    partly_done: Fraction | None
    not_done: Fraction | None
    postponed: Fraction | None
    cancelled: Fraction | None
    open: Fraction | None


@dataclass(frozen=True, slots=True)
class Execution:
    """How many measures had which outcome: `total` is the sum of `on_time` to `open`, `done` that of the first two."""

    total: int
    done: int
    on_time: int
    late: int
    after_year: int
    partly_done: int
    not_done: int
    postponed: int
    cancelled: int
    open: int
    overdue: int
    shares: Shares


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the plan: `key` is what it has in common (None: it is not set), `name` how the plan calls it, if it does."""

    key: str | None
    name: str | None
    measures: Execution


@dataclass(frozen=True, slots=True)
class Proposals:
    """How many proposals there are, and of how many every measure was carried out in the year (F2)."""

    total: int
    done: int
    share: Fraction | None


_NUMBERS = tuple(field.name for field in fields(Execution) if field.name != "shares")


def share(part: int | Decimal, whole: int | Decimal) -> Fraction | None:
    """Return the exact share that `part` is of `whole`, None of nothing; it is rounded where it is written."""
    return Fraction(part) / Fraction(whole) if whole else None


def added(parts: Iterable[Execution]) -> Execution:
    """Return the sum of `parts`."""
    kept = list(parts)
    return with_shares(**{name: sum(getattr(part, name) for part in kept) for name in _NUMBERS})


def proposals_added(parts: Iterable[Proposals]) -> Proposals:
    """Return the sum of `parts`."""
    kept = list(parts)
    return proposals_of(sum(part.done for part in kept), sum(part.total for part in kept))


def proposals_of(done: int, total: int) -> Proposals:
    """Return these counts with the share that they are."""
    return Proposals(total, done, share(done, total))


def with_shares(**numbers: int) -> Execution:
    """Return these counts, by their names in `Execution`, with the shares that they are of `total`."""
    shares = {field.name: share(numbers[field.name], numbers["total"]) for field in fields(Shares)}
    return Execution(**numbers, shares=Shares(**shares))
