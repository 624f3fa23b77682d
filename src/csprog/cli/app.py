"""Runs the command line: chooses the language, loads the command, exits."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from csprog import __version__
from csprog.cli.command import SETTINGS, Command, CompletionItem, Help
from csprog.cli.command_table import COMMANDS, grouped, load
from csprog.cli.error_report import INTERRUPTED, REPORTED, fail, no_such_command, report_error, report_fault
from csprog.cli.options import Lang
from csprog.cli.streams import is_output_broken, watched_streams
from csprog.errors import UsageError
from csprog.i18n import LANGUAGES, N_, Message, environment_language, set_language, translate
from csprog.store.changed_files import forget_changed

# texts of typer, for the catalogue
N_("Install completion for the current shell.")
N_("Show completion for the current shell, to copy it or customize the installation.")


class CommandGroup(Help, TyperGroup):
    """The commands by name; a command's module is imported when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        """Return the names in the order of help."""
        return [name for commands in grouped().values() for name in commands]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - likewise
        """Return the command `cmd_name`, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        definition = load(cmd_name)
        # typer makes a command only within an app
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(cmd_name, cls=Command, context_settings=SETTINGS)(definition.run)
        command: Any = typer.main.get_command(single)
        command.help = COMMANDS[cmd_name].help
        command.epilog = getattr(definition, "DETAILS", "")
        command.examples = COMMANDS[cmd_name].examples
        command.params += [parameter for parameter in self.params if parameter.name == "lang"]  # every command takes it
        command.localise()
        return command

    def shell_complete(self, ctx: Any, incomplete: str) -> list[CompletionItem]:
        """Return the commands or options that begin so, without importing a command."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        names = (name for name in COMMANDS if name.startswith(incomplete))
        return [CompletionItem(name, help=translate(COMMANDS[name].help)) for name in names]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command called; refuse an unknown one, naming the nearest."""
        if ctx.resilient_parsing and args[0] not in COMMANDS:  # a shell that completes is told nothing
            return None, None, []
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = Message("; see {command} --help", command="csprog")
            raise UsageError(Message("{fault}{hint}", fault=no_such_command(args[0]), hint=hint))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - likewise
        """Write a line for each command under its group, without importing it."""
        for group, commands in grouped().items():
            with formatter.section(translate(group)):
                formatter.write_dl([(name, translate(entry.help)) for name, entry in commands.items()])

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the group's options, then its commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Translate the group's texts before anything is shown."""
        self.subcommand_metavar = translate(N_("COMMAND …"))
        self.localise()
        return super().make_context(info_name, args, parent, **extra)

    def main(self, args: Sequence[str] | None = None, prog_name: Any = None, **extra: Any) -> Any:  # type: ignore[override]  # noqa: ARG002 - likewise
        """Run a command line and exit: 0 success, 1 refusal or errors, 2 wrong usage, 3 a fault of csprog."""
        words = list(sys.argv[1:] if args is None else args)
        set_language(_language_option(words) or environment_language())  # before help is written or anything refused
        extra.pop("standalone_mode", None)
        forget_changed()
        with watched_streams():
            try:
                # standalone, click would print its own English errors
                code = super().main(words, "csprog", standalone_mode=False, **extra)
                sys.stdout.flush()
            except REPORTED as error:
                code = report_error(error, words)
            except SystemExit as end:  # of typer's completion, and of click if the reader has gone
                code = report_error(BrokenPipeError(), words) if is_output_broken() else end.code
            except BaseException as error:  # noqa: BLE001 - whatever else comes up is a fault of csprog; a panic in Rust is no Exception
                code = report_fault(error, words)
            if code == INTERRUPTED:
                fail(Message("stopped"), code)
        sys.exit(code if isinstance(code, int) else 0)


def _language_option(words: list[str]) -> str | None:
    """Return the value of `--lang`, if it is a language."""
    values = (
        word.removeprefix("--lang=").lower()
        for before, word in zip(["", *words], words, strict=False)
        if before == "--lang" or word.startswith("--lang=")
    )
    return next((value for value in values if value in LANGUAGES), None)


def _show_version(value: bool) -> None:  # noqa: FBT001 - typer's signature
    if value:
        typer.echo(f"csprog {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=CommandGroup, add_completion=True, rich_markup_mode=None, no_args_is_help=True, context_settings=SETTINGS
)


@app.callback(help=N_("A supplier's yearly Programme of customer service measures: plan, records, publication."))
def _callback(
    *,
    lang: Lang = None,
    version: Annotated[
        bool, typer.Option("--version", help=N_("Show the version."), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    del lang, version  # `main` has chosen the language; the version's callback has exited
