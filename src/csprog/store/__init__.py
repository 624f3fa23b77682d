"""Where programmes lie: finding them, reading them, replacing one whole or not at all."""

from csprog.store.files import FOLDER, SourceFile, default_year, find_folder, load, plan_path, plans
from csprog.store.replace import replace

__all__ = ["FOLDER", "SourceFile", "default_year", "find_folder", "load", "plan_path", "plans", "replace"]
