from ingest.headings import Heading, Outline, contents_entries
from ingest.sequence import parts_of


def heading(text: str, size: float = 11, bold: bool = True) -> Heading:
    first = text.split()[0]
    capitals = text.isupper()
    return Heading(text, size, bold, capitals, parts_of(first) if first[0].isdigit() else ())


def paths(*steps: Heading | None) -> tuple[str, ...]:
    """Enter headings one after another, None standing for text between; give the last path."""
    outline = Outline()
    for step in steps:
        if step is None:
            outline.pass_text()
        else:
            outline.enter(step)
    return outline.path


def test_a_larger_heading_stands_above_a_smaller_one_and_ends_it():
    big, small, other = heading("Report", 16), heading("Staff", 12), heading("Income", 12)
    assert paths(big, small, None, other) == ("Report", "Income")
    assert paths(big, small, None, heading("Appendix", 16)) == ("Appendix",)


def test_numbers_make_the_levels():
    steps = heading("5.0 Background"), None, heading("5.1 Boats"), None, heading("5.1.2 Moorings"), None
    assert paths(*steps) == ("5.0 Background", "5.1 Boats", "5.1.2 Moorings")
    assert paths(*steps, heading("5.2 Quays")) == ("5.0 Background", "5.2 Quays")
    assert paths(*steps, heading("6.0 Risks")) == ("6.0 Risks",)


def test_a_heading_with_nothing_under_it_stays_above_those_that_follow():
    steps = heading("5.1 Performance in May"), heading("5.2 Boats"), None, heading("5.3 Quays"), None
    assert paths(*steps) == ("5.1 Performance in May", "5.3 Quays")


def test_the_title_of_the_next_report_ends_the_last_item_of_the_minutes():
    assert paths(heading("11 DATE OF NEXT MEETING"), None, heading("HARBOUR UPDATE")) == ("HARBOUR UPDATE",)


def test_a_plain_heading_under_a_numbered_one_ends_with_it():
    steps = heading("2.1 Boats"), None, heading("In the summer"), None
    assert paths(*steps) == ("2.1 Boats", "In the summer")
    assert paths(*steps, heading("2.2 Quays")) == ("2.2 Quays",)


def test_the_title_of_a_table_is_closed_before_the_next_numbered_paragraph():
    outline = Outline()
    outline.enter(heading("6.0 Custody"))
    outline.enter(heading("Sentences by year"))
    outline.close_title("Sentences by year")
    assert outline.path == ("6.0 Custody",)


def test_lines_of_a_table_of_contents_are_told_from_a_heading_that_ends_in_its_number():
    lines = ["Contents", "Boats 3", "Quays 5", "Dredging 9", "Some text.", "Council Tax 6", "More text."]
    assert contents_entries(lines) == [True, True, True, True, False, False, False]
