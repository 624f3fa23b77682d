"""Detects the CI system that csprog runs in."""

from __future__ import annotations

from collections.abc import Mapping


def automatic(environment: Mapping[str, str]) -> str:
    """Return the format of the CI system that runs this job, else `text`."""
    if environment.get("GITHUB_ACTIONS") == "true":
        return "github"
    if environment.get("GITLAB_CI") == "true":
        return "gitlab"
    return "text"
