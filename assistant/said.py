"""The pieces that an answer is made of."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.figures import Figure
from corpus.records import Block


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of an answer: its words, the quote that they rest on, `block.text[start:end]`, the figures they state.

    `agreeing` are other quotes that state the same.
    """

    words: str
    block: Block
    start: int
    end: int
    figures: tuple[Figure, ...] = ()
    agreeing: tuple[Said, ...] = ()
