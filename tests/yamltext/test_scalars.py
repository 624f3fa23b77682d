"""A value that csprog writes is the value that every reader gets, old or new, whatever stands in it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from csprog.programme.fields import Name, Text, WebAddress
from csprog.yamltext.encoding import FORBIDDEN
from csprog.yamltext.reader import Unquoted, load_text
from csprog.yamltext.scalars import flow_item
from csprog.yamltext.writer import block_item

TEXT: TypeAdapter[str] = TypeAdapter(Text)
NAME: TypeAdapter[str] = TypeAdapter(Name)
TRAPS = [
    *(
        "no",
        "Yes",
        "ON",
        "y",
        "n",
        "Off",
        "~",
        "null",
        "true",
        "1.10",
        "1e5",
        "0x1F",
        "012",
        "1_000",
        "12:30:45",
        "2025-06-30",
    ),
    *("- тире", "? вопрос", ": двоеточие", "a: b", "a:", "# решётка", "a # b", "a#b", "[draft]", "[/]", "{{ x }}"),
    *("{a}", "a, b", "& *", "!t", "|", ">", "%", "@", "`x`", "'", '"', "it's", 'a "b"', "a\\nb", 'it\'s "so" \\', "="),
    *("---", "...", "--- a", "<<", ".", "…", "№ 5", "«да»", "😀", "a\nb", "a\n\nb", "a\n b", "a\n\n  b\nc", "- a\n- b"),
    *("a b " * 60, "слово " * 200, "д" * 10_000, "a  b" * 40, "a\n" * 50 + "b", "# " + "решётка " * 20, "a: b " * 40),
]


def known_texts(adapter: TypeAdapter[str], alphabet: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give what the model keeps of any text that it allows."""

    def allowed(text: str) -> bool:
        return bool(text.strip()) and not FORBIDDEN.search(text)

    drawn = st.text(alphabet, min_size=1, max_size=200).filter(allowed)
    return st.one_of(st.sampled_from(TRAPS), drawn).map(str.strip).map(adapter.validate_python)


LETTERS = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n:#-'\"[]{},&*!|>%@`\\.1tnя"))
TEXTS = known_texts(TEXT, LETTERS)
NAMES = st.lists(st.text(LETTERS, min_size=1).map(lambda text: text.replace("\n", " ")), min_size=1).map(
    lambda texts: [name for text in texts if (name := text.strip()) and not FORBIDDEN.search(name)]
)
ITEMS = st.fixed_dictionaries(
    {"on": st.just(Unquoted("2025-03-14")), "note": TEXTS}, optional={"offices": NAMES.filter(bool), "reason": TEXTS}
)


def in_block(item: dict[str, Any], column: int, newline: str) -> tuple[str, Any]:
    """Write an item into a list below a key at some column, and read it again."""
    depth = column // 2
    head = newline.join(f"{'  ' * level}k:" for level in range(depth + 1))
    text = head + newline + block_item(item, column, newline) + "after: [1]" + newline
    reading = load_text(text)
    assert reading.problems == []
    value: Any = reading.value
    for _ in range(depth + 1):
        value = value["k"]
    return text, value


@pytest.mark.slow
@given(item=ITEMS, column=st.sampled_from([0, 2, 8, 16, 40]), newline=st.sampled_from(["\n", "\r\n"]))
def test_an_item_with_a_line_a_key(*, item: dict[str, Any], column: int, newline: str) -> None:
    text, value = in_block(item, column, newline)
    assert value == [item]
    assert (newline == "\r\n") is ("\r" in text)
    assert not [line for line in text.split(newline) if line and not line.strip()]


@pytest.mark.slow
@given(TEXTS.map(lambda text: text.replace("\n", " ")), NAMES)
def test_an_item_in_braces(text: str, names: list[str]) -> None:
    item = {"on": Unquoted("2025-03-14"), "note": text, "offices": names}
    assert_same_in_braces(item)


@pytest.mark.parametrize("text", ["раз\nдва", "раз\n\nдва", "раз\n  два"])
def test_several_lines_in_braces(text: str) -> None:
    assert_same_in_braces({"note": text})


def test_several_lines_with_a_colon_in_braces() -> None:
    assert_same_in_braces({"note": 'раз: два\n\nтри "\\"'})


def assert_same_in_braces(item: dict[str, Any]) -> None:
    """Write an item into brackets and read it with both parsers."""
    written = flow_item(item)
    assert "\n" not in written
    for fast in (True, False):
        assert load_text(f"a: [{written}, b]\n", fast=fast).value == {"a": [item, "b"]}


@pytest.mark.parametrize("version", [(1, 1), (1, 2)], ids=["yaml-1.1", "yaml-1.2"])
@pytest.mark.parametrize("text", TRAPS, ids=range(len(TRAPS)))
def test_no_other_reader_takes_it_for_anything_else(text: str, version: tuple[int, int]) -> None:
    reader = YAML(typ="safe", pure=True)
    reader.version = version
    kept = TEXT.validate_python(text)
    written = "a:\n" + block_item({"note": kept}, 2, "\n")
    assert reader.load(io.StringIO(written)) == {"a": [{"note": kept}]}
    line = kept.replace("\n", " ")
    assert reader.load(io.StringIO(flow_item({"note": line}))) == {"note": line}


@pytest.mark.parametrize("text", ["0b101", "0b1"])
def test_old_readers_do_not_take_it_for_a_number(text: str) -> None:
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 1)
    assert reader.load(io.StringIO(flow_item({"note": text}))) == {"note": text}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Терминал принят по акту № 17", "Терминал принят по акту № 17"),
        ("«Да» (нет)", "«Да» (нет)"),
        ("1.10", '"1.10"'),
        ("no", '"no"'),
        ("a: b", '"a: b"'),
        ('сказал "да"', "'сказал \"да\"'"),
        ("https://example.org/a?b=c#d", '"https://example.org/a?b=c#d"'),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("раз\n\nдва: #", "|-\n      раз\n\n      два: #"),
    ],
)
def test_the_form_that_reads_best(text: str, written: str) -> None:
    assert block_item({"note": text}, 2, "\n") == f"  - note: {written}\n"


def test_a_long_text_is_folded_to_lines_that_can_be_read() -> None:
    text = ("слово " * 60).strip()
    first, *lines = block_item({"note": text}, 16, "\n").splitlines()
    assert first.endswith("note: >-")
    assert len(lines) > 3
    assert all(len(line) <= 100 for line in lines)
    assert "\n".join(lines).split() == text.split()


@pytest.mark.slow
@given(st.from_regex(r"https?://[a-z]{1,9}\.[a-z]{2}(:[0-9]{1,4})?(/[!-~]{0,30})?", fullmatch=True))
def test_a_web_address(address: str) -> None:
    try:
        allowed = TypeAdapter[str](WebAddress).validate_python(address)
    except ValueError:
        return
    _, value = in_block({"evidence": allowed}, 4, "\n")
    assert value == [{"evidence": allowed}]
    assert load_text(flow_item({"evidence": allowed})).value == {"evidence": allowed}
