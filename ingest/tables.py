"""Table rows: the words of a page put into the cells of its grids, with heads and caption."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.lattice import SNAP, Grid, overlap
from ingest.layout import Area, PageLayout, Word
from ingest.spelling import Span, Spelling, run_text

CELL_MARK = " | "
"""What stands between two cells in the text of a row."""
SAME_FRAME = 8.0
"""How far, in points, the ends of a table may move from page to page."""
MOST_HEAD_ROWS = 4
LONGEST_HEAD = 90
"""Characters; a longer cell is not a column head."""

_VALUE = re.compile(r"[(+\-–−<>~]?\s*£?\s*[(+\-–−]?\d[\d,.]*\s*(?:%|m|k|bn|p|pp)?\)?\*?|[-–—]|n/?a", re.I)
"""A figure, or a sign for none, as it fills a cell."""
_PERIOD = re.compile(
    r"(?:(?:fy|q[1-4]|apr|may|june?|july?|aug|sept?|oct|nov|dec|jan|feb|mar)\w*[\s\-/]*)?"
    r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?",
    re.I,
)
"""A year or a month of one: a head, though it is all digits."""


Home = tuple[int, int]
"""The index of a grid and that of a cell in it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The contents of a cell: its words, the columns and rows that it spans (the last one excluded), its look."""

    words: tuple[Word, ...]
    rows: tuple[int, int]
    columns: tuple[int, int]
    bold: bool
    shade: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it will be printed: `spans` are offsets into `text`, `first` is its first word's place in the file."""

    index: int
    text: str
    cells: tuple[str, ...]
    heads: tuple[str, ...]
    is_head: bool
    spans: tuple[Span, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one page: its rows from above, the area it covers, and a caption that stands inside it."""

    page: int
    rows: tuple[TableRow, ...]
    frame: Area
    columns: int
    caption: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The column heads, empty where none were recognised."""
        return self.rows[0].heads


def homes(words: Sequence[Word], grids: Sequence[Grid]) -> list[Home | None]:
    """Give the grid and the cell in which each word stands, None outside; the smallest cell where grids are nested."""
    cells = sorted(
        ((g, c, cell) for g, grid in enumerate(grids) for c, cell in enumerate(grid.cells)),
        key=lambda entry: entry[2].size,
    )
    nested = any(overlap(a.frame, b.frame) for a, b in combinations(grids, 2))
    frames = [grid.frame for grid in grids]
    found: list[Home | None] = []
    last: tuple[int, int, Area] | None = None
    for word in words:
        x, y = word.centre
        if last is not None and not nested and last[2].holds(x, y):
            found.append(last[:2])
            continue
        last = None
        if any(frame.holds(x, y) for frame in frames):
            last = next((entry for entry in cells if entry[2].holds(x, y)), None)
        found.append(last[:2] if last else None)
    return found


def true_tables(words: Sequence[Word], grids: Sequence[Grid]) -> list[Grid]:
    """Keep the grids in which words stand in more than one column: coloured bars and boxes are no tables."""
    columns: list[set[float]] = [set() for _ in grids]
    for home in homes(words, grids):
        if home is not None:
            columns[home[0]].add(grids[home[0]].cells[home[1]].left)
    return [grid for grid, filled in zip(grids, columns, strict=True) if len(filled) > 1]


def tables_of(page: PageLayout, words: Sequence[Word], grids: Sequence[Grid], spelling: Spelling) -> list[Table]:
    """Read the tables of a page; a grid without a row of two filled cells is not a table."""
    held: list[dict[int, list[Word]]] = [defaultdict(list) for _ in grids]
    for word, home in zip(words, homes(words, grids), strict=True):
        if home is not None:
            held[home[0]][home[1]].append(word)
    tables = [_table(page, grid, cells, spelling) for grid, cells in zip(grids, held, strict=True)]
    return [table for table in tables if table is not None]


def _table(page: PageLayout, grid: Grid, held: dict[int, list[Word]], spelling: Spelling) -> Table | None:
    cells = [_read_cell(page, grid, grid.cells[index], tuple(words)) for index, words in held.items() if words]
    filled = sorted({cell.columns[0] for cell in cells})
    if len(filled) < 2 or not _has_rows(cells):
        return None
    starts = sorted({cell.rows[0] for cell in cells})
    rows = [sorted((cell for cell in cells if cell.rows[0] == row), key=lambda cell: cell.columns) for row in starts]
    caption = ""
    if len(rows) > 1 and len(rows[0]) == 1 and _width(rows[0][0], filled) == len(filled) and len(filled) > 1:
        caption = _plain(rows[0][0], spelling)
    offset = 1 if caption else 0
    count = head_rows(rows[offset:], filled)
    heads = _heads(rows[offset : offset + count], filled, spelling)
    done = [
        _row(page, index, row, filled, heads, offset <= index < offset + count, spelling)
        for index, row in enumerate(rows)
    ]
    return Table(page.number, tuple(done), grid.frame, len(filled), caption)


def continues(above: Table, below: Table) -> bool:
    """Say whether a table goes on in another at the top of the next page: as wide, as many columns, no other heads."""
    return (
        below.page == above.page + 1
        and below.columns == above.columns
        and abs(below.frame.left - above.frame.left) <= SAME_FRAME
        and abs(below.frame.right - above.frame.right) <= SAME_FRAME
        and not below.caption
        and below.heads in ((), above.heads)
    )


def _has_rows(cells: Sequence[Cell]) -> bool:
    """Say whether some row has two cells: boxes one under another are not a table."""
    rows: dict[int, int] = defaultdict(int)
    for cell in cells:
        rows[cell.rows[0]] += 1
    return max(rows.values()) > 1


def _read_cell(page: PageLayout, grid: Grid, area: Area, words: tuple[Word, ...]) -> Cell:
    x, y = (area.left + area.right) / 2, (area.top + area.bottom) / 2
    shades = [shade for shade in page.areas if shade.holds(x, y)]
    return Cell(
        words,
        (_index(grid.rows, area.top), _index(grid.rows, area.bottom)),
        (_index(grid.columns, area.left), _index(grid.columns, area.right)),
        all(word.bold for word in words),
        min(shades, key=lambda shade: shade.size).colour if shades else None,
    )


def _index(starts: Sequence[float], at: float) -> int:
    """Count the starts that lie before a position: the index of the row or column that begins there."""
    return sum(start < at - SNAP for start in starts)


def _width(cell: Cell, filled: Sequence[int]) -> int:
    return sum(cell.columns[0] <= column < cell.columns[1] for column in filled)


def _plain(cell: Cell, spelling: Spelling) -> str:
    return run_text([(0, word) for word in cell.words], spelling, narrow=True)[0]


def head_rows(rows: Sequence[Sequence[Cell]], filled: Sequence[int]) -> int:
    """Count the rows at the beginning that hold column heads: 0 for a table without heads.

    Heads hold no figures (years may stand), are short, and look otherwise than what follows (bold, shaded), stand
    over figures, or fill a row of three or more columns; under a head that spans columns stand theirs.
    """
    count = 0
    while count < min(MOST_HEAD_ROWS, len(rows) - 1) and _may_be_head(rows[count]):
        spanned = count > 0 and any(_width(cell, filled) > 1 for cell in rows[count - 1])
        opens = count == 0 and _stands_over(rows, filled)
        if not (_looks_otherwise(rows[count], rows[count + 1 :]) or spanned or opens):
            break
        count += 1
    return count


def _texts(row: Sequence[Cell]) -> list[str]:
    return [" ".join(word.text for word in cell.words) for cell in row]


def is_value(text: str) -> bool:
    """Say whether a cell's text is a figure or a sign for none; years are heads."""
    return bool(_VALUE.fullmatch(text)) and not _PERIOD.fullmatch(text)


def _may_be_head(row: Sequence[Cell]) -> bool:
    texts = _texts(row)
    return not any(is_value(text) for text in texts) and all(len(text) <= LONGEST_HEAD for text in texts)


def _looks_otherwise(row: Sequence[Cell], others: Sequence[Sequence[Cell]]) -> bool:
    """Say whether a row is bold or shaded as most of the rows below it are not."""
    bold = sum(all(cell.bold for cell in other) for other in others)
    if len(row) > 1 and all(cell.bold for cell in row) and 2 * bold < len(others):
        return True
    shades = {cell.shade for cell in row}
    alike = sum(bool(shades & {cell.shade for cell in other}) for other in others)
    return None not in shades and 2 * alike < len(others)


def _stands_over(rows: Sequence[Sequence[Cell]], filled: Sequence[int]) -> bool:
    """Say whether the first row fills the columns as heads do: over figures, or over three columns or more."""
    texts = _texts(rows[0])
    covered = sum(_width(cell, filled) for cell in rows[0])
    if texts[0].endswith(":") or len(texts) < 2 or covered < len(filled) - 1:
        return False
    below = [(cell.columns[0], text) for row in rows[1:] for cell, text in zip(row, _texts(row), strict=True)]
    figures = any(is_value(text) for column, text in below if column > filled[0])
    return figures or (len(texts) > 2 and all(text[-1] not in ".;" for text in texts))


def _heads(rows: Sequence[Sequence[Cell]], filled: Sequence[int], spelling: Spelling) -> tuple[str, ...]:
    """Join the heads above each column, a spanning head for each column that it spans."""
    if not rows:
        return ()
    parts: list[list[str]] = [[] for _ in filled]
    for row in rows:
        for cell in row:
            text = _plain(cell, spelling)
            for position, column in enumerate(filled):
                if cell.columns[0] <= column < cell.columns[1] and text not in parts[position]:
                    parts[position].append(text)
    return tuple(" ".join(part) for part in parts)


def _row(
    page: PageLayout,
    index: int,
    row: Sequence[Cell],
    filled: Sequence[int],
    heads: tuple[str, ...],
    is_head: bool,
    spelling: Spelling,
) -> TableRow:
    texts = [""] * len(filled)
    text = ""
    spans: list[Span] = []
    for cell in row:
        part, own = run_text([(page.number, word) for word in cell.words], spelling, narrow=True)
        if text:
            text += CELL_MARK
        spans += [Span(span.start + len(text), span.end + len(text), span.word, span.page) for span in own]
        text += part
        position = filled.index(cell.columns[0])
        texts[position] = f"{texts[position]} {part}".strip()
    tops = [word.top for cell in row for word in cell.words]
    bottoms = [word.bottom for cell in row for word in cell.words]
    return TableRow(index, text, tuple(texts), heads, is_head, tuple(spans), min(tops), max(bottoms))
