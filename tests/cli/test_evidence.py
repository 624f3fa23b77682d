"""Evidence is a web address, or a file beside the plan: recorded with its SHA-256, checked, published on request."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-01")
AFTER = ("--as-of", "2026-02-01")
BYTES = "Акт № 17\r\n".encode()
DIGEST = sha256(BYTES).hexdigest()
NAME = "evidence/2025/акт 17.pdf"
NOTE = ("--note", "Установлены", *AS_OF)
TWO = small(measure(), measure())


@pytest.fixture
def act(csprog: Tool) -> Path:
    """Give a file of evidence beside a plan with two measures."""
    csprog.write(TWO)
    return put(csprog, NAME)


def put(csprog: Tool, name: str, data: bytes = BYTES) -> Path:
    """Put a file into the project."""
    file = csprog.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def errors(csprog: Tool) -> list[dict[str, Any]]:
    """Give the errors that validate finds."""
    shown = json.loads(csprog("validate", "--json").stdout)
    return [problem for problem in shown if problem["severity"] == "error"]


def codes(csprog: Tool) -> list[str]:
    """Give their codes."""
    return [problem["code"] for problem in errors(csprog)]


def published(csprog: Tool, *words: str) -> dict[str, bytes]:
    """Publish, and give the files of the site."""
    assert csprog("publish", "--as-of", "2025-07-01", "--fragment", *words).exit_code == 0
    site = csprog.folder / "site"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


# ── recording ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "typed", ["evidence/2025/акт 17.pdf", r"evidence\2025\акт 17.pdf", "./evidence/../evidence/2025/акт 17.pdf"]
)
def test_a_file_is_recorded_with_its_digest(csprog: Tool, act: Path, typed: str) -> None:
    csprog.done("complete", "1.1.1.1", "--evidence", typed, *NOTE)
    assert f"evidence:\n                      file: {NAME}\n                      sha256: {DIGEST}\n" in csprog.text
    assert "public" not in csprog.text
    assert codes(csprog) == []
    shown = " ".join(csprog.done("show", "1.1.1.1", *AS_OF).split())
    assert f"{NAME}, SHA-256 {DIGEST[:12]}…, not published" in shown
    assert act.read_bytes() == BYTES


def test_a_path_is_looked_for_from_the_folder_one_is_in(
    csprog: Tool, act: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(act.parent)
    csprog.done("complete", "1.1.1.1", "--evidence", "акт 17.pdf", *NOTE)
    csprog.done("complete", "1.1.1.2", "--evidence", str(act), *NOTE)
    assert csprog.text.count(f"file: {NAME}\n") == 2


def record_values(csprog: Tool) -> None:
    """Record a sum, a value and an assessment, each with the file as evidence."""
    indicator = "indicators:\n  - id: csi\n    name: Оценка\n    unit: балл\n    baseline: 4\n    target: 5\n"
    csprog.write(TWO.replace("\nsections:", f"\n{indicator}sections:"))
    csprog.done("spend", "1.1.1.1", "100", "--evidence", NAME, *AS_OF)
    csprog.done("gauge", "csi", "4.5", "--period", "2025-Q2", "--evidence", NAME, *AS_OF)
    scores = ("--kind", "operative", "--period", "2025-Q2", "--score", "Срок=4/5")
    csprog.done("assess", "О-1", *scores, "--evidence", NAME, *AS_OF)


def test_a_sum_a_value_and_an_assessment_take_a_file(csprog: Tool, act: Path) -> None:
    assert act.exists()
    record_values(csprog)
    assert csprog.text.count(DIGEST) == 3
    assert codes(csprog) == []
    for words in (("1.1.1.1",), ("csi",), ("О-1",)):
        assert f"SHA-256 {DIGEST[:12]}…, not published" in " ".join(csprog.done("show", *words, *AS_OF).split())
    act.write_bytes(b"other")
    assert codes(csprog) == ["evidence-changed"] * 3


def test_a_file_elsewhere_is_refused_with_where_to_copy_it(csprog: Tool, act: Path) -> None:
    outside = put(csprog, "акты/17.pdf")
    said = csprog.refused("complete", "1.1.1.1", "--evidence", "акты/17.pdf", *NOTE)
    assert said == "акты/17.pdf is outside the folder evidence; copy it to evidence/2025/17.pdf and give that path"
    shutil.copy(outside, act.parent / "17.pdf")
    csprog.done("complete", "1.1.1.1", "--evidence", "evidence/2025/17.pdf", *NOTE)
    for typed in ("evidence/../акты/17.pdf", "programme/2025.yaml"):
        assert "is outside the folder evidence" in csprog.refused("complete", "1.1.1.2", "--evidence", typed, *NOTE)


@pytest.mark.parametrize("typed", ["evidence/2025/нет.pdf", "нет.pdf", "example.org/акт"])
def test_a_file_that_is_not_there_is_refused(csprog: Tool, act: Path, typed: str) -> None:
    assert act.exists()
    said = csprog.refused("complete", "1.1.1.1", "--evidence", typed, *NOTE)
    assert said == f"there is no file {typed}; --evidence takes a file, or a web address like https://example.org/page"


def test_no_file_no_evidence(csprog: Tool, act: Path) -> None:
    put(csprog, "evidence/2025/пусто.pdf", b"")
    put(csprog, "evidence/2025/con.pdf")
    refusals = {
        "evidence/2025": "evidence/2025 is not a regular file",
        "evidence/2025/пусто.pdf": "evidence/2025/пусто.pdf is empty",
        "evidence/2025/con.pdf": "file: a file of evidence is given by its path from the project's folder, like "
        "evidence/2025/akt-17.pdf, without names that Windows refuses",
    }
    for typed, sentence in refusals.items():
        assert csprog.refused("complete", "1.1.1.1", "--evidence", typed, *NOTE) == sentence
    assert act.exists()


@pytest.mark.not_on_windows(reason="links need a privilege on Windows")
def test_a_link_is_no_evidence(csprog: Tool, act: Path) -> None:
    (act.parent / "link.pdf").symlink_to(act)
    (csprog.folder / "evidence" / "2024").symlink_to(act.parent)
    for typed in ("evidence/2025/link.pdf", f"evidence/2024/{act.name}"):
        assert "is a link; replace it with the file itself" in csprog.refused(
            "complete", "1.1.1", "--evidence", typed, *NOTE
        )
    csprog.done("complete", "1.1.1.1", "--evidence", NAME, *NOTE)
    act.rename(act.with_name("moved.pdf"))
    act.symlink_to(act.with_name("moved.pdf"))
    assert codes(csprog) == ["evidence-missing"]


@pytest.mark.parametrize("address", [(), ("--evidence", "https://example.org/17")], ids=["nothing", "address"])
def test_only_a_file_is_made_public(csprog: Tool, address: tuple[str, ...]) -> None:
    said = csprog.refused("complete", "1.2.2", *address, "--public", *AS_OF, code=2)
    assert said == "--public needs --evidence with a file; an address is published anyway"


def test_a_public_file_that_is_named_for_a_person_is_refused(csprog: Tool, act: Path) -> None:
    name = put(csprog, "evidence/2025/Акт_Иванов_И.И..pdf").relative_to(csprog.folder).as_posix()
    assert act.exists()
    said = csprog.refused("complete", "1.1.1.1", "--evidence", name, "--public", *NOTE)
    assert "“Иванов И.И.” looks like a person's name" in said
    csprog.done("complete", "1.1.1.1", "--evidence", name, *NOTE)
    csprog.write(csprog.text.replace(f"sha256: {DIGEST}", f"sha256: {DIGEST}\n                      public: true"))
    assert codes(csprog) == ["personal-data"]


# ── checking ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def recorded(csprog: Tool, act: Path, kept: Path) -> Path:
    """Give the file of a completion that is recorded; results of plans are kept."""
    del kept
    csprog.done("complete", "1.1.1.1", "--evidence", NAME, *NOTE)
    return act


CHANGES = {
    "evidence-changed": lambda file: file.write_bytes(BYTES.replace(b"\r", b"")),
    "evidence-missing": lambda file: file.unlink(),
}


@pytest.mark.slow
@pytest.mark.parametrize(("code", "change"), CHANGES.items(), ids=CHANGES)
def test_a_file_that_is_not_what_it_was_is_an_error_for_every_command(
    csprog: Tool, recorded: Path, code: str, change: object
) -> None:
    """Whatever was found out about the same bytes of the plan before."""
    assert callable(change)
    for words in (("validate",), ("status", *AS_OF), ("report", *AS_OF), ("status", "--all", *AS_OF)):
        assert csprog(*words).exit_code == 0
    change(recorded)
    assert codes(csprog) == [code]
    assert csprog.done("status", *AS_OF).startswith("1 error in the plan")
    assert csprog.done("show", "1.1.1", *AS_OF).startswith("1 error in the plan")
    for bound in (("complete", "1.1.1.2", *NOTE), ("report", *AS_OF), ("export", "--format", "xlsx", *AS_OF)):
        result = csprog(*bound)
        assert (result.exit_code, code in result.stderr) == (1, True)
    assert csprog("status", "--all", *AS_OF).exit_code == 1
    assert csprog("publish", "--final", *AFTER).exit_code == 1
    assert code in csprog("publish", *AS_OF).stderr
    recorded.write_bytes(BYTES)
    assert csprog("validate").exit_code == 0
    assert not csprog.done("status", *AS_OF).startswith("1 error")


def test_what_to_do_is_said_at_the_place(csprog: Tool, recorded: Path) -> None:
    recorded.write_bytes(b"other")
    place = csprog.text.splitlines().index(f"{' ' * 22}file: {NAME}") + 1
    (problem,) = errors(csprog)
    assert (problem["line"], problem["column"]) == (place, 29)
    assert problem["message"] == (
        f"{NAME} is not the file that was recorded; put that one back, or record this one: "
        f'csprog correct 1.1.1.1 --year 2025 --evidence "{NAME}" --why "…"'
    )
    recorded.unlink()
    (problem,) = errors(csprog)
    assert problem["line"] == place
    assert problem["message"] == f"there is no file {NAME}; restore it"


def mend(csprog: Tool) -> None:
    """Do to the letter what every error says."""
    for problem in errors(csprog):
        _, _, command = problem["message"].partition("record this one: ")
        assert csprog(*shlex.split(command)[1:]).exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("public", [(), ("--public",)], ids=["private", "public"])
def test_what_the_error_advises_mends_it(csprog: Tool, act: Path, public: tuple[str, ...]) -> None:
    """The last entry of a measure, an earlier one, and again what was corrected; the journal keeps all that was."""
    csprog.done("complete", "1.1.1.1", "--evidence", NAME, *public, *NOTE)
    csprog.done("spend", "1.1.1.1", "100", *AS_OF)
    for data in (b"other", b"another"):
        act.write_bytes(data)
        assert codes(csprog) == ["evidence-changed"]
        mend(csprog)
        assert codes(csprog) == []
        assert csprog.text.count(sha256(data).hexdigest()) == 1
    assert csprog.text.count(DIGEST) == 1
    shown = " ".join(csprog.done("show", "1.1.1.1", *AS_OF).split())
    assert f"SHA-256 {sha256(b'another').hexdigest()[:12]}…, {'published' if public else 'not published'}" in shown
    assert (f"2025/{NAME}" in published(csprog)) is bool(public)
    csprog("correct", "1.1.1.1", "--entry", "1", "--remove", "evidence", "--why", "не тот", "--year", "2025")
    act.unlink()
    assert codes(csprog) == []


def test_values_are_mended_likewise(csprog: Tool, act: Path) -> None:
    record_values(csprog)
    act.write_bytes(b"other")
    assert codes(csprog) == ["evidence-changed"] * 3
    mend(csprog)
    assert codes(csprog) == []


def test_no_plan_switches_it_off(csprog: Tool, recorded: Path) -> None:
    csprog.write(f"{csprog.text}switched_off: {{evidence-changed: Так проще, evidence-missing: Так проще}}\n")
    recorded.write_bytes(b"other")
    assert codes(csprog) == ["evidence-changed", "switched-off-refused", "switched-off-refused"]


def test_names_are_spelt_as_on_the_disk(csprog: Tool, recorded: Path) -> None:
    """Windows takes small letters and capitals for the same; CI elsewhere does not."""
    recorded.rename(recorded.with_name("АКТ 17.pdf"))
    assert codes(csprog) == ["evidence-missing"]


def test_undo_takes_back_the_entry_and_leaves_the_file(csprog: Tool, recorded: Path) -> None:
    recorded.write_bytes(b"other")
    csprog.done("undo", *AS_OF)
    assert csprog.text == TWO
    assert recorded.exists()


def test_comparison_with_a_revision_checks_it_too(csprog: Tool, recorded: Path) -> None:
    for words in (
        ("init", "--quiet"),
        ("add", "."),
        ("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"),
    ):
        subprocess.run(("git", *words), cwd=csprog.folder, check=True)
    recorded.write_bytes(b"other")
    assert "evidence-changed" in csprog("validate", "--against", "HEAD").stdout
    csprog.write(csprog.text.replace(DIGEST, sha256(b"other").hexdigest()))
    assert "change-journal" in csprog("validate", "--against", "HEAD").stdout


@pytest.mark.parametrize(
    "evidence",
    [
        "{file: ../17.pdf, sha256: DIGEST}",
        "{file: evidence/2025/17.pdf, sha256: 17}",
        "{file: evidence/2025/17.pdf}",
        "{file: evidence/2025/17.pdf, sha256: DIGEST, pubic: true}",
    ],
)
def test_what_was_typed_wrong_is_an_error_of_the_plan(csprog: Tool, evidence: str) -> None:
    csprog.write(small(measure(f"on: 2025-03-01, event: completed, evidence: {evidence.replace('DIGEST', DIGEST)}")))
    assert len([code for code in codes(csprog) if code != "evidence-missing"]) == 1


# ── publishing ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_a_public_file_is_published_and_linked(csprog: Tool, act: Path) -> None:
    csprog.done("complete", "1.1.1.1", "--evidence", NAME, "--public", *NOTE)
    site = published(csprog)
    assert site[f"2025/{NAME}"] == BYTES == act.read_bytes()
    link = "evidence/2025/%D0%B0%D0%BA%D1%82%2017.pdf"
    assert f'<a href="{link}">акт 17.pdf</a>' in site["2025/index.html"].decode()
    (first, second) = json.loads(site["2025/programme-2025.json"])["measures"]
    assert (first["evidence"], second["evidence"]) == ([link], [])
    assert link in site["2025/programme-2025.csv"].decode("utf-8-sig")
    assert json.loads(site["2025/published.json"])["publications"][-1]["files"][NAME] == DIGEST
    assert "акт 17.pdf" in site["2025/fragment.html"].decode()  # without a link: nobody knows where the site lies
    assert link not in site["2025/fragment.html"].decode()


@pytest.mark.slow
def test_with_an_address_the_data_and_the_fragment_have_it_whole(csprog: Tool, act: Path) -> None:
    csprog.write(TWO.replace("organisation:", "published_at: https://example.org/otchet/\n  organisation:"))
    assert act.exists()
    csprog.done("complete", "1.1.1.1", "--evidence", NAME, "--public", *NOTE)
    site = published(csprog)
    link = "https://example.org/otchet/2025/evidence/2025/%D0%B0%D0%BA%D1%82%2017.pdf"
    assert json.loads(site["2025/programme-2025.json"])["measures"][0]["evidence"] == [link]
    assert f'href="{link}"' in site["2025/fragment.html"].decode()


PRIVATE = ("тайна.pdf", "%D1%82%D0%B0%D0%B9%D0%BD%D0%B0", "intranet.local", sha256(b"private").hexdigest())


@pytest.mark.slow
def test_what_is_not_public_is_nowhere_on_the_site(csprog: Tool, act: Path) -> None:
    """Not even the name of a file, or its SHA-256; nor in Word."""
    assert act.exists()
    put(csprog, "evidence/2025/тайна.pdf", b"private")
    csprog.done("complete", "1.1.1.1", "--evidence", "evidence/2025/тайна.pdf", *NOTE)
    result = csprog("complete", "1.1.1.2", "--evidence", "http://intranet.local/17", *NOTE)
    assert result.stderr == (
        "http://intranet.local/17 opens inside the company only: it is recorded but will not be published\n"
    )
    assert "http://intranet.local/17, not published" in " ".join(csprog.done("show", "1.1.1.2", *AS_OF).split())
    site = published(csprog)
    assert len(site) > 7
    leaks = [name for name, data in site.items() for word in PRIVATE if word in name or word.encode() in data]
    assert leaks == []
    csprog.done("export", "--format", "docx", "--output", "out.docx", *AS_OF)
    shutil.unpack_archive(csprog.folder / "out.docx", csprog.folder / "out", "zip")
    document = b"".join(file.read_bytes() for file in (csprog.folder / "out").rglob("*.xml"))
    assert "Установлены".encode() in document
    assert [word for word in PRIVATE if word.encode() in document] == []


@pytest.mark.slow
def test_a_file_that_is_public_no_longer_leaves_the_site(csprog: Tool, act: Path) -> None:
    csprog.done("complete", "1.1.1.1", "--evidence", NAME, "--public", *NOTE)
    other = put(csprog, "site/2025/evidence/мой.pdf")
    assert f"2025/{NAME}" in published(csprog)
    csprog.write(csprog.text.replace("public: true", "public: false"))
    assert f"2025/{NAME}" not in published(csprog)
    assert (act.exists(), other.exists()) == (True, True)


@pytest.mark.slow
def test_a_draft_goes_without_a_file_that_is_missing(csprog: Tool, act: Path) -> None:
    csprog.done("complete", "1.1.1.1", "--evidence", NAME, "--public", *NOTE)
    act.write_bytes(b"other")
    result = csprog("publish", *AS_OF)
    assert (result.exit_code, "evidence-changed" in result.stderr) == (0, True)
    assert "the page is a draft" in result.stderr
    assert not (csprog.folder / "site" / "2025" / "evidence").exists()


@pytest.mark.slow
def test_a_year_published_for_good_keeps_its_file(csprog: Tool, act: Path) -> None:
    for name in ("1.1.1.1", "1.1.1.2"):
        csprog.done("complete", name, "--evidence", NAME, "--public", *NOTE)
    assert csprog("publish", "--final", *AFTER).exit_code == 0
    copy = csprog.folder / "site" / "2025" / NAME
    copy.write_bytes(b"damaged")
    assert csprog("publish", *AFTER).exit_code == 0
    assert copy.read_bytes() == BYTES
    act.unlink()
    assert csprog("publish", *AFTER).exit_code == 0
    assert copy.read_bytes() == BYTES
    copy.unlink()
    result = csprog("publish", *AFTER)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"there is no file {NAME}; restore it" in result.stderr


# ── counting ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_report_says_of_how_many_there_is_evidence(csprog: Tool, act: Path) -> None:
    assert act.exists()
    csprog.write(small(*[measure()] * 4))
    assert "evidence" not in csprog.done("report", *AS_OF)
    csprog.done("complete", "1.1.1.1", "--evidence", NAME, *NOTE)
    csprog("complete", "1.1.1.2", "--evidence", "http://intranet/17", *NOTE)
    csprog.done("complete", "1.1.1.3", *NOTE)
    figures = csprog.json("report", *AS_OF)["evidence"]
    assert figures == {"done": 3, "proven": 2, "share": 0.6667, "lacking": ["1.1.1.3"]}
    shown = csprog.done("report", *AS_OF)
    assert "With evidence: 2 of 3 completed measures, 66.7 %" in shown.replace("\u00a0", " ")
    assert "Without evidence: 1.1.1.3\n" in shown
    for form in ("markdown", "html"):
        page = csprog.done("report", "--format", form, *AS_OF).replace("\u00a0", " ")
        assert "С подтверждением: 2 из 3 выполненных мероприятий, 66,7 %" in page
        assert "Без подтверждения: 1.1.1.3" in page.replace("\\", "")
