"""Files that are made to harm or made badly: each costs itself at most, in little time, with a reason."""

import os
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.errors import UnreadableError
from corpus.records import Document
from corpus.settings import Settings
from ingest import kinds
from ingest.isolation import Reader
from ingest.readers.pdf import read_pdf
from ingest.reading import Reading, read_document
from tests.ingest.drawn import Sheet, draw

SENTENCE = "The harbour wall was mended in the spring."
TEXT = b"BT /F1 11 Tf 72 700 Td (" + SENTENCE.encode() + b") Tj ET\n"
A4 = b"0 0 595 842"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
QUICK = 5.0


def stream(contents: bytes, keys: bytes = b"") -> bytes:
    packed = zlib.compress(contents)
    return b"<<%s/Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (keys, len(packed), packed)


def written(path: Path, objects: list[bytes]) -> Path:
    """A PDF file of these objects, counted from 1; the first is its catalogue."""
    out, starts = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % start for start in starts)
    path.write_bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, table))
    return path


def pdf(
    path: Path,
    contents: bytes = TEXT,
    box: bytes = A4,
    *,
    pages: int = 1,
    more: tuple[bytes, ...] = (),
    keys: bytes = b"",
) -> Path:
    """A file of equal pages; `more` objects follow its own four from number 5 on, the pages come last."""
    first = 5 + len(more)
    kids = b" ".join(b"%d 0 R" % number for number in range(first, first + pages))
    resources = b"/Resources<</Font<</F1 3 0 R>>/XObject<</X 5 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s%s>>" % (box, resources, keys)
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)
    return written(path, [b"<</Type/Catalog/Pages 2 0 R>>", tree, FONT, stream(contents), *more, *[page] * pages])


def read(path: Path, kind: str = kinds.PDF, **settings: int) -> Reading:
    return read_document(path, Document("d", path.name, str(path), "", kind), Settings(ocr="off", **settings))


def texts(path: Path, kind: str = kinds.PDF) -> list[str]:
    return [block.text for block in read(path, kind).blocks]


def reason(path: Path, kind: str = kinds.PDF, **settings: int) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(path, kind, **settings)
    return str(caught.value)


@pytest.fixture(autouse=True)
def _quick():
    started = time.monotonic()
    yield
    assert time.monotonic() - started < QUICK


def test_a_page_of_a_hundred_thousand_drawn_boxes_is_read_by_its_text(tmp_path):
    boxes = b"".join(b"%d %d 10 10 re S\n" % (i % 500, i % 700) for i in range(100_000))
    assert texts(pdf(tmp_path / "a.pdf", TEXT + boxes)) == [SENTENCE]


def test_a_page_with_a_path_of_a_million_segments_is_read_by_its_text(tmp_path):
    path = b"0 0 m\n" + b"9 9 l 1 8 l 7 2 l 3 3 l\n" * 250_000 + b"S\n"
    assert texts(pdf(tmp_path / "a.pdf", TEXT + path)) == [SENTENCE]


def test_a_file_of_hundreds_of_thousands_of_objects_is_read(tmp_path):
    more = tuple(b"<</A %d>>" % i for i in range(200_000))
    assert texts(pdf(tmp_path / "a.pdf", more=more)) == [SENTENCE]


@pytest.mark.skipif(os.name != "posix", reason="this system cannot limit a process's memory")
def test_forms_that_draw_forms_without_end_cost_that_file_only_and_the_reason_is_memory(tmp_path):
    def form(number: int) -> bytes:
        keys = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>" % (number + 1)
        return stream(b"/X Do\n" * 10 if number < 12 else b"0 0 m 9 9 l S", keys)

    bomb = pdf(tmp_path / "a.pdf", TEXT + b"/X Do", more=tuple(map(form, range(5, 13))))
    good = pdf(tmp_path / "b.pdf")
    small = Settings(ocr="off", read_memory_mb=300)
    with Reader() as reader:
        with pytest.raises(UnreadableError, match="300 MB of memory"):
            reader.read(bomb, Document("d", "a.pdf", str(bomb), "", kinds.PDF), small)
        assert reader.read(good, Document("d", "b.pdf", str(good), "", kinds.PDF), small).blocks


def test_a_file_as_long_as_the_settings_allow_is_read_and_a_longer_one_is_refused_with_its_length(tmp_path):
    assert read(pdf(tmp_path / "a.pdf", pages=3000)).document.pages == 3000
    assert "3001 pages; at most 3000" in reason(pdf(tmp_path / "b.pdf", pages=3001))
    assert "3 pages; at most 2" in reason(pdf(tmp_path / "c.pdf", pages=3), max_pages=2)


