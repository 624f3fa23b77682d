"""A year that was published for good is made again to the byte, or csprog says which files would differ, and why."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.tool import Tool
from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

AFTER = ("--as-of", "2026-02-01")
DONE = "on: 2025-05-01, event: completed, note: акт"
PLAN = small(measure(DONE))
NOTHING = "nothing was written; to publish it anew, add --again"


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog beside a year that was published for good on 1 February 2026."""
    tool = Tool(tmp_path / "repository")
    tool.write(PLAN)
    monkeypatch.chdir(tool.folder)
    assert tool("publish", "--final", *AFTER).exit_code == 0
    return tool


def files(csprog: Tool) -> dict[str, bytes]:
    """Give what the site holds."""
    root = csprog.folder / "site"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def record(csprog: Tool) -> Any:
    return json.loads(files(csprog)["2025/published.json"])


def rewrite(csprog: Tool, /, **changes: Any) -> None:
    """Change the record, as if the year had been published otherwise."""
    text = json.dumps({**record(csprog), **changes})
    (csprog.folder / "site" / "2025" / "published.json").write_text(text, encoding="utf-8")


def told(csprog: Tool, *words: str) -> list[str]:
    """Publish what can't be, and give what was said; nothing was written."""
    before = files(csprog)
    result = csprog("publish", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert files(csprog) == before
    return result.stderr.splitlines()


def test_record_names_every_file_of_the_year_with_its_digest(csprog: Tool) -> None:
    known = record(csprog)
    assert (known["year"], known["as_of"], known["final"]) == (2025, "2026-02-01", True)
    assert known["files"] == {
        name.removeprefix("2025/"): hashlib.sha256(data).hexdigest()
        for name, data in files(csprog).items()
        if name.startswith("2025/") and name != "2025/published.json"
    }


@pytest.mark.parametrize("words", [(), ("--final",), ("--year", "2025"), AFTER])
def test_it_is_made_again_to_the_byte_as_of_its_own_day(csprog: Tool, words: tuple[str, ...]) -> None:
    before = files(csprog)
    result = csprog("publish", *words)
    assert result.exit_code == 0
    assert result.stderr.startswith("2025 was published for good as of 1 Feb 2026; it is the same to the byte\n")
    assert files(csprog) == before


def test_a_damaged_file_is_made_whole(csprog: Tool) -> None:
    before = files(csprog)
    for name in ("index.html", "programme-2025.csv"):
        (csprog.folder / "site" / "2025" / name).write_text("damaged", encoding="utf-8")
    assert csprog("publish").exit_code == 0
    assert files(csprog) == before


def test_a_comment_in_the_plan_changes_nothing(csprog: Tool) -> None:
    csprog.write(f"# Примечание\n{PLAN}\n")
    assert csprog("publish").exit_code == 0


def test_a_plan_that_says_something_else_is_named_with_the_files(csprog: Tool) -> None:
    csprog.write(PLAN.replace("акт", "акт № 2"))
    lines = told(csprog)
    assert lines[0] == "2025 was published for good as of 1 Feb 2026, and these files would be others now:"
    names = ["datapackage.json", "index.html", "programme-2025.csv", "programme-2025.json"]
    assert lines[1:5] == [f"  site/2025/{name}" for name in names]
    assert lines[5:] == ["the plan says something else now (csprog diff shows what)", NOTHING]


def test_a_template_that_has_changed_is_named(csprog: Tool) -> None:
    own = csprog.folder / "templates" / "page.html"
    own.parent.mkdir()
    own.write_text('{% extends "default:page.html" %}{% block foot %}<p>Иначе</p>{% endblock %}', encoding="utf-8")
    assert told(csprog)[1:] == ["  site/2025/index.html", "the templates have changed", NOTHING]


def test_another_version_is_named_if_it_makes_other_files(csprog: Tool) -> None:
    rewrite(csprog, csprog="0.0.9")
    assert csprog("publish").exit_code == 0
    assert record(csprog)["csprog"] == "0.0.9"
    rewrite(csprog, files={**record(csprog)["files"], "index.html": "0" * 64})
    assert told(csprog)[1:3] == ["  site/2025/index.html", "it was csprog 0.0.9, this is csprog 0.1.0"]


def test_a_file_that_is_made_no_more_is_named(csprog: Tool) -> None:
    rewrite(csprog, files={**record(csprog)["files"], "old.csv": "0" * 64})
    assert told(csprog)[1:3] == ["  site/2025/old.csv", "a library that csprog uses has changed"]


def test_another_day_is_refused(csprog: Tool) -> None:
    (line,) = told(csprog, "--as-of", "2026-03-01")
    assert line == "csprog: 2025 was published for good as of 1 Feb 2026; to publish it anew, add --again"


def test_a_correction_is_published_with_again_and_is_for_good_as_well(csprog: Tool) -> None:
    csprog.write(PLAN.replace("акт", "акт № 2"))
    assert csprog("publish", "--again", "--as-of", "2026-03-01").exit_code == 0
    assert (record(csprog)["as_of"], record(csprog)["final"]) == ("2026-03-01", True)
    before = files(csprog)
    assert csprog("publish").exit_code == 0
    assert files(csprog) == before


def test_again_refuses_a_draft(csprog: Tool) -> None:
    csprog.write(small(measure()))
    assert told(csprog, "--again", *AFTER)[-1] == "nothing was written (--final)"


def test_a_draft_is_not_frozen(csprog: Tool) -> None:
    rewrite(csprog, final=False)
    assert csprog("publish", "--as-of", "2025-07-01").exit_code == 0
    assert (record(csprog)["as_of"], record(csprog)["final"]) == ("2025-07-01", False)


def test_another_year_leaves_it_alone(csprog: Tool) -> None:
    before = files(csprog)
    csprog.write(PLAN.replace("2025", "2026"), "2026.yaml")
    assert csprog("publish", "--year", "2026", "--as-of", "2026-03-01").exit_code == 0
    after = files(csprog)
    assert {name: after[name] for name in before if name.startswith("2025/")} == {
        name: data for name, data in before.items() if name.startswith("2025/")
    }
    index = after["index.html"].decode("utf-8").replace("\xa0", " ")
    assert "По состоянию на 1 февраля 2026 г." in index
    assert "По состоянию на 1 марта 2026 г." in index


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"as_of": 5, "files": {}}', '{"as_of": "2026-02-01"}', "ESC"])
def test_a_record_that_is_none_is_refused(csprog: Tool, text: str) -> None:
    if text == "ESC":
        text = json.dumps({**record(csprog), "files": {"\x1b[2J": ""}})
    (csprog.folder / "site" / "2025" / "published.json").write_text(text, encoding="utf-8")
    (line,) = told(csprog)
    assert "published.json is not what csprog wrote there; bring it back from git, or remove it" in line
