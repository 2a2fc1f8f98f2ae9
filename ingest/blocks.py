"""From page layouts to blocks: furniture off, tables and paragraphs found, put in order, joined and written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.records import Block, BlockKind, Place, Row
from ingest.aligned import aligned_grids
from ingest.bands import banded_grids
from ingest.continuation import Linked, linked
from ingest.furniture import trimmed
from ingest.headings import Outline, contents_entries, heading_of
from ingest.lattice import Grid, grids_of
from ingest.layout import Line, PageLayout, body_size, lines_of, usual_gap
from ingest.numbered import numbered_on
from ingest.order import columns_apart, heads_apart, in_reading_order, last
from ingest.paragraphs import Paragraph, Passage, joins, paragraphs_of, passage
from ingest.sections import sections_of, stubs_of
from ingest.spelling import Span, Spelling, run_text
from ingest.tables import PARAGRAPH_NUMBER, Table, TableRow, homes, tables_of, true_tables

CAPTION_GAP = 40.0
"""How far above a table, in points, its caption may end."""
CAPTION_LENGTH = 200
CAPTION = re.compile(r"(?:table|figure|fig\.|chart|graph|map|diagram)\s+[\dA-Z][\w.]*\b", re.IGNORECASE)
"""The beginning of a caption: it names what stands below it, not the text that follows."""
FOOTNOTE = re.compile(r"(?:\d{1,3}|[*†‡§]+)\s?[^\d\s.,)%]")
"""A footnote begins with the mark that stands in the text."""
SMALL = 0.9
"""Footnotes are set smaller than this part of the page's usual size."""
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


def _item(content: Passage | Table, place: Paragraph | Table) -> _Item:
    box = place.frame if isinstance(place, Table) else place
    return _Item(content, place.page, box.left, box.top, box.right, box.bottom)


def blocks_of(pages: Sequence[PageLayout], document_id: str, labels: Sequence[str | None] = ()) -> Iterator[Block]:
    """Turn the layouts of a file's pages into blocks.

    `labels` are the page labels that the file declares; they serve pages that print none.
    """
    grids = [_grids(page) for page in pages]
    lines = [_lines(page, own) for page, own in zip(pages, grids, strict=True)]
    kept = [_near_tables(own, frames, CLEAR_OF_TABLE) for own, frames in zip(lines, grids, strict=True)]
    inside = [_near_tables(own, frames, 0.0) for own, frames in zip(lines, grids, strict=True)]
    clean = trimmed(pages, lines, kept, inside)
    spelling = Spelling.of(word for page in clean for line in page.lines for word in line.words)
    running = [line for page in clean for line in page.lines]
    body, gap = body_size(running), usual_gap(running)
    items: list[_Item] = []
    for page, own, found in zip(pages, clean, grids, strict=True):
        items += _items(page, own.lines, found, gap, spelling)
    printed = {page.number: own.label or _declared(labels, page.number) for page, own in zip(pages, clean, strict=True)}
    writer = _Writer(document_id, {page.number: page for page in pages}, printed, body)
    yield from _blocks(_joined(_numbered(items), spelling), writer, spelling)


def _grids(page: PageLayout) -> list[Grid]:
    found: list[Grid] = []
    if page.edges or page.areas:
        found = true_tables(page.words, grids_of(page.edges, page.areas))
        found += true_tables(page.words, banded_grids(page.edges, page.words, found))
    return found + aligned_grids(page.words, found, page.edges)


def _declared(labels: Sequence[str | None], page: int) -> str | None:
    return (labels[page - 1] if page <= len(labels) else None) or None


def _lines(page: PageLayout, grids: Sequence[Grid]) -> list[Line]:
    """Put a page's words into lines that do not run from one table cell to the next."""
    lines: list[Line] = []
    for _, run in groupby(zip(page.words, homes(page.words, grids), strict=True), key=lambda pair: pair[1]):
        lines += lines_of(word for word, _ in run)
    # pdfium gives the lines of a page that is shown on its side in an order of its own.
    return sorted(lines, key=lambda line: (line.top, line.left)) if page.turn else lines


