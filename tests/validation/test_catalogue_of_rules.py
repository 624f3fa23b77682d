"""Every rule that can be broken is in the catalogue with examples that break it and keep it, and in docs/rules.md."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from csprog import i18n as language
from csprog.cli.app import app
from csprog.errors import StoreError
from csprog.i18n import Message
from csprog.programme.model import Programme
from csprog.programme.plan_text import parse_plan, refusal
from csprog.publication.publication_log import plan_digest
from csprog.store.plan_files import SourceFile
from csprog.validation.catalogue import FRAMES, RULES, SUBJECTS, Rule, abridged
from csprog.validation.catalogue.markdown import as_markdown
from csprog.validation.change_check import check_change
from csprog.validation.rules.switched_off import SWITCHABLE
from csprog.validation.validator import check_file
from csprog.yamltext.reader import load_text
from tests.integration.plans import EVERYTHING
from tests.integration.workplace import Workplace
from tests.plans import ROOT, measure, small, sound

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = [pytest.param(rule, id=rule.code) for rule in RULES.values()]
FILES = [pytest.param(rule, id=rule.code) for rule in RULES.values() if rule.frame not in {"command", "history"}]
HISTORIES = [pytest.param(rule, id=rule.code) for rule in RULES.values() if rule.frame == "history"]
COMMAND_LINES = [pytest.param(rule, id=rule.code) for rule in RULES.values() if rule.frame == "command"]
TODAY = date(2026, 1, 31)
TERMINALS = "Установка терминалов электронной очереди"
EARLIER = sound(
    small(
        *(
            measure(*journal, text=TERMINALS)
            for journal in (
                (),
                ("on: 2025-12-20, event: completed, note: Стоят",),
                ("on: 2025-12-20, event: not-completed, reason: Поставщик задержал оборудование",),
            )
        ),
        number="1.2.2",
    )
)[1]
"""What stands for the plan of any earlier year: 1.2.2.1 is open, 1.2.2.2 done, 1.2.2.3 declined."""


def test_no_code_is_there_twice() -> None:
    assert len(RULES) == sum(len(subject.rules) for subject in SUBJECTS)


# ── examples ─────────────────────────────────────────────────────────────────────────────────────────────────

KEYS = {
    "measure": {
        "text": "Установка терминалов электронной очереди",
        "due": "2025-12-31",
        "result": "Терминалы установлены",
    },
    "proposal": {
        "number": '"1.1.1"',
        "text": "Удобство очного обслуживания",
        "measures": "[{text: Обучение, due: 2025-12-31, result: Сотрудники обучены}]",
    },
    "subsection": {"number": '"1.1"', "title": "Офис обслуживания клиентов"},
    "section": {"number": '"1"', "title": "Очное обслуживание"},
    "passport": {"year": "2025", "title": "Программа мероприятий", "organisation": "ПАО «Саратовэнерго»"},
    "plan": {"sections": "[]"},
}
"""What an example need not show: the required keys of what it lies in."""
AROUND = {"measure": "proposal", "proposal": "subsection", "subsection": "section", "section": "plan"}
LISTS = {"proposal": "measures", "subsection": "proposals", "section": "subsections", "plan": "sections"}
RECORD = """{"year": 2025, "publications": [{"published_on": "2026-02-01", "as_of": "2026-02-01", "final": true, "csprog": "1",
"plan": "DIGEST", "templates": "", "files": {}}]}"""
COMPANIONS = {
    "alias": {"anchor"},  # there is no alias without an anchor
    "merge-key": {"alias", "missing-key"},  # what it would have taken from elsewhere
    "plan-gone": {"plan-name"},  # of its new name
    "change-order": {"number-order"},  # what moved and kept its number
}
"""What a wrong example breaks besides its rule, because the one never comes without the other."""


def digest_of(file: str) -> str:
    """Give the SHA-256 of the one file of evidence that there is."""
    if file != "evidence/2025/akt-17.pdf":
        raise StoreError(Message("there is no file {path}; restore it", path=file))
    return sha256(b"foo").hexdigest()


def whole(example: str, frame: str) -> str:
    """Give the plan in which an example stands at its frame."""
    if frame == "file":
        return example
    given = set(re.findall(r"^([a-z_]+):", example, re.MULTILINE))
    missing = [f"{key}: {value}\n" for key, value in KEYS[frame].items() if key not in given and "<<:" not in example]
    keys = "".join([f"{example}\n", *missing])
    if frame == "plan":
        return whole("", "passport").replace("sections: []\n", keys)
    if frame == "passport":
        return f"passport:\n{indent(keys, '  ')}sections: []\n"
    around = AROUND[frame]
    return whole(f"{LISTS[around]}:\n  -\n{indent(keys, '    ')}".rstrip("\n"), around)


def other_plan(year: int, rule: Rule) -> tuple[Path, Programme] | None:
    """Give the plan of another year; of the year after the examples' only where the rule is about it."""
    return (Path(f"{year}.yaml"), EARLIER) if year < TODAY.year or rule.code == "left-open" else None


