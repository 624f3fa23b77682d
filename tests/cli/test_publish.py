"""`csprog publish` writes the site or refuses to; what is missing is said on standard error."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.plans import APPROVED, measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AFTER = ("--as-of", "2026-02-01")
NO_ADDRESS = "no feed and no sitemap: give published_at or site in the passport (an address without “?”)"
DONE = "on: 2025-05-01, event: completed, note: акт"


def written(csprog: Tool, folder: str = "site") -> list[str]:
    """Give the files of the site."""
    root = csprog.folder / folder
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


@pytest.mark.slow
def test_the_files_that_were_written_are_named(csprog: Tool) -> None:
    result = csprog("publish", "--as-of", "2025-07-01")
    assert result.exit_code == 0
    assert sorted(line.removeprefix("site/") for line in result.stdout.splitlines()) == written(csprog) != []
    assert result.stderr.splitlines() == ["the page is a draft: 2025 is not over", NO_ADDRESS]


@pytest.mark.slow
def test_into_another_folder(csprog: Tool) -> None:
    csprog("publish", "--as-of", "2025-07-01", "--output", "out/2025")
    assert written(csprog, "out/2025")
    assert written(csprog) == []


@pytest.mark.slow
def test_what_is_missing_is_named_by_its_id(csprog: Tool) -> None:
    csprog.write(small(measure(), measure("on: 2025-05-01, event: completed"), measure(DONE)))
    first, *lines, last = csprog("publish", *AFTER).stderr.splitlines()
    assert last == NO_ADDRESS
    assert first == "the page is a draft: 2 measures lack a reason or an actual result"
    assert [line.split("  ")[1] for line in lines] == ["1.1.1.1", "1.1.1.2"]
    assert lines[0].endswith('not completed, and no reason is given: csprog decline 1.1.1.1 --year 2025 --reason "…"')
    assert "completed, but no actual result is given" in lines[1]


@pytest.mark.slow
@pytest.mark.parametrize("as_of", ["2025-12-31", "2026-02-01"])
def test_final_writes_nothing_while_something_is_missing(csprog: Tool, as_of: str) -> None:
    result = csprog("publish", "--final", "--as-of", as_of)
    assert (result.exit_code, result.stdout, written(csprog)) == (1, "", [])
    assert result.stderr.splitlines()[-1] == "nothing was written (--final)"


def test_final_writes_what_is_whole(csprog: Tool) -> None:
    csprog.write(small(measure(DONE)))
    result = csprog("publish", "--final", *AFTER)
    recorded, late, last = result.stderr.splitlines()
    assert recorded.startswith("recorded in programme/2025.published.json; commit it")
    assert late.startswith("the report for 2025 was due on 31 Mar 2026; this publication is")
    assert (result.exit_code, last) == (0, NO_ADDRESS)
    assert written(csprog)


def test_with_an_address_there_is_a_feed_and_nothing_left_to_say(csprog: Tool) -> None:
    csprog.write(small(measure(DONE)).replace("sections:", "  site: https://example.org\nsections:", 1))
    csprog.done("publish", *AFTER)
    assert {"atom.xml", "sitemap.xml"} <= set(written(csprog))


@pytest.mark.slow
def test_all_years_whose_pages_are_there_are_in_the_index_as_of_their_own_days(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("year: 2025", "year: 2024").replace("due: 2025", "due: 2024"), "2024.yaml")
    csprog("publish", *AFTER)
    index = csprog.folder / "site" / "index.html"
    assert "2024/index.html" not in index.read_text(encoding="utf-8")
    csprog("publish", "--year", "2024", "--as-of", "2025-03-01")
    csprog("publish", *AFTER)
    text = index.read_text(encoding="utf-8")
    assert "2024/index.html" in text
    assert "2025/index.html" in text
    assert re.findall(r"По состоянию на (\S+ \S+ \d{4})", text.replace("\xa0", " ")) == [
        "1 февраля 2026",
        "1 марта 2025",
    ]


@pytest.mark.slow
def test_a_year_that_is_not_published_may_be_unfinished(csprog: Tool) -> None:
    csprog.write("passport: {year: 2026", "2026.yaml")
    assert csprog("publish", "--year", "2025", *AFTER).exit_code == 0


@pytest.mark.slow
def test_the_fragment_once_written_is_kept_up(csprog: Tool) -> None:
    csprog("publish", *AFTER)
    assert not [name for name in written(csprog) if "fragment" in name]
    csprog("publish", "--fragment", *AFTER)
    fragments = [name for name in written(csprog) if "fragment" in name]
    assert fragments == ["2025/fragment-windows-1251.html", "2025/fragment.html"]
    named = csprog("publish", *AFTER).stdout
    assert all(f"site/{name}\n" in named for name in fragments)


def test_a_file_where_the_folder_should_be_is_told_in_a_sentence(csprog: Tool) -> None:
    (csprog.folder / "taken").write_text("", encoding="utf-8")
    for output in ("taken", "taken/site"):
        assert csprog.refused("publish", *AFTER, "--output", output).startswith("taken")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_is_told_in_a_sentence(csprog: Tool) -> None:
    """A process may write no file longer than a few bytes: as if the disk were full."""
    code = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    code += "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); from csprog.__main__ import main; main()"
    words = [sys.executable, "-c", code, "publish", *AFTER]
    environment = {**os.environ, "CSPROG_LANG": "en"}
    ran = subprocess.run(words, cwd=csprog.folder, env=environment, capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.decode() == "csprog: site/2025/index.html can't be written: file too large\n"
    assert written(csprog) == []


def test_a_plan_with_problems_is_not_published(csprog: Tool) -> None:
    csprog.write(APPROVED.replace("channel: office", "channel: ofice", 1))
    result = csprog("publish", *AFTER)
    assert (result.exit_code, result.stdout, written(csprog)) == (1, "", [])


@pytest.mark.slow
def test_the_same_day_gives_the_same_bytes(csprog: Tool) -> None:
    csprog("publish", *AFTER)
    csprog("publish", *AFTER, "--output", "again")
    assert written(csprog) == written(csprog, "again")
    for name in written(csprog):
        assert (csprog.folder / "site" / name).read_bytes() == (csprog.folder / "again" / name).read_bytes()
