"""Whether a figure is of the role, place and time that a question asks for."""

from decimal import Decimal

from assistant.questions.question import read_question
from assistant.ranking.figure_asked import is_former_now, measures, named_places
from corpus.figures import Figure, Role


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
