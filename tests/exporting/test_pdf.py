"""The PDF: tagged by PDF/UA-1, its fonts embedded, the answer first; what is written in the plan stays text."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from csprog.errors import TemplateError
from csprog.evaluation.evaluator import evaluate
from csprog.exporting.registry import write_document
from csprog.exporting.subject import Subject
from csprog.i18n import use_language
from csprog.programme.model import Programme
from tests.extras import optional
from tests.plans import ROOT, day, measure, small, sound
from tests.publication.programmes import CASES, DONE, EVIL, FOLDER, done, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

TYPST = r"""#panic("x") #read("/etc/passwd") *b* _i_ $x^2$ `raw` @ref <label> \ // comment /* */ "q" [#it] = H + 1. ~ --- . """


def made(programme: Programme, day: date, templates: Path | None = None) -> bytes:
    optional("typst")
    return write_document("pdf", Subject(evaluate(programme, day), "9.8.7", templates=templates))


def made_by(template: str, *given: Any) -> bytes:
    optional("typst")
    from csprog.exporting.typst import render_pdf  # noqa: PLC0415 - needs typst, an extra

    return render_pdf(template, *given)


@cache
def written(name: str) -> bytes:
    return made(CASES[name].programme, CASES[name].day)


@cache
def opened(name: str) -> Any:
    return optional("pypdf").PdfReader(io.BytesIO(written(name)))


def plain(text: str) -> str:
    """Give a text without what it is broken into lines by: hyphens at the end of one, breaks, no-break spaces."""
    return re.sub(r"\s+", " ", re.sub("-\n|\u200b|\u00ad", "", text))


def pages_of(data: bytes) -> list[str]:
    return [plain(page.extract_text()) for page in optional("pypdf").PdfReader(io.BytesIO(data)).pages]


def text_of(data: bytes) -> str:
    return " ".join(pages_of(data))


def root_of(name: str) -> Any:
    return opened(name).trailer["/Root"]


