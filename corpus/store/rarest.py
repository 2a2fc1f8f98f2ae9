"""The rarer words of a question: in a large index common ones would have nearly every passage looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from corpus.language.stems import stems

MOST = 10_000
"""Passages that a question is worth being scored in."""
PHRASE = re.compile(r'"([^"]*)"')
ANY_OF = re.compile(r'[\s()]*"[^"]*"[\s()]*(?:OR[\s()]*"[^"]*"[\s()]*)*')
"""An expression of FTS5 that any of its phrases matches."""


def without_common(expression: str, frequencies: Callable[[Iterable[str]], Mapping[str, int]]) -> str:
    """Leave out the commonest phrases of an expression that any of several matches, while rarer ones match enough.

    `frequencies` gives for stems the number of rows that hold them. What is left matches no more than `MOST` rows,
    unless one phrase alone does. Any other expression stays as it is.
    """
    if not ANY_OF.fullmatch(expression):
        return expression
    phrases = {phrase: stems(phrase) for phrase in PHRASE.findall(expression)}
    often = frequencies({stem for own in phrases.values() for stem in own})
    number = {phrase: min((often.get(stem, 0) for stem in own), default=0) for phrase, own in phrases.items()}
    kept: set[str] = set()
    total = 0
    for phrase in sorted(phrases, key=lambda phrase: number[phrase]):
        if total and total + number[phrase] > MOST:
            break
        kept.add(phrase)
        total += number[phrase]
    return " OR ".join(f'"{phrase}"' for phrase in phrases if phrase in kept)
