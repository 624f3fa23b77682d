"""csprog export: where its files go, for whom, and what it says when something is missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from csprog.exporting.registry import FORMATS

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")


def test_named_after_the_year_and_the_recipient(csprog: Tool) -> None:
    assert csprog.done("export", "--format", "xlsx", *AS_OF) == "programme-2025.xlsx\n"
    shown = csprog.done("export", "--format", "xlsx", "--for", "заволжское  мро", *AS_OF)
    assert shown == "programme-2025-Заволжское-МРО.xlsx\n"
    assert (csprog.folder / shown.strip()).read_bytes() != (csprog.folder / "programme-2025.xlsx").read_bytes()


def test_output_is_a_file_or_a_folder(csprog: Tool) -> None:
    assert csprog.done("export", "--format", "xlsx", "--output", "отчёты/план.xlsx", *AS_OF) == "отчёты/план.xlsx\n"
    shown = csprog.done("export", "--format", "xlsx", "--output", "отчёты", *AS_OF)
    assert shown == "отчёты/programme-2025.xlsx\n"
    first, second = (path.read_bytes() for path in (csprog.folder / "отчёты").iterdir())
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_the_same_day_gives_the_same_bytes_in_any_language(csprog: Tool, name: str) -> None:
    csprog.done("export", "--format", name, "--output", "one", *AS_OF)
    csprog.done("export", "--format", name, "--output", "two", *AS_OF, "--lang", "ru")
    csprog.done("export", "--format", name, "--output", "other", "--as-of", "2025-07-02")
    one, two, other = ((csprog.folder / file).read_bytes() for file in ("one", "two", "other"))
    assert one == two != other


def test_each_office_gets_its_file(csprog: Tool) -> None:
    result = csprog("export", "--format", "xlsx", "--each", "--output", "round", *AS_OF)
    shown = result.stdout.splitlines()
    assert result.stderr.startswith(
        "20 measures name neither an office nor a responsible unit and are in none of these"
    )
    assert ": 1.1.2.1, 1.1.3.1, 1.2.1.3, " in result.stderr
    assert len(shown) == 11
    assert sorted(shown) == sorted(path.relative_to(csprog.folder).as_posix() for path in csprog.folder.glob("round/*"))
    alone = csprog.done("export", "--format", "xlsx", "--for", "Северное МРО", *AS_OF).strip()
    assert (csprog.folder / "round" / alone).read_bytes() == (csprog.folder / alone).read_bytes()
    why = csprog.refused("export", "--format", "xlsx", "--each", "--for", "Северное МРО", code=2)
    assert "--each and --for can't be used together" in why
    assert "without --for" in csprog.refused("export", "--format", "pdf", "--each", code=2)


def test_unknown_recipient_and_format(csprog: Tool) -> None:
    why = csprog.refused("export", "--format", "xlsx", "--for", "Заволжская МРО")
    assert "no office or responsible unit “Заволжская МРО” in the plan of 2025; there are: «Заволжское МРО»" in why
    assert "missing option --format" in csprog.refused("export", code=2)
    assert "invalid value “rtf”" in csprog.refused("export", "--format", "rtf", code=2)


def test_word_and_pdf_are_of_the_whole_plan(csprog: Tool) -> None:
    why = csprog.refused("export", "--format", "docx", "--for", "Заволжское МРО", code=2)
    assert "docx is available only for the whole plan, without --for" in why


@pytest.mark.slow
def test_imported_onto_its_own_plan_a_word_file_changes_nothing(csprog: Tool) -> None:
    csprog.done("complete", "1.2.5", "--note", "День клиента проведён", "--as-of", "2025-06-20")
    before = csprog.text
    csprog.done("export", "--format", "docx", *AS_OF)
    assert "nothing changed in the plan" in csprog("import", "programme-2025.docx", "--year", "2025").stdout
    assert csprog.text == before


@pytest.mark.slow
def test_a_projects_templates_make_the_pdf(csprog: Tool) -> None:
    (csprog.folder / "templates").mkdir()
    (csprog.folder / "templates" / "page.typ").write_text("#let main(data) = data.nothing", encoding="utf-8")
    why = csprog.refused("export", "--format", "pdf", *AS_OF)
    assert why.startswith("template page.typ, line 1: unknown field")
    assert list(csprog.folder.glob("*.pdf")) == []


@pytest.mark.parametrize(
    ("name", "library"),
    [("xlsx", "xlsxwriter"), ("docx", "docx"), ("odt", "odfdo"), ("ods", "odfdo"), ("pdf", "typst")],
)
def test_missing_extra_is_told(csprog: Tool, monkeypatch: pytest.MonkeyPatch, name: str, library: str) -> None:
    writers = (f"csprog.exporting.{FORMATS[name].module.partition('.')[0]}", "csprog.exporting.typst")
    for module in [module for module in sys.modules if module.startswith(writers)]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    why = csprog.refused("export", "--format", name)
    assert why == f"{name} needs optional packages; install them: pip install 'csprog[{FORMATS[name].extra}]'"
    assert list(csprog.folder.glob(f"*.{name}")) == []


def test_the_annex_of_an_amendment(csprog: Tool) -> None:
    order = ("--document", "Приказ № 118", "--on", "2025-06-02", "--reason", "Так")
    export = ("export", "--format", "docx", "--amendment")
    assert csprog.refused(*export, "1", *AS_OF) == "there is no amendment 1 in the plan of 2025; there are: —"
    csprog.done("amend", "1.2.2.1", "--due", "2025-11-30", *order, *AS_OF)
    assert csprog.done(*export, "1", *AS_OF) == "programme-2025-amendment-1.docx\n"
    why = csprog.refused(*export, "2", *AS_OF)
    assert why == "there is no amendment 2 in the plan of 2025; there are: 1 (Приказ № 118, 2025-06-02)"
    why = csprog.refused("export", "--format", "pdf", "--amendment", "1", code=2)
    assert why == "the annex of an amendment needs --format docx, odt"
