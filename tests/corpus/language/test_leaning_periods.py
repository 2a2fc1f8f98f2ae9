"""Periods that lean on another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.leaning_periods import find_earlier, find_months, month_set_against, months_asked, months_before
from corpus.language.periods import Period, find_periods, months

MEETING, NEWEST = date(2021, 11, 14), date(2019, 9, 12)


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("at 31 March there were 352", "31 March", "2021-03-31"),
        ("by the 5th of December it was 8", "5th of December", "2020-12-05"),
        ("in May there were 5", "May", "2021-05"),
        ("at 31 March 352 boats lay there", "31 March", "2021-03-31"),
        ("on 30th June 68 berths were let", "30th June", "2021-06-30"),
    ],
)
def test_a_month_or_day_without_a_year_is_the_last_of_its_name(text, words, iso):
    (found,) = find_months(text, MEETING)
    assert (text[found.start : found.end], found.period.iso()) == (words, iso)


def test_there_is_no_day_before_the_first():
    assert [found.period.iso() for found in find_months("up by 0 May boats", MEETING)] == ["2021-05"]


@pytest.mark.parametrize("text", ["in June 21", "June '21", "March 12 was dry", "May 2019"])
def test_a_number_that_may_be_its_year_is_no_count(text):
    assert find_months(text, MEETING) == []


@pytest.mark.parametrize(
    ("text", "base", "iso"),
    [
        ("three months before there were 355", Period(date(2018, 9, 30), date(2018, 9, 30)), "2018-06-30"),
        ("against 40 six months earlier", Period(date(2019, 8, 31), date(2019, 8, 31)), "2019-02-28"),
        ("it was 9 two months ago", months(2019, 5, 1), "2019-03"),
        ("up from 12 a year earlier", months(2018, 7, 3), "2017-07-01/2017-09-30"),
    ],
)
def test_a_time_is_told_by_its_distance_from_another(text, base, iso):
    assert [found.period.iso() for found in find_earlier(text, base)] == [iso]


@given(st.integers(2000, 2040), st.integers(1, 12), st.integers(1, 24), st.integers(1, 11))
def test_months_earlier_and_later_come_out_where_they_began(year, first, count, back):
    period = months(year, first, count)
    moved = months_before(period, back)
    assert moved.last < period.last
    assert moved == months(moved.first.year, moved.first.month, count)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("how many in may", "2019-05"),
        ("how many at the end of September?", "2019-09"),
        ("how many since december", "2018-12"),
        ("how many at 31 march", "2019-03-31"),
    ],
)
def test_a_month_behind_a_word_of_time_is_the_last_of_that_name(text, period):
    assert [found.period.iso() for found in months_asked(text, NEWEST)] == [period]


@pytest.mark.parametrize("text", ["may we ask", "did april smith attend", "who will march"])
def test_elsewhere_it_may_be_a_name_or_a_verb(text):
    assert months_asked(text, NEWEST) == []


@pytest.mark.parametrize(
    ("text", "period"), [("in june than march 2023", "2023-06"), ("May vs in October 2018", "2018-05"), ("1 v 2", None)]
)
def test_a_month_set_against_another_has_its_year(text, period):
    named = find_periods(text) or find_periods("2018")
    found = month_set_against(text, named[0])
    assert (found.period.iso() if found else None) == period
