"""`csprog merge-driver`: merges two versions of a plan when git asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csprog.cli.options import matching
from csprog.console.recording import show_conflicts, show_installed
from csprog.editing.merge.conflict_markers import MarkerStyle
from csprog.editing.merge.plans import merge
from csprog.errors import UsageError
from csprog.i18n import N_, Message
from csprog.operations.git_settings import ATTRIBUTES, set_up_git
from csprog.store.atomic_write import replace
from csprog.store.changed_files import note_changed
from csprog.store.git import find_repository, merge_file, require_repository
from csprog.store.leftovers import temporary_folder
from csprog.store.plan_files import folder_near, load
from csprog.yamltext.encoding import encode

DETAILS = N_(
    "With --install git is set up to use it, and to show changes of plans line by line: .gitattributes for everyone, the "
    "configuration for this clone. csprog init does that too."
)
_parse_size = matching("[1-9][0-9]{0,3}", int, Message("the length must be a whole number, like 7"))
Base = Annotated[Path | None, typer.Argument(metavar=N_("[BASE]"), help=N_("The version both sides started from."))]
Ours = Annotated[
    Path | None, typer.Argument(metavar=N_("[OURS]"), help=N_("Our version; the merged plan is written here."))
]
Theirs = Annotated[Path | None, typer.Argument(metavar=N_("[THEIRS]"), help=N_("Their version."))]
Install = Annotated[bool, typer.Option("--install", help=N_("Set up git in this repository."))]
PlanPath = Annotated[str, typer.Option("--path", metavar=N_("PATH"), help=N_("The plan's path, for messages."))]
MarkerSize = Annotated[
    int, typer.Option("--marker-size", metavar="N", parser=_parse_size, help=N_("Length of markers."))
]


def run(
    base: Base = None,
    ours: Ours = None,
    theirs: Theirs = None,
    path: PlanPath = "",
    marker_size: MarkerSize = "7",  # type: ignore[assignment] # typer parses the default as well
    *,
    install: Install = False,
) -> None:
    """Write the merged plan into OURS; exit 1 if it holds conflicts."""
    if install:
        _install()
        return
    if base is None or ours is None or theirs is None:
        raise UsageError(Message("give three files (base, ours, theirs), or --install"))
    sources = (load(base), load(ours), load(theirs))

    repository = find_repository(Path.cwd())  # where git runs it
    conflict_style = repository.setting("merge.conflictStyle") if repository else ""
    style = MarkerStyle(marker_size, with_base=conflict_style in {"diff3", "zdiff3"})

    def merge_lines(*texts: str) -> tuple[str, bool]:
        with temporary_folder() as folder:
            files = [folder / name for name in ("ours", "base", "theirs")]
            for file, text in zip(files, texts, strict=True):
                file.write_bytes(text.encode("utf-8"))
            merged_bytes, clean = merge_file(*files, marker_size=marker_size, style=conflict_style)
        return merged_bytes.decode("utf-8"), clean

    if any(source.problem for source in sources):  # not UTF-8, or the like
        data, clean = merge_file(ours, base, theirs, marker_size=marker_size, style=conflict_style)
        replace(ours, data)
        note_changed(ours)
        raise typer.Exit(0 if clean else 1)
    merged = merge(sources[0].text, sources[1].text, sources[2].text, merge_lines, style)
    # the byte order mark stays as in our version
    replace(ours, encode(merged.text, byte_order_mark=sources[1].byte_order_mark))
    note_changed(ours)
    if merged.conflicts:
        show_conflicts(path or str(ours), merged.conflicts)
        raise typer.Exit(1)


def _install() -> None:
    repository = require_repository(folder_near(Path.cwd()) or Path.cwd())
    set_up_git(repository)
    show_installed(repository.root / ATTRIBUTES)
