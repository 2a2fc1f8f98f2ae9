from pathlib import Path

import pytest

from corpus.records import Block, Row
from ingest.readers.pdf import read_pdf
from tests.ingest.drawn import Sheet, draw

COLUMNS: list[float] = [72, 150, 330, 420, 520]
HEADS = ["No", "Action", "Owner", "State"]


def part(sheet: Sheet, top: float, *rows: list[str], columns: list[float] = COLUMNS, bold: bool = True) -> float:
    return sheet.table(columns, top, list(rows), bold_heads=bold)


def blocks_of(path: Path) -> tuple[Block, ...]:
    return read_pdf(path, "d").blocks


def rows_of(path: Path) -> list[Row]:
    return [block.row for block in blocks_of(path) if block.row]


def body(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in rows_of(path) if not row.is_head]


def test_a_row_that_the_page_break_cuts_is_one_row_with_places_on_both_pages(tmp_path):
    def first(sheet: Sheet) -> None:
        part(sheet, 740, HEADS, ["1", "Dredge the basin", "Moss", "Open"], ["2", "Mend the wall of", "Reed", "Open"])

    def second(sheet: Sheet) -> None:
        part(sheet, 72, HEADS, ["", "the north quay", "", ""], ["3", "Paint the light", "Moss", "Done"])

    path = draw(tmp_path / "a.pdf", first, second)
    assert body(path) == [
        ("1", "Dredge the basin", "Moss", "Open"),
        ("2", "Mend the wall of the north quay", "Reed", "Open"),
        ("3", "Paint the light", "Moss", "Done"),
    ]
    cut = next(block for block in blocks_of(path) if block.row and block.row.cells[0] == "2")
    assert (cut.page, {place.box.page for place in cut.places}) == (1, {1, 2})
    assert "".join(cut.text[p.start : p.end] for p in cut.places) == cut.text.replace(" | ", "").replace(" ", "")
    assert {row.table for row in rows_of(path)} == {0}


def test_a_row_without_a_head_is_a_rest_where_all_others_have_one(tmp_path):
    def first(sheet: Sheet) -> None:
        part(sheet, 740, HEADS, ["1", "Dredge the basin.", "Moss", "Open"], ["2", "Mend the wall.", "Reed", "Open"])

    def second(sheet: Sheet) -> None:
        part(sheet, 72, HEADS, ["", "Then paint it.", "", ""], ["3", "Sell the hut.", "Moss", "Done"])

    found = body(draw(tmp_path / "a.pdf", first, second))
    assert [cells[1] for cells in found] == ["Dredge the basin.", "Mend the wall. Then paint it.", "Sell the hut."]


def test_rows_with_figures_on_both_pages_stay_two(tmp_path):
    columns: list[float] = [72, 250, 350, 450]

    def first(sheet: Sheet) -> None:
        part(sheet, 740, ["Berth", "Boats", "Dues"], ["North", "12", "4"], ["South and", "9", "3"], columns=columns)

    def second(sheet: Sheet) -> None:
        part(sheet, 72, ["outer moorings", "7", "2"], ["Lock", "1", "1"], columns=columns, bold=False)

    assert [cells[0] for cells in body(draw(tmp_path / "a.pdf", first, second))] == [
        "North",
        "South and",
        "outer moorings",
        "Lock",
    ]


def test_a_row_head_over_the_break_joins_where_its_figures_are_all_above(tmp_path):
    columns: list[float] = [72, 250, 300, 520]
    heads = ["Service", "Cost", "Detail"]

    def first(sheet: Sheet) -> None:
        part(sheet, 740, heads, ["Lights", "12", "None."], ["Quays -", "9", "The walls were"], columns=columns)

    def second(sheet: Sheet) -> None:
        part(sheet, 72, heads, ["outer wall", "", "mended in May."], ["Lock", "1", "New gates."], columns=columns)

    found = body(draw(tmp_path / "a.pdf", first, second))
    assert found[1] == ("Quays - outer wall", "9", "The walls were mended in May.")
    assert len(found) == 3


