from ingest.lattice import Grid
from ingest.layout import Area, PageLayout, Word
from ingest.spelling import Spelling
from ingest.tables import Table, continues, is_value, tables_of


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


def test_a_table_goes_on_only_on_the_next_page():
    first, second, later = table(FIGURES), table(FIGURES[1:], page=2), table(FIGURES[1:], page=3)
    assert first and second and later
    assert continues(first, second) and not continues(first, later)


def test_figures_and_signs_for_none_are_values_and_years_are_not():
    assert all(map(is_value, ["12", "1,432.3", "+£2.9m", "(2.4)", "-0.5%", "-", "£0"]))
    assert not any(map(is_value, ["2018/19", "Q2 2019", "Berth", "12 boats", "May 2019"]))
