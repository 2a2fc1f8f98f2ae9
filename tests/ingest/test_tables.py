from ingest.column_heads import is_value
from ingest.lattice import Grid
from ingest.layout import Area, PageLayout, Word
from ingest.spelling import Spelling
from ingest.tables import Table, tables_of, true_tables


def table(rows: list[list[str]], bold: int = 0, page: int = 1) -> Table | None:
    words, cells = [], []
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            cells.append(Area(100.0 * j, 20.0 * i, 100.0 * (j + 1), 20.0 * (i + 1)))
            words += [
                Word(part, 100 * j + 25.0 * k, 20 * i + 5, 100 * j + 25.0 * k + 20, 20 * i + 15, 10, bold=i < bold)
                for k, part in enumerate(text.split())
            ]
    layout = PageLayout(page, 600, 800, tuple(words))
    found = tables_of(layout, words, [Grid(tuple(cells))], Spelling.of(words))
    return found[0] if found else None


FIGURES = [["Berth", "2018/19", "2019/20"], ["North", "12", "-"], ["South", "", "9"]]


def test_years_over_figures_are_heads():
    found = table(FIGURES)
    assert found and found.heads == ("Berth", "2018/19", "2019/20")
    assert [row.is_head for row in found.rows] == [True, False, False]


def test_empty_cells_stay_in_cells_and_out_of_the_text():
    found = table(FIGURES)
    assert found and (found.rows[2].cells, found.rows[2].text) == (("South", "", "9"), "South | 9")


def test_a_table_of_names_and_values_has_no_heads():
    found = table([["Report to:", "The harbour panel"], ["Officer:", "The warden"], ["Date", "20 June"]])
    assert found and found.heads == ()


def test_bold_names_over_prose_are_heads():
    found = table([["Action", "Owner"], ["Dredge the basin", "Warden"], ["Mend the quay", "Surveyor"]], bold=1)
    assert found and found.heads == ("Action", "Owner")


def test_a_first_row_of_figures_is_not_a_head():
    found = table([["North", "12", "3"], ["South", "10", "4"]])
    assert found and found.heads == ()


def test_boxes_one_under_another_are_not_a_table():
    assert table([["one", ""], ["", "two"]]) is None


def test_figures_and_signs_for_none_are_values_and_years_are_not():
    assert all(map(is_value, ["12", "1,432.3", "+£2.9m", "(2.4)", "-0.5%", "-", "£0"]))
    assert not any(map(is_value, ["2018/19", "Q2 2019", "Berth", "12 boats", "May 2019"]))


def test_thousands_as_a_unit_are_a_head_and_not_a_figure():
    assert not any(map(is_value, ["£000", "£'000", "£000s", "000s"]))


def test_a_blank_column_that_has_cells_of_its_own_stays():
    found = table([["Berth", "", "2019/20"], ["North", "", "-"], ["South", "", "9"]])
    assert found and [row.cells for row in found.rows][1:] == [("North", "", "-"), ("South", "", "9")]


def test_mail_addresses_and_telephone_numbers_are_no_heads():
    found = table([["Warden", "J Reed", "01253 477477"], ["Clerk", "P Moss", "01253 477478"]])
    assert found and found.heads == ()


def cell(text: str, left: float, top: float, right: float, bottom: float, bold: bool = False) -> tuple[Area, Word]:
    return Area(left, top, right, bottom), Word(text, left + 5, top + 5, left + 45, top + 15, 10, bold)


def read(*cells: tuple[Area, Word], areas: tuple[Area, ...] = ()) -> Table:
    words = [word for _, word in cells]
    layout = PageLayout(1, 600, 800, tuple(words), (), areas)
    (found,) = tables_of(layout, words, [Grid(tuple(area for area, _ in cells))], Spelling.of(words))
    return found


def test_a_head_over_two_columns_stands_before_the_head_of_each():
    found = read(
        *(cell("2018/19", 100, 0, 300, 20, True), cell("2019/20", 300, 0, 400, 20, True)),
        *(cell("Berth", 0, 20, 100, 40, True), cell("Plan", 100, 20, 200, 40, True)),
        *(cell("Actual", 200, 20, 300, 40, True), cell("Plan", 300, 20, 400, 40, True)),
        *(cell("North", 0, 40, 100, 60), cell("3", 100, 40, 200, 60)),
        *(cell("4", 200, 40, 300, 60), cell("5", 300, 40, 400, 60)),
    )
    assert found.heads == ("Berth", "2018/19 › Plan", "2018/19 › Actual", "2019/20 Plan")


