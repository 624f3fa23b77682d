"""Locates the pages of documentation that come with csprog."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from csprog.errors import StoreError
from csprog.i18n import N_, Message, current_language


class Reference(NamedTuple):
    """A reference: its Russian name and its line in the list of topics."""

    russian: str
    title: str


TOPICS = {
    "start": "начало",
    "daily": "работа",
    "browser": "браузер",
    "reporting": "отчёт",
    "file": "файл",
    "documents": "документы",
    "site": "сайт",
    "companies": "компании",
    "questions": "вопросы",
}
"""The pages of the manual in reading order, docs/ru/NAME.md and docs/en/NAME.md, with their Russian names."""
REFERENCES = {
    "format": Reference("формат", N_("The plan's file: all keys")),
    "commands": Reference("команды", N_("All commands with their help")),
    "json": Reference("json", N_("What --json prints (in English)")),
    "years": Reference("годы", N_("What goes from one year's plan into the next (in English)")),
    "office": Reference("офис", N_("How Word and Excel are read and written (in English)")),
    "publication": Reference("публикация", N_("The page and its templates (in English)")),
    "data": Reference("данные", N_("The published data (in English)")),
    "figures": Reference("величины", N_("How the figures of the report are counted (in English)")),
    "portfolio": Reference("портфель", N_("Many plans: reports, tables, cache, cluster (in English)")),
    "integration": Reference("интеграция", N_("Editors, pre-commit, GitHub, GitLab (in English)")),
}
"""The references docs/NAME.md; docs/ru has a Russian text of some."""
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


def documentation_folder() -> Path:
    """Return the folder of the documentation, in a wheel or in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "docs"
    return installed if installed.is_dir() else package.parents[1] / "docs"


def find_page(word: str) -> str | None:
    """Return the name of the page that `word` means in either language, None if there is none."""
    typed = _folded(word.strip())
    return next((name for name, russian in russian_names().items() if typed in {name, _folded(russian)}), None)


def russian_names() -> dict[str, str]:
    """Return the Russian name of each page."""
    return TOPICS | {name: reference.russian for name, reference in REFERENCES.items()}


def _folded(word: str) -> str:
    return word.casefold().replace("ё", "е")


def shown_name(page: str) -> str:
    """Return a page's name in the chosen language."""
    return russian_names()[page] if current_language() == "ru" else page


def page_text(name: str) -> str:
    """Return a page's Markdown, in the chosen language if it exists in that."""
    folder = documentation_folder()
    file = f"{name}.md"
    for path in (folder / current_language() / file, folder / file):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise StoreError(Message("the page {file} of the manual is missing; install csprog again", file=file))


def page_title(name: str) -> str:
    """Return a page's heading."""
    return page_text(name).partition("\n")[0].removeprefix("# ")


def without_links(markdown: str) -> str:
    """Return Markdown with links to other pages turned into the commands that show them."""
    return _LINK.sub(_as_command, markdown)


def _as_command(link: re.Match[str]) -> str:
    """Return a link's words, with a command if it leads to a page; an address of the web stays a link."""
    words, target = link.groups()
    if target.startswith("https://"):
        return link[0]
    file = PurePosixPath(target.partition("#")[0])
    if file.suffix != ".md" or file.stem not in russian_names():
        return words
    is_translated = (documentation_folder() / current_language() / file.name).is_file()
    is_other = file.parts[0] == ".." and is_translated and file.stem in REFERENCES  # of docs, not of docs/ru
    return f"{words} (`csprog help {shown_name(file.stem)}{' --lang en' if is_other else ''}`)"
