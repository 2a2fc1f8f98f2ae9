"""Several columns of one row: named one after the other, in the question's order."""

import pytest

from assistant.figures.columns import columns_named
from corpus.records import Row

HEADS = ("Service", "Revenue Budget", "Revenue Forecast", "Revenue Variance")
ROW = Row(0, 1, ("Harbour Budgets", "3.1", "2.9", "-0.2"), HEADS)


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        ("Harbour Budgets line: forecast, budget and variance", [2, 1, 3]),
        ("harbour budgets forecast and variance", [2, 3]),
        ("harbour budgets forecast variance", []),
        ("harbour budgets forecast", []),
        ("how much is spent on the harbour", []),
    ],
)
def test_columns_count_where_they_are_named_beside_one_another(question, columns):
    assert columns_named(question, ROW) == columns


def test_a_word_of_a_head_that_stands_apart_is_of_the_subject():
    works = Row(0, 1, ("Harbour", "9", "2", "1"), ("Directorate", "Works Budget", "New Variance", "Postponed Variance"))
    question = "harbour works programme: how much of the variance is new and how much postponed"
    assert columns_named(question, works) == [2, 3]


def test_the_parts_of_one_year_name_no_two_columns():
    years = Row(0, 1, ("Harbour", "3", "4", "5"), ("£000", "2019/20", "2020/21", "2021/22"))
    assert columns_named("how much for the harbour in 20/21", years) == []


def test_a_row_without_heads_has_no_named_columns():
    assert columns_named("budget and forecast", Row(0, 1, ("Harbour", "3", "4"))) == []
