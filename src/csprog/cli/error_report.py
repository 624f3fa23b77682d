"""Turns every exception into one sentence and an exit code."""

from __future__ import annotations

import errno
import sys
from difflib import get_close_matches
from typing import Any

import typer

from csprog.cli.command import click_errors, option_name
from csprog.cli.command_table import COMMANDS
from csprog.cli.streams import is_output_broken
from csprog.cli.values import OneOf, Typed, TypedDay
from csprog.errors import CsprogError, InvalidPlanError, NoPlanError, os_error_reason, os_error_sentence
from csprog.formats.visible import visible
from csprog.i18n import N_, Message
from csprog.store.changed_files import changed_files
from csprog.store.paths import shown_paths

_OTHER_TEXT = {
    "--note": ("--reason", "--why"),
    "-m": ("--reason", "--why"),
    "--reason": ("--note", "--why"),
    "--why": ("--reason", "--note"),
}
"""The texts of other commands, for who has mixed them up."""
INTERRUPTED = 130  # the exit code of shells for Ctrl+C
REPORTED = (CsprogError, click_errors.UsageError, typer.Abort, KeyboardInterrupt, OSError)


def report_error(error: BaseException, words: list[str]) -> int:
    """Show the error of the command line `words` and return the exit code."""
    match error:
        case InvalidPlanError():
            from csprog.console.findings import show_problems  # noqa: PLC0415 - Rich: 0.1 s of every run

            show_problems([(error.path, None, error.problems)], error_stream=True)
            return fail(error, error.exit_code)
        case NoPlanError():
            return fail(_begin_one(error), error.exit_code)
        case CsprogError():
            return fail(error, error.exit_code)
        case click_errors.NoArgsIsHelpError():
            typer.echo(error.message)
            return 2
        case click_errors.UsageError():
            return fail(_usage_message(error, words), 2)
        case OSError() if is_output_broken():
            return _report_untold(error)
        case OSError():
            return fail(os_error_sentence(error), 1)
    return INTERRUPTED


def _begin_one(error: NoPlanError) -> Message:
    """Return the sentence that there is no plan, and how to begin one."""
    from csprog.operations.plan_choice import view_day  # noqa: PLC0415 - rarely needed

    return Message(
        "{fault}; to begin a plan here: {new}, or from a document: {read}",
        fault=error.message,
        new=f"csprog new {view_day(None).year}",
        read=Message("csprog import FILE"),
    )


def report_fault(error: BaseException, words: list[str]) -> int:
    """Show that csprog itself failed, save what helps to mend it, and return the exit code."""
    from csprog.cli.internal_error import INTERNAL_ERROR, internal_error_sentence  # noqa: PLC0415 - rarely needed

    return fail(internal_error_sentence(error, words), INTERNAL_ERROR)


def fail(sentence: object, code: int) -> int:
    """Show an error's sentence, control characters made visible, and return `code`."""
    typer.echo(f"csprog: {visible(sentence)}", err=True)
    return code


def _report_untold(error: OSError) -> int:
    """Say what was written although the result can't be shown.

    What was asked for is then done: the exit code is 0.
    """
    changed = changed_files()
    if _has_reader_gone(error):  # it wants no more
        return 0 if changed else 1
    reason = os_error_reason(error)
    if not changed:
        return fail(Message("the result can't be shown: {reason}", reason=reason), 1)
    what = Message(
        "written: {names}; the rest of the output can't be shown: {reason}", names=shown_paths(changed), reason=reason
    )
    return fail(what, 0)


def _has_reader_gone(error: OSError) -> bool:
    """Tell whether the other end of a pipe is closed, which Windows calls an invalid argument."""
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL)


def _usage_message(error: click_errors.UsageError, words: list[str]) -> str:
    """Return click's error in the chosen language, with a hint at help."""
    command = next((f"csprog {word}" for word in words if word in COMMANDS), "csprog")
    hint = Message("; see {command} --help", command=command)
    return f"{_usage_fault(error)}{hint}"


def _usage_fault(error: click_errors.UsageError) -> object:
    match error:
        case click_errors.NoSuchOption():
            return _no_such_option(error)
        case click_errors.BadOptionUsage() if "does not take" in error.message:
            return Message("the option {option} takes no value", option=error.option_name)
        case click_errors.BadOptionUsage():
            return Message("the option {option} needs a value", option=error.option_name)
        case click_errors.MissingParameter() if forms := _forms(error.param):
            return Message("missing option {name}: {forms}", name=_parameter_name(error), forms=forms)
        case click_errors.MissingParameter():
            is_option = getattr(error.param, "param_type_name", "") == "option"
            what = N_("missing option {name}") if is_option else N_("missing argument {name}")
            return Message(what, name=_parameter_name(error))
        case click_errors.BadParameter():
            return f"{_parameter_name(error)}: {error.message}".removeprefix(": ")
    # click has no types for these two, only its English sentences
    if "unexpected extra argument" in error.message:
        extra = error.message.rpartition("(")[2].rstrip(").")
        return Message("unexpected argument: {extra}", extra=extra)
    if error.message.startswith("Missing command"):
        return Message("no command is given")
    return error.message


def _no_such_option(error: click_errors.NoSuchOption) -> Message:
    name = error.option_name
    if near := _meant_option(error) or ", ".join(sorted(error.possibilities or ())):
        return Message("there is no option {option}; did you mean {near}?", option=name, near=near)
    return Message("there is no option {option}", option=name)


def _parameter_name(error: click_errors.BadParameter) -> str:
    parameter: Any = error.param
    if parameter is None:
        return ""
    if parameter.param_type_name == "option":
        return option_name(parameter)
    return str(parameter.metavar).rstrip("…")


def _meant_option(error: click_errors.NoSuchOption) -> str | None:
    """Return what was meant by an option of other commands, or by a value in its place."""
    name = error.option_name.lstrip("-")
    parameters: list[Any] = error.ctx.command.params if error.ctx else []
    options = {option for parameter in parameters for option in parameter.opts}
    if meant := next((option for option in _OTHER_TEXT.get(error.option_name, ()) if option in options), None):
        return meant
    for parameter in parameters:
        parser = parameter.type_descriptor.parameter_info.parser
        if isinstance(parser, OneOf) and name in parser.words:  # --overdue
            return f"{option_name(parameter)} {name}"
    return None


def _forms(parameter: Any) -> Message | str | None:
    """Return how the value of a parameter is typed, if its parser knows."""
    parser = parameter.type_descriptor.parameter_info.parser if parameter else None
    return parser.forms if isinstance(parser, (OneOf, Typed, TypedDay)) else None


def no_such_command(name: str) -> Message:
    """Return the sentence for an unknown command, naming the nearest."""
    near = get_close_matches(name, COMMANDS, n=1)
    if near:
        return Message("there is no command {name}; did you mean {near}?", name=name, near=near[0])
    return Message("there is no command {name}", name=name)
