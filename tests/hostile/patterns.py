"""Finds every regular expression in csprog's sources, and the methods by which each is used."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from csprog.cli import options
from csprog.exporting import typst_faults
from csprog.importing.mapping import organisations, plan_builder
from csprog.parsing import deadline_words
from csprog.programme import column_roles, fields
from csprog.publication import template_faults, template_syntax
from tests.update_catalogue import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FUNCTIONS = frozenset({"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"})
_METHODS = _FUNCTIONS - {"compile"}
_BUILDERS = frozenset({"matching", "_matching"})
"""Functions of csprog that compile the pattern they are given, and match whole texts with it."""
_CATALOGUES = (
    typst_faults._WORDS,  # noqa: SLF001
    template_faults._ARGUMENTS,  # noqa: SLF001
    template_faults._RUNNING,  # noqa: SLF001
    template_syntax._SYNTAX,  # noqa: SLF001
)
_PHRASES = [phrase.words for catalogue in _CATALOGUES for phrase in catalogue]
_GIVEN: dict[str, list[str] | list[re.Pattern[str]]] = {
    "i18n.py": _PHRASES,
    "cli/options.py": [],  # compiled by `matching`, whose calls are found
    "programme/fields.py": [],  # likewise by `_matching`
    "programme/column_roles.py": [pattern for _, pattern in column_roles._PATTERNS],  # noqa: SLF001
    "importing/mapping/organisations.py": list(organisations._FULL),  # noqa: SLF001
    "parsing/deadline_words.py": [pattern for _, pattern in deadline_words._PATTERNS],  # noqa: SLF001
    "importing/mapping/plan_builder.py": [pattern for _, pattern in plan_builder._CHANNELS],  # noqa: SLF001
}
"""Patterns that a call of `re` is given as a value, by the module."""


class Use(NamedTuple):
    """A pattern, how it is used, and where it stands."""

    place: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


def uses() -> list[Use]:
    """Return all patterns of csprog.

    Raises:
        LookupError: a pattern is made of values that nothing here knows.
    """
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(SOURCES.rglob("*.py"))}
    everywhere = _methods_by_name(trees.values())
    found: list[Use] = []
    for file, tree in trees.items():
        found += _uses(file, tree, everywhere, _methods_by_name([tree]))
    for place, patterns in _GIVEN.items():
        method = frozenset({"match" if patterns is _PHRASES else "search"})
        found += [Use(f"{place}:{n}", re.compile(pattern), method) for n, pattern in enumerate(patterns)]
    return found


def _methods_by_name(trees: Iterable[ast.Module]) -> dict[str, set[str]]:
    """Return the methods that are taken of a name anywhere: `_WORD.search`, `(_A if one else _B).fullmatch`."""
    methods: dict[str, set[str]] = defaultdict(set)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _METHODS:
                for name in ast.walk(node.value):
                    if isinstance(name, ast.Name):
                        methods[name.id].add(node.attr)
    return methods


def _uses(file: Path, tree: ast.Module, everywhere: dict[str, set[str]], here: dict[str, set[str]]) -> Iterator[Use]:
    module = file.relative_to(SOURCES).as_posix()
    names = {id(node.value): node.targets[0].id for node in ast.walk(tree) if _names_one(node)}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "re":
            message = f"{module}:{node.lineno}: import re as a whole, for its patterns to be found"
            raise LookupError(message)
        if not isinstance(node, ast.Call) or not node.args:
            continue
        function = _called(node.func)
        if function is None or (function in _BUILDERS and not _is_builder(function, module)):
            continue
        place = f"{module}:{node.lineno}"
        pattern = _value(node, module)
        if pattern is None:
            if module not in _GIVEN:
                message = f"{place}: which pattern is this? Add it to _GIVEN in tests/hostile/patterns.py"
                raise LookupError(message)
            continue
        used = frozenset({"fullmatch"}) if function in _BUILDERS else frozenset({function}) & _METHODS
        name = names.get(id(node), "")
        of_name = (here if name.startswith("_") else everywhere).get(name, _METHODS)
        yield Use(f"{place}:{node.col_offset}", pattern, used or frozenset(of_name))


def _names_one(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)


def _called(function: ast.expr) -> str | None:
    match function:
        case ast.Attribute(value=ast.Name(id="re"), attr=name) if name in _FUNCTIONS:
            return name
        case ast.Name(id=name) if name in _BUILDERS:
            return name
    return None


def _space(module: str) -> dict[str, Any]:
    name = module.removesuffix(".py").replace("/", ".").removesuffix("__init__").removesuffix(".")
    return vars(import_module(f"csprog.{name}".removesuffix(".")))


def _is_builder(name: str, module: str) -> bool:
    return _space(module).get(name) in {options.matching, fields._matching}  # noqa: SLF001


def _evaluated(expression: ast.expr, space: dict[str, Any]) -> Any:
    whole = ast.fix_missing_locations(ast.Expression(expression))
    return eval(compile(whole, "csprog", "eval"), space)


def _value(call: ast.Call, module: str) -> re.Pattern[Any] | None:
    """Return the pattern that a call is given; a value that only a run has is 1 within it."""
    space = _space(module)
    flags = [word.value for word in call.keywords if word.arg == "flags"]
    flags += call.args[1:2] if _called(call.func) == "compile" else []
    first = call.args[0]
    try:
        pattern = _evaluated(_Filled(space).visit(first) if isinstance(first, ast.JoinedStr) else first, space)
        return re.compile(pattern, *(_evaluated(flag, space) for flag in flags))
    except NameError:
        return None


class _Filled(ast.NodeTransformer):
    def __init__(self, space: dict[str, Any]) -> None:
        self._space = space

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        """Return the value that is put into a text, 1 if the module doesn't have it."""
        names = [name.id for name in ast.walk(node.value) if isinstance(name, ast.Name)]
        return node if all(name in self._space for name in names) else ast.Constant("1")
