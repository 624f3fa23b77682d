"""Where plans lie and how they are read; what can't be read is told in a sentence that names the file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from csprog.errors import RefusedError, StoreError
from csprog.store.plan_files import default_year, find_folder, load, plan_path, plans
from tests.plans import day

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

LARGEST = 128 * 1024 * 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of plans with some files that are none."""
    folder = tmp_path / "repository" / "programme"
    folder.mkdir(parents=True)
    for name in (
        "2026.yaml",
        "2024.yaml",
        "2025.yaml",
        "2023.yml",
        "2022.yaml.bak",
        ".2021.yaml",
        "202.yaml",
        "x2020.yaml",
    ):
        (folder / name).write_text("да: да\n", encoding="utf-8")
    return folder


def test_the_folder_is_found_from_anywhere_below(folder: Path) -> None:
    deep = folder.parent / "docs" / "2025" / "more"
    deep.mkdir(parents=True)
    assert find_folder(deep) == find_folder(folder) == find_folder(folder.parent) == folder


def test_the_nearest_folder_is_taken(folder: Path) -> None:
    inner = folder.parent / "branch" / "programme"
    inner.mkdir(parents=True)
    assert find_folder(inner.parent) == inner


def test_a_file_of_that_name_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "programme").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="no folder “programme” in"):
        find_folder(tmp_path)


def test_plans_by_year(folder: Path) -> None:
    assert [(year, path.name) for year, path in plans(folder).items()] == [
        (2024, "2024.yaml"),
        (2025, "2025.yaml"),
        (2026, "2026.yaml"),
    ]


def test_a_year_is_written_in_plain_digits(folder: Path) -> None:
    (folder / "２０２５.yaml").write_text("", encoding="utf-8")
    (folder / "２０２７.yaml").write_text("", encoding="utf-8")
    assert [path.name for path in plans(folder).values()] == ["2024.yaml", "2025.yaml", "2026.yaml"]


@pytest.mark.parametrize(
    ("years", "today", "year"),
    [
        ([2024, 2025, 2026], day(7, 1), 2025),
        ([2024, 2025, 2026], day(12, 31), 2025),
        ([2024, 2025, 2026], day(1, 1, 2026), 2026),
        ([2025, 2024], day(7, 1, 2030), 2025),
        ([2027, 2026], day(7, 1), 2026),
        ([2024, 2026], day(7, 1), 2024),
    ],
)
def test_the_newest_year_that_has_begun(years: list[int], today: date, year: int) -> None:
    assert default_year(years, today) == year


def test_a_folder_without_plans() -> None:
    with pytest.raises(StoreError, match=r"has no plan such as 2025\.yaml"):
        default_year([], day(7, 1))


def test_the_plan_of_a_year(folder: Path) -> None:
    assert plan_path(folder, 2024).name == "2024.yaml"
    with pytest.raises(RefusedError) as refused:
        plan_path(folder, 2020)
    assert str(refused.value) == (
        "there is no plan of 2020; there are: 2024, 2025, 2026, 202.yaml, 2023.yml, x2020.yaml"
    ), "files that somebody may take for plans are named too"


def test_no_plan_of_any_year(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"there are: —$"):
        plan_path(tmp_path, 2025)


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "2025.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: \xd0\xb1\r\n")
    source = load(file)
    assert (source.data, source.text, source.problem) == (file.read_bytes(), "a: б\r\n", None)
    assert source.byte_order_mark
    file.write_bytes(b"a: b\n")
    assert not load(file).byte_order_mark


def test_bytes_that_are_no_text_are_a_problem_and_no_exception(tmp_path: Path) -> None:
    file = tmp_path / "2025.yaml"
    file.write_bytes(b"a: \xff\n")
    problem = load(file).problem
    assert problem is not None
    assert problem.code == "encoding"


def refusal(path: Path) -> str:
    """Give the sentence with which a file is refused."""
    with pytest.raises(StoreError) as refused:
        load(path)
    return str(refused.value)


@pytest.mark.not_on_windows(reason="no folder there has a named pipe in it")
def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    (tmp_path / "link.yaml").symlink_to(pipe)
    for path in (tmp_path, pipe, tmp_path / "link.yaml"):
        assert refusal(path) == f"{path.as_posix()} is not a regular file"


def test_what_is_not_there(tmp_path: Path) -> None:
    dangling = tmp_path / "dangling.yaml"
    dangling.symlink_to(tmp_path / "gone.yaml")
    for path in (tmp_path / "none.yaml", dangling, tmp_path / "none" / "2025.yaml"):
        assert refusal(path) == f"there is no file {path.as_posix()}"


@pytest.mark.not_on_windows(reason="there such a file is one that is not there")
def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert "can't be read: file name too long" in refusal(tmp_path / ("а" * 300))


@pytest.mark.not_under_wine(reason="there a link to itself is not there")
def test_a_link_to_itself(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    assert refusal(loop).startswith(f"{loop.as_posix()} can't be read: ")


def test_what_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "2025.yaml"
    with file.open("wb") as sparse:
        sparse.truncate(LARGEST + 1)
    assert refusal(file) == f"{file.as_posix()} is too large for a plan"


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "2025.yaml"
    file.write_text("a: b\n", encoding="utf-8")

    def forbidden(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.read_bytes", forbidden)  # what chmod does not do to root
    assert refusal(file) == f"{file.as_posix()} can't be read: permission denied"
