"""History tells the truth: what was not fetched, moved or can't be asked is said, and nothing committed is taken back."""

from __future__ import annotations

from contextlib import chdir

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exporting.office_files import docx, paragraph, plan, row
from tests.git.office import DAY, Office, recorded
from tests.plans import measure, small

FIRST = recorded("remark", "1.2.4", "--on", "2025-03-14", "--note", "раз")
SECOND = recorded("remark", "1.2.4", "--on", "2025-03-15", "--note", "два")
BORIS = {"GIT_AUTHOR_NAME": "Борис", "GIT_AUTHOR_DATE": "2025-03-20T09:30:00+04:00"}
VERA = {"GIT_AUTHOR_NAME": "Вера", "GIT_AUTHOR_DATE": "2025-04-20T09:30:00+04:00"}
NO_GIT = "git was not found, and csprog needs it to see what is committed; install it"


def who(office: Office) -> dict[str, str | None]:
    """Give who recorded which note, as the log says."""
    with chdir(office.folder):
        return {e["entry"]["note"]: e["author"] for e in office.json("log") if e["entry"]}


# ── a history that was cut ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def shallow(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Give a clone that lacks all commits but the last two."""
    FIRST(office)
    office.commit("раз", **BORIS)
    (office.folder / "README").write_text("о программе\n", encoding="utf-8")
    office.commit("README", **VERA)
    SECOND(office)
    office.commit("два", **BORIS)
    found = Office(office.folder.parent / "shallow")
    office.git("clone", "-q", "--depth", "2", office.folder.as_uri(), str(found.folder))
    monkeypatch.chdir(found.folder)
    return found


def test_who_recorded_what_was_not_fetched_is_unknown(shallow: Office) -> None:
    assert who(shallow) == {"раз": None, "два": "Борис"}
    told = shallow("log", "1.2.4")
    entered, first, second = told.stdout.splitlines()
    cut = "(before 20 Apr 2025, where this shallow clone begins)"
    assert (entered.endswith(cut), first.endswith(cut), "Борис" in second) == (True, True, True)
    assert "Вера" not in told.stdout
    assert told.stderr.endswith("fetch the whole history: git fetch --unshallow\n")
    older = [(e["older_than_fetched"], e["commit"] is None) for e in shallow.json("log") if e["entry"]]
    assert older == [(True, True), (False, False)]


def test_once_all_is_fetched_everyone_is_named(shallow: Office) -> None:
    shallow.git("fetch", "-q", "--unshallow")
    assert who(shallow) == {"раз": "Борис", "два": "Борис"}
    assert shallow.done("log").count("Борис, 20 Mar 2025") == 2


def test_a_revision_that_is_not_there(shallow: Office, office: Office) -> None:
    assert "fetch the whole history: git fetch --unshallow" in shallow.refused("diff", "HEAD~2")
    with chdir(office.folder):
        assert office.refused("diff", "NOSUCH") == "there is no revision NOSUCH in git; fetch it first"
        assert office.refused("diff", "HEAD", "NOSUCH") == "there is no revision NOSUCH in git; fetch it first"


# ── a plan that moved ────────────────────────────────────────────────────────────────────────────────────────


def move(office: Office, place: str) -> Office:
    """Move the folder of plans, as a company becomes one of several."""
    moved = Office(office.folder / place)
    moved.folder.mkdir(parents=True)
    office.git("mv", "programme", place)
    return moved


def test_moved_and_committed(office: Office) -> None:
    FIRST(office)
    office.commit("раз", **BORIS)
    moved = move(office, "sever")
    moved.commit("под холдинг", **VERA)
    SECOND(moved)
    moved.commit("два", **VERA)
    assert who(moved) == {"раз": "Борис", "два": "Вера"}
    with chdir(moved.folder):
        assert "два" in moved.done("diff", "HEAD~2"), "compared with the plan where it was"
        assert "раз" not in moved.done("diff", "HEAD~2")


def test_moved_and_not_yet_committed(office: Office) -> None:
    FIRST(office)
    office.commit("раз", **BORIS)
    moved = move(office, "sever")
    SECOND(moved)
    assert who(moved) == {"раз": "Борис", "два": None}
    with chdir(moved.folder):
        assert "два" in moved.done("diff")


@pytest.mark.slow
def test_moved_away_and_back_on_another_branch(office: Office) -> None:
    FIRST(office)
    office.commit("раз", **BORIS)
    office.git("checkout", "-q", "-b", "theirs")
    moved = move(office, "sever")
    SECOND(moved)
    moved.commit("перенос и два", **VERA)
    office.git("mv", "sever/programme", "programme")
    office.commit("обратно")
    office.git("checkout", "-q", "main")
    (office.folder / "README").write_text("о программе\n", encoding="utf-8")
    office.commit("README")
    office.git("merge", "-q", "--no-ff", "-m", "слияние", "theirs")
    assert who(office) == {"раз": "Борис", "два": "Вера"}


