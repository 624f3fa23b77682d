"""`csprog import` onto a plan that is there: what changes is shown, what people have added to the plan is kept."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from csprog.programme.plan_text import parse_plan
from tests.cli.tool import Tool, sentence
from tests.exporting.office_files import docx, paragraph, plan, row
from tests.plans import APPROVED, ROOT, measure, small

if TYPE_CHECKING:
    from csprog.programme.model import Programme

BEFORE = ("--as-of", "2025-12-01")
"""A day on which the plan of 2026 is not approved."""
DATA = ROOT / "tests" / "data"
FIRST = (("1.1.1", "Очереди", "Установка терминалов", "31.12.2026", "Терминалы установлены"),)
SECOND = (("", "", "Обучение сотрудников", "в течение года", "Сотрудники обучены"),)
THIRD = (("1.1.2", "Договоры", "Повышение качества", "30.06.2026", "Сроки соблюдены"),)


class Office:
    """csprog in a folder with a plan that was imported from Word, and new versions of its document."""

    def __init__(self, tool: Tool) -> None:
        self.tool = tool
        tool.file.unlink()
        (tool.folder / "programme" / "2025.yaml").write_text(APPROVED, encoding="utf-8")
        self.document(*FIRST, *SECOND, *THIRD)
        tool.done("import", "plan.docx", "--year", "2026")
        self.file = tool.folder / "programme" / "2026.yaml"

    def document(self, *rows: tuple[str, ...]) -> None:
        (self.tool.folder / "plan.docx").write_bytes(
            docx(paragraph("3. План мероприятий"), plan(*(row(*each) for each in rows)))
        )

    def anew(self, *words: str) -> list[str]:
        """Import the document again and give what changes."""
        said = self.tool.done("import", "plan.docx", "--year", "2026", *BEFORE, *words).splitlines()
        return [line for line in said if not line.startswith(("decided", "question"))]

    def record(self, *words: str) -> None:
        self.tool.done(*words, "--year", "2026", "--as-of", "2026-05-01")

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    def write(self, old: str, new: str) -> None:
        """Edit the plan by hand."""
        assert old in self.text
        self.file.write_text(self.text.replace(old, new), encoding="utf-8")

    @property
    def programme(self) -> Programme:
        found = parse_plan(self.text).programme
        assert found is not None
        return found

    def journals(self) -> dict[str, int]:
        return {placed.measure.text: len(placed.measure.journal) for placed in self.programme.measures}


@pytest.fixture
def office(csprog: Tool) -> Office:
    return Office(csprog)


def test_the_document_that_it_came_from_changes_nothing(office: Office) -> None:
    before = office.file.read_bytes()
    assert office.anew() == ["nothing changed in the plan"]
    assert office.file.read_bytes() == before


@pytest.mark.slow
def test_the_real_plan_keeps_its_keepers_words(csprog: Tool) -> None:
    """The whole text changes nothing in the plan of 2025; the samples lack two odd points of its numbers."""
    assert csprog.done("import", str(DATA / "programme-2025.txt")).endswith("nothing changed in the plan\n")
    said = csprog.done("import", str(DATA / "plan-2025.docx"), "--yes", "--as-of", "2024-12-01")
    assert [line for line in said.splitlines() if line.startswith(("1", "2."))] == [
        "2.6  printed.number: [-2.6-]",
        "1.2.2  printed.number: [-1.2.2.-]",
    ]
    gone = {line.strip() for line in APPROVED.split("\n") if line not in csprog.text.split("\n")}
    assert gone == {"printed:", 'number: "1.2.2."', 'number: "2.6"'}
    assert csprog.done("undo") == "plan of 2025\nrestored in programme/2025.yaml\n"
    assert csprog.text == APPROVED


def test_changes_are_shown_and_written_beside_journals_and_comments(office: Office) -> None:
    office.record("complete", "1.1.1.1")
    office.write("    subsections:", "    # важно: не трогать\n    subsections:")
    before = office.text
    office.document(("1.1.1", "Очереди", "Установка терминалов", "30.09.2026", "Терминалы работают"), *SECOND, *THIRD)
    assert office.anew("--yes") == [
        "1.1.1.1  due: [-2026-12-31-] {+2026-09-30+}",
        "1.1.1.1  result: Терминалы [-установлены-] {+работают+}",
        "1 section, 2 proposals, 3 measures",
        "written to programme/2026.yaml",
    ]
    changed = before.replace("due: 2026-12-31", "due: 2026-09-30", 1).replace(
        "Терминалы установлены", "Терминалы работают"
    )
    assert office.text == changed
    assert office.tool.done("undo", "--year", "2026") == "plan of 2026\nrestored in programme/2026.yaml\n"
    assert office.text == before


def test_a_journal_follows_its_measure_to_another_place(office: Office) -> None:
    office.record("complete", "1.1.2.1")
    fresh = ("1.1.2", "Новое", "Новое мероприятие", "31.12.2026", "Новый результат")
    office.document(*FIRST, *SECOND, fresh, ("1.1.3", *THIRD[0][1:]))
    shown = office.anew("--yes")
    assert "1.1.3.1  was 1.1.2.1" in shown
    assert "1.1.2.1  added: Новое мероприятие" in shown
    assert office.journals() == {
        "Установка терминалов": 0,
        "Обучение сотрудников": 0,
        "Новое мероприятие": 0,
        "Повышение качества": 1,
    }


def test_what_was_recorded_is_never_dropped(office: Office) -> None:
    office.record("complete", "1.1.2.1")
    before = office.text
    office.document(*FIRST, *SECOND)
    result = office.tool("import", "plan.docx", "--year", "2026", "--yes", *BEFORE)
    assert result.exit_code == 1
    assert sentence(result.stderr).startswith("the document has no measure like 1.1.2.1, which has records")
    assert office.text == before


def test_a_measure_without_records_goes(office: Office) -> None:
    office.document(*FIRST, *THIRD)
    assert "1.1.1.2  removed: Обучение сотрудников" in office.anew("--yes")
    assert "Обучение" not in office.text


def test_what_a_person_decided_stays_while_the_same_is_printed(office: Office) -> None:
    due = re.search(r"due: 2026-12-31(?=\n.*\n.*printed:)", office.text)
    assert due is not None
    office.file.write_text(f"{office.text[: due.start()]}due: 2026-11-30{office.text[due.end() :]}", encoding="utf-8")
    office.write("audience: B2C", "audience: B2B")
    office.write("text: Договоры", "text: Договоры\n            goals: []")
    office.document(("1.1.1", "Очереди", "Установка терминалов", "31.12.2026", "Терминалы работают"), *SECOND, *THIRD)
    assert office.anew("--yes")[0] == "1.1.1.1  result: Терминалы [-установлены-] {+работают+}"
    assert [str(placed.measure.due) for placed in office.programme.measures] == [
        "2026-12-31",
        "2026-11-30",
        "2026-06-30",
    ]
    assert "goals: []" in office.text


@pytest.mark.slow
def test_nothing_is_written_without_a_yes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    before = office.text
    office.document(*FIRST, *THIRD)
    result = office.tool("import", "plan.docx", "--year", "2026", *BEFORE)
    assert result.exit_code == 1
    assert sentence(result.stderr) == "nothing was written; to write without a question, add --yes"
    asked: list[str] = []
    answers = iter([False, True])
    monkeypatch.setattr("csprog.cli.prompts.questions.at_terminal", lambda: True)

    def agree(question: object) -> bool:
        asked.append(str(question))
        return next(answers)

    monkeypatch.setattr("csprog.cli.prompts.questions.agree", agree)
    result = office.tool("import", "plan.docx", "--year", "2026", *BEFORE)
    assert (result.exit_code, sentence(result.stderr)) == (1, "nothing was written")
    assert office.text == before
    office.anew()
    assert office.text != before
    assert asked == ["Write this to programme/2026.yaml?"] * 2


def test_where_lines_cannot_be_placed_the_file_is_written_anew_and_says_so(office: Office) -> None:
    office.record("complete", "1.1.1.1")
    lines = "- text: Повышение качества\n                due: 2026-06-30\n                result: Сроки соблюдены"
    office.write(lines, "- {text: Повышение качества, due: 2026-06-30, result: Сроки соблюдены} # согласован")
    office.document(*FIRST, *SECOND, (*THIRD[0][:4], "Сроки сокращены"))
    result = office.tool("import", "plan.docx", "--year", "2026", "--yes", *BEFORE)
    assert result.exit_code == 0
    assert result.stderr == "the file is rewritten: its comments and layout are lost\n"
    assert office.journals()["Установка терминалов"] == 1
    assert "согласован" not in office.text
    office.tool.done("undo", "--year", "2026")
    assert "согласован" in office.text


def test_an_import_that_is_committed_stays(office: Office) -> None:
    def git(*words: str) -> None:
        identity = ("-c", "user.name=А", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *words], cwd=office.tool.folder, check=True, capture_output=True)

    git("init", "-q")
    office.document(*FIRST, *THIRD)
    office.anew("--yes")
    git("add", ".")
    git("commit", "-qm", "план")
    said = office.tool.refused("undo", "--year", "2026")
    assert said == "the last change is already committed; revert the commit with git"


def test_what_was_recorded_does_not_go_to_another_measure_of_the_same_number(office: Office) -> None:
    office.record("complete", "1.1.2.1")
    office.document(*FIRST, *SECOND, ("1.1.2", "Договоры", "Открытие нового офиса", "30.06.2026", "Офис открыт"))
    result = office.tool("import", "plan.docx", "--year", "2026", "--yes", *BEFORE)
    assert sentence(result.stderr).startswith("the document has no measure like 1.1.2.1")


@pytest.mark.slow
@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_an_exported_plan_changes_nothing(csprog: Tool, year: int) -> None:
    """Exported on one day and read back on another, without a word of what a reader could ask."""
    csprog.file.unlink()
    shutil.copytree(ROOT / "docs" / "example", csprog.folder, dirs_exist_ok=True)
    plan = csprog.folder / "programme" / f"{year}.yaml"
    before = plan.read_bytes()
    csprog.done("export", "--format", "docx", "--year", str(year), "--output", "e.docx", "--as-of", "2026-06-01")
    said = csprog.done("import", "e.docx", "--year", str(year), "--as-of", "2026-09-01")
    assert (said, plan.read_bytes()) == ("nothing changed in the plan\n", before)


def test_errors_that_an_import_brings_are_said_last(csprog: Tool) -> None:
    """The journal names an office that the document has no more; validate refuses the plan from then on."""
    csprog.write(
        small(measure("on: 2025-03-14, event: completed, offices: [Южный офис]", offices="Северный офис, Южный офис"))
    )
    document = docx(
        paragraph("3. План мероприятий"), plan(row("1.1.1", "Предложение", "Мероприятие", "30.06.2025", "Результат"))
    )
    (csprog.folder / "e.docx").write_bytes(document)
    ran = csprog("import", "e.docx", "--year", "2025", "--yes", "--as-of", "2025-04-01")
    assert ran.exit_code == 1
    assert ran.stdout.splitlines()[-1] == "1 error in programme/2025.yaml: see csprog validate"
    assert csprog("validate", "--as-of", "2025-04-01").exit_code == 1
