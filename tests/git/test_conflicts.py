"""What contradicts stays a conflict: between the usual markers, named in the plan's terms, with both sides in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.git.office import both, recorded, typed
from tests.plans import measure, small

if TYPE_CHECKING:
    from tests.git.office import Deed, Office

FILE = "programme/2025.yaml"
COMPLETED = recorded("complete", "1.2.4", "--on", "2025-03-14", "--note", "сделано")
DECLINED = recorded("decline", "1.2.4", "--on", "2025-03-15", "--reason", "нет денег")
MEASURE = "1.2.4.1 “Создание дополнительных условий, повышающих качество…”"
ELSEWHERE = recorded("remark", "2.6.1", "--on", "2025-03-16", "--note", "в другом месте")


def conflict(office: Office, ours: Deed, theirs: Deed) -> tuple[str, list[str]]:
    """Merge what must end in a conflict; give the plan with its markers and what csprog said of it."""
    office.diverge(ours, theirs)
    answer = office.attempt("merge", "theirs")
    assert answer.returncode == 1, office.text
    assert office.git("status", "--porcelain") == f"UU {FILE}\n"
    told = [line for line in answer.stderr.splitlines() if line]
    number = office.text.count("<<<<<<< ours")
    assert told[:1] == [f"{FILE}: {number} conflict{'s' * (number != 1)}"]
    assert (office.text.count("\n=======\n"), office.text.count("\n>>>>>>> theirs")) == (number, number)
    return office.text, [line.strip() for line in told[1:]]


def sides(text: str) -> tuple[str, str]:
    """Give what stands on either side of the only conflict."""
    _, _, rest = text.partition("<<<<<<< ours")
    ours, _, rest = rest.partition("=======\n")
    return ours.partition("\n")[2], rest.partition(">>>>>>> theirs")[0]


def three(*names: str) -> str:
    """Give a plan of one proposal with measures of these names."""
    return small(*(measure().replace("Мероприятие", name) for name in names))


@pytest.mark.slow
def test_completed_here_and_declined_there(office: Office) -> None:
    text, told = conflict(
        office, both(COMPLETED, ELSEWHERE), both(DECLINED, recorded("remark", "2.5.1", "--note", "и"))
    )
    assert told == [f"{MEASURE}: ours completed 14 Mar 2025, theirs not completed 15 Mar 2025; keep the correct one"]
    assert "<<<<<<< ours: 1.2.4.1\n" in text
    assert ">>>>>>> theirs: 1.2.4.1\n" in text
    ours, theirs = sides(text)
    assert "event: completed\n" in ours
    assert "note: сделано\n" in ours
    assert "event: not-completed\n" in theirs
    assert "reason: нет денег\n" in theirs
    for kept in (ours, theirs):
        office.write(text.replace(text[text.index("<<<<<<<") : text.index(">>>>>>> theirs: 1.2.4.1\n")], kept))
        office.write(office.text.replace(">>>>>>> theirs: 1.2.4.1\n", ""))
        office.done("validate")
        assert [len(entries) for entries in office.journals().values()] == [1, 1, 1], "the rest is merged"


@pytest.mark.slow
def test_two_values_of_one_period(office: Office) -> None:
    office.write(small(measure() + "  indicators:\n    - id: доля\n      name: Доля\n      unit: '%'\n", measure()))
    office.commit("план поменьше")
    here = recorded("gauge", "доля", "12,5", "--period", "2025-Q1", "--on", "2025-04-10")
    there = recorded("gauge", "доля", "13", "--period", "2025-Q1", "--on", "2025-04-11")
    text, told = conflict(office, both(here, COMMON), both(there, COMMON))
    assert told == ["доля “Доля”: ours 2025-Q1: 12.5, theirs 2025-Q1: 13; keep the correct one"]
    ours, theirs = sides(text)
    assert ("value: 12.5\n" in ours, "value: 13\n" in theirs) == (True, True)
    assert text.count("note: оба") == 1


COMMON = recorded("remark", "1.1.1.2", "--on", "2025-04-10", "--note", "оба")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["О-1", "о-1"])
def test_two_assessments_of_one_id(office: Office, name: str) -> None:
    """Capitals and small letters make no other id."""
    words = ("--kind", "operative", "--period", "2025-Q1", "--on", "2025-04-10", "--score")
    here, there = (
        recorded("assess", "О-1", *words, "Вежливость=4/5"),
        recorded("assess", name, *words, "Вежливость=5/5"),
    )
    text, told = conflict(office, here, there)
    assert told == [f"assessments: ours О-1 for 2025-Q1, theirs {name} for 2025-Q1; keep the correct one"]
    ours, theirs = sides(text)
    assert ("score: 4\n" in ours, "score: 5\n" in theirs) == (True, True)


@pytest.mark.slow
def test_two_contradictions_are_told_one_by_one(office: Office) -> None:
    closed = recorded("cancel", "1.2.2", "--on", "2025-03-14", "--reason", "отменено", "--document", "Приказ № 9")
    _, told = conflict(office, closed, recorded("complete", "1.2.2", "--on", "2025-03-14"))
    assert [line.partition(" ")[0] for line in told] == ["1.2.2.1", "1.2.2.2"]


@pytest.mark.slow
@pytest.mark.parametrize("here", ["postponed", "completed"])
def test_on_one_day_it_does_not_matter_who_merges(office: Office, here: str) -> None:
    postponed = recorded("postpone", "1.2.4", "--to", "2025-09-01", "--reason", "ждём", "--on", "2025-03-14")
    ours, theirs = (postponed, COMPLETED) if here == "postponed" else (COMPLETED, postponed)
    _, told = conflict(office, ours, theirs)
    assert len(told) == 1


@pytest.mark.slow
def test_one_text_changed_in_two_ways(office: Office) -> None:
    old = "Создание дополнительных условий"
    text, told = conflict(office, typed(old, "Создание условий"), typed(old, "Создание всех условий"))
    assert [line.rpartition("”: ")[2] for line in told] == ["both sides changed “text”; keep one version"]
    assert "<<<<<<< ours: 1.2.4.1 text\n" in text
    assert "Создание условий" in sides(text)[0]
    assert "Создание всех условий" in sides(text)[1]


@pytest.mark.slow
@pytest.mark.parametrize("gone", ["A", "B", "C"])
@pytest.mark.parametrize("who", ["ours", "theirs"])
def test_deleted_here_and_recorded_there(office: Office, gone: str, who: str) -> None:
    """An id is a place: what is recorded of a measure that is gone must not land on its neighbour."""
    office.write(three("A", "B", "C"))
    office.commit("план поменьше")
    number = "ABC".index(gone) + 1
    record = recorded("remark", f"1.1.1.{number}", "--on", "2025-03-14", "--note", f"сделано для {gone}")
    delete = typed(three(gone).partition("measures:\n")[2], "")
    text, told = conflict(office, *((delete, record) if who == "ours" else (record, delete)))
    assert len(told) == 1
    assert f"сделано для {gone}" in "".join(sides(text)), "nothing that was recorded is gone or elsewhere"
    assert f"text: {gone}\n" in "".join(sides(text)), "it stands with the measure for which it was recorded"


@pytest.mark.slow
@pytest.mark.parametrize("who", ["ours", "theirs"])
def test_comment_among_the_entries_of_both(office: Office, who: str) -> None:
    """A comment can't be put back between entries that csprog writes anew, and it is not thrown away."""
    office.write(three("A"))
    office.commit("план поменьше")
    plain = recorded("remark", "1.1.1", "--on", "2025-03-14", "--note", "раз")
    commented = both(
        recorded("remark", "1.1.1", "--on", "2025-03-15", "--note", "два"),
        typed("event: remark\n", "event: remark # со слов Петровой\n"),
    )
    office.diverge(*((commented, plain) if who == "ours" else (plain, commented)))
    office.attempt("merge", "theirs")
    for said in ("note: раз", "note: два", "# со слов Петровой"):
        assert office.text.count(said) == 1


