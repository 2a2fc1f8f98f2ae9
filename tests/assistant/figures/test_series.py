"""Figures of several papers put in order of time: what is joined, what is left apart, what is left out."""

from datetime import date
from decimal import Decimal

import pytest

from assistant.figures.series import Measure, measures_of
from assistant.opened import Opened
from corpus.figures import Role
from corpus.store.index import Index
from tests.assistant.held import hold, paragraph, row

MONTHS = ("", "April 2018", "May 2018", "June 2018", "August 2018", "Target", "England")


@pytest.fixture
def measures(tmp_path):
    """Give a function that holds papers of some blocks and gives the measures of all of their figures."""

    def of(**papers) -> list[Measure]:
        for name, blocks in papers.items():
            hold(tmp_path, f"{name}.txt", *blocks, council="Anytown Council")
        opened = Opened(Index(tmp_path).open())
        return measures_of(opened, opened.snapshot.catalogue.register.every())

    return of


def values(line):
    return [point.value for point in line.points]


def runs(line):
    return [[str(point.value) for point in run] for run in line.runs()]


def table(label, *cells, caption="Social care, 2018/19"):
    return (row(label, *cells, heads=MONTHS, caption=caption),)


def test_a_row_is_a_line_whose_gap_is_a_gap_with_target_and_england_beside_it(measures):
    (one,) = measures(report=table("Re-referrals (%)", "22%", "23%", "24%", "26%", "20%", "21%"))
    assert one.name == "re-referrals"
    stated, *beside = one.lines
    assert runs(stated) == [["22", "23", "24"], ["26"]]
    assert [(line.role, line.name, values(line)) for line in beside] == [
        (Role.TARGET, "Target, Anytown", [Decimal(20)]),
        (Role.COMPARATOR, "England", [Decimal(21)]),
    ]


def test_one_measure_of_several_papers_is_one_line(measures):
    said = {
        "june": [paragraph("There were 312 looked after children at 31 May 2019.")],
        "july": [paragraph("There were 318 children in care at 30 June 2019.")],
    }
    (one,) = measures(**said)
    assert one.name == "looked after children"
    assert runs(one.lines[0]) == [["312", "318"]]


def test_a_value_that_two_papers_state_is_one_point_with_both(measures):
    said = {name: [paragraph("There were 312 looked after children at 31 May 2019.")] for name in ("june", "july")}
    (one,) = measures(**said)
    (point,) = one.lines[0].points
    assert (point.value, len(point.figures), point.differs) == (Decimal(312), 2, False)


def test_values_on_which_papers_differ_are_both_kept_and_joined_to_nothing(measures):
    said = {
        "april": [paragraph("There were 305 looked after children at 30 April 2019.")],
        "june": [paragraph("There were 312 looked after children at 31 May 2019.")],
        "july": [paragraph("There were 320 looked after children at 31 May 2019.")],
    }
    (one,) = measures(**said)
    assert [(str(p.value), p.differs) for p in one.lines[0].points] == [("305", False), ("312", True), ("320", True)]
    assert runs(one.lines[0]) == [["305"]]


def test_rows_that_only_their_table_explains_are_of_that_table_alone(measures):
    said = measures(
        a=table("Good", "70%", "71%", "", "", "", "", caption="Childminders"),
        b=table("Good", "80%", "81%", "", "", "", "", caption="Nurseries"),
    )
    assert sorted((one.name, values(one.lines[0])) for one in said) == [
        ("Good (Childminders)", [Decimal(70), Decimal(71)]),
        ("Good (Nurseries)", [Decimal(80), Decimal(81)]),
    ]


def test_what_is_counted_over_a_year_is_not_put_beside_a_month(measures):
    said = measures(
        a=[paragraph("There were 14 permanent exclusions in 2018/19.")],
        b=[paragraph("There were 3 permanent exclusions in May 2019.")],
    )
    assert sorted((one.months, values(one.lines[0])) for one in said) == [(0, [Decimal(3)]), (12, [Decimal(14)])]


def test_quarters_that_follow_each_other_are_joined_and_a_year_between_them_is_a_gap(measures):
    heads = ("", "Q1 2018/19", "Q2 2018/19", "Q2 2019/20")
    (one,) = measures(report=[row("Re-referrals (%)", "22%", "23%", "26%", heads=heads)])
    assert runs(one.lines[0]) == [["22", "23"], ["26"]]


def test_a_sentence_that_names_no_known_thing_makes_no_line(measures):
    assert measures(report=[paragraph("It was 12 in May 2019 and 14 in June 2019.")]) == []


def test_a_year_under_way_is_at_the_day_of_the_paper_that_states_it(tmp_path):
    said = paragraph("There have been 14 permanent exclusions in 2019/20.")
    hold(tmp_path, "june.txt", said, council="Anytown Council", meeting_date=date(2019, 6, 13))
    opened = Opened(Index(tmp_path).open())
    (one,) = measures_of(opened, opened.snapshot.catalogue.register.every())
    (point,) = one.lines[0].points
    assert (point.period.last, point.at) == (date(2020, 3, 31), date(2019, 6, 13))
