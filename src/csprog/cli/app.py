"""The command line: loads the command that is called, speaks the person's language, ends with an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from csprog import __version__
from csprog import i18n as language
from csprog.cli.command import Command, CompletionItem, Help
from csprog.cli.command_table import COMMANDS, load
from csprog.cli.error_report import INTERRUPTED, REPORTED, fail, no_such_command, report_error
from csprog.cli.options import Lang
from csprog.errors import UsageError
from csprog.i18n import N_, Message, translate

# typer's own texts, for the catalogue
N_("Install completion for the current shell.")
N_("Show completion for the current shell, to copy it or customize the installation.")


class CommandGroup(Help, TyperGroup):
    """All commands by name; a command's module is imported when it is called, and not before."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's protocol
        """Return the names in the order of the design's table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - likewise
        """Return the command `cmd_name`, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        defined = load(cmd_name)
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(cmd_name, cls=getattr(defined, "COMMAND_CLASS", Command))(defined.run)
        command: Any = typer.main.get_command(single)
        command.help = COMMANDS[cmd_name].help
        command.epilog = getattr(defined, "DETAILS", "")
        command.params += [parameter for parameter in self.params if parameter.name == "lang"]  # every command takes it
        command.localise()
        return command

    def shell_complete(self, ctx: Any, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin so, without importing any; of an option's beginning, the group's options."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        found = (name for name in COMMANDS if name.startswith(incomplete))
        return [CompletionItem(name, help=translate(COMMANDS[name].help)) for name in found]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Say which command comes near to one that there is not."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = Message("; see {command} --help", command="csprog")
            raise UsageError(Message("{fault}{hint}", fault=no_such_command(args[0]), hint=hint))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - likewise
        """Write the commands with a line each, without importing them."""
        with formatter.section(translate(N_("Commands"))):
            formatter.write_dl([(name, translate(entry.help)) for name, entry in COMMANDS.items()])

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the group's options, then its commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Put the group's own texts into the chosen language before anything is shown."""
        self.localise()
        return super().make_context(info_name, args, parent, **extra)

    def localise(self) -> None:
        """The group is made once for a process: keep its English texts and translate those."""
        group: Any = self
        if not hasattr(self, "_english"):
            self._english = (self.help, [parameter.help for parameter in group.params])
        self.help, helps = self._english[0], self._english[1]
        for parameter, text in zip(group.params, helps, strict=True):
            parameter.help = text
        self.subcommand_metavar = translate(N_("COMMAND …"))
        super().localise()

    def main(self, args: Sequence[str] | None = None, prog_name: Any = None, **extra: Any) -> Any:  # type: ignore[override]  # noqa: ARG002 - likewise
        """Run a command line and end the process: 0 fine, 1 the answer is no, 2 wrong usage."""
        words = list(sys.argv[1:] if args is None else args)
        language.set_language(_language_of(words) or language.environment_language())
        _speak_utf8()
        extra.pop("standalone_mode", None)
        try:
            code = super().main(words, "csprog", standalone_mode=False, **extra)
        except REPORTED as error:
            code = report_error(error, words)
        if code == INTERRUPTED:
            fail(Message("stopped"), code)
        sys.exit(code if isinstance(code, int) else 0)


def _language_of(words: list[str]) -> str | None:
    """Return the language that `--lang` asks for: it must be known before help is written or anything refused."""
    for number, word in enumerate(words):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and number + 1 < len(words):
            value = words[number + 1]
        if value is not None and value.lower() in language.LANGUAGES:
            return value.lower()
    return None


def _speak_utf8() -> None:
    """Write UTF-8 also into pipes and files, where Windows would use the machine's old code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _show_version(value: bool) -> None:  # noqa: FBT001 - typer's protocol
    if value:
        typer.echo(f"csprog {__version__}")
        raise typer.Exit


app = typer.Typer(cls=CommandGroup, add_completion=True, rich_markup_mode=None, no_args_is_help=True)


@app.callback(help=N_("A supplier's yearly Programme of customer service measures: plan, records, publication."))
def _front(
    *,
    lang: Lang = None,
    version: Annotated[
        bool, typer.Option("--version", help=N_("Show the version."), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    del lang, version  # the language was chosen before anything was said
