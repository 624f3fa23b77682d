"""The manual is true in both languages: its commands print what it says, its links lead somewhere, and it is generated fresh."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import pytest
from ci import command_reference, key_reference

from csprog.cli.command_table import COMMANDS
from csprog.i18n import LANGUAGES
from csprog.store.manual_pages import TOPICS
from tests.console_blocks import blocks, put_plan, put_under_git, retold, run_inside, steps, tell
from tests.plans import APPROVED, ROOT

DOCS = ROOT / "docs"
GENERATED = {
    command_reference.ENGLISH: command_reference.english,
    command_reference.RUSSIAN: command_reference.russian,
    key_reference.RUSSIAN: key_reference.russian,
}
WITH_COMMANDS = [name for name in TOPICS if steps((DOCS / "en" / f"{name}.md").read_text(encoding="utf-8"))]


def page(name: str, language: str) -> str:
    return (DOCS / language / f"{name}.md").read_text(encoding="utf-8")


def put_group(folder: Path) -> None:
    """Make a repository with two companies, one of which has carried out a measure."""
    for company, name in (("sever", "ПАО «Север»"), ("yug", "ПАО «Юг»")):
        (folder / company / "programme").mkdir(parents=True)
        text = APPROVED.replace("organisation: ПАО «Саратовэнерго»", f"organisation: {name}")
        (folder / company / "programme" / "2025.yaml").write_text(text, encoding="utf-8", newline="\n")
    run_inside(
        [
            "csprog",
            "complete",
            "1.2.5",
            "--on",
            "2025-06-27",
            "--note",
            "День клиента проведён",
            "--as-of",
            "2025-06-30",
        ],
        folder / "yug",
        "en",
    )
    put_under_git(folder)


SCENES = {"companies": put_group}
"""What a page's folder holds at first, where that isn't the plan as it was approved."""


# ── the text ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WITH_COMMANDS)
def test_commands_print_what_the_page_says(name: str, language: str, tmp_path: Path) -> None:
    """Where the output has changed on purpose, `python -m tests.test_manual` writes it into the pages."""
    SCENES.get(name, put_plan)(tmp_path)
    for done in tell(page(name, language), tmp_path, language, run_inside):
        done.check()


@pytest.mark.parametrize("name", TOPICS)
def test_pages_have_one_shape(name: str) -> None:
    """A page has the same commands, files, tables and headings of the same levels in both languages."""
    english, russian = page(name, "en"), page(name, "ru")
    assert [step.command for step in steps(english)] == [step.command for step in steps(russian)]
    assert [len(text) for kind, text in blocks(english) if kind == "yaml"] == [
        len(text) for kind, text in blocks(russian) if kind == "yaml"
    ]
    levels, rows = (r"^#+(?= )", r"^\|")
    assert re.findall(levels, english, re.MULTILINE) == re.findall(levels, russian, re.MULTILINE)
    assert len(re.findall(rows, english, re.MULTILINE)) == len(re.findall(rows, russian, re.MULTILINE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_named_in_the_manual_exist(language: str) -> None:
    """No page names a command or an option that csprog doesn't have."""
    known = set(re.findall(r"--[a-z][a-z-]+", command_reference.english())) | {"--version", "--global"}
    of_git = {"--all", "--message", "--quiet"}
    for name in TOPICS:
        text = page(name, language)
        shown = [line for kind, block in blocks(text) if kind == "text" for line in block.splitlines()]
        for words in (
            *shown,
            *re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)),
        ):
            called = re.match(r"csprog ([^\s:]+)", words)
            assert called is None or called[1] in {*COMMANDS, "КОМАНДА", "COMMAND"}, words
            assert set(re.findall(r"(?<=\s)--[a-z-]+", f" {words}")) <= known | of_git, words


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: str(path.relative_to(ROOT)))
def test_generated_pages_are_fresh(path: Path) -> None:
    """`python -m ci.command_reference` and `python -m ci.key_reference` make them anew."""
    assert path.read_text(encoding="utf-8") == GENERATED[path]()


def rewrite() -> None:
    """Write into the pages what their commands print today."""
    for language in LANGUAGES:
        for name in WITH_COMMANDS:
            if sys.argv[1:] and name not in sys.argv[1:]:
                continue
            with tempfile.TemporaryDirectory() as scratch:
                SCENES.get(name, put_plan)(Path(scratch))
                text = page(name, language)
                fresh = retold(text, tell(text, Path(scratch), language, run_inside))
                (DOCS / language / f"{name}.md").write_text(fresh, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rewrite()
