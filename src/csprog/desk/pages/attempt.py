"""Does what a form asks for, and puts a refusal beside its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from csprog.desk.forms import Field, Filled, names_in
from csprog.desk.request import Answer, Asked
from csprog.desk.words import difference_rows
from csprog.desk.workplace import PlanChangedError
from csprog.errors import CsprogError, InvalidPlanError, ParseError, RefusedError, UsageError, os_error_sentence
from csprog.formats.annotations import located_lines
from csprog.i18n import N_, translate
from csprog.operations.evidence import given_evidence
from csprog.parsing.dates import read_day
from csprog.programme.part_keys import keys_of


class Attempt:
    """What becomes of a form that was sent: refusals, and what has changed in the plan meanwhile."""

    def __init__(self, asked: Asked, filled: Filled) -> None:
        """Begin without a refusal."""
        self._asked, self._filled = asked, filled
        self.general: list[str] = []
        self.differences: list[dict[str, Any]] = []

    def answer(self, names: Iterable[str], act: Callable[[], Answer]) -> Answer | None:
        """Return the answer of a form that does what it asks for, None if that is refused."""
        if self._filled.faults:
            return None
        try:
            return act()
        except PlanChangedError as changed:
            self.differences = difference_rows(changed.differences)
            self.general.append(str(changed))
        except InvalidPlanError as invalid:
            self.general += located_lines(invalid.path, invalid.problems)
        except (RefusedError, ParseError) as refused:
            if not self._filled.refuse(refused, names):
                self.general.append(str(refused))
        except CsprogError as error:
            self.general.append(str(error))
        except OSError as error:
            self.general.append(str(os_error_sentence(error)))
        return None

    def values(self, fields: Iterable[Field], text: str, others: Iterable[Field] = ()) -> dict[str, Any]:
        """Return what the template of a form shows: its fields, refusals, and the plan that is shown.

        `others` are fields that stand elsewhere in the form.
        """
        listed = tuple(fields)
        known = {*names_in(listed), *names_in(others)}
        loose = [fault for name, fault in self._filled.faults.items() if name not in known]
        return {
            "fields": listed,
            "general": [*self.general, *loose],
            "refused": bool(self.general or self._filled.faults),
            "differences": self.differences,
            "shown": self._asked.desk.digest(text),
        }


def typed_day(text: str) -> str | None:
    """Return a day that another page's form kept, None without one."""
    try:
        return read_day(text).isoformat() if text else None
    except ParseError:
        return None


def with_public(asked: Asked, fields: Iterable[Field], shown: Any = None) -> list[Field]:
    """Return the fields, that of evidence followed by the one that publishes its file; `shown` is the evidence so far."""
    key = keys_of("EvidenceFile")["public"]
    texts = ("true",) if is_public(shown) else ()
    typed = texts if asked.typed is None else tuple(asked.typed.get("public", []))
    public = Field("public", key.label, "", "choice", typed, (("true", translate(N_("yes"))),))
    return [one for made in fields for one in ((made, public) if made.name == "evidence" else (made,))]


def is_public(evidence: Any) -> bool:
    """Tell whether evidence as it stands in a plan is a file that is published."""
    return isinstance(evidence, dict) and bool(evidence.get("public"))


def evidence_of(asked: Asked, plan: Path, typed: str | None) -> Any:
    """Return what was typed as evidence as `--evidence` gives it; a path begins at the project's folder.

    Raises:
        RefusedError: it can't be one.
    """
    try:
        return given_evidence(typed, plan, public=asked.text("public") == "true", folder=plan.parent.parent)
    except CsprogError as error:
        raise RefusedError(error.message, ("public" if isinstance(error, UsageError) else "evidence",)) from None
