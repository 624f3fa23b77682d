"""A small file takes no machine down: done within two seconds and 200 MB, or refused in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import csprog  # noqa: F401 - a fixture
from tests.cli.tool import SETTINGS, Tool, sentence
from tests.plans import APPROVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

resource = pytest.importorskip("resource", reason="Windows has no limits of a process")
MEMORY, SECONDS = 200_000_000, 4  # twice what is meant: a busy processor stretches its seconds
CHILD = f"""
import resource
import csprog.cli.commands.collect, csprog.cli.commands.import_, csprog.cli.commands.validate, csprog.portfolio.worker
import csprog.importing.readers.excel, csprog.importing.readers.word
status = open("/proc/self/status").read()
used = int(status.partition("VmData:")[2].split()[0]) * 1024
resource.setrlimit(resource.RLIMIT_DATA, (used + {MEMORY}, -1))
spent = resource.getrusage(resource.RUSAGE_SELF)
resource.setrlimit(resource.RLIMIT_CPU, (int(spent.ru_utime + spent.ru_stime) + 1 + {SECONDS}, -1))
from csprog.__main__ import main
main()
"""
"""Runs csprog with so much memory and time besides what its modules take."""


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return an archive with its parts changed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def shared_texts(parts: dict[str, bytes]) -> None:
    """Let 20,000 cells show one text of a megabyte."""
    strings, sheet = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
    at = parts[strings].count(b"<si>")
    parts[strings] = parts[strings].replace(b"</sst>", b"<si><t>" + b"A" * 1_000_000 + b"</t></si></sst>")
    cells = b'<c t="s"><v>%d</v></c>' % at * 100
    rows = b"".join(b'<row r="%d">' % row + cells + b"</row>" for row in range(1000, 1200))
    parts[sheet] = parts[sheet].replace(b"</sheetData>", rows + b"</sheetData>")


def names_of_a_sheet(parts: dict[str, bytes]) -> None:
    """Give one sheet 20,000 names."""
    book = parts["xl/workbook.xml"]
    sheets = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n + 50) for n in range(20_000))
    parts["xl/workbook.xml"] = book.replace(b"</sheets>", sheets + b"</sheets>")


def sheets_in_one_part(parts: dict[str, bytes]) -> None:
    """Let 150 sheets lie in one part."""
    book, relations = parts["xl/workbook.xml"], parts["xl/_rels/workbook.xml.rels"]
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    names = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="x%d"/>' % (n, n + 50, n) for n in range(150))
    links = b"".join(
        b'<Relationship Id="x%d" Type="%s" Target="worksheets/sheet1.xml"/>' % (n, kind) for n in range(150)
    )
    parts["xl/workbook.xml"] = book.replace(b"</sheets>", names + b"</sheets>")
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(b"</Relationships>", links + b"</Relationships>")


def merged_text(parts: dict[str, bytes]) -> None:
    """Merge a cell with a text of a megabyte down 1,900 rows."""
    sheet = "xl/worksheets/sheet1.xml"
    cell = b'<row r="30"><c r="A30" t="inlineStr"><is><t>' + b"A" * 1_000_000 + b"</t></is></c></row>"
    last = b'<row r="1900"><c r="B1900" t="inlineStr"><is><t>A</t></is></c></row>'
    parts[sheet] = (
        parts[sheet]
        .replace(b"</sheetData>", cell + last + b"</sheetData>")
        .replace(b"<pageMargins", b'<mergeCells count="1"><mergeCell ref="A30:A1899"/></mergeCells><pageMargins', 1)
    )


def in_body(xml: bytes) -> Callable[[dict[str, bytes]], None]:
    """Return what puts XML at the end of a Word document."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts["word/document.xml"]
        at = text.rindex(b"<w:sectPr")
        parts["word/document.xml"] = text[:at] + xml + text[at:]

    return change


def row(properties: bytes, text: bytes = b"") -> bytes:
    """Return a row of one cell."""
    return b"<w:tr><w:tc><w:tcPr>%s</w:tcPr><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc></w:tr>" % (properties, text)


def table(rows: bytes) -> bytes:
    """Return a table."""
    return b"<w:tbl>" + rows + b"</w:tbl>"


