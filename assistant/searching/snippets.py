"""What is shown of a passage: the part of a block in which most of the words stand, with the words marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.searching.words import Wanted
from corpus.language.sentences import sentences
from corpus.language.stems import TOKEN, stem
from corpus.records import Block, BlockKind

WIDTH = 280
"""Characters that are shown of a block at the most: three or four lines."""
BEFORE = 60
"""Characters shown before the first mark where the block is longer than that."""
OPENING = 2
"""Letters at the beginning of a word that its stem has, too."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a block's text, `text[start:end]`, with the places of the words in the whole text.

    `passage` is what is marked on the block's page: the sentences, or the table row, that the words stand in.
    """

    block: Block
    start: int
    end: int
    marks: tuple[Span, ...]
    passage: Span

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it is marked; a cut end has "…"."""
        text, at = self.block.text, self.start
        pieces = [("… ", False)] if self.start else []
        for start, end in self.marks:
            if self.start <= start and end <= self.end:
                pieces += [(text[at:start], False), (text[start:end], True)]
                at = end
        pieces.append((text[at : self.end] + (" …" if self.end < len(text) else ""), False))
        return [(piece, marked) for piece, marked in pieces if piece]

    @property
    def text(self) -> str:
        """What is shown, without its marks."""
        return "".join(piece for piece, _ in self.pieces)

    @property
    def quote(self) -> str:
        """The passage, word for word."""
        return self.block.text[self.passage[0] : self.passage[1]]


def snippet(blocks: Sequence[Block], wanted: Wanted) -> Snippet:
    """Give what is shown of a passage of some blocks: of the one that holds most of the terms, the first of several.

    A heading gives way to a text that holds as many. There must be a block.
    """
    found = [(block, _occurrences(block.text, wanted)) for block in blocks]
    best, places = max(
        found, key=lambda pair: (len({term for _, term in pair[1]}), pair[0].kind is not BlockKind.HEADING)
    )
    start, end = _window(best.text, places)
    marks = _apart([span for span, _ in places])
    return Snippet(best, start, end, marks, _passage(best, [m for m in marks if start <= m[0] and m[1] <= end]))


def _occurrences(text: str, wanted: Wanted) -> list[tuple[Span, int]]:
    """Give each place of a text where a term stands, with the term's number, in order."""
    terms, openings = _looked_for(wanted)
    tokens = [(match.start(), match.end(), _stem(match.group(), openings)) for match in TOKEN.finditer(text)]
    own = [token[2] for token in tokens]
    found = []
    for number, runs in enumerate(terms):
        for run in runs:
            for at in range(len(own) - len(run) + 1):
                if own[at] == run[0] and tuple(own[at : at + len(run)]) == run:
                    found.append(((tokens[at][0], tokens[at + len(run) - 1][1]), number))
    return sorted(found)


@lru_cache(maxsize=32)
def _looked_for(wanted: Wanted) -> tuple[list[tuple[tuple[str, ...], ...]], frozenset[str]]:
    """Give the runs of stems of each term, and the first letters of all of them."""
    terms = [term.runs for term in (*wanted.terms, wanted.together) if term]
    return terms, frozenset(word[:OPENING] for runs in terms for run in runs for word in run)


def _stem(word: str, openings: Collection[str]) -> str:
    """Give the stem of a word if it may be one that is looked for: only the end of a word is changed by stemming."""
    return stem(word) if not word.isascii() or word[:OPENING].casefold() in openings else ""


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Give spans in order, those that overlap as one."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)


def _window(text: str, places: Sequence[tuple[Span, int]]) -> Span:
    """Give the part of a text that holds most different terms, the first of several; cut between words."""
    if len(text) <= WIDTH:
        return 0, len(text)
    best, most = 0, 0
    for (start, _), _ in places:
        held = len({term for (first, last), term in places if start <= first and last <= start + WIDTH - BEFORE})
        if held > most:
            best, most = start, held
    start = max(0, min(best - BEFORE, len(text) - WIDTH))
    end = min(len(text), start + WIDTH)
    if start and (space := text.find(" ", start, best)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", start, end)) > best:
        end = space
    return start, end


def _passage(block: Block, marks: Sequence[Span]) -> Span:
    if not marks or block.row is not None:
        return 0, len(block.text)
    first, last = marks[0][0], marks[-1][1]
    held = [(start, end) for start, end in sentences(block.text) if end > first and start < last]
    return held[0][0], held[-1][1]
