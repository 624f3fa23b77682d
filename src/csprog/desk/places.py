"""Finds the form for a line of a plan's text, so that a finding leads to what mends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from csprog.findings import Finding, KeyPath
from csprog.programme.part_keys import keys_of, part_at
from csprog.yamltext.nodes import Node, locate


def linked(findings: Iterable[Finding], text: str) -> list[dict[str, Any]]:
    """Return findings as templates show them: the line, the sentence, and the path of the part's form in an address."""
    listed = list(findings)
    tree = locate(text) if listed else None
    return [
        {
            "line": one.position.line,
            "message": one.message,
            "place": "/".join(map(str, form_at(tree, one.position.line - 1))) if tree else "",
        }
        for one in listed
    ]


def form_at(tree: Node, line: int) -> KeyPath:
    """Return the path of the smallest part of a plan with a form of its own that has a line, counted from 0."""
    path = tuple(_steps(tree, line))
    prefixes = (path[:length] for length in range(len(path), 0, -1))
    return next((prefix for prefix in prefixes if _is_part(prefix)), ())


def _steps(node: Node, line: int) -> Iterator[str | int]:
    """Yield the keys and indices that lead to a line."""
    for name, value in node.entries or ():
        if name.line <= line <= max(name.line, value.last_line):
            yield name.text
            yield from _steps(value, line)
            return
    items = node.items or []
    behind = [index for index, item in enumerate(items) if item.line <= line]
    if behind:
        yield behind[-1]
        yield from _steps(items[behind[-1]], line)


def _is_part(path: KeyPath) -> bool:
    """Tell whether a path leads to a part that has a page: not to a list of parts, nor to what is recorded."""
    if {"journal", "actuals", "assessments", "amendments"} & set(path):
        return False
    try:
        owner = part_at(path[:-1])
        return bool(part_at(path)) and (isinstance(path[-1], int) or not keys_of(owner)[path[-1]].many)
    except KeyError:
        return False
