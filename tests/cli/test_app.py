"""The error boundary: wrong usage is exit code 2 and one sentence, whatever is typed; never a traceback."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

from csprog import __version__
from csprog.cli.app import app
from csprog.cli.command_table import COMMANDS, grouped
from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
WRONG = {
    "unknown-command": (["statsu"], "there is no command statsu; did you mean status?; see csprog --help"),
    "unknown-command-far": (["xyz"], "there is no command xyz; see csprog --help"),
    "command-in-cyrillic": (["статус"], "there is no command статус; see csprog --help"),
    "unknown-option": (["status", "--jsno"], "there is no option --jsno; did you mean --"),
    "unknown-option-far": (["status", "--qwxzj"], "there is no option --qwxzj; see csprog status --help"),
    "unknown-option-of-all": (["--qwxzj", "status"], "there is no option --qwxzj; see csprog"),
    "no-id": (["show"], "missing argument ID; see csprog show --help"),
    "no-reason": (["cancel", "1.2.2"], "missing option --reason; see csprog cancel --help"),
    "no-day": (
        ["postpone", "1.2.2", "--reason", "а"],
        "missing option --to: a deadline is a date (2025-12-31, ",
    ),
    "no-value": (["status", "--as-of"], "the option --as-of needs a value; see csprog status --help"),
    "value-of-a-flag": (["status", "--json=1"], "the option --json takes no value; see csprog status --help"),
    "one-word-too-many": (["undo", "1.2.3"], "unexpected argument: 1.2.3; see csprog undo --help"),
    "date": (["status", "--as-of", "07.2025"], "--as-of: a date is written like 2025-12-31 or 31.12.2025; see "),
    "no-such-day": (
        ["complete", "1.2.2", "--on", "2025-02-30"],
        "--on: there is no such day: February 2025 has 28 days; see ",
    ),
    "empty-date": (["complete", "1.2.2", "--on", ""], "--on: a date is written like 2025-12-31"),
    "to": (
        ["postpone", "1.2.2", "--to", "скоро", "--reason", "а"],
        "--to: a deadline is a date (2025-12-31, 31.12.2025)",
    ),
    "year": (["status", "--year", "25"], "--year: a year is a number of four digits, like 2025; see csprog status"),
    "year-in-other-digits": (["status", "--year", "٢٠٢٥"], "--year: a year is a number of four digits"),
    "days": (["status", "--due-within", "-1"], "--due-within: a number of days is expected, like 30"),
    "days-as-a-word": (["status", "--due-within", "месяц"], "--due-within: a number of days is expected"),
    "days-without-end": (["status", "--due-within", "10000"], "--due-within: a number of days is expected"),
    "audience": (
        ["status", "--audience", "B2G"],
        "--audience: invalid value “B2G”, choose from: B2B, B2C; see csprog status --help",
    ),
    "channel": (
        ["status", "--channel", "чат"],
        "--channel: invalid value “чат”, choose from: office, website, account, email, phone, ",
    ),
    "standing": (
        ["status", "--status", "late"],
        "--status: invalid value “late”, choose from: planned, due-soon, partly-completed,",
    ),
    "fail-on": (["status", "--fail-on", "bad"], "--fail-on: invalid value “bad”, choose from: planned, "),
    "language": (
        ["status", "--lang", "de"],
        "--lang: invalid value “de”, choose from: ru, en; see csprog status --help",
    ),
    "language-of-all": (["--lang", "de", "status"], "--lang: invalid value “de”, choose from: ru, en; see csprog"),
    "quote": (["status", "--due-within", "it's"], "--due-within: a number of days is expected"),
    "markup": (["[/red]"], "there is no command [/red]; see csprog --help"),
}


@pytest.mark.parametrize(("words", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_usage(csprog: Tool, words: list[str], sentence: str) -> None:
    assert csprog.refused(*words, code=2).startswith(sentence)


@pytest.mark.parametrize("words", [["--lang", "ru"], ["--version=1"], ["status", "--audience"]])
def test_more_wrong_usage(csprog: Tool, words: list[str]) -> None:
    assert csprog.refused(*words, code=2)


@pytest.mark.parametrize("word", ["it's", "'", "a'b\"c"])
def test_an_unknown_command_with_a_quote_in_it(csprog: Tool, word: str) -> None:
    assert csprog.refused(word, code=2).startswith(f"there is no command {word}; see ")


def test_no_command_shows_the_help(csprog: Tool) -> None:
    result = csprog()
    assert (result.exit_code, result.stderr) == (2, "")
    assert result.stdout.startswith("Usage: csprog [OPTIONS] COMMAND …\n")


def test_version(csprog: Tool) -> None:
    assert csprog.done("--version") == f"csprog {__version__}\n"


def test_help_names_every_command(csprog: Tool) -> None:
    shown = csprog.done("--help")
    commands = shown.split("Record:")[1]
    assert re.findall(r"^ {2}([a-z-]+)(?:  |$)", commands, re.MULTILINE) == [
        n for group in grouped().values() for n in group
    ]
    assert "--version" in shown
    assert "--lang ru|en" in shown


OPTIONS = {
    "status": "--audience --channel --status --due-within --fail-on --year --as-of --json --lang",
    "show": "ID… --year --as-of --json --lang",
    "complete": "ID… --note --on --office --evidence --year --as-of --json --lang",
    "decline": "ID… --reason --on --office --year --as-of --json --lang",
    "postpone": "ID… --to --reason --on --year --as-of --json --lang",
    "cancel": "ID… --reason --on --document --year --as-of --json --lang",
    "reopen": "ID… --reason --on --office --year --as-of --json --lang",
    "remark": "ID… --note --on --year --as-of --json --lang",
    "validate": "[PATH]… --as-of --json --lang",
    "publish": "--output --final --year --as-of --lang",
}


@pytest.mark.parametrize("command", OPTIONS)
def test_help_of_a_command_names_its_options(csprog: Tool, command: str) -> None:
    shown = csprog.done(command, "--help")
    assert shown.startswith(f"Usage: csprog {command}")
    for name in [*OPTIONS[command].split(), "--help"]:
        assert re.search(rf"^  (?:-\w, )?{re.escape(name)}(?= |$)", shown, re.MULTILINE), name


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_says_what_it_does(csprog: Tool, command: str) -> None:
    shown = " ".join(csprog.done(command, "--help").split())
    assert " ".join(COMMANDS[command].help.split()) in shown
    options = shown.partition("Options: ")[2]
    assert options
    assert "-h, --help Show this help." in options


@pytest.mark.parametrize("words", [["status", "--due-within", "1"], ["status", "--due-within", "9999"]])
def test_the_end_of_the_calendar(csprog: Tool, words: list[str]) -> None:
    csprog.done(*words, "--as-of", "9999-12-31")


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(csprog: Tool, on: str) -> None:
    for words in (["status"], ["show", "1.2.2"], ["validate"]):
        csprog.done(*words, "--as-of", on)


def test_a_path_that_is_too_long(csprog: Tool) -> None:
    result = csprog("validate", "a" * 300)
    assert result.exit_code == 1
    assert "file name too long" in result.stdout + result.stderr


def test_a_site_in_the_place_of_a_file(csprog: Tool) -> None:
    Path("site").touch()
    assert csprog.refused("publish", *AS_OF).startswith("site")


def test_an_interrupted_command(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Path) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.read_bytes", interrupted)
    result = csprog("status")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "csprog: stopped\n")


ESCAPES = ["\x1b[31mx", "a\x07b", "\u202egpj.exe", "\x9b2J"]


@pytest.mark.parametrize("name", ESCAPES, ids=["escape", "bell", "reordering", "c1"])
def test_control_characters_are_not_passed_to_the_terminal(csprog: Tool, name: str) -> None:
    sentences = [
        csprog.refused("show", name),
        csprog.refused("status", name),
        csprog.refused(name, code=2),
        csprog.refused("status", f"--{name}", code=2),
        *csprog("complete", "1.1.1", "--office", f"а{name}").stderr.splitlines(),
    ]
    assert len(sentences) > 4
    assert [sentence for sentence in sentences if not sentence.isprintable()] == []


@pytest.mark.parametrize("where", ["name", "key", "deep-key", "value", "nowhere"])
def test_control_characters_in_problems_are_not_passed_to_the_terminal(csprog: Tool, where: str) -> None:
    plans = {
        "key": '"\\e[31mкрасный": 1\n',
        "deep-key": 'passport: {approval: {"\\e[31m": а}}\n',
        "value": small().replace("office", '"\\e[31m"'),
    }
    file = csprog.write(plans.get(where, "a: b\n"), "2025.yaml" if where in plans else "\x1b[31m.yaml")
    if where == "nowhere":
        file.unlink()
    shown = csprog("validate", str(file), *AS_OF).stdout
    assert shown
    assert "\x1b" not in shown


def test_control_characters_in_a_printed_offices_name(csprog: Tool) -> None:
    csprog.write(small(measure(offices="А") + '  printed:\n    offices:\n      "\\e[31mА": напечатано\n'))
    result = csprog("show", "1.1.1", *AS_OF)
    assert "\x1b" not in result.stdout


def test_private_parts_of_typer_are_those_that_were_checked() -> None:
    """On a new minor version, read cli/command.py's list again, then name that version here and in pyproject.toml."""
    assert typer.__version__.startswith("0.29.")


EXAMPLES = [example for entry in COMMANDS.values() for example in entry.examples]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_of_help_are_understood(example: str) -> None:
    program, name, *words = shlex.split(example)
    command = typer.main.get_command(app).get_command(None, name)  # type: ignore[attr-defined]
    assert program == "csprog"
    assert command.make_context(name, words).params


def test_every_command_has_an_example() -> None:
    assert [name for name, entry in COMMANDS.items() if not entry.examples] == []
