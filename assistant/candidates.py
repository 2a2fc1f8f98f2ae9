"""Candidates for an answer: the sentences and table rows of the passages found, scored by named features."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from assistant.question import Asks, Question
from assistant.retrieval import Found
from corpus.language.periods import Period, find_periods
from corpus.language.quantities import Quantity, Unit, find_quantities
from corpus.language.sentences import sentences
from corpus.language.stems import stem, stems
from corpus.records import Block, BlockKind
from corpus.store.index import Snapshot

WINDOW = 14
"""Words around a quantity in which the question's words count as being near to it."""


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a candidate, each from 0 to 1.

    `words`: share of the question's words, by their rarity, in the candidate itself; `block`: in the block around it;
    `above`: in headings, caption, column heads, title; `passage`: the score of the passage by retrieval; `kind`: it
    holds the kind of thing that was asked for; `unit`: a quantity of the unit asked for; `near`: the question's words
    near that quantity; `period`: it or what stands above it names the period asked for; `other_period`: it names
    another period and not the one asked for.
    """

    words: float = 0.0
    block: float = 0.0
    above: float = 0.0
    passage: float = 0.0
    kind: float = 0.0
    unit: float = 0.0
    near: float = 0.0
    period: float = 0.0
    other_period: float = 0.0


WEIGHTS = Features(
    words=1.0, block=0.35, above=0.35, passage=0.6, kind=0.25, unit=0.25, near=0.35, period=0.3, other_period=-0.3
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence or table row, `block.text[start:end]`, with its features.

    `coverage` is the share of the question's words, by rarity, that it, its block or what stands above it hold.
    `quantity` is the one that the question seems to be about, with offsets in the block.
    """

    block: Block
    start: int
    end: int
    features: Features
    coverage: float
    quantity: Quantity | None = None

    @property
    def text(self) -> str:
        """The candidate's own words."""
        return self.block.text[self.start : self.end]

    @property
    def score(self) -> float:
        """The weighted sum of the features."""
        return math.fsum(getattr(self.features, f.name) * getattr(WEIGHTS, f.name) for f in fields(Features))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The question's words as groups of stems that mean the same, each with its rarity (0 for unknown words to 1)."""

    groups: tuple[frozenset[tuple[str, ...]], ...]
    rarity: tuple[float, ...]

    def found(self, text_stems: Sequence[str]) -> list[bool]:
        """Tell for each group whether one of its spellings stands in a text."""
        single = set(text_stems)
        joined = f" {' '.join(text_stems)} "
        return [
            any((len(s) == 1 and s[0] in single) or (len(s) > 1 and f" {' '.join(s)} " in joined) for s in group)
            for group in self.groups
        ]

    def share(self, found: Iterable[bool]) -> float:
        """Give the share of the words found, by rarity."""
        total = sum(self.rarity)
        return sum(r for r, here in zip(self.rarity, found, strict=True) if here) / total if total else 0.0


def wanted(question: Question, frequencies: Mapping[str, int], chunks: int) -> Wanted:
    """Group the question's words by meaning and weigh them by how rare they are.

    `frequencies` gives for a stem the number of chunks, of `chunks`, that hold it.
    """
    groups: list[frozenset[tuple[str, ...]]] = []
    covered: set[str] = set()
    for term in dict.fromkeys(mention.term for mention in question.all_mentions):
        groups.append(frozenset(tuple(stems(spelling)) for spelling in term.spellings))
    for mention_stems in groups:
        covered.update(part for spelling in mention_stems for part in spelling)
    for word in question.all_words:
        parts = tuple(stems(word))
        if parts and not set(parts) <= covered:
            groups.append(frozenset({parts}))
            covered.update(parts)
    rarity = [max(_rarity(spelling, frequencies, chunks) for spelling in group) for group in groups]
    return Wanted(tuple(groups), tuple(rarity))


def _rarity(spelling: tuple[str, ...], frequencies: Mapping[str, int], chunks: int) -> float:
    """Give the rarest stem's inverse document frequency, scaled to 1 for a stem in a single chunk."""
    scale = math.log(1 + max(chunks, 1))
    return max((math.log(1 + chunks / max(frequencies.get(part, 0), 1)) / scale for part in spelling), default=0.0)


