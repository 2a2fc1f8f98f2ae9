"""Tables that are drawn with lines: edges → crossings → cells → grids. Each stage is a function of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.layout import Area, Edge

SNAP = 2.5
"""Lines nearer to one another than this, in points, are one line: double rules, and the two sides of a thin box."""
GAP = 4.0
"""Pieces of a line with no more than this between them are one line: rules drawn cell by cell."""
REACH = 3.0
"""How far a line may end short of the line that it meets."""
SHORTEST = 6.0
"""Shorter lines do not bound cells: corners, ticks, dashes."""
SMALLEST = 4.0
"""A cell must be this wide and high, in points."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Grid:
    """The cells of one table, each an `Area`; `rows` and `columns` are where they begin, in points."""

    cells: tuple[Area, ...]

    @cached_property
    def frame(self) -> Area:
        """The smallest area around all cells."""
        return Area(
            min(cell.left for cell in self.cells),
            min(cell.top for cell in self.cells),
            max(cell.right for cell in self.cells),
            max(cell.bottom for cell in self.cells),
        )

    @cached_property
    def rows(self) -> tuple[float, ...]:
        """The upper edges of the rows, from above."""
        return _distinct(cell.top for cell in self.cells)

    @cached_property
    def columns(self) -> tuple[float, ...]:
        """The left edges of the columns, from the left."""
        return _distinct(cell.left for cell in self.cells)


def grids_of(edges: Sequence[Edge], areas: Iterable[Area] = ()) -> list[Grid]:
    """Find the tables of a page from its ruling lines and its shaded areas, from above.

    The sides of shaded areas count as lines where they make a table of several rows or add rows to one; where they
    would part the columns otherwise than the lines do, they are shades inside its cells.
    """
    ruled = _grids(edges)
    shaded = _grids([*edges, *(side for area in areas for side in _sides(area))])
    grids: list[Grid] = []
    for grid in shaded:
        inside = [other for other in ruled if overlap(grid.frame, other.frame)]
        # Shaded boxes in one row are the boxes of a slide, or heads without their table.
        if (not inside and len(grid.rows) > 1) or (len(inside) == 1 and len(inside[0].columns) == len(grid.columns)):
            grids.append(grid)
    grids += [grid for grid in ruled if not any(overlap(grid.frame, other.frame) for other in grids)]
    return sorted(grids, key=lambda grid: (grid.frame.top, grid.frame.left))


def _grids(edges: Sequence[Edge]) -> list[Grid]:
    grids = (Grid(tuple(cells)) for cells in grouped(cells_of(*crossings(straightened(edges)))))
    return [grid for grid in grids if len(grid.cells) > 1]


def overlap(one: Area, other: Area) -> bool:
    """Say whether two areas share more than a border."""
    level = one.left + SNAP < other.right and other.left + SNAP < one.right
    return level and one.top + SNAP < other.bottom and other.top + SNAP < one.bottom


def straightened(edges: Sequence[Edge]) -> list[Edge]:
    """Bring lines that are nearly at one place to it, join their pieces and drop what stays short."""
    joined: list[Edge] = []
    for level in (True, False):
        for group in _near([edge for edge in edges if edge.level is level]):
            at = sum(edge.at for edge in group) / len(group)
            start = end = min(edge.start for edge in group)
            for edge in sorted(group, key=lambda edge: edge.start):
                if edge.start > end + GAP:
                    joined.append(Edge(level, at, start, end))
                    start = edge.start
                end = max(end, edge.end)
            joined.append(Edge(level, at, start, end))
    return [edge for edge in joined if edge.end - edge.start >= SHORTEST]


def crossings(edges: Sequence[Edge]) -> tuple[dict[Point, int], dict[Point, int]]:
    """Find where level and upright lines meet: for each point the level line and the upright line through it."""
    level = [edge for edge in edges if edge.level]
    upright = [edge for edge in edges if not edge.level]
    across: dict[Point, int] = {}
    down: dict[Point, int] = {}
    for i, row in enumerate(level):
        for j, column in enumerate(upright):
            meets = row.start - REACH <= column.at <= row.end + REACH
            if meets and column.start - REACH <= row.at <= column.end + REACH:
                across[column.at, row.at] = i
                down[column.at, row.at] = j
    return across, down


def cells_of(across: dict[Point, int], down: dict[Point, int]) -> list[Area]:
    """Find the smallest rectangle to the right and below of each crossing whose four sides are drawn."""
    on_level: dict[int, list[Point]] = defaultdict(list)
    on_upright: dict[int, list[Point]] = defaultdict(list)
    for point in sorted(across, key=lambda point: (point[1], point[0])):
        on_level[across[point]].append(point)
        on_upright[down[point]].append(point)
    cells = (_cell(point, across, down, on_level[across[point]], on_upright[down[point]]) for point in across)
    return [cell for cell in cells if cell is not None]


def _cell(
    corner: Point, across: dict[Point, int], down: dict[Point, int], beside: list[Point], under: list[Point]
) -> Area | None:
    for below in under:
        if below[1] < corner[1] + SMALLEST:
            continue
        for right in beside:
            opposite = (right[0], below[1])
            if right[0] < corner[0] + SMALLEST or opposite not in across:
                continue
            if down[opposite] == down[right] and across[opposite] == across[below]:
                return Area(corner[0], corner[1], opposite[0], opposite[1])
    return None


def grouped(cells: Sequence[Area]) -> Iterator[list[Area]]:
    """Put cells that share a corner into one table."""
    at: dict[Point, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        for corner in _corners(cell):
            at[corner].append(index)
    seen: set[int] = set()
    for index in range(len(cells)):
        if index in seen:
            continue
        waiting, group = [index], []
        seen.add(index)
        while waiting:
            current = waiting.pop()
            group.append(current)
            for corner in _corners(cells[current]):
                fresh = [other for other in at[corner] if other not in seen]
                seen.update(fresh)
                waiting += fresh
        yield [cells[i] for i in sorted(group, key=lambda i: (cells[i].top, cells[i].left))]


def _corners(cell: Area) -> tuple[Point, ...]:
    return (cell.left, cell.top), (cell.right, cell.top), (cell.right, cell.bottom), (cell.left, cell.bottom)


def _sides(area: Area) -> tuple[Edge, ...]:
    return (
        Edge(True, area.top, area.left, area.right),
        Edge(True, area.bottom, area.left, area.right),
        Edge(False, area.left, area.top, area.bottom),
        Edge(False, area.right, area.top, area.bottom),
    )


def _near(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    group: list[Edge] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if group and edge.at - group[-1].at > SNAP:
            yield group
            group = []
        group.append(edge)
    if group:
        yield group


def _distinct(values: Iterable[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > SNAP:
            kept.append(value)
    return tuple(kept)
