"""A value that several passages state is cited with them."""

from assistant.drafting import drafted
from assistant.figures.corroboration import MOST, agreeing


def test_passages_that_state_the_same_value_are_cited_beside_it(assistant):
    answer = assistant.ask("what was the number of plans at september 2018")
    marks = answer.text.splitlines()[0].count("[")
    assert 1 < marks <= 1 + MOST
    assert marks == len(answer.citations)
    value = answer.figures[0][0].number
    assert all(value in citation.quote for citation in answer.citations)


def test_what_agrees_stands_elsewhere_and_has_the_value_unit_and_time(assistant):
    ranking = assistant.rank("how many children in care at end of may 2019?")
    best = ranking.figures[0]
    for one in agreeing(best, ranking.figures):
        assert one.block.id != best.block.id
        assert (one.figure.value, one.figure.unit) == (best.figure.value, best.figure.unit)


def test_an_answer_of_one_passage_has_nothing_beside_it(assistant):
    said = drafted(assistant.rank("how many full time equivalent social work posts are there in may 2019?")).said
    assert [piece.agreeing for piece in said] == [()]
