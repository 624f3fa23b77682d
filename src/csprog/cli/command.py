"""A command: its help in the chosen language, its values read by csprog's own parsers, its missing words asked for.

All that csprog uses of typer's private parts is here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from itertools import zip_longest
from typing import Any, NamedTuple

from typer._click import exceptions as click_errors  # typer carries click and shows no other way to its errors
from typer._click.shell_completion import CompletionItem  # nor to what a shell completes
from typer.core import TyperCommand

from csprog.errors import ParseError
from csprog.i18n import N_, translate
from csprog.parsing.numbers import MINUS

__all__ = [
    "IN_EDITOR",
    "ChoosingCommand",
    "Command",
    "CompletionItem",
    "Help",
    "NumberCommand",
    "RecordingCommand",
    "SpendCommand",
    "WritingCommand",
    "at_terminal",
    "click_errors",
]

IN_EDITOR = "\0editor"
"""What stands for a text option given without its text: a text that no one can type."""
_WORDS = (str, list[str])
_TEXT_OPTIONS = ("--note", "--reason")
_BELOW_ZERO = re.compile(r"-[0-9]")


class Help:
    """Help in the chosen language, for a command and for the group."""

    def localise(self) -> None:
        """Translate the texts of this freshly made command."""
        command: Any = self
        command.help = translate(command.help or "")
        command.epilog = translate(command.epilog or "")
        for parameter in command.params:
            parameter.help = translate(parameter.help or "")
            parameter.metavar = translate(parameter.metavar or "") or None
            _bypass_pydantic(parameter)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows how the command is called."""
        command: Any = self
        words = [_shown(parameter) for parameter in command.params if parameter.param_type_name == "argument"]
        pieces = [*words, translate(N_("[OPTIONS]")), getattr(self, "subcommand_metavar", "")]
        formatter.write_usage(ctx.command_path, " ".join(pieces).strip(), prefix=translate(N_("Usage: ")))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options under headings of the chosen language."""
        command: Any = self
        for kind, heading in (("argument", N_("Arguments")), ("option", N_("Options"))):
            parameters = [parameter for parameter in command.get_params(ctx) if parameter.param_type_name == kind]
            if parameters:
                with formatter.section(translate(heading)):
                    formatter.write_dl([(_shown(parameter), parameter.help or "") for parameter in parameters])

    def get_help_option(self, ctx: Any) -> Any:
        """Return the --help option with its help in the chosen language."""
        option: Any = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = translate(N_("Show this help."))
            _bypass_pydantic(option)
        return option


def _shown(parameter: Any) -> str:
    """Return how a parameter is typed: --on DATE, ID."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    return f"{', '.join(parameter.opts)} {parameter.metavar or ''}".strip()


class _OwnParser(NamedTuple):
    """Reads a parameter's value by `parse`, or where there is none as typer does, with pydantic."""

    parse: Callable[[str], Any] | None
    by_typer: Callable[[], Any]

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value for what was typed, a list where several may be; what was not typed is None, or empty."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if self.parse is None:
            return self.by_typer().coerce(value, param=param, ctx=ctx)
        try:
            return [self.parse(word) for word in value] if several else self.parse(value)
        except ParseError as error:
            raise click_errors.BadParameter(str(error)) from None


def _bypass_pydantic(parameter: Any) -> None:
    """Read a parameter without pydantic if it has a parser of its own, takes any words, or was not typed.

    pydantic takes 150 ms to load: too long for help and for a command whose result is cached.
    """
    about = parameter.type_descriptor
    parse = about.parameter_info.parser or (str if about.annotation in _WORDS else None)
    own = _OwnParser(parse, parameter.get_runtime_param)
    parameter.get_runtime_param = lambda: own


class Command(Help, TyperCommand):
    """A command of csprog."""


class ChoosingCommand(Command):
    """A command that at a terminal may be given no ID: all that is missing comes as None, for the command to ask for."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Complain of what is missing as ever, unless somebody can be asked."""
        try:
            return super().parse_args(ctx, list(args))
        except click_errors.MissingParameter as missing:
            if missing.param is None or missing.param.name != "identifier" or not at_terminal():
                raise
        for parameter in self.params:
            parameter.required = False
        return super().parse_args(ctx, list(args))


class WritingCommand(Command):
    """A command whose --note or --reason may be given without a text: the editor then asks for it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give the bare option its stand-in before typer complains that its text is missing."""
        known = {name for parameter in self.params for name in parameter.opts} | {"--help"}
        given: list[str] = []
        for word, following in zip_longest(args, args[1:]):
            given.append(word)
            if word in _TEXT_OPTIONS and (following is None or following.split("=", 1)[0] in known):
                given.append(IN_EDITOR)
        return super().parse_args(ctx, given)


class RecordingCommand(WritingCommand, ChoosingCommand):
    """A command that records something of a measure."""


class NumberCommand(WritingCommand):
    """A command that records a number, which may be below 0 although options begin so."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give a number that is a word of its own the minus that no option begins with."""
        valued = {
            name for parameter in self.params if not getattr(parameter, "is_flag", False) for name in parameter.opts
        }
        words = [
            word.replace("-", MINUS, 1) if _BELOW_ZERO.match(word) and before not in valued else word
            for before, word in zip(["", *args], args, strict=False)
        ]
        return super().parse_args(ctx, words)


class SpendCommand(NumberCommand, RecordingCommand):
    """A recording of a measure that is a number."""


def at_terminal() -> bool:
    """Tell whether somebody can be asked: what is typed and what is shown both belong to a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()