SPAN = b'<w:gridSpan w:val="1000000000"/>'
INDENTED = b'<w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr><w:tc><w:p/></w:tc></w:tr>'
MERGED = row(b'<w:vMerge w:val="restart"/>', b"A" * 1_000_000) + row(b"<w:vMerge/>") * 1_900
DOCUMENTS = {
    "a span": in_body(table(row(SPAN))),
    "a gap": in_body(table(INDENTED)),
    "a text down many rows": in_body(table(MERGED)),
    "cells of a row": in_body(table(b"<w:tr>" + b"<w:tc><w:p/></w:tc>" * 100_000 + b"</w:tr>")),
}
WORKBOOKS = {
    "shared texts": shared_texts,
    "names of a sheet": names_of_a_sheet,
    "sheets in one part": sheets_in_one_part,
    "a merged text": merged_text,
}
PLANS = {
    "letters": ("text: Повышение", f"text: {'а' * 1_000_000}"),
    "parts of a number": ('number: "1.1.1"', f'number: "{"1." * 300_000}1"'),
    "digits of a number": ('number: "1.1.1"', f'number: "1.{"9" * 4_400}"'),
    "offices": (
        "due: 2025-06-30",
        f"due: 2025-06-30\n                offices: [{', '.join(f'о{n}' for n in range(16_000))}]",
    ),
}


QUICK = {"shared texts", "a span", "digits of a number"}


def cases(kinds: Iterable[str]) -> list[Any]:
    """Give the kinds; a few run for every change."""
    return [pytest.param(kind, marks=[] if kind in QUICK else pytest.mark.slow) for kind in kinds]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give a workbook and a document that csprog made."""
    tool = Tool(tmp_path_factory.mktemp("exported"))
    tool.write(APPROVED)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tool.folder)
        for form in ("xlsx", "docx"):
            tool.done("export", "--format", form, "--output", f"a.{form}", "--as-of", "2025-03-01")
    return {form: (tool.folder / f"a.{form}").read_bytes() for form in ("xlsx", "docx")}


def bounded(folder: Path, *words: str) -> tuple[int, str, str]:
    """Run csprog within bounds; give its exit code and what it said."""
    settings = {name: value for name, value in SETTINGS.items() if value is not None}
    ended = subprocess.run(
        [sys.executable, "-P", "-c", CHILD, *words],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8")


def assert_refused(ended: tuple[int, str, str]) -> None:
    """Check that it ended with one sentence."""
    code, _, stderr = ended
    assert code == 1, ended
    assert "unpack" in stderr or "too large" in stderr or "rows" in stderr, stderr
    sentence(stderr)


def assert_import_refused(csprog: Tool, name: str, data: bytes) -> None:  # noqa: F811
    """Check that a file of this content is not imported."""
    (csprog.folder / name).write_bytes(data)
    assert_refused(bounded(csprog.folder, "import", name, "--year", "2025", "--yes", "--as-of", "2025-03-02"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much memory the modules take")
@pytest.mark.parametrize("kind", cases(WORKBOOKS))
def test_a_small_workbook(csprog: Tool, exported: dict[str, bytes], kind: str) -> None:  # noqa: F811
    assert_import_refused(csprog, "bomb.xlsx", repacked(exported["xlsx"], WORKBOOKS[kind]))
    if kind != "a merged text":  # which a department may well have written
        assert_refused(bounded(csprog.folder, "collect", "bomb.xlsx", "--yes", "--as-of", "2025-03-02"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much memory the modules take")
@pytest.mark.parametrize("kind", cases(DOCUMENTS))
def test_a_small_document(csprog: Tool, exported: dict[str, bytes], kind: str) -> None:  # noqa: F811
    assert_import_refused(csprog, "bomb.docx", repacked(exported["docx"], DOCUMENTS[kind]))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much memory the modules take")
@pytest.mark.parametrize("kind", cases(PLANS))
def test_a_plan_of_one_long_part(csprog: Tool, kind: str) -> None:  # noqa: F811
    """It is told in its place."""
    before, after = PLANS[kind]
    assert before in csprog.text
    csprog.write(csprog.text.replace(before, after, 1))
    code, stdout, stderr = bounded(csprog.folder, "validate", "--no-cache", "--format", "text", "--as-of", "2025-03-02")
    assert code == 1, stderr
    assert "at most" in stdout
    assert "Traceback" not in stderr
