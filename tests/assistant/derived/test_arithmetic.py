"""Workings from stated figures, with what rounding allows."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.derived.arithmetic import (
    average_of,
    change_of,
    difference_of,
    in_words,
    product_of,
    share_of,
    sum_of,
)
from corpus.figures import Figure, Role


def figure(number: str, unit: str = "count", value: str = "", role: Role = Role.ACTUAL) -> Figure:
    digits = Decimal(value or number.replace(",", "").replace("£", "").strip("()"))
    return Figure("d", 1, 0, len(number), number, digits, unit, "boats", role=role)


def worked(derived):
    return derived.formula, derived.value, derived.low, derived.high, derived.said


@pytest.mark.parametrize(
    ("derived", "expected"),
    [
        (difference_of(figure("214"), figure("158")), ("214 - 158", "56", "56", "56", "56")),
        (difference_of(figure("158"), figure("214")), ("214 - 158", "56", "56", "56", "56")),
        (
            difference_of(figure("17.4"), figure("23.6")),
            ("23.6 - 17.4", "6.2", "6.10", "6.30", "6.2"),
        ),
        (
            difference_of(figure("79", "%"), figure("90", "%", role=Role.TARGET)),
            ("90 - 79", "11", "10.5", "11.5", "11 percentage points"),
        ),
        (
            difference_of(figure("£1.2", "GBP", "1200000"), figure("£800", "GBP", "800000")),
            ("1.2 × 1000 - 800", "400", "349.5", "450.5", "£400 thousand"),
        ),
        (
            difference_of(figure("£4,480", "GBP"), figure("£3,150", "GBP")),
            ("4480 - 3150", "1330", "1330", "1330", "£1,330"),
        ),
        (difference_of(figure("(5)", value="-5"), figure("3")), ("3 + 5", "8", "8", "8", "8")),
        (difference_of(figure("(5)", value="-5"), figure("(3)", value="-3")), ("5 - 3", "2", "2", "2", "2")),
        (sum_of([figure("12"), figure("30"), figure("7")]), ("12 + 30 + 7", "49", "49", "49", "49")),
        (sum_of([figure("(12)", value="-12"), figure("(7)", value="-7")]), ("12 + 7", "19", "19", "19", "19")),
        (sum_of([figure("12"), figure("(7)", value="-7")]), ("12 - 7", "5", "5", "5", "5")),
        (
            change_of(figure("331"), figure("371")),
            ("(371 - 331) × 100 ÷ 331", "12.1", "12.1", "12.1", "12.1%"),
        ),
        (
            share_of(figure("forty-seven", value="47"), figure("203")),
            ("47 × 100 ÷ 203", "23.2", "23.2", "23.2", "23.2%"),
        ),
        (average_of(figure("133"), figure("47")), ("133 ÷ 47", "2.8", "2.8", "2.8", "2.8")),
        (product_of(figure("£550", "GBP"), figure("30", "days")), ("550 × 30", "16500", "16500", "16500", "£16,500")),
    ],
)
def test_a_working_has_its_value_and_what_rounding_allows(derived, expected):
    assert worked(derived) == expected


def test_what_has_no_number_or_is_a_range_is_not_worked_with():
    third = replace(figure("2"), number="a third", value=None)
    span = replace(figure("170"), high=Decimal(180))
    assert difference_of(third, figure("5")) is None
    assert difference_of(span, figure("5")) is None
    assert share_of(figure("5"), figure("0")) is None


def test_a_number_in_words_is_told_from_one_in_digits():
    assert in_words(figure("forty-seven", value="47"))
    assert not in_words(figure("47"))


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 2))
def test_the_value_lies_within_what_rounding_allows(one, other, places):
    shift = Decimal(10) ** -places
    a, b = (figure(f"{n * shift:.{places}f}", "%") for n in (one, other))
    derived = difference_of(a, b)
    assert Decimal(derived.low) <= Decimal(derived.value) <= Decimal(derived.high)
