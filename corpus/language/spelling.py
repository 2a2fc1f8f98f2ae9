"""Typing errors: the word of a vocabulary that was most likely meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

SHORTEST = 4
"""Letters of a word that is corrected; a shorter one is near to too many."""
ALIKE = 0.85
"""Share of letters, by longest common runs, that a word has in common with the one that was meant."""
ONE_WRONG = 0.83
"""The same for words of one length: one wrong letter of six."""


OPENING = 2
"""Letters at the beginning of a word in which a typing error is rare."""


def meant(word: str, vocabulary: Iterable[str]) -> str:
    """Give the word of a vocabulary that is nearest to a misspelt one, of those that begin as it does, the first one.

    Give nothing where none is near.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return ""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)
    best, ratio = "", ONE_WRONG
    for other in vocabulary:
        if not is_word(other) or other[:OPENING] != word[:OPENING] or abs(len(other) - len(word)) > 2:
            continue
        least = max(ratio, ONE_WRONG if len(other) == len(word) else ALIKE)
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() > least and matcher.quick_ratio() > least and (near := matcher.ratio()) > least:
            best, ratio = other, near
    return best


def is_word(text: str) -> bool:
    """Tell whether a text is a word that may be meant: letters, and not too few."""
    return len(text) >= SHORTEST and text.isalpha()


def swapped(word: str) -> Iterator[str]:
    """Give the words that two neighbouring letters of a word put the other way round make: "safety" for "saftey"."""
    for at in range(1, len(word) - 1):
        if word[at] != word[at + 1]:
            yield f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