# ── no git ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    [
        ("log",),
        ("diff",),
        ("undo",),
        ("validate", "--against", "HEAD"),
        ("merge-driver", "--install"),
        ("amend", "1.2.4.1", "--due", "2025-11-30", "--document", "Приказ", "--reason", "Так"),
    ],
    ids=" ".join,
)
def test_without_git_it_is_said(office: Office, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    FIRST(office)
    office.commit("раз")
    before = office.file.read_bytes()
    monkeypatch.setenv("PATH", str(office.folder.parent))
    result = office(*words)
    assert result.exit_code != 0
    assert NO_GIT in " ".join(result.stderr.split())
    assert office.file.read_bytes() == before


def test_without_git_people_go_on_recording(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git lies in the folder of a graphical client, whoever has git sees the same lock and the same steps."""
    with monkeypatch.context() as without:
        without.setenv("PATH", str(office.folder.parent))
        FIRST(office)
    assert office.git("status", "--porcelain") == " M programme/2025.yaml\n"
    assert "restored" in office.done("undo", "--as-of", DAY)
    assert office.journals() == {}


def test_outside_git_undo_needs_none(folder: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder.folder))
    FIRST(folder)
    folder.done("undo", "--as-of", DAY)
    assert folder.journals() == {}


# ── hostile names ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.not_on_windows(reason="no file name there holds a line break")
@pytest.mark.parametrize("name", ["a\nb", "a\N{LINE SEPARATOR}b", "a\rb", " a "], ids=repr)
def test_folders_with_strange_names(office: Office, name: str) -> None:
    FIRST(office)
    office.commit("раз", **BORIS)
    moved = move(office, name)
    moved.commit("перенос", **VERA)
    with chdir(moved.folder):
        moved.done("merge-driver", "--install")
        assert who(moved) == {"раз": "Борис"}
        assert moved.done("diff") == "nothing changed in the plan\n"
        SECOND(moved)
        moved.done("undo", "--as-of", DAY)
        assert moved.git("check-attr", "-z", "merge", "--", "programme/2025.yaml").split("\0")[2] == "csprog"


# ── undo gives back the bytes ────────────────────────────────────────────────────────────────────────────────


def test_undo_of_an_import_keeps_neighbours_in_order(folder: Office) -> None:
    """The document lacks two neighbouring measures."""
    names = ("Установка терминалов", "Обучение сотрудников", "Ремонт кровли", "Закупка мебели")
    folder.write(
        small(*(measure().replace("Мероприятие", name) for name in names)).replace("2025", "2026"), "2026.yaml"
    )
    file = folder.folder / "programme" / "2026.yaml"
    before = file.read_bytes()
    kept = (("1.1.1", "Предложение", names[0], "30.06.2026", "Готово"), ("", "", names[3], "30.06.2026", "Готово"))
    (folder.folder / "plan.docx").write_bytes(docx(paragraph("План"), plan(*(row(*each) for each in kept))))
    folder.done("import", "plan.docx", "--year", "2026", "--yes", "--as-of", "2025-12-01")
    assert [name in file.read_text("utf-8") for name in names] == [True, False, False, True]
    folder.done("undo", "--year", "2026", "--as-of", "2025-12-01")
    assert file.read_bytes() == before


WORDS = st.lists(
    st.sampled_from(
        [
            ("remark", "1.1.1", "--on", "2025-03-14", "--note", "раз"),
            ("remark", "1.1.1.2", "--on", "2025-02-14", "--note", "первая\nвторая # строка"),
            ("spend", "1.1.1.1", "100", "--on", "2025-03-14"),
            ("correct", "1.1.1.2", "--withdraw", "--why", "ошибка"),
            ("complete", "1.1.1", "--on", "2025-05-01"),
        ]
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(commands=WORDS, windows=st.booleans(), ended=st.booleans())
def test_whatever_is_recorded_undo_gives_back_the_bytes(
    tmp_path_factory: pytest.TempPathFactory, commands: list[tuple[str, ...]], *, windows: bool, ended: bool
) -> None:
    office = Office(tmp_path_factory.mktemp("any"))
    text = small(measure("on: 2025-01-01, event: remark, note: было"), measure())
    office.write((text if ended else text.removesuffix("\n")).replace("\n", "\r\n" if windows else "\n"))
    with chdir(office.folder):
        states = [office.file.read_bytes()]
        for words in commands:
            office(*words, "--as-of", DAY)
            if office.file.read_bytes() != states[-1]:
                states.append(office.file.read_bytes())
        for state in reversed(states[:-1]):
            office.done("undo", "--as-of", DAY)
            assert office.file.read_bytes() == state
