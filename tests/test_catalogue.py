"""csprog speaks Russian: the catalogue holds all that the sources say, well put, and no English is left over.

`python -m tests.update_catalogue` brings it up to date after a message was added, changed or removed.
"""

from __future__ import annotations

import errno
import gettext
import io
import os
import re
import shutil
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import read_mo, write_mo

from csprog import i18n as language
from csprog.cli.app import app
from csprog.cli.command_table import COMMANDS
from csprog.errors import os_error_reason
from csprog.evaluation.groups import Grouping
from csprog.i18n import Message
from csprog.programme.enums import Channel, Status
from csprog.programme.plan_text import parse_plan
from csprog.store.manual_pages import REFERENCES
from tests.update_catalogue import CATALOGUE, COMMAND, SOURCES, catalogue, renewed, said_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from babel.messages.catalog import Message as Entry

ROOT = Path(__file__).resolve().parent.parent
# fmt: off
NAMES = {
    "Actions", "CI", "CSPROG_SOURCE", "Code", "Ctrl", "Dask", "EDITOR", "Enter", "Excel", "GitHub", "GitLab", "HTML", "JSON", "Markdown", "PATH", "PDF", "PNG", "RTF", "SHA", "SVG",
    "Schema", "UTF", "VISUAL", "VS", "Windows", "Word", "XML", "YAML", "csprog", "git", "pip", "typst", "vi", "worker",
}  # of programs, formats, keys of the keyboard
FORMATS = {
    "text", "markdown", "html", "json", "github", "gitlab", "sarif", "junit", "csv", "parquet", "xlsx", "docx", "odt", "ods",
    "pdf", "ics",
}
KEYS = {
    "evidence", "format", "formerly", "note", "offices", "passport", "programme", "published_at", "reason", "sections",
    "site", "templates",
}
# fmt: on
VALUES = {
    *Status,
    *Channel,
    *Grouping,
    "all",
    "comprehensive",
    "due",
    "false",
    "none",
    "operative",
    "true",
    "unpublished",
}
KEPT = NAMES | FORMATS | KEYS | COMMANDS.keys() | REFERENCES.keys() | {"reported_elsewhere", "letters"}
"""Latin words that stand in Russian sentences; options, paths and addresses do so anyway, values where they are listed."""


# ── the catalogue ────────────────────────────────────────────────────────────────────────────────────────────


def entries() -> list[Entry]:
    """Return the catalogue's entries without its header."""
    return [entry for entry in catalogue() if entry.id]


def english(entry: Entry) -> str:
    """Return an entry's English, of two forms the plural, which always names its count."""
    return entry.id if isinstance(entry.id, str) else entry.id[-1]


def forms(entry: Entry) -> tuple[str, ...]:
    """Return an entry's Russian in all its forms."""
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())


def translations() -> Iterator[tuple[str, str]]:
    """Yield every Russian form with its English."""
    for entry in entries():
        for form in forms(entry):
            yield english(entry), form


def test_catalogue_holds_what_the_sources_say() -> None:
    """Nothing is missing, obsolete, out of order or marked as a guess, and the header holds nothing that ages."""
    assert CATALOGUE.read_text(encoding="utf-8") == renewed(), f"run: {COMMAND}"


def test_every_entry_is_translated() -> None:
    """Each entry has all its forms: three if it counts something, else one; none is a guess."""
    assert [e.id for e in entries() if not all(forms(e)) or len(forms(e)) != (3 if e.pluralizable else 1)] == []
    assert [entry.id for entry in entries() if entry.fuzzy] == []
    assert [form for text, form in translations() if re.search(r"[a-z]{2}", _bare(text)) and not _cyrillic(form)] == []


def _cyrillic(text: str) -> bool:
    return re.search("[а-яё]", text, re.IGNORECASE) is not None


def _bare(text: str) -> str:
    """Return a text without its placeholders."""
    return re.sub(r"\{[^}]*\}", "", text)


def test_placeholders_are_the_english_ones() -> None:
    """Every form names the same data, written in the same way, as the English; the order is its own."""
    assert [form for text, form in translations() if _placeholders(form) != _placeholders(text)] == []


def _placeholders(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None}


def test_edges_are_the_english_ones() -> None:
    """Sentences are joined to others: spaces, the first letter's size and the last point are as in English."""
    assert [form for text, form in translations() if _spaces(form) != _spaces(text)] == []
    assert [form for text, form in translations() if _end(form) != _end(text)] == []
    begun = [(text[0], form[0], form) for text, form in translations() if text[0].isalpha() and form[0].isalpha()]
    assert [form for theirs, ours, form in begun if theirs.islower() is not ours.islower()] == []


