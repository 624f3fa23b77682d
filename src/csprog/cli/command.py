"""Extends typer's commands: translated help, own parsers, values asked for.

The only module that uses private parts of typer, each because typer has no public way:

- `typer._click.exceptions`: the errors of a command line, to put them into the chosen language
- `typer._click.shell_completion`: the type that a command's completion returns
- a parameter's `type_descriptor` and `get_runtime_param`: to parse values without loading pydantic
- `get_help_option` and the `format_…` methods of click's command: help in the chosen language, with examples

tests/cli/test_app.py names the version of typer that these were checked with.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial
from itertools import zip_longest
from typing import Any, NamedTuple

from typer._click import exceptions as click_errors
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand

from csprog.cli.typed_words import typed_words
from csprog.cli.values import OneOf, TypedDay
from csprog.errors import ParseError
from csprog.i18n import N_, translate
from csprog.parsing.numbers import MINUS

__all__ = ["IN_EDITOR", "Command", "CompletionItem", "Help", "at_terminal", "click_errors"]

IN_EDITOR = "\0editor"
"""Value of a text option given without its text; nobody can type it."""
_WORDS = (str, list[str])
_TEXT_OPTIONS = {"--note", "-m", "--reason", "--why"}
_TEXT_METAVARS = {"TEXT", "NAME", "GROUND"}  # of options whose words go into a plan
_NUMBER_ARGUMENTS = {"amount", "value"}
_ASKED_ARGUMENT = "identifier"
_FORMER_NAMES = {"--standing"}  # accepted still, but not told
_UNBROKEN = "\N{NON-BREAKING HYPHEN}"
_IN_WORDS = re.compile(r"(?<=\S)-(?=\w)|-(?=-\w)")
_DAY = "as_of"
SETTINGS = {"help_option_names": ["-h", "--help"]}
"""Settings of every command and of the group."""
_BELOW_ZERO = re.compile(r"-[0-9]")


class Help:
    """Writes help in the chosen language, for a command or the group."""

    def localise(self) -> None:
        """Translate the English texts of a new command."""
        command: Any = self
        command.help = translate(command.help or "")
        command.epilog = translate(command.epilog or "")
        for parameter in command.params:
            parameter.help = translate(parameter.help or "")
            _bypass_pydantic(parameter, typed_words if parameter.metavar in _TEXT_METAVARS else str)
            _complete(parameter)
            parameter.metavar = translate(parameter.metavar or "") or None

    def get_help(self, ctx: Any) -> str:
        """Return the help; no line of it ends within an option or a value, like due-soon."""
        text: str = super().get_help(ctx)  # type: ignore[misc]
        return text.replace(_UNBROKEN, "-")

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """Write the command's own text."""
        command: Any = self
        text, command.help = command.help, _unbroken(command.help)
        super().format_help_text(ctx, formatter)  # type: ignore[misc]
        command.help = text

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the text below the options."""
        command: Any = self
        text, command.epilog = command.epilog, _unbroken(command.epilog)
        super().format_epilog(ctx, formatter)  # type: ignore[misc]
        command.epilog = text

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        command: Any = self
        arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
        words = [_usage(parameter) for parameter in (*arguments, *_required_options(command))]
        pieces = [*words, translate(N_("[OPTIONS]")), getattr(self, "subcommand_metavar", "")]
        formatter.write_usage(ctx.command_path, " ".join(pieces).strip(), prefix=translate(N_("Usage: ")))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options under translated headings, what is required first."""
        command: Any = self
        for kind, heading in (("argument", N_("Arguments")), ("option", N_("Options"))):
            parameters = [parameter for parameter in command.get_params(ctx) if parameter.param_type_name == kind]
            parameters.sort(key=lambda parameter: kind == "option" and not parameter.required)
            if parameters:
                with formatter.section(translate(heading)):
                    formatter.write_dl(
                        [(_names(parameter), _unbroken(_explained(parameter))) for parameter in parameters]
                    )

    def get_help_option(self, ctx: Any) -> Any:
        """Return the --help option with translated help."""
        option: Any = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = translate(N_("Show this help."))
            _bypass_pydantic(option)
        return option


def _required_options(command: Any) -> list[Any]:
    return [one for one in command.params if one.param_type_name == "option" and one.required]


def _unbroken(text: str | None) -> str:
    """Return a text whose hyphens a formatter doesn't break lines at."""
    return _IN_WORDS.sub(_UNBROKEN, text or "")


def option_name(parameter: Any) -> str:
    """Return the name by which an option is told: the longest, but no former one."""
    return str(max((name for name in parameter.opts if name not in _FORMER_NAMES), key=len))


