"""What `csprog help` shows: topics, pages of the manual in the chosen language, the help of commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from csprog.cli.command_table import COMMANDS
from csprog.i18n import LANGUAGES
from csprog.store.manual_pages import REFERENCES, TOPICS, russian_names
from tests.cli.terminal import Terminal, on_terminal
from tests.plans import ROOT

if TYPE_CHECKING:
    from tests.cli.tool import Tool


def page(name: str, language: str) -> str:
    return (ROOT / "docs" / language / f"{name}.md").read_text(encoding="utf-8")


def test_no_page_has_the_name_of_a_command() -> None:
    names = [name for pair in russian_names().items() for name in set(pair)]
    assert len(names) == len(set(names))
    assert not COMMANDS.keys() & set(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_lists_pages_and_commands(csprog: Tool, language: str) -> None:
    shown = csprog.done("help", CSPROG_LANG=language)
    for name, russian in russian_names().items():
        assert re.search(rf"^  {russian if language == 'ru' else name} +\S", shown, re.MULTILINE), name
    for name in TOPICS:
        assert page(name, language).splitlines()[0].removeprefix("# ") in shown
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", shown, re.MULTILINE), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOPICS)
def test_help_shows_a_page_without_links_to_files(csprog: Tool, name: str, language: str) -> None:
    """In a pipe it is the page's Markdown; both names of it are understood in both languages."""
    shown = csprog.done("help", name, CSPROG_LANG=language)
    assert shown.startswith(page(name, language).partition("\n")[0])
    assert re.findall(r"\]\((?!https:)", shown) == []
    assert csprog.done("help", TOPICS[name].upper(), CSPROG_LANG=language) == shown
    for topic in re.findall(r"`csprog help (\S+)`", shown):
        csprog.done("help", topic, CSPROG_LANG=language)


def test_help_knows_references_and_commands(csprog: Tool) -> None:
    for name in REFERENCES:
        assert csprog.done("help", name).startswith("# ")
    assert csprog.done("help", "format", CSPROG_LANG="ru").startswith("# Формат")
    assert csprog.done("help", "complete") == csprog.done("complete", "--help")
    assert "there is no command nothing; all topics: csprog help" in csprog.refused("help", "nothing", code=2)


@pytest.mark.slow
@on_terminal
def test_help_sets_a_page_for_the_terminal(csprog: Tool) -> None:
    """No marks of Markdown are left, and no line is wider than can be read."""
    reader = Terminal("-m", "csprog", "help", "daily", folder=csprog.folder)
    code, shown = reader.end()
    lines = shown.splitlines()
    assert code == 0
    assert "```" not in shown
    assert "**" not in shown
    assert max(map(len, lines)) <= 100
    assert "csprog complete 1.2.5 --on 2025-06-27" in shown
