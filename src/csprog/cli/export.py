"""`csprog export`: the plan and how it stands as a document of an office."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import AsOf, Lang, Year, one_of
from csprog.cli.plan import open_plan, shown_path
from csprog.errors import UsageError
from csprog.exchange.formats import FORMATS, Subject, file_name, make
from csprog.language import Message, marked
from csprog.programme.address import addressee
from csprog.programme.evaluation import evaluate
from csprog.store import replace

DETAILS = marked(
    "With --for an office or a responsible unit gets its own part. The document is Russian, whatever csprog speaks."
)


def _form(text: str) -> str:
    return one_of(FORMATS)(text)


Format = Annotated[
    str, typer.Option("--format", metavar="|".join(FORMATS), parser=_form, help=marked("The form of the result."))
]
For = Annotated[
    str | None,
    typer.Option("--for", metavar=marked("NAME"), help=marked("Only for this office or this responsible unit.")),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar=marked("FILE"), help=marked("Where to; by default a name like programme-2025, here.")
    ),
]


def run(
    form: Format,
    recipient: For = None,
    output: Output = None,
    year: Year = None,
    as_of: AsOf = None,
    *,
    lang: Lang = None,
) -> None:
    """Write the document and name its file."""
    del lang
    if recipient is not None and not FORMATS[form].for_one:
        raise UsageError(Message("{format} is only made of the whole plan, without --for", format=form))
    plan = open_plan(year, as_of)
    name = None if recipient is None else addressee(plan.programme, recipient)
    subject = Subject(
        evaluate(plan.programme, plan.today), version("csprog"), name, plan.source.path.parent.parent / "templates"
    )
    data = make(form, subject)
    file = Path() if output is None else output
    if file.is_dir():
        file /= file_name(form, subject)
    file.parent.mkdir(parents=True, exist_ok=True)
    replace(file, data)
    typer.echo(shown_path(file.absolute()))
