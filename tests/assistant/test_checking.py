"""The check that every answer passes."""

from datetime import date

import pytest

from assistant.answers import Answer, Citation, Status
from assistant.checking import flaws, numbers
from corpus.records import Block, BlockKind, Document

TEXT = "There were 1,378 children in care. The rate was 153.7."
DOCUMENT = Document("d", "pack.pdf", "pack.pdf", "", "application/pdf", 20, meeting_date=date(2019, 6, 13))


def citation(n=1, start=0, end=34, **known):
    block = Block("d", 4, BlockKind.PARAGRAPH, TEXT, 11, number="5.6.1")
    return Citation(n, DOCUMENT, block, start, end, "Report 7", "", "", date(2019, 6, 13), 11, "9", **known)


def answer(text, *citations, question="how many in May 2018?", **known):
    return Answer(question, Status.ANSWERED, text, citations, **known)


@pytest.mark.parametrize(
    "text",
    [
        "There were 1,378 children in care [1].",
        "There were 1378 children [1]",
        "In May 2018 there were 1,378 [1]",
        "Paragraph 5.6.1 of Report 7 says 1,378 [1]",
        "No number at all",
    ],
)
def test_numbers_of_quote_question_and_place_are_grounded(text):
    assert flaws(answer(text, citation())) == []


def test_numbers_of_the_context_and_of_what_the_papers_cover_are_grounded():
    assert flaws(answer("1,378 in table 3 [1]", citation(context=("Table 3",)))) == []
    assert flaws(answer("Held are 12 papers.", coverage="12 papers: Wendmouth.")) == []


def test_a_number_from_nowhere_is_a_flaw():
    assert flaws(answer("There were 379 children [1]", citation())) == ["no cited quote holds 379"]
    assert flaws(answer("The rate was 153.7 [1]", citation())) == ["no cited quote holds 153.7"]  # not in this quote
    assert flaws(answer("There were 378 children [1]", citation())) == ["no cited quote holds 378"]  # part of a number


def test_a_number_of_an_earlier_question_is_grounded_only_where_it_is_leant_on():
    assert flaws(answer("Not stated for 2031.")) == ["no cited quote holds 2031"]
    assert flaws(answer("Not stated for 2031."), "how many in 2031?") == []


def test_a_mark_without_a_citation_is_a_flaw():
    assert flaws(answer("There were 1,378 [1] [2]", citation())) == ["[2] has no citation"]


@pytest.mark.parametrize("bounds", [(5, 5), (34, 35), (500, 510)])
def test_an_empty_quote_is_a_flaw(bounds):
    assert flaws(answer("Children [1]", citation(1, *bounds))) == ["the quote of citation 1 is empty"]


def test_numbers_are_read_without_the_commas_of_thousands():
    assert numbers("1,234,567 and 12,34 and 3.5 and ½") == {"1234567", "12", "34", "3.5", "1", "2"}
