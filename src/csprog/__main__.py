"""Where csprog begins, as the command `csprog` and as `python -m csprog`."""

import sys

from csprog import __version__


def main() -> None:
    """Run csprog; its version is told before anything else is loaded, since scripts ask for nothing but that."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"csprog {__version__}\n")
        return
    from csprog.cli import app  # noqa: PLC0415 - see above

    app()


if __name__ == "__main__":
    main()
