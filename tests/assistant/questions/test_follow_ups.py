"""Which words of the turn before a follow-up's own take the place of."""

import pytest

from assistant.questions.follow_ups import replaced


@pytest.mark.parametrize(
    ("text", "words", "before", "gone"),
    [
        ("and phase 2?", ["phase", "2"], ["cost", "phase", "1", "quay"], {"1"}),
        ("and the ferries?", ["ferries"], ["moorings", "phase", "1"], set()),
        ("how many of those were over 16?", ["16"], ["crew", "25"], set()),
        ("and phase 1?", ["phase", "1"], ["cost", "phase", "1"], set()),
    ],
)
def test_a_number_takes_the_place_of_another(text, words, before, gone):
    assert replaced(text, words, before) == gone