def _near_tables(lines: Sequence[Line], grids: Sequence[Grid], above: float) -> set[int]:
    """Give the indexes of the lines that stand in a table of several columns, or no further than `above` over it."""
    frames = [grid.frame for grid in grids if len(grid.columns) > 1]
    if not frames:
        return set()
    return {
        index
        for index, line in enumerate(lines)
        if any(
            frame.left - 1 <= line.right
            and line.left <= frame.right + 1
            and frame.top - above <= line.bottom
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
    written = [line for line in lines if id(line.words[0]) not in taken]
    rest = heads_apart(columns_apart(written))
    passages = [passage(p, spelling) for p in paragraphs_of(page.number, rest, gap)]
    items = [_item(found, found.paragraph) for found in passages] + [_item(table, table) for table in tables]
    order = {id(word): index for index, word in enumerate(words)}
    if len(rest) != len(written):
        places = sorted(order[id(word)] for line in rest for word in line.words)
        order.update(zip((id(word) for line in rest for word in line.words), places, strict=True))
    ordered = in_reading_order(sorted(items, key=lambda item: _first(item, order)))
    body = body_size(rest)
    return last(ordered, [_is_footnote(item, body) for item in ordered])


def _is_footnote(item: _Item, body: float) -> bool:
    if not isinstance(item.content, Passage):
        return False
    paragraph = item.content.paragraph
    return paragraph.size < SMALL * body and FOOTNOTE.match(paragraph.lines[0].text) is not None


def _first(item: _Item, order: dict[int, int]) -> int:
    if isinstance(item.content, Table):
        return min(order[id(span.word)] for row in item.content.rows for span in row.spans)
    return order[id(item.content.paragraph.words[0])]


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
            done.append(replace(last, content=_merged(before, item.content, spelling)))
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
        self.blocks = 0
        self.title = ""

    def block(self, kind: BlockKind, text: str, page: int, spans: Sequence[Span], path: tuple[str, ...]) -> Block:
        """Make the next block."""
        places = tuple(Place(span.start, span.end, self.pages[span.page].place(span.word)) for span in spans)
        label = self.labels[page]
        block = Block(self.document_id, self.blocks, kind, text, page, label, headings=path, places=places)
        self.blocks += 1
        return block

    def passage(self, current: Passage, before: Passage | None, following: Passage | None, listed: bool) -> Block:
        """Write a paragraph, list item or heading; `listed` says that it is a line of a table of contents."""
        if current.number is not None:
            # A numbered paragraph after a table goes on with its section, not with the title of the table.
            self.outline.close_title(self.title)
        self.title = ""
        heading = heading_of(current, self.body, following, before)
        if heading is not None and not listed and not CAPTION.match(current.text):
            self.outline.enter(heading)
            kind, path = BlockKind.HEADING, self.outline.path[:-1]
        else:
            self.outline.pass_text()
            kind, path = (BlockKind.LIST_ITEM if current.listed else BlockKind.PARAGRAPH), self.outline.path
        block = self.block(kind, current.text, current.paragraph.page, current.spans, path)
        return replace(block, number=current.number)

    def part(self, whole: _Whole, number: int, part: Table) -> Iterator[Block]:
        """Write the rows of a table that stand on one page; `number` counts the tables of the document."""
        self.outline.pass_text()
        if part is whole.parts[0]:
            path = self.outline.path
            whole.path = path
            nearest = whole.above or (path[-1] if path else "")
            whole.caption = " · ".join(text for text in (nearest, part.caption) if text)
            self.title = whole.above
        heads = whole.parts[0].heads or whole.parts[-1].heads
        for row in part.rows:
            section, index = whole.sections[whole.written], whole.written
            record = Row(number, index, row.cells, heads, whole.caption, row.is_head, section, whole.stubs)
            block = self.block(BlockKind.TABLE_ROW, row.text, row.page, row.spans, whole.path)
            yield replace(block, row=record, number=_row_number(row, heads))
            whole.written += 1


class _Whole:
    """A table with all its parts: what stands above it, the sub-heads inside it, and how much of it is written."""

    def __init__(self, parts: Sequence[Table], above: str) -> None:
        self.parts, self.above = parts, above
        rows = [row for part in parts for row in part.rows]
        self.sections, self.stubs = sections_of(rows, bool(parts[0].caption)), stubs_of(rows)
        self.path: tuple[str, ...] = ()
        self.caption = ""
        self.written = 0


def _row_number(row: TableRow, heads: Sequence[str]) -> str | None:
    """Give the number of a paragraph that is set as the row of a table without heads."""
    first = row.cells[0]
    return first if not heads and len(row.pieces) > 1 and PARAGRAPH_NUMBER.fullmatch(first) else None


def _blocks(items: Sequence[_Item], writer: _Writer, spelling: Spelling) -> Iterator[Block]:
    found = linked([item.content for item in items], spelling)
    tables = _wholes(items, found)
    left = [(item, link) for item, link in zip(items, found, strict=True) if link.content is not None]
    listed = contents_entries([link.content.text if isinstance(link.content, Passage) else None for _, link in left])
    for index, (_, link) in enumerate(left):
        near = [left[i][1].content if 0 <= i < len(left) else None for i in (index - 1, index + 1)]
        if isinstance(link.content, Table) and link.table is not None:
            yield from writer.part(tables[link.table], link.table, link.content)
        elif isinstance(link.content, Passage):
            above, below = (content if isinstance(content, Passage) else None for content in near)
            yield writer.passage(link.content, above, below, listed[index])


def _wholes(items: Sequence[_Item], found: Sequence[Linked]) -> dict[int, _Whole]:
    """Put the parts of each table together, by its number."""
    parts: dict[int, list[Table]] = {}
    above: dict[int, str] = {}
    for index, link in enumerate(found):
        if isinstance(link.content, Table) and link.table is not None:
            parts.setdefault(link.table, []).append(link.content)
            above.setdefault(link.table, _caption(items, index))
    return {number: _Whole(own, above[number]) for number, own in parts.items()}


def _caption(items: Sequence[_Item], index: int) -> str:
    """Give the short line directly above a table."""
    table = items[index]
    above = items[index - 1] if index else None
    if above is None or above.page != table.page or not isinstance(above.content, Passage):
        return ""
    text = above.content.text
    near = -CAPTION_GAP / 4 <= table.top - above.bottom <= CAPTION_GAP
    named = bool(above.content.number) or CAPTION.match(text) is not None
    if not near or len(text) > CAPTION_LENGTH or (text.endswith(".") and not named):
        return ""
    return f"{above.content.number} {text}" if above.content.number else text
