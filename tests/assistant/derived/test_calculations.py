"""What a question asks to be worked out, over the sample papers."""

from dataclasses import replace

import pytest

from assistant.derived.operands import of_one_measure
from assistant.derived.shares import states_share
from assistant.drafting import drafted
from tests.assistant.held import asked_of, hold, paragraph


@pytest.mark.parametrize(
    ("question", "formula", "value"),
    [
        ("how many fewer CP plans were there in dec 2018 than march 2017", "214 - 158", "56"),
        ("how much did LAC numbers go up between march 2017 and march 2019", "371 - 331", "40"),
        ("% increase in looked after children march 2017 to march 2019", "(371 - 331) × 100 ÷ 331", "12.1"),
        ("what % of secondary permanent exclusions were from Harbour Academy in 2018/19", "16 × 100 ÷ 28", "57.1"),
        ("neglect as a % of all CP plans may 2019", "94 × 100 ÷ 172", "54.7"),
        ("what % of foster enquiries in 2018 ended in approval", "9 × 100 ÷ 214", "4.2"),
        ("combined saving on place and resources month 9", "260 + 535", "795"),
        ("what will the independent scrutineer cost us a year at 30 days", "550 × 30", "16500"),
        ("how many of the 203 EHCNA requests were not refused in 2018", "203 - 47", "156"),
        ("gull house bed vs average elsewhere, how much cheaper a week", "4480 - 3150", "1330"),
    ],
)
def test_what_is_asked_for_is_worked_out_from_stated_figures(assistant, question, formula, value):
    working = drafted(assistant.rank(question)).working
    assert (working.formula, working.value) == (formula, value)


def test_a_number_in_words_is_worked_with_and_its_reading_is_shown(assistant):
    answer = assistant.ask("what % of EHCNA requests got refused in 2018?")
    assert (answer.derived.formula, answer.derived.value) == ("47 × 100 ÷ 203", "23.2")
    assert any("forty-seven" in words and "47" in words for words in answer.citations[0].context)


def test_what_is_stated_is_not_worked_out(assistant):
    draft = drafted(assistant.rank("what percentage of referrals were re-referrals in May 2019"))
    assert draft.working is None


def test_one_of_two_values_does_not_say_by_how_much_they_differ(assistant):
    assert assistant.ask("by how much did LAC numbers fall in 2015").derived is None
    assert assistant.ask("how many children fewer were in care than in May 2014").status == "not_stated"


def test_a_part_must_be_named_itself(assistant):
    assert assistant.ask("what percentage of care leavers are parents").derived is None


def test_two_measures_are_never_set_against_each_other(assistant):
    answer = assistant.ask("gap between the vacancy rate and England, May 2019")
    assert answer.derived is None


def test_the_sentence_of_a_part_that_has_a_percentage_states_its_share(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        paragraph(
            "In May 52 boats lay at the north quay, much of the total (9%). Of the 57 boats at the quay 12 were new."
        ),
    )
    figures = {one.figure.number: one for one in asked_of(tmp_path).rank("what share of boats lay at the quay").figures}
    assert states_share(figures["52"], figures["57"])
    assert not states_share(figures["12"], figures["57"])


@pytest.mark.parametrize(
    ("measure", "is_one"),
    [
        ("berths let in the year to June", True),
        ("which had … charts and was valued by the crews", False),
        ("sum of the total in 2029", False),
    ],
)
def test_values_in_two_places_are_of_one_measure_only_with_a_word_in_common(tmp_path, measure, is_one):
    hold(tmp_path, "harbour.txt", paragraph("In 2029 there were 160 berths let."))
    one = asked_of(tmp_path).rank("how many berths were let in 2029").figures[0]
    elsewhere = replace(one.candidate, block=replace(one.block, ordinal=9))
    other = replace(one, candidate=elsewhere, figure=replace(one.figure, block=9, measure=measure))
    assert of_one_measure(one, other) is is_one
