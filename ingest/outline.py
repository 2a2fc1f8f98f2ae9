"""The blocks of one document as they are read, each under the headings that stand above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.records import CELL_MARK, Block, BlockKind, Row
from ingest.grid import MOST_COLUMNS, Cell, Grid, laid_out
from ingest.numbering import bullet, printed_number
from ingest.sections import sections_of_cells

SUBHEADING = 20
"""Level of a heading that is only shown by its look: below every level that styles or numbers give."""
LONGEST_HEADING = 120
"""Characters; a longer bold paragraph is emphasis, not a heading."""
LONGEST_CAPTION = 200
LONGEST_BLOCK = 10_000
"""Characters of a block; a longer paragraph, some three pages without a break, is parted at the end of a sentence."""
LONGEST_ROW = 50_000
"""Characters of a table's row; a spreadsheet's cell may have 32,767."""
LONGEST_STYLED = 1_000
"""Characters of a heading, whatever its style: a longer one is a paragraph."""
_BREAKS = (". ", "; ", " ")

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
"""Soft hyphens and zero-width signs: nobody reads them, and they break words in a search."""
_CAPTION = re.compile(r"(?:table|figure|chart)\s*[\dA-Z]", re.IGNORECASE)
_BARE_ANSWERS = frozenset({"none", "yes", "no", "n/a", "nil", "not applicable", "none."})


def clean(text: str) -> str:
    """Give a text on one line with single spaces and without invisible signs."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def number_depth(number: str) -> int:
    """Give the level that a heading's number shows: "5" and "5.0" are 1, "5.6" is 2, "5.6.1" is 3."""
    parts = [part for part in number.strip("().").split(".") if part]
    return max(1, len(parts) - (len(parts) == 2 and parts[1] == "0"))


def looks_like_a_heading(text: str, number: str | None) -> bool:
    """Say whether a line under a number of several levels is a title rather than a sentence."""
    if number is None or (number_depth(number) < 2 and not number.endswith(".0")):
        return False
    words = text.split()
    return (
        len(words) <= 12
        and len(text) <= LONGEST_HEADING
        and text[:1].isupper()
        and text[-1] not in ".;,"
        and "?" not in text
        and text.lower() not in _BARE_ANSWERS
    )


class Outline:
    """Collects blocks in reading order. Texts are cleaned here; those without any sign to read are left out."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id
        self._blocks: list[Block] = []
        self._path: list[tuple[int, str]] = []
        self._tables = 0

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks so far."""
        return tuple(self._blocks)

    def heading(self, text: str, level: int, number: str | None = None) -> None:
        """Add a heading; it ends those of its own level and below."""
        number, text = _numbered(text, number)
        if not text:
            return
        if len(text) > LONGEST_STYLED:
            self._add(BlockKind.PARAGRAPH, text, number)
            return
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self._add(BlockKind.HEADING, text, number)
        self._path.append((level, f"{number} {text}" if number else text))

    def paragraph(self, text: str, number: str | None = None) -> None:
        """Add a paragraph; one under a typed number that reads as a title becomes a heading."""
        has_bullet, plain = bullet(_INVISIBLE.sub("", text).strip())
        number, plain = _numbered(plain, number)
        if looks_like_a_heading(plain, number):
            assert number is not None
            self.heading(plain, number_depth(number), number)
        elif plain:
            is_item = has_bullet or (number is not None and not number[0].isdigit())
            self._add(BlockKind.LIST_ITEM if is_item else BlockKind.PARAGRAPH, plain, number)

    def item(self, text: str, number: str | None = None) -> None:
        """Add a list item, with the number that its list gives it or that is typed."""
        number, plain = _numbered(bullet(_INVISIBLE.sub("", text).strip())[1], number)
        if plain:
            self._add(BlockKind.LIST_ITEM, plain, number)

    def table(self, rows: Sequence[Sequence[Cell]], caption: str = "") -> None:
        """Add a table's rows, each with the heads of its columns. A table of one cell is a box around a text."""
        tidy = [[Cell(clean(cell.text), cell.columns, cell.rows, cell.is_head) for cell in row] for row in rows]
        caption = clean(caption)
        if len(caption) > LONGEST_STYLED or any(map(_is_no_row, tidy)):
            # Nobody can read it as a table: what is written in it is still read.
            for text in (caption, *(CELL_MARK.join(cell.text for cell in row if cell.text) for row in tidy)):
                self.paragraph(text)
            return
        grid = laid_out(tidy)
        if not grid.cells:
            return
        if len(grid.cells) == 1 and sum(bool(text) for text in grid.cells[0]) == 1:
            self.paragraph(next(text for text in grid.cells[0] if text))
            return
        if len(grid.cells[0]) == 2 and not grid.head_rows and all(_is_numbered_row(row) for row in grid.cells):
            for number, text in grid.cells:
                self.paragraph(f"{number}\t{text}")
            return
        self._rows(grid, caption or self._caption_above())

    def _rows(self, grid: Grid, caption: str) -> None:
        sections = sections_of_cells(grid.cells, grid.head_rows)
        for index, cells in enumerate(grid.cells):
            is_head = index < grid.head_rows
            row = Row(self._tables, index, cells, grid.heads, caption, is_head=is_head, section=sections[index])
            self._add(BlockKind.TABLE_ROW, CELL_MARK.join(text for text in cells if text), None, row)
        self._tables += 1

    def _caption_above(self) -> str:
        """Give the line just above the table if it announces it ("Table 3: …")."""
        above = self._blocks[-1] if self._blocks else None
        if above and above.kind is not BlockKind.TABLE_ROW and len(above.text) <= LONGEST_CAPTION:
            return above.text if _CAPTION.match(above.text) else ""
        return ""

    def _add(self, kind: BlockKind, text: str, number: str | None, row: Row | None = None) -> None:
        headings = tuple(heading for _, heading in self._path)
        for part in (text,) if row else _parts(text):
            block = Block(self._document_id, len(self._blocks), kind, part, number=number, headings=headings, row=row)
            self._blocks.append(block)
            number = None  # the rest of a long paragraph stands under the number of its beginning


def _numbered(text: str, number: str | None) -> tuple[str | None, str]:
    """Give the number, typed unless it is given, and the cleaned text without it."""
    if number is None:
        number, text = printed_number(_INVISIBLE.sub("", text).strip())
    return number, clean(text)


def _parts(text: str) -> Iterator[str]:
    """Part a text that is longer than a block may be, at the end of a sentence where there is one."""
    start = 0
    while len(text) - start > LONGEST_BLOCK:
        ends = (text.rfind(sign, start + LONGEST_BLOCK // 2, start + LONGEST_BLOCK) + 1 for sign in _BREAKS)
        end = next((end for end in ends if end), start + LONGEST_BLOCK)
        yield text[start:end].strip()
        start = end
    yield text[start:].strip()


def _is_no_row(row: Sequence[Cell]) -> bool:
    """Say whether a row is wider than tables are, or has more text than a row may have."""
    return len(row) > MOST_COLUMNS or sum(len(cell.text) for cell in row) > LONGEST_ROW


def _is_numbered_row(row: Sequence[str]) -> bool:
    """Say whether a row of two cells is a numbered paragraph that was laid out as a table."""
    return bool(row[0] and row[1]) and printed_number(f"{row[0]}\t{row[1]}") == (row[0].rstrip(".:"), row[1])
