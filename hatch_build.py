"""Compiles message catalogues and page templates when csprog is built, so that git keeps no compiled file.

The wheel also gets its bill of materials (PEP 770).
"""

import json
import re
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
    _sboms: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what the wheel carries compiled; an editable install reads the templates themselves."""
        if self.target_name != "wheel":
            return
        self._compile_catalogues(build_data)
        if version != "editable":
            self._compile_templates(build_data)
            self._add_sbom(build_data)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folders of what was made: it is in the wheel now."""
        for folder in (self._folder, self._sboms):
            if folder:
                folder.cleanup()

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

    def _add_sbom(self, build_data: dict[str, Any]) -> None:
        self._sboms = TemporaryDirectory()
        sbom = Path(self._sboms.name) / "csprog.cdx.json"
        text = json.dumps(self._bill_of_materials(), ensure_ascii=False, indent=2)
        sbom.write_text(text + "\n", encoding="utf-8", newline="\n")
        build_data["sbom_files"].append(str(sbom))

    def _bill_of_materials(self) -> dict[str, Any]:
        """Return a CycloneDX document: csprog, and the libraries that it asks for, whose versions an installation chooses."""
        core = self.metadata.core
        optional = [one for extra in ("office", "pdf", "calendar", "desk") for one in core.optional_dependencies[extra]]
        wanted = dict.fromkeys(map(_name, optional), "optional") | {_name(one): "required" for one in core.dependencies}
        itself = f"pkg:pypi/{core.name}@{self.metadata.version}"
        libraries = [
            {"type": "library", "bom-ref": f"pkg:pypi/{name}", "name": name, "scope": scope, "purl": f"pkg:pypi/{name}"}
            for name, scope in sorted(wanted.items())
        ]
        return {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {
                "component": {
                    "type": "application",
                    "bom-ref": itself,
                    "name": core.name,
                    "version": self.metadata.version,
                    "licenses": [{"license": {"id": core.license_expression}}],
                    "purl": itself,
                }
            },
            "components": libraries,
            "dependencies": [{"ref": itself, "dependsOn": [library["bom-ref"] for library in libraries]}],
        }


def _name(requirement: str) -> str:
    """Return the name of the library that a requirement asks for, as indexes write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()
