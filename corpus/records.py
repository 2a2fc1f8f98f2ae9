"""The records: what was read from the papers, as frozen values that know nothing of storage.

Identity is document and position, never a hash of the text: the same sentence in two papers is two citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """What became of a file."""

    READY = "ready"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    WITHHELD = "withheld"


class PaperKind(StrEnum):
    """What a paper is; OTHER where nothing says so."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    REPORT = "report"
    APPENDIX = "appendix"
    DECISION = "record of decision"
    PLAN = "plan"
    TRACKER = "tracker"
    SLIDES = "slides"
    OTHER = "paper"


class Standing(StrEnum):
    """Whether a paper's words still stand: minutes are draft until agreed, a report stands until it is replaced."""

    CURRENT = "current"
    DRAFT = "draft"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


class BlockKind(StrEnum):
    """What a block is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left of the page as a viewer shows it (rotation applied)."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def union(self, other: Box) -> Box:
        """Give the smallest box around both. Both must lie on one page."""
        return Box(
            self.page,
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run of a block's characters, `text[start:end]`, stands on a page: usually one word."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Row:
    """What a table row needs to be understood alone.

    `cells` and `heads` have one entry a column, empty where the cell or the head is blank; `heads` of a table
    without a recognised head row is empty. `table` counts the tables of the document from 0, `index` the rows of the
    table from 0; `is_head` marks the rows that hold the column heads themselves. A head over several columns stands
    before those below it, with " › " between; so does `section`, the sub-heads inside the table that the row stands
    under. The first `stubs` columns say what the row is of.
    """

    table: int
    index: int
    cells: tuple[str, ...]
    heads: tuple[str, ...] = ()
    caption: str = ""
    is_head: bool = False
    section: str = ""
    stubs: int = 1

    @property
    def row_head(self) -> str:
        """What the row is of: its cells in the columns that say so, those that are filled, with " › " between."""
        return " › ".join(cell for cell in self.cells[: self.stubs] if cell)


CELL_MARK = " | "
"""What stands between the cells in the text of a row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell, `text[start:end]` of its block, and its column."""

    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest citable piece of a document, in reading order.

    `text` is verbatim but for white space (single spaces) and words joined over a hyphenated line end; the filled
    cells of a table row are joined with " | ". `page` is the page of the file from 1, `page_label` the number printed
    on it, `number` the printed paragraph number ("5.6.1"); each None where there is none. `headings` runs from the
    outermost heading to the nearest one above. `places` may be empty: it is loaded only where a passage is to be drawn.
    `parent` is the ordinal of the block that a list item hangs under, `ocr` says that the text was read from a
    picture of the page.
    """

    document_id: str
    ordinal: int
    kind: BlockKind
    text: str
    page: int | None = None
    page_label: str | None = None
    number: str | None = None
    headings: tuple[str, ...] = ()
    row: Row | None = None
    places: tuple[Place, ...] = ()
    parent: int | None = None
    ocr: bool = False

    @property
    def id(self) -> str:
        """Document and position."""
        return f"{self.document_id}:{self.ordinal}"

    @property
    def above(self) -> tuple[str, ...]:
        """What stands above it, without blanks: headings, then a row's caption, sub-head and column heads."""
        table = (self.row.caption, self.row.section, *self.row.heads) if self.row else ()
        return tuple(part for part in (*self.headings, *table) if part)

    def cells(self) -> Iterator[Cell]:
        """Give the filled cells of a row that stand in its text, or the whole of another block as its only one.

        Those that run down from a row above have their words in its cells and not in its text.
        """
        if self.row is None:
            yield Cell(0, 0, len(self.text))
            return
        at = 0
        for column, cell in enumerate(self.row.cells):
            bounds = _bounds(self.text, cell.strip(), at)
            if bounds is not None:
                yield Cell(column, *bounds)
                at = bounds[1]


def _bounds(text: str, words: str, at: int) -> tuple[int, int] | None:
    """Find a cell in the text of its row, from a place on; one that was printed in pieces may have marks in it."""
    start = text.find(words, at) if words else -1
    while start >= 0:
        end = start + len(words)
        opens, closes = text[:start].endswith(CELL_MARK), text.startswith(CELL_MARK, end)
        if (opens or not start) and (closes or end == len(text)):
            return start, end
        start = text.find(words, start + 1)
    if " " not in words:
        return None
    pieces = re.compile(rf"(?:{re.escape(CELL_MARK)}| )".join(map(re.escape, words.split(" "))))
    found = pieces.search(text, at)
    return found.span() if found else None


@dataclass(frozen=True, slots=True)
class Document:
    """One published file, as it was found at `source` (a path, or "archive.zip!/member" for a file in a zip).

    `id` is made from the source, so that a changed file replaces its earlier self; `sha256` is of the contents.
    `reason` says why a file is not ready, in a sentence. `council`, `committee`, `meeting_date` and `title` are the
    document's own words, empty or None where it does not say. `reader` is the version of the reading that it comes
    from, empty where that is not known or the document is to be read anew.
    """

    id: str
    name: str
    source: str
    sha256: str
    media_type: str
    pages: int | None = None
    title: str = ""
    council: str = ""
    committee: str = ""
    meeting_date: date | None = None
    state: State = State.READY
    reason: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A part of a document that stands on its own, from one block to another (both included).

    A file that was not taken apart is one paper. Empty fields take the document's. `item` is the number of the agenda
    item that it belongs to, `first_page` and `last_page` are pages of the file. `exempt` is empty for a public paper,
    else the words for why it is withheld ("paragraph 3"): in an index that does not allow exempt papers it has no
    blocks. `settled_by` is the id of the paper that replaced or agreed it.
    """

    document_id: str
    ordinal: int
    title: str
    first_block: int
    last_block: int
    kind: PaperKind = PaperKind.OTHER
    item: str = ""
    council: str = ""
    committee: str = ""
    meeting_date: date | None = None
    officer: str = ""
    first_page: int | None = None
    last_page: int | None = None
    standing: Standing = Standing.CURRENT
    settled_by: str = ""
    exempt: str = ""

    @property
    def id(self) -> str:
        """Document and position."""
        return f"{self.document_id}/{self.ordinal}"

    def holds(self, block: Block) -> bool:
        """Say whether a block is of this paper."""
        return self.document_id == block.document_id and self.first_block <= block.ordinal <= self.last_block

    def own(self, blocks: Iterable[Block]) -> list[Block]:
        """Give those of several blocks that are of this paper, in their order."""
        return [block for block in blocks if self.holds(block)]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of blocks for retrieval, `first_block` to `last_block`, with the headings that stand above it."""

    document_id: str
    ordinal: int
    first_block: int
    last_block: int
    text: str
    context: str = ""

    @property
    def id(self) -> str:
        """Document and position."""
        return f"{self.document_id}#{self.ordinal}"
