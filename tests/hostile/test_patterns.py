"""No text makes a pattern of ours slow: neither exponentially nor, at the length that it can meet, by much."""

import os
import random
import re

import pytest

from tests.hostile.patterns import Pattern, hostile_texts, own_patterns, seconds_of

MOST_SECONDS = 0.5
"""Of the processor for one text; what grows with the square of the length takes less, what grows faster more."""
LENGTHS = {
    "ingest.exempt._STAMP": 60,
    "ingest.readers.number_formats": 255,
    "ingest.titles": 500,
    **dict.fromkeys(
        (
            "assistant.questions.asks",
            "assistant.questions.operations",
            "assistant.questions.question",
            "assistant.questions.rewording",
        ),
        1000,
    ),
    **dict.fromkeys(("assistant.questions.topics", "assistant.figures.trends", "assistant.questions.agreement"), 1000),
}
"""Characters that the texts of a pattern have at the most, where a limit keeps them short; others meet whole blocks."""
USUAL = 3000
WHOLE = os.environ.get("SCRUTINEER_SOAK") == "1"
SHARE = 60
"""One pattern of so many is tried in the suite, always the same ones; all are by `make soak`."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system cannot break off a match")


def chosen():
    patterns = sorted(own_patterns(), key=lambda pattern: pattern.where)
    assert len(patterns) > 500, "the patterns are not found any more"
    return patterns if WHOLE else random.Random(6).sample(patterns, len(patterns) // SHARE)


def test_no_pattern_is_slow_on_texts_made_from_its_own_parts():
    slow = []
    for pattern in chosen():
        length = next((most for where, most in LENGTHS.items() if pattern.where.startswith(where)), USUAL)
        for times in (40, length):
            tried = ((seconds_of(pattern, text, MOST_SECONDS), text[:40]) for text in hostile_texts(pattern, times))
            worst = max(tried, default=(0.0, ""))
            if worst[0] >= MOST_SECONDS:
                slow.append((pattern.where, times, *worst))
                break
    assert slow == []


def test_a_pattern_that_doubles_its_time_with_each_sign_is_found():
    bad = Pattern("bad", re.compile(r"(?:a+)+b"), scans=False)
    assert max(seconds_of(bad, text, 0.2) for text in hostile_texts(bad, 40)) >= 0.2
    good = Pattern("good", re.compile(r"a+b"), scans=False)
    assert max(seconds_of(good, text, 0.2) for text in hostile_texts(good, 3000)) < 0.2
