"""The schema that editors get says what the model says: the same keys, the same values, and every one explained."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

import pytest

from csprog.programme import json_schema as schemas
from csprog.programme.assessments import Assessment
from csprog.programme.entries import Entry, PlanModel, Removable
from csprog.programme.enums import Audience, Channel, Origin
from csprog.programme.indicators import Indicator
from csprog.programme.json_schema import KINDS, plan_schema
from csprog.programme.key_descriptions import CHOICES, WORDS
from csprog.programme.model import Programme
from csprog.programme.plan_text import parse_plan
from tests.cli.tool import Tool
from tests.integration.plans import EVERYTHING, as_editors_read
from tests.plans import ROOT, measure, small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

jsonschema = pytest.importorskip("jsonschema", reason="the schema is tried with the PyPI package jsonschema")
COMMITTED = ROOT / "schema" / "programme.schema.json"
RENEW = "csprog schema --output schema/programme.schema.json --force"


@cache
def faults(text: str) -> list[tuple[str, str]]:
    """Give where the schema finds something wrong in a plan, and by which keyword."""
    found = jsonschema.Draft7Validator(plan_schema()).iter_errors(as_editors_read(text))
    return [("/".join(map(str, error.absolute_path)), str(error.validator)) for error in found]


def parts(value: Any = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk over every schema of a key within the schema of a plan, with the key."""
    value = plan_schema() if value is None else value
    for key, inner in value.get("properties", {}).items():
        yield key, inner
        yield from parts(inner)
    for inner in (value.get("items"), *(choice["then"] for choice in value.get("allOf", ()))):
        if inner is not None:
            yield "", inner
            yield from parts(inner)