def candidates(snapshot: Snapshot, question: Question, found: Sequence[Found], sought: Wanted) -> list[Candidate]:
    """Give the sentences and rows of the passages as candidates, best first. Headings answer nothing by themselves."""
    result: dict[tuple[str, int], Candidate] = {}
    for passage in found:
        chunk = passage.chunk
        blocks = snapshot.catalogue.blocks(chunk.document_id, chunk.first_block, chunk.last_block)
        about = stems(chunk.context)
        for block in blocks:
            if block.kind is BlockKind.HEADING or (block.row and block.row.is_head):
                continue
            for candidate in _of_block(block, about, passage.score, question, sought):
                key = (block.id, candidate.start)
                if key not in result or result[key].score < candidate.score:
                    result[key] = candidate
    return sorted(result.values(), key=lambda candidate: -candidate.score)


def _of_block(
    block: Block, about: Sequence[str], passage: float, question: Question, sought: Wanted
) -> Iterator[Candidate]:
    above_text = " ".join((*block.headings, *((block.row.caption, *block.row.heads) if block.row else ())))
    above = [a or b for a, b in zip(sought.found(stems(above_text)), sought.found(about), strict=True)]
    whole = sought.found(stems(block.text))
    spans = [(0, len(block.text))] if block.row else sentences(block.text)
    for start, end in spans:
        text = block.text[start:end]
        own = sought.found(stems(text))
        quantity, near = _quantity(text, question, sought)
        period, other = _period(text, above_text, question)
        features = Features(
            words=sought.share(own),
            block=sought.share(b and not o for b, o in zip(whole, own, strict=True)),
            above=sought.share(a and not (o or b) for a, o, b in zip(above, own, whole, strict=True)),
            passage=passage,
            kind=_kind(text, question, quantity),
            unit=1.0 if quantity and question.unit and quantity.unit is question.unit else 0.0,
            near=near,
            period=period,
            other_period=other,
        )
        coverage = sought.share(o or b or a for o, b, a in zip(own, whole, above, strict=True))
        placed = quantity and Quantity(quantity.start + start, quantity.end + start, quantity.number, quantity.unit)
        yield Candidate(block, start, end, features, coverage, placed)


def _kind(text: str, question: Question, quantity: Quantity | None) -> float:
    """Tell whether the text holds the kind of thing asked for."""
    match question.asks:
        case Asks.FIGURE:
            return 1.0 if quantity else 0.0
        case Asks.WHEN:
            return 1.0 if find_periods(text) or any(stem(w) in MONTH_STEMS for w in stems(text)) else 0.0
        case Asks.WHO:
            return 1.0 if _names(text) else 0.0
        case Asks.WHY:
            return 1.0 if any(mark in text.casefold() for mark in REASONS) else 0.0
        case _:
            return 0.0


MONTH_STEMS = frozenset(
    stem(name) for name in "january february march april june july august september october november december".split()
)
REASONS = (
    "because",
    "due to",
    "as a result",
    "driven by",
    "owing to",
    "reason",
    "caused by",
    "since",
    "following",
    "led to",
)


def _names(text: str) -> bool:
    """Tell whether two capitalised words follow each other after the first word, as in a person's name or a post."""
    words = text.replace("|", " ").split()
    return any(a[:1].isupper() and b[:1].isupper() for a, b in zip(words[1:], words[2:], strict=False)) or (
        len(words) > 1 and words[0][:1].isupper() and words[1][:1].isupper()
    )


def _quantity(text: str, question: Question, sought: Wanted) -> tuple[Quantity | None, float]:
    """Give the quantity with the question's words nearest to it, those of the unit asked for first, and how near."""
    best: tuple[tuple[bool, float], Quantity | None] = ((False, -1.0), None)
    for quantity in find_quantities(text):
        before, after = text[: quantity.start].split()[-WINDOW:], text[quantity.end :].split()[:WINDOW]
        near = sought.share(sought.found(stems(" ".join((*before, *after)))))
        rank = (question.unit is None or quantity.unit is question.unit, near)
        if rank > best[0]:
            best = (rank, quantity)
    return best[1], max(best[0][1], 0.0)


def _period(text: str, above: str, question: Question) -> tuple[float, float]:
    """Tell whether the text, or else what stands above it, names the period asked for, and whether only another."""
    asked = [found.period for found in question.periods]
    if not asked:
        return 0.0, 0.0
    own = [found.period for found in find_periods(text)]
    if _agrees(asked, own):
        return 1.0, 0.0
    if own:
        return 0.0, 1.0
    return (1.0, 0.0) if _agrees(asked, [found.period for found in find_periods(above)]) else (0.0, 0.0)


def _agrees(asked: Sequence[Period], stated: Sequence[Period]) -> bool:
    return any(a.covers(s) or s.covers(a) for a in asked for s in stated)
