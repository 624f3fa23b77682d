"""A plan with 200 faults of 30 kinds: every one is told, in its line, in file order, at once."""

from __future__ import annotations

from datetime import date

from tests.plans import HEAD, check

SOUND = {"text": "Терминалы", "due": "2025-06-30", "result": "Внедрено", "offices": "[Альфа, Бета]"}
FAULTS: tuple[tuple[str, dict[str, str | None]], ...] = (
    ("unknown-key", {"recult": "Внедрено"}),
    ("missing-key", {"due": None}),
    ("missing-key", {"result": None}),
    ("due", {"due": "2025-02-30"}),
    ("due", {"due": "скоро"}),
    ("due-outside-year", {"due": "2026-01-01"}),
    ("unquoted", {"result": "1.10"}),
    ("unquoted", {"text": "2025-01-01"}),
    ("empty", {"result": '""'}),
    ("empty", {"text": ""}),
    ("not-text", {"result": "[а, б]"}),
    ("not-a-list", {"offices": "Альфа"}),
    ("office-twice", {"offices": "[Альфа, Альфа]"}),
    ("not-a-mapping", {"printed": "да"}),
    ("flag", {"digital": "да"}),
    ("amount", {"funding": "{planned: 1 000}"}),
    ("one-line", {"responsible": '"Отдел\\nпродаж"'}),
    ("forbidden-character", {"result": '"а\\u202eб"'}),
    ("personal-data", {"result": "Отвечает Иванов И. И."}),
    ("mixed-letters", {"result": "Внедрено в oфисах"}),
    ("tag", {"result": "!!str Внедрено"}),
    ("anchor", {"result": "&a Внедрено"}),
    ("duplicate-key", {"due": "2025-06-30\n                due: 2025-06-30"}),
    ("not-a-choice", {"journal": "[{on: 2025-03-01, event: done}]"}),
    ("date", {"journal": "[{on: 1 марта, event: remark, note: а}]"}),
    ("missing-key", {"journal": "[{on: 2025-03-01, event: cancelled}]"}),
    ("web-address", {"journal": '[{on: 2025-03-01, event: completed, evidence: "javascript:alert(1)"}]'}),
    ("journal-late-without-note", {"journal": "[{on: 2025-07-01, event: completed}]"}),
    ("journal-future", {"journal": "[{on: 2027-03-01, event: remark, note: а}]"}),
    ("journal-office-unknown", {"journal": "[{on: 2025-03-01, event: completed, offices: [Гамма]}]"}),
    ("journal-reopened-open", {"journal": "[{on: 2025-03-01, event: reopened, reason: а}]"}),
    ("journal-before-year", {"journal": "[{on: 2020-03-01, event: remark, note: а}]"}),
    ("journal-postponed-back", {"journal": "[{on: 2025-03-01, event: postponed, to: 2025-05-01, reason: а}]"}),
    (
        "journal-closed",
        {"journal": "[{on: 2025-03-01, event: completed}, {on: 2025-03-02, event: cancelled, reason: а}]"},
    ),
    (
        "journal-order",
        {"journal": "[{on: 2025-03-02, event: completed}, {on: 2025-03-01, event: reopened, reason: а}]"},
    ),
)


def test_all_are_told_in_their_lines_and_in_order() -> None:
    text, expected = HEAD, []
    for number in range(200):
        code, change = FAULTS[number % len(FAULTS)]
        first = text.count("\n") + 1
        text += f'          - number: "1.1.{number + 1}"\n            text: Развитие\n            measures:\n'
        keys = {key: value for key, value in {**SOUND, **change}.items() if value is not None}
        lines = [f"                {key}: {value}" for key, value in keys.items()]
        text += "\n".join(lines).replace("                ", "              - ", 1) + "\n"
        expected.append((code, range(first, text.count("\n") + 1)))
    told = [problem for problem in check(text, date(2026, 2, 1)) if not problem.code.startswith("gap-")]
    assert [problem.code for problem in told] == [code for code, _ in expected]
    assert all(problem.position.line in lines for problem, (_, lines) in zip(told, expected, strict=True))
    assert len({code for code, _ in expected}) >= 30
