"""The Programme of 2025 is its document: whole, word for word, in order, with nothing added.

What was approved is the document; what csprog reads is the YAML. These tests are the proof that both say the same: the
document is rebuilt from the YAML and compared with its text. Layout is taken away only from the document; the YAML's
values have to be clean as they stand. Journals, which people write later, are none of this module's business.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PROGRAMME_FILE = ROOT / "programme" / "2025.yaml"
SOURCE_FILE = ROOT / "tests" / "data" / "programme-2025.txt"

Node = dict[str, Any]
Cell = list[str]  # a cell's paragraphs; an empty cell has none

SOURCE = SOURCE_FILE.read_text(encoding="utf-8")
PROGRAMME: Node = YAML(typ="safe", pure=True).load(PROGRAMME_FILE.read_text(encoding="utf-8"))
SUBSECTIONS: dict[str, Node] = {sub["number"]: sub for part in PROGRAMME["sections"] for sub in part["subsections"]}
PROPOSALS: dict[str, Node] = {item["number"]: item for sub in SUBSECTIONS.values() for item in sub["proposals"]}
MEASURES: dict[str, Node] = {
    f"{number}.{place}": measure
    for number, proposal in PROPOSALS.items()
    for place, measure in enumerate(proposal["measures"], start=1)
}
CYRILLIC = {"B2B": "\u04122\u0412", "B2C": "\u04122\u0421"}  # as printed; by code, since they look like Latin letters


def document() -> tuple[list[str], list[Cell]]:
    """Split the document into the paragraphs before its table and the table's cells, without their layout.

    A tab begins a cell and a line without one goes on with it, so that empty lines, which stand inside cells as well as
    between rows, tell nothing. An office's line loses the «;» or «.» after it, but not its number: the place of the
    office in the YAML has to give the same.
    """
    paragraphs: list[str] = []
    cells: list[Cell] = []
    for line in SOURCE.split("\n"):
        text = " ".join(re.sub(r"\[bookmark: \w+\]", "", line).split())
        if line.startswith("\t"):
            cells.append([text] if text else [])
        elif text and cells:
            cells[-1].append(re.sub(r"^(\d+\. .+)[;.]$", r"\1", text))
        elif text:
            paragraphs.append(re.sub(r"^[-\uf02d] ", "", text))
    return paragraphs, cells


def printed_number(node: Node, dot: str = "") -> str:
    """Give a number as the document prints it: by the rule, unless what was printed is kept."""
    return str(node.get("printed", {}).get("number", node["number"] + dot))


def printed_due(due: date | str) -> str:
    """Give a deadline as the document prints it."""
    if isinstance(due, date):
        return f"{due:%d.%m.%Y}"
    year, quarter = due.split("-Q")
    return f"{quarter} квартал {year}"


def printed_result(measure: Node) -> Cell:
    """Give a result's cell: its sentence, then a numbered line for each office, under its printed name."""
    names = measure.get("printed", {}).get("offices", {})
    offices = [names.get(name, name) for name in measure.get("offices", [])]
    return [measure["result"], *(f"{place}. {name}" for place, name in enumerate(offices, start=1))]


def rebuilt_paragraphs() -> Iterator[str]:
    """Give sections 1 and 2 and the heading of section 3, in the document's order."""
    provisions, goals, tasks, plan = (PROGRAMME[key] for key in ("provisions", "goals", "tasks", "plan"))
    yield f"{provisions['number']}. {provisions['title']}"
    yield from (f"{clause['number']}. {clause['text']}" for clause in provisions["clauses"])
    yield from (f"{heading['number']}. {heading['title']}" for heading in (goals["chapter"], goals))
    yield from goals["items"]
    yield f"{tasks['number']}. {tasks['title']}"
    yield from (tasks["lead"], *tasks["items"])
    yield f"{plan['number']}. {plan['title']}"


