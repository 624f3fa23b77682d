"""A year that was published for good is made again to the byte, or csprog says which files would differ, and why."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.clock import begun_beside, set_clock
from tests.cli.tool import Tool
from tests.plans import measure, small

if TYPE_CHECKING:
    from pathlib import Path

AFTER = ("--as-of", "2026-02-01")
DONE = "on: 2025-05-01, event: completed, note: акт"
PLAN = small(measure(DONE))
NOTHING = "nothing was written; to publish a correction, add --again --reason TEXT"
CORRECTED = ("--again", "--reason", "Опечатка в номере акта.")


@pytest.fixture
def csprog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Give csprog beside a year that was published for good on 1 February 2026."""
    tool = begun_beside(PLAN, tmp_path, monkeypatch, "2026-02-03")
    assert tool("publish", "--final", *AFTER).exit_code == 0
    return tool


def files(csprog: Tool) -> dict[str, bytes]:
    """Give what the site holds."""
    root = csprog.folder / "site"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def beside(csprog: Tool) -> Path:
    """Give the file of the record."""
    return csprog.folder / "programme" / "2025.published.json"


def publications(csprog: Tool) -> list[Any]:
    return list(json.loads(beside(csprog).read_bytes())["publications"])


def rewrite(csprog: Tool, /, **changes: Any) -> None:
    """Change the record's last publication, as if the year had been published otherwise."""
    known = publications(csprog)
    text = json.dumps({"year": 2025, "publications": [*known[:-1], {**known[-1], **changes}]})
    beside(csprog).write_text(text, encoding="utf-8")


def told(csprog: Tool, *words: str) -> list[str]:
    """Publish what can't be, and give what was said; nothing was written."""
    before = files(csprog)
    result = csprog("publish", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert files(csprog) == before
    return result.stderr.splitlines()


def test_record_names_every_file_of_the_year_with_its_digest(csprog: Tool) -> None:
    (known,) = publications(csprog)
    assert (known["published_on"], known["as_of"], known["final"]) == ("2026-02-03", "2026-02-01", True)
    assert known["files"] == {
        name.removeprefix("2025/"): hashlib.sha256(data).hexdigest()
        for name, data in files(csprog).items()
        if name.startswith("2025/") and name != "2025/published.json"
    }
    assert files(csprog)["2025/published.json"] == beside(csprog).read_bytes(), "a copy for readers"


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("--final",), ("--year", "2025"), AFTER])
def test_it_is_made_again_to_the_byte_as_of_its_own_day(csprog: Tool, words: tuple[str, ...]) -> None:
    before = files(csprog)
    result = csprog("publish", *words)
    assert result.exit_code == 0
    assert result.stderr.startswith("the final report for 2025, as of 1 Feb 2026, is unchanged to the byte\n")
    assert files(csprog) == before


def test_a_damaged_file_is_made_whole(csprog: Tool) -> None:
    before = files(csprog)
    for name in ("index.html", "programme-2025.csv"):
        (csprog.folder / "site" / "2025" / name).write_text("damaged", encoding="utf-8")
    assert csprog("publish").exit_code == 0
    assert files(csprog) == before


def test_a_comment_in_the_plan_changes_nothing(csprog: Tool) -> None:
    csprog.write(f"# Примечание\n{PLAN}\n")
    assert csprog("publish").exit_code == 0


def test_a_plan_that_says_something_else_is_named_with_the_files(csprog: Tool) -> None:
    csprog.write(PLAN.replace("акт", "акт № 2"))
    lines = told(csprog)
    assert lines[0] == "the final report for 2025 is as of 1 Feb 2026; these files would now differ:"
    names = ["datapackage.json", "index.html", "programme-2025.csv", "programme-2025.json"]
    assert lines[1:5] == [f"  site/2025/{name}" for name in names]
    assert lines[5:] == ["the plan has changed (see csprog diff)", NOTHING]


def test_a_template_that_has_changed_is_named(csprog: Tool) -> None:
    own = csprog.folder / "templates" / "page.html"
    own.parent.mkdir()
    own.write_text('{% extends "default:page.html" %}{% block foot %}<p>Иначе</p>{% endblock %}', encoding="utf-8")
    assert told(csprog)[1:] == ["  site/2025/index.html", "the templates have changed", NOTHING]


def test_another_version_is_named_if_it_makes_other_files(csprog: Tool) -> None:
    rewrite(csprog, csprog="0.0.9")
    assert csprog("publish").exit_code == 0
    assert publications(csprog)[-1]["csprog"] == "0.0.9"
    rewrite(csprog, files={**publications(csprog)[-1]["files"], "index.html": "0" * 64})
    assert told(csprog)[1:3] == [
        "  site/2025/index.html",
        "it was made by csprog 0.0.9, this is csprog 0.1.0; to restore a damaged file, install csprog 0.0.9",
    ]


