"""Runs git so that a repository's own settings start no program."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from csprog.errors import StoreError, os_error_reason
from csprog.i18n import Message
from csprog.store.programs import find_program, search_path

_SETTINGS = {
    "core.attributesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "credential.helper": "",
    "diff.external": "",
    "log.showSignature": "false",
    "safe.bareRepository": "explicit",  # a folder that only looks like a repository is none
}
"""Told on the command line, which goes before every file of settings."""
_OWN_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",  # nothing is fetched: a partial clone would do so on demand, and older git only knows this
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
}
_KEPT = frozenset(
    {
        *("HOME", "LOGNAME", "USER", "SUDO_UID", "XDG_CONFIG_HOME", "TMPDIR", "TEMP", "TMP", "LD_LIBRARY_PATH"),
        *("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES"),
        # Windows
        *("ALLUSERSPROFILE", "APPDATA", "COMSPEC", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "PATHEXT", "PROGRAMDATA"),
        *("PROGRAMFILES", "SYSTEMDRIVE", "SYSTEMROOT", "USERNAME", "USERPROFILE", "WINDIR"),
        # the user's own settings, among them safe.directory
        *("GIT_CONFIG_COUNT", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM"),
        "GIT_CONFIG_PARAMETERS",  # of git -c …, told to a merge driver
        "GIT_INDEX_FILE",  # told to a hook: the index of the commit that is being made
    }
)
_KEPT_BEGINNINGS = ("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")  # those that GIT_CONFIG_COUNT counts


def is_installed() -> bool:
    """Tell whether git is to be found on PATH."""
    return find_program("git") is not None


def run_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in `folder`.

    `folder` is the top of a work tree: from below it, git would take a folder that looks like a repository for one.
    Folders above it are not looked at.

    Raises:
        StoreError: git is not installed, or can't be started.
    """
    git = find_program("git")
    if git is None:
        raise StoreError(
            Message(
                "git was not found, and csprog needs it to see what is committed; install it "
                "(https://git-scm.com/) or add its folder to PATH, then try again"
            )
        )
    settings = [word for key, value in _SETTINGS.items() for word in ("-c", f"{key}={value}")]
    command = [git, "-C", str(folder), "--no-pager", *settings, *arguments]
    try:
        return subprocess.run(  # noqa: S603 - git's full path
            command, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=_environment(folder)
        )
    except OSError as error:
        reason = os_error_reason(error)
        raise StoreError(Message("{path} can't be started: {reason}", path=git, reason=reason)) from None


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment for git: what it needs of the caller's, and ours."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT or name.startswith(_KEPT_BEGINNINGS)}
    path = os.pathsep.join(search_path())
    return {**kept, **_OWN_ENVIRONMENT, "PATH": path, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