def rebuilt_cells() -> Iterator[Cell]:
    """Give the table: two header rows, then rows of two cells for headings and of five for measures."""
    columns = PROGRAMME["plan"]["columns"]
    yield from ([column] for column in columns)
    yield from ([str(place)] for place in range(1, len(columns) + 1))
    for section in PROGRAMME["sections"]:
        yield from ([printed_number(section, ".")], [section["title"]])
        for subsection in section["subsections"]:
            yield from ([printed_number(subsection, ".")], [subsection["title"]])
            for proposal in subsection["proposals"]:
                number = printed_number(proposal)
                leading = [[number] if number else [], proposal["text"].split("\n")]
                for measure in proposal["measures"]:
                    yield from (*leading, measure["text"].split("\n"))
                    yield from ([printed_due(measure["due"])], printed_result(measure))
                    leading = [[], []]  # further measures of a proposal stand in continuation rows


def assert_same(rebuilt: Iterator[Any], printed: list[Any]) -> None:
    """Compare in order and stop at the first difference: what follows is mostly its echo."""
    for place, (ours, theirs) in enumerate(zip_longest(rebuilt, printed), start=1):
        assert ours == theirs, f"first difference, no. {place}: the YAML gives {ours!r}, the document has {theirs!r}"


def test_text_is_the_documents_word_for_word() -> None:
    """Sections 1 and 2 agree paragraph by paragraph."""
    assert_same(rebuilt_paragraphs(), document()[0])


def test_plan_is_the_documents_cell_by_cell() -> None:
    """The table agrees in every cell of every row, the empty ones too."""
    assert_same(rebuilt_cells(), document()[1])


def test_passport_is_taken_from_the_document() -> None:
    """The passport's names stand whole in the text, where only the ending of their first word differs by case."""
    passport, text = PROGRAMME["passport"], " ".join(SOURCE.split())
    assert passport["organisation"] in text
    for name in (passport["title"], passport["basis"], passport["standard"]["name"]):
        first, rest = name.split(" ", 1)
        assert re.search(rf"\b{first[:-1]}\w* {re.escape(rest)}( \(далее|[.;](?! \())", text), name
    assert {printed_due(measure["due"])[-4:] for measure in MEASURES.values()} == {str(passport["year"])}


@pytest.mark.parametrize(
    ("number", "proposals", "measures", "channel", "audience"),
    [
        ("1.1", 3, 5, "office", "B2B"),
        ("1.2", 7, 10, "office", "B2C"),
        ("2.1", 1, 1, "website", "B2B"),
        ("2.2", 2, 2, "website", "B2C"),
        ("2.3", 2, 2, "account", "B2B"),
        ("2.4", 3, 3, "account", "B2C"),
        ("2.5", 1, 1, "email", "B2B"),
        ("2.6", 1, 1, "email", None),
    ],
)
def test_subsection(number: str, proposals: int, measures: int, channel: str, audience: str | None) -> None:
    """A subsection has its size, and channel and audience by its heading; only 2.6 leaves the audience unset."""
    subsection = SUBSECTIONS[number]
    assert len(subsection["proposals"]) == proposals
    assert sum(len(proposal["measures"]) for proposal in subsection["proposals"]) == measures
    assert (subsection["channel"], subsection.get("audience")) == (channel, audience)
    assert subsection["title"].endswith(CYRILLIC[audience or "B2B"])


def test_totals() -> None:
    """Sections, subsections, proposals with and without a printed number, rows and continuation rows are all there."""
    assert (len(PROGRAMME["sections"]), len(SUBSECTIONS), len(PROPOSALS), len(MEASURES)) == (2, 8, 20, 25)
    assert [number for number, proposal in PROPOSALS.items() if not printed_number(proposal)] == ["2.2.1"]
    further = Counter(key.rpartition(".")[0] for key in MEASURES if not key.endswith(".1"))
    assert further == {"1.1.1": 2, "1.2.1": 2, "1.2.2": 1}
    rows = [(PROPOSALS[key[:-2]]["text"], row["text"], row["due"], row["result"]) for key, row in MEASURES.items()]
    assert sorted(Counter(rows).values())[-3:] == [1, 2, 6]  # equal rows (чат-бот, договор) are each kept


