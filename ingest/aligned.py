"""Tables without rules: columns shown only by words and figures that stand under one another.

What is read as one must have labels beside figures that line up, row after row: a text is never taken for a table,
so lists of words set in columns are left as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.column_heads import is_value
from ingest.figure_lines import LONGEST_LABEL, FigureLine, Part, figure_lines
from ingest.lattice import Grid
from ingest.layout import Area, Edge, Word

LEAST_ROWS = 3
"""Fewer lines of figures line up by chance."""
LINED_UP = 3.0
"""Figures of one column end or begin within this of one another, in points."""
ENOUGH = 0.7
"""The part of a column's figures that must line up."""
STEP = 2.4
"""Lines that begin a table stand no further apart than this many line heights, from top to top."""
FAR_STEP = 6.0
"""A line whose figures fit its columns may follow so many line heights below: totals stand apart."""
HEAD_STEP = 3.2
MOST_HEAD_LINES = 7
ONE_ROW = 1.45
"""Lines of one label stand within this many line heights."""
GOOD_PART = 0.25
UNDER = 5.0
"""A rule no further below words, in points, underlines them."""
MARGIN = 1.0


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    right: float


_Heads = list[tuple[FigureLine, list[list[int]]]]
"""Lines of heads from above, each with the columns that its parts stand over."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table: the one of the labels, those of the figures, and perhaps one of notes behind them."""

    labels: _Column
    figures: tuple[_Column, ...]
    notes: _Column | None = None

    @property
    def all(self) -> tuple[_Column, ...]:
        """From the left."""
        return (self.labels, *self.figures, *([self.notes] if self.notes else []))

    def at(self, part: Part) -> int | None:
        """Give the index of the column of figures in which a figure stands, None if in none or in two."""
        found = [i for i, column in enumerate(self.figures) if part.left <= column.right and column.left <= part.right]
        return found[0] if len(found) == 1 else None


def aligned_grids(words: Sequence[Word], taken: Sequence[Grid], edges: Sequence[Edge] = ()) -> list[Grid]:
    """Find the tables among a page's words that stand in none of the grids already found.

    `edges` are lines drawn on the page: one under a head shows how many columns it stands over.
    """
    free = [word for word in words if word.upright and not any(grid.frame.holds(*word.centre) for grid in taken)]
    if sum(is_value(word.text) for word in free) < LEAST_ROWS:
        return []
    lines = figure_lines(free)
    grids: list[Grid] = []
    done = 0
    for first, last in _seeds(lines):
        if first < done:
            continue
        columns = _columns([line for line in lines[first:last] if line.is_data])
        if columns is None or _is_contents(lines[first:last]):
            continue
        last, columns = _extended(lines, last, columns)
        heads, start = _above(lines, first, done, columns, edges)
        if heads or _stands_alone(lines[first:last], columns):
            grids.append(_grid(heads, lines[start:last], columns))
            done = last
    return grids


def _seeds(lines: Sequence[FigureLine]) -> Iterator[tuple[int, int]]:
    """Give the runs of lines, from the first to the one after the last with figures, that may begin a table."""
    first: int | None = None
    last = 0
    for index, line in enumerate(lines):
        if first is not None:
            near = line.top - lines[index - 1].top <= STEP * max(line.height, lines[index - 1].height)
            lone = len(line.parts) == 1 and line.parts[0].right < lines[last].figures[0].left
            if not near or not (line.is_data or lone) or index - last > LEAST_ROWS:
                yield first, last + 1
                first = None
        if line.is_data:
            first, last = (index if first is None else first), index
    if first is not None:
        yield first, last + 1


