"""PDF files: pages → lines → tables and paragraphs → blocks, with every word's place on its page."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from corpus.errors import UnreadableError
from corpus.records import Block, BlockKind, Place, Row
from ingest.bands import banded_grids
from ingest.extract import Extract
from ingest.furniture import trimmed
from ingest.headings import Outline, heading_of
from ingest.lattice import Grid, grids_of
from ingest.layout import Line, PageLayout, body_size, lines_of, usual_gap
from ingest.pages import read_page
from ingest.paragraphs import Paragraph, Passage, joins, numbered_on, paragraphs_of, passage
from ingest.spelling import Span, Spelling, run_text
from ingest.tables import Table, continues, homes, tables_of, true_tables

logger = logging.getLogger(__name__)

MAX_PAGES = 3000
"""A longer file is more likely a mistake than a paper."""
SCANNED_TEXT = 50
"""A page with fewer characters than this under a picture is a scan: a stamp is not its text."""
SCANNED_PICTURE = 0.5
"""The part of a page that a picture covers if it is a scan of it."""
CAPTION_GAP = 40.0
"""How far above a table, in points, its caption may end."""
CAPTION_LENGTH = 200
CAPTION = re.compile(r"(?:table|figure|fig\.|chart|graph|map|diagram)\s+[\dA-Z][\w.]*\b", re.IGNORECASE)
"""The beginning of a caption: it names what stands below it, not the text that follows."""
CLEAR_OF_TABLE = 14.0
"""A line that ends no further than this above a table belongs to it and is not a running head."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A passage or a table with its place on its page."""

    content: Passage | Table
    page: int
    left: float
    top: float
    right: float
    bottom: float


def read_pdf(path: Path, document_id: str, *, max_pages: int = MAX_PAGES) -> Extract:
    """Read a PDF file into blocks in reading order.

    Raises `UnreadableError` for a file that is damaged, not a PDF, encrypted, too long or without text.
    """
    document = _open(path)
    try:
        count = len(document)
        if count > max_pages:
            raise UnreadableError(f"The file has {count} pages; at most {max_pages} are read.")
        pages = [_page(document, index) for index in range(count)]
        labels = [document.get_page_label(index) for index in range(count)]
        title = document.get_metadata_dict().get("Title", "").strip()
    finally:
        document.close()
    scans = [page.number for page in pages if _is_scan(page)]
    if not any(page.words for page in pages) or len(scans) == sum(bool(p.words) or p.pictures > 0 for p in pages):
        raise UnreadableError("The file has no text layer, only pictures of pages: it needs OCR.")
    notes = () if not scans else (f"{_listed(scans)} only a picture without text: it needs OCR.",)
    return Extract(tuple(blocks_of(pages, document_id, labels)), count, title, notes)


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            raise UnreadableError("The file is encrypted and needs a password; save a copy without one.") from error
        if code == raw.FPDF_ERR_SECURITY:
            raise UnreadableError("The file is encrypted in a way that cannot be read; save a copy without it.") from error
        with path.open("rb") as file:
            is_pdf = b"%PDF-" in file.read(1024)
        reason = "The file is damaged and cannot be opened." if is_pdf else "The file is not a PDF."
        raise UnreadableError(f"{reason} Download it again.") from error


def _page(document: pypdfium2.PdfDocument, index: int) -> PageLayout:
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"The file is damaged: its page {index + 1} cannot be read. Download it again.") from error
    try:
        return read_page(page, index + 1)
    finally:
        page.close()


def _is_scan(page: PageLayout) -> bool:
    return page.pictures >= SCANNED_PICTURE and sum(len(word.text) for word in page.words) < SCANNED_TEXT


def _listed(pages: Sequence[int]) -> str:
    if len(pages) == 1:
        return f"Page {pages[0]} is"
    return f"{len(pages)} pages ({', '.join(map(str, pages[:10]))}{', …' if len(pages) > 10 else ''}) are each"


