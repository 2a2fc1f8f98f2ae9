"""Numbers with their units, as decimals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.numbers import fraction_value, number_value, worded_value
from corpus.language.quantities import cell_quantity, find_quantities
from corpus.language.units import measured_by


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("£1.17m was asked for", "1170000", "GBP"),
        ("-£9.9m", "-9900000", "GBP"),
        ("£45 million", "45000000", "GBP"),
        ("(149 per 10k)", "149", "per 10,000"),
        ("87 / 10,000", "87", "per 10,000"),
        ("1.2 percentage points", "1.2", "percentage points"),
        ("118.5 full-time equivalents", "118.5", "FTE"),
        ("nine out of 10 of them", "90", "%"),
        ("half of the pupils", "50", "%"),
        ("twenty-five families", "25", "count"),
        ("in 10 weeks", "10", "weeks"),
    ],
)
def test_a_quantity_has_its_value_and_unit(text, value, unit):
    assert [(q.value, q.measured.name) for q in find_quantities(text)] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "the 18-25 service",
            "Post-16 places",
            "children aged 16 to 18",
            "decision 24/00108",
            "page 3 of 7",
            "01253 477777",
        ),
        *(
            "in the last six months",
            "per 10k population",
            "under the age of 18 years old",
            "a note [3]",
            "people over 65",
        ),
    ],
)
def test_what_only_looks_like_a_quantity_is_left(text):
    assert [q.number for q in find_quantities(text) if q.number not in {"7"}] == []


def test_both_ends_of_a_range_are_kept():
    (found,) = find_quantities("between 170 and 180 a year")
    assert (found.value, found.high) == (170, 180)
    assert [q.value for q in find_quantities("rose from 170 to 180")] == [170, 180]
    assert [q.value for q in find_quantities("up 31 to 184")] == [31, 184]


def test_the_words_of_an_estimate_are_kept():
    assert [q.approximate for q in find_quantities("just under 200 a year, and over 60 more")] == ["just under", "over"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("(1,234)", -1234), ("+ 23.3", "23.3"), ("12.3%", "12.3"), ("5*", 5), ("-", None), ("n/a", None)],
)
def test_a_cell_is_a_quantity_or_none(cell, value):
    found = cell_quantity(cell)
    assert (found.value if found else None) == (None if value is None else Decimal(str(value)))


@pytest.mark.parametrize(
    ("head", "name", "scale"),
    [("£000", "GBP", 1000), ("All figures in £m", "GBP", 10**6), ("Per 10k rate", "per 10,000", 1), ("% done", "%", 1)],
)
def test_a_head_names_the_unit_under_it(head, name, scale):
    found = measured_by(head)
    assert found is not None
    assert (found.name, found.scale) == (name, scale)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_printed_with_commas_is_read_back(number):
    assert number_value(f"{number:,}") == number


@given(st.text(max_size=40))
def test_any_text_is_a_number_a_part_or_none(text):
    for value in (number_value(text), worded_value(text), fraction_value(text or "x")):
        assert value is None or isinstance(value, Decimal)
