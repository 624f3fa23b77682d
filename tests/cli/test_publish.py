"""`csprog publish` writes the site or refuses to; what is missing is said on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans import APPROVED, measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AFTER = ("--as-of", "2026-02-01")
DONE = "on: 2025-05-01, event: completed, note: акт"


def written(csprog: Tool, folder: str = "site") -> list[str]:
    """Give the files of the site."""
    root = csprog.folder / folder
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_the_files_that_were_written_are_named(csprog: Tool) -> None:
    result = csprog("publish", "--as-of", "2025-07-01")
    assert result.exit_code == 0
    assert sorted(line.removeprefix("site/") for line in result.stdout.splitlines()) == written(csprog) != []
    assert result.stderr == "the page is a draft: 2025 is not over\n"


def test_into_another_folder(csprog: Tool) -> None:
    csprog("publish", "--as-of", "2025-07-01", "--output", "out/2025")
    assert written(csprog, "out/2025")
    assert written(csprog) == []


def test_what_is_missing_is_named_by_its_id(csprog: Tool) -> None:
    csprog.write(small(measure(), measure("on: 2025-05-01, event: completed"), measure(DONE)))
    first, *lines = csprog("publish", *AFTER).stderr.splitlines()
    assert first == "the page is a draft: 2 measures lack a reason or an actual result"
    assert [line.split("  ")[1] for line in lines] == ["1.1.1.1", "1.1.1.2"]
    assert lines[0].endswith("not carried out, and why is not said (decline, postpone or cancel --reason)")
    assert "carried out, but what was achieved is not said" in lines[1]


@pytest.mark.parametrize("as_of", ["2025-12-31", "2026-02-01"])
def test_final_writes_nothing_while_something_is_missing(csprog: Tool, as_of: str) -> None:
    result = csprog("publish", "--final", "--as-of", as_of)
    assert (result.exit_code, result.stdout, written(csprog)) == (1, "", [])
    assert result.stderr.splitlines()[-1] == "nothing was written (--final)"


def test_final_writes_what_is_whole(csprog: Tool) -> None:
    csprog.write(small(measure(DONE)))
    assert csprog.done("publish", "--final", *AFTER).splitlines()
    assert written(csprog)


def test_all_years_are_in_the_index(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("year: 2025", "year: 2024").replace("due: 2025", "due: 2024"), "2024.yaml")
    csprog("publish", *AFTER)
    index = (csprog.folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "2024" in index
    assert "2025" in index


def test_a_plan_with_problems_is_not_published(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("channel: office", "channel: ofice", 1))
    result = csprog("publish", *AFTER)
    assert (result.exit_code, result.stdout, written(csprog)) == (1, "", [])


def test_the_same_day_gives_the_same_bytes(csprog: Tool) -> None:
    csprog("publish", *AFTER)
    csprog("publish", *AFTER, "--output", "again")
    assert written(csprog) == written(csprog, "again")
    for name in written(csprog):
        assert (csprog.folder / "site" / name).read_bytes() == (csprog.folder / "again" / name).read_bytes()
