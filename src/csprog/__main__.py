"""Runs the command `csprog` and `python -m csprog`."""

import os
import sys
from contextlib import suppress

from csprog import __version__

_INTERRUPTED = 130  # the exit code of shells for Ctrl+C
_INTERNAL_ERROR = 3


def main() -> None:
    """Run the command line."""
    if (
        sys.argv[1:] == ["--version"] and sys.stdout is not None
    ):  # scripts ask for it, and need not wait for the imports
        with suppress(OSError):  # it is reported below
            sys.stdout.write(f"csprog {__version__}\n")
            sys.stdout.flush()
            return
    _look_for_nothing_here()
    # pydantic would search all installed packages for plugins, which takes 12 ms
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from csprog.cli.app import app  # noqa: PLC0415 - after `--version`, and where Ctrl+C is caught

        app()
    except KeyboardInterrupt:  # during the imports; after them `app` reports it
        sys.exit(_INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - likewise: csprog or a library is damaged, or not all of it is there
        kind = f"{type(error).__name__} {getattr(error, 'name', None) or ''}".strip()
        if sys.stderr is not None:
            sys.stderr.write(f"csprog: csprog itself has failed, install it anew ({kind})\n")
        sys.exit(_INTERNAL_ERROR)


def _look_for_nothing_here() -> None:
    """Keep Python from looking for modules and programs in the current folder.

    It may hold anybody's files.

    `python -m` and `python -c` put it first, and Windows looks there for programs before it looks at PATH. A csprog that
    is in the current folder itself finds its libraries there.
    """
    if sys.platform == "win32":
        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    try:
        here = os.getcwd()  # noqa: PTH109 - to import pathlib first would be too late
    except OSError:  # it is gone
        return
    own_folder = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - likewise
    if sys.path[:1] in ([""], [here]) and here != own_folder:
        del sys.path[0]


if __name__ == "__main__":
    main()
