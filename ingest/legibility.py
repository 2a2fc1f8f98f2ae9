"""Text layers that are no text: fonts without a Unicode map give signs that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout import Word

FEWEST_SIGNS = 120
"""Signs of a page that are enough to judge it by."""
MOST_STRANGE = 0.3
"""Share of signs that are neither letters nor digits nor the punctuation of papers."""
COMMON = frozenset("etaoinsr")
LEAST_COMMON = 0.35
"""Share of a page's letters that are the commonest of English, 0.65 in its texts and over 0.5 in Welsh ones."""

_PLAIN = re.compile(r"(?:[^\W_]|[\s.,;:!?'\"()\[\]/&%£$€@*+=<>|–—’‘“”…•_#~-])+")


def is_legible(words: Sequence[Word]) -> bool:
    """Say whether the words of a page are words: few strange signs, and letters as often as in a language."""
    text = " ".join(word.text for word in words)
    signs = len(text) - text.count(" ")
    if signs < FEWEST_SIGNS:
        return True
    strange = len(_PLAIN.sub("", text)) + text.count("•")
    if strange > MOST_STRANGE * signs:
        return False
    letters = [sign for sign in text.lower() if sign.isascii() and sign.isalpha()]
    return len(letters) < FEWEST_SIGNS or sum(letter in COMMON for letter in letters) > LEAST_COMMON * len(letters)
