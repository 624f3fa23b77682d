"""The forge whose job this is, and what it wants to read; without anything that writes it."""

from __future__ import annotations

from collections.abc import Mapping


def automatic(environment: Mapping[str, str]) -> str:
    """Return the format that suits where csprog runs: that of the forge whose job this is, else `text`."""
    if environment.get("GITHUB_ACTIONS") == "true":
        return "github"
    if environment.get("GITLAB_CI") == "true":
        return "gitlab"
    return "text"
