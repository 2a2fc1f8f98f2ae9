"""PDF files: opened by pdfium, read page by page into layouts, and turned into blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from corpus.errors import UnreadableError
from ingest.blocks import blocks_of
from ingest.extract import Extract, Margin, Needs, in_time
from ingest.layout import PageLayout, lines_of
from ingest.legibility import is_legible
from ingest.ocr import SURE, how_to_install, program, read_pictures
from ingest.pages import read_page

MAX_PAGES = 3000
"""A longer file is more likely a mistake than a paper."""
PAGE_SECONDS = 1.0
"""Time for a page, from its words to its figures: a slow machine takes half of it."""
OCR_SECONDS = 15.0
"""Time for a page that is read by OCR."""
MARGIN = 0.1
"""The part of a page's height at its upper and lower edge in which stamps stand."""
SCANNED_TEXT = 50
"""A page with fewer characters than this under a picture is a scan: a stamp is not its text."""
SCANNED_PICTURE = 0.5
"""The part of a page that a picture covers if it is a scan of it."""
TELLING_PICTURE = 0.1
"""The part of a page beside its text that a picture covers if it may say something: a crest or a logo is smaller."""
MOST_NAMED = 10
"""So many pages are named in a note; more are only counted."""


def read_pdf(
    path: Path, document_id: str, *, max_pages: int = MAX_PAGES, ocr: bool = True, needs: Needs = in_time
) -> Extract:
    """Read a PDF file into blocks in reading order; pages without a text layer by OCR, unless `ocr` forbids it.

    `needs` is told of the time that its pages take.
    Raises `UnreadableError` for a file that is damaged, not a PDF, encrypted, too long or without text.
    """
    document = _open(path)
    try:
        count = len(document)
        if count > max_pages:
            raise UnreadableError(f"The file has {count} pages; at most {max_pages} are read.")
        needs(count * PAGE_SECONDS)
        pages = [_page(document, index) for index in range(count)]
        labels = [document.get_page_label(index) for index in range(count)]
        title = document.get_metadata_dict().get("Title", "").strip()
        if not any(page.words or page.pictures or page.edges or page.areas for page in pages):
            raise UnreadableError("The file has nothing on its pages.")
        recovered = _recovered(document, pages, ocr=ocr, needs=needs)
    finally:
        document.close()
    pages = [recovered.pages.get(page.number, page) for page in pages]
    if not any(page.words for page in pages if page.number not in recovered.unread):
        raise UnreadableError(f"The file has no text layer, only pictures of its pages: {recovered.remedy}.")
    blocks = (
        replace(block, ocr=True) if block.page in recovered.by_ocr else block
        for block in blocks_of(pages, document_id, labels)
    )
    sizes = tuple((page.width, page.height) for page in pages)
    notes = (*recovered.notes, *_pictured([page for page in pages if page.number not in recovered.by_ocr]))
    return Extract(tuple(blocks), count, title, sizes, notes, _margins(pages))


@dataclass(frozen=True, slots=True)
class _Recovered:
    """What became of the pages whose text layer is missing or no text, by their numbers."""

    pages: Mapping[int, PageLayout] = field(default_factory=dict)
    by_ocr: frozenset[int] = frozenset()
    unread: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    remedy: str = ""


def _recovered(document: pypdfium2.PdfDocument, pages: Sequence[PageLayout], *, ocr: bool, needs: Needs) -> _Recovered:
    """Read pages by OCR that cannot be read otherwise; where that cannot be, their signs are left out."""
    scans = [page for page in pages if _is_scan(page)]
    garbled = [page for page in pages if not is_legible(page.words)]
    unread = sorted({page.number: page for page in (*scans, *garbled)}.values(), key=lambda page: page.number)
    if not unread:
        return _Recovered()
    what = [f"{_listed(scans)} only a picture without text"] if scans else []
    what += [f"the text layer of {_listed(garbled)} garbled, by a font without a Unicode map"] if garbled else []
    if not ocr or program() is None:
        how = f"install tesseract ({how_to_install()}) and ingest it again"
        remedy = f"it needs OCR: {how if ocr else 'set SCRUTINEER_OCR to auto and ingest it again'}"
        blank = {page.number: replace(page, words=()) for page in garbled}
        numbers = frozenset(page.number for page in unread)
        return _Recovered(blank, unread=numbers, notes=(f"{'; '.join(what)}: {remedy}.",), remedy=remedy)
    needs(len(unread) * OCR_SECONDS)
    readings = read_pictures(document, unread)
    found = {reading.page.number: reading.page for reading in readings}
    unsure = [reading.page for reading in readings if reading.confidence < SURE]
    notes = [f"{'; '.join(what)}: read by OCR."]
    notes += [f"{_listed(unsure)} hardly legible, so what was read there is not certain."] if unsure else []
    return _Recovered(found, frozenset(found), notes=tuple(notes), remedy="OCR found no words on them either")


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            raise UnreadableError("The file is encrypted and needs a password; save a copy without one.") from error
        if code == raw.FPDF_ERR_SECURITY:
            raise UnreadableError(
                "The file is encrypted in a way that cannot be read; save a copy without it."
            ) from error
        with path.open("rb") as file:
            is_pdf = b"%PDF-" in file.read(1024)
        reason = "The file is damaged and cannot be opened." if is_pdf else "The file is not a PDF."
        raise UnreadableError(f"{reason} Download it again.") from error


def _page(document: pypdfium2.PdfDocument, index: int) -> PageLayout:
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(
            f"The file is damaged: its page {index + 1} cannot be read. Download it again."
        ) from error
    try:
        return read_page(page, index + 1)
    finally:
        page.close()


def _margins(pages: Sequence[PageLayout]) -> tuple[Margin, ...]:
    """Give the lines at the upper and lower edges of the pages."""
    found = []
    for page in pages:
        edge = page.height * MARGIN
        near = [word for word in page.words if word.top < edge or word.bottom > page.height - edge]
        found += [Margin(page.number, line.text) for line in lines_of(near)]
    return tuple(found)


def _is_scan(page: PageLayout) -> bool:
    return page.pictures >= SCANNED_PICTURE and sum(len(word.text) for word in page.words) < SCANNED_TEXT


def _pictured(pages: Sequence[PageLayout]) -> Iterator[str]:
    """Name the pages with text on which a picture stands that may be a chart or a table; a cover's is none."""
    found = [page for page in pages if page.number > 1 and page.words and page.pictures >= TELLING_PICTURE]
    if found:
        yield f"{_listed(found)} partly a picture, perhaps a chart or a table: what is drawn in it was not read."


def _listed(pages: Sequence[PageLayout]) -> str:
    numbers = [str(page.number) for page in pages]
    if len(numbers) == 1:
        return f"page {numbers[0]} is"
    named = ", ".join(numbers[:MOST_NAMED]) + (", …" if len(numbers) > MOST_NAMED else "")
    return f"pages {named} ({len(numbers)}) are"
