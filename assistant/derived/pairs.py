"""Two figures beside each other: whether they may be of one measure, and what speaks for it by where they stand."""

from __future__ import annotations

from collections.abc import Callable

from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.figures import Figure
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.stems import known_stems

Again = Callable[[Question], list[FigureCandidate]]
"""Ranks the figures for a question that was narrowed to one of its parts."""
Seek = Callable[[Question, Sought], list[FigureCandidate]]
"""Looks for figures in further passages, for a question that was narrowed and what is then sought."""
NEARNESS = (4.0, 2.0, 1.0)
"""What two figures gain that stand in one sentence or row, in one block, in neighbouring blocks."""
PAIRED = 12
"""Figures, best first, among which pairs are looked for."""
AKIN = 0.5
"""Share of the words of the shorter of two measures that both must have to be one measure in different places."""


def alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one unit, and both have a value."""
    return one.unit == other.unit and one.id != other.id and one.value is not None and other.value is not None


def nearness(one: FigureCandidate, other: FigureCandidate) -> float:
    """Give how much speaks for two figures being of one measure by where they stand."""
    if one.block.id == other.block.id:
        return NEARNESS[0] if one.candidate.start == other.candidate.start else NEARNESS[1]
    apart = abs(one.block.ordinal - other.block.ordinal)
    return NEARNESS[2] if one.block.document_id == other.block.document_id and apart <= 2 else 0.0


def akin(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether two figures may be of one measure: they stand in one sentence or row, or share their words.

    Within a paragraph a word is enough: "A child waits 34 weeks. In March 2018 the wait was 41."
    """
    if one.block.id == other.block.id:
        if one.candidate.start == other.candidate.start:
            return True
        words, others = _words(one.figure.measure), _words(other.figure.measure)
        return bool(words & others)
    words, others = (_words(f"{c.figure.measure} {c.figure.topic}") for c in (one, other))
    return len(words & others) >= AKIN * min(len(words), len(others))


def share_word(one: Figure, other: Figure) -> bool:
    """Tell whether the measures of two figures, with what they are parts of, have a word of content in common."""
    a, b = (_words(f"{figure.measure} {figure.breakdown}") for figure in (one, other))
    return any(word.isalpha() for word in a & b)


def _words(text: str) -> set[str]:
    return set(known_stems(" ".join(word for word in text.split() if word.casefold() not in FUNCTION_WORDS)))
