"""Figures of prose, lists and tables: value, unit, measure, period, place and role."""

from datetime import date
from decimal import Decimal

import pytest

from corpus.figures import Role
from corpus.records import CELL_MARK, Block, BlockKind, Document, Paper, Row
from ingest.figures import figures_of

DOCUMENT = Document(
    "d", "d.pdf", "d.pdf", "", "application/pdf", council="Anytown Council", meeting_date=date(2019, 6, 20)
)


def figures(*blocks):
    """Give the figures of blocks that are one paper."""
    paper = Paper("d", 0, "", 0, len(blocks))
    found = figures_of(blocks, (paper,), DOCUMENT)
    texts = {block.ordinal: block.text for block in blocks}
    assert all(figure.number in texts[figure.block][figure.start : figure.end] for figure in found)
    return found


def paragraph(text, *headings, ordinal=0, kind=BlockKind.PARAGRAPH):
    return Block("d", ordinal, kind, text, 1, headings=headings)


def row(*cells, heads, caption="", headings=(), ordinal=0, section=""):
    return Block("d", ordinal, BlockKind.TABLE_ROW, CELL_MARK.join(filter(None, cells)), 1, headings=headings,
                 row=Row(0, 0, cells, heads, caption, section=section))  # fmt: skip


def said(found):
    return [(f.number, f.unit, f.period.iso() if f.period else None) for f in found]


def test_two_periods_of_one_sentence_belong_to_the_figures_next_to_them():
    text = "Moorings let went from as few as 31 in July 2018 to 44 (9 per 10k) by the close of May 2019."
    assert said(figures(paragraph(text))) == [
        ("31", "count", "2018-07"),
        ("44", "count", "2019-05"),
        ("9", "per 10,000", "2019-05"),
    ]


def test_a_period_is_inherited_from_the_heading_and_marked_so():
    (figure,) = figures(paragraph("There were 58 boats at the quay.", "Overview at month end May 2019"))
    assert figure.period.iso() == "2019-05"
    assert figure.inherited == ("Overview at month end May 2019",)


def test_a_month_without_a_year_is_the_last_before_the_meeting():
    assert said(figures(paragraph("It came to 73 in December."))) == [("73", "count", "2018-12")]


def test_currently_is_the_day_of_the_meeting():
    assert said(figures(paragraph("There are currently 11 vacancies."))) == [("11", "count", "2019-06-20")]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Both are worse than the national average (12% for brief stays, 61% for long ones).",
            [(Role.COMPARATOR, "England"), (Role.COMPARATOR, "England")],
        ),
        (
            "Stays are longer than the national average (61% for long ones, up from 58%).",
            [(Role.COMPARATOR, "England"), (Role.ACTUAL, "")],
        ),
        ("Some 7% had left, compared to 8% nationally.", [(Role.ACTUAL, ""), (Role.COMPARATOR, "England")]),
        (
            "The national average split of berths is 31% in towns and 69% in villages.",
            [(Role.COMPARATOR, "England"), (Role.COMPARATOR, "England")],
        ),
        (
            "The national average is 31% in towns and here it is 69% in towns.",
            [(Role.COMPARATOR, "England"), (Role.ACTUAL, "")],
        ),
        ("It is in line with the national average for girls (47%).", [(Role.ACTUAL, "")]),
        (
            "Some 3 boats are late, down 2% on May 2018, which is 9% of them.",
            [(Role.ACTUAL, ""), (Role.CHANGE, ""), (Role.ACTUAL, "")],
        ),
        (
            "There are 52 boats, down 3 on last year, still a large part (9%).",
            [(Role.ACTUAL, ""), (Role.CHANGE, ""), (Role.ACTUAL, "")],
        ),
        ("It came to 73 and has missed the target of 65.", [(Role.ACTUAL, ""), (Role.TARGET, "")]),
        (
            "The rate is 22; the middle one of similar authorities is 17.",
            [(Role.ACTUAL, ""), (Role.COMPARATOR, "similar authorities")],
        ),
        ("The number has risen by 12.", [(Role.CHANGE, "")]),
    ],
)
def test_a_comparator_or_target_has_its_role(text, roles):
    assert [(f.role, f.of) for f in figures(paragraph(text))] == roles


def test_a_figure_of_the_paper_is_of_its_council():
    (figure,) = figures(paragraph("There were 58 ferries."))
    assert figure.place == "Anytown"


def test_a_cell_takes_unit_period_and_measure_from_its_heads():
    table = row(
        "Adult care", "586.1", "-9.9", heads=("Service", "Budget 2018/19", "Variance"), caption="All figures in £m"
    )
    budget, variance = figures(table)
    assert (budget.value, budget.unit, budget.period.iso(), budget.role) == (
        586_100_000,
        "GBP",
        "2018-04-01/2019-03-31",
        Role.BUDGET,
    )
    assert (variance.value, variance.role) == (-9_900_000, Role.CHANGE)
    assert budget.measure == "Adult care – Budget 2018/19"


