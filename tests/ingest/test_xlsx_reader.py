"""Spreadsheets: what a reader of the sheets sees, as headings, paragraphs and table rows."""

import zipfile
from datetime import date

import openpyxl
import pytest

from corpus.errors import UnreadableError
from corpus.records import BlockKind
from ingest import readers
from ingest.kinds import XLSX, media_type
from ingest.readers import package
from ingest.readers.xlsx import read_xlsx


@pytest.fixture
def book():
    return openpyxl.Workbook()


def read(folder, book, name="scorecard.xlsx"):
    path = folder / name
    book.save(path)
    return read_xlsx(path, "d")


def rows_of(extract):
    return [block.row for block in extract.blocks if block.row]


def scorecard(sheet):
    sheet.title = "Scorecard"
    sheet["A1"] = "Children in care"
    sheet.append(["Measure", "May 2019", "Target"])
    sheet.append(["Rate per 10,000", 203.456, 190])
    sheet.append(["Placed out of area", 0.4567, None])
    sheet["B3"].number_format = "0.0"
    sheet["B4"].number_format = "0.0%"
    sheet["A6"] = "Figures are provisional."


def test_a_scorecard_reads_as_a_table_with_heads_caption_and_values_as_shown(tmp_path, book):
    scorecard(book.active)
    extract = read(tmp_path, book)
    assert [(b.kind, b.text) for b in extract.blocks] == [
        (BlockKind.HEADING, "Scorecard"),
        (BlockKind.HEADING, "Children in care"),
        (BlockKind.TABLE_ROW, "Measure | May 2019 | Target"),
        (BlockKind.TABLE_ROW, "Rate per 10,000 | 203.5 | 190"),
        (BlockKind.TABLE_ROW, "Placed out of area | 45.7%"),
        (BlockKind.PARAGRAPH, "Figures are provisional."),
    ]
    last = rows_of(extract)[-1]
    assert last.cells == ("Placed out of area", "45.7%", "")
    assert last.heads == ("Measure", "May 2019", "Target")
    assert last.caption == "Children in care"
    assert extract.blocks[3].headings == ("Scorecard", "Children in care")


def test_two_head_rows_with_merged_cells_give_the_path_of_each_column(tmp_path, book):
    sheet = book.active
    for row in (["", "2018/19", "", "2019/20", ""], ["School", "Q1", "Q2", "Q1", "Q2"], ["Park", 1, 2, 3, 4]):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    heads = rows_of(read(tmp_path, book))[-1].heads
    assert [head.split()[0] for head in heads[1:]] == ["2018/19", "2018/19", "2019/20", "2019/20"]
    assert [head.split()[-1] for head in heads] == ["School", "Q1", "Q2", "Q1", "Q2"]


def test_tables_apart_by_a_blank_row_are_two(tmp_path, book):
    sheet = book.active
    for row in (["School", "Places"], ["Park", 30], [], ["Ward", "Children"], ["Marsh", 12]):
        sheet.append(row)
    assert [row.table for row in rows_of(read(tmp_path, book))] == [0, 0, 1, 1]


def test_hidden_sheets_rows_and_columns_are_not_read(tmp_path, book):
    sheet = book.active
    for row in (["School", "Pupil", "Places"], ["Park", "A Name", 30], ["Gone", "B Name", 1]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("Workings").append(["secret", 1])
    book["Workings"].sheet_state = "hidden"
    assert [row.cells for row in rows_of(read(tmp_path, book))] == [("School", "Places"), ("Park", "30")]


def test_a_formula_shows_its_last_value_and_dates_are_written_out(tmp_path, book):
    sheet = book.active
    sheet.append(["Month", "Children"])
    sheet.append([date(2019, 5, 1), 586])
    sheet["A2"].number_format = "mmmm yyyy"
    assert rows_of(read(tmp_path, book))[-1].cells == ("May 2019", "586")


def test_an_empty_spreadsheet_says_so(tmp_path, book):
    with pytest.raises(UnreadableError, match="nothing on the sheets"):
        read(tmp_path, book)


def test_a_spreadsheet_is_told_by_its_content_and_read(tmp_path, book):
    scorecard(book.active)
    path = tmp_path / "scorecard.xlsx"
    book.save(path)
    assert media_type(path) == XLSX
    assert readers.read(path, "d", XLSX, max_pages=10).pages is None


@pytest.mark.parametrize("cut", [10, 2000, -100])
def test_a_spreadsheet_that_breaks_off_is_unreadable(tmp_path, book, cut):
    scorecard(book.active)
    book.save(tmp_path / "whole.xlsx")
    path = tmp_path / "cut.xlsx"
    path.write_bytes((tmp_path / "whole.xlsx").read_bytes()[:cut])
    with pytest.raises(UnreadableError, match="damaged"):
        read_xlsx(path, "d")


def test_a_spreadsheet_with_entities_or_far_too_large_is_refused(tmp_path, book, monkeypatch):
    scorecard(book.active)
    book.save(tmp_path / "whole.xlsx")
    path = tmp_path / "attack.xlsx"
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(path, "w") as changed:
        for name in whole.namelist():
            head = b'<!DOCTYPE x [<!ENTITY a "b">]>' if name == "xl/workbook.xml" else b""
            changed.writestr(name, head + whole.read(name))
    with pytest.raises(UnreadableError, match="entities"):
        read_xlsx(path, "d")
    monkeypatch.setattr(package, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(UnreadableError, match="too large"):
        read_xlsx(tmp_path / "whole.xlsx", "d")


def test_only_the_first_rows_of_an_endless_sheet_are_read_and_the_report_says_so(tmp_path, book):
    sheet = book.active
    sheet.append(["Month", "Children"])
    for number in range(20_005):
        sheet.append([f"row {number}", number])
    extract = read(tmp_path, book)
    assert len(rows_of(extract)) == 20_000
    assert extract.notes == ("only the first 20000 rows of the sheet Sheet were read",)
