"""Two values of one thing: when they are asked for, and which they are."""

from decimal import Decimal

import pytest

from assistant.drafting import drafted
from assistant.figures.conflicts import apart, is_rounded, settled_time
from assistant.figures.measured import measured
from assistant.questions.agreement import asks_whether_papers_agree
from assistant.questions.framing import framing_stems
from assistant.questions.question import read_question
from assistant.ranking.rivals import rivals
from corpus.figures import Figure
from corpus.language.periods import Period, month
from corpus.language.stems import stems


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("does the table match the text on potholes", True),
        ("is the arrears figure the same throughout", True),
        ("how many homes, 338 or 342?", True),
        ("was the May figure revised", True),
        ("vacancy rate in May, the papers have two different rates", True),
        ("how many homes, sections 5 and 8 give different totals", True),
        ("how many homes in 2018 or 2019", False),
        ("how many homes are empty", False),
        ("rent arrears, the May report vs the June report", True),
        ("do the two tables agree on arrears", True),
        ("how many tenants were 16 or 17", False),
        ("did cabinet agree to sell the depot", False),
        ("days from an order to a match with a family", False),
        ("what is the restated number of homes", False),
        ("how have repairs changed since July", False),
    ],
)
def test_a_question_for_two_values_is_told_by_its_words(question, asks):
    assert asks_whether_papers_agree(question) is asks


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("rent arrears - does the text agree with the table?", ["rent", "arrears"]),
        ("how many homes, 338 or 342?", ["homes"]),
        ("does the lettings table match the empty homes in the may 2019 report", ["empty", "homes"]),
    ],
)
def test_the_words_that_ask_for_two_values_are_none_of_the_subject(glossary, question, subject):
    read = read_question(question, glossary)
    framing = framing_stems(read)
    assert [word for word in read.all_words if not set(stems(word)) <= framing] == subject


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "does the placements table total match the number of looked after children in the may 2019 report",
            {"378", "376"},
        ),
        ("was the may 2019 looked after figure changed later", {"378", "381"}),
        ("CP plan rate may 2019 - is it 69.9 or 70.5", {"69.9", "70.5"}),
        ("sen transport overspend month 9 - does the text agree with the table?", {"£453,000", "435"}),
    ],
)
def test_both_values_are_said_each_with_its_source(assistant, question, values):
    draft = drafted(assistant.rank(question))
    assert draft.opening.startswith("The papers differ")
    assert {figure.number for piece in draft.said for figure in piece.figures} == values
    assert len({(piece.block.id, piece.start) for piece in draft.said}) == 2


def test_the_sentence_that_says_which_value_is_right_is_cited(assistant):
    draft = drafted(assistant.rank("how many children in care at 30 sept 2017, 338 or 342?"))
    assert "right figure" in " ".join(piece.words for piece in draft.said)


def test_a_value_that_another_paper_states_differently_is_said_unasked(assistant):
    draft = drafted(assistant.rank("how many children in care at end of may 2019?"))
    assert [figure.number for piece in draft.said for figure in piece.figures] == ["378", "381"]
    assert draft.opening == "The papers differ; the later one says 381:"


def figure(value, measure, **other):
    """Give a figure of a paper by the number that is printed and the words around it."""
    number = Decimal(value.strip("£m").replace(",", "")) * (10**6 if value.endswith("m") else 1)
    return Figure("paper", other.pop("block", 1), 0, 9, value.strip("£m"), number, "count", measure, **other)


@pytest.mark.parametrize(
    ("one", "other", "rounded"),
    [
        ("£1.6m", "£1.58m", True),
        ("£1.6m", "£1.8m", False),
        ("24,000", "23,610", True),
        ("24,600", "24,390", False),
        ("586", "580", False),
    ],
)
def test_a_rounded_value_is_the_same_one(one, other, rounded):
    assert is_rounded(figure(one, "homes"), figure(other, "homes")) is rounded


def test_cells_of_one_table_and_values_of_one_block_do_not_differ():
    cell = figure("30", "arrears", column=1, block=10)
    assert not apart(cell, figure("31", "arrears", column=1, block=12))
    assert not apart(cell, figure("31", "arrears", column=2, block=10))
    assert apart(cell, figure("31", "arrears", block=12))
    assert apart(cell, figure("31", "arrears", column=1, block=90))


def test_the_end_of_a_month_is_the_month():
    may = month(2019, 5)
    assert settled_time(Period(may.last, may.last)) == may
    assert settled_time(Period(may.first, may.first)) == Period(may.first, may.first)


def test_a_measure_is_told_by_terms_words_and_ages(assistant):
    opened = assistant.opened()
    said = measured(opened, figure("61", "At the end of May 2019 … of LAC aged 16 to 17 were in work"))
    assert (said.terms, said.beside, said.ages) == ({"looked after children"}, {"work"}, {"16to17"})


def test_rivals_state_one_thing_of_one_time_with_another_value(assistant):
    ranking = assistant.rank("how many children in care at end of may 2019?")
    best = ranking.figures[0].figure
    found = rivals(ranking.opened, ranking.question, ranking.sought, best)
    assert best.number == "378"
    assert {one.figure.number for one in found} == {"381"}