def test_the_head_over_the_labels_names_the_unit_of_a_table():
    (figure,) = figures(row("ICPC", "221", heads=("Per 10k rate", "Anytown")))
    assert figure.unit == "per 10,000"


def test_months_of_a_school_year_are_in_its_two_calendar_years():
    found = figures(row("Register 2016-17", "121", "175", heads=("", "Sept", "Apr")))
    assert [f.period.iso() for f in found] == ["2016-09", "2017-04"]


def test_items_of_a_list_are_of_the_date_that_opens_it():
    found = figures(
        paragraph("At 31 March 2014, 43 boats lay in dock. Of these:", kind=BlockKind.LIST_ITEM),
        paragraph("21 came from another port", ordinal=1, kind=BlockKind.LIST_ITEM),
    )
    assert said(found) == [("43", "count", "2014-03-31"), ("21", "count", "2014-03-31")]


def test_a_rolling_year_ends_with_the_month_of_the_paper():
    (figure,) = figures(paragraph("Departures are down to 16 in a rolling 12 months.", "Month end May 2019"))
    assert figure.period.iso() == "2018-06-01/2019-05-31"


def test_every_figure_stands_where_it_says():
    text = "Of 1,046 contacts, nine out of 10 were closed within 10 days at £1.2m."
    for figure in figures(paragraph(text)):
        assert text[figure.start : figure.end].startswith(figure.number)


def test_rows_of_other_places_are_comparators():
    heads = ("Authority", "Moorings per 10,000")
    own, other = figures(row("Anytown", "163", heads=heads), row("Port Ellis", "120", heads=heads, ordinal=1))
    assert (own.role, own.place) == (Role.ACTUAL, "Anytown")
    assert (other.role, other.of, other.place) == (Role.COMPARATOR, "Port Ellis", "Port Ellis")


def test_the_numbers_of_rows_are_no_figures():
    assert figures(row("9", "How well the harbour plan is known to those who sail from the quay", heads=())) == ()


def test_so_many_more_is_a_change():
    (figure,) = figures(paragraph("There were 120 more boats at the quay in May 2019."))
    assert figure.role is Role.CHANGE


def test_each_value_of_a_list_has_what_it_counts_itself():
    found = figures(paragraph("The quay held 47 boats: 12 in Bay A, 14 in Bay B and 21 in Bay C."))
    assert [f.measure for f in found[2:]] == ["in Bay B and", "in Bay C"]


def test_a_sentence_goes_on_about_the_one_period_that_it_names():
    text = "Checks were offered to 412 skippers between April and May 2019 and taken up by 206, an uptake of 50%."
    assert [period for _, _, period in said(figures(paragraph(text)))] == ["2019-04-01/2019-05-31"] * 3


def test_the_unit_of_a_caption_is_of_the_columns_that_its_words_name():
    heads = ("Service", "Boats kept", "Average cost 2018/19")
    found = figures(
        row("Slipway", "49", "310", heads=heads, caption="Boats kept in May 2019 and average weekly cost (£)")
    )
    assert [(f.number, f.unit) for f in found] == [("49", "count"), ("310", "GBP")]


def test_what_a_head_includes_gives_its_values_no_role():
    heads = ("Berth", "2025-26 (incl. increase in levy) £", "Increase £")
    due, more = figures(row("North", "1,120", "53", heads=heads))
    assert (due.role, more.role) == (Role.ACTUAL, Role.CHANGE)


def test_a_figure_behind_blank_cells_stands_where_it_is_printed():
    found = figures(row("Total", "", "(250.0)", "4,211.8", heads=("Grant", "Note", "2024/25", "2025/26")))
    assert [(figure.number, figure.column) for figure in found] == [("250.0", 2), ("4,211.8", 3)]


def test_what_something_has_become_is_measured_by_the_words_of_what_it_was():
    was, now = figures(paragraph("The share of boats kept two winters has fallen from 75% to 63% and needs work."))[1:]
    assert (was.value, now.value) == (75, 63)
    assert "boats kept" in now.measure


def test_the_unit_that_is_stated_for_all_figures_holds_for_the_table_below_and_for_money_further_down():
    heads = ("Directorate", "Budget", "Undeliverable", "Berths")
    note = paragraph("All figures in £m", "Savings", ordinal=0)
    own = row("Harbours", "8.7", "1.4", heads=heads[:3], headings=("Savings",), ordinal=1)
    text = paragraph("The savings of the quays follow.", "Savings", "Quays", ordinal=2)
    under = row("Cranes under £2m", "0.2", "0.1", "12", heads=heads, headings=("Savings", "Quays"), ordinal=3)
    elsewhere = row("Ferries", "0.3", "0.4", "12", heads=heads, headings=("Ferries",), ordinal=4)
    found = figures(note, own, text, under, elsewhere)
    assert [(figure.value, figure.unit) for figure in found] == [
        (8_700_000, "GBP"),
        (1_400_000, "GBP"),
        (200_000, "GBP"),
        (Decimal("0.1"), "count"),
        (12, "count"),
        (Decimal("0.3"), "count"),
        (Decimal("0.4"), "count"),
        (12, "count"),
    ]
