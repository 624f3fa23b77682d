"""The group of all commands: loads the one that is called, speaks the person's language, shows every error once."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._click import exceptions as click_errors  # typer carries click and shows no other way to its errors
from typer._click.shell_completion import CompletionItem  # likewise
from typer.core import TyperCommand, TyperGroup

from csprog import __version__, language
from csprog.cli.typed import read_plainly
from csprog.console.visible import visible
from csprog.errors import CsprogError, InvalidPlan, UsageError
from csprog.language import Message, marked, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "status": marked("How the plan stands: what is overdue, what is due soon, progress by section."),
    "show": marked("Everything about a proposal or a measure."),
    "complete": marked("Record that a measure was carried out."),
    "decline": marked("Record that a measure was not carried out, and why."),
    "postpone": marked("Record that a measure is now awaited by another day, and why."),
    "cancel": marked("Record that a measure was taken out of the plan, and why."),
    "reopen": marked("Record that what was closed is open again, and why."),
    "remark": marked("Add a remark to a measure's journal."),
    "spend": marked("Record money that went out for a measure, or came back."),
    "gauge": marked("Record what an indicator was found to be for a period."),
    "assess": marked("Record an assessment: how satisfied customers were, and with what."),
    "undo": marked("Take back what was recorded last, unless it is committed."),
    "log": marked("What happened to measures: who recorded it, when, in which commit."),
    "diff": marked("What changed in the plan's own terms."),
    "outline": marked("A plan as plain lines, for git diff."),
    "validate": marked("Check plans: every problem at once, each in its place."),
    "explain": marked("What a code of validate means, why the rule is there, an example."),
    "merge-driver": marked("Merge two versions of a plan; git calls it."),
    "new": marked("Begin a plan: next year's out of this year's, or a company's first."),
    "publish": marked("Make the site: the year's page, the index of years, the data."),
    "serve": marked("The site live on this machine while the plan or a template is edited."),
    "import": marked("A plan out of Word, Excel or pasted text, as the file that a person would have typed."),
    "report": marked(
        "How a year is to be judged: shares, postponements, indicators, money; several years side by side."
    ),
    "export": marked("The plan and how it stands for an office: Excel, Word, PDF, a calendar."),
    "collect": marked("Record what departments filled in: all of it in one step, or nothing."),
    "schema": marked("The JSON Schema of a plan, for editors: they complete, explain and check."),
}


# typer's own texts, for the catalogue
marked("Install completion for the current shell.")
marked("Show completion for the current shell, to copy it or customize the installation.")


class Help:
    """What a command and the group share: help in the chosen language."""

    def localise(self) -> None:
        """Turn the English texts of this freshly made command into the chosen language; its values are read plainly."""
        command: Any = self
        command.help = translate(command.help or "")
        command.epilog = translate(command.epilog or "")
        for parameter in command.params:
            parameter.help = translate(parameter.help or "")
            parameter.metavar = translate(parameter.metavar or "") or None
            read_plainly(parameter)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows how the command is called."""
        command: Any = self
        words = [_shown(parameter) for parameter in command.params if parameter.param_type_name == "argument"]
        pieces = [*words, translate(marked("[OPTIONS]")), getattr(self, "subcommand_metavar", "")]
        formatter.write_usage(ctx.command_path, " ".join(pieces).strip(), prefix=translate(marked("Usage: ")))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options under headings of the chosen language."""
        command: Any = self
        for kind, heading in (("argument", marked("Arguments")), ("option", marked("Options"))):
            parameters = [parameter for parameter in command.get_params(ctx) if parameter.param_type_name == kind]
            if parameters:
                with formatter.section(translate(heading)):
                    formatter.write_dl([(_shown(parameter), parameter.help or "") for parameter in parameters])

    def get_help_option(self, ctx: Any) -> Any:
        """Return the --help option with its help in the chosen language."""
        option: Any = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = translate(marked("Show this help."))
            read_plainly(option)
        return option


def _shown(parameter: Any) -> str:
    """Return how a parameter is typed: --on DATE, ID."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    return f"{', '.join(parameter.opts)} {parameter.metavar or ''}".strip()


_INTERRUPTED = 130  # what shells give for Ctrl+C


class Command(Help, TyperCommand):
    """A command of csprog."""


