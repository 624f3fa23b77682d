"""README and the references are so: commands are run, and what they list is what the code has."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer
from ci import pictures

from csprog.cli.app import app
from csprog.programme.enums import Audience, Channel, Status
from csprog.programme.model import Programme
from tests.console_blocks import Told, blocks, put_plan, retold, run, run_inside, steps, tell
from tests.plans import ROOT, check

if TYPE_CHECKING:
    from pydantic import BaseModel

README = (ROOT / "README.md").read_text(encoding="utf-8")
FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
CONTRACT = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
SHARED = ("--year", "--as-of", "--json", "--lang", "--help")
STEPS = steps(README)


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
    """The first shows a plan's status, the second passes the tests; both start from nothing but Python and pip."""
    first, second = (content for language, content in blocks(README) if language == "sh")
    for command in (first, second):
        assert command.count("\n") == 1
        assert command.startswith("python3 -m venv .venv && .venv/bin/python -m pip install ")
    assert first.endswith(f" && cd docs/example && ../../.venv/bin/{pictures.STATUS}\n")
    assert second.endswith(" && .venv/bin/python -m pytest\n")


@pytest.mark.not_on_windows(reason=".ci/run is a script for bash")
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


# ── the first page ───────────────────────────────────────────────────────────────────────────────────────────


def test_readme_is_a_page_and_a_half() -> None:
    assert README.count("\n") <= 130
    assert len(STEPS) == 10


@pytest.mark.slow
def test_pictures_show_what_csprog_shows_now() -> None:
    """`python -m ci.pictures` makes them anew; the page's is told by the hash of its HTML."""
    assert pictures.words_of(pictures.TERMINAL.read_text(encoding="utf-8")) == pictures.words_of(
        pictures.terminal_picture()
    )
    assert pictures.PAGE_HASH.read_text(encoding="utf-8").strip() == pictures.fingerprint(pictures.page())


# ── the story ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """Run the whole story once for all tests."""
    folder = tmp_path_factory.mktemp("story")
    put_plan(folder)
    return tell(README, folder, run=run_inside)


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_story(told: list[Told], number: int) -> None:
    """Every command prints what README says, and ends with the exit code that it names, or with 0.

    Where the output has changed on purpose, `python -m tests.test_readme` writes it into README.
    """
    told[number].check()


@pytest.mark.slow
def test_story_runs_in_russian(tmp_path: Path) -> None:
    """The same commands end alike, and what they say is Russian."""
    put_plan(tmp_path)
    for done in tell(README, tmp_path, "ru", run_inside):
        assert done.exit_code == done.step.exit_code, done.step.command
        words = " ".join(done.printed)
        assert not words or re.search(r"план|дальше|проверен|1\.1\.1\.1", words), words
        assert not re.search(r"\b(?:plan of|written to|measures?|completed|overdue|next)\b", words), words


# ── the reference ────────────────────────────────────────────────────────────────────────────────────────────

GROUP: Any = typer.main.get_command(app)
COMMANDS: dict[str, Any] = {name: GROUP.get_command(None, name) for name in GROUP.list_commands(None)}


def options(command: Any) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("--")} | {"--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_notes_on_a_command_name_its_own_options(name: str) -> None:
    """What docs/commands.md says beside a command's help names no option that it doesn't have."""
    notes = re.sub(r"<!-- begin.*?<!-- end -->", "", part(REFERENCE, f"## `{name}`"), flags=re.DOTALL)
    own = re.sub(r"`(?:csprog|git) (?!" + re.escape(name) + r"\b)[^`]*`", "", notes)
    assert set(re.findall(r"(?<![\w-])--[a-z-]+", own)) - options(COMMANDS[name]) == set()


def test_shared_options_are_described_once() -> None:
    shared = part(REFERENCE, "## Options that mean the same everywhere")
    assert set(re.findall(r"--[a-z-]+", shared)) >= {*SHARED, *options(GROUP)}


def test_words_for_standings_channels_and_audiences_are_listed() -> None:
    """The closed lists are documented, whole."""
    assert re.findall(r"^\| `([a-z-]+)`", part(REFERENCE, "## How a measure stands"), re.MULTILINE) == list(Status)
    assert re.findall(r"^\| `([a-z]+)`", part(FORMAT, "## Channels and audiences"), re.MULTILINE) == list(Channel)
    assert set(Audience) <= set(code_words(part(FORMAT, "## Channels and audiences")))


def test_names_of_the_json_are_documented(tmp_path: Path) -> None:
    """The names in the JSON of `status` and `validate` are a contract: docs/json.md lists them, in order."""
    document = json.loads(run(["csprog", "status", "--json", "--as-of", "2025-07-01", "1.1.1"], ROOT).stdout)
    year, measure, problems = (json.loads(content) for language, content in blocks(CONTRACT) if language == "json")
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

PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))


def anchors(text: str) -> set[str]:
    """Give the anchors of a page, as GitHub makes them of its headings; a repeated one is numbered."""
    found: list[str] = []
    for heading in re.findall(
        r"^#+ (.+)$", re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    ):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        found.append(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return {f"{name}-{before}" if (before := found[:place].count(name)) else name for place, name in enumerate(found)}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """A link names a file that is there, and a heading that it has."""
    text = re.sub(r"^ *```.*?^ *```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        file, _, anchor = target.partition("#")
        path = (ROOT / page).parent / file if file else ROOT / page
        assert path.exists(), target
        if anchor and path.suffix == ".md":
            assert anchor in anchors(path.read_text(encoding="utf-8")), target


def test_index_lists_every_page_and_decision() -> None:
    """docs/README.md leads to every page of docs, and to every decision in order."""
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    decisions = sorted(file.name for file in (ROOT / "docs" / "decisions").glob("*.md"))
    assert re.findall(r"\(decisions/([^)]+)\)", index) == decisions
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} | {
        f"en/{path.name}" for path in (ROOT / "docs/en").glob("*.md")
    }
    assert pages - {"README.md"} - set(re.findall(r"\(([^)#]+)\)", index)) == set()


def rewrite(folder: Path) -> None:
    """Write into README what its commands print today."""
    put_plan(folder)
    (ROOT / "README.md").write_text(
        retold(README, tell(README, folder, run=run_inside)), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        rewrite(Path(scratch))
