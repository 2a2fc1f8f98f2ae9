"""Tables for a spreadsheet: what a paper prints stays text, and our own numbers stay numbers."""

import csv
import io
from decimal import Decimal

import pytest

from assistant.exports.tables import cell, table_bytes


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-9.9", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "written"), [("a=b", "a=b"), (Decimal("-9.90"), "-9.9"), (-3, "-3"), (Decimal(1000), "1000"), (None, "")]
)
def test_what_is_no_formula_is_written_as_it_is(value, written):
    assert cell(value) == written


def test_a_table_is_read_back_as_it_was_written_and_says_that_it_is_utf_8():
    made = table_bytes(("value", "note"), [["£1.2m", 'said "so", twice\nand more'], [Decimal(3), None]])
    assert made.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))) == [
        ["value", "note"],
        ["£1.2m", 'said "so", twice\nand more'],
        ["3", ""],
    ]
