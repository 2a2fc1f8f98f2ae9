"""Pages drawn in one order and read in another: columns, boxes of slides, sidebars and footnotes."""

from pathlib import Path

import pytest

from corpus.records import Block
from ingest.readers.pdf import read_pdf
from tests.ingest.drawn import Draw, Sheet, draw

LEFT = [
    *("The harbour office opened at the start of", "the season and counted all of the boats"),
    *("that lay at the outer moorings. The count", "was made twice, once by day and once by"),
    *("night, with the help of the wardens and of", "everyone who had kept the books that winter."),
]  # fmt: skip
RIGHT = [
    *("Berths were let in the order of asking and", "two of them were kept for visitors, as it"),
    *("had been agreed when the pier was built. A", "third is for the pilot, who pays no dues,"),
    *("though he is asked to look after the buoys", "that mark the channel to the inner quay."),
]  # fmt: skip
MIDDLE = ["Dues rose in May.", "Nobody objected to", "that at the hearing."]
TITLE = "Harbour review of the year"


def blocks(path: Path, *pages: Draw, size: tuple[float, float] = (595, 842)) -> list[Block]:
    return list(read_pdf(draw(path / "a.pdf", *pages, size=size), "d").blocks)


def starts(found: list[Block]) -> list[str]:
    return [" ".join(block.text.split()[:2]) for block in found]


def title(sheet: Sheet) -> None:
    sheet.write(60, 80, TITLE, 18, bold=True)


def left(sheet: Sheet, *texts: str) -> None:
    sheet.lines(60, 120, *(texts or LEFT), size=10)


def right(sheet: Sheet) -> None:
    sheet.lines(310, 120, *RIGHT, size=10)


def line_by_line(sheet: Sheet) -> None:
    for row, (one, other) in enumerate(zip(LEFT, RIGHT, strict=True)):
        sheet.write(60, 120 + 14 * row, one, 10)
        sheet.write(310, 120 + 14 * row, other, 10)


@pytest.mark.parametrize(
    "parts",
    [(title, left, right), (left, right, title), (right, left, title), (right, title, left), (title, line_by_line)],
)
def test_two_columns_under_a_heading_are_read_one_after_the_other_in_whatever_order_they_are_drawn(tmp_path, parts):
    def page(sheet: Sheet) -> None:
        for part in parts:
            part(sheet)

    found = blocks(tmp_path, page)
    assert [block.text for block in found] == [TITLE, " ".join(LEFT), " ".join(RIGHT)]


def test_three_columns_drawn_from_the_right_are_read_from_the_left(tmp_path):
    def page(sheet: Sheet) -> None:
        for x, text in ((420, "Third come the dues"), (240, "Second come berths"), (60, "First come the boats")):
            sheet.lines(x, 120, text, "of the year.", size=10)
            sheet.lines(x, 170, "Each is counted", "by the wardens.", size=10)

    assert starts(blocks(tmp_path, page)) == [
        *("First come", "Each is", "Second come", "Each is", "Third come", "Each is"),
    ]  # fmt: skip


