from ingest.layout import Line, Word, lines_of
from ingest.paragraphs import is_tabular, joins, paragraphs_of, passage
from ingest.spelling import Spelling

WIDE = "the wardens of the harbour reported to the panel"


def lines(*rows: str, bold: int = 0, step: float = 13, left: float = 50) -> list[Line]:
    """Set rows of words under one another; \\t is a wide gap."""
    words: list[Word] = []
    for i, row in enumerate(rows):
        x = left
        for cell in row.split("\t"):
            for part in cell.split():
                words.append(Word(part, x, step * i, x + 5 * len(part), step * i + 10, 10, bold=i < bold))
                x += 5 * len(part) + 3
            x += 30
    return lines_of(words)


def texts(*rows: str, **look: float) -> list[str]:
    found = paragraphs_of(1, lines(*rows, **look), 1.3)  # type: ignore[arg-type]
    return [passage(paragraph, Spelling.of([])).text for paragraph in found]


def test_lines_that_fill_their_width_are_one_paragraph():
    assert texts(WIDE, WIDE, "at last") == [f"{WIDE} {WIDE} at last"]


def test_a_short_line_that_ends_a_sentence_ends_the_paragraph():
    assert texts(WIDE, "at last.", "Then " + WIDE) == [f"{WIDE} at last.", "Then " + WIDE]


def test_a_wider_gap_ends_the_paragraph():
    assert len(texts(WIDE, WIDE, step=24)) == 2


def test_a_bold_heading_close_above_its_text_stands_alone():
    assert texts("Boats", "(Item 3)", WIDE, bold=1)[0] == "Boats"


def test_a_year_broken_at_the_line_end_is_no_paragraph_number():
    assert len(texts("the budget of the harbour for the year 2024-", "25. The fees " + WIDE[:20])) == 1


def test_lines_of_columns_stand_alone():
    assert texts("North\t12", "South\t10") == ["North 12", "South 10"]


def test_a_name_that_wraps_under_its_column_stays_with_its_label():
    words = [Word("outer", 108, 13, 133, 23, 10), Word("harbour", 136, 13, 171, 23, 10)]
    wrapped = [*lines("From:\tthe warden of the"), Line.of(tuple(words))]
    assert is_tabular(wrapped[0])
    assert len(paragraphs_of(1, wrapped, 1.3)) == 1


def test_a_number_before_a_gap_is_not_a_column():
    assert not is_tabular(lines("2.26\tTo avoid the rocks")[0])


def test_a_letter_that_follows_on_the_last_one_begins_an_item():
    assert texts("a) note " + WIDE, "b) Note the report") == ["note " + WIDE, "Note the report"]


def made(text: str):
    (paragraph,) = paragraphs_of(1, lines(text), 1.3)
    return passage(paragraph, Spelling.of([]))


def test_only_a_sentence_that_must_go_on_is_joined_to_the_next_part():
    start = "The wardens of the outer harbour told the panel that their boats were"
    assert joins(made(start), made("lifted in the spring"))
    assert joins(made(start), made("176 in all, more than ever"))
    assert not joins(made(start + " sold."), made("lifted in the spring"))
    assert not joins(made("and"), made("lifted in the spring"))


def test_a_bold_line_directly_under_the_end_of_a_sentence_is_a_heading():
    plain, bold = lines(f"{WIDE}."), lines("", "Next steps", bold=2)
    assert [part.lines[0].text for part in paragraphs_of(1, [*plain, *bold], 1.3)] == [f"{WIDE}.", "Next steps"]
    wide = lines("", WIDE, bold=2)
    assert [part.lines[0].text for part in paragraphs_of(1, [*plain, *wide], 1.3)] == [f"{WIDE}.", WIDE]


def test_a_range_whose_dash_begins_the_next_line_is_no_list():
    assert len(texts("boats may be let to crews of the ages between 18", "– 25, who " + WIDE[:20])) == 1
    assert len(texts("boats were let to the crews in the summer of 2025", "– 18 of them " + WIDE[:20])) == 2


def test_labels_and_values_that_only_gaps_part_stand_line_by_line():
    words = [
        Word(text, left, top, left + 5 * len(text), top + 10, 10)
        for top, line in ((0, ((50, "Author"), (100, "Tern"))), (13, ((50, "Sent"), (100, "Cabinet"))))
        for left, text in line
    ]
    assert len(paragraphs_of(1, lines_of(words), 1.3)) == 2


def on_pages(*rows: tuple[str, ...]):
    return [passage(p, Spelling.of([])) for at, own in enumerate(rows, 1) for p in paragraphs_of(at, lines(*own), 1.3)]


def test_a_sentence_that_a_page_break_cuts_before_a_name_goes_on():
    above, below = on_pages((WIDE, WIDE + " for"[:0]), ("Harbour " + WIDE[:30], "were let at last."))
    assert joins(above, below)


def test_a_paragraph_that_ends_short_of_its_lines_is_not_joined_to_a_capital_over_the_page():
    above, below = on_pages((WIDE, "the wardens"), ("Harbour " + WIDE[:30], "were let at last."))
    assert not joins(above, below)


def test_a_year_over_the_page_goes_on_after_its_month():
    above, below = on_pages((WIDE, "boats were let in October"), ("2024, and " + WIDE[:20], "were let"))
    assert joins(above, below)