def models(value: object) -> Iterator[PlanModel]:
    """Walk over every model in a programme."""
    if isinstance(value, PlanModel):
        yield value
        for name in type(value).model_fields:
            yield from models(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from models(item)


def all_models(model: type[PlanModel] = PlanModel) -> Iterator[type[PlanModel]]:
    for kind in model.__subclasses__():
        yield kind
        yield from all_models(kind)


# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_committed_schema_is_the_one_made() -> None:
    """Who changes the model or its words renews the file."""
    assert COMMITTED.read_bytes().decode("utf-8") == Tool(ROOT).done("schema"), f"run: {RENEW}"


def test_schema_can_be_written_to_a_file(tmp_path: Path) -> None:
    """With --output the file is the same bytes on every machine, and nothing is said."""
    file = tmp_path / "programme.schema.json"
    assert Tool(tmp_path).done("schema", "--output", str(file)) == ""
    assert file.read_bytes() == COMMITTED.read_bytes()


def test_schema_is_draft_7() -> None:
    """It is itself what its first line says."""
    jsonschema.Draft7Validator.check_schema(json.loads(COMMITTED.read_bytes()))
    assert plan_schema()["$schema"] == "http://json-schema.org/draft-07/schema#"


# ── what it accepts and refuses ──────────────────────────────────────────────────────────────────────────────


def test_real_plan_is_accepted() -> None:
    assert faults((ROOT / "programme" / "2025.yaml").read_bytes().decode("utf-8")) == []


def test_example_with_everything_uses_every_key_and_is_accepted() -> None:
    """Every key of every model and every event occurs, the model reads it, and the schema finds nothing wrong."""
    plan = parse_plan(EVERYTHING)
    assert plan.findings == ()
    used: dict[str, set[str]] = {}
    for model in models(plan.programme):
        used.setdefault(type(model).__name__, set()).update(model.model_fields_set)
    assert used == {model.__name__: set(model.model_fields) for model in all_models() if model.__module__ in USED_IN}
    assert faults(EVERYTHING) == []


USED_IN = tuple(f"csprog.programme.{room}" for room in ("model", "passport", "entries", "indicators", "assessments"))
SMALL = small(measure("on: 2025-06-01, event: postponed, to: 2025-07-01, reason: Ремонт"))
AT = "sections/0/subsections/0"
PROPOSAL = f"{AT}/proposals/0"
MEASURE = f"{PROPOSAL}/measures/0"
ENTRY = f"{MEASURE}/journal/0"
REFUSED = [
    ("passport:", "pasport:", {("", "required"), ("", "additionalProperties")}),
    ("  title: План", "  titel: План", {("passport", "required"), ("passport", "additionalProperties")}),
    ("year: 2025", "year: 25", {("passport/year", "minimum")}),
    ("year: 2025", "year: двадцать пятый", {("passport/year", "pattern")}),
    ("organisation: Общество", "organisation: 1.10", {("passport/organisation", "type")}),
    ("organisation: Общество", "organisation:", {("passport/organisation", "type")}),
    ("organisation: Общество", 'organisation: " "', {("passport/organisation", "pattern")}),
    ("organisation: Общество", "organisation: |-\n    ПАО\n    Общество", {("passport/organisation", "pattern")}),
    ('- number: "1"', "- number: 1", {("sections/0/number", "type")}),
    ('number: "1.1.1"', "number: 1.10", {(f"{PROPOSAL}/number", "type")}),
    ('number: "1.1.1"', 'number: "1.1.1."', {(f"{PROPOSAL}/number", "pattern")}),
    ("channel: office", "channel: офис", {(f"{AT}/channel", "enum")}),
    ("audience: B2B", "audience: В2В", {(f"{AT}/audience", "enum")}),
    ("text: Предложение", "text: [Предложение]", {(f"{PROPOSAL}/text", "type")}),
    ("due: 2025-06-30", "due: 30.06.2025", {(f"{MEASURE}/due", "pattern")}),
    ("due: 2025-06-30", "due: 2025-13-01", {(f"{MEASURE}/due", "pattern")}),
    ("due: 2025-06-30", "due: 2025-Q5", {(f"{MEASURE}/due", "pattern")}),
    ("  result: Результат", "  offices: Север", {(MEASURE, "required"), (f"{MEASURE}/offices", "type")}),
    ("on: 2025-06-01, ", "", {(ENTRY, "required")}),
    ("event: postponed, ", "", {(ENTRY, "required")}),
    ("event: postponed", "event: done", {(f"{ENTRY}/event", "enum")}),
    ("to: 2025-07-01, ", "", {(ENTRY, "required")}),
    ("to: 2025-07-01", "to: 1 июля", {(f"{ENTRY}/to", "pattern")}),
    ("reason: Ремонт", "reason: 1.5", {(f"{ENTRY}/reason", "type")}),
    ("reason: Ремонт", "reason: Ремонт, note: Скоро", {(ENTRY, "additionalProperties")}),
    ("event: postponed", "event: remark", {(ENTRY, "required"), (ENTRY, "additionalProperties")}),
]


@pytest.mark.parametrize(("sound", "broken", "found"), REFUSED, ids=[f"{one} → {other}" for one, other, _ in REFUSED])
def test_refused(sound: str, broken: str, found: set[tuple[str, str]]) -> None:
    """What the model refuses and one value alone can tell is found in its place, and nothing else is."""
    assert faults(SMALL) == []
    text = SMALL.replace(sound, broken, 1)
    assert parse_plan(text).findings != ()
    assert set(faults(text)) == found


def test_measures_are_needed() -> None:
    """A proposal has at least one."""
    before, key, _ = SMALL.partition("measures:")
    assert faults(f"{before}{key} []\n") == [(f"{PROPOSAL}/measures", "minItems")]


BOTH, MODEL_ONLY, SCHEMA_ONLY, NEITHER = (True, True), (True, False), (False, True), (False, False)
VALUES = [
    ("due: 2025-12-31", BOTH),
    ('due: "2025-12-31"', BOTH),
    ("due: 2025-Q1", BOTH),
    ("due: 2025-02-30", SCHEMA_ONLY),  # which month has how many days is no matter for a pattern
    ("due: 2025-1-1", NEITHER),
    ("due: 2025-q1", NEITHER),
    ("due: 2025-12-32", NEITHER),
    ("due:", NEITHER),
    ("responsible: Отдел", BOTH),
    ('responsible: "2025"', BOTH),
    ("responsible: >\n                  Отдел\n                  обслуживания\n", BOTH),
    ("responsible: 2025", NEITHER),
    ("responsible: true", NEITHER),
    ("responsible: null", NEITHER),
    ("responsible: 2025-12-31", SCHEMA_ONLY),  # a text to YAML 1.2, a day to older readers
    ('responsible: "а\\u202eб"', SCHEMA_ONLY),  # editors show such characters by themselves
    ("remark: |-\n                  Абзац\n                  Абзац", BOTH),
    ("remark: {}", NEITHER),
    ("digital: true", BOTH),
    ("digital: false", BOTH),
    ('digital: "true"', MODEL_ONLY),  # the one form that is read and not advised
    ("digital: да", NEITHER),
    ("digital: 1", NEITHER),
    ("journal:", BOTH),
    ("journal: null", BOTH),
    ("journal: []", BOTH),
    ("journal: {}", NEITHER),
    ("journal: нет", NEITHER),
    ("offices: []", BOTH),
    ("offices:", NEITHER),
    ("offices: [1.10]", NEITHER),
    ("funding: {planned: 0}", BOTH),
    ("funding: {planned: 1250.50}", BOTH),
    ('funding: {planned: "1250.50"}', BOTH),
    ('funding: {planned: "-1e3"}', BOTH),
    (f'funding: {{planned: "{"9" * 19}"}}', NEITHER),
    ("funding: {planned: 1 250}", NEITHER),
    ('funding: {planned: "1250,50"}', NEITHER),
    ("funding: {planned: 10 тыс.}", NEITHER),
    ("funding: {planned: }", NEITHER),
    ("funding: 100", NEITHER),
    ("printed: {number: ''}", BOTH),
    ("printed: {number: 1}", NEITHER),
    ("printed: {offices: {Север: северный}}", BOTH),
    ("printed: {offices: [Север]}", NEITHER),
    ("journal: [{on: 2025-01-01, event: completed, evidence: 'https://example.org/a?b=1#c'}]", BOTH),
    ("journal: [{on: 2025-01-01, event: completed, evidence: 'http://[::1]:80/'}]", BOTH),
    ("journal: [{on: 2025-01-01, event: completed, evidence: 'https://a@example.org'}]", NEITHER),
    ("journal: [{on: 2025-01-01, event: completed, evidence: 'https:example.org'}]", NEITHER),
    ("journal: [{on: 2025-01-01, event: completed, evidence: 'https:///etc'}]", NEITHER),
    ("journal: [{on: 2025-01-01, event: completed, evidence: 'ftp://example.org'}]", NEITHER),
    ("journal: [{on: 2025-01-01, event: completed, evidence: 'https://example.org/a b'}]", NEITHER),
    *(
        (f"journal: [{{on: 2025-01-01, event: completed, evidence: {{file: {file}, sha256: {digest}}}}}]", accepted)
        for file, digest, accepted in (
            ("evidence/2025/акт 17.pdf", "0123456789abcdef" * 4, BOTH),
            ("evidence/акт.pdf", "0123456789ABCDEF" * 4, BOTH),
            ("evidence/2025/a.pdf", "0123456789abcde" * 4, NEITHER),
            ("evidence", "0123456789abcdef" * 4, NEITHER),
            ("evidence/", "0123456789abcdef" * 4, NEITHER),
            ("evidence//a.pdf", "0123456789abcdef" * 4, NEITHER),
            ("evidence/../a.pdf", "0123456789abcdef" * 4, NEITHER),
            ("evidence/a/./b.pdf", "0123456789abcdef" * 4, NEITHER),
            ("/evidence/a.pdf", "0123456789abcdef" * 4, NEITHER),
            ("C:/evidence/a.pdf", "0123456789abcdef" * 4, NEITHER),
            (r"evidence\a.pdf", "0123456789abcdef" * 4, NEITHER),
            ("programme/2025.yaml", "0123456789abcdef" * 4, NEITHER),
            ("evidence/a.", "0123456789abcdef" * 4, NEITHER),
            ("'evidence/a '", "0123456789abcdef" * 4, NEITHER),
            ("'evidence/a?.pdf'", "0123456789abcdef" * 4, NEITHER),
            # only csprog knows the names that Windows keeps for devices
            ("evidence/2025/con.pdf", "0123456789abcdef" * 4, SCHEMA_ONLY),
            ("evidence/LPT1/a.pdf", "0123456789abcdef" * 4, SCHEMA_ONLY),
        )
    ),
    ("journal: [{on: 2025-01-01, event: completed, evidence: {file: evidence/2025/a.pdf}}]", NEITHER),
    (f"journal: [{{on: 2025-01-01, event: completed, evidence: {{sha256: {'0' * 64}}}}}]", NEITHER),
    ("journal: [{on: 2025-01-01, event: completed, evidence: [https://example.org]}]", NEITHER),
]


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "accepted"), VALUES, ids=[typed for typed, _ in VALUES])
def test_value(typed: str, accepted: tuple[bool, bool]) -> None:
    """The schema takes what the model takes, as it was typed; what it alone takes has a reason."""
    key = typed.partition(":")[0]
    text = measure().replace("  due: 2025-06-30\n", "") if key == "due" else measure()
    plan = small(f"{text}  {typed}\n")
    if key == "responsible" and typed.endswith("\n"):
        assert "обслуживания" in plan
    assert (parse_plan(plan).programme is not None, faults(plan) == []) == accepted


