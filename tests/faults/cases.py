"""Command lines of every command that writes, what must be done before, and what works after whatever happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.importing.department import Department, exported
from tests.plans import ROOT, day, measure, small

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE = "on: 2025-05-01, event: completed, note: акт"
INDICATOR = "  indicators:\n    - id: ожидание\n      name: Ожидание\n      unit: мин\n      target: 10\n"
PLAN = small(measure() + INDICATOR, measure(offices="Северный офис, Южный офис"))
WHOLE = small(measure(DONE)).replace("sections:", "  site: https://example.org\nsections:", 1)
"""A plan that can be published for good."""
TEXT = (ROOT / "tests" / "data" / "programme-2025.txt").read_text(encoding="utf-8")
AS_OF, AFTER, LATER = ("--as-of", "2025-07-14"), ("--as-of", "2026-02-01"), ("--as-of", "2026-03-01")
NOTE, WHY = ("--note", "да"), ("--reason", "нет")
ORDER = ("--document", "Приказ № 7", "--on", "2025-05-05", *WHY)
REMARK = ("remark", "1.1.1.2", "--note", "после", *AS_OF)
DOCUMENT = str(ROOT / "tests" / "data" / "plan-2025.docx")


@dataclass(frozen=True)
class Case:
    """A command line that writes, after what was done `before`, in a folder of this plan.

    `after` works when it was done; when not, the line itself does.
    """

    words: tuple[str, ...]
    before: Sequence[tuple[str, ...]] = ()
    after: tuple[str, ...] = REMARK
    plan: str = PLAN
    in_git: bool = True
    files: dict[str, bytes] = field(default_factory=dict)


def _recording(*words: str, before: Sequence[tuple[str, ...]] = (), in_git: bool = True) -> Case:
    return Case((*words, *AS_OF), [(*line, *AS_OF) for line in before], in_git=in_git)


def _again(*words: str, before: Sequence[tuple[str, ...]] = (), plan: str = PLAN, in_git: bool = True) -> Case:
    """Give a case of a line that can be repeated."""
    return Case(words, before, words, plan, in_git)


def _answer() -> bytes:
    """Give a workbook that a department has filled in."""
    book = Department(exported(PLAN, day(7, 14)))
    book.fill("1.1.1.1", done="да", on="01.07.2025", note="акт № 17")
    return book.data


_EXPORT = ("export", "--format", "xlsx", *AS_OF)
_POSTPONED = ("postpone", "1.1.1", "--to", "2025-12-01", *WHY, *AS_OF)
_FINAL = ("publish", "--final", *AFTER)
AGAIN = ("--again", "--reason", "Опечатка")
CASES = {
    "complete": _recording("complete", "1.1.1.1", *NOTE),
    "decline": _recording("decline", "1.1.1.1", *WHY),
    "postpone": _recording("postpone", "1.1.1.1", "--to", "2025-12-01", *WHY),
    "cancel": _recording("cancel", "1.1.1.1", "--document", "Приказ № 7", *WHY),
    "reopen": _recording("reopen", "1.1.1.1", *WHY, before=[("complete", "1.1.1.1", *NOTE)]),
    "remark": _recording("remark", "1.1.1.1", *NOTE),
    "remark outside git": _recording("remark", "1.1.1.1", *NOTE, in_git=False),
    "spend": _recording("spend", "1.1.1.1", "10"),
    "gauge": _recording("gauge", "ожидание", "12", "--period", "2025-Q2"),
    "assess": _recording(
        "assess", "опрос", "--kind", "operative", "--period", "2025-H1", "--score", "Вежливость=4.5/5"
    ),
    "amend": _recording("amend", "1.1.1.1", "--due", "2025-12-01", *ORDER),
    "correct": _recording(
        "correct", "1.1.1.1", "--note", "иначе", "--why", "описка", before=[("complete", "1.1.1.1", *NOTE)]
    ),
    "undo": _recording("undo", before=[("remark", "1.1.1.1", *NOTE)]),
    "merge-driver --install": _again("merge-driver", "--install"),
    "merge-driver": Case(
        ("merge-driver", "base", "ours", "theirs"),
        after=("merge-driver", "base", "ours", "theirs"),
        files={
            "base": PLAN.encode(),
            "ours": PLAN.replace("text: Предложение", "text: Предложение № 1").encode(),
            "theirs": PLAN.replace("title: Раздел", "title: Раздел № 1").encode(),
        },
    ),
    "init": _again("init", "--ci", "github"),
    "init outside git": _again("init", "--ci", "gitlab", in_git=False),
    "new": Case(("new", "2026", *AFTER), after=("remark", "1.1.1.1", "--note", "после", "--year", "2026", *AFTER)),
    "new outside git": Case(
        ("new", "2026", *AFTER),
        after=("remark", "1.1.1.1", "--note", "после", "--year", "2026", *AFTER),
        in_git=False,
    ),
    "import": Case(
        ("import", "plan.txt", "--year", "2024"),
        after=("import", "plan.txt", "--year", "2024", "--yes"),
        files={"plan.txt": TEXT.replace("2025", "2024").encode()},
    ),
    "import onto": Case(("import", DOCUMENT, "--year", "2025", "--yes", *AS_OF)),
    "export": _again(*_EXPORT, "--output", "out/plan.xlsx"),
    "export again": _again(
        *_EXPORT,
        "--output",
        "plan.xlsx",
        before=[(*_EXPORT, "--output", "plan.xlsx"), _POSTPONED],
    ),
    "export --each": _again(
        *_EXPORT,
        "--each",
        "--output",
        "round",
        before=[(*_EXPORT, "--each", "--output", "round"), _POSTPONED],
    ),
    "collect": Case(("collect", "answer.xlsx", "--yes", *AS_OF), files={"answer.xlsx": _answer()}),
    "remind": _again("remind", *AS_OF),
    "report": _again("report", "--format", "html", "--output", "report.html", *AS_OF),
    "schema": _again("schema", "--output", "schema.json"),
    "publish": _again("publish", *AS_OF),
    "publish --final": _again(*_FINAL, plan=WHOLE),
    "publish --again": _again("publish", *AGAIN, *LATER, before=[_FINAL], plan=WHOLE),
    "publish --again outside git": _again("publish", *AGAIN, *LATER, before=[_FINAL], plan=WHOLE, in_git=False),
}
READING = {
    "status": ("status", *AS_OF),
    "list": ("list", *AS_OF),
    "show": ("show", "1.1.1", *AS_OF),
    "log": ("log",),
    "diff": ("diff",),
    "outline": ("outline", "programme/2025.yaml"),
    "validate": ("validate",),
    "explain": ("explain", "due"),
    "help": ("help", "start"),
    "edit": (),  # the editor writes
    "desk": (),  # nor does it end; its forms write by the code of the commands
    "serve": (),  # doesn't end by itself; what it shows is made by `publish`
}
"""Commands that write nothing."""
