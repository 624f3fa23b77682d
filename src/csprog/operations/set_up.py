"""Sets up a repository for plans: git, what it ignores and merges, the editor's schema, CI."""

from __future__ import annotations

import json
from pathlib import Path

from csprog.i18n import N_, Message
from csprog.operations.git_settings import attribute_steps, configure, with_lines
from csprog.operations.set_up_step import SetUpStep, StepResult, write_files
from csprog.programme.json_schema import plan_schema
from csprog.store.git import Repository, find_repository, init_repository
from csprog.store.plan_files import FOLDER, folder_near, read_bytes
from csprog.store.resources import bundled_folder

NO_CI = "none"
CI_FILES: dict[str, str] = {"github": ".github/workflows/plan.yml", "gitlab": ".gitlab-ci.yml"}
SCHEMA, SETTINGS, IGNORED = "schema/programme.schema.json", ".vscode/settings.json", ".gitignore"
_SITE = "site/"
_SCHEMAS = {"yaml.schemas": {f"./{SCHEMA}": f"**/{FOLDER}/*.yaml"}}


def repository_here(start: Path) -> tuple[Repository, SetUpStep]:
    """Return the repository around the plans here, or a new one, and the step that was."""
    folder = (folder_near(start) or start / FOLDER).parent
    purpose = Message("git keeps the history")
    if repository := find_repository(folder):
        return repository, SetUpStep("git init", purpose, StepResult.PRESENT)
    return init_repository(folder), SetUpStep("git init", purpose, StepResult.DONE)


def knows_author(repository: Repository) -> bool:
    """Tell whether git knows whose name commits are to bear."""
    return bool(repository.setting("user.name") and repository.setting("user.email"))


def ci_file(repository: Repository) -> str | None:
    """Return the CI file that calls csprog, relative to the root, None if there is none."""
    flows = (repository.root / ".github" / "workflows").glob("*.y*ml")
    files = [repository.root / CI_FILES["gitlab"], *sorted(flows)]
    calling = (file for file in files if file.is_file() and b"csprog" in read_bytes(file))
    return next(map(repository.relative, calling), None)


def set_up(repository: Repository, ci: str) -> list[SetUpStep]:
    """Do each step that is not done yet, and return all; files that are there are never overwritten.

    Raises:
        StoreError: git refuses, or a file can't be read or written; then no file is.
    """
    settings = configure(repository)
    files = [_ignore_site(repository), *attribute_steps(repository), _schema(repository), _editor(repository)]
    if ci != NO_CI:
        files.append(_ci(repository, ci))
    write_files(repository, files)
    return [*settings, *files]


def schema_file() -> bytes:
    """Return the JSON Schema of a plan as the bytes of a file."""
    return _json_file(plan_schema())


def _json_file(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _ignore_site(repository: Repository) -> SetUpStep:
    purpose = Message("the site is made from the plan, so git leaves it out")
    if repository.ignores(f"{_SITE}index.html"):
        return SetUpStep(IGNORED, purpose, StepResult.PRESENT)
    if repository.tracks(_SITE.rstrip("/")):
        return SetUpStep(IGNORED, purpose, StepResult.LEFT, Message("{folder} is committed here", folder=_SITE))
    _, content = with_lines(repository.root / IGNORED, [_SITE])
    return SetUpStep(IGNORED, purpose, StepResult.DONE, content=content)


def _schema(repository: Repository) -> SetUpStep:
    outdated = Message("it differs from that of this csprog; to renew it: {command}", command=_schema_command())
    return _file(repository, SCHEMA, N_("the editor completes and explains keys"), schema_file(), outdated)


def _schema_command() -> str:
    return f"csprog schema --output {SCHEMA} --force"


def _editor(repository: Repository) -> SetUpStep:
    """Tell VS Code and its relatives where the schema is; a file that is there may have comments, so it is left."""
    text = _json_file(_SCHEMAS)
    path = repository.root / SETTINGS
    if path.exists() and SCHEMA.encode() in read_bytes(path):
        text = read_bytes(path)
    missing = Message("add to it: {lines}", lines=json.dumps(_SCHEMAS)[1:-1])
    return _file(repository, SETTINGS, N_("VS Code finds the schema"), text, missing)


def _ci(repository: Repository, ci: str) -> SetUpStep:
    purpose = N_("CI checks every change of a plan")
    name, text = CI_FILES[ci], (bundled_folder("ci") / f"{ci}.yml").read_bytes()
    present = ci_file(repository)
    if present is not None and Path(present).parent == Path(name).parent:  # whoever has changed the job meant it
        return SetUpStep(present, Message(purpose), StepResult.PRESENT)
    missing = Message("csprog is not in it; csprog help integration has the job")
    step = _file(repository, name, purpose, text, missing)
    if step.result is not StepResult.DONE:
        return step
    return step._replace(advice=Message("say in the repository's CI variable CSPROG_SOURCE where pip finds csprog"))


def _file(repository: Repository, name: str, purpose: str, text: bytes, otherwise: Message) -> SetUpStep:
    """Return the step that writes a file, unless it is there; `otherwise` is the advice if it has another content."""
    path, said = repository.root / name, Message(purpose)
    if not path.exists():
        return SetUpStep(name, said, StepResult.DONE, content=text)
    if read_bytes(path) == text:
        return SetUpStep(name, said, StepResult.PRESENT)
    return SetUpStep(name, said, StepResult.LEFT, otherwise)
