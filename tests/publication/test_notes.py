"""Remarks stay in the file; what is for the public has its own key, and stands on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from csprog.errors import TemplateError
from csprog.programme.model import Programme
from csprog.publication.site import Publication, publish
from tests.exporting.test_pdf import made, text_of
from tests.plans import ROOT, sound
from tests.publication.programmes import AFTER, CASES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REMARK, NOTE = "Вспомогательно ", "Читателям "


def noted() -> Programme:
    """Give the real plan with a remark and a note for the public wherever one may stand, each with its number."""
    value = CASES["some, final"].programme.model_dump(mode="json", exclude_defaults=True)
    value["passport"] |= {"site": "https://example.org/", "open_data": {"identifier": "1-p", "created": "2026-01-01"}}
    for number, part in enumerate(bearing(value)):
        part |= {"remark": f"{REMARK}{number}.", "note_for_public": f"{NOTE}{number}."}
    value["amendments"] = [
        {
            "on": "2025-05-05",
            "document": "Приказ № 7",
            "reason": "Уточнение",
            "ids": ["1.1.1.1"],
            "changes": [{"id": "1.1.1.1", "key": "remark", "was": REMARK, "became": f"{REMARK}иначе"}],
        }
    ]
    return Programme.model_validate(value)


def bearing(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the parts of a plan that bear both."""
    yield value["passport"]
    yield from value["provisions"]["clauses"]
    for section in value["sections"]:
        yield section
        for subsection in section["subsections"]:
            yield subsection
            for proposal in subsection["proposals"]:
                yield from (proposal, *proposal["measures"])


def published(templates: Path | None = None) -> Publication:
    return publish(noted(), [], AFTER, templates, with_fragment=True)


@pytest.mark.slow
def test_no_file_of_the_site_has_a_remark_and_the_pages_have_every_note() -> None:
    files, count = published().files, sum(1 for _ in bearing(noted().model_dump(mode="json")))
    assert {"atom.xml", "2025/programme-2025.json", "2025/programme-2025.csv", "2025/opendata/meta.csv"} <= set(files)
    assert [name for name, data in files.items() if REMARK.strip() in data.decode("utf-8", "replace")] == []
    assert REMARK.strip().encode("cp1251") not in files["2025/fragment-windows-1251.html"]
    for name in ("2025/index.html", "2025/fragment.html"):
        text = files[name].decode("utf-8").replace("\N{NO-BREAK SPACE}", " ")
        assert [n for n in range(count) if f"Примечание: {NOTE}{n}." not in text] == []


@pytest.mark.slow
def test_so_it_is_in_the_pdf() -> None:
    text = text_of(made(noted(), AFTER))
    assert REMARK.strip() not in text
    assert f"Примечание: {NOTE}0." in text


def test_the_six_remarks_of_the_plan_of_2025_are_on_its_page_no_more() -> None:
    programme = sound((ROOT / "programme" / "2025.yaml").read_text(encoding="utf-8"))[1]
    remarks = [part["remark"] for part in bearing(programme.model_dump(mode="json")) if part["remark"]]
    assert len(remarks) == 6
    assert "Примечание" not in publish(programme, [], AFTER, None).files["2025/index.html"].decode("utf-8")


def test_templates_of_a_project_cannot_publish_one_either(tmp_path: Path) -> None:
    (tmp_path / "about.html").write_text("{{ passport.remark }}", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"about\.html.*remark"):
        published(tmp_path)