def tags(name: str) -> Iterator[Any]:
    """Give the elements of the structure, in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, dict):
            yield node
            if "/K" in node:
                yield from walk(node["/K"])

    yield from walk(root_of(name)["/StructTreeRoot"]["/K"])


@pytest.mark.parametrize("name", CASES)
def test_a_validator_of_pdf_ua_1_finds_nothing(name: str) -> None:
    report = optional("page").validate_pdf_bytes(written(name), profile="ua1")
    assert report.is_compliant, [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    assert report.rules.total > 100


def test_the_validator_finds_what_is_no_pdf_ua_1() -> None:
    plain_pdf = optional("typst").compile(b"Text", pdf_tags=False)
    assert not optional("page").validate_pdf_bytes(plain_pdf, profile="ua1").is_compliant


def test_language_title_and_tags() -> None:
    root = root_of("some")
    assert root["/Lang"] == "ru-RU"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    about = opened("some").metadata
    assert about is not None
    assert plain(str(about.title)) == "Проект. Отчёт о выполнении Программы за 2025 год — ПАО «Саратовэнерго»"
    assert plain(str(about.author)) == "ПАО «Саратовэнерго»"
    assert plain(str(about.subject)).endswith("по состоянию на 1 февраля 2026 г., csprog 9.8.7")
    assert f"{about.creation_date:%Y-%m-%d}" == "2026-02-01"
    kinds = [str(tag["/S"]) for tag in tags("some") if "/S" in tag]
    assert kinds[:2] == ["/Document", "/P"]
    assert kinds.count("/H1") == 1
    assert {"/H2", "/H3", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/L", "/LI"} <= set(kinds)


def test_every_cell_belongs_to_the_head_of_its_column() -> None:
    cells = [tag for tag in tags("some") if tag.get("/S") in {"/TH", "/TD"}]
    attributes = [{key: value for part in cell["/A"] for key, value in part.items()} for cell in cells]
    heads = {cell["/ID"] for cell in cells if cell["/S"] == "/TH"}
    for cell, attribute in zip(cells, attributes, strict=True):
        if cell["/S"] == "/TH":
            assert attribute["/Scope"] == "/Column"
        else:
            assert set(attribute["/Headers"]) <= heads
            assert attribute["/Headers"]


def test_a_row_stays_on_one_page_but_for_what_is_longer_than_half_of_one() -> None:
    """Of a row that is longer than a page no word is lost."""
    sizes = [40, 44, 48, 52, 56, 360, 64, 68]
    texts = [" ".join(f"слово{row}x{word}я" for word in range(count)) for row, count in enumerate(sizes)]
    plan = small(*(measure().replace("text: Мероприятие", f"text: {text}") for text in texts))
    pages = pages_of(made(sound(plan)[1], day(3, 1)))
    on = [[number for number, page in enumerate(pages) if f"слово{row}x" in page] for row in range(len(sizes))]
    assert [row for row, found in enumerate(on) if len(found) > 1] == [5]
    words = set(re.findall(r"слово\d+x\d+я", "".join(pages)))
    assert len(words) == sum(sizes)


@pytest.mark.parametrize("name", ["some", "hostile"])
def test_all_fonts_are_embedded(name: str) -> None:
    fonts = {}
    for page in opened(name).pages:
        used: Any = page["/Resources"]
        for font in used["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            fonts[str(inner.get_object()["/BaseFont"])] = inner.get_object()["/FontDescriptor"]
    assert any("LibertinusSerif" in font for font in fonts)
    assert all("/FontFile3" in descriptor or "/FontFile2" in descriptor for descriptor in fonts.values())


@pytest.mark.parametrize("name", ["some", "nothing", "all", "none", "running", "parts"])
def test_the_answer_comes_first(name: str) -> None:
    first = pages_of(written(name))[0]
    assert CASES[name].statement in first
    others = [first.find(words) for words in ("Выполненные мероприятия", "План мероприятий") if words in first]
    assert all(first.index(CASES[name].statement) < place for place in others)


def test_done_not_done_and_the_plan_with_what_came_of_it() -> None:
    text = text_of(written("some"))
    order = ["Выполненные мероприятия №", "Невыполненные мероприятия и причины №", "Выполнение по разделам", "3. План"]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    done_list, rest = text.split("Невыполненные мероприятия и причины №")
    assert "14.07.2025 на 14 дней позже срока День клиента проведён Причина: В зале шёл ремонт" in done_list
    not_done, plan = rest.split("3. План мероприятий")
    assert (
        "→ Перенесено Новый срок: 30.06.2026 Перенесено 10.12.2025 на 30.06.2026: Макеты стендов не утверждены"
        in not_done
    )
    assert "Не выполнено Причина не указана" in not_done
    assert "Выполнено частично 30.12.2025 Фактический результат: Терминал принят по акту № 17" in plan
    assert "Причина: Помещение офиса на ремонте до 2026 г." in plan
    assert all(placed.id in plan for placed in CASES["some"].programme.measures)


def test_amendments_are_told_with_the_words_before() -> None:
    text = text_of(written("amended"))
    assert "С изменениями: приказ от 2 июня 2025 г. № 118; приказ от 15 сентября 2025 г. № 203" in text
    assert "1.1.3.1 Срок 3 квартал 2025 31.12.2025" in text
    assert "Изменено (приказ от 2 июня 2025 г. № 118). Срок: было «3 квартал 2025», стало «31.12.2025»." in text


def test_where_a_measure_came_from_and_to_whom_to_write_is_told() -> None:
    value = CASES["real"].programme.model_dump(mode="json", exclude_defaults=True)
    one = value["sections"][0]["subsections"][0]["proposals"][1]["measures"][0]
    one["carried_from"] = {"year": "2024", "id": "1.1.7.1", "reason": "Не хватило средств"}
    value["passport"]["approval"] = {"by": "Генеральный директор", "on": "2024-12-25", "number": "17"}
    value["passport"]["contact"] = "otchet@example.org"
    text = text_of(made(Programme.model_validate(value), CASES["real"].day))
    assert "Перенесено из плана 2024 года, № 1.1.7.1: Не хватило средств" in text
    assert "Утверждение: генеральный директор, от 25 декабря 2024 г. № 17" in text
    assert "Замечания к отчёту: otchet@example.org" in text


def test_every_page_has_its_number_the_day_and_the_version() -> None:
    pages = pages_of(written("some"))
    for number, page in enumerate(pages, start=1):
        foot = "Проект. Отчёт о выполнении Программы за 2025 год, по состоянию на 1 февраля 2026 г."
        assert f"{foot} Страница {number} из {len(pages)}" in page


def test_the_same_day_gives_the_same_bytes_and_another_day_others() -> None:
    case = CASES["some"]
    assert made(case.programme, case.day) == written("some")
    assert made(case.programme, date(2026, 2, 2)) != written("some")


def test_texts_mean_nothing_to_typst() -> None:
    programme = recorded({"1.1.2.1": (done("2025-05-05", TYPST),)}, DONE, (), {"title": TYPST, "organisation": TYPST})
    text = text_of(made(programme, date(2026, 2, 1)))
    assert text.count(plain(TYPST.strip())) >= 4
    assert plain(EVIL.strip()) in text_of(written("hostile"))


# ── a project's own templates ────────────────────────────────────────────────────────────────────────────────


def test_the_documented_template_works(tmp_path: Path) -> None:
    (example,) = re.findall(
        r"```typst\n(.*?)```", (ROOT / "docs" / "publication.md").read_text(encoding="utf-8"), re.DOTALL
    )
    (tmp_path / "page.typ").write_text(example, encoding="utf-8")
    shutil.copy(FOLDER / "logo.svg", tmp_path)
    case = CASES["some"]
    first = pages_of(made(case.programme, case.day, tmp_path))[0]
    assert first.startswith("Отчёт за 2025 год Итоги 2025 года Из 25 мероприятий")


def test_a_projects_template_can_put_the_parts_together_anew(tmp_path: Path) -> None:
    (tmp_path / "page.typ").write_text(
        '#import "/default/page.typ": *\n'
        "#let main(data) = {\n"
        '  show: sheet.with(title: "Письмо", foot: "Исх. № 7")\n'
        "  heading(level: 1)[Письмо]\n"
        "  answer-part(data.page)\n"
        "}\n",
        encoding="utf-8",
    )
    case = CASES["all"]
    (page,) = pages_of(made(case.programme, case.day, tmp_path))
    assert page.strip() == f"Письмо Итоги 2025 года {case.statement} Исх. № 7 Страница 1 из 1"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "page.typ",
            "#let main(data) = {\n  data.nothing\n}",
            "template page.typ, line 2: unknown field",
        ),
        ("page.typ", "#let main(data) = {", "template page.typ, line 1: unclosed bracket, brace or $"),
        ("paper.typ", "\n\n#let = 1", "template paper.typ, line 3: a name is missing here"),
        ("page.typ", '#let main(data) = read("../secret.txt")', "template page.typ, line 1: "),
        ("page.typ", "", "template page.typ: the function “main” is missing"),
        ("page.typ", '\n#import "@preview/cetz:0.3.1"', "template page.typ, line 2: packages are not downloaded"),
        (
            "own.typ",
            '#let x = { include("@local/x:1.0.0") }',
            "template own.typ, line 1: packages are not downloaded",
        ),
    ],
)
def test_a_fault_names_the_template_and_the_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / name).write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as raised:
        made(CASES["all"].programme, CASES["all"].day, tmp_path / "templates")
    assert str(raised.value).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#let main(data) = { nosuch }", "шаблон page.typ, строка 1: нет значения «nosuch»"),
        ('#let main(data) = { 1 + "a" }', "шаблон page.typ, строка 1: эти значения не соединить: число и текст"),
        ("#let main(data) = { for x in 5 {} }", "шаблон page.typ, строка 1: здесь нужен список, а это число"),
        ("#let main(data) = { 1/0 }", "шаблон page.typ, строка 1: деление на ноль"),
        (
            "#let main(data) = main(data)",
            "шаблон page.typ, строка 1: бесконечная рекурсия: шаблон включает или вызывает сам себя",
        ),
        (
            '#set page(width: "a")\n#let main(data) = []',
            "шаблон page.typ, строка 1: здесь нужно: длина («5mm») или auto; а это текст",
        ),
        ('\n#import "nosuch.typ"', "шаблон page.typ, строка 2: нет файла "),
        ("", "шаблон page.typ: нет функции «main»"),
    ],
)
def test_a_fault_is_told_in_the_persons_language(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "page.typ").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as raised, use_language("ru"):
        made(CASES["all"].programme, CASES["all"].day, tmp_path)
    assert raised.value.message.render("ru").startswith(said)


@pytest.mark.parametrize(("encoding", "name"), [("cp1251", "windows-1251"), ("utf-16", "UTF-16")])
@pytest.mark.parametrize("file", ["page.typ", "inner/own.typ"])
def test_a_template_in_another_encoding_is_called_that(tmp_path: Path, file: str, encoding: str, name: str) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / file).write_bytes("// Письмо".encode(encoding))
    with pytest.raises(TemplateError) as raised:
        made(CASES["all"].programme, CASES["all"].day, tmp_path)
    assert f"saved in {name}; save it as UTF-8" in str(raised.value)


def test_a_byte_order_mark_is_no_part_of_a_template(tmp_path: Path) -> None:
    text = '#let main(data) = { set document(title: "T"); [Слово] }'
    (tmp_path / "page.typ").write_bytes(text.encode("utf-8-sig"))
    assert pages_of(made(CASES["all"].programme, CASES["all"].day, tmp_path)) == ["Слово"]


def test_a_sign_that_a_projects_own_fonts_lack_is_named(tmp_path: Path) -> None:
    """Without fonts of its own the PDF shows the sign's number; with them only typst knows which signs they have."""
    programme = recorded({"1.1.2.1": (done("2025-05-05", "Готово \N{GRINNING FACE}"),)}, DONE)
    assert made(programme, date(2026, 2, 1))
    (tmp_path / "fonts").mkdir()
    with pytest.raises(TemplateError) as raised:
        made(programme, date(2026, 2, 1), tmp_path)
    assert str(raised.value) == (
        "the PDF's fonts have no glyph for 😀; put a font that has one into the folder templates/fonts"
    )


def test_a_projects_fonts_are_used(tmp_path: Path) -> None:
    known = [font for font in optional("typst").Fonts(include_embedded_fonts=False).fonts() if font.path]
    if not known:
        pytest.skip("this machine has no font to try it with")
    (tmp_path / "fonts").mkdir()
    shutil.copy(str(known[0].path), tmp_path / "fonts")
    call = f'#let main(data) = {{ set document(title: "T"); text(font: "{known[0].family}", data) }}'
    (tmp_path / "own.typ").write_text(call, encoding="utf-8")
    text: Any = "123"
    pdf = optional("pypdf").PdfReader(io.BytesIO(made_by("own.typ", text, date(2026, 2, 1), tmp_path)))
    used: Any = pdf.pages[0]["/Resources"]
    assert "Libertinus" not in "".join(str(font.get_object()["/BaseFont"]) for font in used["/Font"].values())


@pytest.mark.slow
def test_it_says_that_it_is_fit_for_archives() -> None:
    about = optional("pypdf").PdfReader(io.BytesIO(written("some"))).xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