def _usage(parameter: Any) -> str:
    """Return a parameter as typed: --on DATE, ID."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    return f"{option_name(parameter)} {parameter.metavar or ''}".strip()


def _names(parameter: Any) -> str:
    """Return all names of a parameter, as help lists them: -m, --note TEXT."""
    short = [name for name in getattr(parameter, "opts", ()) if name.startswith("-") and not name.startswith("--")]
    return ", ".join([*short, _usage(parameter)])


def _explained(parameter: Any) -> str:
    """Return a parameter's help, with a mark if it is required."""
    mark = f" {translate(N_('Required.'))}" if parameter.required and parameter.param_type_name == "option" else ""
    return f"{parameter.help or ''}{mark}"


class _ValueParser(NamedTuple):
    """Parses a parameter's values with `parse`, or as typer does if it is None."""

    parse: Callable[[str], Any] | None
    by_typer: Callable[[], Any]

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the parsed value: None, or an empty tuple, if nothing was typed."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if self.parse is None:
            return self.by_typer().coerce(value, param=param, ctx=ctx)
        seen_from = ctx.params.get(_DAY)  # the option is eager: it has been parsed
        parse = self.parse.seen_from(seen_from) if seen_from and isinstance(self.parse, TypedDay) else self.parse
        try:
            return [parse(word) for word in value] if several else parse(value)
        except ParseError as error:
            raise click_errors.BadParameter(str(error)) from None


def _bypass_pydantic(parameter: Any, as_words: Callable[[str], str] = str) -> None:
    """Parse a parameter without pydantic if it has its own parser or takes any words.

    Pydantic takes 150 ms to load: too long for help and for a command whose result is cached.
    """
    descriptor = parameter.type_descriptor
    parse = descriptor.parameter_info.parser or (as_words if descriptor.annotation in _WORDS else None)
    parser = _ValueParser(parse, parameter.get_runtime_param)
    parameter.get_runtime_param = lambda: parser


def _complete(parameter: Any) -> None:
    """Complete a parameter's values in the shell: those of its source, or all there are."""
    definition = parameter.type_descriptor.parameter_info
    source, parser = definition.autocompletion, definition.parser
    if source is None and isinstance(parser, OneOf):
        source = lambda ctx: [(word, str(parser.names.get(word, ""))) for word in parser.words]  # noqa: ARG005, E731 - the signature of a source
    if source is not None:
        parameter.shell_complete = partial(_offers, source)


def _offers(source: Any, ctx: Any, incomplete: str) -> list[CompletionItem]:
    from csprog.cli.completion import offers  # noqa: PLC0415 - reads plans, which no other call needs

    return [CompletionItem(value, help=text or None) for value, text in offers(source, ctx, incomplete)]


class Command(Help, TyperCommand):
    """A command of csprog; `examples` are command lines that its help shows."""

    examples: tuple[str, ...] = ()

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the details, then the examples, a line each."""
        super().format_epilog(ctx, formatter)
        if self.examples:
            with formatter.section(translate(N_("Examples"))):
                for example in self.examples:
                    formatter.write(f"{' ' * formatter.current_indent}{example}\n")

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse `args`; editor texts, negative numbers and a missing ID are special.

        --note, --reason and --why may lack their text: the editor then asks for it. Without an ID, all missing values are
        None if there is a terminal to ask for them at.
        """
        words = self._protect_numbers(self._mark_editor_texts(args))
        try:
            return super().parse_args(ctx, list(words))  # a copy, since click empties the list
        except click_errors.MissingParameter as missing:
            if missing.param is None or missing.param.name != _ASKED_ARGUMENT or not at_terminal():
                raise
        for parameter in self.params:
            parameter.required = False
        return super().parse_args(ctx, words)

    def _mark_editor_texts(self, args: list[str]) -> list[str]:
        options = {name for parameter in self.params for name in parameter.opts} | {*SETTINGS["help_option_names"]}
        words: list[str] = []
        for word, following in zip_longest(args, args[1:]):
            words.append(word)
            if word in options & _TEXT_OPTIONS and (following is None or following.split("=", 1)[0] in options):
                words.append(IN_EDITOR)
        return words

    def _protect_numbers(self, args: list[str]) -> list[str]:
        """Replace the hyphen of a negative number by a minus, or click sees an option."""
        if not any(parameter.name in _NUMBER_ARGUMENTS for parameter in self.params):
            return args
        valued = {
            name for parameter in self.params if not getattr(parameter, "is_flag", False) for name in parameter.opts
        }
        return [
            word.replace("-", MINUS, 1) if _BELOW_ZERO.match(word) and before not in valued else word
            for before, word in zip(["", *args], args, strict=False)
        ]


def at_terminal() -> bool:
    """Tell whether input and output are a terminal, so that questions can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