def _spaces(text: str) -> list[str]:
    return [text[: -len(text.lstrip())], *re.findall(r"\s{2,}|\n", text), text[len(text.rstrip()) :]]


def _end(text: str) -> str:
    return text.rstrip()[-1] if text.rstrip()[-1] in ".…:" else ""


def test_quotes_are_russian() -> None:
    """Quotes are «…»; straight ones stand only where the English shows what to type."""
    straight = [form for text, form in translations() if form.count('"') != text.count('"')]
    assert [form for _, form in translations() if re.search("[“”„]", form)] + straight == []
    assert [form for _, form in translations() if form.count("«") != form.count("»")] == []


def test_letters_are_of_one_alphabet() -> None:
    """No Latin letter hides in a Russian word, alone («c» for «с») or in an abbreviation, nor a Russian one in B2B."""
    mixed = r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]|\b[ABCEHKMOPTXYaceopxy]\b|[А-ЯЁ][0-9]"
    assert [form for _, form in translations() if re.search(mixed, _bare(form).replace("Ctrl+C", ""))] == []


def test_no_english_word_is_left_in_the_catalogue() -> None:
    """Latin words are only those that Russian sentences keep."""
    assert [(form, left) for _, form in translations() if (left := english_words(_bare(form), KEPT | VALUES))] == []


def english_words(text: str, kept: Collection[str] = KEPT) -> list[str]:
    """Return the English words of a Russian text but those kept, options, paths, codes and quoted values."""
    rest = re.sub(
        r"(?<![\w-])--?[a-z][a-z-]*|\bgit (?:fetch\b|config \S+)|ru\|en|\S*[/\\@]\S*|\S*\.(?:ya?ml|json|csv|html|svg|png|git\w+)|«[^»]*»",
        " ",
        text,
    )
    rest = re.sub(r"(?<=: )[a-z-]+(?=: )|возможны: .*", " ", rest)
    return [word for word in re.findall(r"[A-Za-z_]{2,}(?:-[A-Za-z]+)*", rest) if word not in kept]


DIALECT = re.compile(
    r"\b(?:anew|awaited|behind|besides?|carried out|for good|goes (?:over|with)|in all|lies|mailbox|mend|names no|newest|"
    r"on the average|put (?:it |them )?right|signs|standing|stands?|tak(?:e|es|en) (?:back|out)|taken (?:for|over)|"
    r"the form of)\b|(?<!there )\b(?:is|are) no (?!longer)"
)
"""Words that were used for the field's terms: again, due, after, completed, final, is, remove, revoke, status, character."""


def test_no_word_of_the_old_dialect() -> None:
    """English messages and help use the field's terms, one word for one thing."""
    said = [
        (text, found[0])
        for file in sorted(SOURCES.rglob("*.py"))
        for text in said_in(file)
        if (found := DIALECT.search(_bare(text)))
    ]
    assert said == []


def test_system_errors_are_put_into_words_in_one_place(russian: None) -> None:
    """No source uses the system's own words, which are not in the chosen language; the usual errors have Russian ones."""
    del russian
    sources = [file for file in SOURCES.rglob("*.py") if "strerror" in file.read_text(encoding="utf-8")]
    assert sources == []
    told = {str(os_error_reason(OSError(number, os.strerror(number)))) for number in errno.errorcode if number < 130}
    assert [text for text in told if not _cyrillic(text)] == []
    assert str(os_error_reason(FileNotFoundError(errno.ENOENT, "No such file"))) == "нет такого файла или папки"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_list_of_commands_has_one_line_for_each(command: str) -> None:
    """The help of a command is a verb and what it does, in at most 60 characters of either language."""
    english_help = COMMANDS[command].help
    (russian_help,) = forms(catalogue()[english_help])
    assert max(len(english_help), len(russian_help)) <= 60


