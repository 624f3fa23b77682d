"""A project's own templates run nothing and read nothing that lies outside their folder, whichever command reads them."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.extras import optional

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.tool import Tool

RUNS = """{% set p = "(dp0\\nS'number'\\nS'1'\\nsS'title'\\nS'x'\\nscos\\nmkdir\\n(S'PWNED'\\ntR0." %}
{% set x = page.programme.sections[0].parse_raw(p, proto="pickle", allow_pickle=True) %}"""
COMMANDS = [
    ("publish", "--as-of", "2026-03-01"),
    ("publish", "--as-of", "2026-03-01", "--fragment"),
    ("report", "--as-of", "2026-03-01", "--format", "html", "--output", "out"),
    pytest.param(
        ("report", "--as-of", "2026-03-01", "--format", "pdf", "--output", "out"), marks=pytest.mark.slow, id="pdf"
    ),
    pytest.param(
        ("export", "--as-of", "2026-03-01", "--format", "pdf", "--output", "out"), marks=pytest.mark.slow, id="page"
    ),
]


@pytest.fixture
def own(csprog: Tool) -> Path:
    """Give the folder of the project's own templates."""
    folder = csprog.folder / "templates"
    folder.mkdir()
    return folder


def link(path: Path, target: Path) -> None:
    """Make a link; on Windows a junction to a folder, which everyone may make."""
    try:
        path.symlink_to(target, target.is_dir())
    except OSError:
        if os.name != "nt" or not target.is_dir():
            pytest.skip("links can't be made here")
        subprocess.run(["cmd", "/c", "mklink", "/J", str(path), str(target)], check=True, capture_output=True)


def refused(csprog: Tool, *words: str) -> str:
    if "pdf" in words:
        optional("typst")
    said = csprog.refused(*words)
    assert not (csprog.folder / "site").exists()
    assert not (csprog.folder / "out").exists()
    return said.replace(os.sep, "/")


def test_a_template_runs_no_command(csprog: Tool, own: Path) -> None:
    pwned = csprog.folder / "pwned"
    (own / "about.html").write_text(RUNS.replace("PWNED", pwned.as_posix()), encoding="utf-8")
    said = refused(csprog, "publish", "--as-of", "2026-03-01")
    assert "template about.html, line 2: " in said
    assert "has no field “parse_raw”" in said
    assert not pwned.exists()


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("name", ["logo.svg", "page.html", "page.typ", "fonts", "brand", "brand/inner.txt"])
def test_a_link_out_of_the_folder_is_refused(csprog: Tool, own: Path, name: str, words: tuple[str, ...]) -> None:
    outside = csprog.folder / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (own / name).parent.mkdir(exist_ok=True)
    link(own / name, outside if "." not in name else outside / "secret.txt")
    said = refused(csprog, *words)
    assert (
        f"templates/{name} is a link out of the folder of templates; replace it with its target, or remove it" in said
    )


@pytest.mark.parametrize("words", COMMANDS)
def test_a_folder_of_templates_that_is_a_link_is_refused(csprog: Tool, own: Path, words: tuple[str, ...]) -> None:
    own.rename(csprog.folder / "elsewhere")
    link(own, csprog.folder / "elsewhere")
    assert "templates is a link; replace it with the folder of templates itself" in refused(csprog, *words)


def test_links_that_go_round_in_a_circle_are_refused(csprog: Tool, own: Path) -> None:
    link(own / "one.html", own / "two.html")
    link(own / "two.html", own / "one.html")
    assert " is a link out of the folder of templates" in refused(csprog, "publish", "--as-of", "2026-03-01")


@pytest.mark.slow
def test_a_link_within_the_folder_is_read(csprog: Tool, own: Path) -> None:
    (own / "brand").mkdir()
    (own / "brand" / "foot.html").write_text("8 800 000", encoding="utf-8")
    (own / "page.html").write_text(
        '{% extends "default:page.html" %}{% block foot %}{% include "foot.html" %}{% endblock %}', encoding="utf-8"
    )
    link(own / "foot.html", own / "brand" / "foot.html")
    assert csprog("publish", "--as-of", "2026-03-01").exit_code == 0
    assert "8 800 000" in (csprog.folder / "site" / "2025" / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_project_that_lies_behind_a_link_is_published(
    csprog: Tool, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "about.html").write_text("8 800 000", encoding="utf-8")
    link(tmp_path / "behind", csprog.folder)
    monkeypatch.chdir(tmp_path / "behind")
    assert csprog("publish", "--as-of", "2026-03-01").exit_code == 0
    assert "8 800 000" in (csprog.folder / "site" / "2025" / "index.html").read_text(encoding="utf-8")
