"""Problems as a log in SARIF 2.1.0, the interchange format of programs that check texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from csprog.formats.annotations import Annotation, Found, in_order
from csprog.i18n import current_language

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ABSOLUTE = re.compile(r"/|[A-Za-z]:/")


@dataclass(frozen=True, slots=True)
class Tool:
    """What a log says of the program that wrote it.

    `rule` gives of a problem's code what it means in a line and what helps, in the chosen language; None if it can't.
    """

    version: str
    rule: Callable[[str], tuple[str, str] | None]
    uri: str | None = None
    name: str = "csprog"


def as_sarif(found: Found, tool: Tool) -> str:
    """Return the log of one run; of the rules it describes those that were broken."""
    problems = list(in_order(found))
    codes = list(dict.fromkeys(problem.code for problem in problems))
    driver = {"name": tool.name, "version": tool.version}
    if tool.uri is not None:
        driver["informationUri"] = tool.uri
    run = {
        "tool": {"driver": driver | {"rules": [_rule(code, tool) for code in codes]}},
        "language": current_language(),
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{json.dumps(log, ensure_ascii=False, indent=2)}\n"


def _rule(code: str, tool: Tool) -> dict[str, Any]:
    described = tool.rule(code)
    if described is None:
        return {"id": code}
    summary, helping = ({"text": text} for text in described)
    return {"id": code, "shortDescription": summary, "fullDescription": summary, "help": helping}


def _result(problem: Annotation, rule: int) -> dict[str, Any]:
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": problem.column + problem.length,
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(problem.path), "region": region}}],
        "partialFingerprints": {"csprogProblem/v1": problem.fingerprint},
    }


def _artifact(path: str) -> dict[str, str]:
    """Return the address of a file: from the root of the repository, whatever that is, if the path is relative."""
    if _ABSOLUTE.match(path):
        return {"uri": f"file:///{quote(path.removeprefix('/'), safe='/:')}"}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}
