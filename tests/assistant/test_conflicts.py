"""Two values of one thing: when they are asked for, and which they are."""

import pytest

from assistant.conflicts import asks_whether_papers_agree
from assistant.drafting import drafted
from assistant.question import read_question


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("does the table match the text on potholes", True),
        ("is the arrears figure the same throughout", True),
        ("how many homes, 338 or 342?", True),
        ("was the May figure revised", True),
        ("how many homes in 2018 or 2019", False),
        ("how many homes are empty", False),
    ],
)
def test_a_question_for_two_values_is_told_by_its_words(glossary, question, asks):
    assert asks_whether_papers_agree(read_question(question, glossary)) is asks


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("how many children in care at 30 sept 2017, 338 or 342?", {"338", "342"}),
        (
            "does the placements table total match the number of looked after children in the may 2019 report",
            {"378", "376"},
        ),
        ("was the may 2019 looked after figure changed later", {"378", "381"}),
    ],
)
def test_both_values_are_said_each_with_its_source(assistant, question, values):
    draft = drafted(assistant.rank(question))
    assert draft.opening == "The papers differ:"
    assert {figure.number for piece in draft.said for figure in piece.figures} == values
    assert len({(piece.block.id, piece.start) for piece in draft.said}) == 2
