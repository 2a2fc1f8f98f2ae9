from ingest.layout import Word
from ingest.sections import sections_of, stubs_of
from ingest.spelling import Spelling
from ingest.tables import Piece, TableRow, written

SPELLING = Spelling.of([])


def row(*cells: str, bold: bool = False, head: bool = False) -> TableRow:
    words = {i: Word(text, 100.0 * i, 0, 100.0 * i + 50, 10, 10, bold) for i, text in enumerate(cells) if text}
    pieces = [Piece(i, i + 1, ((1, word),)) for i, word in words.items()]
    made = written(pieces, len(cells), SPELLING, (bold, None))
    return TableRow(made.pieces, made.text, made.spans, made.cells, head, made.look)


HEAD = row("Berth", "Boats", head=True)


def test_a_lone_label_heads_the_rows_below_it_until_the_next_one():
    rows = [HEAD, row("Harbour", ""), row("North", "4"), row("River", ""), row("Lock", "2")]
    assert sections_of(rows) == ["", "", "Harbour", "", "River"]


def test_a_sub_head_directly_under_another_of_another_look_stands_under_it():
    rows = [row("Harbour", "", bold=True), row("Quays", ""), row("North", "4"), row("Slips", ""), row("East", "1")]
    assert sections_of(rows) == ["", "Harbour", "Harbour › Quays", "Harbour", "Harbour › Slips"]


def test_a_total_that_names_its_section_closes_it():
    rows = [row("Grants", ""), row("Dredging", "4"), row("Total Grants", "4"), row("All income", "9")]
    assert sections_of(rows) == ["", "Grants", "Grants", ""]


def test_the_total_of_all_sections_is_in_none_of_them():
    rows = [row("Quays", ""), row("North", "4"), row("Slips", ""), row("East", "1"), row("Total", "5")]
    assert sections_of(rows)[-1] == ""


def test_a_total_of_each_section_stays_in_it():
    rows = [row("Quays", ""), row("Total", "4"), row("Slips", ""), row("Total", "5")]
    assert [sections_of(rows)[1], sections_of(rows)[3]] == ["Quays", "Slips"]


def test_the_caption_in_the_first_row_and_the_labels_of_a_form_are_no_sections():
    assert sections_of([row("All in £m", ""), row("North", "4")], titled=True) == ["", ""]
    assert sections_of([row("Owner:", "Moss"), row("Place:", ""), row("Issued:", "May")]) == ["", "", ""]


def test_one_column_says_what_a_row_is_of_and_more_where_the_first_one_repeats():
    assert stubs_of([HEAD, row("North", "4"), row("South", "5")]) == 1
    rows = [row("Grant", "Dredging", "4"), row("Grant", "Lights", "5"), row("Dues", "Berths", "6")]
    assert stubs_of(rows) == 2


def test_a_number_takes_the_name_beside_it():
    assert stubs_of([row("1", "Dredge", "May"), row("2", "Paint", "June")]) == 2
