"""Shows the steps of setting up a repository."""

from __future__ import annotations

from csprog.console.terminal import Terminal
from csprog.i18n import N_, Message, translate
from csprog.operations.set_up_step import SetUpStep, StepResult

_NAME, _EMAIL = 'git config user.name "…"', 'git config user.email "…"'
_COMMIT = "git add --all, git commit"
_RESULTS = {
    StepResult.DONE: (N_("done"), "green"),
    StepResult.PRESENT: (N_("there already"), "dim"),
    StepResult.LEFT: (N_("left as it is"), "yellow"),
}


def show_step(step: SetUpStep) -> None:
    """Show what became of a step, what it is for, and what is left to do."""
    out = Terminal()
    words, style = _RESULTS[step.result]
    out.print_line((f"{translate(words)}: ", style), step.name, (f"  {step.purpose}", "dim"))
    if step.advice is not None:
        out.print_line(f"  {step.advice}")


def show_next(year: int | None, *, ci_missing: bool, author_missing: bool) -> None:
    """Show what comes next; `year` is that of the first plan, None if there are plans."""
    out = Terminal(errors=True)
    if ci_missing:
        advice = Message(
            "nothing checks changes of plans: {github} or {gitlab}",
            github="csprog init --ci github",
            gitlab="csprog init --ci gitlab",
        )
        out.print_line((advice, "dim"))
    if author_missing:
        advice = Message("git has to know who commits: {name} and {email}", name=_NAME, email=_EMAIL)
        out.print_line((advice, "dim"))
    if year is None:
        out.print_line((Message("next: {commands}", commands=_COMMIT), "dim"))
        return
    sentence = Message(
        "next: a plan ({new}, or from a document: {read}), then {commands}",
        new=f"csprog new {year}",
        read=Message("csprog import FILE"),
        commands=_COMMIT,
    )
    out.print_line((sentence, "dim"))
