"""Spreadsheets (XLSX): each sheet as a section, its tables with heads and values as the sheet shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from corpus.errors import UnreadableError
from ingest.extract import Extract
from ingest.grid import MOST_COLUMNS, Cell
from ingest.outline import LONGEST_HEADING, Outline, clean
from ingest.readers.number_formats import shown
from ingest.readers.package import ERRORS, check_package, damaged

MAX_ROWS = 20_000
"""Rows of a sheet that are read: more is a data set and not a paper."""
_WHAT = "the spreadsheet"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a sheet that shows something: its cells without the blank ones behind the last."""

    at: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> list[str]:
        """The texts that stand in it."""
        return [cell.text for cell in self.cells if cell.text]


def read_xlsx(path: Path, document_id: str) -> Extract:
    """Read a spreadsheet; hidden sheets, rows and columns are left out, and formulas show their last value.

    Raises `UnreadableError` where it is damaged, unsafe or empty.
    """
    check_package(path, _WHAT)
    notes: list[str] = []
    outline = Outline(document_id)
    try:
        book = openpyxl.load_workbook(path, data_only=True)
        try:
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    _read_sheet(sheet, outline, notes)
            title = clean(book.properties.title or "")
        finally:
            book.close()
    except ERRORS as error:
        raise damaged(path, _WHAT, error) from error
    if not outline.blocks:
        raise UnreadableError("there is nothing on the sheets of the spreadsheet")
    return Extract(outline.blocks, title=title, notes=tuple(notes))


def _read_sheet(sheet: Any, outline: Outline, notes: list[str]) -> None:  # noqa: ANN401
    lines = list(_lines(sheet))
    if sheet.max_row > MAX_ROWS:
        notes.append(f"only the first {MAX_ROWS} rows of the sheet {sheet.title} were read")
    if not lines:
        return
    outline.heading(sheet.title, 1)
    for run in _runs(lines):
        _read_run(run, outline)


def _lines(sheet: Any) -> Iterator[_Line]:  # noqa: ANN401
    """Give the rows that show something."""
    spans = {area.coord.split(":")[0]: area for area in sheet.merged_cells.ranges}
    covered = {
        (row, column)
        for area in spans.values()
        if area.size["rows"] * area.size["columns"] <= MAX_ROWS
        for row, column in area.cells
        if column <= MOST_COLUMNS
    }
    hidden = _hidden_columns(sheet)
    width = min(sheet.max_column, MOST_COLUMNS)
    # Rows that hold nothing are not walked through: one stray cell at the end of a sheet makes a million of them.
    filled = sorted({cell.row for cell in sheet._cells.values() if cell.value is not None and cell.row <= MAX_ROWS})
    for number in filled:
        row = next(sheet.iter_rows(number, number, max_col=width))
        if sheet.row_dimensions[number].hidden:
            continue
        cells: list[Cell] = []
        for cell in row:
            area = spans.get(cell.coordinate)
            if cell.column in hidden or (area is None and (cell.row, cell.column) in covered):
                continue
            text = clean(shown(cell.value, cell.number_format)) if cell.value is not None else ""
            columns, rows = 1, 1
            if area is not None:
                columns = sum(column not in hidden for column in range(area.min_col, area.max_col + 1))
                rows = area.size["rows"]
            cells.append(Cell(text, columns, rows))
        while cells and not cells[-1].text and cells[-1].rows == 1:
            cells.pop()
        if any(cell.text for cell in cells):
            yield _Line(number, tuple(cells))


def _hidden_columns(sheet: Any) -> set[int]:  # noqa: ANN401
    return {
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden and dimension.min and dimension.max
        for column in range(dimension.min, min(dimension.max, MOST_COLUMNS) + 1)
    }


def _runs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Part the rows where blank ones stand between them."""
    run: list[_Line] = []
    for line in lines:
        if run and line.at > run[-1].at + max(cell.rows for cell in run[-1].cells):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _read_run(run: Sequence[_Line], outline: Outline) -> None:
    """Read rows without a gap: lone texts above and below a table are its title and notes."""
    first = next((index for index, line in enumerate(run) if len(line.filled) > 1), len(run))
    last = max((index for index, line in enumerate(run) if len(line.filled) > 1), default=-1)
    caption = ""
    for index, line in enumerate(run[:first]):
        text = line.filled[0]
        if index == 0 and len(text) <= LONGEST_HEADING and text[-1] not in ".;,":
            outline.heading(text, 2)
            caption = text
        else:
            outline.paragraph(text)
    if first <= last:
        outline.table([line.cells for line in run[first : last + 1]], caption)
    for line in run[last + 1 :] if first <= last else ():
        outline.paragraph(line.filled[0])
