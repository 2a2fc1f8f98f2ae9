"""Cells that a spreadsheet would run are made text; numbers stay numbers."""

from decimal import Decimal

import pytest

from assistant.spreadsheets import guarded


@pytest.mark.parametrize("cell", ["=1+1", "+44 20 7946", "-2+3", "@SUM(A1)", "\tx", " =1", "＝1+1", "-", "=", "-5 cmd"])
def test_what_looks_like_a_formula_gets_an_apostrophe(cell):
    assert guarded(cell) == f"'{cell}"


def test_what_is_not_visible_is_left_out_before_a_cell_is_looked_at():
    assert [guarded(cell) for cell in ("\r=1", "\u202e=1", "a\x1b[2Jb")] == ["'=1", "'=1", "a[2Jb"]


@pytest.mark.parametrize("cell", ["", "a=b", "-12.5", "+3", -4, Decimal("-0.5"), "12", None, "£5", "'=1"])
def test_everything_else_stays_as_it_is(cell):
    assert guarded(cell) == cell
