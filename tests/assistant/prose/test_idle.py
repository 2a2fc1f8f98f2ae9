"""What only says where something is to be found is no answer in words, unless that is asked for."""

import pytest

from assistant.prose.idle import is_idle, saying
from assistant.questions.question import read_question
from assistant.ranking.candidates import Candidate
from assistant.ranking.features import Features
from corpus.language.abbreviations import Glossary
from tests.assistant.held import paragraph


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("(Pages 18 - 19)", True),
        ("Appendix 1 tide tables, PDF 96 KB", True),
        ("Report of the Harbour Master.", True),
        ("A tide assessment has been made and is appended to this report.", True),
        ("Included in this agenda at paragraph 5.", True),
        ("To consider the report on tides.", True),
        ("The tide rose because the wind turned.", False),
        ("The harbour master is to consider the tides.", False),
        ("Pages of the log were lost.", False),
    ],
)
def test_a_sentence_says_something_or_points_elsewhere(text, idle):
    assert is_idle(text) is idle


@pytest.mark.parametrize(
    ("question", "left"),
    [("what does the report say about tides", 1), ("is the tide assessment attached", 2), ("how many tides", 2)],
)
def test_what_points_elsewhere_gives_way(question, left):
    texts = ("The tide assessment is attached.", "The tides run high.")
    able = [Candidate(paragraph(text), 0, len(text), Features(), 1.0) for text in texts]
    assert len(saying(able, read_question(question, Glossary.load(())))) == left