def test_a_sentence_goes_on_from_one_column_in_the_next(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.lines(310, 120, "lifting them in the spring was met by the", "owners of the boats.", size=10)
        left(sheet, *LEFT[:3], "was made twice, and they found that the cost of")

    (block,) = blocks(tmp_path, page)
    assert block.text.endswith("the cost of lifting them in the spring was met by the owners of the boats.")


def slide(sheet: Sheet) -> None:
    """Boxes drawn from the last to the first, the title last of all."""
    sheet.lines(640, 200, "Fewer boats are left", "at the moorings.", size=14)
    sheet.lines(330, 160, "What we did", size=14, bold=True)
    sheet.lines(640, 160, "What changed", size=14, bold=True)
    sheet.lines(330, 200, "We counted them and", "wrote to the owners.", size=14)
    sheet.lines(40, 200, "Boats were left at the", "moorings all winter.", size=14)
    sheet.lines(40, 160, "Why it matters", size=14, bold=True)
    sheet.write(40, 60, "Boats in the harbour over the winter and what became of them", 24, bold=True)


def test_boxes_of_a_slide_are_read_from_the_left_each_with_its_heading(tmp_path):
    assert starts(blocks(tmp_path, slide, size=(960, 540))) == [
        *("Boats in", "Why it", "Boats were", "What we", "We counted", "What changed", "Fewer boats"),
    ]  # fmt: skip


def test_a_footnote_that_comes_first_in_the_file_comes_last(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.write(60, 780, "1 Counted by the wardens at the end of March.", 8)
        title(sheet)
        sheet.lines(60, 120, *LEFT)

    assert starts(blocks(tmp_path, page)) == ["Harbour review", "The harbour", "1 Counted"]


@pytest.mark.parametrize("first", [True, False])
def test_a_footnote_under_the_first_column_comes_after_the_second(tmp_path, first):
    def note(sheet: Sheet) -> None:
        sheet.write(60, 700, "1 Counted by the wardens in March.", 8)

    def page(sheet: Sheet) -> None:
        for part in (note, left, right) if first else (left, note, right):
            part(sheet)

    assert starts(blocks(tmp_path, page)) == ["The harbour", "Berths were", "1 Counted"]


def test_a_sidebar_is_read_whole_and_not_line_by_line_with_the_text(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.lines(430, 150, "At a glance", size=12, bold=True)
        sheet.lines(430, 180, "41 wardens serve", "the harbour.", size=10)
        sheet.lines(430, 240, "12 boats lie at", "the north quay.", size=10)
        title(sheet)
        sheet.lines(60, 120, *LEFT, size=10)
        sheet.lines(60, 240, *RIGHT, size=10)

    assert starts(blocks(tmp_path, page)) == [
        *("Harbour review", "The harbour", "Berths were", "At a", "41 wardens", "12 boats"),
    ]  # fmt: skip


def test_labels_and_what_stands_beside_them_are_read_row_by_row(tmp_path):
    rows = [("Report to:", "Harbour Committee"), ("Officer:", "Ann Wright"), ("Date:", "20 June 2019")]

    def page(sheet: Sheet) -> None:
        sheet.lines(60, 200, "The boats were counted in the spring of the year.")
        for row, (label, value) in enumerate(rows):
            sheet.write(60, 100 + 24 * row, label, bold=True)
            sheet.write(300, 100 + 24 * row, value)

    text = " ".join(block.text.replace(" | ", " ") for block in blocks(tmp_path, page))
    assert text == "Report to: Harbour Committee Officer: Ann Wright Date: 20 June 2019 " + (
        "The boats were counted in the spring of the year."
    )


def test_a_table_beside_a_column_stays_whole(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.table([330, 430, 520], 120, [["Berth", "Boats"], ["North", "12"], ["South", "9"]])
        left(sheet)

    found = blocks(tmp_path, page)
    assert [block.row is not None for block in found] == [False, True, True, True]
    assert [block.row.cells for block in found if block.row] == [("Berth", "Boats"), ("North", "12"), ("South", "9")]


def test_a_table_without_rules_is_not_taken_for_columns_of_text(tmp_path):
    rows = [("North quay", "12", "4,100"), ("South quay", "9", "3,050"), ("Outer quay", "7", "2,000")]

    def page(sheet: Sheet) -> None:
        for row, cells in enumerate([("Berth", "Boats", "Income"), *rows]):
            for x, cell in zip((60, 250, 400), cells, strict=True):
                sheet.write(x, 120 + 16 * row, cell, 10)

    assert all("quay" in block.text and "," in block.text for block in blocks(tmp_path, page)[1:])


def test_a_page_of_thousands_of_scattered_words_keeps_the_order_of_the_file(tmp_path):
    def page(sheet: Sheet) -> None:
        for number in range(6_000):
            sheet.write(20 + number * 37 % 540, 20 + number * 211 % 800, "boats", 3)

    assert sum(block.text.count("boats") for block in blocks(tmp_path, page)) == 6_000
