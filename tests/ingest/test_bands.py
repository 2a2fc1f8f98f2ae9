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


def test_heads_alone_under_the_last_rule_of_a_page_are_a_row_in_their_columns():
    words = [w._replace(bold=True) for w in row(705, (60, "Berth"), (200, "Boats"), (240, "Boats"), (330, "%"))]
    (grid,) = banded_grids([Edge(True, 700, 50, 450)], words, [])
    assert (len(grid.rows), len(grid.columns)) == (1, 4)


def test_words_under_a_lone_rule_that_are_not_bold_are_no_heads():
    words = row(705, (60, "Berth"), (200, "Boats"), (240, "Boats"), (330, "%"))
    assert banded_grids([Edge(True, 700, 50, 450)], words, []) == []


def test_a_row_below_the_last_rule_with_its_words_in_the_middle_of_its_height_belongs_to_the_table():
    words = row(105, (50, "Berth"), (200, "Boats"), (300, "Income")) + row(
        125, (50, "North"), (200, "12"), (300, "4.1")
    )
    words += row(162, (50, "South"), (200, "3"), (300, "3.9")) + row(
        240, (50, "The wardens counted all of them twice.")
    )
    (grid,) = banded_grids(rules(100, 120, 140), words, [])
    assert len(grid.rows) == 3


def test_the_rest_of_a_row_above_the_first_rule_of_a_page_belongs_to_the_table():
    words = row(40, (300, "of the boats were")) + row(52, (300, "let.")) + row(76, (300, "Some stayed."))
    words += row(105, (50, "North"), (200, "12"), (300, "None left")) + row(
        125, (50, "South"), (200, "3"), (300, "One left")
    )
    (grid,) = banded_grids(rules(100, 120, 140), words, [])
    assert (len(grid.rows), round(grid.frame.top)) == (3, 39)


def test_a_unit_above_the_first_rule_stays_outside():
    words = row(85, (300, "All figures in £m")) + row(105, (50, "North"), (200, "12"), (300, "4.1"))
    words += row(125, (50, "South"), (200, "3"), (300, "3.9"))
    (grid,) = banded_grids(rules(100, 120, 140), words, [])
    assert len(grid.rows) == 2


def test_a_cell_of_many_lines_beside_short_ones_is_no_running_text():
    words = row(105, (50, "8.1"), (90, "Debt is down"), (230, "The council owes less than it did at the end of March"))
    for top in range(117, 190, 12):
        words += row(top, (230, "and pays it back over the years that are left of it"))
    words += row(205, (50, "8.2"), (90, "Cash is up"), (230, "It holds more than it did."))
    (grid,) = banded_grids(rules(100, 200, 220), words, [])
    assert (len(grid.rows), len(grid.columns)) == (2, 3)


def test_a_rule_over_the_first_columns_parts_a_sub_head_from_the_heads_under_it():
    words = row(105, (50, "North"), (250, "12")) + row(125, (50, "Closed berths"))
    words += row(145, (50, "Berth"), (250, "Boats")) + row(165, (50, "South"), (250, "3"))
    (grid,) = banded_grids([*rules(100, 120, 160, 180), Edge(True, 140, 50, 130)], words, [])
    assert len(grid.rows) == 4


def stretched(left: float, top: float, number: int) -> list[Word]:
    """Set nine words of several lengths with wide gaps between them."""
    words: list[Word] = []
    for k in range(9):
        width = 18.0 + (number * 7 + k * 11) % 19
        words.append(Word("berths", left, top, left + width, top + 10, 10))
        left += width + 9
    return words


def test_lines_stretched_to_the_margins_beside_labels_show_their_river():
    words = []
    for line, top in enumerate((105, 117, 129, 141, 166, 178, 190, 201)):
        words += [Word("Dues", 80, top, 110, top + 10, 10), *stretched(120, top, line)]
    for top in (153, 213, 225):
        words += row(top, (85, "Fines"), (120, "none"))
    (grid,) = banded_grids(rules(100, 164, 224, 240), words, [])
    assert (len(grid.rows), len(grid.columns)) == (3, 2)


def test_figures_on_several_lines_beside_one_label_are_as_many_rows():
    words = row(105, (50, "North"), (200, "12"), (300, "4.1"), (380, "Dredged"))
    words += row(125, (50, "South"), (200, "10"), (300, "3.9"), (380, "Mended"))
    words += row(137, (200, "11"), (300, "3.0"), (380, "Painted"))
    (grid,) = banded_grids(rules(100, 120, 150, 170), words + row(155, (50, "East"), (200, "9"), (300, "1.0")), [])
    label = next(cell for cell in grid.cells if cell.holds(55, 130))
    assert label.holds(55, 145)
    assert not next(cell for cell in grid.cells if cell.holds(210, 130)).holds(210, 145)


def test_lines_that_each_have_a_label_are_not_put_under_the_first_one():
    words = row(105, (50, "North"), (200, "12"), (300, "4.1"), (380, "Dredged"))
    words += row(125, (50, "South"), (200, "10"), (300, "3.9"), (380, "Mended"))
    words += row(137, (50, "West"), (200, "11"), (300, "3.0"), (380, "Painted"))
    (grid,) = banded_grids(rules(100, 120, 150, 170), words + row(155, (50, "East"), (200, "9"), (300, "1.0")), [])
    assert len(grid.rows) == 3