# ── what it explains ─────────────────────────────────────────────────────────────────────────────────────────


def test_every_part_and_key_is_explained_and_nothing_else() -> None:
    """No words are missing, none are left of a key that is gone."""
    known = {model.__name__: ["", *model.model_fields] for model in all_models() if model.__module__ in USED_IN}
    assert {name: list(words) for name, words in WORDS.items()} == {**known, "Entry": ["", "on", "event"]}


def test_closed_lists_are_explained_and_nothing_else() -> None:
    """So are the words of closed lists; what an event is, its own model says."""
    kinds = get_args(Assessment.model_fields["kind"].annotation)
    better = get_args(get_args(Indicator.model_fields["better"].annotation)[0])
    events = {get_args(event.model_fields["event"].annotation)[0] for event in get_args(Entry)}
    removable = get_args(Removable)
    listed = {*Audience, *Channel, *Origin, *kinds, *better, *(events - {"corrected"}), *removable}
    assert sorted(CHOICES) == sorted(listed)
    entry = plan_schema()
    for key in ("sections", "subsections", "proposals", "measures", "journal"):
        entry = entry["properties"][key]["items"]
    assert set(entry["properties"]["event"]["enum"]) == events
    for words in [part for _, part in parts() if "enum" in part]:
        assert len(words["enumDescriptions"]) == len(words["enum"])


