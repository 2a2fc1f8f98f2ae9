"""Whether a figure is of the role, place and time that a question asks for."""

from decimal import Decimal

import pytest

from assistant.questions.question import read_question
from assistant.ranking.figure_asked import counts_list, is_former_now, measures, named_places, names_threshold
from corpus.figures import Figure, Role
from tests.assistant.held import paragraph


def figure(**fields) -> Figure:
    return Figure(**{"document_id": "d", "block": 1, "start": 0, "end": 2, "number": "40", "value": Decimal(40),
                     "unit": "count", "measure": "boats", **fields})  # fmt: skip


def test_a_previous_value_is_what_is_asked_for_at_its_own_time():
    assert is_former_now(figure(role=Role.PREVIOUS), 1.0)
    assert not is_former_now(figure(role=Role.PREVIOUS), 0.4)
    assert not is_former_now(figure(role=Role.TARGET), 1.0)


def test_a_place_that_a_table_compares_with_is_asked_for_where_the_question_names_it(glossary):
    other = figure(role=Role.COMPARATOR, of="Otherport", place="Otherport")
    named = read_question("how many boats are there in Otherport", glossary)
    assert named_places(named, [other]) == {(Role.COMPARATOR, "Otherport")}
    assert named_places(read_question("how many boats are there", glossary), [other]) == set()


def test_a_town_may_be_named_without_its_river(glossary):
    other = figure(role=Role.COMPARATOR, of="Weir on Trent", place="Weir on Trent")
    assert named_places(read_question("how many boats are there in Weir", glossary), [other])
    assert not named_places(read_question("how many boats are there on the Trent", glossary), [other])


def test_a_cell_under_no_head_measures_nothing():
    assert not measures(figure(column=1, measure="– –"))
    assert measures(figure(column=1, measure="Boats – 2019"))
    assert measures(figure(measure=""))


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("how many boats made three or more trips", "40 or more trips a year are rare", True),
        ("how many boats made 3 trips or more", "40 trips or more a year are rare", True),
        ("how many boats made trips", "40 or more trips a year are rare", False),
        ("how many boats made three or more trips", "40 boats made three or more trips", False),
    ],
)
def test_a_bound_that_a_question_names_is_no_answer(glossary, question, text, named):
    assert names_threshold(read_question(question, glossary), figure(), paragraph(text)) is named


@pytest.mark.parametrize(
    ("question", "text", "counts"),
    [
        ("the mooring block of the grant", "40 blocks: the mooring block and others", True),
        ("how many blocks has the grant", "40 blocks: the mooring block and others", False),
        ("the mooring block of the grant", "40 blocks were let", False),
    ],
)
def test_how_many_things_a_list_has_answers_only_how_many(glossary, question, text, counts):
    assert counts_list(read_question(question, glossary), figure(), paragraph(text)) is counts
