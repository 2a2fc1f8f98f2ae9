"""What a question asks to be worked out, told by its words."""

import pytest

from assistant.questions.operations import Operation, operation_of, part_and_whole
from assistant.questions.question import read_question
from assistant.questions.two_times import two_periods


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("how much did the number in care go up between March 2017 and March 2019", Operation.DIFFERENCE),
        ("how many fewer plans were there in May 2019 than in May 2018", Operation.DIFFERENCE),
        ("by how much did waste costs exceed the budget", Operation.DIFFERENCE),
        ("how many points below target was it", Operation.DIFFERENCE),
        ("gap between our rate and England's", Operation.DIFFERENCE),
        ("% increase in rent arrears April 2022 to April 2023", Operation.CHANGE),
        ("what percentage did fly-tipping rise by", Operation.CHANGE),
        ("what share of potholes were repaired on time", Operation.SHARE),
        ("burst pipes as a % of all repairs", Operation.SHARE),
        ("combined overspend of housing and highways", Operation.SUM),
        ("average visits per ranger in 2021/22", Operation.AVERAGE),
        ("how many of the 90 benches have not been painted", Operation.REST),
        ("how many points between the north and the south ward", Operation.DIFFERENCE),
        ("is housing over or under budget and by how much", None),
        ("how many potholes were repaired in May 2019", None),
        ("who chairs the committee", None),
    ],
)
def test_the_operation_is_told_by_the_words(glossary, question, operation):
    assert operation_of(read_question(question, glossary)) is operation


@pytest.mark.parametrize(
    ("question", "part", "whole"),
    [
        ("burst pipes as a % of all repairs", "burst pipes", "all repairs"),
        ("of the homes inspected, what % were damp", "were damp", "the homes inspected"),
        ("what share of the 90 benches were repaired in May", "were repaired in may", "the 90 benches"),
    ],
)
def test_a_part_is_told_from_its_whole(glossary, question, part, whole):
    named = part_and_whole(read_question(question, glossary))
    assert (" ".join(named.part), " ".join(named.whole)) == (part, whole)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("how many fewer boats in May 2019 than in March 2017", "2017-03", "2019-05"),
        ("% rise in fines March 2017 to March 2019", "2017-03", "2019-03"),
        ("how much did fines rise between April and June 2019", "2019-04", "2019-06"),
        ("how many more trees in 2018/19 than the year before", "2017-04-01/2018-03-31", "2018-04-01/2019-03-31"),
    ],
)
def test_the_two_times_of_a_change_are_read_earlier_first(glossary, question, first, last):
    a, b = two_periods(read_question(question, glossary))
    assert (a.period.iso(), b.period.iso()) == (first, last)


def test_a_year_is_one_time(glossary):
    assert two_periods(read_question("by how much did fines exceed the target in 2018/19", glossary)) is None