def problems_of(example: str, rule: Rule, encoding: str = "utf-8") -> dict[str, str]:
    """Give the codes that an example breaks, each with its severity."""
    data = whole(example, rule.frame).encode(encoding)
    before = parse_plan(whole(rule.before, rule.frame)).programme if rule.before else None
    assert before is not None or not rule.before
    source = SourceFile(Path("2025.yaml"), data)
    plan = check_file(source, TODAY, find=lambda year: other_plan(year, rule), digest_of=digest_of)
    found = plan.findings if before is None else check_change(plan, before, TODAY)
    return {problem.code: problem.severity for problem in found}


@pytest.mark.parametrize("rule", FILES)
def test_a_wrong_example_breaks_its_rule_and_the_right_one_none(rule: Rule) -> None:
    wrong = problems_of(rule.wrong, rule, rule.encoding)
    right = problems_of(rule.right, rule)
    assert wrong.get(rule.code) == rule.severity
    assert (wrong.keys() | right.keys()) - RULES.keys() == set()
    assert wrong.keys() - right.keys() == {rule.code} | COMPANIONS.get(rule.code, set())
    assert [code for code in right if not code.startswith("gap-")] == []


@pytest.mark.parametrize("rule", COMMAND_LINES)
def test_a_wrong_command_line_breaks_its_rule(
    rule: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "programme").mkdir()
    (tmp_path / "programme" / "2025.yaml").write_text(whole("", "passport"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = []
    for line in (rule.wrong, rule.right):
        with pytest.raises(SystemExit):
            app([*shlex.split(line)[1:], "--json"])
        found.append(f'"code": "{rule.code}"' in capsys.readouterr().out)
    assert found == [True, False]


@pytest.mark.not_on_windows(reason="links are for administrators there")
@pytest.mark.parametrize("rule", HISTORIES)
def test_wrong_commands_break_their_rule(
    rule: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a clone whose first commit has a plan with a fault and the tag `broken`."""
    found = []
    for name, example in (("wrong", rule.wrong), ("right", rule.right)):
        place = Workplace(tmp_path / name)
        recorded = whole("", "passport").replace("sections:", "  formerly: [Прежнее]\nsections:", 1)
        for text in (whole("", "passport"), "passport: [\n", recorded):
            place.write("programme/2025.yaml", text)
            record = RECORD.replace("DIGEST", plan_digest(sound(recorded)[1]))
            place.write("programme/2025.published.json", record)
            place.commit()
        place.done("git", "tag", "broken", "HEAD^")
        monkeypatch.chdir(place.folder)
        found.append(codes_after(example, place, capsys))
    assert found[0].get(rule.code) == rule.severity
    others = {code for code in found[0].keys() - found[1].keys() if not code.startswith("gap-")}  # without its record
    assert others == {rule.code} | COMPANIONS.get(rule.code, set())


def codes_after(example: str, place: Workplace, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Type the commands of an example, and give the codes that csprog finds, each with its severity."""
    found = {}
    for program, *words in map(shlex.split, example.splitlines()):
        if program == "csprog":
            with pytest.raises(SystemExit):
                app([*words, "--json"])
            found = {one["code"]: one["severity"] for one in json.loads(capsys.readouterr().out)}
        elif program == "ln":
            (place.folder / words[2]).symlink_to(words[1])
        else:
            place.done(program, *words)
    return found


@pytest.mark.parametrize("rule", EVERY)
def test_examples_can_be_read_at_a_glance(rule: Rule) -> None:
    for example in (rule.before, rule.wrong, rule.right):
        assert example.replace("\n", "").isprintable()
        assert all(len(line) <= 76 for line in example.splitlines())
        assert len(abridged(example).splitlines()) <= 15
    assert rule.wrong != rule.right
    assert (rule.before != "") is rule.code.startswith("change-")
    assert rule.frame in FRAMES


@pytest.mark.parametrize("rule", EVERY)
def test_what_is_said_of_a_rule_is_short(rule: Rule) -> None:
    assert rule.summary[0].isupper()
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 100
    assert 1 <= len(re.findall(r"[.?] |[.]$", rule.reason)) <= 4
    assert len(rule.reason) <= 450


# ── whatever a value may be ──────────────────────────────────────────────────────────────────────────────────

SHAPES = {
    "nothing": "",
    "a number": "7",
    "a date": "2025-01-01",
    "a boolean": "true",
    "a word": "слово",
    "two lines": '"раз\\nдва"',
    "no letters": '" "',
    "half a pair": '"\\ud800"',
    "an override": '"\\u202e"',
    "a list": "[1, слово]",
    "no list": "[]",
    "keys": "{a: слово}",
    "no keys": "{}",
    "a long number": "1e999999999",
    "no number": ".nan",
    "a hundred digits": "9" * 5000,
}


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value of a plan."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in steps:
        yield (*path, step)
        yield from paths_of(child, (*path, step))


def test_the_full_plan_gives_every_key() -> None:
    plan, _ = sound(EVERYTHING)
    given = {step for path in paths_of(plan.loaded.value) for step in path if isinstance(step, str)}
    schema = Programme.model_json_schema()
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part.get("properties", {})}
    assert keys - given == set()


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_whatever_stands_anywhere_is_told_by_a_known_code(shape: str) -> None:
    """Nothing that pydantic finds gets by under a name of its own, or with its own sentence, which has no Russian."""
    language.set_language("ru")
    plan: Any = sound(EVERYTHING)[0].loaded.value
    value = load_text(f"key: {shape}").value["key"]  # type: ignore[index, call-overload]
    told = set()
    for path in list(paths_of(plan)):
        parent = plan
        for step in path[:-1]:
            parent = parent[step]
        kept, parent[path[-1]] = parent[path[-1]], value
        told |= {(*fault, path) for fault in faults_of(plan)}
        parent[path[-1]] = kept
    assert [fault for fault in told if fault[0] not in RULES or fault[1] == language.translate(fault[1])] == []
    assert told != set()


def faults_of(plan: Any) -> Iterator[tuple[str, str]]:
    """Yield the code and the English text of every fault of a plan's values."""
    try:
        Programme.model_validate(plan)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            if details["type"] not in {"extra_forbidden", "missing"}:
                code, message = refusal(details)
                yield code, message.text


# ── the page of the documentation ────────────────────────────────────────────────────────────────────────────


def test_the_page_of_rules_is_this_catalogue() -> None:
    page = ROOT / "docs" / "rules.md"
    renew = "python -m csprog.validation.catalogue docs/rules.md"
    assert page.is_file(), f"{page} is missing; make it by: {renew}"
    assert page.read_text(encoding="utf-8") == as_markdown(), f"{page} is stale; renew it by: {renew}"


@pytest.mark.slow
def test_the_page_of_rules_can_be_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "rules.md"
    subprocess.run([sys.executable, "-m", "csprog.validation.catalogue", str(file)], check=True, timeout=60)
    assert file.read_bytes().decode("utf-8") == as_markdown()


def test_the_page_of_rules_is_english_and_names_every_rule() -> None:
    language.set_language("ru")
    page = as_markdown()
    for rule in RULES.values():
        assert page.count(f"\n### {rule.code}\n") == 1
        assert f"[{rule.code}](#{rule.code}) | {rule.severity} | {rule.summary} |" in page
    assert max(len(line) for line in page.splitlines() if not line.startswith("|")) <= 120


def test_what_may_be_switched_off_is_every_warning_and_few_errors() -> None:
    warnings = {rule.code for rule in RULES.values() if rule.severity == "warning"}
    assert warnings - {*SWITCHABLE} == {"change-switched-off", "base-unreadable", "published-differs"}
    assert {*SWITCHABLE} - warnings == {"personal-data", "due-outside-year"}
