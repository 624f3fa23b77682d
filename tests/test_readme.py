"""What is written about csprog is so: README's examples are run, and what it and docs/ list is what the code has."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from csprog.cli.app import app
from csprog.programme.enums import Audience, Channel, Status
from csprog.programme.model import Programme
from tests.plans import APPROVED, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
SHARED = ("--year", "--as-of", "--json", "--lang", "--help")


def blocks(text: str) -> list[tuple[str, str]]:
    """Give the fenced blocks of a Markdown text, in order: language and content."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def part(text: str, heading: str) -> str:
    """Give what stands under a heading, down to the next heading of its own or a higher level."""
    level = heading.index(" ")
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{level}}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"there is no heading {heading!r}"
    return found[1]


def code_words(text: str) -> list[str]:
    """Give what stands between backticks."""
    return re.findall(r"`([^`\n]+)`", text)


# ── the two commands at the top ──────────────────────────────────────────────────────────────────────────────


def test_first_two_shell_blocks_are_a_line_each() -> None:
    """The first shows the plan's status, the second passes the tests; both start from nothing but Python and pip."""
    first, second = (content for language, content in blocks(README) if language == "sh")
    for command in (first, second):
        assert command.count("\n") == 1
        assert command.startswith("python3 -m venv .venv && .venv/bin/python -m pip install ")
    assert first.endswith(" && .venv/bin/csprog status\n")
    assert second.endswith(" && .venv/bin/python -m pytest\n")


@pytest.mark.skipif(sys.platform == "win32", reason=".ci/run is a script for bash")
def test_ci_runs_readmes_commands() -> None:
    """.ci/run takes both commands out of README, so that what is promised is what is checked."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    taken = re.findall(r"^(\w+)=(\$\(shell_line \d\))$", script, re.MULTILINE)
    functions = re.findall(r"^shell_line\(\) \{\n.*?^\}$", script, re.MULTILINE | re.DOTALL)
    assert [name for name, _ in taken] == ["show_status", "run_tests"]
    for name, content in zip(
        ("show_status", "run_tests"), (c for lang, c in blocks(README) if lang == "sh"), strict=True
    ):
        assert re.search(rf'^bash -c "\${name}"$', script, re.MULTILINE), f"{name} is never run"
        source = "\n".join([*functions, *(f"{var}={value}" for var, value in taken), f'printf "%s\\n" "${name}"'])
        result = subprocess.run(["bash", "-euc", source], cwd=ROOT, capture_output=True, check=True)
        assert result.stdout.decode("utf-8") == content


# ── the story ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Step:
    """A command of the story as README has it: the line, then what it prints, as `text`."""

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
    """A file that README shows."""

    name: str
    content: str


def story() -> Iterator[Step | Written]:
    """Give README's story: its commands, and the YAML files whose first line is a comment with their name."""
    for language, content in blocks(README):
        if language == "console":
            yield from (Step(text.rstrip("\n")) for text in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:])
        elif language == "yaml" and (named := re.match(r"# (\S+\.yaml)\n", content)):
            yield Written(named[1], content)


@dataclass(frozen=True)
class Told:
    """What a command of the story did."""

    step: Step
    printed: list[str]
    exit_code: int


STORY = list(story())
STEPS = [step for step in STORY if isinstance(step, Step)]


def tell(folder: Path) -> list[Told]:
    """Run the whole story in `folder`: a repository that holds the plan as it was approved and nothing else."""
    (folder / "programme").mkdir()
    (folder / "programme" / "2025.yaml").write_bytes(APPROVED.encode("utf-8"))
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "The plan"]):
        run(["git", *command], folder).check_returncode()
    done = []
    for step in STORY:
        if isinstance(step, Written):
            (folder / step.name).write_text(step.content, encoding="utf-8", newline="\n")
        else:
            result = run(shlex.split(step.command, comments=True), folder)
            printed = [line.rstrip() for line in result.stdout.decode("utf-8").splitlines()]
            done.append(Told(step, shortened(printed, step.expected), result.returncode))
    return done


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run csprog or git as a process of its own, in surroundings that are the same everywhere."""
    program = {"csprog": [sys.executable, "-m", "csprog"], "git": ["git"]}[words[0]]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT", "CSPROG_"))}
    fixed = {
        "CSPROG_LANG": "en",
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
    return subprocess.run(
        [*program, *words[1:]],
        cwd=folder,
        env={**kept, **fixed},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )


def shortened(printed: list[str], expected: list[str]) -> list[str]:
    """Leave out of `printed` what `expected` leaves out with a line that holds only «…»."""
    if "…" not in expected:
        return printed
    head = expected.index("…")
    tail = len(expected) - head - 1
    left_out = printed[head : len(printed) - tail]
    return [*printed[:head], "…", *printed[len(printed) - tail :]] if left_out else printed


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """Run the story once for all tests."""
    return tell(tmp_path_factory.mktemp("story"))


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_story(told: list[Told], number: int) -> None:
    """Every command prints what README says, and ends with the exit code that it names, or with 0.

    Where the output has changed on purpose, `python -m tests.test_readme` writes it into README.
    """
    done = told[number]
    told_of = (filter(_is_always_told, lines) for lines in (done.printed, done.step.expected))
    printed, expected = (list(map(_without_git_names, lines)) for lines in told_of)
    assert printed == expected, done.step.command
    assert done.exit_code == done.step.exit_code


def _is_always_told(line: str) -> bool:
    """Tell whether a line does not depend on the extras that are installed."""
    return re.fullmatch(r"site/2025/programme-2025\.(?:xlsx|pdf)", line) is None


def _without_git_names(line: str) -> str:
    """Hide what git makes of the whole plan: a change in another place of it needn't change README."""
    return re.sub(r"^index \S+|^@@ -\S+ \+\S+|, [0-9a-f]{8}\)$", "·", line)


