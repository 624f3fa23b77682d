"""Turns every exception into one sentence and an exit code."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import typer

from csprog.cli.command import click_errors
from csprog.cli.command_table import COMMANDS
from csprog.cli.streams import is_output_broken
from csprog.errors import CsprogError, InvalidPlanError, os_error_reason
from csprog.formats.visible import visible
from csprog.i18n import N_, Message
from csprog.store.changed_files import changed_files
from csprog.store.paths import shown_paths

INTERRUPTED = 130  # the exit code of shells for Ctrl+C
REPORTED = (CsprogError, click_errors.UsageError, typer.Abort, KeyboardInterrupt, OSError)


def report_error(error: BaseException, words: list[str]) -> int:
    """Show the error of the command line `words` and return the exit code."""
    match error:
        case InvalidPlanError():
            from csprog.console.findings import show_problems  # noqa: PLC0415 - Rich: 0.1 s of every run

            show_problems([(error.path, None, error.problems)], error_stream=True)
            return fail(error, error.exit_code)
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
            reason = os_error_reason(error)
            return fail(Message("{path}: {reason}", path=error.filename or "csprog", reason=reason), 1)
    return INTERRUPTED


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
    if isinstance(error, BrokenPipeError):  # the reader wants no more
        return 0 if changed else 1
    reason = os_error_reason(error)
    if not changed:
        return fail(Message("the result can't be shown: {reason}", reason=reason), 1)
    what = Message(
        "written: {names}; the rest of the output can't be shown: {reason}", names=shown_paths(changed), reason=reason
    )
    return fail(what, 0)


def _usage_message(error: click_errors.UsageError, words: list[str]) -> str:
    """Return click's error in the chosen language, with a hint at help."""
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


def _parameter_name(error: click_errors.BadParameter) -> str:
    parameter: Any = error.param
    if parameter is None:
        return ""
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar)


def no_such_command(name: str) -> Message:
    """Return the sentence for an unknown command, naming the nearest."""
    near = get_close_matches(name, COMMANDS, n=1)
    if near:
        return Message("there is no command {name}; did you mean {near}?", name=name, near=near[0])
    return Message("there is no command {name}", name=name)
