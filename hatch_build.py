"""Compiles the message catalogues (.po to .mo) when csprog is built, so that no compiled file is kept in git."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
"""Babel stamps the time of compilation on a catalogue; a fixed one makes two builds the same."""


class CatalogueHook(BuildHookInterface[Any]):
    """Runs for the wheel and for an editable install alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue beside its source and let the wheel carry it."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        for source in sorted((root / "src/csprog/locale").glob("*/LC_MESSAGES/*.po")):
            compiled = source.with_suffix(".mo")
            with source.open("rb") as po, compiled.open("wb") as mo:
                catalogue = read_po(po)
                catalogue.creation_date = _ALWAYS
                write_mo(mo, catalogue)
            build_data["artifacts"].append(compiled.relative_to(root).as_posix())