@pytest.mark.slow
def test_lines_that_fit_but_make_no_plan(office: Office) -> None:
    """Git alone merges these without a conflict, into a measure with a key twice."""
    office.write(three("A"))
    office.commit("план поменьше")
    ours = typed("text: A\n", "text: A\n                remark: наше\n")
    theirs = typed("Результат\n", "Результат\n                remark: их\n")
    text, told = conflict(office, ours, theirs)
    assert len(told) == 1
    assert ["remark: наше" in side for side in sides(text)] == [True, False]
    assert ["remark: их" in side for side in sides(text)] == [False, True]


@pytest.mark.slow
@pytest.mark.parametrize("who", ["ours", "theirs"])
def test_a_version_that_is_no_plan_is_merged_by_lines(office: Office, who: str) -> None:
    """What nobody could read before can be merged into our plan only by a person."""
    broken = typed("passport:", "passport: [не закрыто")
    if who == "theirs":
        text, _ = conflict(office, COMPLETED, broken)
        assert "passport: [не закрыто\n" in sides(text)[1]
    else:
        office.diverge(broken, COMPLETED)
        assert office.attempt("merge", "theirs").returncode == 0
        assert "passport: [не закрыто\n" in office.text
    assert office.text.count("note: сделано\n") == 1


@pytest.mark.slow
def test_a_version_that_is_no_text_is_merged_by_lines(office: Office) -> None:
    def in_windows_1251(office: Office) -> None:
        office.file.write_bytes(office.text.replace("passport:", "# ё\npassport:").encode("cp1251", "replace"))

    office.diverge(recorded("remark", "2.6.1", "--on", "2025-03-14", "--note", "наше"), in_windows_1251)
    answer = office.attempt("merge", "theirs")
    assert answer.returncode == 1
    assert b"<<<<<<< ours" in office.file.read_bytes()
    assert b"note: \xd0\xbd\xd0\xb0\xd1\x88\xd0\xb5\n" in office.file.read_bytes()
    assert b"# \xb8\n" in office.file.read_bytes()
    assert "Traceback" not in answer.stderr


