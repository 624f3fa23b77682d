"""`csprog import`: from a document to the plan's file, with all that was decided in view."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from csprog.programme.plan_text import parse_plan
from tests.cli.tool import PYTHON, sentence
from tests.exporting.office_files import docx, paragraph, plan, row
from tests.plans import ROOT

if TYPE_CHECKING:
    from tests.cli.tool import Tool

SAMPLE = ROOT / "tests" / "data" / "plan-2025.docx"
PASTED = ROOT / "tests" / "data" / "programme-2025.txt"


@pytest.fixture
def empty(csprog: Tool) -> Tool:
    """Give csprog in a folder where no plan is yet."""
    shutil.rmtree(csprog.folder / "programme")
    return csprog


def test_the_first_plan_of_a_company(empty: Tool) -> None:
    """The folder is made, the year is the document's, each decision stands in its own line before the counts."""
    *notices, counts, written, left = empty.done("import", str(PASTED)).splitlines()
    assert counts == "2 sections, 20 proposals, 25 measures"
    assert written == "written to programme/2025.yaml"
    assert left == "1 question for you"
    assert sum(line.startswith("question") for line in notices) == 1
    assert len(notices) == 9
    assert notices[-3] == "decided  line 183: no number is given here; it was given in order"
    programme = parse_plan(empty.text).programme
    assert programme is not None
    assert len(programme.measures) == 25


def test_the_file_speaks_russian_whatever_csprog_speaks(empty: Tool) -> None:
    empty.done("--lang", "en", "import", str(SAMPLE))
    assert empty.text.startswith("# Программа на 2025 год, перенесена из «plan-2025.docx» командой csprog import.\n")
    assert "# Решено (таблица 1, строка 25): номер в документе не указан; дан по порядку\n" in empty.text
    assert "remark:" not in empty.text
    assert "# Вопрос (документ): название: в документе не указано; взят заголовок плана" in empty.text


def test_in_russian(empty: Tool) -> None:
    said = empty.done("--lang", "ru", "import", str(SAMPLE))
    assert "вопрос  таблица 1, строка 36: заголовок повторяет более ранний" in said
    assert "2 раздела, 20 предложений, 25 мероприятий" in said


def test_what_another_year_says_of_the_company_is_taken_from_it(csprog: Tool) -> None:
    document = csprog.folder / "plan.docx"
    document.write_bytes(docx(plan(row("1.1.1", "П", "М", "31.12.2026", "Р"))))
    said = csprog.done("import", "plan.docx", "--year", "2026")
    assert "decided  the document: organisation: not given in the document; taken from the existing plan" in said
    written = parse_plan((csprog.folder / "programme" / "2026.yaml").read_text(encoding="utf-8")).programme
    assert written is not None
    assert written.passport.organisation == "ПАО «Саратовэнерго»"


def test_what_nobody_says_is_left_open_and_asked_for(empty: Tool) -> None:
    """The file is written as far as the document goes; what it lacks is told as validate tells it."""
    (empty.folder / "plan.docx").write_bytes(docx(plan(row("1.1.1", "П", "М", "31.12.2026", "Р"))))
    result = empty("import", "plan.docx")
    assert result.exit_code == 1
    assert "question  the document: organisation: not given in the document; add it" in result.stdout
    assert "programme/2026.yaml" in result.stderr
    assert "missing-key" in result.stderr
    text = (empty.folder / "programme" / "2026.yaml").read_text(encoding="utf-8")
    assert "# Вопрос (документ): организация: в документе не указано; впишите\npassport:" in text


@pytest.mark.slow
def test_from_standard_input(empty: Tool) -> None:
    command = [PYTHON, "-m", "csprog", "--lang", "en", "import", "-"]
    ran = subprocess.run(
        command, input=PASTED.read_bytes(), cwd=empty.folder, capture_output=True, timeout=60, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"written to programme/2025.yaml" in ran.stdout
    assert empty.text.startswith("# Программа на 2025 год, перенесена из «стандартный ввод»")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("нет.docx", None, "нет.docx can't be read: no such file or directory"),
        (".", None, ". can't be read"),
        ("план.pdf", b"%PDF-1.7", "план.pdf: a PDF can't be imported"),
        ("план.docx", SAMPLE.read_bytes()[:9000], "план.docx is not a valid .docx file"),
        ("план.docx", docx(paragraph("Без таблицы, 2025 год")), "no table of measures was found"),
        ("план.txt", "Без года".encode(), "no year is given in the document"),
        ("план.docx", b"", "план.docx: the file is empty"),
    ],
)
def test_refused_in_one_sentence_with_nothing_written(empty: Tool, name: str, data: bytes | None, why: str) -> None:
    if data is not None:
        (empty.folder / name).write_bytes(data)
    result = empty("import", name)
    assert result.stdout == ""
    assert sentence(result.stderr).startswith(why)
    assert not (empty.folder / "programme").exists()


def test_without_the_addition(empty: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "csprog.importing.readers.word", raising=False)
    monkeypatch.setitem(sys.modules, "mammoth", None)
    result = empty("import", str(SAMPLE))
    assert result.exit_code == 1
    assert sentence(result.stderr) == ".docx needs optional packages; install them: pip install 'csprog[office]'"
