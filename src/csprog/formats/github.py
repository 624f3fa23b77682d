"""Problems for a job of GitHub Actions: marks on the lines of a pull request, and the summary of the job."""

from __future__ import annotations

from html import escape

from csprog.formats.annotations import Annotation, Found, in_order
from csprog.i18n import Message
from csprog.yamltext.encoding import FORBIDDEN

MOST_ROWS = 50
LONGEST_CELL = 500  # characters
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})
_SIGNS = {"error": "❌", "warning": "⚠️"}


def as_commands(found: Found) -> str:
    """Return a workflow command a line; GitHub shows the problem beside the line of the plan."""
    return "".join(f"{_command(problem)}\n" for problem in in_order(found))


def _command(problem: Annotation) -> str:
    place = f"line={problem.line},col={problem.column},endColumn={problem.column + problem.length}"
    file, title = problem.path.translate(_PROPERTY), problem.code.translate(_PROPERTY)
    return f"::{problem.severity} file={file},{place},title={title}::{problem.message.translate(_DATA)}"


def as_summary(found: Found) -> str:
    """Return Markdown for the file that GITHUB_STEP_SUMMARY names: the verdict, and the first problems as a table.

    The table is HTML: in it nothing is Markdown, and in its `code` GitHub makes no link, mention or emoji of a text.
    """
    problems = list(in_order(found))
    plans = Message("{count} plan checked", "{count} plans checked", count=len(found))
    if not problems:
        return f"### ✅ {plans}: {Message('no problems')}\n"
    worst = "error" if any(problem.severity == "error" for problem in problems) else "warning"
    count = Message("{count} problem", "{count} problems", count=len(problems))
    rows = "".join(f"{_row(problem)}\n" for problem in problems[:MOST_ROWS])
    more = len(problems) - MOST_ROWS
    rest = f"\n{Message('and {count} more', count=more)}\n" if more > 0 else ""
    return f"### {_SIGNS[worst]} {plans}: {count}\n\n<table>\n{rows}</table>\n{rest}"


def _row(problem: Annotation) -> str:
    cells = f"{problem.path}:{problem.line}:{problem.column}", problem.code, problem.message
    shown = "".join(f"<td><code>{_cell(text)}</code></td>" for text in cells)
    return f"<tr><td>{_SIGNS[problem.severity]}</td>{shown}</tr>"


def _cell(text: str) -> str:
    """Return `text` on one line (an empty one would end the HTML), without what reorders or hides, and not too long."""
    line = FORBIDDEN.sub("\ufffd", " ".join(text.split()))
    return escape(line if len(line) <= LONGEST_CELL else f"{line[: LONGEST_CELL - 1]}…")
