"""The wheel: what it holds, and that it works where there is nothing but it, its dependencies and a plan."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import requires
from pathlib import Path

import pytest
from jinja2 import ModuleLoader
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from csprog import __version__
from csprog.publication.environment import COMPILED
from csprog.store.manual_pages import REFERENCES
from tests.extras import optional
from tests.plans import APPROVED

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
PARTS = (".gitignore", "src", "templates", "hatch_build.py", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")
VERSION = __version__
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the project as git keeps it: without what an earlier build may have left between the sources."""
    copy = tmp_path_factory.mktemp("project")
    for name in (*PARTS, "ci", "programme", "tests", "docs"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
        else:
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    optional("build")
    return _build(project, tmp_path_factory.mktemp("dist"), "--wheel")


def _build(project: Path, target: Path, *options: str) -> Path:
    _build_into(project, target, *options)
    (built,) = target.glob("*.whl")
    return built


def _build_into(project: Path, target: Path, *options: str) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", str(target), str(project)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def compiled_pages() -> set[str]:
    """Name the modules that the templates of pages are compiled to; those of PDFs are typst's."""
    folder = ROOT / "templates"
    sources = [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".typ"]
    named = (ModuleLoader.get_module_filename(file.relative_to(folder).as_posix()) for file in sources)
    return {f"csprog/{COMPILED}/{name}" for name in named}


def test_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    """At its top lie the package and its metadata; in the package, every module, its data and templates, and no more."""
    assert wheel.name == f"csprog-{VERSION}-py3-none-any.whl"
    held = names(wheel)
    assert {name.split("/")[0] for name in held} == {"csprog", f"csprog-{VERSION}.dist-info"}
    metadata = {name.partition("/")[2] for name in held if name.startswith("csprog-")}
    sbom = "sboms/csprog.cdx.json"
    assert metadata == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", sbom}
    source, templates = ROOT / "src", ROOT / "templates"
    modules = {file.relative_to(source).as_posix() for kind in ("*.py", "*.yaml") for file in source.rglob(kind)}
    catalogues = {file.relative_to(source).as_posix() for file in source.rglob("*.po")}
    compiled = {name.removesuffix(".po") + ".mo" for name in catalogues}
    brought = [*templates.rglob("*"), *(ROOT / "ci").glob("*.yml")]
    pages = {f"csprog/{file.relative_to(ROOT).as_posix()}" for file in brought if file.is_file()}
    package = {name for name in held if name.startswith("csprog/")}
    assert package == {"csprog/py.typed"} | modules | catalogues | compiled | pages | compiled_pages() | manual()


def manual() -> set[str]:
    """Name the pages that `csprog help` shows: both manuals whole, and the references."""
    docs = ROOT / "docs"
    files = [*(docs / "ru").iterdir(), *(docs / "en").iterdir(), *(docs / f"{name}.md" for name in REFERENCES)]
    return {f"csprog/{file.relative_to(ROOT).as_posix()}" for file in files}


def test_wheel_holds_what_no_one_may_miss(wheel: Path) -> None:
    """Named one by one, so that a file that vanishes from the sources is missed too."""
    wanted = {
        "csprog/py.typed",
        "csprog/cli/app.py",
        "csprog/locale/ru/LC_MESSAGES/csprog.mo",
        "csprog/programme/key_descriptions.yaml",
        "csprog/validation/catalogue/journal.yaml",
        "csprog/docs/ru/start.md",
        "csprog/ci/github.yml",
        "csprog/ci/gitlab.yml",
        "csprog/templates/page.html",
        "csprog/templates/index.html",
        "csprog/templates/style.css",
    }
    assert wanted - names(wheel) == set()


def test_bill_of_materials_is_one_and_names_what_pip_installs(wheel: Path) -> None:
    """CycloneDX's own schema holds of it, and every required library is in it as such."""
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(f"csprog-{VERSION}.dist-info/sboms/csprog.cdx.json").decode("utf-8")
    version = optional("cyclonedx.schema").SchemaVersion.V1_6
    assert optional("cyclonedx.validation.json").JsonStrictValidator(version).validate_str(text) is None
    required = {one["name"] for one in json.loads(text)["components"] if one["scope"] == "required"}
    wanted = [one for one in requires("csprog") or () if "extra ==" not in one]
    assert required == {canonicalize_name(Requirement(one).name) for one in wanted}


def test_two_builds_are_the_same_to_the_byte(project: Path, wheel: Path, tmp_path: Path) -> None:
    """Whoever builds the tag gets the files that were published: wheel and source archive."""
    again = _build(project, tmp_path, "--wheel")
    assert again.read_bytes() == wheel.read_bytes()
    archives = []
    for name in ("first", "second"):
        _build_into(project, tmp_path / name, "--sdist")
        (archive,) = (tmp_path / name).glob("*.tar.gz")
        archives.append(archive.read_bytes())
    assert archives[0] == archives[1]


def test_source_archive_builds_the_same_wheel(project: Path, wheel: Path, tmp_path: Path) -> None:
    """Who gets the sources as an archive instead of by git gets the same package, to the byte."""
    assert _build(project, tmp_path).read_bytes() == wheel.read_bytes()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own and give the folder of its commands.

    The dependencies are those of the environment that runs the tests, so that no network is needed. They are lent
    only after the installation: before, pip would find the csprog that is installed there.
    """
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True, timeout=120)
    python = str(folder / SCRIPTS / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheel)], check=True, timeout=120)
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    own = Path(subprocess.run(where, check=True, capture_output=True, text=True, timeout=60).stdout.strip())
    lent = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (own / "lent.pth").write_text("".join(f"{path}\n" for path in lent), encoding="utf-8")
    return folder / SCRIPTS


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Give a folder that holds the plan as it was approved and nothing else."""
    (tmp_path / "programme").mkdir()
    (tmp_path / "programme" / "2025.yaml").write_bytes(APPROVED.encode("utf-8"))
    return tmp_path


def run(commands: Path, office: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    return subprocess.run(
        [commands / words[0], *words[1:]],
        cwd=office,
        env={**kept, "CSPROG_LANG": "en"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_installed_wheel_is_what_runs(installed: Path, office: Path) -> None:
    """The environment runs the wheel's own files, not those of the checkout."""
    found = run(installed, office, "python", "-c", "import csprog; print(csprog.__file__)")
    assert Path(found.stdout.decode("utf-8").strip()).is_relative_to(installed.parent)


def test_installed_wheel_does_a_years_work(installed: Path, office: Path) -> None:
    """Status, a recording, the check and the publication work in a folder with a plan alone."""
    status = run(installed, office, "csprog", "status", "--as-of", "2025-07-01")
    assert (status.returncode, status.stderr) == (0, b"")
    assert "Overdue: 3" in status.stdout.decode("utf-8")

    note = "Кассы принимают платежи через СБП и по QR-коду"
    recorded = run(installed, office, "csprog", "complete", "1.2.2", "--note", note, "--as-of", "2025-10-03")
    assert (recorded.returncode, recorded.stderr) == (0, b"")
    assert (office / "programme" / "2025.yaml").read_text(encoding="utf-8").count(note) == 2

    assert run(installed, office, "csprog", "validate").returncode == 0

    published = run(installed, office, "csprog", "publish", "--year", "2025", "--as-of", "2026-02-01")
    assert published.returncode == 0, published.stderr.decode("utf-8")
    page = (office / "site" / "2025" / "index.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert 'lang="ru"' in page
    assert 'id="m-1-2-2-1"' in page
    assert (office / "site" / "index.html").is_file()


def test_installed_wheel_names_the_template_that_fails(installed: Path, office: Path) -> None:
    """Its pages come from compiled templates; a fault is told by the source's name and line all the same."""
    macros = office / "templates" / "macros.html"
    macros.parent.mkdir()
    macros.write_text("", encoding="utf-8")
    published = run(installed, office, "csprog", "publish", "--as-of", "2026-02-01")
    found = re.search(r"template ([\w-]+\.html), line (\d+): ", published.stderr.decode("utf-8"))
    assert (published.returncode, (office / "site").exists()) == (1, False)
    assert found
    line = (ROOT / "templates" / found[1]).read_text(encoding="utf-8").splitlines()[int(found[2]) - 1]
    assert "{{" in line or "{%" in line


def test_installed_wheel_speaks_russian(installed: Path, office: Path) -> None:
    """The compiled catalogue came along."""
    status = run(installed, office, "csprog", "--lang", "ru", "status", "--as-of", "2025-07-01")
    assert "Просрочено: 3" in status.stdout.decode("utf-8")


def test_installed_wheel_shows_its_manual(installed: Path, office: Path) -> None:
    """It is there without a checkout, in both languages."""
    for language in ("ru", "en"):
        shown = run(installed, office, "csprog", "--lang", language, "help", "daily").stdout.decode("utf-8")
        assert shown.startswith((ROOT / "docs" / language / "daily.md").read_text(encoding="utf-8").partition("\n")[0])