class Front(Help, TyperGroup):
    """All commands by name; a command's module is imported when it is called, and not before."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's protocol
        """Return the names in the order of the design's table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - likewise
        """Return the command `cmd_name`, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name.replace("-", "_")
        module = import_module(f"csprog.cli.{name}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(cmd_name, cls=getattr(module, "COMMAND_CLASS", Command))(module.run)
        command: Any = typer.main.get_command(single)
        command.help = COMMANDS[cmd_name]
        command.epilog = getattr(module, "DETAILS", "")
        command.localise()
        return command

    def shell_complete(self, ctx: Any, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin so, without importing any; of an option's beginning, the group's options."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        found = (name for name in COMMANDS if name.startswith(incomplete))
        return [CompletionItem(name, help=translate(COMMANDS[name])) for name in found]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Say which command comes near to one that there is not."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = Message("; see {command} --help", command="csprog")
            raise UsageError(Message("{fault}{hint}", fault=_no_such_command(args[0]), hint=hint))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - likewise
        """Write the commands with a line each, without importing them."""
        with formatter.section(translate(marked("Commands"))):
            formatter.write_dl([(name, translate(text)) for name, text in COMMANDS.items()])

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
        self.subcommand_metavar = translate(marked("COMMAND …"))
        super().localise()

    def main(self, args: Sequence[str] | None = None, prog_name: Any = None, **extra: Any) -> Any:  # type: ignore[override]  # noqa: ARG002 - likewise
        """Run a command line and end the process: 0 fine, 1 the answer is no, 2 wrong usage."""
        words = list(sys.argv[1:] if args is None else args)
        language.choose(_language_of(words) or language.environment_language())
        _speak_utf8()
        extra.pop("standalone_mode", None)
        try:
            code = super().main(words, "csprog", standalone_mode=False, **extra)
        except InvalidPlan as error:
            from csprog.console.problems import show_problems  # noqa: PLC0415 - few runs need it

            show_problems([(error.path, None, error.problems)], error_stream=True)
            code = _fail(error, error.exit_code)
        except CsprogError as error:
            code = _fail(error, error.exit_code)
        except click_errors.NoArgsIsHelpError as error:
            typer.echo(error.message)
            code = 2
        except click_errors.UsageError as error:
            code = _fail(_usage_message(error, words), 2)
        except (typer.Abort, KeyboardInterrupt):
            code = _INTERRUPTED
        except BrokenPipeError:
            sys.stdout = None  # whoever read our output has gone
            code = 1
        except OSError as error:
            reason = error.strerror or str(error)
            code = _fail(Message("{path}: {reason}", path=error.filename or "csprog", reason=reason), 1)
        if code == _INTERRUPTED:
            _fail(Message("stopped"), code)
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


def _fail(sentence: object, code: int) -> int:
    """Show the one sentence of an error; control characters (of a file's name, say) are not passed on."""
    typer.echo(f"csprog: {visible(sentence)}", err=True)
    return code


def _usage_message(error: click_errors.UsageError, words: list[str]) -> str:
    """Say in the chosen language what click found wrong with the command line."""
    command = next((f"csprog {word}" for word in words if word in COMMANDS), "csprog")
    hint = Message("; see {command} --help", command=command)
    return f"{_usage_fault(error)}{hint}"


def _usage_fault(error: click_errors.UsageError) -> object:
    match error:
        case click_errors.NoSuchOption() if error.possibilities:
            near = ", ".join(sorted(error.possibilities))
            return Message("there is no option {option}; did you mean {near}?", option=error.option_name, near=near)
        case click_errors.NoSuchOption():
            return Message("there is no option {option}", option=error.option_name)
        case click_errors.BadOptionUsage() if "does not take" in error.message:
            return Message("the option {option} takes no value", option=error.option_name)
        case click_errors.BadOptionUsage():
            return Message("the option {option} needs a value", option=error.option_name)
        case click_errors.MissingParameter():
            return Message("{name} is missing", name=_parameter_name(error))
        case click_errors.BadParameter():
            return f"{_parameter_name(error)}: {error.message}".removeprefix(": ")
    if "unexpected extra argument" in error.message:
        extra = error.message.rpartition("(")[2].rstrip(").")
        return Message("there is one word too many: {extra}", extra=extra)
    if error.message.startswith("Missing command"):
        return Message("which command?")
    return error.message


def _parameter_name(error: click_errors.BadParameter) -> str:
    parameter: Any = error.param
    if parameter is None:
        return ""
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar)


def _no_such_command(name: str) -> Message:
    near = get_close_matches(name, COMMANDS, n=1)
    if near:
        return Message("there is no command {name}; did you mean {near}?", name=name, near=near[0])
    return Message("there is no command {name}", name=name)


def _show_version(value: bool) -> None:  # noqa: FBT001 - typer's protocol
    if value:
        typer.echo(f"csprog {__version__}")
        raise typer.Exit


app = typer.Typer(cls=Front, add_completion=True, rich_markup_mode=None, no_args_is_help=True)


@app.callback(help=marked("A supplier's yearly Programme of customer service measures: plan, records, publication."))
def _front(
    *,
    lang: Annotated[str | None, typer.Option("--lang", metavar="ru|en", help=marked("The language to speak."))] = None,
    version: Annotated[
        bool, typer.Option("--version", help=marked("Show the version."), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    del version
    check_language(lang)


def check_language(lang: str | None) -> None:
    """Refuse a language that csprog does not speak; the choice itself was made before anything was said."""
    if lang is not None and lang.lower() not in language.LANGUAGES:
        raise typer.BadParameter(str(Message("“{value}” is none of: {allowed}", value=lang, allowed="ru, en")))
