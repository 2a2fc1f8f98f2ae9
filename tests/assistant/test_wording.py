from datetime import date

import pytest

from assistant import printing
from assistant.answers import Answer, Citation, Status
from assistant.pages import wording
from assistant.pages.chat.examples import OF_ANY, OF_THE_SAMPLE, examples
from assistant.printing import citation_words
from corpus.records import Block, BlockKind, Document
from corpus.sample import papers_folder

DOCUMENT = Document("d", "pack.pdf", "pack.pdf", "", "application/pdf", 20, meeting_date=date(2019, 6, 13))
TEXT = "There were 378 children. That is more than before."


def citation(**known):
    block = Block("d", 4, BlockKind.PARAGRAPH, TEXT, **known)
    at = (block.page, block.page_label)
    return Citation(1, DOCUMENT, block, 0, 24, "Performance", "Wendmouth Council", "Scrutiny", date(2019, 6, 13), *at)


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2019-05", "May 2019"),
        ("2019-05-31", "31 May 2019"),
        ("2018-04-01/2019-03-31", "1 April 2018 to 31 March 2019"),
        ("spring", "spring"),
    ],
)
def test_a_period_is_said_in_words(iso, words):
    assert printing.period_words(iso) == words


def test_the_reading_of_a_question_is_one_line():
    read = {"LAC": "looked after children", "unit": "rate", "period": "2019-05"}
    answer = Answer("q", Status.ANSWERED, "a", read_as=read)
    assert printing.reading(answer) == "LAC read as looked after children · rate · May 2019"
    assert printing.reading(Answer("q", Status.ANSWERED, "a")) == ""


def test_a_source_says_whose_it_is_and_where_it_stands():
    source = citation(page=11, page_label="9", number="5.6.1")
    assert wording.whose(source) == "Wendmouth Council · Scrutiny · 13 June 2019"
    assert wording.where(source) == "page 9 (page 11 of the file) · paragraph 5.6.1"
    assert wording.where(citation()) == ""


def test_a_citation_to_copy_holds_the_quote_and_all_that_finds_it_again():
    assert citation_words(citation(page=11, number="5.6.1")) == (
        "“There were 378 children.” "
        "(Performance, Wendmouth Council, Scrutiny, 13 June 2019, page 11, paragraph 5.6.1; pack.pdf)"
    )


def test_what_is_held_is_counted_with_its_years():
    undated = Document("e", "letter.txt", "letter.txt", "", "text/plain")
    earlier = Document("f", "old.pdf", "old.pdf", "", "application/pdf", meeting_date=date(2014, 3, 1))
    assert wording.held([DOCUMENT, undated, earlier]) == "3 papers · 2014–2019"
    assert wording.held([DOCUMENT]) == "1 paper · 2019"
    assert wording.held([undated]) == "1 paper"
    assert wording.held([]) == "0 papers"


def test_the_sample_papers_have_questions_of_their_own():
    name = next(path.name for path in papers_folder().iterdir())
    sample = Document("s", name, name, "", "application/pdf")
    assert examples([DOCUMENT, sample]) == OF_THE_SAMPLE
    assert examples([DOCUMENT]) == OF_ANY