# ── what a person reads ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Russian from the catalogue as it stands in the sources, whatever was compiled last."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    spoken = {"ru": gettext.GNUTranslations(compiled), "en": gettext.NullTranslations()}
    monkeypatch.setattr(language, "_catalogue", spoken.__getitem__)
    monkeypatch.setattr(language, "_language", "ru")


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, russian: None) -> Path:
    """Stand in a folder with the plan of 2025 as it was approved, nothing recorded."""
    del russian
    shutil.copytree(ROOT / "programme", tmp_path / "programme")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CSPROG_LANG", "en")
    return tmp_path / "programme" / "2025.yaml"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Run a command line in Russian and return its exit code and all that it wrote."""
    with pytest.raises(SystemExit) as ended:
        app(["--lang", "ru", *words])
    written = capsys.readouterr()
    return int(ended.value.code or 0), written.out + written.err


def test_compiled_catalogue_is_this_one() -> None:
    """What csprog reads, in an editable install or a wheel, was made from the catalogue as it stands."""
    file = Path(language.__file__).parent / "locale" / "ru" / "LC_MESSAGES" / "csprog.mo"
    assert file.is_file(), f"{file} is missing; run: {COMMAND}"
    with file.open("rb") as opened:
        compiled = {english(entry): forms(entry) for entry in read_mo(opened) if entry.id}
    assert compiled == {english(entry): forms(entry) for entry in entries()}, f"{file} is stale; run: {COMMAND}"


@pytest.mark.parametrize(
    ("count", "measures", "gaps"),
    [
        (0, "0 мероприятий", "у 0 мероприятий"),
        (1, "1 мероприятие", "у 1 мероприятия"),
        (2, "2 мероприятия", "у 2 мероприятий"),
        (5, "5 мероприятий", "у 5 мероприятий"),
        (11, "11 мероприятий", "у 11 мероприятий"),
        (21, "21 мероприятие", "у 21 мероприятия"),
        (25, "25 мероприятий", "у 25 мероприятий"),
    ],
)
def test_plural(count: int, measures: str, gaps: str, russian: None) -> None:
    """The form fits the number, in the nominative and after «у»."""
    del russian
    assert str(Message("{count} measure", "{count} measures", count=count)) == measures
    lacking = Message(
        "the page is a draft: {count} measure lacks a reason or an actual result",
        "the page is a draft: {count} measures lack a reason or an actual result",
        count=count,
    )
    assert gaps in str(lacking)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_russian(command: str, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No English word is left in the help of csprog or of a command, what stands for a value included.

    Its examples are command lines.
    """
    del plan
    code, text = run(capsys, *command.split(), "--help")
    assert (code, english_words(text.partition("Примеры:")[0], KEPT | VALUES)) == (0, [])
    assert text.startswith("Использование: csprog")


