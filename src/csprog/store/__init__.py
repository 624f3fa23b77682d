"""Where programmes lie: finding them, reading them, replacing one whole or not at all."""

from csprog.store.files import SourceFile, default_year, find_folder, load, plan_path, plans
from csprog.store.replace import replace

__all__ = ["SourceFile", "default_year", "find_folder", "load", "plan_path", "plans", "replace"]
