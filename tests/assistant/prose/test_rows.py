"""Table rows in words."""

import pytest

from assistant.prose.rows import CELL_WORDS, ROW_WORDS, row_words
from assistant.questions.question import read_question
from assistant.questions.sought import weigh, words_sought
from corpus.records import Row

HEADS = ("Ref", "Action", "Lead officer", "Deadline", "Update")
ACTION = Row(0, 3, ("4", "Open the drop-in for parents", "Ruth Mallory", "30 June 2019", "Opened in May"), HEADS)
MEASURE = Row(0, 1, ("Referrals", "412", "38%", "400"), ("Measure", "May 2019", "% repeat", "Target"))


@pytest.fixture(scope="module")
def say(glossary):
    def words(row, text):
        question = read_question(text, glossary)
        return row_words(row, question, weigh(words_sought(question), {}, 10))

    return words


def test_the_label_is_the_first_cell_with_a_word(say):
    assert say(ACTION, "what is the update on the drop-in").startswith("Open the drop-in for parents – ")


def test_the_owner_answers_who_and_the_deadline_when(say):
    assert say(ACTION, "who opens the drop-in?") == "Open the drop-in for parents – Lead officer: Ruth Mallory"
    assert say(ACTION, "when does the drop-in open?") == "Open the drop-in for parents – Deadline: 30 June 2019"
    both = say(ACTION, "who opens the drop-in and when?")
    assert "Ruth Mallory" in both
    assert "30 June 2019" in both


def test_of_several_years_the_one_asked_for_is_said(say):
    years = Row(0, 1, ("Moorings", "54", "47"), ("", "January 2019", "January 2018"))
    assert say(years, "what of the moorings in January 2018") == "Moorings – January 2018: 47"
    assert say(MEASURE, "what was the target for referrals in May 2019") == "Referrals – Target: 400"


def test_the_head_that_is_named_chooses_the_cell(say):
    assert say(MEASURE, "how many referrals in May 2019") == "Referrals – May 2019: 412"
    assert say(MEASURE, "what was the target for referrals") == "Referrals – Target: 400"


def test_a_number_of_the_question_chooses_no_year(say):
    row = Row(
        0, 1, ("Berths cleaned within 24 hours (%)", "71", "68", "66"), ("Measure", "Q4 22/23", "Q1 23/24", "Q2 23/24")
    )
    assert "Q4 22/23: 71" in say(row, "are berths cleaned within 24 hours")


def test_the_unit_chooses_among_cells_that_no_head_names(say):
    row = Row(0, 1, ("Referrals", "412", "38%"), ("Measure", "A", "B"))
    assert say(row, "what percentage were referrals") == "Referrals – B: 38%"


def test_all_cells_are_given_where_no_head_tells(say):
    assert say(ACTION, "drop-in") == (
        "Open the drop-in for parents – Ref: 4; Lead officer: Ruth Mallory; Deadline: 30 June 2019; "
        "Update: Opened in May"
    )


def test_a_table_without_heads_gives_its_cells(say):
    assert say(Row(0, 0, ("Referrals", "", "412")), "how many referrals") == "Referrals – 412"
    assert say(Row(0, 0, ("Referrals",)), "how many referrals") == "Referrals"
    assert say(Row(0, 0, ("", "")), "how many referrals") == ""


def test_of_a_long_cell_the_sentence_that_answers_is_given(say):
    filler = "The board has met and has heard from many partners about the work that is under way. " * 3
    row = Row(0, 0, ("Drop-in", f"{filler}Parents made 77 visits to the drop-in. {filler}"), ("Item", "Update"))
    assert say(row, "how many visits to the drop-in") == "Drop-in – Update: Parents made 77 visits to the drop-in."


def test_a_row_of_many_long_cells_stays_short(say):
    row = Row(0, 0, tuple(" ".join(["word"] * (CELL_WORDS + 30)) for _ in range(8)))
    said = say(row, "word")
    assert said.endswith(" …")
    assert len(said.split()) <= ROW_WORDS + 1
