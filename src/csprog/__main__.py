"""Where csprog begins, as the command `csprog` and as `python -m csprog`."""

import gc
import os
import sys

from csprog import __version__

_INTERRUPTED = 130  # what shells give for Ctrl+C
_FEW = 50_000, 20, 50
"""How seldom garbage is looked for: hardly anything that a command makes is garbage before it ends."""


def main() -> None:
    """Run csprog; its version is told before anything else is loaded, since scripts ask for nothing but that."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"csprog {__version__}\n")
        return
    gc.set_threshold(*_FEW)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would look through all that is installed for them
    try:
        _run()
    except KeyboardInterrupt:  # while things are still loaded: later the commands' front says that it stopped
        sys.exit(_INTERRUPTED)


def _run() -> None:
    if "_CSPROG_COMPLETE" in os.environ or (len(sys.argv) in {2, 3} and sys.argv[-1] == "--help"):
        from csprog.cli.about import tell  # noqa: PLC0415 - a shell asks at every press of a key

        tell()
    from csprog.cli.front import app  # noqa: PLC0415 - see above

    app()


if __name__ == "__main__":
    main()
