"""How something changed, asked of small papers: which two values, of which times, and when one alone is no answer."""

from dataclasses import replace

import pytest

from assistant.answers import Status
from tests.assistant.held import asked_of, heading, hold, paragraph, row

QUARTERS = ("Measure", "Q3 2017/18", "Q4 2017/18", "Q1 2018/19", "Q2 2018/19")

REPAIRS = ("Quay", "Open", "Overdue")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trends") / "index"
    now = "Harbours at month end May 2019"
    hold(
        folder,
        "harbour.txt",
        heading(now),
        paragraph(
            "In the calendar year 2018, 87 swimmers were stung by jellyfish. In 2017 the figure was 79.",
            headings=(now,),
        ),
        paragraph(
            "The rate of ferries cancelled fell from a peak of 212 per 10k in the middle of 2018, with high winds "
            "from the north for many weeks on end and the old wood pier shut, to 131 per 10k in October 2018, and "
            "has gone on falling since that date – down to 118 per 10k in February 2019; and currently 109 per 10k "
            "at the end of May 2019.",
            headings=(now,),
        ),
        paragraph(
            "Some 6% of pilots lodge aboard barges (15 pilots, compared with 8 six months ago).", headings=(now,)
        ),
        row("Berths dredged in full (%)", "71", "64", "65", "66", heads=QUARTERS),
        replace(row("Basin", "26", "13", heads=REPAIRS), headings=("Repairs at the quays",)),
        replace(row("Total", "83", "31", heads=REPAIRS), headings=("Repairs at the quays",)),
        *(
            replace(row(kind, was, now, heads=("Kind", "2017/18", "2018/19"), table=2), headings=("Lanterns mended",))
            for kind, was, now in (("Red", "41", "52"), ("Green", "33", "47"))
        ),
        row("Buoys out of place", "31", "", "", "", heads=QUARTERS),
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "way", "values", "others"),
    [
        ("swimmers stung by jellyfish in 2018 against the year before", "rose", ("79", "87"), ()),
        ("rate of ferries cancelled per 10k from mid 2018 to the end of may 2019", "fell", ("212", "109"), ("131",)),
        ("pilots lodging aboard barges - rising or falling over the six months to May 2019?", "rose", ("8", "15"), ()),
        (
            "have berths dredged in full got better or worse over the three quarters to september 2018",
            "rose",
            ("64", "66"),
            ("71",),
        ),
    ],
)
def test_a_change_is_told_by_the_values_at_its_two_ends(held, question, way, values, others):
    said = held.ask(question).text
    assert f"It {way}:" in said
    assert all(value in said for value in values)
    assert not any(value in said for value in others)


def test_one_cell_does_not_say_how_what_it_states_has_changed(held):
    assert held.ask("are buoys out of place getting better or worse in Q3 2017/18").status is Status.NOT_STATED
    assert "31" in held.ask("buoys out of place in Q3 2017/18").text


def test_a_follow_up_is_answered_by_its_own_words_and_not_by_those_it_takes_over(held):
    before = ["rate of ferries cancelled at the end of may 2019, per 10k"]
    assert "109" in held.ask(*before).text
    assert held.ask("and swimmers sunk?", before).status is Status.NOT_STATED
    assert held.ask("and ferries sunk?", before).status is Status.NOT_STATED


def test_where_no_row_is_named_and_all_fit_as_well_the_total_is_meant(held):
    assert held.rank("quay repairs overdue").figures[0].figure.number == "31"


def test_a_change_is_not_told_by_one_of_several_rows_that_nothing_names(held):
    assert held.ask("lanterns mended in 2018/19 and the year before").status is Status.NOT_STATED
    assert "47" in held.ask("green lanterns mended in 2018/19 and the year before").text
