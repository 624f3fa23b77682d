"""Compiled templates, kept from one run to the next: compiling ours takes four times as long as rendering them."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import __version__ as jinja
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from csprog.store.cache import cache_folder

if TYPE_CHECKING:
    from jinja2 import Environment


def compiled(templates: Path) -> Compiled | None:
    """Return what keeps the compiled templates of the folder `templates`: the person's own cache folder.

    Without such a folder the answer is None, and templates are compiled each time.
    """
    folder = cache_folder()
    return None if folder is None else Compiled(folder, templates)


class Compiled(FileSystemBytecodeCache):
    """Keeps one file a template, whichever csprog or Python wrote it last; a project's own templates are not kept."""

    def __init__(self, folder: Path, templates: Path) -> None:
        """Keep in `folder` the compiled templates of the folder `templates`."""
        super().__init__(str(folder), f"template-%s.{sys.implementation.cache_tag}")
        self._templates = templates

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what names a template's file: its own name, wherever csprog is installed."""
        del filename
        return super().get_cache_key(name)

    def get_source_checksum(self, source: str) -> str:
        """Return what bytecode depends on: the template's text, Jinja, and how csprog has it compiled."""
        return hashlib.sha256(f"{_compiler()}\0{source}".encode()).hexdigest()

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return a template's bytecode, or an empty place for it."""
        if filename is None or Path(filename).parent != self._templates:
            return Bucket(environment, "", "")
        return super().get_bucket(environment, name, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the bytecode that is kept, if there is any and it is whole."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - there is no telling what a damaged file raises; it is written anew
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bytecode, as far as the disk lets us."""
        if bucket.key:
            with suppress(OSError):
                super().dump_bytecode(bucket)


@cache
def _compiler() -> str:
    """Return what tells one way of compiling from another: Jinja's version, and our modules that have a part in it."""
    ours = b"".join(
        (Path(__file__).parent / name).read_bytes() for name in ("compiler.py", "sandbox.py", "templates.py")
    )
    return f"{jinja}\0{hashlib.sha256(ours).hexdigest()}"
