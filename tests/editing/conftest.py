"""Sentences in these tests are English."""

from tests.plans import _english

__all__ = ["_english"]
