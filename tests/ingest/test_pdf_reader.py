from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.errors import UnreadableError
from corpus.records import BlockKind
from ingest.readers.pdf import read_pdf
from tests.ingest.drawn import HEIGHT, WIDTH, Sheet, draw

PAPERS = Path(__file__).resolve().parents[2].parent / "shared" / "papers"


def report(sheet: Sheet) -> None:
    sheet.write(72, 80, "Harbour Warden Service", 16, bold=True)
    sheet.write(72, 120, "3.0 Staffing", bold=True)
    sheet.lines(
        72,
        150,
        "3.1 The harbour service employed 41 wardens when the season ended in",
        "March, which is four more than the committee had been told to expect by",
        "the officers in the autumn.",
    )
    sheet.write(72, 210, "3.2 Vacancies", bold=True)
    sheet.lines(72, 240, "3.2.1 Two posts stay open until a self-", "assessment of the berths has been made.")
    sheet.write(90, 280, "• seasonal posts")
    sheet.write(90, 300, "• permanent posts")


def texts(path: Path) -> list[str]:
    return [block.text for block in read_pdf(path, "d").blocks]


def test_paragraphs_keep_their_numbers_and_the_headings_above_them(tmp_path):
    blocks = read_pdf(draw(tmp_path / "a.pdf", report), "d").blocks
    assert [(block.kind, block.number, block.text.split()[0], block.headings) for block in blocks] == [
        (BlockKind.HEADING, None, "Harbour", ()),
        (BlockKind.HEADING, "3.0", "Staffing", ("Harbour Warden Service",)),
        (BlockKind.PARAGRAPH, "3.1", "The", ("Harbour Warden Service", "3.0 Staffing")),
        (BlockKind.HEADING, "3.2", "Vacancies", ("Harbour Warden Service", "3.0 Staffing")),
        (BlockKind.PARAGRAPH, "3.2.1", "Two", ("Harbour Warden Service", "3.0 Staffing", "3.2 Vacancies")),
        (BlockKind.LIST_ITEM, None, "seasonal", ("Harbour Warden Service", "3.0 Staffing", "3.2 Vacancies")),
        (BlockKind.LIST_ITEM, None, "permanent", ("Harbour Warden Service", "3.0 Staffing", "3.2 Vacancies")),
    ]
    assert [block.ordinal for block in blocks] == list(range(7))
    assert {block.page for block in blocks} == {1}


def test_lines_are_joined_and_a_hyphen_of_two_words_stays(tmp_path):
    found = texts(draw(tmp_path / "a.pdf", report))
    assert found[2].endswith("had been told to expect by the officers in the autumn.")
    assert "self-assessment of the berths" in found[4]