def test_the_unit_line_and_the_title_that_each_page_repeats_do_not_part_a_table(tmp_path):
    def page(number: int):
        def drawn(sheet: Sheet) -> None:
            sheet.write(72, 150, "Harbour plan: actions in £000")
            part(sheet, 160, HEADS, [str(number), f"Task {number}", "Moss", "Open"])

        return drawn

    rows = rows_of(draw(tmp_path / "a.pdf", page(1), page(2), page(3)))
    assert {row.table for row in rows} == {0}
    assert [row.cells[0] for row in rows if not row.is_head] == ["1", "2", "3"]


def test_a_heading_between_parts_begins_another_table(tmp_path):
    def first(sheet: Sheet) -> None:
        part(sheet, 700, HEADS, ["1", "Dredge", "Moss", "Open"])

    def second(sheet: Sheet) -> None:
        sheet.write(72, 150, "River lock", bold=True)
        part(sheet, 160, HEADS, ["2", "Gates", "Moss", "Open"])

    rows = rows_of(draw(tmp_path / "a.pdf", first, second))
    assert {row.table for row in rows} == {0, 1}


def test_a_note_at_the_foot_and_the_word_continued_do_not_part_a_table(tmp_path):
    def first(sheet: Sheet) -> None:
        end = part(sheet, 600, HEADS, ["1", "Dredge", "Moss*", "Open"])
        sheet.write(72, end + 20, "* Warden until May", 8)

    def second(sheet: Sheet) -> None:
        sheet.write(72, 150, "Actions (continued)")
        part(sheet, 160, HEADS, ["2", "Gates", "Moss", "Open"])

    assert {row.table for row in rows_of(draw(tmp_path / "a.pdf", first, second))} == {0}


def test_a_paragraph_between_ends_the_table(tmp_path):
    def first(sheet: Sheet) -> None:
        end = part(sheet, 600, HEADS, ["1", "Dredge", "Moss", "Open"])
        sheet.write(72, end + 30, "The committee asked for the plan to be brought back in the autumn.")

    def second(sheet: Sheet) -> None:
        part(sheet, 160, ["2", "Gates", "Moss", "Open"], bold=False)

    assert {row.table for row in rows_of(draw(tmp_path / "a.pdf", first, second))} == {0, 1}


def test_heads_alone_above_a_break_head_the_rows_below_it(tmp_path):
    columns: list[float] = [72, 250, 350, 450]

    def first(sheet: Sheet) -> None:
        part(sheet, 770, ["Berth", "Boats in", "Dues in"], columns=columns)

    def second(sheet: Sheet) -> None:
        part(sheet, 72, ["", "2018/19", "2019/20"], ["North", "12", "4"], ["South", "9", "3"], columns=columns)

    rows = rows_of(draw(tmp_path / "a.pdf", first, second))
    assert {row.heads for row in rows} == {("Berth", "Boats in 2018/19", "Dues in 2019/20")}
    assert [row.is_head for row in rows] == [True, False, False]


def test_repeated_heads_that_the_break_cuts_are_heads(tmp_path):
    tall = ["No", "Action that is", "Owner", "State"]

    def first(sheet: Sheet) -> None:
        sheet.grid(COLUMNS, [100, 136, 154])
        for x, upper, lower in zip(COLUMNS, tall, ["", "planned", "", ""], strict=False):
            sheet.write(x + 4, 113, upper, 10, bold=True)
            sheet.write(x + 4, 127, lower, 10, bold=True)
        for x, text in zip(COLUMNS, ["1", "Dredge", "Moss", "Open"], strict=False):
            sheet.write(x + 4, 149, text, 10)

    def second(sheet: Sheet) -> None:
        part(sheet, 740, ["2", "Gates", "Moss", "Open"], tall, bold=False)

    def third(sheet: Sheet) -> None:
        part(sheet, 72, ["", "planned", "", ""], ["3", "Light", "Reed", "Done"], bold=False)

    rows = rows_of(draw(tmp_path / "a.pdf", first, second, third))
    assert {row.table for row in rows} == {0}
    assert [row.cells[0] for row in rows if not row.is_head] == ["1", "2", "3"]
    assert {row.heads[1] for row in rows} == {"Action that is planned"}


