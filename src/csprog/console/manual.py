"""Shows pages of the manual: set for a terminal, plain Markdown in a pipe."""

from __future__ import annotations

from collections.abc import Mapping

from rich.markdown import Markdown
from rich.table import Column

from csprog.console.terminal import Terminal, plain_table, styled
from csprog.i18n import Message

_LONGEST_LINE = 100  # columns; a text that is wider is hard to read


def show_page(markdown: str) -> None:
    """Show a page of Markdown whose first line is its heading."""
    out = _page()
    if not out.watched:
        out.file.write(markdown)
        return
    heading, _, rest = markdown.partition("\n")
    out.print_line((heading.removeprefix("# "), "bold"))
    plain = rest.replace("```console", "```text")  # a command's output is no program, whose words have colours
    out.print(Markdown(plain, code_theme="ansi_dark", hyperlinks=False))


def show_topics(pages: Mapping[str, str], references: Mapping[str, str], commands: Mapping[str, str]) -> None:
    """Show the names of pages and commands, each with its line."""
    out = _page()
    widest = max(map(len, (*pages, *references, *commands)))
    headings = (
        (Message("The manual: csprog help TOPIC"), pages),
        (Message("References"), references),
        (Message("Commands: csprog help COMMAND"), commands),
    )
    for number, (heading, lines) in enumerate(headings):
        if number:
            out.line()
        out.print_paragraph((heading, "bold"))
        columns = [Column()] if out.narrow else [Column(no_wrap=True, min_width=widest), Column()]
        rows = [
            (styled((name, "cyan"), "\n", line),) if out.narrow else (styled((name, "cyan")), styled(line))
            for name, line in lines.items()
        ]
        out.print_table(plain_table(*columns), rows)


def _page() -> Terminal:
    out = Terminal()
    out.width = min(out.width, _LONGEST_LINE)
    return out
