"""Where the templates lie that csprog carries; a project's own lie in `templates` beside its folder of plans."""

from __future__ import annotations

from pathlib import Path


def bundled_folder() -> Path:
    """Return where the templates lie that csprog carries: in the wheel beside the code, in a checkout at its top."""
    package = Path(__file__).parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"
