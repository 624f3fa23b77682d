"""Schemas that others publish for their files: check-jsonschema carries them, so nothing is fetched."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.extras import optional

if TYPE_CHECKING:
    from pathlib import Path


def fits(schema: str, text: str, folder: Path, *options: str) -> bool:
    """Tell whether a YAML text is what the schema of its kind expects."""
    optional("check_jsonschema")
    file = folder / "checked.yml"
    file.write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options, str(file)]
    run = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert run.returncode in {0, 1}, run.stderr
    assert run.returncode == 0 or "Schema validation errors" in run.stdout, run.stdout
    return run.returncode == 0
