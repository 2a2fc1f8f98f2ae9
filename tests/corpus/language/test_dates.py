from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.dates import MONTHS, DateFound, find_dates


def _days(text):
    return [found.date for found in find_dates(text)]


@pytest.mark.parametrize(
    "text",
    [
        "20 June 2019",
        "20th June 2019",
        "20 th June, 2019",
        "Thursday, 20 June 2019 at 6.00 pm",
        "20TH JUNE 2019",
        "20th-Jun-2019 18.00",
        "Thursday 20-Jun-2019 10.00 Cabinet.pdf",
        "20 Jun. 19",
        "the 20th day of June 2019",
        "20_June_2019",
        "June 20, 2019",
        "20/06/2019",
        "20/6/19",
        "20.06.2019.",
        "20-06-2019 Cabinet",
        "2019-06-20",
        "20 June\n2019",
    ],
)
def test_one_day_written_in_many_ways_is_the_same_date(text):
    assert _days(text) == [date(2019, 6, 20)]


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2019",
        "30/02/2019",
        "June 2019",
        "20 June",
        "2018/19",
        "5.6.1",
        "paragraph 5.6.19.1",
        "24/00108",
        "1/2/3/2019",
        "20 June 2018/19",
        "on 20 June 12 members met",
        "13-14-2019",
        "",
    ],
)
def test_what_is_no_day_of_the_calendar_is_not_found(text):
    assert _days(text) == []


def test_a_numeric_date_is_read_day_first():
    assert _days("04/06/2019") == [date(2019, 6, 4)]


def test_each_date_says_where_it_stands():
    text = "from 1 May 2018 to 31/05/2018"
    assert find_dates(text) == [DateFound(5, 15, date(2018, 5, 1)), DateFound(19, 29, date(2018, 5, 31))]
    assert text[5:15] == "1 May 2018"


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)))
def test_every_date_that_is_written_is_found_again(day):
    month = MONTHS[day.month - 1].capitalize()
    for text in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{day.day}th-{month[:3]}-{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
    ):
        assert _days(f"on {text}, in") == [day]


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_dates(text):
    assert all(text[found.start : found.end].strip() for found in find_dates(text))
