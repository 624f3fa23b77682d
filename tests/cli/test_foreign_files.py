"""`csprog publish` overwrites nothing that csprog did not write, and two publications end in one whole site."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from csprog.store.file_set import digest_of
from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.tool import Tool

DAY = ("--as-of", "2025-07-01")
FOREIGN = b"<h1>\xd0\x93\xd0\xbb\xd0\xb0\xd0\xb2\xd0\xbd\xd0\xb0\xd1\x8f</h1>"
ADVICE = "nothing was written: choose another --output, or add --force to overwrite"


@pytest.fixture
def addressed(csprog: Tool) -> Tool:
    """Give a plan whose site has a feed."""
    csprog.write(small(measure()).replace("sections:", "  site: https://example.org\nsections:", 1))
    return csprog


def put(csprog: Tool, name: str) -> Path:
    file = csprog.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(FOREIGN)
    return file


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["index.html", "atom.xml", "sitemap.xml", "2025/index.html", "2025/programme-2025.csv"]
)
def test_a_file_of_somebody_else_is_refused_by_name(addressed: Tool, name: str) -> None:
    file = put(addressed, f"www/{name}")
    said = addressed.refused("publish", *DAY, "--output", "www")
    assert said == f"not written by csprog: www/{name}; {ADVICE}"
    assert [path for path in (addressed.folder / "www").rglob("*") if path.is_file()] == [file]
    assert file.read_bytes() == FOREIGN
    for force in (("--force",), ()):
        assert addressed("publish", *DAY, "--output", "www", *force).exit_code == 0
    assert file.read_bytes() != FOREIGN


@pytest.mark.slow
def test_a_feed_that_came_between_is_not_taken_for_csprogs(csprog: Tool, addressed: Tool) -> None:
    whole = addressed.text
    csprog.write(small(measure()))
    assert csprog("publish", *DAY).exit_code == 0
    put(csprog, "site/atom.xml")
    csprog.write(whole)
    assert csprog.refused("publish", *DAY) == f"not written by csprog: site/atom.xml; {ADVICE}"


@pytest.mark.slow
def test_its_own_files_are_made_whole_whatever_became_of_them(addressed: Tool) -> None:
    assert addressed("publish", *DAY).exit_code == 0
    before = {file: file.read_bytes() for file in (addressed.folder / "site").rglob("*") if file.is_file()}
    for file in before:
        if file.name != "published.json":
            file.write_bytes(FOREIGN)
    assert addressed("publish", *DAY).exit_code == 0
    assert {file: file.read_bytes() for file in before} == before


def test_files_by_other_names_stay(addressed: Tool) -> None:
    files = [put(addressed, f"site/{name}") for name in ("robots.txt", "2024/index.html", "2025/photo.jpg")]
    assert addressed("publish", *DAY).exit_code == 0
    assert all(file.read_bytes() == FOREIGN for file in files)


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("folder", ["programme", "programme/site", "templates", "templates/site", "evidence/2025"])
def test_never_into_the_folders_of_what_people_wrote(addressed: Tool, folder: str, force: tuple[str, ...]) -> None:
    own = put(addressed, "templates/base.html"), put(addressed, "evidence/2025/акт.pdf")
    said = addressed.refused("publish", *DAY, "--output", folder, *force)
    assert said.startswith(f"{folder} is in “{folder.split('/', maxsplit=1)[0]}”, a folder of files written by people")
    assert all(file.read_bytes() == FOREIGN for file in own)


@pytest.mark.slow
def test_two_publications_at_once_end_in_one_whole_site(addressed: Tool) -> None:
    for _ in range(3):
        runs = [addressed.start("publish", "--as-of", f"2025-07-{day}") for day in ("21", "22", "23")]
        assert [run.result().code for run in runs] == [0, 0, 0]
        site = addressed.folder / "site"
        (version,) = json.loads((site / "2025" / "published.json").read_bytes())["publications"]
        assert {name: digest_of(site / "2025" / name) for name in version["files"]} == version["files"]
        top = json.loads((site / "published.json").read_bytes())["files"]
        assert {name: sha256((site / name).read_bytes()).hexdigest() for name in top} == top
        assert f"{version['as_of']}T00" in (site / "atom.xml").read_text(encoding="utf-8")
