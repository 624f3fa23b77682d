"""csprog remind: a draft for each office that is behind, with workbook and calendar; addresses stay out of the site."""

from __future__ import annotations

import email
from email import policy
from typing import TYPE_CHECKING

import pytest

from csprog.importing.collection.collected_rows import ResponseRow
from csprog.importing.collection.response_reader import read_responses
from csprog.importing.readers.excel import read_cells
from tests.cli.tool import sentence
from tests.plans import measure, small

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

    from tests.cli.tool import Tool

AS_OF = ("--as-of", "2025-07-10")
PLAN = small(
    measure(offices="Северное МРО, Южное МРО"),
    measure(due="2025-07-31", offices="Северное МРО"),
    measure(due="2025-12-31", offices="Восточное МРО"),
    measure("on: 2025-06-01, event: completed", offices="Западное МРО"),
).replace("organisation: Общество", "organisation: Общество\n  contact: info@example.org")
ADDRESSES = "северное мро: sever@example.org\nЮжное МРО: [a@example.org, b@example.org]\n"


@pytest.fixture
def office(csprog: Tool) -> Tool:
    csprog.write(PLAN)
    (csprog.folder / "addresses.yaml").write_text(ADDRESSES, encoding="utf-8")
    return csprog


def letter(file: Path) -> EmailMessage:
    read = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert read.defects == []
    return read


def test_a_draft_for_each_office_that_is_behind(office: Tool) -> None:
    assert office.done("remind", *AS_OF).splitlines() == [
        "letters/letter-2025-Северное-МРО.eml",
        "letters/letter-2025-Южное-МРО.eml",
    ]
    north, south = (letter(office.folder / "letters" / f"letter-2025-{name}-МРО.eml") for name in ("Северное", "Южное"))
    assert (north["To"], south["To"]) == ("sever@example.org", "a@example.org, b@example.org")
    assert (north["From"], north["X-Unsent"]) == ("info@example.org", "1")
    assert north["Subject"] == "Программа мероприятий 2025: просрочено 1, скоро срок 1 — Северное МРО"
    body = north.get_body()
    assert body is not None
    text = body.get_content()
    assert "1.1.1.1" in text
    assert "просрочено дней: 10" in text
    assert "1.1.1.2" in text
    assert "осталось дней: 21" in text
    attached = {str(part.get_filename()): part.get_content() for part in north.iter_attachments()}
    assert list(attached) == ["programme-2025-Северное-МРО.xlsx", "programme-2025-Северное-МРО.ics"]
    rows = read_responses("a.xlsx", read_cells(next(iter(attached.values())), "a.xlsx"))
    assert {row.mark.office for row in rows if isinstance(row, ResponseRow)} == {"Северное МРО"}


def test_the_same_plan_and_day_give_the_same_bytes_and_no_folder_is_overwritten(office: Tool) -> None:
    office.done("remind", *AS_OF)
    file = office.folder / "letters" / "letter-2025-Южное-МРО.eml"
    first = file.read_bytes()
    office.done("remind", *AS_OF)
    assert file.read_bytes() == first
    file.write_bytes(b"edited")
    assert "already there" in office.refused("remind", *AS_OF)


def test_chosen_by_name_and_days(office: Tool) -> None:
    chosen = ("--for", "Восточное", "--due-within", "200", "--output", "почта")
    assert office("remind", *chosen, *AS_OF).stdout == "почта/letter-2025-Восточное-МРО.eml\n"
    shown = office("remind", "--for", "Западное МРО", *AS_OF)
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "nothing is overdue or due within 30 days" in shown.stderr


def test_missing_and_foreign_addresses_are_told(office: Tool) -> None:
    (office.folder / "addresses.yaml").write_text("Северное: sever@example.org\n", encoding="utf-8")
    shown = office("remind", *AS_OF)
    assert "no address in addresses.yaml, so “To” is empty: «Северное МРО», «Южное МРО»" in shown.stderr
    assert "addresses.yaml names whom the plan does not: «Северное»" in shown.stderr
    assert not letter(office.folder / "letters" / "letter-2025-Южное-МРО.eml")["To"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Южное МРО: vasya\n", "addresses.yaml:1:12"),
        ("- a@example.org\n", "addresses.yaml:1:1"),
        ("А: a@example.org\nЮжное МРО: {a: b}\n", "addresses.yaml:2:12"),
        ("А: 'a@example.org\\r\\nBcc: b@example.org'\n", "addresses.yaml:1:4"),
        ("А: a@example.org\nА: b@example.org\n", "addresses.yaml:2:1"),
    ],
)
def test_a_file_of_addresses_with_a_fault_is_refused_with_its_place(office: Tool, text: str, place: str) -> None:
    (office.folder / "addresses.yaml").write_text(text, encoding="utf-8")
    result = office("remind", *AS_OF)
    assert result.exit_code == 1
    assert place in sentence(result.stderr)
    assert not (office.folder / "letters").exists()


def test_no_text_of_the_plan_adds_a_header(office: Tool) -> None:
    name = "'Офис Bcc: x@example.org'"
    office.write(small(measure(offices=name)))
    assert office("remind", *AS_OF).exit_code == 0
    (file,) = (office.folder / "letters").iterdir()
    assert set(letter(file).keys()) == {"X-Unsent", "Subject", "To", "Date", "MIME-Version", "Content-Type"}


@pytest.mark.slow
def test_addresses_are_no_plan_and_nothing_publishes_them(office: Tool) -> None:
    assert office("validate", *AS_OF).exit_code == 0
    office("publish", *AS_OF)
    files = [file for file in (office.folder / "site").rglob("*") if file.is_file()]
    assert files
    assert not any(b"sever@example.org" in file.read_bytes() for file in files)
