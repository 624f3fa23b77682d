"""Plans as people lay them out, by Hypothesis's choice: comments anywhere, lists in brackets, texts on many lines, odd keys."""

from __future__ import annotations

from textwrap import indent

from hypothesis import strategies as st

VALUES = (
    "Слова",
    "'в кавычках: да'",
    "долгие\n  слова\n   дальше",
    '"в кавычках\n\n  дальше"',
    "|\n  раз\n\n   два",
    "|+\n  раз\n\n",
    ">-\n  раз\n  два # не примечание",
    ">+\n  раз\n\n\n",
    "|2-\n   раз",
)
ENTRIES = (
    "- {on: 2025-02-10, event: completed, offices: [А]}",
    "- on: 2025-03-10\n  event: remark\n  note: |\n    раз\n\n    два\n",
    "- on: 2025-01-10 # позже\n  event: postponed\n  to: 2026-01-10\n  reason: нет\n# до следующей",
    "-   event: completed\n    on: 2025-04-10\n",
    "- on: 2025-04-20\n  event: reopened\n  reason: |+\n    ещё\n\n",
    "- on: 2025-05-01\n  event: cancelled\n  reason: решение",
    "- on: 2025-05-02\n  event: spent\n  amount: 10.5",
)
JOURNALS = (
    "journal:",
    "journal: []",
    "journal: ~ # пока пуст",
    "journal: [{on: 2025-02-10, event: remark, note: а}]",
    "journal: [\n    {on: 2025-02-10, event: remark, note: а},\n    ]",
)
BETWEEN = ("", "", "", "\n", "# слева\n", "      # справа\n", "\n# раз\n\n  # два\n")
NUMBERS = (
    "1.1",
    "1.1.1",
    "1.1.2",
    "1.1.10",
    "1.1.1.1",
    "1.2.1",
    "1.2.2",
    "1.2",
    "2",
    "2.1.10",
    "2.2.1",
    "2.2.2",
    "3.1",
)


@st.composite
def _measure(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 9)) == 0:
        return "- {text: Слова, due: 2025-06-30, result: Слова}\n"
    keys = [f"text: {draw(st.sampled_from(VALUES))}", f"due: {draw(st.sampled_from(['2025-06-30', '2025-Q4']))}"]
    keys.append(f"result: {draw(st.sampled_from(VALUES))}")
    if draw(st.booleans()):
        keys.append(draw(st.sampled_from(["offices: [А, Б]", "offices:\n- А\n- Б", "offices: [А,\n  Б]"])))
    if draw(st.booleans()):
        keys.append(draw(st.one_of(st.sampled_from(JOURNALS), _journal())))
    keys = draw(st.permutations(keys)) if draw(st.booleans()) else keys
    between = [draw(st.sampled_from(BETWEEN)) for _ in keys]
    lines = "".join(f"{key}\n{words}" for key, words in zip(keys, between, strict=True))
    return f"- {indent(lines, '  ')[2:]}"


@st.composite
def _journal(draw: st.DrawFn) -> str:
    entries = draw(st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=4))
    return "journal:\n" + indent("\n".join(entries), draw(st.sampled_from(["", "  ", "    "])))


@st.composite
def _item(draw: st.DrawFn, keys: list[str], name: str, items: list[str]) -> str:
    """Give an item of a list with these keys and a list of its own, which mostly comes last."""
    deeper = indent("".join(items), draw(st.sampled_from(["", "  "])))
    inner = f"{name}:{draw(st.sampled_from(['', ' # все']))}\n{draw(st.sampled_from(BETWEEN))}{deeper}"
    if not items:
        inner = f"{name}: []\n"
    parts = [*(f"{key}\n" for key in keys), inner]
    if draw(st.integers(0, 7)) == 0:
        parts = draw(st.permutations(parts))
    dash = draw(st.sampled_from(["- ", "- ", "-   "]))
    return dash + indent("".join(parts), " " * len(dash))[len(dash) :] + draw(st.sampled_from(BETWEEN))


@st.composite
def _proposal(draw: st.DrawFn) -> str:
    number = draw(st.sampled_from(NUMBERS))
    measures = draw(st.lists(_measure(), min_size=1, max_size=3))
    keys = [f'number: "{number}"', f"text: {draw(st.sampled_from(VALUES))}"]
    return draw(_item(keys, "measures", measures))


@st.composite
def _section(draw: st.DrawFn, level: int) -> str:
    keys = [f'number: "{level}"', f"title: {draw(st.sampled_from(VALUES))}"]
    if level == 1:
        return draw(
            _item(
                keys,
                "subsections",
                draw(st.lists(_section(2), min_size=draw(st.sampled_from([1, 1, 1, 0])), max_size=2)),
            )
        )
    keys += draw(st.sampled_from([[], ["audience: B2B"]]))
    return draw(
        _item(keys, "proposals", draw(st.lists(_proposal(), min_size=draw(st.sampled_from([1, 1, 1, 0])), max_size=3)))
    )


@st.composite
def laid_out(draw: st.DrawFn) -> str:
    """Give the text of a plan; most are sound."""
    head = draw(st.sampled_from(["", "# Программа\n", "---\n", "%YAML 1.2\n---\n"]))
    passport = f"passport:\n  year: 2025\n  title: {draw(st.sampled_from(VALUES[:2]))}\n  organisation: Общество\n"
    sections = indent("".join(draw(st.lists(_section(1), min_size=1, max_size=2))), draw(st.sampled_from(["", "  "])))
    tail = draw(st.sampled_from(["", "", "switched_off: {}\n", "# конец", "...\n", "amendments: []\n# конец\n\n"]))
    text = head + passport + "sections:\n" + sections + tail
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
