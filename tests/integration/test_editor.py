"""An editor with the settings that docs/integration.md gives: it finds faults, completes keys and explains them.

It is yaml-language-server that editors ask; `YAML_LANGUAGE_SERVER` names it where it is not on the path. To install it:
`npm install --no-save --prefix FOLDER yaml-language-server`, then FOLDER/node_modules/.bin/yaml-language-server.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.documented import snippets
from tests.integration.language_server import LanguageServer
from tests.integration.plans import EVERYTHING
from tests.plans import MARGIN, ROOT, measure, small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.language_server import Document

PROGRAM = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
pytestmark = pytest.mark.skipif(not PROGRAM, reason="there is no yaml-language-server; npm installs it")
REAL = (ROOT / "programme" / "2025.yaml").read_bytes().decode("utf-8")
KEYS = [
    *("offices", "responsible", "funding", "digital", "recurring", "indicators", "carried_from"),
    *("repeated_from", "printed", "remark", "note_for_public", "journal"),
]
EVENTS = ["completed", "not-completed", "postponed", "cancelled", "reopened", "spent", "remark", "corrected"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a repository with the schema where the documentation puts it."""
    folder = tmp_path_factory.mktemp("editor")
    (folder / "programme").mkdir()
    shutil.copytree(ROOT / "schema", folder / "schema")
    return folder


def opened(folder: Path, **settings: Any) -> LanguageServer:
    """Open a folder in an editor; what is set besides belongs to the extension's own defaults, or is its network."""
    assert PROGRAM is not None
    yaml = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
    return LanguageServer(PROGRAM, folder, {"yaml": {**yaml, **settings}})


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[LanguageServer]:
    """Give an editor with the settings of the documentation."""
    (settings,) = snippets("Editor", "json")
    with opened(folder, schemas=json.loads(settings)["yaml.schemas"]) as server:
        yield server


def typed(editor: LanguageServer, *lines: str, plan: str = "") -> tuple[Document, int, int]:
    """Open a small plan that ends with `lines`, the cursor at «|»; give it and the cursor's place."""
    text = (plan or small()) + "".join(f"{MARGIN}{line}\n" for line in lines)
    before, _, after = text.partition("|")
    return editor.open(before + after), before.count("\n"), len(before) - before.rfind("\n") - 1


def told(item: dict[str, Any]) -> str:
    """Give what stands beside a completion."""
    text = item["documentation"]
    return str(text["value"] if isinstance(text, dict) else text)


def russian(text: str) -> bool:
    return re.search("[а-яё]", text) is not None


# ── faults ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("plan", [REAL, EVERYTHING], ids=["2025", "everything"])
def test_sound_plan_has_no_marks(editor: LanguageServer, plan: str) -> None:
    assert editor.open(plan).diagnostics == []


