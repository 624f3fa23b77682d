"""Commands shown in a page of documentation, run as they stand there and compared with what the page says they print."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from csprog.cli.app import app
from csprog.i18n import set_language
from tests.plans import APPROVED

if TYPE_CHECKING:
    from pathlib import Path


def blocks(text: str) -> list[tuple[str, str]]:
    """Give the fenced blocks of a Markdown text, in order: language and content, without the indent of a list."""
    found = re.findall(r"^( *)```(\w+)\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL)
    return [(language, re.sub(rf"^{indent}", "", content, flags=re.MULTILINE)) for indent, language, content in found]


@dataclass(frozen=True)
class Step:
    """A command as the page has it: the line, then what it prints, as `text`."""

    text: str

    @property
    def command(self) -> str:
        return self.text.partition("\n")[0]

    @property
    def expected(self) -> list[str]:
        return self.text.splitlines()[1:]

    @property
    def exit_code(self) -> int:
        code = re.search(r"# exit code (\d)$", self.command)
        return int(code[1]) if code else 0


@dataclass(frozen=True)
class Written:
    """A file that the page shows."""

    name: str
    content: str


@dataclass(frozen=True)
class Told:
    """What a command of the page did."""

    step: Step
    printed: list[str]
    exit_code: int

    def check(self) -> None:
        """Compare what was printed with the page, but for names that git makes of the whole plan."""
        told_of = (filter(_is_always_told, lines) for lines in (self.printed, self.step.expected))
        printed, expected = (list(map(_without_git_names, lines)) for lines in told_of)
        assert printed == expected, self.step.command
        assert self.exit_code == self.step.exit_code, self.step.command


FIXED = {
    "COLUMNS": "100",
    "TERM": "dumb",
    "PYTHONUTF8": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_DEFAULT_HASH": "sha1",
    **{f"GIT_{who}_NAME": "Plan keeper" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "plan@example.org" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_DATE": "2025-07-01T12:00:00+00:00" for who in ("AUTHOR", "COMMITTER")},
}
"""Surroundings that are the same everywhere."""


def run(words: list[str], folder: Path, language: str = "en") -> subprocess.CompletedProcess[bytes]:
    """Run csprog or git as a process of its own, in surroundings that are the same everywhere."""
    program = {"csprog": [sys.executable, "-m", "csprog"], "git": ["git"]}[words[0]]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT", "CSPROG_"))}
    return subprocess.run(
        [*program, *words[1:]],
        cwd=folder,
        env={**kept, **FIXED, "CSPROG_LANG": language},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )


Run = Callable[[list[str], "Path", str], tuple[str, int]]


def run_as_process(words: list[str], folder: Path, language: str) -> tuple[str, int]:
    """Give what a command prints and its exit code, run as a process of its own."""
    result = run(words, folder, language)
    return result.stdout.decode("utf-8"), result.returncode


def run_inside(words: list[str], folder: Path, language: str) -> tuple[str, int]:
    """Give the same, csprog run in this process: a second sooner."""
    if words[0] != "csprog":
        return run_as_process(words, folder, language)
    with chdir(folder):
        result = CliRunner().invoke(app, words[1:], env={**FIXED, "CSPROG_LANG": language}, catch_exceptions=False)
    set_language("en")
    return result.output, result.exit_code


def story(text: str) -> Iterator[Step | Written]:
    """Give a page's commands, and the YAML files whose first line is a comment with their name."""
    for language, content in blocks(text):
        if language == "console":
            yield from (Step(part.rstrip("\n")) for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:])
        elif language == "yaml" and (named := re.match(r"# (\S+\.yaml)\n", content)):
            yield Written(named[1], content)


def steps(text: str) -> list[Step]:
    """Give a page's commands."""
    return [step for step in story(text) if isinstance(step, Step)]


def put_plan(folder: Path) -> None:
    """Make a repository that holds the plan as it was approved and nothing else."""
    (folder / "programme").mkdir()
    (folder / "programme" / "2025.yaml").write_bytes(APPROVED.encode("utf-8"))
    put_under_git(folder)


def put_under_git(folder: Path) -> None:
    """Commit all that the folder holds."""
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "The plan"]):
        run(["git", *command], folder).check_returncode()


def tell(text: str, folder: Path, language: str = "en", run: Run = run_as_process) -> list[Told]:
    """Run all commands of a page in `folder`, one after the other, each by `run`."""
    done = []
    for step in story(text):
        if isinstance(step, Written):
            (folder / step.name).write_text(step.content, encoding="utf-8", newline="\n")
        else:
            output, exit_code = run(shlex.split(step.command, comments=True), folder, language)
            printed = [line.rstrip() for line in output.splitlines()]
            done.append(Told(step, shortened(printed, step.expected), exit_code))
    return done


def retold(text: str, told: list[Told]) -> str:
    """Give a page with what its commands have printed; indented blocks keep their indent."""
    for done in told:
        fresh = "\n".join([done.step.command, *done.printed])
        for indent in ("", "   "):
            was, now = (_indented(f"$ {part}\n", indent) for part in (done.step.text, fresh))
            if f"\n{was}" in text:
                text = text.replace(f"\n{was}", f"\n{now}", 1)
                break
    return text


def _indented(text: str, indent: str) -> str:
    return re.sub(r"^(?=.)", indent, text, flags=re.MULTILINE)


def shortened(printed: list[str], expected: list[str]) -> list[str]:
    """Leave out of `printed` what `expected` leaves out with a line that holds only «…»."""
    if "…" not in expected:
        return printed
    head = expected.index("…")
    tail = len(expected) - head - 1
    left_out = printed[head : len(printed) - tail]
    return [*printed[:head], "…", *printed[len(printed) - tail :]] if left_out else printed


def _is_always_told(line: str) -> bool:
    """Tell whether a line does not depend on the extras that are installed."""
    return re.fullmatch(r"site/2025/programme-2025\.(?:xlsx|pdf)", line) is None


def _without_git_names(line: str) -> str:
    """Hide what git makes of the whole plan: a change in another place of it needn't change a page."""
    return re.sub(r"^index \S+|^@@ -\S+ \+\S+|, [0-9a-f]{8}\)$", "·", line)
