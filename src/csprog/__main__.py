"""Lets `python -m csprog` do what `csprog` does."""

from csprog.cli import main

if __name__ == "__main__":
    main()
