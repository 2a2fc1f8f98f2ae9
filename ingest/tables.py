"""Table rows: the words of a page put into the cells of its grids, with heads and caption."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from corpus.records import CELL_MARK
from ingest.column_heads import Cell, column_heads, head_rows, is_value
from ingest.lattice import SNAP, Grid, overlap
from ingest.layout import Area, PageLayout, Word
from ingest.spelling import Span, Spelling, run_text

BLANK_COLUMN = 20.0
"""A column without any word is one when it is this wide, in points; narrower ones are bars of colour and gaps."""
TEXT_WORDS = 60
"""So many words in a cell across a whole table are a text and no row of it."""
LONGEST_LABEL = 80
"""Characters; a cell that runs down over several rows labels each of them if it is no longer than this."""

PARAGRAPH_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,3})+[a-z]?")
_WORD = re.compile(r"[^\W\d_]{2}")

Home = tuple[int, int]
"""The index of a grid and that of a cell in it."""
Placed = tuple[int, Word]
"""A word with the number of its page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one cell: `first` is the position of its column, `end` the one after the last that it spans."""

    first: int
    end: int
    words: tuple[Placed, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it will be printed: `spans` are offsets into `text`, the cells' texts joined by `CELL_MARK`.

    A label that runs down over the row from above stands in `cells`, not in `text`.
    `look` is what tells kinds of rows apart: bold or not, and the shade.
    """

    pieces: tuple[Piece, ...]
    text: str
    spans: tuple[Span, ...]
    cells: tuple[str, ...]
    is_head: bool = False
    look: tuple[bool, tuple[int, int, int] | None] = (False, None)

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.spans[0].page


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one page: its rows from above, the area it covers, and a caption that stands inside it.

    `columns` are the left ends of its columns, in points; `heads` is empty where none were recognised.
    """

    page: int
    rows: tuple[TableRow, ...]
    frame: Area
    columns: tuple[float, ...]
    heads: tuple[str, ...] = ()
    caption: str = ""

    @property
    def body(self) -> tuple[TableRow, ...]:
        """The rows that are not heads."""
        return tuple(row for row in self.rows if not row.is_head)


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
    """Keep the grids in which words stand in more than one column: coloured bars and boxes are no tables.

    Neither are paragraphs set in two columns, their numbers in the first.
    """
    held: list[dict[Area, list[Word]]] = [defaultdict(list) for _ in grids]
    for word, home in zip(words, homes(words, grids), strict=True):
        if home is not None:
            held[home[0]][grids[home[0]].cells[home[1]]].append(word)
    filled = [len({area.left for area in own}) for own in held]
    return [
        _without_texts(grid, own)
        for grid, own, columns in zip(grids, held, filled, strict=True)
        if columns > 1 and not (columns == 2 and _is_numbered_text(own))
    ]


def _without_texts(grid: Grid, held: dict[Area, list[Word]]) -> Grid:
    """Take the cells off that go across the whole table at its end and hold a text: a box of prose hung onto it."""
    left = list(grid.cells)
    while len(left) > 1:
        lowest = max(left, key=lambda cell: cell.top)
        across = lowest.left <= grid.frame.left + SNAP and lowest.right >= grid.frame.right - SNAP
        if not across or len(held.get(lowest, ())) < TEXT_WORDS:
            break
        left.remove(lowest)
    return grid if len(left) == len(grid.cells) else Grid(tuple(left))


def _is_numbered_text(held: dict[Area, list[Word]]) -> bool:
    """Say whether the cells of two columns are numbers of paragraphs and their texts."""
    rows: dict[float, list[tuple[float, str]]] = defaultdict(list)
    for area, words in held.items():
        rows[area.top].append((area.left, " ".join(word.text for word in words)))
    pairs = [[text for _, text in sorted(row)] for row in rows.values()]
    numbered = [row for row in pairs if len(row) == 2 and PARAGRAPH_NUMBER.fullmatch(row[0]) and _WORD.search(row[1])]
    return len(numbered) > 1 and all(len(row) == 1 or row in numbered for row in pairs)


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
    if len({cell.columns[0] for cell in cells}) < 2 or not _has_rows(cells):
        return None
    columns = _columns(grid, cells)
    starts = sorted({cell.rows[0] for cell in cells})
    rows = [sorted((cell for cell in cells if cell.rows[0] == row), key=lambda cell: cell.columns) for row in starts]
    titled = len(rows) > 1 and len(rows[0]) == 1 and rows[0][0].covers(columns) == len(columns)
    offset = 1 if titled else 0
    count = head_rows(rows[offset:], columns)
    done = [_row(page.number, row, columns, spelling) for row in rows]
    done = [replace(row, is_head=offset <= index < offset + count) for index, row in enumerate(done)]
    heads = heads_of(done[offset : offset + count], len(columns))
    done = [replace(row, is_head=row.is_head or (bool(heads) and row.cells == heads)) for row in done]
    labelled = _labelled(done, rows, columns, offset + count)
    lefts = tuple(grid.columns[column] for column in columns)
    return Table(page.number, tuple(labelled), grid.frame, lefts, heads, done[0].text if titled else "")


def _columns(grid: Grid, cells: Sequence[Cell]) -> list[int]:
    """Give the columns of a grid that count: those where a filled cell begins, and blank ones as wide as a cell is.

    A blank column counts when most of the rows have a cell of their own for it.
    """
    columns = {cell.columns[0] for cell in cells}
    rights = [*grid.columns[1:], grid.frame.right]
    own: dict[int, int] = defaultdict(int)
    for area in grid.cells:
        first, end = column_index(grid.columns, area.left), column_index(grid.columns, area.right)
        own[first] += end - first == 1
    for column, (left, right) in enumerate(zip(grid.columns, rights, strict=True)):
        if right - left >= BLANK_COLUMN and 2 * own[column] > len(grid.rows):
            columns.add(column)
    return sorted(columns)


def heads_of(rows: Sequence[TableRow], count: int) -> tuple[str, ...]:
    """Give the heads of `count` columns from the rows that hold them; empty without rows."""
    if not rows:
        return ()
    return column_heads([[(piece.first, piece.end, piece.text) for piece in row.pieces] for row in rows], count)


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
        (column_index(grid.rows, area.top), column_index(grid.rows, area.bottom)),
        (column_index(grid.columns, area.left), column_index(grid.columns, area.right)),
        all(word.bold for word in words),
        min(shades, key=lambda shade: shade.size).colour if shades else None,
    )


def column_index(starts: Sequence[float], at: float) -> int:
    """Count the starts that lie before a position: the index of the row or column that begins there."""
    return sum(start < at - SNAP for start in starts)


def _row(page: int, row: Sequence[Cell], columns: Sequence[int], spelling: Spelling) -> TableRow:
    pieces = []
    for cell in row:
        first = columns.index(cell.columns[0])
        words = tuple((page, word) for word in cell.words)
        pieces.append(Piece(first, first + cell.covers(columns), words))
    shades = {cell.shade for cell in row}
    look = all(cell.bold for cell in row), shades.pop() if len(shades) == 1 else None
    return written(pieces, len(columns), spelling, look)


def written(
    pieces: Sequence[Piece],
    count: int,
    spelling: Spelling,
    look: tuple[bool, tuple[int, int, int] | None] = (False, None),
) -> TableRow:
    """Write the cells of a row into one text; `count` is how many columns its table has."""
    done: list[Piece] = []
    cells = [""] * count
    text = ""
    spans: list[Span] = []
    for piece in pieces:
        part, own = run_text(piece.words, spelling, narrow=True)
        if text:
            text += CELL_MARK
        spans += [Span(span.start + len(text), span.end + len(text), span.word, span.page) for span in own]
        text += part
        cells[piece.first] = f"{cells[piece.first]} {part}".strip()
        done.append(replace(piece, text=part))
    return TableRow(tuple(done), text, tuple(spans), tuple(cells), look=look)


def _labelled(
    done: Sequence[TableRow], rows: Sequence[Sequence[Cell]], columns: Sequence[int], heads: int
) -> list[TableRow]:
    """Give each row the labels of cells that run down over it from above; figures and texts stand once."""
    found: list[TableRow] = []
    running: dict[int, tuple[int, str]] = {}
    for index, (row, cells) in enumerate(zip(done, rows, strict=True)):
        start = cells[0].rows[0]
        labels = [
            running[position][1] if not text and position in running and start < running[position][0] else text
            for position, text in enumerate(row.cells)
        ]
        # A cell across the table stands over what runs down beside it.
        found.append(replace(row, cells=tuple(labels)) if index >= heads and len(row.pieces) > 1 else row)
        for cell, piece in zip(cells, row.pieces, strict=True):
            is_label = index >= heads and len(piece.text) <= LONGEST_LABEL and not is_value(piece.text)
            if is_label and cell.rows[1] - start > 1 and cell.covers(columns) == 1:
                running[piece.first] = cell.rows[1], piece.text
    return found