def _columns(rows: Sequence[FigureLine]) -> _Columns | None:
    """Give the columns of lines of figures; None unless they line up."""
    if len(rows) < LEAST_ROWS:
        return None
    found: list[_Column] = []
    for left, right in sorted((part.left, part.right) for row in rows for part in row.figures):
        if found and left <= found[-1].right + MARGIN:
            found[-1] = _Column(found[-1].left, max(found[-1].right, right))
        else:
            found.append(_Column(left, right))
    labels = [row.parts[0] for row in rows]
    least = len(rows) // 2
    if max(part.right for part in labels) + MARGIN >= found[0].left:
        return None
    if not (_line_up([p.left for p in labels], least) or _line_up([p.right for p in labels], least)):
        return None
    columns = _Columns(_Column(min(p.left for p in labels), max(p.right for p in labels)), tuple(found))
    own: list[list[Part]] = [[] for _ in found]
    for row in rows:
        places = [columns.at(part) for part in row.figures]
        if None in places or len(set(places)) < len(places):
            return None
        for place, part in zip(places, row.figures, strict=True):
            own[place or 0].append(part)
    if not all(_agree(parts) for parts in own) or max(map(len, own)) < LEAST_ROWS:
        return None
    return _with_notes(columns, rows)


def _with_notes(columns: _Columns, rows: Sequence[FigureLine]) -> _Columns | None:
    """Add the column of the words behind the figures; None where they stand among the figures of other rows."""
    notes = [row.parts[-1] for row in rows if not row.parts[-1].value]
    if not notes:
        return columns
    left = min(part.left for part in notes)
    if left <= columns.figures[-1].right:
        return None
    return _Columns(columns.labels, columns.figures, _Column(left, max(part.right for part in notes)))


def _agree(parts: Sequence[Part]) -> bool:
    least = max(1, round(ENOUGH * len(parts)))
    middles = [(part.left + part.right) / 2 for part in parts]
    places = [part.right for part in parts], [part.left for part in parts], middles
    return any(_line_up(own, least) for own in places)


def _line_up(places: Iterable[float], least: int) -> bool:
    """Say whether so many places lie within the width of a line."""
    ordered = sorted(places)
    return any(sum(place <= low + LINED_UP for place in ordered[index:]) >= least for index, low in enumerate(ordered))


def _is_contents(lines: Sequence[FigureLine]) -> bool:
    """Say whether the figures are pages or numbers of chapters: single, whole and rising."""
    rows = [line.figures for line in lines if line.is_data]
    if any(len(row) > 1 or not row[0].text.isdigit() for row in rows):
        return False
    pages = [int(row[0].text) for row in rows]
    return pages == sorted(pages) and pages[0] < pages[-1]


def _extended(lines: Sequence[FigureLine], last: int, columns: _Columns) -> tuple[int, _Columns]:
    """Go down over the lines whose figures stand in the same columns, and over the labels between them."""
    for index in range(last, len(lines)):
        line, above = lines[index], lines[index - 1]
        if line.top - above.top > FAR_STEP * max(line.height, above.height):
            break
        grown = _fitted(line, columns)
        if grown is None:
            break
        columns = grown
        if line.figures or line.parts[-1].left > columns.figures[-1].right:
            last = index + 1
    return last, columns


def _fitted(line: FigureLine, columns: _Columns) -> _Columns | None:
    """Give the columns with a line more: figures in them, a label before them, a note behind them; None if unfit."""
    first, final = columns.figures[0], columns.figures[-1]
    notes = columns.notes
    rest = [part for part in line.parts if part not in line.figures]
    if not line.figures and len(rest) > (1 if notes is None else 2):
        return None
    for part in line.figures:
        at = columns.at(part)
        if at is None or not any(
            abs(a - b) <= 2 * LINED_UP
            for a, b in (
                (part.right, columns.figures[at].right),
                (part.left, columns.figures[at].left),
                (part.left + part.right, columns.figures[at].left + columns.figures[at].right),
            )
        ):
            return None
    for part in rest:
        if part.right < first.left and len(part.text) <= LONGEST_LABEL:
            continue
        if part.left <= final.right or (notes is None and not line.figures):
            return None
        known = notes or _Column(part.left, part.right)
        notes = _Column(min(part.left, known.left), max(part.right, known.right))
    return _Columns(columns.labels, columns.figures, notes)


