"""Where programmes lie: finding them, reading them, replacing one whole or not at all; what git knows of them."""

from csprog.store.files import (
    FOLDER,
    LARGEST,
    SourceFile,
    default_year,
    find_folder,
    folder_near,
    load,
    plan_path,
    plans,
    plans_below,
)
from csprog.store.git import Commit, Repository, find_repository, merge_file
from csprog.store.lock import locked, save
from csprog.store.replace import create, replace
from csprog.store.templates import bundled_folder
from csprog.store.undo import Step, last_step, remember

__all__ = [
    "FOLDER",
    "LARGEST",
    "Commit",
    "Repository",
    "SourceFile",
    "Step",
    "bundled_folder",
    "create",
    "default_year",
    "find_folder",
    "find_repository",
    "folder_near",
    "last_step",
    "load",
    "locked",
    "merge_file",
    "plan_path",
    "plans",
    "plans_below",
    "remember",
    "replace",
    "save",
]
