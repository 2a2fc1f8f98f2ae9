"""Typing errors: the word of a vocabulary that was most likely meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

SHORTEST = 4
"""Letters of a word that is corrected; a shorter one is near to too many."""
ALIKE = 0.83
"""Share of letters, by longest common runs, that a word has in common with the one that was meant."""


def by_opening(vocabulary: Iterable[str]) -> dict[str, list[str]]:
    """Sort words by their first two letters: a typing error is rarely there."""
    sorted_words: dict[str, list[str]] = {}
    for word in vocabulary:
        if len(word) >= SHORTEST and word.isalpha():
            sorted_words.setdefault(word[:2], []).append(word)
    return sorted_words


def meant(word: str, vocabulary: Mapping[str, list[str]]) -> str:
    """Give the word of a vocabulary sorted by opening that is nearest to a misspelt one, nothing where none is near."""
    if len(word) < SHORTEST or not word.isalpha():
        return ""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)
    best, ratio = "", ALIKE
    for other in vocabulary.get(word[:2], ()):
        if abs(len(other) - len(word)) > 2:
            continue
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() > ratio and matcher.quick_ratio() > ratio and (near := matcher.ratio()) > ratio:
            best, ratio = other, near
    return best


def swapped(word: str) -> Iterator[str]:
    """Give the words that two neighbouring letters of a word put the other way round make: "safety" for "saftey"."""
    for at in range(1, len(word) - 1):
        if word[at] != word[at + 1]:
            yield f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
