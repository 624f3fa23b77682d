"""Bring the Russian catalogue up to date with the sources, and compile it: `python -m tests.update_catalogue`.

New messages come into it without a translation, obsolete ones go, all of it is sorted. Translate what the command names
as empty and run it again. `pip install -e .` compiles as well.

The sources are the Python files, the rules' YAML files and the templates of the desk. Python is searched by its syntax trees: `pybabel extract`
does not see a message inside an f-string before Python 3.12, and takes `Message("…", key="event")` for one with a
plural.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from csprog.yamltext.reader import load_file

SOURCES = Path(__file__).resolve().parent.parent / "src" / "csprog"
CATALOGUE = SOURCES / "locale" / "ru" / "LC_MESSAGES" / "csprog.po"
TEMPLATES = SOURCES.parent.parent / "templates" / "desk"
RULES = SOURCES / "validation" / "catalogue"
COMMAND = "python -m tests.update_catalogue"
HEADER = r"""# The Russian of csprog; `python -m tests.update_catalogue` brings it up to date.
msgid ""
msgstr ""
"Language: ru\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

"""


def said_in(file: Path) -> dict[str, str | None]:
    """Return the texts that a Python source hands to `Message`, `N_` or `translate`, with their plurals."""
    said: dict[str, str | None] = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(args=[first, *rest]) if _name(node.func) in {"Message", "N_", "translate"}:
                plurals = _texts(rest[0], file) if rest else []
                said |= {text: plurals[0] if plurals else said.get(text) for text in _texts(first, file)}
    return said


def said_of_rules(file: Path) -> Iterator[str]:
    """Yield the title of a subject, and the summary and the reason of its rules."""
    subject = load_file(file)
    yield subject["title"]
    for rule in subject["rules"]:
        yield from (rule["summary"], rule["reason"])


def said_of_templates() -> Iterator[str]:
    """Yield the texts that the desk's templates hand to `_`."""
    for file in sorted(TEMPLATES.glob("*.html")):
        parsed = Environment().parse(file.read_text(encoding="utf-8"))
        yield from (str(text) for _, _, text in extract_from_ast(parsed, ("_",)))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _texts(node: ast.expr, file: Path) -> list[str]:
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.IfExp(body=one, orelse=other):
            return [*_texts(one, file), *_texts(other, file)]
        case ast.JoinedStr() | ast.BinOp():
            message = f"{file.name}:{node.lineno}: a sentence that is put together can't be translated"
            raise ValueError(message)
    return []  # the value of a name: its text was marked where it is written


@cache
def said() -> dict[str, str | None]:
    """Return all texts of the sources with their plurals."""
    texts: dict[str, str | None] = {}
    for file in sorted(RULES.glob("*.yaml")):
        texts |= dict.fromkeys(said_of_rules(file))
    texts |= dict.fromkeys(said_of_templates())
    for file in sorted(SOURCES.rglob("*.py")):
        for text, plural in said_in(file).items():
            texts[text] = plural or texts.get(text)
    return texts


@cache
def catalogue() -> Catalog:
    """Return the Russian catalogue as it stands in the sources."""
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def renewed() -> str:
    """Return the catalogue that the sources ask for, with the translations that there are."""
    fresh = Catalog(locale="ru")
    for text, plural in said().items():
        key = (text, plural) if plural else text
        known = catalogue().get(key)
        kept = known.string if known and isinstance(known.id, str) is isinstance(key, str) else ""
        fresh.add(key, kept or ("" if isinstance(key, str) else ("", "", ""))).flags.clear()
    buffer = io.BytesIO()
    write_po(buffer, fresh, width=0, omit_header=True, sort_output=True)
    return HEADER + buffer.getvalue().decode("utf-8").rstrip("\n") + "\n"


def untranslated() -> list[str]:
    """Return the messages of the sources that the catalogue has no Russian for."""
    return [text for text, plural in said().items() if text and not _translated(text, plural)]


def _translated(text: str, plural: str | None) -> bool:
    known = catalogue().get((text, plural) if plural else text)
    forms = known.string if known else None
    return bool(forms) and (isinstance(forms, str) or all(forms or ()))


def main() -> None:
    """Write both files, and name what is to be translated."""
    CATALOGUE.write_text(renewed(), encoding="utf-8", newline="\n")
    catalogue.cache_clear()
    with CATALOGUE.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue())
    for text in untranslated():
        print(f"to translate: {text}")  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
