from ingest.lattice import cells_of, crossings, grids_of, straightened
from ingest.layout import Area, Edge


def ruled(columns: list[float], rows: list[float]) -> list[Edge]:
    level = [Edge(True, y, columns[0], columns[-1]) for y in rows]
    return level + [Edge(False, x, rows[0], rows[-1]) for x in columns]


def test_pieces_of_a_line_become_one_and_specks_are_dropped():
    pieces = [Edge(True, 10.4, 60, 90), Edge(True, 10.0, 0, 58), Edge(True, 300, 5, 8)]
    (line,) = straightened(pieces)
    assert (line.start, line.end) == (0, 90)


def test_lines_far_apart_at_one_height_stay_two():
    assert len(straightened([Edge(True, 10.2, 200, 260), Edge(True, 10, 0, 50)])) == 2


def test_a_grid_of_lines_has_a_cell_for_each_field():
    (grid,) = grids_of(ruled([0, 50, 100], [0, 20, 40, 60]))
    assert len(grid.cells) == 6
    assert (len(grid.rows), len(grid.columns)) == (3, 2)
    assert (grid.frame.right, grid.frame.bottom) == (100, 60)


def test_a_cell_that_spans_two_columns_is_one():
    edges = [*ruled([0, 100], [0, 20, 40]), Edge(False, 50, 20, 40)]
    cells = cells_of(*crossings(straightened(edges)))
    assert sorted((cell.left, cell.top, cell.right) for cell in cells) == [(0, 0, 100), (0, 20, 50), (50, 20, 100)]


def test_a_lone_box_is_no_table_and_tables_apart_are_two():
    assert grids_of(ruled([0, 100], [0, 50])) == []
    assert len(grids_of(ruled([0, 50, 100], [0, 20]) + ruled([0, 50, 100], [200, 220]))) == 2


def test_shades_inside_cells_do_not_part_the_columns():
    edges = ruled([0, 50, 100], [0, 20, 40])
    (grid,) = grids_of(edges, [Area(6, 2, 44, 18), Area(56, 2, 94, 18)])
    assert len(grid.columns) == 2


def test_shaded_areas_side_by_side_make_a_table_without_lines():
    areas = [Area(x, y, x + 50, y + 20) for x in (0, 50) for y in (0, 20)]
    (grid,) = grids_of([], areas)
    assert len(grid.cells) == 4


def test_shaded_boxes_in_one_row_are_no_table():
    assert grids_of([], [Area(x, 0, x + 50, 20) for x in (0, 50, 100)]) == []