def test_deadlines() -> None:
    """Most measures are due at the year's end; the others are where the document has them."""
    due = {key: measure["due"] for key, measure in MEASURES.items()}
    assert Counter(due.values()) == {date(2025, 12, 31): 20, date(2025, 6, 30): 3, "2025-Q4": 2}
    assert [key for key in due if due[key] == date(2025, 6, 30)] == ["1.2.4.1", "1.2.5.1", "1.2.6.1"]
    assert [key for key in due if due[key] == "2025-Q4"] == ["1.2.2.1", "1.2.2.2"]


def test_offices() -> None:
    """Five measures name offices: 19 mentions of 11 places, none of them under two names."""
    offices = {key: measure["offices"] for key, measure in MEASURES.items() if "offices" in measure}
    sizes = {key: len(names) for key, names in offices.items()}
    assert sizes == {"1.1.1.1": 2, "1.1.1.2": 7, "1.1.1.3": 2, "1.2.1.1": 4, "1.2.1.2": 4}
    mentions = [name for names in offices.values() for name in names]
    assert (len(mentions), len(set(mentions))) == (19, 11)


ODDITIES: list[tuple[Node, Node | None, list[str]]] = [
    (PROGRAMME["passport"], None, ["«потребителей. (покупателей)»", "«Стандарт качества обслуживания клиентов»"]),
    (PROGRAMME["provisions"]["clauses"][2], None, ["текущем году", "отчётный год"]),
    (MEASURES["1.2.1.2"], {"offices": {"ГРП ФЛ Марксовского района": "Марксовского района"}}, ["вид", "районам"]),
    (PROPOSALS["1.2.2"], {"number": "1.2.2."}, ["точка"]),
    (PROPOSALS["2.2.1"], {"number": ""}, ["номера нет", "2.2.2"]),
    (SUBSECTIONS["2.6"], {"number": "2.6"}, ["без точки", "2.5", CYRILLIC["B2C"], "категория потребителей"]),
]


def nodes(value: object) -> Iterator[Any]:
    """Walk over every value and every key of the file, journals left out."""
    yield value
    if isinstance(value, list):
        for child in value:
            yield from nodes(child)
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from (key, *nodes(child)) if key != "journal" else ()


def test_oddities_keep_their_printed_form_and_a_remark() -> None:
    """What was normalised or is odd says so, and no further place differs under cover of a printed form."""
    for node, printed, words in ODDITIES:
        assert node.get("printed") == printed
        assert [word for word in words if word not in node["remark"]] == []
    marked = [node for node in nodes(PROGRAMME) if isinstance(node, dict) and node.keys() & {"printed", "remark"}]
    assert {id(node) for node in marked} == {id(node) for node, _, _ in ODDITIES}


def test_odd_headings_numbers_and_paragraphs_are_kept() -> None:
    """2.5 and 2.6 share a heading, clauses and subsections share numbers, two cells have two paragraphs."""
    assert SUBSECTIONS["2.5"]["title"] == SUBSECTIONS["2.6"]["title"]
    clauses = [*PROGRAMME["provisions"]["clauses"], PROGRAMME["goals"], PROGRAMME["tasks"]]
    assert SUBSECTIONS.keys() & {clause["number"] for clause in clauses} == {"1.1", "1.2", "2.1", "2.2"}
    texts = [item["text"] for item in (*PROPOSALS.values(), *MEASURES.values())]
    assert [text for text in texts if "\n" in text] == [PROPOSALS["1.2.1"]["text"], MEASURES["1.2.5.1"]["text"]]


def test_numbers_are_text() -> None:
    """An unquoted 1.10 is the number 1.1 to YAML, so no number may go unquoted, even where it would read the same."""
    numbers = [node["number"] for node in nodes(PROGRAMME) if isinstance(node, dict) and "number" in node]
    assert [number for number in numbers if not isinstance(number, str)] == []


def test_no_residue_of_word() -> None:
    """Bookmarks, private-use bullets and stray spaces stay behind, in values and in the file's own lines."""
    for value in (node for node in nodes(PROGRAMME) if isinstance(node, str)):
        assert not re.search(r"[\uf02d\u00a0\t]|bookmark| {2}", value), value
        assert value.split("\n") == [line.strip() for line in value.split("\n")], value
    assert not re.search(r"[ \t\r]$", PROGRAMME_FILE.read_bytes().decode("utf-8"), re.MULTILINE)
