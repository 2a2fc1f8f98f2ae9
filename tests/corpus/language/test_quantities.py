"""Quantities as papers print them, and what only looks like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.quantities import find_quantities
from corpus.language.units import Unit

PIECES = ["1", "12", "1,000", ".", ",", "£", " ", "%", "per 10,000", "-", "one", "year olds", "May 2019", "page ", "k"]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("a rate of 102.3 per 10,000", "102.3", Unit.RATE),
        ("92.6 per 10k", "92.6", Unit.RATE),
        ("there were 1,234 referrals", "1,234", Unit.COUNT),
        ("rose by 4.5%", "4.5", Unit.PERCENT),
        ("some 12 per cent of them", "12", Unit.PERCENT),
        ("fell by 3 percentage points", "3", Unit.POINTS),
        ("£1.2m was spent", "£1.2", Unit.MONEY),
        ("£ 450 each", "£ 450", Unit.MONEY),
        ("within 45 working days", "45", Unit.TIME),
        ("a change of -5 since", "-5", Unit.COUNT),
        ("twelve were closed", "twelve", Unit.COUNT),
        ("the council's 5 homes", "5", Unit.COUNT),
        ("the total: 7", "7", Unit.COUNT),
        ("37 late discharges of patients per 100,000 people", "37", Unit.RATE),
        ("the percentage of bills paid in time was 97.8 in May", "97.8", Unit.PERCENT),
        ("answered in under 30 seconds", "30", Unit.TIME),
        ("One hundred and twelve moved", "One hundred and twelve", Unit.COUNT),
        ("Twenty-three of the ferries", "Twenty-three", Unit.COUNT),
        ("in the last year 170 boats came", "170", Unit.COUNT),
        ("one in three in that ward", "one in three", Unit.COUNT),
    ],
)
def test_a_quantity_is_read(text, number, unit):
    assert [(q.number, q.unit) for q in find_quantities(text)] == [(number, unit)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "in May 2019",
            "on 31 March 2017",
            "for 2018/19",
            "the 21st meeting",
            "section 47",
            "page 12",
            "Key Stage 2",
            "in year 11",
        ),
        *(
            "the 16 year olds",
            "16 to 18 year olds",
            "16 & 17 year olds",
            "16/17 year old",
            "paragraph 5",
            "one of the homes",
            "Appendix 3",
            "at month 6",
            "begins on 1 July,",
            "at 9:30 am",
            "at 6.30 p.m. on Tuesday",
            "between 10 pm and 8 am",
            "8:14",
        ),
    ],
)
def test_what_is_no_quantity_is_left(text):
    assert find_quantities(text) == []


def test_a_quantity_stands_where_it_says():
    text = "Of these: two, 5 and £3.4 million."
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["two", "5", "£3.4 million"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_quantities_of_any_text_are_in_order_and_hold_their_number(text):
    found = find_quantities(text)
    ends = [0, *(q.end for q in found)]
    assert all(end <= q.start < q.end <= len(text) for end, q in zip(ends, found, strict=False))
    assert all(text[q.start : q.end].startswith(q.number) for q in found)


@pytest.mark.parametrize("piece", ["1", "1 ", "1,", "111,", "one ", "£", "1/1/19 ", "5 to 6 ", "1 per "])
def test_a_long_text_takes_no_longer_than_its_length_asks(piece):
    began = time.perf_counter()
    find_quantities(piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 8


def test_a_part_of_a_whole_is_a_share_though_no_decimal_gives_it():
    (found,) = find_quantities("over two thirds of all those boats waited")
    assert (found.number, found.measured.name, found.value) == ("two thirds", "%", None)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("sixty-six are 16 or 17.", ["sixty-six"]),
        ("9 of them are 18 or over", ["9"]),
        ("there are 12 or 13 boats", ["12", "13"]),
        ("there were 30 or 40 boats", ["30", "40"]),
    ],
)
def test_ages_that_are_not_called_so_count_nothing(text, numbers):
    found = find_quantities(text)
    assert [one.number for one in found] == numbers or [(one.value, one.high) for one in found] == [(12, 13)]
