"""`csprog log`: what happened to measures, who committed it when, what is not committed, and what became of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.git.office import both, recorded, typed

if TYPE_CHECKING:
    from tests.git.office import Office

BORIS = {"GIT_AUTHOR_NAME": "Борис", "GIT_AUTHOR_DATE": "2025-03-20T09:30:00+04:00"}
FIRST = recorded("remark", "1.2.4", "--on", "2025-03-14", "--note", "раз")
SECOND = recorded("remark", "1.2.4", "--on", "2025-03-15", "--note", "два")
DUE = typed(
    "due: 2025-06-30\n                result: Обслуживание", "due: 2025-07-31\n                result: Обслуживание"
)


def notes(office: Office, *words: str) -> list[tuple[str | None, str]]:
    """Give who wrote which note (None: not committed), as the log says."""
    return [(e["author"], e["entry"]["note"]) for e in office.json("log", *words) if e["entry"]]


def test_who_when_and_in_which_commit(office: Office) -> None:
    FIRST(office)
    commit = office.commit("раз", **BORIS)
    SECOND(office)
    assert office.done("log").splitlines() == [
        f"1.2.4.1  14 Mar 2025 remark: раз  (Борис, 20 Mar 2025, {commit[:8]})",
        "1.2.4.1  15 Mar 2025 remark: два  (not committed yet)",
    ]
    approved = office.git("rev-list", "--max-parents=0", "HEAD").strip()
    first, *_ = office.done("log", "1.2.4").splitlines()
    assert first == f"1.2.4.1  entered in the plan  (Анна, 1 Mar 2025, {approved[:8]})"
    assert office.done("log", "1.2.4").splitlines()[1:] == office.done("log").splitlines()


INDICATOR = "                indicators:\n                  - id: доля\n                    name: Доля\n                    unit: '%'\n"


@pytest.mark.slow
def test_money_values_and_assessments(office: Office) -> None:
    line = "                result: Функционал приема платежей по QR-коду внедрен.\n"
    office.write(office.text.replace(line, line + INDICATOR, 1))
    office.commit("показатель")
    office.record("spend", "1.2.2.2", "350 000,50", "--on", "2025-03-14")
    office.record("gauge", "доля", "12,5", "--period", "2025-Q1", "--on", "2025-04-10", "--note", "по опросу")
    commit = office.commit("расход и показатель", **BORIS)
    office.record("gauge", "доля", "13", "--period", "2025-Q2", "--on", "2025-07-10")
    office.record(
        "assess", "О-1", "--kind", "operative", "--period", "2025-Q1", "--score", "Вежливость=4/5", "--on", "2025-07-10"
    )
    who = f"(Борис, 20 Mar 2025, {commit[:8]})"
    spent = f"1.2.2.2  14 Mar 2025 spent 350,000.50 ₽  {who}"
    first = f"доля  10 Apr 2025 for 2025-Q1: 12.5 (по опросу)  {who}"
    second = "доля  10 Jul 2025 for 2025-Q2: 13  (not committed yet)"
    assessed = "О-1  2025-Q1, operative: Вежливость 4 of 5  (not committed yet)"
    assert office.done("log").splitlines() == [spent, first, second, assessed]
    assert office.done("log", "доля").splitlines() == [first, second]
    assert office.done("log", "1.2.2").splitlines()[-3:] == [spent, first, second]
    assert office.done("log", "o-1").splitlines() == [assessed]
    (found, _) = office.json("log", "доля")
    assert found["entry"] == {"on": "2025-04-10", "period": "2025-Q1", "value": "12.5", "note": "по опросу"}
    assert office.refused("log", "доли") == "there is no “доли”; nearest: доля"


def test_json(office: Office) -> None:
    FIRST(office)
    commit = office.commit("раз", **BORIS)
    SECOND(office)
    entered, first, second = office.json("log", "1.2.4.1")
    assert (entered["entry"], entered["changed"], entered["author"]) == (None, None, "Анна")
    assert first == {
        "format": 1,
        "year": 2025,
        "id": "1.2.4.1",
        "commit": commit,
        "author": "Борис",
        "committed_at": "2025-03-20T09:30:00+04:00",
        "entry": {"on": "2025-03-14", "event": "remark", "note": "раз"},
        "changed": None,
        "carried_from": None,
        "repeated_from": None,
        "lost": False,
        "older_than_fetched": False,
    }
    assert [second[key] for key in ("commit", "author", "committed_at")] == [None, None, None]


def test_changed_text_and_deadline(office: Office) -> None:
    """Also where commits that have nothing to do with the plan lie between."""
    (office.folder / "README").write_text("о программе\n", encoding="utf-8")
    office.commit("README")
    both(DUE, typed("Обслуживание отдельной категории населения организовано.", "Организовано."))(office)
    commit = office.commit("срок", **BORIS)
    who = f"  (Борис, 20 Mar 2025, {commit[:8]})"
    assert office.done("log").splitlines() == [
        f"1.2.4.1  due changed: “2025-06-30” → “2025-07-31”{who}",
        f"1.2.4.1  result changed: “Обслуживание отдельной категории населения организовано.” → “Организовано.”{who}",
    ]
    first = next(e["changed"] for e in office.json("log") if e["changed"])
    assert first == {"key": "due", "old": "2025-06-30", "new": "2025-07-31"}


@pytest.mark.slow
def test_merge_adds_nothing_of_its_own(office: Office) -> None:
    office.diverge(FIRST, both(SECOND, DUE))
    office.git("merge", "-q", "theirs")
    events = office.json("log", "1.2.4.1")
    assert len({e["commit"] for e in events}) == 3, "approved, ours, theirs; not the merge"
    said = [e["changed"]["key"] if e["changed"] else e["entry"] and e["entry"]["note"] for e in events]
    assert said[0] is None
    assert sorted(said[1:]) == ["due", "два", "раз"]


@pytest.mark.slow
def test_what_a_merge_decided_itself(office: Office) -> None:
    late = typed(
        "due: 2025-06-30\n                result: Обслуживание", "due: 2025-08-31\n                result: Обслуживание"
    )
    office.diverge(DUE, late)
    assert office.attempt("merge", "theirs").returncode == 1
    text = office.git("show", "main:programme/2025.yaml").replace("due: 2025-07-31", "due: 2025-09-30")
    office.write(text)
    merge = office.commit("срок согласован")
    changes = {e["commit"]: e["changed"]["new"] for e in office.json("log") if e["changed"]}
    assert changes[merge] == "2025-09-30"
    assert sorted(changes.values()) == ["2025-07-31", "2025-08-31", "2025-09-30"]


@pytest.mark.slow
def test_rebase_keeps_who_and_when(office: Office) -> None:
    office.git("checkout", "-q", "-b", "theirs")
    SECOND(office)
    office.commit("два", **BORIS)
    office.git("checkout", "-q", "main")
    FIRST(office)
    office.commit("раз")
    office.git("checkout", "-q", "theirs")
    office.git("rebase", "-q", "main")
    assert notes(office) == [("Анна", "раз"), ("Борис", "два")]
    (second,) = [e for e in office.json("log") if e["author"] == "Борис"]
    assert second["committed_at"] == "2025-03-20T09:30:00+04:00"
    assert second["commit"] == office.git("rev-parse", "HEAD").strip()


def test_the_same_said_twice(office: Office) -> None:
    FIRST(office)
    office.commit("раз")
    FIRST(office)
    assert notes(office) == [("Анна", "раз"), (None, "раз")]


def test_id_that_does_not_exist(office: Office) -> None:
    said = office.refused("log", "1.2.44")
    assert said.startswith("there is no measure 1.2.44 in the plan of 2025; nearest: 1.2.4")


def test_outside_git(folder: Office) -> None:
    assert folder.done("log") == "nothing is recorded yet\n"
    FIRST(folder)
    assert folder.done("log") == "1.2.4.1  14 Mar 2025 remark: раз  (not committed yet)\n"


def test_before_the_first_commit(folder: Office) -> None:
    folder.git("init", "-q")
    FIRST(folder)
    assert notes(folder) == [(None, "раз")]


@pytest.mark.slow
@pytest.mark.parametrize("broken", [b"passport: [\n", b"\xff\xfe\x00", b""], ids=["no YAML", "no text", "empty"])
def test_version_that_is_no_plan(office: Office, broken: bytes) -> None:
    """It is passed over; what changed meanwhile is told of the next commit that can be read."""
    FIRST(office)
    office.commit("раз")
    sound = office.text
    office.file.write_bytes(broken)
    office.commit("сломано")
    office.write(sound)
    DUE(office)
    mended = office.commit("починено")
    assert notes(office) == [("Анна", "раз")]
    (changed,) = [e for e in office.json("log") if e["changed"]]
    assert (changed["commit"], changed["changed"]["new"]) == (mended, "2025-07-31")


def test_plan_that_was_away(office: Office) -> None:
    FIRST(office)
    office.commit("раз")
    kept = office.text
    office.file.unlink()
    office.commit("удалено")
    office.write(kept)
    SECOND(office)
    office.commit("вернулось")
    assert notes(office) == [("Анна", "раз"), ("Анна", "два")]


def test_several_lines_stay_one_line(office: Office) -> None:
    recorded("remark", "1.2.4", "--on", "2025-03-14", "--note", "раз\nдва")(office)
    commit = office.commit("a\x1eb", GIT_AUTHOR_NAME="Бо\x1b[31mрис")
    (line,) = office.done("log").splitlines()
    assert line.startswith("1.2.4.1  14 Mar 2025 remark: раз два  (Бо")
    assert line.endswith(f", {commit[:8]})")
    assert "\x1b" not in line


@pytest.mark.not_on_windows(reason="a shell script can't stand in for gpg.exe")
def test_signed_commits(office: Office) -> None:
    """A person may have git show signatures in every log; here gpg is a script that signs and finds anything good."""
    signer = office.folder.parent / "gpg"
    lines = [
        "#!/bin/sh",
        "cat >/dev/null",
        "printf 'gpg: good\\n[GNUPG:] SIG_CREATED \\n' >&2",
        "echo '-----BEGIN PGP SIGNATURE-----'",
    ]
    signer.write_text("\n".join([*lines, "echo", "echo '-----END PGP SIGNATURE-----'", ""]), encoding="utf-8")
    signer.chmod(0o755)
    for key, value in {"gpg.program": str(signer), "commit.gpgSign": "true", "log.showSignature": "true"}.items():
        office.git("config", key, value)
    FIRST(office)
    commit = office.commit("раз")
    assert "gpg: good" in office.git("log", "-1")
    assert [e["commit"] for e in office.json("log") if e["entry"]] == [commit]
