"""The pages as checkers of HTML see them: vnu, which browsers' makers keep, and html-validate. One call each for all.

They are npm packages, found in the folder that CSPROG_NPM names, else fetched; skipped where there is no node or Java.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

PACKAGES = ("vnu-jar@26", "html-validate@10")
RULES: dict[str, Any] = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:a11y"],
}
OWN_WORDS = ("hostile", "wordy")
"""Programmes whose own words end lines with a space, and whose organisation alone fills a title."""
NOT_OURS = {"no-trailing-whitespace", "long-title"}
IN_A_CMS = {"element-permitted-content": "<style> element is not permitted as content under <div>"}
"""A site's editor takes one text: the sheet can't go into the host's head, and every browser takes it where it is."""


@pytest.fixture(scope="session")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the packages."""
    named = os.environ.get("CSPROG_NPM")
    folder = Path(named) if named else tmp_path_factory.mktemp("npm")
    modules = folder / "node_modules"
    if shutil.which("node") is None:
        pytest.skip("there is no node")
    if not all((modules / package.partition("@")[0]).is_dir() for package in PACKAGES):
        if named or shutil.which("npm") is None:
            pytest.skip(f"no vnu-jar and html-validate in {modules}, and no npm to fetch them")
        command = ["npm", "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", str(folder), *PACKAGES]
        if subprocess.run(command, check=False, timeout=300).returncode:
            pytest.skip("npm can't fetch vnu-jar and html-validate")
    return modules


def pages(sites: Path, *names: str) -> list[str]:
    return [str(file) for name in names for file in sorted(sites.rglob(name))]


def test_vnu_finds_no_error(npm: Path, sites: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("vnu needs Java")
    jar = npm / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = pages(sites, "index.html")
    assert len(files) > 20
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", *files]
    done = subprocess.run(command, check=False, capture_output=True, timeout=300)
    found = json.loads(done.stderr)["messages"]
    assert [(one["url"], one.get("lastLine"), one["message"]) for one in found] == []


def test_html_validate_finds_nothing(npm: Path, sites: Path, tmp_path: Path) -> None:
    rules, report = tmp_path / "rules.json", tmp_path / "report.json"
    rules.write_text(json.dumps(RULES), encoding="utf-8")
    program = str(npm / "html-validate" / "bin" / "html-validate.mjs")
    files = pages(sites, "index.html", "fragment.html")
    subprocess.run(
        ["node", program, "--config", str(rules), "--formatter", f"json={report}", *files],
        check=False,
        capture_output=True,
        timeout=300,
    )
    results = json.loads(report.read_text(encoding="utf-8"))
    found = [
        (result["filePath"], one["line"], one["ruleId"], one["message"])
        for result in results
        for one in result["messages"]
        if not _is_meant(Path(result["filePath"]).relative_to(sites), one)
    ]
    assert found == []


def _is_meant(file: Path, message: dict[str, Any]) -> bool:
    if file.parts[0] in OWN_WORDS and message["ruleId"] in NOT_OURS:
        return True
    return file.name == "fragment.html" and IN_A_CMS.get(message["ruleId"]) == message["message"]
