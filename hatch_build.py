"""Compiles message catalogues and page templates when csprog is built, so that git keeps no compiled file."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
"""Babel stamps the time of compilation on a catalogue; a fixed one makes two builds the same."""


class CompilationHook(BuildHookInterface[Any]):
    """Runs for the wheel and for an editable install alike."""

    PLUGIN_NAME = "custom"
    _folder: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what the wheel carries compiled; an editable install reads the templates themselves."""
        if self.target_name != "wheel":
            return
        self._compile_catalogues(build_data)
        if version != "editable":
            self._compile_templates(build_data)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder of compiled templates: they are in the wheel now."""
        if self._folder:
            self._folder.cleanup()

    def _compile_catalogues(self, build_data: dict[str, Any]) -> None:
        """Compile every catalogue beside its source, for an editable install to find."""
        root = Path(self.root)
        for source in sorted((root / "src/csprog/locale").glob("*/LC_MESSAGES/*.po")):
            compiled = source.with_suffix(".mo")
            with source.open("rb") as po, compiled.open("wb") as mo:
                catalogue = read_po(po)
                catalogue.creation_date = _ALWAYS
                write_mo(mo, catalogue)
            build_data["artifacts"].append(compiled.relative_to(root).as_posix())

    def _compile_templates(self, build_data: dict[str, Any]) -> None:
        """Compile the templates in the environment that runs them; outside the sources, where none can go stale."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from csprog.publication.environment import COMPILED, compile_bundled  # noqa: PLC0415 - of the source being built

        self._folder = TemporaryDirectory()
        compile_bundled(Path(self._folder.name))
        build_data["force_include"][self._folder.name] = f"csprog/{COMPILED}"
