"""What a question asks to be worked out, over the sample papers."""

import pytest

from assistant.calculations import Operation, operation_of
from assistant.drafting import drafted
from assistant.question import read_question


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("how much did the number in care go up between March 2017 and March 2019", Operation.DIFFERENCE),
        ("how many fewer plans were there in May 2019 than in May 2018", Operation.DIFFERENCE),
        ("by how much did waste costs exceed the budget", Operation.DIFFERENCE),
        ("how many points below target was it", Operation.DIFFERENCE),
        ("% increase in rent arrears April 2022 to April 2023", Operation.CHANGE),
        ("what percentage did fly-tipping rise by", Operation.CHANGE),
        ("what share of potholes were repaired on time", Operation.SHARE),
        ("combined overspend of housing and highways", Operation.SUM),
        ("how many potholes were repaired in May 2019", None),
        ("who chairs the committee", None),
    ],
)
def test_the_operation_is_told_by_the_words(glossary, question, operation):
    assert operation_of(read_question(question, glossary)) is operation


@pytest.mark.parametrize(
    ("question", "formula", "value"),
    [
        ("how many fewer CP plans were there in dec 2018 than march 2017", "214 - 158", "56"),
        ("what % of secondary permanent exclusions were from Harbour Academy in 2018/19", "16 × 100 ÷ 28", "57.1"),
    ],
)
def test_what_is_asked_for_is_worked_out_from_stated_figures(assistant, question, formula, value):
    working = drafted(assistant.rank(question)).working
    assert (working.formula, working.value) == (formula, value)


def test_a_number_in_words_is_not_put_into_a_working(assistant):
    draft = drafted(assistant.rank("what % of EHCNA requests got refused in 2018?"))
    assert draft.working is None


def test_what_is_stated_is_not_worked_out(assistant):
    draft = drafted(assistant.rank("what percentage of referrals were re-referrals in May 2019"))
    assert draft.working is None