def test_a_word_that_a_line_end_broke_is_joined_without_its_hyphen(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.lines(72, 100, "The underlying rate of harbour dues rose once more in the spring, and the under-",
                    "lying rate of mooring fees fell.")  # fmt: skip

    assert "the underlying rate of mooring fees" in texts(draw(tmp_path / "a.pdf", page))[0]


def test_each_word_has_its_place_on_the_page(tmp_path):
    block = read_pdf(draw(tmp_path / "a.pdf", report), "d").blocks[2]
    assert "".join(block.text[place.start : place.end] for place in block.places) == block.text.replace(" ", "")
    first = block.places[0].box
    assert 86 < first.left < 95 and 135 < first.top < 150 < first.bottom < 156
    assert all(one.end < two.start or one.box.top < two.box.top for one, two in pairwise(block.places))


def test_a_page_shown_on_its_side_is_read_upright_with_places_as_it_is_shown(tmp_path):
    straight = draw(tmp_path / "a.pdf", report)
    writer = PdfWriter(clone_from=PdfReader(straight))
    writer.pages[0].rotate(90)
    writer.write(tmp_path / "b.pdf")
    upright, turned = read_pdf(straight, "d").blocks, read_pdf(tmp_path / "b.pdf", "d").blocks
    assert [block.text for block in turned] == [block.text for block in upright]
    before, after = upright[2].places[0].box, turned[2].places[0].box
    assert (after.left, after.top) == pytest.approx((HEIGHT - before.bottom, before.left), abs=0.5)


def test_sideways_text_on_a_page_turned_upright_has_its_places_as_it_is_shown(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.sideways(100, 500, "Berths were let in the order of asking.")
        sheet.sideways(115, 500, "Two were kept for visitors.")

    writer = PdfWriter(clone_from=PdfReader(draw(tmp_path / "a.pdf", page)))
    writer.pages[0].rotate(90)
    writer.write(tmp_path / "b.pdf")
    (block,) = read_pdf(tmp_path / "b.pdf", "d").blocks
    assert block.text == "Berths were let in the order of asking. Two were kept for visitors."
    box = block.places[0].box
    assert box.left == pytest.approx(HEIGHT - 500, abs=1) and box.bottom == pytest.approx(100 + 3, abs=3)


def test_a_cropped_page_has_its_places_from_the_corner_that_is_shown(tmp_path):
    straight = draw(tmp_path / "a.pdf", report)
    writer = PdfWriter(clone_from=PdfReader(straight))
    writer.pages[0].cropbox.lower_left = (40, 20)
    writer.pages[0].cropbox.upper_right = (WIDTH, HEIGHT - 30)
    writer.write(tmp_path / "b.pdf")
    whole = read_pdf(straight, "d").blocks[2].places[0].box
    cropped = read_pdf(tmp_path / "b.pdf", "d").blocks[2].places[0].box
    assert (cropped.left, cropped.top) == pytest.approx((whole.left - 40, whole.top - 30), abs=0.5)


def furnished(number: int):
    def page(sheet: Sheet) -> None:
        sheet.write(72, 40, "Fairhaven Borough Council")
        sheet.lines(72, 120, f"Item {number} was considered by the members of the panel.", "They agreed to note it.")
        sheet.write(280, HEIGHT - 30, f"Page {number + 4}")

    return page


def test_heads_and_feet_are_left_out_and_the_printed_page_is_kept(tmp_path):
    blocks = read_pdf(draw(tmp_path / "a.pdf", *(furnished(n) for n in range(1, 5))), "d").blocks
    assert {(block.page, block.page_label) for block in blocks} == {(1, "5"), (2, "6"), (3, "7"), (4, "8")}
    assert not any("Fairhaven" in block.text or "Page" in block.text for block in blocks)


def test_a_page_number_set_sideways_in_the_margin_is_the_label(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.lines(72, 120, "The landscape sheet holds a plan of the berths.", "It has a number in its margin.")
        sheet.sideways(WIDTH - 20, 400, "Page 31")

    (block,) = {b.id: b for b in read_pdf(draw(tmp_path / "a.pdf", page), "d").blocks}.values()
    assert block.page_label == "31" and "31" not in block.text


def test_blank_pages_and_stamps_give_no_blocks(tmp_path):
    def stamped(sheet: Sheet) -> None:
        sheet.write(480, 30, "Agenda Item 7")
        sheet.write(72, 200, "The members were asked to note the programme of dredging.")

    def blank(sheet: Sheet) -> None:
        sheet.write(200, 400, "This page is intentionally left blank")

    assert texts(draw(tmp_path / "a.pdf", stamped, blank)) == [
        "The members were asked to note the programme of dredging."
    ]


def test_a_paragraph_that_runs_over_the_page_is_one_block_with_places_on_both(tmp_path):
    def first(sheet: Sheet) -> None:
        sheet.lines(72, 700, "4.1 The wardens reported that the number of boats that were left at the outer",
                    "moorings over the winter had fallen again and that the cost of")  # fmt: skip

    def second(sheet: Sheet) -> None:
        sheet.lines(72, 80, "lifting them was met by the owners.")

    (block,) = read_pdf(draw(tmp_path / "a.pdf", first, second), "d").blocks
    assert (block.page, block.number) == (1, "4.1")
    assert block.text.endswith("the cost of lifting them was met by the owners.")
    assert {place.box.page for place in block.places} == {1, 2}


def test_a_number_on_its_own_line_belongs_to_the_paragraph_below_it(tmp_path):
    def page(sheet: Sheet) -> None:
        sheet.write(72, 100, "2.4.1 The first berth was repaired in the spring of the year.")
        sheet.write(72, 130, "2.4.2")
        sheet.write(72, 160, "The second berth waits for timber.")

    blocks = read_pdf(draw(tmp_path / "a.pdf", page), "d").blocks
    assert [(block.number, block.text[:9]) for block in blocks] == [("2.4.1", "The first"), ("2.4.2", "The secon")]


ROWS = [["Berth", "Boats", "Income £"], ["North", "12", "4,100"], ["South", "", "-"], ["Total", "12", "4,100"]]


def tabled(sheet: Sheet) -> None:
    sheet.write(72, 90, "Table 2: Boats by berth", bold=True)
    end = sheet.table([72, 200, 300, 420], 100, ROWS)
    sheet.write(72, end + 40, "The table shows one winter only.")


def test_a_ruled_table_gives_a_block_a_row_with_heads_caption_and_empty_cells(tmp_path):
    blocks = read_pdf(draw(tmp_path / "a.pdf", tabled), "d").blocks
    rows = [block.row for block in blocks if block.row]
    assert [row.cells for row in rows] == [tuple(row) for row in ROWS]
    assert {row.heads for row in rows} == {("Berth", "Boats", "Income £")}
    assert {row.caption for row in rows} == {"Table 2: Boats by berth"}
    assert [row.is_head for row in rows] == [True, False, False, False]
    assert [(row.table, row.index) for row in rows] == [(0, 0), (0, 1), (0, 2), (0, 3)]
    assert [block.text for block in blocks if block.row][2] == "South | -"
    assert [block.text for block in blocks if not block.row] == [
        "Table 2: Boats by berth",
        "The table shows one winter only.",
    ]


def test_the_places_of_a_row_point_at_the_words_of_its_cells(tmp_path):
    row = next(b for b in read_pdf(draw(tmp_path / "a.pdf", tabled), "d").blocks if b.row and b.row.cells[0] == "Total")
    assert [row.text[place.start : place.end] for place in row.places] == ["Total", "12", "4,100"]
    assert [round(place.box.left) for place in row.places] == [76, 204, 304]


def test_a_table_goes_on_over_the_page_with_the_heads_of_its_first_part(tmp_path):
    def first(sheet: Sheet) -> None:
        sheet.table([72, 200, 300, 420], 740, ROWS[:2])

    def second(sheet: Sheet) -> None:
        sheet.table([72, 200, 300, 420], 72, ROWS[2:], bold_heads=False)

    rows = [block.row for block in read_pdf(draw(tmp_path / "a.pdf", first, second), "d").blocks if block.row]
    assert [(row.table, row.index) for row in rows] == [(0, 0), (0, 1), (0, 2), (0, 3)]
    assert {row.heads for row in rows} == {("Berth", "Boats", "Income £")}


def test_the_title_in_the_properties_is_given(tmp_path):
    assert read_pdf(draw(tmp_path / "a.pdf", report, title="Public pack"), "d").title == "Public pack"


def pictured(sheet: Sheet) -> None:
    sheet.picture(0, 0, WIDTH, HEIGHT)


def reason(path: Path, **options: int) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(path, "d", ocr=False, **options)
    return str(caught.value)


def test_a_file_of_pictures_needs_ocr(tmp_path):
    assert "it needs OCR" in reason(draw(tmp_path / "a.pdf", pictured, pictured))


def test_a_picture_with_only_a_stamp_on_it_still_needs_ocr(tmp_path):
    def stamped(sheet: Sheet) -> None:
        pictured(sheet)
        sheet.write(400, 60, "Item 58")

    assert "it needs OCR" in reason(draw(tmp_path / "a.pdf", stamped))


def test_a_file_of_empty_pages_has_nothing_to_read(tmp_path):
    assert "nothing on its pages" in reason(draw(tmp_path / "a.pdf", lambda sheet: None))


def test_a_page_without_text_among_others_is_noted(tmp_path):
    extract = read_pdf(draw(tmp_path / "a.pdf", report, pictured), "d", ocr=False)
    remedy = "set SCRUTINEER_OCR to auto and ingest it again"
    assert extract.notes == (f"page 2 is only a picture without text: it needs OCR: {remedy}.",)
    assert extract.pages == 2


def test_an_encrypted_file_asks_for_a_copy_without_password(tmp_path):
    assert "password" in reason(draw(tmp_path / "a.pdf", report, password="berth"))


def test_a_damaged_file_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"broken " * 200)
    assert reason(path).startswith("The file is damaged")


def test_a_web_page_named_pdf_is_not_a_pdf(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_text("<html><body>404 Not Found</body></html>")
    assert reason(path).startswith("The file is not a PDF")


def test_a_file_of_too_many_pages_is_refused(tmp_path):
    assert "3 pages" in reason(draw(tmp_path / "a.pdf", report, report, report), max_pages=2)


def real(name: str) -> Path:
    found = sorted(PAPERS.rglob(name)) if PAPERS.is_dir() else []
    if not found:
        pytest.skip(f"the real papers are not beside the project: {name}")
    return found[0]


def test_a_real_pack_gives_numbers_headings_and_printed_pages():
    blocks = read_pdf(real("Public reports pack 20th-Jun-2019*.pdf"), "d").blocks
    block = next(block for block in blocks if block.number == "5.6.1" and block.page == 15)
    assert (block.page_label, block.kind) == ("15", BlockKind.PARAGRAPH)
    assert [heading.split()[0] for heading in block.headings[-2:]] == ["5.1", "5.6"]
    rows = [block.row for block in blocks if block.row and block.page in (12, 13)]
    assert [row.cells[1] for row in rows if row.cells[0] == "CP Plan"] == ["149"]
    assert all(row.heads[1] == "Blackpool" for row in rows)


def test_a_real_table_ruled_between_its_rows_only_keeps_its_columns():
    blocks = read_pdf(real("02_kent_finance_monitoring*.pdf"), "d").blocks
    total = next(block.row for block in blocks if block.page == 20 and block.row and block.row.cells[0] == "Total")
    assert total.cells == ("Total", "82.2", "79.2", "-3.0")
    assert total.heads == ("", "Revenue Budget", "Revenue Forecast", "Revenue Variance")


def test_a_real_scan_needs_ocr():
    assert "it needs OCR" in reason(real("24_sutton_coldfield*.pdf"))