def blocks_of(pages: Sequence[PageLayout], document_id: str, labels: Sequence[str | None] = ()) -> Iterator[Block]:
    """Turn the layouts of a file's pages into blocks; `labels` are those the file declares, for pages that print none."""
    grids = [_grids(page) for page in pages]
    lines = [_lines(page, own) for page, own in zip(pages, grids, strict=True)]
    kept = [_near_tables(own, frames) for own, frames in zip(lines, grids, strict=True)]
    clean = trimmed(pages, lines, kept)
    spelling = Spelling.of(word for page in clean for line in page.lines for word in line.words)
    running = [line for page in clean for line in page.lines]
    body, gap = body_size(running), usual_gap(running)
    items: list[_Item] = []
    for page, own, found in zip(pages, clean, grids, strict=True):
        items += _items(page, own.lines, found, gap, spelling)
    printed = {page.number: own.label or _declared(labels, page.number) for page, own in zip(pages, clean, strict=True)}
    writer = _Writer(document_id, {page.number: page for page in pages}, printed, body)
    yield from _blocks(_joined(_numbered(items), spelling), writer)


def _grids(page: PageLayout) -> list[Grid]:
    if not page.edges and not page.areas:
        return []
    drawn = true_tables(page.words, grids_of(page.edges, page.areas))
    return drawn + banded_grids(page.edges, page.words, drawn)


def _declared(labels: Sequence[str | None], page: int) -> str | None:
    return (labels[page - 1] if page <= len(labels) else None) or None


def _lines(page: PageLayout, grids: Sequence[Grid]) -> list[Line]:
    """Put a page's words into lines that do not run from one table cell to the next."""
    lines: list[Line] = []
    for _, run in groupby(zip(page.words, homes(page.words, grids), strict=True), key=lambda pair: pair[1]):
        lines += lines_of(word for word, _ in run)
    return lines


def _near_tables(lines: Sequence[Line], grids: Sequence[Grid]) -> set[int]:
    frames = [grid.frame for grid in grids if len(grid.columns) > 1]
    return {
        index
        for index, line in enumerate(lines)
        if any(
            frame.left - 1 <= line.right
            and line.left <= frame.right + 1
            and frame.top - CLEAR_OF_TABLE <= line.bottom
            and line.top <= frame.bottom
            for frame in frames
        )
    }


def _items(
    page: PageLayout, lines: Sequence[Line], grids: Sequence[Grid], gap: float, spelling: Spelling
) -> list[_Item]:
    words = [word for line in lines for word in line.words]
    tables = tables_of(page, words, grids, spelling)
    taken = {id(span.word) for table in tables for row in table.rows for span in row.spans}
    rest = [line for line in lines if id(line.words[0]) not in taken]
    passages = [passage(p, spelling) for p in paragraphs_of(page.number, rest, gap)]
    items = [_Item(p, page.number, p.paragraph.left, p.paragraph.top, p.paragraph.right, p.paragraph.bottom) for p in passages]
    items += [_Item(t, page.number, t.frame.left, t.frame.top, t.frame.right, t.frame.bottom) for t in tables]
    order = {id(word): index for index, word in enumerate(words)}
    return in_reading_order(sorted(items, key=lambda item: _first(item, order)))


def _first(item: _Item, order: dict[int, int]) -> int:
    if isinstance(item.content, Table):
        return min(order[id(span.word)] for row in item.content.rows for span in row.spans)
    return order[id(item.content.paragraph.words[0])]


def in_reading_order(items: list[_Item]) -> list[_Item]:
    """Sort from above where nothing stands beside anything else; otherwise the order of the file is the better one."""
    for index, item in enumerate(items):
        for other in items[index + 1 :]:
            level = min(item.bottom, other.bottom) - max(item.top, other.top) > 2.0
            if level and (item.right <= other.left or other.right <= item.left):
                return items
    return sorted(items, key=lambda item: item.top)


def _numbered(items: Sequence[_Item]) -> list[_Item]:
    """Give numbers that stand on lines of their own to what follows them."""
    contents = numbered_on([item.content if isinstance(item.content, Passage) else None for item in items])
    return [
        item if content is None else replace(item, content=content)
        for item, content in zip(items, contents, strict=True)
        if content is not None or isinstance(item.content, Table)
    ]


