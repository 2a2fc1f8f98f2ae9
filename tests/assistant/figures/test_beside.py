"""Figures beside each other in running text: two times, a target that has passed, an amount and its average."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.drafting import drafted
from assistant.questions.framing import framing_stems
from assistant.questions.question import read_question
from assistant.ranking.unmet import is_half_compared
from assistant.said import Said
from corpus.language.stems import stems
from tests.assistant.held import asked_of, heading, hold, paragraph, row

BOATS = "In the calendar year 2019, 87 boats were lost. Three had burnt. In 2018 the figure was 79."
LOANS = "Since July 2030, the Harbour Board had approved over £3 million in loans, averaging £500,000 per month."


def said_of(folder, question):
    """The words of the answer that would be given, sure or not."""
    return " ".join(piece.words for piece in drafted(asked_of(folder).rank(question)).said)


@pytest.mark.parametrize(
    "question",
    ["how many boats were lost, 2019 against 2018", "how many boats were lost in 2019 against the year before"],
)
def test_both_of_two_times_are_said(tmp_path, question):
    hold(tmp_path, "harbour.txt", paragraph(BOATS))
    said = said_of(tmp_path, question)
    assert "87" in said
    assert "79" in said


def test_a_target_whose_outcome_is_told_is_of_no_time_to_come(tmp_path):
    text = "The number of boats in dock rose to 73 and has missed the target of 65."
    hold(tmp_path, "harbour.txt", paragraph(text), meeting_date=date(2030, 2, 8))
    assert not drafted(asked_of(tmp_path).rank("what is the target for boats in dock by March 2032?")).is_sure
    assert "65" in said_of(tmp_path, "what is the target for boats in dock?")


def test_one_value_is_no_answer_to_whether_two_agree(tmp_path):
    hold(tmp_path, "harbour.txt", paragraph("The harbour service works with 925 young sailors."))
    answerer = asked_of(tmp_path)
    assert drafted(answerer.rank("how many young sailors does the harbour service work with")).is_sure
    twice = "how many young sailors does the harbour service work with, do the minutes and the report agree"
    assert not drafted(answerer.rank(twice)).is_sure


@pytest.mark.parametrize(
    ("question", "words", "half"),
    [
        ("harbour repair times v national", "Repairs take four days.", True),
        ("harbour repair times v national", "Repairs take four days, against nine in England.", False),
        ("harbour repair times v national", "Repairs are faster than in England.", False),
        ("who voted against the national repair times", "Against: 1; Ropewalk", False),
        ("how long do harbour repairs take", "Repairs take four days.", False),
    ],
)
def test_one_of_two_values_compared_is_half_an_answer(glossary, question, words, half):
    said = Said(words, paragraph(words), 0, len(words))
    assert is_half_compared(read_question(question, glossary), (said,), 1.0) is half


@pytest.mark.parametrize(
    "question",
    ["are harbour repairs slower here than in England?", "how bad are harbour repairs compared to the rest of London"],
)
def test_words_that_compare_are_none_of_the_subject(glossary, question):
    read = read_question(question, glossary)
    framing = framing_stems(read)
    subject = [word for word in read.all_words if not set(stems(word)) <= framing]
    assert [word for word in subject if word in {"slower", "rest", "bad"}] == []


def test_what_it_was_last_year_is_not_said_beside_two_that_are_compared(tmp_path):
    text = "The share of boats in repair was 17% in the 2022 survey, against 15% in 2021 and a London median of 14%."
    hold(tmp_path, "harbour.txt", paragraph(text))
    said = said_of(tmp_path, "share of boats in repair compared to London")
    assert "17%" in said
    assert "14%" in said
    assert "15%" not in said


def test_two_things_that_are_set_beside_each_other_have_each_its_own_value(tmp_path):
    text = (
        "The average age of barges on the quay is 12.7 years. The quay was built in granite. Many crews live near it. "
        "The average age of ferries on the quay is 31.4 years. The average age of dredgers on the quay is 29.6 years."
    )
    hold(tmp_path, "harbour.txt", paragraph(text))
    said = said_of(tmp_path, "average age in years of our ferries next to the barges on the quay")
    assert "31.4" in said
    assert "12.7" in said
    assert "29.6" not in said


def test_a_table_that_does_not_name_what_is_asked_for_has_no_answer(tmp_path):
    over = ("Speed in 2023/24",)
    cells = row("Berths", "71.2", "77.3", heads=("Kind", "In time 2022/23", "In time 2023/24"))
    lost = paragraph("Some more may be lost soon.", headings=over)
    hold(tmp_path, "Harbour appeals", lost, replace(cells, headings=over))
    draft = drafted(asked_of(tmp_path).rank("harbour appeals lost in 2023/24 and the year before"))
    assert draft.said[0].figures
    assert not draft.is_sure


def test_values_that_are_not_said_of_the_subject_compare_nothing(glossary):
    words = "The service stood at 355 and England at 280."
    said = Said(words, paragraph(words), 0, len(words))
    question = read_question("are harbour repairs slower here than in England?", glossary)
    assert is_half_compared(question, (said,), 0.0)
    assert not is_half_compared(question, (said,), 0.5)


def test_a_value_is_compared_with_the_one_that_its_sentence_holds_it_against(tmp_path):
    text = (
        "The share of young sailors with a lost boat is higher than in similar authorities or nationally "
        "(27%, compared with 23%). Young sailors with a lost boat were offered a new one 60% of the time."
    )
    hold(tmp_path, "harbour.txt", paragraph(text))
    draft = drafted(asked_of(tmp_path).rank("young sailors with a lost boat: us against similar councils"))
    assert {figure.number for piece in draft.said for figure in piece.figures} == {"27", "23"}


def test_a_sentence_on_part_of_what_the_one_before_counts_tells_of_that_part(tmp_path):
    text = (
        "The harbour master sees many calls from crews, more than 40% of the calls in February 2017. "
        "Only 13% of these turned into rescues."
    )
    hold(tmp_path, "harbour.txt", paragraph(text))
    found = asked_of(tmp_path).rank("what proportion of crews' calls in February 2017 turned into rescues?").figures
    taken = {one.figure.number: one.features.taken for one in found}
    assert taken["40"] > taken["13"] == 0


def test_another_term_than_the_one_asked_for_is_no_answer(tmp_path):
    text = "Some 6% of care leavers live in houses in multiple occupation."
    text += " This is a worry. Of those aged over 18 in suitable accommodation the share is 91%."
    hold(tmp_path, "harbour.txt", paragraph(text))
    draft = drafted(asked_of(tmp_path).rank("what % of care leavers are in suitable accommodation?"))
    assert draft.said[0].figures[0].number == "6"
    assert draft.evidence["contradicts"]


def test_how_much_since_a_day_asks_for_one_amount(tmp_path):
    hold(tmp_path, "harbour.txt", paragraph(LOANS))
    said = said_of(tmp_path, "How much in loans has the Harbour Board approved since July 2030?")
    assert "£3 million" in said
    assert "500,000" not in said


def test_a_national_average_of_another_measure_is_not_set_beside_ours(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        paragraph("Of the children in the harbour clubs 2.7% are learning to sail."),
        heading("Wooden boats at moorings"),
        paragraph("The national average is 18.1%."),
    )
    said = said_of(tmp_path, "children learning to sail in the harbour clubs compared with the national average")
    assert "2.7%" in said
    assert "18.1%" not in said