FAULTS_OF_USE = [
    [],
    ["frobnicate"],
    ["statsu"],
    ["status", "--yaer", "2025"],
    ["status", "--frobnicate"],
    ["status", "--year"],
    ["status", "--year", "20"],
    ["status", "--as-of", "скоро"],
    ["status", "--due-within", "скоро"],
    ["status", "--json=1"],
    ["status", "--status", "готово"],
    ["show"],
    ["undo", "1.1.2"],
    ["remark", "1.1.1"],
    ["postpone", "1.1.1", "--reason", "Нет поставщика"],
]
REFUSALS = [
    ["status", "--year", "2031"],
    ["status", "9.9"],
    ["show", "1.2.22"],
    ["complete", "1.2.4", "--on", "2999-01-01"],
    ["complete", "1.2.4", "--on", "2001-01-01"],
    ["complete", "1.2.4", "--on", "2024-12-01"],
    ["complete", "1.2.4", "--on", "2025-12-01"],
    ["complete", "1.2.4", "--note", "Да", "--evidence", "ссылка"],
    ["complete", "1.2.4", "--office", "Заволжское МРО"],
    ["complete", "1.1.1", "--office", "Заволжье"],
    ["complete", "1.1.1", "--office", "Заволжское МРО", "--office", "Заволжское МРО"],
    ["reopen", "1.2.4", "--reason", "По ошибке"],
    ["postpone", "1.2.4", "--to", "2025-01-01", "--reason", "Нет поставщика"],
    ["postpone", "1.2.4", "--to", "2026-01-01", "--reason", " "],
    ["publish", "--final", "--as-of", "2025-06-01"],
    ["publish", "--final", "--as-of", "2026-02-01"],
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [*((words, 2) for words in FAULTS_OF_USE), *((words, 1) for words in REFUSALS)],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_error_is_russian(words: list[str], expected: int, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No English word is left where a command is refused."""
    del plan
    code, text = run(capsys, *words)
    typed = "|".join(re.escape(word) for word in words if word.isalpha()) or "$"
    assert (code, english_words(re.sub(typed, "", text))) == (expected, []), text
    assert _cyrillic(text)


def test_a_year_is_told_in_russian(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that can be recorded is recorded and shown, refused once more, checked and published."""
    del plan
    first, second = "Заволжское МРО", "Правобережное МРО"
    story = [
        ["complete", "1.1.1.1", "--on", "2025-03-14", "--office", first, "--note", "Принят по акту № 17"],
        ["complete", "1.1.1.1", "--on", "2025-03-15", "--office", first],
        ["decline", "1.1.1.1", "--on", "2025-12-20", "--office", second, "--reason", "Нет помещения"],
        ["complete", "1.1.1", "--on", "2025-12-21"],
        ["complete", "1.2.4", "--on", "2025-07-01", "--note", "Поставщик опоздал"],
        ["complete", "1.2.4", "--on", "2025-07-02"],
        ["postpone", "1.2.5", "--on", "2025-06-01", "--to", "2026-03-31", "--reason", "Нет поставщика"],
        ["cancel", "1.2.6", "--on", "2025-06-01", "--reason", "Не нужно", "--document", "Приказ № 9"],
        ["cancel", "1.2.6", "--on", "2025-06-02", "--reason", "Не нужно", "--document", "Приказ № 9"],
        ["reopen", "1.2.6", "--on", "2025-06-03", "--reason", "Всё-таки нужно"],
        ["remark", "1.2.6", "--on", "2025-06-04", "--note", "Ждём решения"],
        ["remark", "1.2.6", "--on", "2025-06-01", "--note", "Раньше"],
        ["decline", "1.2.7", "--on", "2025-12-31", "--reason", "Нет помещения"],
        ["decline", "1.2.7", "--on", "2025-12-31", "--reason", "Нет помещения"],
        ["status", "--as-of", "2025-12-10"],
        ["status", "--status", "overdue", "--status", "cancelled"],
        *(["show", number] for number in ("1.1.1", "1.2.2", "1.2.4", "1.2.5", "1.2.6")),
        ["log"],
        ["log", "1.1.1"],
        ["undo"],
        ["publish"],
    ]
    for command, *words in story:
        _, text = run(capsys, command, "--as-of", "2026-02-01", *words)
        assert english_words(text.replace("QR-код", "")) == [], f"{command} {words}: {text}"
        assert _cyrillic(text)
    assert "выполнено с опозданием" in " ".join(run(capsys, "show", "1.2.4")[1].split())


FAULTY_VALUES = """\
format: первый
passport:
  year: 25
  title: "Программа\\u202e"
  organisation: 1.10
  site: example.org
  contact: отдел@
  logo: ../logo.svg
  accent: red
  approval: {by: "Директор\\nи ещё раз", on: вчера}
  basys: Постановление
assessments:
- {id: О-1, kind: operative, period: весна, scores: [{name: Срок, score: 4, scale: 5, respondents: много}, {name: Вид, score: 1e99, scale: 5}]}
sections:
- number: "1."
  title: []
  subsections:
  - number: "1.1"
    title:
    audience: В2В
    channel: почта
    proposals:
    - number: "1.1.1"
      text: Предложение
      measures: []
    - number: "1.1.2"
      text: Предложение
      measures:
      - text: Мероприятие
        due: скоро
        funding: {planned: 10 000}
        offices: Заволжское МРО
        digital: возможно
        printed: так
        journal:
        - {on: 2025-01-01, event: done}
        - {on: 2025-01-01, event: remark, note: —}
        - {on: 2025-01-01, event: completed, evidence: {file: ../a.pdf, sha256: 12}}
        - {on: 2025-01-01, event: corrected, corrects: {on: 2025-01-01, event: remark, number: 0}, why: а}
        - {on: 2025-01-01}
"""


def test_faults_of_values_are_told_in_russian(russian: None) -> None:
    """Pydantic carries our sentences by their English text: each is found again, its placeholders filled."""
    del russian
    problems = parse_plan(FAULTY_VALUES).findings
    assert said_in(SOURCES / "programme" / "fields.py").keys() - {problem.message.text for problem in problems} == set()
    for problem in problems:
        told = str(problem.message)
        assert _cyrillic(told), told
        assert "{" not in told
        assert english_words(re.sub("Latin|true|false", "", told)) == [], told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- 1",
        "a: b: c",
        'a: "b',
        'a: "\\q"',
        "a: @b",
        "a:\n\tb: c",
        "a: [b",
        "a: 1\n b: 2\n",
        "a\nb: c",
        "a: &x b",
        "a: *x",
        "a: !x b",
        "a: {<<: b}",
        "a: b\na: c",
        "[a]: b",
        "a: b\n---\nc: d",
        f"a: {'[' * 30}",
    ],
)
def test_fault_of_yaml_is_told_in_russian(text: str, russian: None) -> None:
    """What the parser refuses is said in a plan keeper's words, and those in Russian."""
    del russian
    problems = parse_plan(text).findings
    assert problems
    for problem in problems:
        assert english_words(str(problem.message)) == [], problem.message
