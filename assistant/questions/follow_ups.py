"""Follow-ups: which words of the turn before a question's own words take the place of."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBER = re.compile(r"^\d{1,3}(?:[-–]\d{1,3})?$")
"""A number that tells one of several apart: a phase, an age, a key stage; years have four digits."""
NARROWS = re.compile(r"\b(?:of|among|from)\s+(?:those|these|them|which|whom)\b", re.IGNORECASE)
"""Asks for a part of what was asked for before: nothing of it is replaced."""


def replaced(text: str, words: Sequence[str], before: Sequence[str]) -> set[str]:
    """Give the words of the turn `before` in whose place words of a follow-up stand.

    `words` are the follow-up's content words, both in the order in which they were asked, in lower case and without
    those of periods. A number takes the place of another one: "phase 1 …" and "phase 2?".
    """
    if NARROWS.search(text) or not any(NUMBER.match(word) for word in words):
        return set()
    return {word for word in before if NUMBER.match(word) and word not in words}