def _above(
    lines: Sequence[FigureLine], first: int, done: int, columns: _Columns, edges: Sequence[Edge]
) -> tuple[_Heads, int]:
    """Read the lines above that hold the heads of the columns, and give the first line under them.

    Labels without figures may stand between: they head the rows below them.
    """
    start = first
    while start > done and _is_label(lines[start - 1], columns) and _near(lines, start, HEAD_STEP):
        start -= 1
    heads: list[tuple[FigureLine, list[list[int]]]] = []
    grown = list(columns.all)
    at = start
    while at > max(done, start - MOST_HEAD_LINES) and _near(lines, at, HEAD_STEP):
        line = lines[at - 1]
        # A rule that begins under the labels parts the heads from the rows, and is of no head behind them.
        spanning = [edge for edge in edges if edge.start > columns.labels.right or _is_over_labels(line, columns)]
        over = [_over(part, grown, columns) for part in _underlined(line, spanning)]
        if not _are_heads(line, over, columns):
            break
        heads.insert(0, (line, over))
        for part, own in zip(line.parts, over, strict=True):
            if len(own) == 1:
                known = grown[own[0]]
                grown[own[0]] = _Column(min(known.left, part.left), max(known.right, part.right))
        at -= 1
    return heads, start if heads else first


def _is_over_labels(line: FigureLine, columns: _Columns) -> bool:
    """Say whether a line begins over the labels."""
    return line.parts[0].left <= columns.labels.right


def _near(lines: Sequence[FigureLine], below: int, steps: float) -> bool:
    above, line = lines[below - 1], lines[below]
    return line.top - above.top <= steps * max(line.height, above.height)


def _is_label(line: FigureLine, columns: _Columns) -> bool:
    """Say whether a line is one short text over the labels."""
    part = line.parts[0]
    aside = part.right < columns.figures[0].left and abs(part.left - columns.labels.left) <= 4 * LINED_UP
    return len(line.parts) == 1 and aside and len(part.text) <= LONGEST_LABEL and part.text[-1] not in ".;"


def _underlined(line: FigureLine, edges: Sequence[Edge]) -> Iterator[_Column]:
    """Give the width of each part of a line: that of the rule under it and under no other part, where it has one."""
    for part in line.parts:
        found = _Column(part.left, part.right)
        for edge in edges:
            under = edge.level and -MARGIN <= edge.at - line.bottom <= UNDER and edge.start < part.right
            own = (
                under
                and part.left < edge.end
                and not any(
                    other is not part and other.left < edge.end and edge.start < other.right for other in line.parts
                )
            )
            if own:
                found = _Column(min(part.left, edge.start), max(part.right, edge.end))
        yield found


def _are_heads(line: FigureLine, over: Sequence[Sequence[int]], columns: _Columns) -> bool:
    """Say whether each part of a line stands over columns of its own, some of them of figures."""
    taken = [column for own in over for column in own]
    figures = any(0 < column <= len(columns.figures) for column in taken)
    return all(over) and figures and len(set(taken)) == len(taken) and not any(part.value for part in line.parts)


def _over(part: _Column, grown: Sequence[_Column], columns: _Columns) -> list[int]:
    """Give the columns that a part of a line above stands over, by their indexes; none if it runs past the labels.

    `grown` are the columns as wide as the heads that stand lower.
    """
    found = [i for i, own in enumerate(grown) if part.left <= own.right and own.left <= part.right]
    if len(found) == 1 and found[0] and _is_over(part, grown[found[0]]):
        return found
    middle = (part.left + part.right) / 2
    between = [i for i in range(1, len(columns.figures)) if grown[i].right < middle < grown[i + 1].left]
    if between:
        # It stands over the middle between two columns, and over both.
        found = sorted({*found, between[0], between[0] + 1})
    if not found:
        # A head may be narrower than what separates it from its figures: take the column that ends or begins with it.
        found = [
            i
            for i, own in enumerate(grown)
            if i and min(abs(part.right - own.right), abs(part.left - own.left)) <= 4 * LINED_UP
        ][:1]
    return [] if 0 in found and len(found) > 1 else found


