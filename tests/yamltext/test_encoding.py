"""Bytes that are no text of a plan are named with their place, and what is text comes and goes unchanged."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csprog.findings import Position
from csprog.yamltext.encoding import FORBIDDEN, decode, encode

WINDOWS_1251 = "title: План\n".encode("cp1251")


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        pytest.param("a: б\n".encode("utf-16"), (1, 1), "UTF-16; save it as UTF-8", id="utf-16"),
        pytest.param(codecs.BOM_UTF16_BE + "a: б".encode("utf-16-be"), (1, 1), "UTF-16", id="utf-16-be"),
        pytest.param("a: б".encode("utf-16-le"), (1, 1), "UTF-16", id="utf-16-le-without-a-mark"),
        pytest.param("a: б".encode("utf-16-be"), (1, 1), "UTF-16", id="utf-16-be-without-a-mark"),
        pytest.param(b"year: 2025\n" + WINDOWS_1251, (2, 8), "byte 0xcf is not UTF-8; if the file", id="cp1251"),
        pytest.param("имя: ы".encode() + b"\xff", (1, 7), "byte 0xff is not UTF-8", id="after-cyrillic"),
        pytest.param("a: €".encode()[:-1], (1, 4), "byte 0xe2 is not UTF-8", id="cut-short"),
        pytest.param(codecs.BOM_UTF8 + b"a: \xff", (1, 4), "byte 0xff", id="after-a-mark"),
        pytest.param(b"a: \xed\xa0\x80", (1, 4), "byte 0xed", id="half-a-pair"),
    ],
)
def test_what_is_no_utf8(data: bytes, place: tuple[int, int], words: str) -> None:
    text, problem = decode(data)
    assert text == ""
    assert problem is not None
    assert (problem.code, problem.position) == ("encoding", Position(*place))
    assert words in str(problem.message)


@pytest.mark.parametrize(
    "letter",
    list("\x00\x01\x08\x0b\x0c\x1b\x7f\x85\x9b\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufffe\uffff"),
    ids=lambda letter: f"{ord(letter):04X}",
)
def test_a_forbidden_character_is_named_in_its_place(letter: str) -> None:
    _, problem = decode(f"a: б\nважно: {letter}\n".encode())
    assert problem is not None
    assert (problem.code, problem.position) == ("forbidden-character", Position(2, 8))
    assert str(problem.message) == f"the character U+{ord(letter):04X} is not allowed in a plan; remove it"


def test_a_lone_carriage_return_is_forbidden() -> None:
    _, problem = decode(b"a: b\r\nc: d\re: f\r\n")
    assert problem is not None
    assert (problem.code, problem.position) == ("forbidden-character", Position(2, 5))
    assert "U+000D" in str(problem.message)


@pytest.mark.parametrize(
    ("text", "first"), [("a\n\u202eb\x00", "U+202E"), ("a\rb\u202e", "U+000D"), ("a\u202eb\rc", "U+202E")]
)
def test_the_first_forbidden_character_is_named(text: str, first: str) -> None:
    _, problem = decode(text.encode())
    assert problem is not None
    assert first in str(problem.message)


def test_a_text_without_the_byte_order_mark() -> None:
    assert decode(codecs.BOM_UTF8 + b"a: b\r\n\tc") == ("a: b\r\n\tc", None)
    assert decode(b"") == ("", None)


def test_letters_of_all_the_world_are_allowed() -> None:
    text = "№ «—» ‑ \u00a0 ё é 中 😀 \u200d\u0301\n"
    assert decode(text.encode()) == (text, None)
    assert FORBIDDEN.search(text) is None


@given(text=st.text(), mark=st.booleans())
def test_bytes_come_back_as_they_were(*, text: str, mark: bool) -> None:
    text = re.sub("\r|^\ufeff", "", FORBIDDEN.sub("", text))
    data = encode(text, byte_order_mark=mark)
    assert data.startswith(codecs.BOM_UTF8) is mark
    assert decode(data) == (text, None)


@pytest.mark.parametrize("letter", list("\t\r\x00\x1f\u202e"), ids=lambda letter: f"{ord(letter):04X}")
def test_a_value_may_hold_less_than_a_file(letter: str) -> None:
    assert FORBIDDEN.search(f"a{letter}b")


def test_a_value_may_hold_several_lines() -> None:
    assert FORBIDDEN.search("a\nb") is None
