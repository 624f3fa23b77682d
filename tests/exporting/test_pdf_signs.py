"""The PDF shows what its fonts have; csprog knows what they lack before the PDF is made."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest

from csprog.evaluation.evaluator import evaluate
from csprog.exporting.subject import Subject
from csprog.programme.pdf_signs import lacking_signs, spelt_out
from csprog.programme.typed_text import HIDDEN
from tests.extras import optional
from tests.plans import small, sound

TEXTS = "Установка терминалов № 5 — «да», 1 000 ₽ ✓ ☑ → ≥ ½ әөүҗңһ ғҡҙҫ ăĕҫӳ"


def test_letters_of_russia_and_usual_signs_are_there() -> None:
    assert list(lacking_signs(TEXTS)) == []


def test_what_no_font_has_is_named_and_spelt_out() -> None:
    assert [(lacking.number, lacking.offset) for lacking in lacking_signs("да ✅ и 一")] == [
        ("U+2705", 3),
        ("U+4E00", 7),
    ]
    assert spelt_out("да ✅ и ✅") == "да [U+2705] и [U+2705]"


@pytest.mark.nightly
def test_the_fonts_are_those_of_typst() -> None:
    """Every character that Unicode has a name for, asked of typst with the font of the templates."""
    import typst  # noqa: PLC0415 - an extra

    without = {"Cn", "Cs", "Co", "Cc", "Cf"}
    signs = [chr(code) for code in range(0x20, 0x3000) if unicodedata.category(chr(code)) not in without]
    signs += [chr(code) for code in range(0xA000, 0x1FC00) if unicodedata.category(chr(code)) not in without]
    signs = [sign for sign in signs if not HIDDEN.match(sign) and not "\uac00" <= sign <= "\ud7ff"]
    body = "\n\n".join(f'#"\\u{{{ord(sign):x}}}"' for sign in signs)
    head = '#set document(title: "x")\n#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), lang: "ru")\n= x\n\n'
    with pytest.raises(typst.TypstError) as failed:
        typst.compile((head + body).encode(), ignore_system_fonts=True, pdf_standards=["ua-1"])
    lacking = set(re.findall(r'the text `"(.)"` could not', failed.value.diagnostic))
    escaped = re.findall(r'the text `"\\u\{([0-9a-f]+)\}"` could not', failed.value.diagnostic)
    known = {found.sign for sign in signs for found in lacking_signs(sign)}
    assert known == lacking | {chr(int(code, 16)) for code in escaped}


@pytest.mark.slow
def test_the_pdf_is_made_all_the_same() -> None:
    optional("typst")
    from csprog.exporting.pdf import make, spelt_out_in  # noqa: PLC0415 - an extra

    _, programme = sound(small().replace("text: Мероприятие", "text: ✅ Установка"))
    subject = Subject(evaluate(programme, date(2025, 3, 1)), "1.2.3")
    assert make(subject).startswith(b"%PDF")
    assert spelt_out_in(subject) == ("✅",)
