"""Of two dates or names in a sentence, the one that is asked for."""

import pytest

from assistant.prose.clauses import own_clause
from assistant.questions.question import read_question
from assistant.questions.sought import weigh, words_sought
from corpus.language.abbreviations import Glossary

WORKS = "Work on the new quay will begin in July 2021 and should be finished by September 2022."
POLICY = "The mooring policy was approved by the board on 8 August 2021, four weeks after its revised date of 12 July."


def clause(question, text):
    read = read_question(question, Glossary.load(()))
    return own_clause(text, read, weigh(words_sought(read), {}, 100))


@pytest.mark.parametrize(
    ("question", "text", "date", "other"),
    [
        ("when should the new quay be done?", WORKS, "September 2022", "July 2021"),
        ("when does work on the new quay start?", WORKS, "July 2021", "September 2022"),
        ("when was the mooring policy approved?", POLICY, "8 August 2021", "12 July"),
    ],
)
def test_the_date_that_is_asked_for_is_said_without_the_other(question, text, date, other):
    said = clause(question, text)
    assert date in said
    assert other not in said
    assert said.strip("… ").removesuffix(" …") in text


def test_of_two_people_the_one_of_the_role_asked_for_is_said():
    panel = "It is chaired by Councillor Ada Lane and its deputy is a member of the public, Bram, who rows."
    assert clause("who chairs the panel?", panel) == "It is chaired by Councillor Ada Lane …"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what happened at the new quay?", WORKS),
        ("when did the ferry come?", WORKS),
        ("when was the mooring policy approved?", "The mooring policy was approved on 8 August 2021, in the hall."),
        ("who got money and how much?", "AGREED: That these be paid: Lane Sailing Club £40; Stone Rowing Club £50."),
        ("who is on the panel?", "The panel is Cllr Ada Lane, chair; the harbour master, Bram Stone; and Cecil Reed."),
    ],
)
def test_a_sentence_is_left_whole_where_it_has_one_date_or_it_cannot_be_told_which(question, text):
    assert clause(question, text) == text