def test_explanations_are_short_and_russian_and_begin_with_a_title() -> None:
    """A title, a colon, the rest, no point at the end: an editor shows it in a box by the line."""
    for words in {words for part in WORDS.values() for words in part.values()}:
        assert re.fullmatch(r"[А-ЯЁ][^:]{2,30}: .+[^.]", words), words
        assert len(words) <= 110, words


def test_every_key_of_the_schema_has_a_title_a_description_and_no_english_fault() -> None:
    """Nothing is left without words, and what an editor says of a wrong value is Russian as well."""
    for key, part in parts():
        if key or part["type"] == "object":
            assert re.search("[а-яё]", part["title"]), key
            assert part["description"].startswith(part["title"]), key
        if part.get("type") != "object" and "const" not in part:
            assert re.search("[а-яё]", part["errorMessage"]), key


def test_patterns_are_javascripts_as_well() -> None:
    """Editors read them in its Unicode mode, where an escape that means nothing makes the whole pattern void."""
    patterns = [kind["pattern"] for kind in KINDS.values() if "pattern" in kind]
    assert {escaped for pattern in patterns for escaped in re.findall(r"\\(.)", pattern)} == set("sS.\\")


def test_form_of_a_value_is_told() -> None:
    """Of a deadline one reads how to type it."""
    due = next(part for key, part in parts() if key == "due" and "pattern" in part)
    assert due["description"].startswith("Срок: дата 2025-12-31 или квартал 2025-Q4")


def test_kind_of_value_that_no_editor_knows_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field of a new type can't be forgotten: no schema is made before it is said how it is typed."""

    class Strange(Programme):
        wave: bytes = b""

    monkeypatch.setattr(schemas, "model_schema", Strange.model_json_schema)
    monkeypatch.setitem(WORDS["Programme"], "wave", "Волна: неведомая")
    with pytest.raises(TypeError, match=r"no schema for.*binary"):
        plan_schema()
