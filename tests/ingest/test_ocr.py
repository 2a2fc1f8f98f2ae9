"""Pages without a text layer are read from their pictures, where tesseract is installed, and marked."""

import os
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader

from corpus.errors import UnreadableError
from ingest.ocr import program
from ingest.readers.pdf import read_pdf
from tests.ingest.drawn import HEIGHT, WIDTH, Sheet, draw

SHARED = Path(__file__).parents[3] / "shared" / "papers"


@pytest.fixture
def tesseract():
    if program() is None:
        if os.environ.get("SCRUTINEER_REQUIRE_OCR"):
            pytest.fail("tesseract is not installed, and these tests must run here")
        pytest.skip("tesseract is not installed")


def text_page(sheet: Sheet) -> None:
    sheet.write(72, 100, "Harbour works", 16, bold=True)
    sheet.lines(72, 140, "5.6.1 The harbour wall was mended at a cost of 586 pounds.", "It took three months.", size=12)


def scanned(folder: Path, turn: int = 0) -> Path:
    """The picture of a page of text as a page of its own, lying on its side if asked."""
    source = draw(folder / "source.pdf", text_page)
    with pypdfium2.PdfDocument(source) as opened:
        image = opened[0].render(scale=200 / 72).to_pil().convert("L").rotate(-turn, expand=True)
    written = BytesIO()
    image.save(written, "PNG")
    size = (HEIGHT, WIDTH) if turn in (90, 270) else (WIDTH, HEIGHT)

    def picture(sheet: Sheet) -> None:
        sheet.canvas.drawImage(ImageReader(BytesIO(written.getvalue())), 0, 0, *size)

    return draw(folder / "scan.pdf", picture, size=size)


def test_a_scan_is_read_with_numbers_boxes_and_a_mark(tmp_path, tesseract):
    extract = read_pdf(scanned(tmp_path), "d")
    block = next(block for block in extract.blocks if "mended" in block.text)
    assert block.text == "The harbour wall was mended at a cost of 586 pounds. It took three months."
    assert (block.number, block.page, block.ocr) == ("5.6.1", 1, True)
    place = next(place for place in block.places if block.text[place.start : place.end] == "586")
    assert 300 < place.box.left < 400
    assert 125 < place.box.top < 145
    assert extract.notes == ("page 1 is only a picture without text: read by OCR.",)


def test_a_scan_that_lies_on_its_side_is_read_with_boxes_as_it_is_shown(tmp_path, tesseract):
    extract = read_pdf(scanned(tmp_path, turn=90), "d")
    block = next(block for block in extract.blocks if "mended" in block.text)
    place = next(place for place in block.places if block.text[place.start : place.end] == "586")
    assert HEIGHT - 145 < place.box.left < HEIGHT - 120
    assert 300 < place.box.top < 400


def test_a_file_is_read_page_by_page(tmp_path, tesseract):
    scan = scanned(tmp_path)
    mixed = pypdfium2.PdfDocument.new()
    for part in (tmp_path / "source.pdf", scan):
        with pypdfium2.PdfDocument(part) as opened:
            mixed.import_pages(opened)
    mixed.save(tmp_path / "mixed.pdf")
    blocks = read_pdf(tmp_path / "mixed.pdf", "d").blocks
    assert [(block.page, block.ocr) for block in blocks if "mended" in block.text] == [(1, False), (2, True)]


def test_without_tesseract_the_report_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError, match=r"needs OCR: install tesseract \(.+ tesseract.*\) and ingest it again"):
        read_pdf(scanned(tmp_path), "d")


def test_a_picture_without_words_is_reported(tmp_path, tesseract):
    with pytest.raises(UnreadableError, match="OCR found no words"):
        read_pdf(draw(tmp_path / "a.pdf", lambda sheet: sheet.picture(0, 0, WIDTH, HEIGHT)), "d")


def test_a_real_scan_is_read(tesseract):
    found = list(SHARED.rglob("24_sutton_coldfield*.pdf"))
    if not found:
        pytest.skip("the real papers are not beside the project")
    blocks = read_pdf(found[0], "d").blocks
    assert all(block.ocr for block in blocks)
    words = " ".join(block.text for block in blocks if block.page == 5)
    assert "1,823,850" in words
    assert "(107,246)" in words
