"""Periods that lean on another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.leaning_periods import find_earlier, find_months, months_before
from corpus.language.periods import Period, months

MEETING = date(2021, 11, 14)


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("at 31 March there were 352", "31 March", "2021-03-31"),
        ("by the 5th of December it was 8", "5th of December", "2020-12-05"),
        ("in May there were 5", "May", "2021-05"),
    ],
)
def test_a_month_or_day_without_a_year_is_the_last_of_its_name(text, words, iso):
    (found,) = find_months(text, MEETING)
    assert (text[found.start : found.end], found.period.iso()) == (words, iso)


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
