"""Nothing that people filled in is overwritten: by no command that writes a file, and never a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from csprog.store import private_files
from tests.cli.tool import Tool
from tests.importing.department import Department
from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

AS_OF, LATER = ("--as-of", "2025-07-01"), ("--as-of", "2025-07-02")
WRITE = {
    "export ics": ("export", "--format", "ics", *AS_OF, "--output"),
    "export docx": ("export", "--format", "docx", *AS_OF, "--output"),
    "export --for": ("export", "--format", "xlsx", "--for", "Северное МРО", *AS_OF, "--output"),
    "report html": ("report", "--format", "html", *AS_OF, "--output"),
    "report json": ("report", "--json", *AS_OF, "--output"),
    "report --years": ("report", "--years", "2025", "--format", "markdown", *AS_OF, "--output"),
    "report --all": ("report", "--all", "--format", "markdown", *AS_OF, "--output"),
    "schema": ("schema", "--output"),
}
EACH = ("export", "--format", "xlsx", "--each", "--output", "round")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which csprog remembers what it wrote: nothing yet."""
    folder = tmp_path / "state" / "csprog"
    monkeypatch.setattr(private_files, "user_state_path", lambda *_, **__: folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("words", WRITE.values(), ids=WRITE)
def test_a_file_of_somebody_else_stays(csprog: Tool, words: tuple[str, ...]) -> None:
    file = csprog.folder / "отчёт"
    file.write_bytes(b"typed for hours\n")
    why = csprog.refused(*words, "отчёт")
    assert why == (
        "already there, with content that csprog did not write: отчёт; nothing was written: choose "
        "another --output, or add --force to overwrite"
    )
    assert file.read_bytes() == b"typed for hours\n"
    csprog.done(*words, "отчёт", "--force")
    written = file.read_bytes()
    assert written != b"typed for hours\n"
    csprog.done(*words, "отчёт")
    csprog.done(*words, "другой")
    assert (csprog.folder / "другой").read_bytes() == written


@pytest.mark.slow
@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("output", ["programme/2025.yaml", "programme/2026.yaml", "programme/report.html"])
@pytest.mark.parametrize("words", WRITE.values(), ids=WRITE)
def test_nothing_goes_into_the_folder_of_plans(
    csprog: Tool, words: tuple[str, ...], output: str, force: tuple[str, ...]
) -> None:
    why = csprog.refused(*words, output, *force)
    assert why.startswith(f"{output} is in a folder of plans")
    assert [path.name for path in csprog.file.parent.iterdir()] == ["2025.yaml"]


@pytest.mark.not_on_windows(reason="on Windows not everyone may make symbolic links")
def test_a_plan_is_safe_by_any_name(csprog: Tool) -> None:
    kept = csprog.folder / "планы" / "программа.yaml"
    kept.parent.mkdir()
    csprog.file.rename(kept)
    csprog.file.symlink_to(kept)
    (csprog.folder / "link").symlink_to(csprog.file)
    for output in ("планы/программа.yaml", "link"):
        assert "is in a folder of plans" in csprog.refused("schema", "--output", output, "--force")


def test_a_folder_that_is_called_programme_may_hold_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a folder with plans is one of plans."""
    (tmp_path / "programme").mkdir()
    monkeypatch.chdir(tmp_path / "programme")
    Tool(tmp_path / "programme").done("schema", "--output", "schema.json")


@pytest.mark.slow
def test_what_csprog_wrote_is_renewed(csprog: Tool, state: Path) -> None:
    """Until somebody changes it, or csprog has forgotten that it was its own."""
    file = csprog.folder / "programme-2025.ics"
    for words in (AS_OF, LATER, AS_OF):
        csprog.done("export", "--format", "ics", *words)
    file.write_bytes(file.read_bytes() + b"\r\n")
    assert "programme-2025.ics; nothing was written" in csprog.refused("export", "--format", "ics", *AS_OF)
    csprog.done("export", "--format", "ics", *AS_OF, "--force")
    (state / "written.json").write_bytes(b"[")
    csprog.done("export", "--format", "ics", *AS_OF)
    (state / "written.json").write_bytes(b'{"a": 1}')
    assert "nothing was written" in csprog.refused("export", "--format", "ics", *LATER)


def test_without_a_place_to_remember_files_are_written_still(csprog: Tool, state: Path) -> None:
    state.parent.write_bytes(b"")
    csprog.done("export", "--format", "ics", *AS_OF)
    assert "nothing was written" in csprog.refused("export", "--format", "ics", *LATER)


def test_an_empty_file_is_filled(csprog: Tool) -> None:
    """As `mktemp` makes one."""
    (csprog.folder / "report.md").touch()
    csprog.done("report", "--format", "markdown", *AS_OF, "--output", "report.md")
    assert (csprog.folder / "report.md").read_bytes()


def test_a_folder_is_no_file(csprog: Tool) -> None:
    (csprog.folder / "report").mkdir()
    why = csprog.refused("report", "--format", "html", *AS_OF, "--output", "report", "--force")
    assert why == "report is not a regular file"


def filled_in(file: Path) -> bytes:
    """Fill in an office's workbook; give its bytes."""
    book = Department(file.read_bytes())
    answer: dict[str, Any] = {"done": "да", "on": "14.03.2025", "note": "Терминал принят"}
    book.fill("1.1.1.1", **answer)
    file.write_bytes(book.data)
    return file.read_bytes()


@pytest.mark.slow
def test_answers_stay_and_no_file_of_the_round_is_renewed(csprog: Tool) -> None:
    csprog(*EACH, *AS_OF)
    file = csprog.folder / "round" / "programme-2025-Заволжское-МРО.xlsx"
    answers = filled_in(file)
    (csprog.folder / "round" / "programme-2025-Северное-МРО.xlsx").unlink()
    before = {path: path.read_bytes() for path in csprog.folder.glob("round/*")}
    why = csprog.refused(*EACH, *LATER)
    assert why.startswith(
        "already there, with content that csprog did not write: round/programme-2025-Заволжское-МРО.xlsx; nothing"
    )
    assert {path: path.read_bytes() for path in csprog.folder.glob("round/*")} == before
    assert before[file] == answers
    assert "Терминал принят" in csprog.done("collect", "round", "--yes", *AS_OF)
    assert csprog(*EACH, *LATER, "--force").exit_code == 0
    assert len(list(csprog.folder.glob("round/*"))) == 11
    assert file.read_bytes() != answers


def test_force_without_a_file_is_told(csprog: Tool) -> None:
    for words in (("report", "--format", "html"), ("schema",)):
        assert csprog.refused(*words, "--force", code=2) == "--force needs --output"


@pytest.mark.parametrize(
    ("offices", "names"),
    [
        (["Офис № 1/2", "Офис № 1-2"], ["Офис-1-2", "Офис-1-2 (2)"]),
        (["Офис А", "офис а"], ["Офис-А", "офис-а (2)"]),
        (
            [f"{'Отдел обслуживания ' * 6}{n}" for n in "12"],
            [f"{('Отдел-обслуживания-' * 6)[:60]}{n}" for n in ("", " (2)")],
        ),
    ],
    ids=["signs", "capitals", "long"],
)
def test_each_recipient_has_a_file_of_its_own(csprog: Tool, offices: list[str], names: list[str]) -> None:
    csprog.write(small(measure(offices=", ".join(f'"{office}"' for office in offices))))
    csprog.done(*EACH, *AS_OF)
    files = {f"programme-2025-{name}.xlsx" for name in names}
    assert {path.name for path in csprog.folder.glob("round/*")} == files
    alone = [csprog.done("export", "--format", "xlsx", "--for", office, *AS_OF).strip() for office in offices]
    if offices != ["Офис А", "офис а"]:  # which --for takes for one
        assert set(alone) == files