def test_a_file_that_is_made_no_more_is_named(csprog: Tool) -> None:
    rewrite(csprog, files={**publications(csprog)[-1]["files"], "old.csv": "0" * 64})
    assert told(csprog)[1:3] == ["  site/2025/old.csv", "a library that csprog uses has changed"]


def test_another_day_is_refused(csprog: Tool) -> None:
    (line,) = told(csprog, "--as-of", "2026-03-01")
    assert line == (
        "csprog: the final report for 2025 is as of 1 Feb 2026; omit --as-of to rebuild it, or add "
        "--again --reason TEXT to publish a correction as of another day"
    )


@pytest.mark.slow
def test_a_correction_is_published_with_again_and_is_for_good_as_well(
    csprog: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publications(csprog)
    csprog.write(PLAN.replace("акт", "акт № 2"))
    set_clock(monkeypatch, "2026-03-10")
    assert csprog("publish", *CORRECTED).exit_code == 0
    known = publications(csprog)
    assert known[:1] == first
    assert [known[1][key] for key in ("published_on", "as_of", "reason")] == ["2026-03-10", "2026-03-10", CORRECTED[2]]
    before = files(csprog)
    assert csprog("publish", "--year", "2025").exit_code == 0
    assert files(csprog) == before


@pytest.mark.slow
def test_a_correction_is_told_wherever_the_year_is(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    csprog.write(PLAN.replace("sections:", "  site: https://example.org\nsections:", 1))
    told_before = files(csprog)["2025/index.html"].decode("utf-8").replace("\xa0", " ")
    assert "Опубликовано 3 февраля 2026 г.<" in told_before
    for day, reason in (("2026-03-10", "Опечатка."), ("2026-04-12", "Уточнён акт")):
        set_clock(monkeypatch, day)
        assert csprog("publish", "--again", "--reason", reason, "--fragment").exit_code == 0
    line = "Опубликовано 3 февраля 2026 г., исправлено 10 марта 2026 г.: Опечатка; исправлено 12 апреля 2026 г.: Уточнён акт."
    pages = files(csprog)
    for name in ("2025/index.html", "2025/fragment.html", "index.html", "atom.xml"):
        assert line in pages[name].decode("utf-8").replace("\xa0", " "), name
    feed = pages["atom.xml"].decode("utf-8")
    assert "<published>2026-02-03T00:00:00Z</published>" in feed
    assert feed.count("<updated>2026-04-12T00:00:00Z</updated>") == 2, "of the feed and of its entry"
    assert json.loads(pages["2025/programme-2025.json"])["publications"] == [
        {"published_on": "2026-02-03", "as_of": "2026-02-01", "reason": None},
        {"published_on": "2026-03-10", "as_of": "2026-03-10", "reason": "Опечатка."},
        {"published_on": "2026-04-12", "as_of": "2026-04-12", "reason": "Уточнён акт"},
    ]


@pytest.mark.slow
def test_a_clone_without_the_site_makes_the_same_or_says_that_it_would_be_another(csprog: Tool) -> None:
    before = files(csprog)
    shutil.rmtree(csprog.folder / "site")
    assert csprog("publish", "--year", "2025").exit_code == 0
    assert files(csprog) == before
    shutil.rmtree(csprog.folder / "site")
    csprog.write(PLAN.replace("акт", "акт № 2"))
    assert told(csprog, "--year", "2025")[-1] == NOTHING
    assert not (csprog.folder / "site").exists()


@pytest.mark.slow
def test_the_index_of_a_clone_has_the_years_published_for_good(csprog: Tool) -> None:
    shutil.rmtree(csprog.folder / "site")
    csprog.write(PLAN.replace("2025", "2026"), "2026.yaml")
    said = csprog("publish", "--year", "2026").stderr
    assert "the index lists 2025, whose page is not in this folder; rebuild it: csprog publish --year 2025" in said
    assert "2025/index.html" in files(csprog)["index.html"].decode("utf-8")


def test_again_refuses_a_draft(csprog: Tool) -> None:
    csprog.write(small(measure()))
    assert told(csprog, *CORRECTED, *AFTER)[-1] == "nothing was written (--final)"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--again",), 2, "--again publishes a correction; give what was corrected and why: --reason TEXT"),
        (
            ("--again", "--reason", " "),
            2,
            "--again publishes a correction; give what was corrected and why: --reason TEXT",
        ),
        (("--reason", "Опечатка"), 2, "--reason is the reason of a correction; it needs --again"),
        (("--again", "--reason", "Ошибся Иванов И. И."), 1, "“Иванов И. И.” looks like a person's name"),
        (("--again", "--reason", "а", "--as-of", "2026-02-04"), 1, "4 Feb 2026 is in the future"),
    ],
)
def test_what_a_correction_asks_for(csprog: Tool, words: tuple[str, ...], code: int, said: str) -> None:
    before = (files(csprog), beside(csprog).read_bytes())
    assert said in csprog.refused("publish", "--year", "2025", *words, code=code)
    assert (files(csprog), beside(csprog).read_bytes()) == before


