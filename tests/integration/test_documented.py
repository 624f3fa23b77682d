"""What else docs/integration.md gives to be copied works as it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.documented import snippets
from tests.integration.workplace import with_csprog
from tests.plans import APPROVED, ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.not_on_windows(reason="the commands are typed into a shell")


@pytest.mark.slow
def test_schema_goes_where_the_editor_looks(tmp_path: Path) -> None:
    """The documented command writes the file that the documented settings name."""
    place = with_csprog(tmp_path / "office")
    (command,) = snippets("Editor", "sh")
    place.done("bash", "-euc", command)
    written = place.folder / "schema" / "programme.schema.json"
    assert written.read_bytes() == (ROOT / "schema" / "programme.schema.json").read_bytes()
    assert '"./schema/programme.schema.json"' in snippets("Editor", "json")[0]


@pytest.mark.slow
def test_git_compares_plans_by_what_they_say(tmp_path: Path) -> None:
    """With both lines, git's own commands show a recording without YAML; what is stored stays YAML."""
    place = with_csprog(tmp_path / "office")
    place.write("programme/2025.yaml", APPROVED)
    place.commit()
    (attributes,), (command,) = snippets("git diff", "gitattributes"), snippets("git diff", "sh")
    place.done("csprog", "remark", "1.2.4", "--note", "Ждём решения")
    shown = place.done("git", "diff")
    assert "event: remark" in shown
    place.write(".gitattributes", attributes)
    place.done("bash", "-euc", command)
    outlined = place.done("git", "diff")
    assert "event:" not in outlined
    added = [line for line in outlined.splitlines() if line.startswith("+") and not line.startswith("+++")]
    assert [line for line in added if "Ждём решения" in line], outlined
    assert place.done("git", "diff", "--no-textconv", "--", "programme") == shown