def test_a_file_that_claims_a_thousand_million_pages_is_taken_for_what_it_has(tmp_path):
    lie = pdf(tmp_path / "a.pdf")
    lie.write_bytes(lie.read_bytes().replace(b"/Count 1/", b"/Count 999999999/"))
    assert texts(lie) == [SENTENCE]


@pytest.mark.parametrize(
    "box",
    [
        *(b"0 0 14400 14400", b"0 0 20000 20000", b"0 0 1e9 1e9", b"0 0 0 0", b"0 0 595 0"),
        *(b"595 842 0 0", b"-595 -842 0 0", b"/a /b /c /d"),
    ],
)  # fmt: skip
def test_a_page_box_of_any_size_or_none_costs_no_text(tmp_path, box):
    assert texts(pdf(tmp_path / "a.pdf", box=box)) == [SENTENCE]


@pytest.mark.parametrize("turn", [45, 90, 180, 270, 450])
def test_a_page_turned_in_the_viewer_is_read_as_it_was_written(tmp_path, turn):
    assert texts(pdf(tmp_path / "a.pdf", keys=b"/Rotate %d" % turn)) == [SENTENCE]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_paragraphs_and_their_order_are_the_same_on_a_turned_page(tmp_path, turn):
    def page(sheet: Sheet) -> None:
        sheet.write(72, 80, "Dues", 14, bold=True)
        sheet.lines(72, 120, "1.1 The boats were counted in the spring of the year and once more", "in the autumn.")
        sheet.table([72, 200, 300], 200, [["Berth", "Boats"], ["North", "12"]])

    straight = draw(tmp_path / "a.pdf", page)
    writer = PdfWriter(clone_from=PdfReader(straight))
    writer.pages[0].rotate(turn)
    writer.write(tmp_path / "b.pdf")
    before, after = read_pdf(straight, "d").blocks, read_pdf(tmp_path / "b.pdf", "d").blocks
    assert [(b.kind, b.number, b.text) for b in after] == [(b.kind, b.number, b.text) for b in before]


def hebrew(path: Path, contents: bytes) -> Path:
    """A page on which the letters from a to z stand for Hebrew ones from alef on."""
    codes = b"1 begincodespacerange <00><FF> endcodespacerange 1 beginbfrange <61><7A><05D0> endbfrange"
    cmap = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def %s endcmap end end" % codes
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    font = FONT.removesuffix(b">>") + b"/ToUnicode 5 0 R>>"
    tree = b"<</Type/Pages/Count 1/Kids[6 0 R]>>"
    return written(path, [b"<</Type/Catalog/Pages 2 0 R>>", tree, font, stream(contents), stream(cmap), page])


@pytest.mark.parametrize(
    "contents",
    [
        # as they stand from left to right, and word by word from the right
        b"BT /F1 12 Tf 300 700 Td (lkj 2019 hgfe dcba) Tj ET",
        b"BT /F1 12 Tf 1 0 0 1 400 700 Tm (dcba) Tj 1 0 0 1 370 700 Tm (hgfe) Tj 1 0 0 1 335 700 Tm (2019) Tj"
        b" 1 0 0 1 310 700 Tm (lkj) Tj ET",
    ],
)
def test_text_from_right_to_left_is_one_paragraph_in_the_order_it_is_read(tmp_path, contents):
    assert texts(hebrew(tmp_path / "a.pdf", contents)) == ["אבגד הוזח 2019 יךכ"]


def nested_docx(path: Path, depth: int) -> Path:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kinds_ = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    words = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>".format
    tables = "<w:tbl><w:tr><w:tc>" * depth + words("deep") + "</w:tc></w:tr></w:tbl><w:p/>" * depth
    body = words("Before it.") + tables + words("After it.")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{kinds_}/content-types"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{kinds_}/relationships"><Relationship Id="r1" Type="{office}" '
            'Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{body}</w:body></w:document>",
        )
    return path


def test_tables_in_tables_of_a_word_document_are_read_or_refused_with_the_reason(tmp_path):
    found = texts(nested_docx(tmp_path / "a.docx", 10), kinds.DOCX)
    assert (found[0], found[-1]) == ("Before it.", "After it.") and any("deep" in text for text in found)
    assert "nested too deeply" in reason(nested_docx(tmp_path / "b.docx", 5_000), kinds.DOCX)


def test_tables_in_tables_of_a_web_page_are_read_or_refused_with_the_reason(tmp_path):
    def page(depth: int) -> Path:
        path = tmp_path / f"{depth}.html"
        tables = "<table><tr><td>a" * depth + "deep" + "</td></tr></table>" * depth
        path.write_text(f"<html><body><p>Before it.</p>{tables}<p>After it.</p></body></html>")
        return path

    found = texts(page(20), kinds.HTML)
    assert (found[0], found[-1]) == ("Before it.", "After it.") and any("deep" in text for text in found)
    assert "nested too deeply" in reason(page(5_000), kinds.HTML)