def test_what_is_not_published_cannot_be_corrected(csprog: Tool) -> None:
    beside(csprog).unlink()
    shutil.rmtree(csprog.folder / "site")
    said = csprog.refused("publish", *CORRECTED, *AFTER)
    assert said == "the report for 2025 is not final yet, so there is nothing to correct: use --final"


def test_nothing_is_published_for_good_as_of_a_day_to_come(csprog: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    beside(csprog).unlink()
    shutil.rmtree(csprog.folder / "site")
    set_clock(monkeypatch, "2026-01-31")
    assert csprog.refused("publish", "--final", *AFTER).startswith("1 Feb 2026 is in the future")
    assert csprog("publish", *AFTER).exit_code == 0, "a preview may"


@pytest.mark.slow
@pytest.mark.parametrize("final", [True, False])
def test_a_record_that_lies_in_the_site_is_taken_over(csprog: Tool, *, final: bool) -> None:
    """Former versions kept one publication there, and its day by the clock nowhere."""
    (known,) = publications(csprog)
    beside(csprog).unlink()
    former = {key: known[key] for key in ("as_of", "csprog", "plan", "templates", "files")}
    site = csprog.folder / "site"
    for name in ("published.json", "index.json", "index.schema.json", "accessibility.html"):
        (site / name).unlink()
    (site / "2025" / "published.json").write_text(
        json.dumps({"year": 2025, "final": final, **former}), encoding="utf-8"
    )
    (line, *_) = csprog("publish", "--year", "2025").stderr.splitlines()
    if not final:
        assert not beside(csprog).exists()
        return
    assert line == ("moved from the site: the record of the final report, programme/2025.published.json; commit it")
    assert publications(csprog) == [{**{key: known[key] for key in known if key != "listed"}, "published_on": None}]
    assert csprog("publish", "--year", "2025", *CORRECTED).exit_code == 0, "the site is csprog's own"
    page = files(csprog)["2025/index.html"].decode("utf-8").replace("\xa0", " ")
    assert "Опубликовано по состоянию на 1 февраля 2026 г., исправлено 3 февраля 2026 г.: Опечатка" in page


@pytest.mark.slow
def test_a_draft_is_not_frozen(csprog: Tool) -> None:
    beside(csprog).unlink()
    shutil.rmtree(csprog.folder / "site")
    for day in ("2025-07-01", "2025-07-02"):
        assert csprog("publish", "--as-of", day).exit_code == 0
    (draft,) = json.loads(files(csprog)["2025/published.json"])["publications"]
    assert (draft["published_on"], draft["as_of"], draft["final"]) == (None, "2025-07-02", False)
    assert not beside(csprog).exists()


def test_another_year_leaves_it_alone(csprog: Tool) -> None:
    before = files(csprog)
    csprog.write(PLAN.replace("2025", "2026"), "2026.yaml")
    assert csprog("publish", "--year", "2026", "--as-of", "2026-03-01").exit_code == 0
    after = files(csprog)
    assert {name: after[name] for name in before if name.startswith("2025/")} == {
        name: data for name, data in before.items() if name.startswith("2025/")
    }
    index = after["index.html"].decode("utf-8").replace("\xa0", " ")
    assert "По состоянию на 1 февраля 2026 г." in index
    assert "По состоянию на 1 марта 2026 г." in index


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"as_of": 5, "files": {}}', '{"as_of": "2026-02-01"}', "ESC"])
def test_a_record_that_is_none_is_refused(csprog: Tool, text: str) -> None:
    if text == "ESC":
        text = json.dumps({"year": 2025, "publications": [{**publications(csprog)[0], "files": {"\x1b[2J": ""}}]})
    beside(csprog).write_text(text, encoding="utf-8")
    (line,) = told(csprog)
    assert "published.json is not what csprog wrote; restore it from git, or remove it" in line
