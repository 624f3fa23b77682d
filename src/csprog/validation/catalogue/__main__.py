"""Writes docs/rules.md: `python -m csprog.validation.catalogue docs/rules.md`."""

import sys
from pathlib import Path

from csprog.validation.catalogue.markdown import as_markdown

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(as_markdown(), encoding="utf-8", newline="\n")
