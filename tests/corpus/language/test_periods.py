"""Periods as papers and questions name them."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.periods import Period, find_periods, month, months

PIECES = [
    "May",
    "2019",
    "2018/19",
    "Q2",
    "-",
    "–",
    " ",
    "to",
    "12",
    "31",
    ",",
    "/",
    "quarter ",
    "99",
    "£",
    ".",
    "’19",
    "é",
]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("the rate in May 2019 was", "2019-05"),
        ("at 31 March 2017", "2017-03-31"),
        ("04/06/2019", "2019-06-04"),
        ("Dec-24", "2024-12"),
        ("Sept ’18", "2018-09"),
        ("Q2 2018/19", "2018-07-01/2018-09-30"),
        ("quarter 4 of 2018/19", "2019-01-01/2019-03-31"),
        ("Q3 18-19", "2018-10-01/2018-12-31"),
        ("2018/19", "2018-04-01/2019-03-31"),
        ("2018-19", "2018-04-01/2019-03-31"),
        ("2018–2019", "2018-04-01/2019-03-31"),
        ("18/19", "2018-04-01/2019-03-31"),
        ("1998/99", "1998-04-01/1999-03-31"),
        ("98/99", "1998-04-01/1999-03-31"),
        ("1999/00", "1999-04-01/2000-03-31"),
        ("1999/2000", "1999-04-01/2000-03-31"),
        ("the plan 2013-15", "2013-01-01/2015-12-31"),
        ("April to June 2018", "2018-04-01/2018-06-30"),
        ("November to February 2019", "2018-11-01/2019-02-28"),
        ("January 2018 to March 2019", "2018-01-01/2019-03-31"),
        ("spring of 2019", "2019-03-01/2019-05-31"),
        ("in 2017.", "2017-01-01/2017-12-31"),
        ("between April and September 2024", "2024-04-01/2024-09-30"),
        ("the six months to September 2024", "2024-04-01/2024-09-30"),
        ("the year ending 31 March 2018", "2017-04-01/2018-03-31"),
        ("the 12 months ending June 2024", "2023-07-01/2024-06-30"),
        ("2024/25 to 2026/27", "2024-04-01/2027-03-31"),
        ("the autumn term 2024", "2024-09-01/2024-12-31"),
        ("early 2019", "2019-01-01/2019-04-30"),
        ("mid-2019", "2019-05-01/2019-08-31"),
        ("the middle of 2019", "2019-05-01/2019-08-31"),
        ("late in 2019", "2019-09-01/2019-12-31"),
        ("late 2018/19", "2018-04-01/2019-03-31"),
        ("the three quarters to September 2018", "2018-01-01/2018-09-30"),
        ("two years ending March 2019", "2017-04-01/2019-03-31"),
        ("the summer term of 2023/24", "2024-04-01/2024-07-31"),
        ("last April (2019)", "2019-04"),
        ("the number of 2018 leavers", "2018-01-01/2018-12-31"),
    ],
)
def test_a_period_is_read(text, iso):
    assert [found.period.iso() for found in find_periods(text)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "£2019",
        "2019%",
        "2,019",
        "1.2019",
        "aged 18-19",
        "ages 10-15",
        "a score of 10/15",
        "may be",
        "in March",
        "20190",
        "the figure was 1969",
        "the Harbours Act 1964",
        "Harbours (Wales) Regulations 2015",
        "Harbours Act | 1964",
    ],
)
def test_what_only_looks_like_a_period_is_left(text):
    assert find_periods(text) == []


def test_the_longer_reading_wins():
    (found,) = find_periods("from 1 April 2018")
    assert found.period == Period(date(2018, 4, 1), date(2018, 4, 1))


def test_periods_tell_what_they_cover_and_meet():
    assert months(2018, 4, 12).covers(month(2019, 3))
    assert not month(2019, 3).covers(months(2018, 4, 12))
    assert month(2019, 3).meets(months(2018, 4, 12))
    assert not month(2019, 4).meets(months(2018, 4, 12))


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_periods_of_any_text_are_in_order_and_do_not_overlap(text):
    found = find_periods(text)
    ends = [0, *(f.end for f in found)]
    assert all(end <= f.start < f.end <= len(text) for end, f in zip(ends, found, strict=False))
    assert all(f.period.first <= f.period.last for f in found)


@pytest.mark.parametrize("piece", ["1", "1/1/19 ", "2019/20 ", "May ", "20/", "1 to ", ".", "-"])
def test_a_long_text_takes_no_longer_than_its_length_asks(piece):
    began = time.perf_counter()
    find_periods(piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 8
