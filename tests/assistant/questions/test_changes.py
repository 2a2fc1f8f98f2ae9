"""Questions that ask how something changed."""

import pytest

from assistant.questions.changes import change_stems, names_change
from corpus.language.stems import stems


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("is the backlog of repairs growing", True),
        ("has the fleet shrunk between April and June", True),
        ("are we moving fewer boats by night than we were", True),
        ("do boats wait longer than before", True),
        ("how many boats moved to the north quay", False),
        ("which quay has more boats than the south quay", False),
    ],
)
def test_a_change_is_asked_for_by_its_words(text, changes):
    assert names_change(text) is changes


def test_the_words_that_ask_for_a_change_name_nothing():
    text = "boats moored over 3 miles out, which way is it going, rising or falling"
    assert set(stems("which way rising falling")) <= change_stems(text)
    assert change_stems(text).isdisjoint(stems("boats moored miles"))
