"""A folder in which a case runs again and again, and all that csprog keeps elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from csprog.operations.site_files import open_site
from tests.faults.injection import Fault
from tests.git.office import Office
from tests.git.strikes import End, apart

if TYPE_CHECKING:
    from tests.faults.cases import Case

FOLDERS = ("office", "state", "cache", "temporary")
REMEMBERED = ("written.json", ".undo.json")
"""Ends of the names of what csprog keeps for good."""


OWN = {".git", ".gitattributes", ".gitignore", ".gitlab-ci.yml", ".github", ".vscode"}
"""Hidden files and folders that are no leftovers."""


class World:
    """The folders of a case; they can be put back as they were before its line."""

    def __init__(self, top: Path, case: Case) -> None:
        """Prepare the case, and have its line run once, undisturbed."""
        self.top, self.case, self._pristine = top / "world", case, top / "pristine"
        for folder in FOLDERS:
            (self.top / folder).mkdir(parents=True, exist_ok=True)
        self.office = Office(self.top / "office")
        self.office.write(case.plan)
        for name, data in case.files.items():
            (self.office.folder / name).write_bytes(data)
        if case.in_git:
            self.office.git("init", "-q", "-b", "main", "--template=")
            self.office.git("config", "user.name", "Анна")
            self.office.git("config", "user.email", "anna@example.org")
            self.office.commit("план")
        for words in case.before:
            self.succeed(*words)
        shutil.copytree(self.top, self._pristine, symlinks=True)
        self.old = self.files()
        counting = Fault("kill", 0)
        end = apart(self.office, counting.arm, *case.words)
        assert end.code == 0, end.stderr
        self.length, self.new = counting.count, self.files()
        assert self.new != self.old
        assert self.litter() == []

    def succeed(self, *words: str) -> None:
        """Run a line that must succeed."""
        end = apart(self.office, lambda: None, *words)
        assert end.code == 0, (words, end.stderr)

    def strike(self, fault: Fault) -> End:
        """Run the case's line from the beginning, with this fault."""
        shutil.rmtree(self.top)
        shutil.copytree(self._pristine, self.top, symlinks=True)
        return apart(self.office, fault.arm, *self.case.words)

    def take_back(self) -> None:
        """Do what the next publication begins with."""
        with open_site(self.office.folder / "site", print):
            pass

    def files(self) -> dict[str, bytes]:
        """Give the files of the office, but for git's and those of csprog's that are not to stay."""
        return {
            path.relative_to(self.office.folder).as_posix(): path.read_bytes()
            for path in self.office.folder.rglob("*")
            if path.is_file() and ".git" not in path.parts and not _is_hidden(path)
        }

    def litter(self) -> list[str]:
        """Name what is left over from a command that has ended."""
        private = (self.office.folder / ".git" / "csprog", self.top / "state" / "csprog")
        left = [path for folder in private for path in folder.glob("*") if not path.name.endswith(REMEMBERED)]
        left += (self.top / "temporary").iterdir()
        left += (path for path in self.office.folder.rglob("*") if ".git" not in path.parts and _is_hidden(path))
        return sorted(path.relative_to(self.top).as_posix() for path in left)


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") and path.name not in OWN