def _is_over(part: _Column, column: _Column) -> bool:
    """Say whether a head begins, ends or is centred as its column, or stands over it with a good part of its width."""
    ends = part.left - column.left, part.right - column.right
    shared = min(part.right, column.right) - max(part.left, column.left)
    lined_up = any(abs(end) <= LINED_UP for end in (*ends, sum(ends) / 2))
    return lined_up or shared >= GOOD_PART * (part.right - part.left)


def _stands_alone(lines: Sequence[FigureLine], columns: _Columns) -> bool:
    """Say whether lines without heads are a table all the same: two columns of figures or more, nearly all filled."""
    rows = [line for line in lines if line.is_data]
    full = sum(len(row.figures) == len(columns.figures) for row in rows)
    return len(columns.figures) > 1 and full >= ENOUGH * len(rows)


def _grid(heads: _Heads, lines: Sequence[FigureLine], columns: _Columns) -> Grid:
    """Cut the lines of a table into cells at the middles between its columns."""
    own = [*(line for line, _ in heads), *lines]
    left = min(part.left for line in own for part in line.parts) - MARGIN
    right = max(part.right for line in own for part in line.parts) + MARGIN
    bounds = [left, *((before.right + after.left) / 2 for before, after in pairwise(columns.all)), right]
    cells = _head_cells(heads, bounds)
    for top, bottom in _bands(lines, columns):
        cells += [Area(a, top, b, bottom) for a, b in pairwise(bounds)]
    return Grid(tuple(cells))


def _head_cells(heads: _Heads, bounds: Sequence[float]) -> list[Area]:
    """Give the cells of the heads: a row for heads over several columns, and one for those of single columns."""
    wide = max((index + 1 for index, (_, over) in enumerate(heads) if any(len(own) > 1 for own in over)), default=0)
    cells: list[Area] = []
    for group in (heads[:wide], heads[wide:]):
        if not group:
            continue
        top, bottom = group[0][0].top - MARGIN, group[-1][0].bottom + MARGIN / 2
        ends: dict[int, int] = {}
        for own in (own for _, over in group for own in over):
            ends[own[0]] = max(ends.get(own[0], 0), own[-1] + 1)
        at = 0
        while at < len(bounds) - 1:
            end = ends.get(at, at + 1)
            cells.append(Area(bounds[at], top, bounds[end], bottom))
            at = end
    return cells


def _bands(lines: Sequence[FigureLine], columns: _Columns) -> Iterator[tuple[float, float]]:
    """Give the height of each row; a label or note without figures goes with the row that it belongs to."""
    starts: list[int] = []
    for index, line in enumerate(lines):
        if not starts or not _one_row(lines[starts[-1] : index], line, columns):
            starts.append(index)
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start].top - MARGIN / 2, lines[end - 1].bottom + MARGIN / 2


def _one_row(row: Sequence[FigureLine], line: FigureLine, columns: _Columns) -> bool:
    """Say whether a line goes on with the lines of a row: a label over two lines, or a note."""
    before, part = row[-1], line.parts[0]
    if line.top - before.top > ONE_ROW * max(line.height, before.height):
        return False
    if part.left > columns.figures[-1].right:
        return True
    capitals = part.text.isupper() and before.parts[0].text.isupper() and not line.figures and not before.figures
    goes_on = part.text[:1].islower() or before.parts[0].text[-1:] in "-&,–(" or capitals
    return goes_on and not (line.figures and any(own.figures for own in row))