# ── the reference ────────────────────────────────────────────────────────────────────────────────────────────

GROUP: Any = typer.main.get_command(app)
COMMANDS: dict[str, Any] = {name: GROUP.get_command(None, name) for name in GROUP.list_commands(None)}


def options(command: Any) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("--")} | {"--help"}


def test_every_command_stands_in_the_table_and_has_its_part() -> None:
    """The reference has the commands that csprog has."""
    reference = part(README, "## The commands")
    table, _, _ = reference.partition("\n### ")
    assert sorted(re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE)) == sorted(COMMANDS)
    parts = re.findall(r"^### (.+)$", reference, re.MULTILINE)
    assert sorted(name for heading in parts for name in code_words(heading)) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_options_of_a_command_are_in_its_part(name: str) -> None:
    """A command's part names all of its own options and no others."""
    heading = next(line for line in README.splitlines() if line.startswith("### ") and name in code_words(line))
    named = set(re.findall(r"--[a-z-]+", part(README, heading)))
    assert options(COMMANDS[name]) - set(SHARED) - named == set()
    of_the_heading = set().union(*(options(COMMANDS[other]) for other in code_words(heading)))
    assert named - of_the_heading == set()


def test_options_of_all_commands_are_described_once() -> None:
    """What means the same everywhere has its own part, which says where it is missing; so have the group's options."""
    shared = part(README, "### Options that mean the same everywhere")
    for option in SHARED[:-1]:
        (item,) = re.findall(rf"^- `{option}.*?(?=^\S|\Z)", f"{shared}\n", re.MULTILINE | re.DOTALL)
        _, _, exception = item.partition("not of ")
        lacking = [name for name, command in COMMANDS.items() if option not in options(command)]
        assert sorted(name for name in code_words(exception) if name in COMMANDS) == sorted(lacking)
    assert set(re.findall(r"--[a-z-]+", shared)) == {*SHARED, *options(GROUP)}


def test_words_for_standings_channels_and_audiences_are_listed() -> None:
    """The closed lists are documented, whole."""
    assert re.findall(r"^\| `([a-z-]+)`", part(README, "### How a measure stands"), re.MULTILINE) == list(Status)
    assert re.findall(r"^\| `([a-z]+)`", part(FORMAT, "## Channels and audiences"), re.MULTILINE) == list(Channel)
    assert set(Audience) <= set(code_words(part(FORMAT, "## Channels and audiences")))


def test_names_of_the_json_are_documented(tmp_path: Path) -> None:
    """The names in the JSON of `status` and `validate` are a contract: README lists them, in order."""
    document = json.loads(run(["csprog", "status", "--json", "--as-of", "2025-07-01", "1.1.1"], ROOT).stdout)
    contract = part(README, "## JSON for other programs")
    year, measure, problems = (json.loads(content) for language, content in blocks(contract) if language == "json")
    assert list(year) == list(document)
    assert list(year["counts"]) == list(document["counts"])
    assert list(measure) == list(document["measures"][0])
    assert list(measure["offices"][0]) == list(document["measures"][0]["offices"][0])
    (tmp_path / "2026.yaml").write_text("passport:\n  year: 2026\n", encoding="utf-8")
    found = json.loads(run(["csprog", "validate", "--json", "2026.yaml"], tmp_path).stdout)
    assert list(problems[0]) == list(found[0])


# ── the format ───────────────────────────────────────────────────────────────────────────────────────────────


def _models(kind: type[BaseModel] = Programme.__mro__[1]) -> dict[str, type[BaseModel]]:
    """Give all models of a plan by name: those that share the Programme's parent and have keys."""
    found = {kind.__name__: kind} if kind.model_fields else {}
    for derived in kind.__subclasses__():
        found |= _models(derived)
    return found


@pytest.mark.parametrize("name", _models())
def test_keys_of_a_model_are_documented(name: str) -> None:
    """docs/format.md has a table for every model: its keys in order, and which of them must be there."""
    fields = _models()[name].model_fields
    heading = next(line for line in FORMAT.splitlines() if re.match(rf"#+ {name}\b", line))
    rows = re.findall(r"^\| `(\w+)` \| (yes|) *\|", part(FORMAT, heading), re.MULTILINE)
    assert rows == [(key, "yes" if field.is_required() else "") for key, field in fields.items()]


def test_example_of_the_format_is_a_sound_plan() -> None:
    """What docs/format.md shows as a whole plan has no errors; that it doesn't say everything is a warning."""
    example = next(content for language, content in blocks(FORMAT) if language == "yaml")
    problems = check(example, date(2026, 4, 1))
    assert [problem for problem in problems if problem.severity == "error"] == []


# ── the links ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md"))),
    ],
)
def test_links_lead_somewhere(page: str) -> None:
    """A link to a file of the repository names one that is there."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), target


def test_index_lists_every_decision() -> None:
    """docs/README.md leads to every decision, in order."""
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    decisions = sorted(file.name for file in (ROOT / "docs" / "decisions").glob("*.md"))
    assert re.findall(r"\(decisions/([^)]+)\)", index) == decisions


def rewrite(folder: Path) -> None:
    """Write into README what its commands print today."""
    text = README
    for done in tell(folder):
        fresh = "\n".join([done.step.command, *done.printed])
        text = text.replace(f"$ {done.step.text}\n", f"$ {fresh}\n", 1)
    (ROOT / "README.md").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        rewrite(Path(scratch))
