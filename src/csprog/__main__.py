"""Entry point of the command `csprog` and of `python -m csprog`."""

import os
import sys

from csprog import __version__

_INTERRUPTED = 130  # what shells give for Ctrl+C


def main() -> None:
    """Run csprog; print its version before anything else is loaded, since scripts ask for it."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"csprog {__version__}\n")
        return
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would search all that is installed: 12 ms
    try:
        from csprog.cli.app import app  # noqa: PLC0415 - `--version` waits for nothing, and Ctrl+C is caught from here on

        app()
    except KeyboardInterrupt:  # while things are still loaded: later the commands' front says that it stopped
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