def test_a_label_that_runs_down_over_rows_stands_in_each_and_is_printed_once():
    found = read(
        *(
            cell("Quay", 0, 0, 100, 20, True),
            cell("Berth", 100, 0, 200, 20, True),
            cell("Boats", 200, 0, 300, 20, True),
        ),
        *(cell("North", 0, 20, 100, 60), cell("Upper", 100, 20, 200, 40), cell("4", 200, 20, 300, 40)),
        *(cell("Lower", 100, 40, 200, 60), cell("5", 200, 40, 300, 60)),
    )
    assert [row.cells for row in found.body] == [("North", "Upper", "4"), ("North", "Lower", "5")]
    assert [row.text for row in found.body] == ["North | Upper | 4", "Lower | 5"]


def test_a_row_across_the_table_under_the_heads_is_not_one_of_them():
    found = read(
        *(cell("Aim", 0, 0, 100, 20, True), cell("Plan", 100, 0, 200, 20, True)),
        cell("Harbour", 0, 20, 200, 40, True),
        *(cell("Dredge", 0, 40, 100, 60), cell("Basin", 100, 40, 200, 60)),
    )
    assert found.heads == ("Aim", "Plan")
    assert [row.is_head for row in found.rows] == [True, False, False]


def test_a_second_row_of_words_over_figures_goes_on_with_the_heads():
    found = table([["", "All", "Quays"], ["", "Boats", "Boats (2)"], ["North", "12", "3"], ["South", "9", "1"]])
    assert found and found.heads == ("", "All Boats", "Quays Boats (2)")


def test_rows_shaded_in_turn_are_not_heads():
    shades = tuple(Area(0, 20.0 * i, 200, 20.0 * i + 20, (200, 200, 200 + 20 * (i % 2))) for i in range(1, 6))
    head = Area(0, 0, 200, 20, (0, 0, 120))
    rows = [
        ("Aim", "Plan"),
        ("Dredge", "Basin"),
        ("Mend", "Quay"),
        ("Paint", "Light"),
        ("Clear", "Slip"),
        ("Sell", "Hut"),
    ]
    cells = [
        cell(text, 100.0 * j, 20.0 * i, 100.0 * j + 100, 20.0 * i + 20)
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
    ]
    found = read(*cells, areas=(head, *shades))
    assert found.heads == ("Aim", "Plan")


def test_numbers_of_paragraphs_beside_their_texts_are_no_table():
    cells = [
        cell(text, 100.0 * j, 20.0 * i, 100.0 * j + 100, 20.0 * i + 20)
        for i, row in enumerate([("5.1", "Berths"), ("5.2", "Boats"), ("5.2.1", "Dues")])
        for j, text in enumerate(row)
    ]
    grid = Grid(tuple(area for area, _ in cells))
    assert true_tables([word for _, word in cells], [grid]) == []


def test_a_word_or_two_over_columns_of_prose_are_heads():
    prose = "representatives administratively notwithstanding responsibilities"
    found = table([["Boats", "Rule"], ["Yachts", prose], ["Ferries", prose]])
    assert found and found.heads == ("Boats", "Rule")
    short = table([["Boats", "Rule"], ["Yachts", "let by the day"], ["Ferries", "by the week"]])
    assert short and short.heads == ()


def test_a_box_of_prose_under_a_table_is_no_row_of_it():
    cells = (Area(0, 0, 100, 20), Area(100, 0, 200, 20), Area(0, 20, 200, 200))
    words = [Word("Judgement", 5, 5, 50, 15, 10), Word("Good", 105, 5, 130, 15, 10)]
    text = [
        Word("berth", 5 + 9 * (i % 20), 25 + 12 * (i // 20), 12 + 9 * (i % 20), 35 + 12 * (i // 20), 9)
        for i in range(80)
    ]
    (cut,) = true_tables([*words, *text], [Grid(cells)])
    assert cut.cells == cells[:2]
    assert true_tables([*words, *text[:20]], [Grid(cells)])[0].cells == cells