BROKEN = [
    ('          - number: "1.2.2"\n', "          - number: 1.10\n", "Номер — это цифры и точки в кавычках"),
    ("  year: 2025\n", "  year: год\n", "Год — это четыре цифры: 2025."),
    ("                due: 2025-Q4\n", "                due: 31.12.2025\n", "Срок — это дата (2025-12-31) или квартал"),
    ("        channel: website\n", "        channel: сайт\n", "Здесь нужно одно из слов: office, website"),
    ("  organisation: ПАО", "  organization: ПАО", "organization"),
    ("  columns: [", "  columns: нет # [", "Здесь нужен список"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("sound", "broken", "message"), BROKEN, ids=[broken.strip() for _, broken, _ in BROKEN])
def test_fault_is_marked_at_its_line(editor: LanguageServer, sound: str, broken: str, message: str) -> None:
    """One fault in the real plan gives a mark there, in Russian where the schema says it."""
    before, found, _ = REAL.partition(sound)
    assert found, "the plan has changed"
    marks = editor.open(REAL.replace(sound, broken, 1)).diagnostics
    at_line = [mark["message"] for mark in marks if mark["range"]["start"]["line"] == before.count("\n")]
    assert [text for text in at_line if message in text], marks
    assert len(marks) == len(at_line) + ("organization" in broken)  # the key that is missing is told at its mapping


def test_entry_is_judged_by_its_event(editor: LanguageServer) -> None:
    """What a postponement lacks is said, and what belongs to another event is refused; a wrong event is said alone."""
    lacking = small(measure("on: 2025-06-01, event: postponed, note: Скоро"))
    said = [mark["message"] for mark in editor.open(lacking).diagnostics]
    assert len(said) == 3
    for word in ("to", "reason", "note"):
        assert [text for text in said if word in text], said
    misspelt = editor.open(lacking.replace("postponed", "postpond")).diagnostics
    assert [mark["message"] for mark in misspelt] == [f"Здесь нужно одно из слов: {', '.join(EVENTS)}."]


# ── completion ───────────────────────────────────────────────────────────────────────────────────────────────


def test_keys_of_a_measure_are_completed(editor: LanguageServer) -> None:
    """Those that are not there yet, each with its explanation."""
    document, line, column = typed(editor, "  |")
    offered = document.completions(line, column)
    assert list(offered) == KEYS
    assert [label for label, item in offered.items() if not russian(told(item))] == []


def test_new_measure_is_offered_whole(editor: LanguageServer) -> None:
    """With the three keys that it needs, to be filled in."""
    document, line, column = typed(editor, "- |")
    whole = document.completions(line, column)["Мероприятие"]["textEdit"]["newText"]
    assert re.findall(r"(\w+): \$\d", whole) == ["text", "due", "result"]


def test_numbers_are_completed_in_quotes(editor: LanguageServer) -> None:
    """The trap of the format is avoided before it is met."""
    plan = small()
    document, line, column = typed(editor, plan=f"{plan}          - |\n")
    assert document.completions(line, column)["number"]["textEdit"]["newText"] == 'number: "$1"'


def test_events_are_completed(editor: LanguageServer) -> None:
    """All eight, each with what it means."""
    document, line, column = typed(editor, "  journal:", "    - on: 2025-06-01", "      event: |")
    offered = document.completions(line, column)
    assert list(offered) == EVENTS
    assert [label for label, item in offered.items() if not russian(told(item))] == []


def test_whole_entries_are_offered(editor: LanguageServer) -> None:
    """At a new dash every event is one choice that brings its own keys."""
    document, line, column = typed(editor, "  journal:", "    - |")
    offered = document.completions(line, column)
    wanted = {
        "Выполнено",
        "Не выполнено",
        "Перенесено",
        "Исключено",
        "Возобновлено",
        "Израсходовано",
        "Примечание",
        "Исправлено",
    }
    assert wanted - offered.keys() == set()
    postponed = offered["Перенесено"]["textEdit"]["newText"]
    assert re.findall(r"^\W*(\w+)\W*: ", postponed, re.MULTILINE) == ["on", "event", "to", "reason"]
    assert "event: postponed" in postponed


@pytest.mark.parametrize(
    ("event", "keys"),
    [
        ("completed", ["offices", "note", "reason", "evidence"]),
        ("not-completed", ["offices", "reason", "document"]),
        ("postponed", ["to", "reason"]),
        ("cancelled", ["reason", "document"]),
        ("reopened", ["offices", "reason"]),
        ("spent", ["amount", "note", "evidence"]),
        ("remark", ["note"]),
        ("corrected", ["corrects", "values", "removed", "withdrawn", "why"]),
    ],
)
def test_keys_of_an_entry_are_those_of_its_event(editor: LanguageServer, event: str, keys: list[str]) -> None:
    """The ground of personal data may stand in any entry, after the keys of the event."""
    document, line, column = typed(editor, "  journal:", "    - on: 2025-06-01", f"      event: {event}", "      |")
    offered = [label for label in document.completions(line, column) if not russian(label)]
    assert offered == [*keys, "personal_data_ground"]


def test_evidence_is_a_web_address_or_a_file(editor: LanguageServer) -> None:
    """A file has keys of its own, which are offered; what is wrong of either is said in its own words."""
    lines = (
        "  journal:",
        "    - on: 2025-06-01",
        "      event: completed",
        "      evidence:",
        "        file: evidence/a.pdf",
    )
    document, line, column = typed(editor, *lines, "        |")
    assert [label for label in document.completions(line, column) if not russian(label)] == ["sha256", "public"]
    for value, words in {
        "{file: evidence/a.pdf, sha256: 17}": "SHA-256 — это 64 цифры и буквы от a до f",
        f"{{file: ../a.pdf, sha256: {'0a' * 32}}}": "Файл подтверждения — это путь от папки проекта",
        "example.org/a.pdf": "Ссылка — это полный адрес страницы",
    }.items():
        plan = small(measure(f"on: 2025-06-01, event: completed, evidence: {value}"))
        (mark,) = editor.open(plan).diagnostics
        assert words in mark["message"]


def test_channels_are_completed(editor: LanguageServer) -> None:
    """Words of a closed list come with their meaning."""
    document, line, column = typed(editor, plan=small().replace("channel: office", "channel: |"))
    offered = document.completions(line, column)
    assert list(offered) == ["office", "website", "account", "email", "phone", "messenger", "post"]
    assert told(offered["account"]) == "в личном кабинете, в том числе в мобильном приложении"


# ── explanation ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["- text: Мероприятие", "  d|ue: 2025-Q4"], "Срок: дата 2025\\-12\\-31 или квартал 2025\\-Q4"),
        (["- text: Мероприятие", "  offi|ces: []"], "Офисы: список мест"),
        (["  journal:", "    - {on: 2025-06-01, ev|ent: remark, note: Да}"], "Событие: что произошло"),
        (["  journal:", "    - {on: 2025-06-01, event: postponed, t|o: 2026-01-01}"], "На когда: новая дата"),
    ],
    ids=["due", "offices", "event", "to"],
)
def test_key_under_the_pointer_is_explained(editor: LanguageServer, lines: list[str], shown: str) -> None:
    document, line, column = typed(editor, *lines)
    text = document.hover(line, column)
    assert text.startswith(f"#### {shown.partition(':')[0]}\n")
    assert shown.replace("\\", "") in text.replace("\\", "")


# ── the line in the file ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_first_line_of_a_plan_names_the_schema_as_well(folder: Path) -> None:
    """Where nothing can be set, the documentation's line does."""
    (line,) = snippets("Editor", "yaml")
    broken = small().replace('"1.1.1"', "1.10")
    with opened(folder) as editor:
        assert editor.open(broken).diagnostics == []
        (mark,) = editor.open(line + broken).diagnostics
        assert mark["message"].startswith("Номер — это цифры и точки")
