"""What is written in format 1 is read for ever; what a newer csprog wrote is called that, and read as far as it can be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from csprog import __version__
from csprog.cli.command_table import COMMANDS
from csprog.programme.json_schema import plan_schema
from csprog.publication.data_schema import data_schema
from csprog.publication.publication_log import read_record
from csprog.publication.site_index import index_schema
from tests.cli.clock import begun_beside, set_clock
from tests.cli.tool import Tool
from tests.plans import measure, small, sound

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = Path(__file__).resolve().parent.parent / "data" / "format-1"
"""Plans, records and data as csprog wrote them in format 1. They are never made anew."""
NEWER = f"written in format 2; this csprog {__version__} supports 1: update csprog"
PLAN = small(measure("on: 2025-05-01, event: completed, note: акт"), measure())


# ── what format 1 was stays readable ─────────────────────────────────────────────────────────────────────────


def test_a_plan_with_every_key_of_format_1_is_read() -> None:
    programme = sound((KEPT / "programme" / "2026.yaml").read_text("utf-8"))[1]
    assert (programme.format, programme.passport.inn, len(programme.measures)) == (1, "6400000126", 2)
    assert len(programme.measures[0].measure.journal) == 12


@pytest.mark.slow
def test_a_record_of_format_1_is_read_and_freezes_its_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = read_record(KEPT / "programme" / "2025.published.json")
    assert record is not None
    assert (record.last.final, record.last.listed is not None and record.last.listed.figures.done) == (True, 1)
    csprog = Tool(tmp_path / "repository")
    shutil.copytree(KEPT, csprog.folder)
    csprog.write(
        PLAN.replace("2025", "2027").replace("sections:", "  site: https://example.org\nsections:", 1), "2027.yaml"
    )
    monkeypatch.chdir(csprog.folder)
    set_clock(monkeypatch, "2028-02-01")
    assert csprog("publish", "--year", "2027").exit_code == 0
    listed = json.loads((csprog.folder / "site" / "index.json").read_bytes())
    kept = json.loads((KEPT / "site" / "index.json").read_bytes())
    assert listed["years"][-1] == kept["years"][-1]


@pytest.mark.parametrize(
    ("file", "now"),
    [
        ("site/2025/programme.data.schema.json", data_schema()),
        ("site/index.schema.json", json.loads(index_schema())),
    ],
    ids=["data", "list of years"],
)
def test_names_of_format_1_keep_their_places_and_types(file: str, now: Any) -> None:
    """Names may be added; none goes, and none changes its type."""
    assert list(lost(json.loads((KEPT / file).read_bytes()), now)) == []


def lost(kept: Any, now: Any, path: str = "") -> Iterator[str]:
    """Yield the names and types of a kept schema that another does not have."""
    if isinstance(kept, dict) and isinstance(now, dict):
        for key in kept.keys() - {"description", "title", "$id"}:
            yield from lost(kept[key], now[key], f"{path}/{key}") if key in now else [f"{path}/{key}"]
    elif isinstance(kept, list) and isinstance(now, list):
        yield from (f"{path}: {one}" for one in kept if not any(not list(lost(one, other)) for other in now))
    elif kept != now:
        yield f"{path}: {kept}"


def test_lost_names_and_types_are_found() -> None:
    kept = {"properties": {"a": {"type": "string"}, "b": {"enum": ["x", "y"]}}, "required": ["a"]}
    added = {"properties": {**kept["properties"], "c": {}}, "required": ["c", "a"]}  # type: ignore[dict-item]
    assert list(lost(kept, added)) == []
    assert list(lost(kept, {**kept, "required": []})) == ["/required: a"]
    assert list(lost(kept, {**kept, "properties": {"a": {"type": "integer"}}})) != []


@pytest.mark.parametrize(("file", "command"), [("status.json", ("status",)), ("show.json", ("show", "1.1.1.1"))])
def test_json_of_format_1_has_kept_its_names(
    file: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(KEPT)
    now = Tool(KEPT).json(
        *command, "--year", "2025", "--as-of", "2026-02-03", *(["--no-cache"] * (command == ("status",)))
    )
    assert list(lost(json.loads((KEPT / file).read_bytes()), now)) == []


# ── the number is written ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog beside a small plan."""
    return begun_beside(PLAN, tmp_path, monkeypatch, "2026-02-03")


def test_new_and_import_write_the_format(csprog: Tool) -> None:
    assert csprog("new", "2026").exit_code == 0
    assert csprog("import", str(KEPT.parent / "plan-2025.docx"), "--year", "2024").exit_code in {0, 1}
    for year in ("2026", "2024"):
        text = (csprog.folder / "programme" / f"{year}.yaml").read_text("utf-8")
        assert next(line for line in text.splitlines() if line and not line.startswith("#")) == "format: 1"


