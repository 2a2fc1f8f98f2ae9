from ingest.bands import banded_grids
from ingest.layout import Edge, Word


def rules(*heights: float) -> list[Edge]:
    return [Edge(True, y, 50, 450) for y in heights]


def row(top: float, *cells: tuple[float, str]) -> list[Word]:
    words: list[Word] = []
    for left, text in cells:
        for part in text.split():
            words.append(Word(part, left, top, left + 5 * len(part), top + 10, 10))
            left += 5 * len(part) + 3
    return words


def test_level_rules_part_the_rows_and_white_rivers_the_columns():
    words = row(105, (50, "Berth"), (200, "Boats"), (300, "Income")) + row(
        125, (50, "North quay"), (200, "12"), (300, "4.1")
    )
    words += row(145, (50, "South"), (300, "3.9"))
    (grid,) = banded_grids(rules(100, 120, 140, 160), words, [])
    assert (len(grid.rows), len(grid.columns)) == (3, 3)


def test_heads_above_the_first_rule_and_a_row_below_the_last_one_belong_to_the_table():
    words = row(88, (200, "Boats"), (300, "Income")) + row(105, (50, "North"), (200, "12"), (300, "4.1"))
    words += row(125, (50, "South"), (200, "10"), (300, "3.9")) + row(143, (50, "Total"), (200, "22"), (300, "8.0"))
    (grid,) = banded_grids(rules(100, 120, 140), words, [])
    assert len(grid.rows) == 4


def test_a_note_across_the_columns_is_one_cell():
    words = row(105, (50, "North"), (200, "12"), (300, "4.1"))
    words += row(125, (50, "the berths of the north quay were let to visitors for the whole of the season at last"))
    words += row(145, (50, "South"), (200, "10"), (300, "3.9"))
    (grid,) = banded_grids(rules(100, 120, 140, 160), words, [])
    assert [sum(cell.top == top for cell in grid.cells) for top in grid.rows] == [3, 1, 3]


def test_text_between_a_head_rule_and_a_foot_rule_is_no_table():
    words = [
        w
        for top in range(110, 400, 14)
        for w in row(top, (50, "the berths were let to visitors for the whole of the season by now"))
    ]
    assert banded_grids(rules(100, 420), words, []) == []
