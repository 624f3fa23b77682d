"""Packages that only slow tests use, which the extra `ci` installs."""

from __future__ import annotations

from typing import Any

import pytest


def optional(name: str) -> Any:
    """Import a module; skip the test, or the whole test module, without it."""
    return pytest.importorskip(name, reason=f"there is no {name.partition('.')[0]}; pip install -e '.[ci]' installs it")