@pytest.mark.slow
def test_markers_are_as_long_as_git_wants_them(office: Office) -> None:
    with (office.folder / ".gitattributes").open("a", encoding="utf-8") as attributes:
        attributes.write("*.yaml conflict-marker-size=11\n")
    office.commit("длинные метки")
    office.diverge(COMPLETED, DECLINED)
    office.attempt("merge", "theirs")
    marks = [line for line in office.text.splitlines() if line[0:1] in {"<", "=", ">"}]
    assert marks == [f"{'<' * 11} ours: 1.2.4.1", "=" * 11, f"{'>' * 11} theirs: 1.2.4.1"]


RESULT = "result: Обслуживание отдельной категории населения организовано."


@pytest.mark.slow
def test_one_contradiction_leaves_all_else_merged(office: Office) -> None:
    here = both(
        recorded("complete", "1.2.2.1", "--on", "2025-03-14", "--note", "акт"), typed(RESULT, "result: Организовано.")
    )
    there = both(
        recorded("remark", "1.2.2.1", "--on", "2025-03-10", "--note", "ждём"), typed(RESULT, "result: Сделано.")
    )
    text, told = conflict(office, here, there)
    assert told == [f"{MEASURE}: both sides changed “result”; keep one version"]
    assert [side.strip() for side in sides(text)] == ["result: Организовано.", "result: Сделано."]
    assert text.index("note: ждём") < text.index("note: акт"), "both entries stand, in order of date"


@pytest.mark.slow
@pytest.mark.parametrize(("style", "words"), [("diff3", "configured"), ("zdiff3", "typed")])
def test_the_base_is_shown_where_git_is_told_so(office: Office, style: str, words: str) -> None:
    with (office.folder / ".gitattributes").open("a", encoding="utf-8") as attributes:
        attributes.write("*.yaml conflict-marker-size=9\n")
    office.commit("метки")
    office.diverge(typed(RESULT, "result: Организовано."), typed(RESULT, "result: Сделано."))
    option = ["-c", f"merge.conflictStyle={style}"]
    if words == "configured":
        office.git("config", "merge.conflictStyle", style)
    office.attempt(*(option if words == "typed" else []), "merge", "theirs")
    marked = office.text[office.text.index("<" * 9) : office.text.index("theirs: 1.2.4.1")]
    lines = [line.strip() for line in marked.splitlines()]
    wanted = ["result: Организовано.", "||||||||| base: 1.2.4.1 result", RESULT, "=========", "result: Сделано."]
    assert lines == ["<<<<<<<<< ours: 1.2.4.1 result", *wanted, ">>>>>>>>>"]


@pytest.mark.slow
def test_the_base_is_shown_where_lines_are_merged(office: Office) -> None:
    """Theirs is no plan, so that git's own merge is all there is."""
    office.git("config", "merge.conflictStyle", "zdiff3")
    office.diverge(typed(RESULT, "result: Организовано."), typed(RESULT, "result: [не закрыто"))
    answer = office.attempt("merge", "theirs")
    assert "both sides changed “result”; keep one version" in answer.stderr
    assert RESULT in office.text.partition("||||||| base\n")[2].partition("=======\n")[0]


@pytest.mark.slow
def test_conflicts_are_told_in_russian(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CSPROG_LANG", "ru")
    office.diverge(both(typed(RESULT, "result: А."), COMPLETED), both(typed(RESULT, "result: Б."), DECLINED))
    told = office.attempt("merge", "theirs").stderr
    name = "1.2.4.1 «Создание дополнительных условий, повышающих качество…»"
    assert f"{name}: в обеих версиях изменено «результат»; оставьте одну" in told
    assert f"{name}: наша версия: выполнено 14.03.2025; их версия: не выполнено 15.03.2025; оставьте верную" in told