def test_a_line_left_at_the_top_of_the_next_page_belongs_to_the_cell_it_goes_on_with(tmp_path):
    def first(sheet: Sheet) -> None:
        part(
            sheet,
            740,
            HEADS,
            ["1", "Dredge the basin and", "Moss", "Open"],
            ["2", "Mend the wall of the", "Reed", "Open"],
        )

    def second(sheet: Sheet) -> None:
        sheet.write(154, 80, "north quay", 10)
        sheet.write(72, 140, "The plan was agreed by the panel in the spring of the year.")

    path = draw(tmp_path / "a.pdf", first, second)
    assert body(path)[-1] == ("2", "Mend the wall of the north quay", "Reed", "Open")
    assert [block.text.split()[0] for block in blocks_of(path) if not block.row] == ["The"]


def test_heads_carry_over_to_a_page_without_any_and_blank_cells_stay_blank(tmp_path):
    columns: list[float] = [72, 200, 300, 420]

    def first(sheet: Sheet) -> None:
        part(sheet, 740, ["", "2018/19", "2019/20"], ["North", "12", "4"], columns=columns)

    def second(sheet: Sheet) -> None:
        part(sheet, 72, ["South", "", "3"], ["Lock", "2", ""], columns=columns, bold=False)

    rows = rows_of(draw(tmp_path / "a.pdf", first, second))
    assert {row.heads for row in rows} == {("", "2018/19", "2019/20")}
    assert [row.cells for row in rows][2:] == [("South", "", "3"), ("Lock", "2", "")]


def test_heads_without_rules_at_the_foot_of_a_page_head_the_table_on_the_next_one(tmp_path):
    columns: list[float] = [72, 200, 480]

    def first(sheet: Sheet) -> None:
        sheet.lines(72, 700, "The panel was told of the issues that follow in this report.")
        sheet.write(72, 780, "Key issue", bold=True)
        sheet.write(204, 780, "Detail", bold=True)

    def second(sheet: Sheet) -> None:
        part(sheet, 72, ["Berths", "All were let."], ["Locks", "One is closed."], columns=columns, bold=False)

    rows = rows_of(draw(tmp_path / "a.pdf", first, second))
    assert [(row.cells, row.is_head) for row in rows] == [
        (("Key issue", "Detail"), True),
        (("Berths", "All were let."), False),
        (("Locks", "One is closed."), False),
    ]


PAPERS = Path(__file__).resolve().parents[2].parent / "shared" / "papers"


@pytest.fixture(scope="module")
def monitoring() -> list[Block]:
    found = sorted(PAPERS.rglob("02_kent_finance_monitoring*.pdf")) if PAPERS.is_dir() else []
    if not found:
        pytest.skip("the real papers are not beside the project")
    return [block for block in blocks_of(found[0]) if block.row]


def row_of(blocks: list[Block], page: int, start: str) -> Row:
    return next(b.row for b in blocks if b.page == page and b.row and b.row.cells[0].startswith(start))


def test_real_heads_that_a_break_cuts_are_put_together(monitoring):
    row = row_of(monitoring, 6, "Adult Social Care")
    assert row.heads == ("Directorate", "Revenue Budget", "Revenue Forecast", "Revenue Variance", "% Variance")
    assert row.cells == ("Adult Social Care & Health", "586.1", "621.6", "+35.4", "+6.0%")


def test_a_real_row_over_the_break_is_one(monitoring):
    block = next(b for b in monitoring if b.row and b.row.cells[0].startswith("Adult Learning Disability"))
    assert (
        block.row and block.row.row_head == "Adult Learning Disability - Community Based Services & Support for Carers"
    )
    assert block.row.cells[1:4] == ("127.1", "129.5", "+2.4")
    assert {place.box.page for place in block.places} == {8, 9}


def test_real_rows_know_their_sub_heads_and_the_heads_of_the_page_before(monitoring):
    assert row_of(monitoring, 41, "Local Nutrient").section == "Environment & Circular Economy"
    assert row_of(monitoring, 48, "Insurance").section == "Earmarked Reserves"
    assert row_of(monitoring, 28, "Independent Schools").heads == ("", "20-21", "21-22", "22-23", "23-24", "24-25")
