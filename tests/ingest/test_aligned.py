from pathlib import Path

from corpus.records import Row
from ingest.readers.pdf import read_pdf
from tests.ingest.drawn import Sheet, draw


def right(sheet: Sheet, x: float, y: float, text: str, bold: bool = False) -> None:
    sheet.write(x - sheet.canvas.stringWidth(text, "Helvetica-Bold" if bold else "Helvetica", 11), y, text, bold=bold)


def lay(
    sheet: Sheet, top: float, rows: list[list[str]], ends: tuple[float, ...] = (320, 400, 480), step: float = 16
) -> None:
    for i, (label, *figures) in enumerate(rows):
        sheet.write(72, top + step * i, label)
        for x, text in zip(ends, figures, strict=False):
            right(sheet, x, top + step * i, text)


def rows_of(path: Path) -> list[Row]:
    return [block.row for block in read_pdf(path, "d").blocks if block.row]


ROWS = [["North quay", "12", "4,100", "(3)"], ["South quay", "", "980", "-"], ["Lock", "7", "1,240", "2"]]


def test_figures_right_aligned_under_heads_are_a_table_with_its_blank_cells(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.write(72, 80, "Dues by berth", bold=True)
        for x, text in ((320, "Boats"), (400, "Income"), (480, "Change")):
            right(sheet, x, 110, text, bold=True)
        for x in (400, 480):
            right(sheet, x, 124, "£000", bold=True)
        sheet.rule(280, 128, 480, 128)
        lay(sheet, 146, ROWS)

    rows = rows_of(draw(tmp_path / "a.pdf", page))
    assert {row.heads for row in rows} == {("", "Boats", "Income £000", "Change £000")}
    assert [row.cells for row in rows if not row.is_head] == [tuple(row) for row in ROWS]
    assert {row.caption for row in rows} == {"Dues by berth"}


def test_a_head_over_several_columns_and_a_label_over_two_lines(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.write(330, 96, "2019/20", bold=True)
        sheet.write(72, 112, "Service", bold=True)
        for x, text in ((320, "Plan"), (400, "Actual")):
            right(sheet, x, 112, text, bold=True)
        lay(sheet, 130, [["Berths and", ""], ["moorings", "12", "14"], ["Lights", "3", "4"], ["Dredging", "20", "21"]])

    rows = rows_of(draw(tmp_path / "a.pdf", page))
    assert rows[-1].heads == ("Service", "2019/20 › Plan", "2019/20 › Actual")
    assert next(row.cells for row in rows if not row.is_head) == ("Berths and moorings", "12", "14")


def test_a_rule_under_a_head_shows_the_columns_that_it_stands_over(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.write(380, 93, "All", bold=True)
        sheet.rule(290, 97, 480, 97)
        for x, text in ((320, "Plan"), (400, "Actual"), (480, "Change")):
            right(sheet, x, 112, text, bold=True)
        lay(sheet, 130, [["Berths", "12", "14", "2"], ["Lights", "3", "4", "1"], ["Dredging", "20", "21", "1"]])

    rows = rows_of(draw(tmp_path / "a.pdf", page))
    assert rows[-1].heads == ("", "All › Plan", "All › Actual", "All › Change")


def test_totals_that_stand_apart_and_labels_between_the_rows_belong_to_the_table(tmp_path):
    def page(sheet: Sheet) -> None:
        for x, text in ((320, "Plan"), (400, "Actual")):
            right(sheet, x, 80, text)
        sheet.write(72, 100, "Harbour", bold=True)
        lay(sheet, 120, [["Berths", "12", "14"], ["Lights", "3", "4"], ["Dredging", "20", "21"]])
        sheet.write(72, 180, "River", bold=True)
        lay(sheet, 200, [["Lock", "7", "7"]])
        lay(sheet, 240, [["", "42", "46"]])
        lay(sheet, 280, [["Precept", "40", ""]])

    rows = [row for row in rows_of(draw(tmp_path / "a.pdf", page)) if not row.is_head]
    assert [(row.section, *row.cells) for row in rows if row.cells[1]] == [
        ("Harbour", "Berths", "12", "14"),
        ("Harbour", "Lights", "3", "4"),
        ("Harbour", "Dredging", "20", "21"),
        ("River", "Lock", "7", "7"),
        ("River", "", "42", "46"),
        ("River", "Precept", "40", ""),
    ]


def test_notes_behind_the_figures_are_a_column(tmp_path):
    def page(sheet: Sheet) -> None:
        for x, text in ((250, "Net"), (330, "Budget")):
            right(sheet, x, 80, text)
        lay(sheet, 100, [["Berths", "12", "14"], ["Lights", "3", "4"], ["Dredging", "20", "21"]], (250, 330))
        sheet.write(360, 100, "Delay in letting")
        sheet.write(360, 132, "Second basin")

    rows = [row for row in rows_of(draw(tmp_path / "a.pdf", page)) if not row.is_head]
    assert [row.cells[3] for row in rows] == ["Delay in letting", "", "Second basin"]


def is_text(path: Path) -> bool:
    return not rows_of(path)


def test_contents_with_page_numbers_are_no_table(tmp_path):
    def page(sheet: Sheet) -> None:
        right(sheet, 480, 80, "Page")
        for i, (label, at) in enumerate([("Summary", "3"), ("Berths", "4"), ("Moorings", "9"), ("Dues", "12")]):
            sheet.write(72, 100 + 16 * i, label)
            right(sheet, 480, 100 + 16 * i, at)

    assert is_text(draw(tmp_path / "a.pdf", page))


def test_names_and_values_at_the_head_of_a_report_are_no_table(tmp_path):
    def page(sheet: Sheet) -> None:
        for i, (label, value) in enumerate(
            [
                ("From:", "The harbour warden"),
                ("To:", "Harbour panel"),
                ("Date:", "3 June 2019"),
                ("Wards:", "All"),
                ("Item:", "7"),
            ]
        ):
            sheet.write(72, 100 + 16 * i, label)
            sheet.write(180, 100 + 16 * i, value)

    assert is_text(draw(tmp_path / "a.pdf", page))


def test_text_in_two_columns_is_no_table(tmp_path):
    def page(sheet: Sheet) -> None:
        for i in range(12):
            sheet.write(72, 100 + 14 * i, f"The wardens counted {i + 3} boats there", 9)
            sheet.write(320, 100 + 14 * i, f"{i + 20} berths were let in the year {2001 + i}", 9)

    assert is_text(draw(tmp_path / "a.pdf", page))


def test_numbered_paragraphs_and_stretched_lines_are_no_table(tmp_path):
    def page(sheet: Sheet) -> None:
        for i in range(8):
            sheet.write(72, 100 + 28 * i, f"4.{i + 1}")
            sheet.write(110, 100 + 28 * i, f"The cost of the berth was put at £{i + 2},100 in the year, which is less")
            sheet.write(110, 114 + 28 * i, "than was paid before")
            right(sheet, 500, 114 + 28 * i, f"in 20{i + 10}")

    assert is_text(draw(tmp_path / "a.pdf", page))


def test_the_labels_of_a_chart_are_no_table(tmp_path):
    def page(sheet: Sheet) -> None:
        for i, (name, value) in enumerate([("North", 12), ("South", 31), ("Lock", 7), ("River", 22)]):
            sheet.write(72, 100 + 20 * i, name)
            sheet.write(120 + 8 * value, 100 + 20 * i, str(value))
        for i in range(5):
            sheet.write(120 + 80 * i, 190, str(10 * i))

    assert is_text(draw(tmp_path / "a.pdf", page))


def test_a_rule_under_all_heads_is_of_no_head_whose_last_line_stands_alone(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.write(72, 110, "Service", bold=True)
        for x, text in ((290, "Boats"), (370, "Income"), (450, "Change")):
            sheet.write(x, 110, text, bold=True)
        sheet.write(370, 124, "to date", bold=True)
        sheet.rule(72, 128, 500, 128)
        for i, (label, *figures) in enumerate(ROWS):
            sheet.write(72, 146 + 16 * i, label)
            for x, text in zip((290, 370, 450), figures, strict=True):
                sheet.write(x, 146 + 16 * i, text)

    rows = rows_of(draw(tmp_path / "a.pdf", page))
    assert {row.heads for row in rows} == {("Service", "Boats", "Income to date", "Change")}