def test_an_approved_plan_may_be_given_its_format(csprog: Tool) -> None:
    before = csprog.write(PLAN, "../before.yaml")
    csprog.write(f"format: 1\n{PLAN}")
    csprog.done("validate", "--against", str(before), str(csprog.file))


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("status", "--all"),
        ("show", "1.1.1.1"),
        ("report",),
        ("report", "--years", "2025..2025"),
        ("report", "--all"),
        ("validate",),
        ("explain", "format"),
        ("remark", "1.1.1.1", "--note", "а"),
    ],
    ids=" ".join,
)
def test_every_json_says_its_format(csprog: Tool, command: tuple[str, ...]) -> None:
    csprog.write(
        PLAN.replace("result:", "responsible: ''\n                result:", 1) if command == ("validate",) else PLAN
    )
    value = json.loads(csprog(*command, "--json").stdout)
    assert value
    assert {one["format"] for one in (value if isinstance(value, list) else [value])} == {1}


def test_schema_names_the_format() -> None:
    assert plan_schema()["$id"] == "urn:csprog:plan:1"
    assert data_schema()["$id"] == "urn:csprog:programme-data:1.0"


# ── a newer format ───────────────────────────────────────────────────────────────────────────────────────────

OF_FORMAT_2 = "format: 2\n" + PLAN.replace(
    "journal:",
    "urgency: high\n                journal:\n                  - {on: 2025-04-01, event: delegated, to: Отдел}",
).replace("sections:", "weather: {rain: true}\nsections:", 1)


def test_a_newer_format_is_all_that_validate_says(csprog: Tool) -> None:
    csprog.write(OF_FORMAT_2)
    (found,) = json.loads(csprog("validate", "--json").stdout)
    assert (found["code"], found["line"], found["message"]) == ("newer-format", 1, NEWER)


def test_status_and_show_tell_what_they_can_read(csprog: Tool) -> None:
    csprog.write(OF_FORMAT_2)
    for command in (("status",), ("show", "1.1.1.1")):
        result = csprog(*command)
        assert result.exit_code == 0
        said = " ".join(result.stdout.split())
        assert f"{NEWER}; what follows is what it can read of the plan" in said
    assert "completed" in csprog("show", "1.1.1.1").stdout
    assert csprog.json("status")["newer_format"] == 2


REFUSING = {
    "complete": ("1.1.1.2",),
    "remark": ("1.1.1.1", "--note", "а"),
    "log": (),
    "publish": (),
    "report": (),
    "export": ("--format", "ics"),
    "undo": (),
    "correct": ("1.1.1.1", "--why", "а", "--withdraw"),
}


@pytest.mark.parametrize("command", REFUSING)
def test_other_commands_refuse_in_that_sentence_and_change_nothing(csprog: Tool, command: str) -> None:
    assert command in COMMANDS
    csprog.write(OF_FORMAT_2)
    result = csprog(command, *REFUSING[command], "--year", "2025")
    assert result.exit_code == 1
    assert NEWER in " ".join(result.stderr.split())
    assert csprog.text == OF_FORMAT_2


@pytest.mark.slow
def test_one_plan_of_a_newer_format_stops_no_other(csprog: Tool) -> None:
    csprog.write(OF_FORMAT_2.replace("2025", "2024"), "2024.yaml")
    assert csprog("publish", "--year", "2025", "--final").exit_code in {0, 1}
    assert csprog("publish", "--year", "2025").exit_code == 0
    many = json.loads(csprog("status", "--all", "--json").stdout)
    assert [plan["year"] for plan in many["plans"]] == [2025]


def test_a_record_of_a_newer_format_is_called_that(csprog: Tool) -> None:
    beside = csprog.folder / "programme" / "2025.published.json"
    beside.write_text('{"format": 2, "year": 2025, "issues": []}', encoding="utf-8")
    assert csprog.refused("publish") == f"programme/2025.published.json: {NEWER}"


@pytest.mark.parametrize("format_", ["0", "x", "1.5", "[1]", "''", "99999999999999999999"])
def test_what_is_no_format_is_refused_at_its_place(csprog: Tool, format_: str) -> None:
    csprog.write(f"format: {format_}\n{PLAN}")
    found = json.loads(csprog("validate", "--json").stdout)
    assert [(one["code"], one["line"]) for one in found if one["severity"] == "error"] == [("format", 1)]
