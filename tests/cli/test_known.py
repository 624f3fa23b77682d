"""A large plan whose bytes are known is recorded in by reading one proposal; what comes out is what reading it all gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.plans import plan

from csprog.cli import known, recording
from csprog.cli.plan import sound_plan as open_sound_plan
from csprog.store import cache
from tests.cli.tool import Tool, sentence

if TYPE_CHECKING:
    from pathlib import Path

    from csprog.store.files import SourceFile

LARGE = plan(150)
AS_OF = ("--as-of", "2025-07-01")
DONE = ("complete", "1.2.3.4", "--office", "Центральное МРО", "--note", "принято", *AS_OF)
SAID = (
    ("complete", "1.1.9", "--note", "раз\nдва", *AS_OF),
    DONE,
    ("decline", "1.1.1.2", "--reason", "нет: денег", *AS_OF),
    ("postpone", "1.2.10", "--to", "2026-03-31", "--reason", "# ждём", *AS_OF),
    ("cancel", "1.2.4.", "--reason", "решение", "--json", *AS_OF),
    ("reopen", "1.2.4", "--reason", "ошибка", *AS_OF),
    ("remark", "1.1.1.1", "--note", "слово " * 30, "--on", "2025-06-01", *AS_OF),
    ("spend", "1.1.7.3", "350,50", *AS_OF),
)
REFUSED = (
    ("complete", "1.9.9", *AS_OF),
    ("complete", "1.1.1.1", "--office", "Там", *AS_OF),
    ("complete", "1.1.1.2", "--on", "2025-07-02", *AS_OF),
    ("complete", "1.1.1.2", *AS_OF),
    ("reopen", "1.2.10", "--reason", "а", *AS_OF),
    ("postpone", "1.2.3.1", "--to", "2025-01-10", "--reason", "а", *AS_OF),
    ("spend", "1.2.5", "10", *AS_OF),
    ("remark", "1.2.20", "--note", "а", *AS_OF),
)


@pytest.fixture
def large(csprog: Tool, kept: Path) -> Tool:
    """Give csprog with a large plan, of which nothing is known yet."""
    del kept
    csprog.write(LARGE)
    return csprog


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Give the plans that are read whole from now on."""
    plans: list[bytes] = []

    def sound_plan(source: SourceFile, *rest: object) -> object:
        plans.append(source.data)
        return open_sound_plan(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(known, "sound_plan", sound_plan)
    return plans


def told_whole(csprog: Tool, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str, bytes]:
    """Give what is said and left by a recording for which the whole plan is read, and put the plan back."""
    before = csprog.file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(recording, "_LARGE", len(before) + 1)
        result = csprog(*words)
    after = csprog.file.read_bytes()
    csprog.file.write_bytes(before)
    return result.exit_code, result.stdout, result.stderr, after


def test_only_the_first_recording_reads_all_of_the_plan(
    large: Tool, read: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in SAID:
        whole = told_whole(large, words, monkeypatch)
        result = large(*words)
        assert (result.exit_code, result.stdout, result.stderr, large.file.read_bytes()) == whole
        assert result.exit_code == 0
    assert read == [LARGE.encode()]
    large.done("validate", *AS_OF)


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_a_refusal_is_the_same(large: Tool, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    braces = "- {text: Слова, due: 2025-06-30, result: Слова}"
    large.write(
        f'{LARGE}          - number: "1.2.20"\n            text: Слова\n            measures:\n              {braces}\n'
    )
    large.done(*DONE)
    whole = told_whole(large, words, monkeypatch)
    assert (large.refused(*words), whole[0]) == (sentence(whole[2]), 1)


def test_taken_back_and_recorded_again(large: Tool, read: list[bytes]) -> None:
    large.done(*DONE)
    after = large.text
    large.done("undo", *AS_OF)
    assert large.text == LARGE
    large.done(*DONE)
    assert (large.text, len(read)) == (after, 1)


def test_what_somebody_typed_meanwhile_is_read(large: Tool, read: list[bytes]) -> None:
    large.done(*DONE)
    large.write(large.text.replace("title: Программа", "title: Наша программа"))
    large.done("remark", "1.1.2", "--note", "а", *AS_OF)
    assert len(read) == 2
    broken = large.text.replace("due: 2025-07-28", "due: 2025-13-28", 1)
    large.write(broken)
    result = large("remark", "1.1.2", "--note", "а", *AS_OF)
    assert (result.exit_code, large.text) == (1, broken)
    assert "programme/2025.yaml:" in result.stderr
    assert "a deadline is a date" in result.stderr


@pytest.mark.parametrize("rubbish", [b"", b"no database at all"])
def test_what_is_kept_may_be_lost(large: Tool, kept: Path, read: list[bytes], rubbish: bytes) -> None:
    large.done(*DONE)
    kept.write_bytes(rubbish)
    large.done("remark", "1.1.2", "--note", "а", *AS_OF)
    large.done("remark", "1.1.2", "--note", "б", *AS_OF)
    assert len(read) == 2
    assert large.text.count("event: remark") == 10


def test_another_csprog_knows_nothing_of_it(large: Tool, read: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    large.done(*DONE)
    monkeypatch.setattr(cache, "edition", lambda: "another")
    large.done("remark", "1.1.2.1", "--note", "а", *AS_OF)
    assert len(read) == 2


def test_of_a_small_plan_nothing_is_kept(csprog: Tool, kept: Path) -> None:
    csprog.done("remark", "1.2.2", "--note", "а", *AS_OF)
    assert not kept.exists()
