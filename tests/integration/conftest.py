"""English sentences, whatever the test before this one chose."""

from tests.plans import _english

__all__ = ["_english"]
