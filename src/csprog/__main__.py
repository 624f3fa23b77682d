"""Runs the command `csprog` and `python -m csprog`."""

import os
import sys

from csprog import __version__

_INTERRUPTED = 130  # the exit code of shells for Ctrl+C


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:  # scripts ask for it, and need not wait for the imports
        sys.stdout.write(f"csprog {__version__}\n")
        return
    # pydantic would search all installed packages for plugins, which takes 12 ms
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from csprog.cli.app import app  # noqa: PLC0415 - after `--version`, and where Ctrl+C is caught

        app()
    except KeyboardInterrupt:  # during the imports; after them `app` reports it
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
