import pytest

from corpus.figures import Role
from corpus.language.comparators import find_comparators


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("compared with 15% in London.", "London"),
        ("London 15%", "London"),
        ("North West Average", "North West"),
        ("the West Midlands, where it is 9", "West Midlands"),
        ("14% nationally", "England"),
        ("statistical neighbours stood at 12", "similar authorities"),
    ],
)
def test_whose_figure_is_meant_is_found(text, of):
    assert [(found.role, found.of) for found in find_comparators(text)] == [(Role.COMPARATOR, of)]


@pytest.mark.parametrize(
    "text", ["of 1,012 appeals that went to London Tribunals", "the North West Ambulance Service met 91%"]
)
def test_a_region_in_the_name_of_a_body_compares_nothing(text):
    assert find_comparators(text) == []


def test_a_question_names_a_region_without_capitals():
    assert [found.of for found in find_comparators("rate in the north west vs us", typed=True)] == ["North West"]
