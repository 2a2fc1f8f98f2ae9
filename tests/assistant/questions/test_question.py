"""What a question asks for, in which words, for which period, and what a follow-up takes from the turn before."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.figures.words import period_name
from assistant.questions.asks import may_want_words, units_named
from assistant.questions.question import TURNS, Asks, names_measure, read_question
from corpus.language.abbreviations import Glossary
from corpus.language.periods import Period
from corpus.language.units import Unit

NO_TERMS = Glossary.load()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what was the outcome of the harbour review in May 2019", True),
        ("moorings at the north quay in May 2019", False),
        ("what was the number of moorings in May 2019", False),
    ],
)
def test_a_measure_and_a_time_may_ask_for_words_where_it_is_put_so(text, words):
    assert may_want_words(text) is words


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("who is responsible for the tracker?", Asks.WHO),
        ("which officer wrote the report", Asks.WHO),
        ("is a check offered to crews who sail alone and those who sail by night", Asks.TEXT),
        ("is it said of crews who sail alone and who leads them", Asks.WHO),
        ("lead member for harbours", Asks.WHO),
        ("what is the name of the harbour master", Asks.WHO),
        ("name of the new pilot boat skipper", Asks.WHO),
        ("what help has been found to make the savings", Asks.TEXT),
        ("what sum was set aside from the budget for ferries", Asks.FIGURE),
        ("what could happen if the rate goes up", Asks.TEXT),
        ("what brought the number of berths down", Asks.WHY),
        ("what time will the board meet", Asks.WHEN),
        ("what time limit was set on the fees", Asks.FIGURE),
        ("which minister did the harbour master write to about the autumn budget?", Asks.WHO),
        ("% of skippers who are women", Asks.FIGURE),
        ("which three bodies make up the ferry fund partnership", Asks.TEXT),
        ("what happens to the money if the berth is lost", Asks.TEXT),
        ("which harbour offices kept a good rating in 2018", Asks.TEXT),
        ("which harbours had the highest rating", Asks.FIGURE),
        ("which harbours lost berths and how many", Asks.FIGURE),
        ("which rates rose the most", Asks.FIGURE),
        ("new ferry start date?", Asks.WHEN),
        ("what's behind the underspend on ferries", Asks.WHY),
        ("the independent chair of the board", Asks.WHO),
        ("salary of the director of harbours", Asks.TEXT),
        ("director of harbours salary", Asks.TEXT),
        ("how long has the harbour master been in post", Asks.WHEN),
        ("what was the mooring register in December 2018?", Asks.FIGURE),
        ("when will the policy go live?", Asks.WHEN),
        ("by when must it be done", Asks.WHEN),
        ("what date was the visit", Asks.WHEN),
        ("new ferry launch date?", Asks.WHEN),
        ("why did the number rise?", Asks.WHY),
        ("what is driving the overspend", Asks.WHY),
        ("how many children were in care", Asks.FIGURE),
        ("what was the LAC rate in May 2019", Asks.FIGURE),
        ("what was the target for timeliness", Asks.FIGURE),
        ("weekly fee for a berth", Asks.FIGURE),
        ("where is the harbour reserve expected to stand at the end of March 2025?", Asks.FIGURE),
        ("where does the harbour master stand on dredging?", Asks.TEXT),
        ("what do tenants owe", Asks.FIGURE),
        ("where does the harbour reserve stand at the end of March", Asks.FIGURE),
        ("where does the committee stand on the ferries", Asks.TEXT),
        ("help for low income families", Asks.TEXT),
        ("what did the committee say about fostering", Asks.TEXT),
        ("children's homes", Asks.TEXT),
    ],
)
def test_a_question_is_read_for_what_would_answer_it(glossary, text, asks):
    assert read_question(text, glossary).asks is asks


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("how many children were in care", Unit.COUNT),
        ("the number of plans", Unit.COUNT),
        ("the number of berths funded by the grant", Unit.COUNT),
        ("a number of berths were funded", Unit.MONEY),
        ("the rate per 10,000", Unit.RATE),
        ("referrals per 10k", Unit.RATE),
        ("what % were seen in time", Unit.PERCENT),
        ("what proportion were seen in time", Unit.PERCENT),
        ("what was the overspend", Unit.MONEY),
        ("what was budgeted for the ferry", Unit.MONEY),
        ("how much is the £ pressure", Unit.MONEY),
        ("how long does it take", Unit.TIME),
        ("average length to maturity of the harbour's debt", Unit.TIME),
        ("which skipper spoke about the budget", None),
        ("which budget was overspent", Unit.MONEY),
        ("in the May budget, which ferries have a deficit", None),
        ("how many days does it take", Unit.TIME),
        ("what did the committee agree", None),
    ],
)
def test_the_words_of_a_question_name_its_unit(glossary, text, unit):
    assert read_question(text, glossary).unit is unit


def test_the_year_before_a_time_is_asked_for_as_such(glossary):
    read = read_question("how many berths were let a year before May 2019", glossary)
    assert [found.period.iso() for found in read.periods] == ["2018-05"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("berths let in 2018 against the year before", ["2018", "2017"]),
        ("was it longer in May 2019 than in the same month last year", ["May 2019", "May 2018"]),
        ("berths let in 2018/19 and the previous year", ["2018/19", "2017/18"]),
        ("berths let last year in 2018", ["2018"]),
    ],
)
def test_the_year_before_may_be_set_beside_a_time(glossary, text, periods):
    assert [period_name(found.period) for found in read_question(text, glossary).periods] == periods


def test_a_head_may_name_several_units():
    assert units_named("Number and % of plans") == {Unit.COUNT, Unit.PERCENT}


def test_words_that_carry_no_subject_are_left_out(glossary):
    assert read_question("What was the LAC rate in May 2019?", glossary).words == ("lac", "rate", "may", "2019")


def test_a_period_is_read_and_shown(glossary):
    question = read_question("what was the LAC rate in May 2019", glossary)
    assert [found.period for found in question.periods] == [Period(date(2019, 5, 1), date(2019, 5, 31))]
    assert question.read_as() == {"LAC": "looked after children", "unit": "rate", "period": "2019-05"}
    assert question.period_words(question.periods[0]) == "May 2019"


def test_terms_of_the_glossary_are_found_however_they_are_written(glossary):
    for text in ("LAC numbers", "numbers of looked after children", "children in care numbers"):
        names = [mention.term.name for mention in read_question(text, glossary).mentions]
        assert names == ["looked after children"], text
    assert read_question("children in care", glossary).read_as() == {}  # nothing that needed a note


@pytest.mark.parametrize(
    "text", ["and in care homes?", "what about boys", "boys?", "how many of them were fostered, and where"]
)
def test_a_follow_up_takes_the_words_and_period_that_it_lacks(glossary, text):
    question = read_question(text, glossary, ["how many children were on plans at 31 March 2018?"])
    assert {"plans", "2018"} <= set(question.all_words)
    assert [found.period.last for found in question.periods] == [date(2018, 3, 31)]
    assert question.unit is Unit.COUNT
    assert question.asks is Asks.FIGURE


def test_a_period_that_is_named_anew_replaces_the_old_one(glossary):
    question = read_question("and in April 2017?", glossary, ["how many children were on plans in March 2018?"])
    assert [found.period for found in question.periods] == [Period(date(2017, 4, 1), date(2017, 4, 30))]
    assert {"plans", "april", "2017"} <= set(question.all_words)
    assert not {"march", "2018"} & set(question.all_words)


def test_a_month_alone_is_the_nearest_of_that_name(glossary):
    question = read_question("and in December?", glossary, ["how many children were on plans in March 2018?"])
    assert [found.period.iso() for found in question.periods] == ["2017-12"]
    assert set(question.all_words) == {"december", "children", "plans"}


def test_a_question_that_stands_on_its_own_takes_nothing(glossary):
    question = read_question(
        "what did the committee decide about the opening hours of family hubs",
        glossary,
        ["how many plans in May 2019?"],
    )
    assert question.inherited is None
    assert question.periods == ()


def test_a_period_taken_over_two_turns_is_shown_as_it_was_typed(glossary):
    history = ["how many children were in care in June 2031?", "and on plans?"]
    question = read_question("and boys?", glossary, history)
    assert question.period_words(question.periods[0]) == "June 2031"


def test_a_long_conversation_is_read_from_its_last_turns(glossary):
    history = ["how many zebras were there?", *["and lions?"] * (TURNS - 1), "and tigers?"]
    words = read_question("and bears?", glossary, history * 60).all_words
    assert {"bears", "tigers", "lions"} <= set(words)
    assert read_question("and bears?", glossary, history).all_words[-1] == "lions"


def test_half_a_character_is_read_as_a_sign_that_can_be_printed(glossary):
    assert read_question("how many \ud800 children", glossary).text == "how many ? children"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=2))
def test_any_text_at_all_can_be_read(text, history):
    question = read_question(text, NO_TERMS, history)
    question.read_as()
    question.full_text.encode()
    assert all(question.all_words)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("how much does the harbour owe the ferry board", Unit.MONEY),
        ("how much has the rate gone up since 2018", Unit.RATE),
        ("the harbour's share of the ferry budget in pounds", Unit.MONEY),
    ],
)
def test_how_much_asks_for_money_unless_something_changed(text, unit):
    assert read_question(text, NO_TERMS).unit is unit


def test_how_long_something_has_been_asks_since_when():
    assert read_question("how long has the harbour master been in post", NO_TERMS).asks is Asks.WHEN


def test_a_measure_without_a_verb_may_be_asked_for_and_a_sentence_is_none():
    assert names_measure(read_question("moorings let in the last 12 months", NO_TERMS))
    assert not names_measure(read_question("what did the harbour master say", NO_TERMS))


def test_what_a_word_means_is_asked_in_words_whatever_it_names():
    assert read_question("what does a dark amber savings rating mean", NO_TERMS).asks is Asks.TEXT