def _joined(items: Sequence[_Item], spelling: Spelling) -> list[_Item]:
    """Join paragraphs that certainly go on in the next one, on the same page or over the break."""
    done: list[_Item] = []
    for item in items:
        before = done[-1].content if done else None
        if isinstance(before, Passage) and isinstance(item.content, Passage) and joins(before, item.content):
            last = done.pop()
            done.append(_Item(_merged(before, item.content, spelling), last.page, last.left, last.top, last.right, last.bottom))
        else:
            done.append(item)
    return done


def _merged(first: Passage, second: Passage, spelling: Spelling) -> Passage:
    words = [(span.page, span.word) for span in (*first.spans, *second.spans)]
    text, spans = run_text(words, spelling)
    if not text.startswith(first.text):
        # The first word of a numbered paragraph may be cut inside; then the parts are set side by side.
        text = f"{first.text} {second.text}"
        shift = len(first.text) + 1
        spans = [*first.spans, *(Span(s.start + shift, s.end + shift, s.word, s.page) for s in second.spans)]
    lines = first.paragraph.lines + second.paragraph.lines
    return Passage(Paragraph(first.paragraph.page, lines), text, first.number, first.listed, tuple(spans))


class _Writer:
    """Turns items into blocks one after another, keeping count of blocks and tables and the open headings."""

    def __init__(
        self, document_id: str, pages: dict[int, PageLayout], labels: dict[int, str | None], body: float
    ) -> None:
        self.document_id, self.pages, self.labels, self.body = document_id, pages, labels, body
        self.outline = Outline()
        self.blocks = self.tables = self.rows = 0
        self.heads: tuple[str, ...] = ()
        self.caption = ""

    def block(self, kind: BlockKind, text: str, page: int, spans: Sequence[Span], **known: Any) -> Block:
        """Make the next block."""
        places = tuple(Place(span.start, span.end, self.pages[span.page].place(span.word)) for span in spans)
        block = Block(
            self.document_id, self.blocks, kind, text, page=page, page_label=self.labels[page], places=places, **known
        )
        self.blocks += 1
        return block

    def passage(self, current: Passage, following: Passage | None) -> Block:
        """Write a paragraph, list item or heading."""
        heading = heading_of(current, self.body, following)
        if heading is not None and not CAPTION.match(current.text):
            self.outline.enter(heading)
            kind, path = BlockKind.HEADING, self.outline.path[:-1]
        else:
            self.outline.pass_text()
            kind, path = (BlockKind.LIST_ITEM if current.listed else BlockKind.PARAGRAPH), self.outline.path
        page = current.paragraph.page
        return self.block(kind, current.text, page, current.spans, number=current.number, headings=path)

    def table(self, table: Table, above: str, carries_on: bool) -> Iterator[Block]:
        """Write the rows of a table; one that carries on takes heads, caption and count from its part before."""
        self.outline.pass_text()
        path = self.outline.path
        if not carries_on:
            self.tables += 1
            self.rows = 0
            self.heads = table.heads
            nearest = above or (path[-1] if path else "")
            self.caption = " · ".join(part for part in (nearest, table.caption) if part)
        for row in table.rows:
            record = Row(self.tables - 1, self.rows, row.cells, self.heads, self.caption, row.is_head)
            yield self.block(BlockKind.TABLE_ROW, row.text, table.page, row.spans, headings=path, row=record)
            self.rows += 1


def _blocks(items: Sequence[_Item], writer: _Writer) -> Iterator[Block]:
    for index, item in enumerate(items):
        after = items[index + 1].content if index + 1 < len(items) else None
        before = items[index - 1].content if index else None
        if isinstance(item.content, Table):
            carries_on = isinstance(before, Table) and continues(before, item.content)
            yield from writer.table(item.content, _caption(items, index), carries_on)
        else:
            yield writer.passage(item.content, after if isinstance(after, Passage) else None)


def _caption(items: Sequence[_Item], index: int) -> str:
    """Give the short line directly above a table."""
    table = items[index]
    above = items[index - 1] if index else None
    if above is None or above.page != table.page or not isinstance(above.content, Passage):
        return ""
    text = above.content.text
    near = -CAPTION_GAP / 4 <= table.top - above.bottom <= CAPTION_GAP
    if not near or len(text) > CAPTION_LENGTH or text.endswith("."):
        return ""
    return f"{above.content.number} {text}" if above.content.number else text
