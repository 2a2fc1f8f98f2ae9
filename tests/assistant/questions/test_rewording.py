"""Changing a part of a reading: the question that is asked instead."""

import pytest

from assistant.questions.rewording import periods_offered, places_offered, reworded


@pytest.mark.parametrize(
    ("question", "part", "value", "asked"),
    [
        ("what was the LAC rate in May 2019?", "period", "March 2018", "what was the LAC rate in March 2018?"),
        ("how many children are in care?", "period", "May 2019", "how many children are in care in May 2019?"),
        (
            "how did referrals change between April 2018 and May 2019?",
            "period",
            "2017/18",
            "how did referrals change in 2017/18?",
        ),
        ("LAC in Wendmouth at May 2019", "place", "Saltby", "LAC in Saltby at May 2019"),
        ("how many children are in care?", "place", "Wendmouth", "how many children are in care in Wendmouth?"),
        ("what was the LAC rate in May 2019", "unit", "number", "what was the LAC number in May 2019"),
        ("how many contacts in May 2019?", "unit", "rate", "what was the rate of contacts in May 2019?"),
        ("re-referrals in 2018/19", "unit", "percentage", "re-referrals in 2018/19 as a percentage"),
        ("what did transport cost", "unit", "money", "what did transport cost"),
        (
            "what was the LAC rate in May 2019",
            "measure",
            "child protection plans",
            "rate of child protection plans, May 2019",
        ),
    ],
)
def test_a_part_of_a_question_is_put_in_the_place_of_its_own_or_added(assistant, question, part, value, asked):
    ranking = assistant.rank(question)
    assert reworded(ranking.opened, ranking.question, part, value) == asked


@pytest.mark.parametrize(
    ("follow_up", "value", "asked"),
    [
        ("and in April?", "May 2018", "and in May 2018?"),
        ("and the target?", "May 2018", "and the target in May 2018?"),
        ("and the target?", "30 April 2019", "and the target on 30 April 2019?"),
    ],
)
def test_the_time_of_a_follow_up_is_replaced_where_it_names_one_and_else_added(assistant, follow_up, value, asked):
    ranking = assistant.rank(follow_up, ("what was the LAC rate in May 2019",))
    assert reworded(ranking.opened, ranking.question, "period", value) == asked


def test_the_periods_offered_are_those_of_the_measure_newest_first(assistant):
    ranking = assistant.rank("what was the LAC number in May 2019")
    offered = periods_offered(ranking.opened, ranking.question)
    assert "May 2019" in offered
    assert offered.index("May 2019") < offered.index("December 2017")


def test_the_places_offered_are_the_councils_held(assistant):
    assert places_offered(assistant.opened()) == ["Wendmouth"]
