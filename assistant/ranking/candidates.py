"""Candidates for an answer: the sentences and table rows of the passages found, scored by named features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from assistant.opened import Opened
from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from assistant.ranking.features import Features, score
from assistant.ranking.things import brings, has_unit, kind_of_thing, nearest_quantity, periods_of
from assistant.retrieval.fusion import Found, alone, any_of
from assistant.retrieval.row_labels import is_named, rows_named
from corpus.language.flows import names_flow
from corpus.language.periods import Period
from corpus.language.quantities import Quantity
from corpus.language.sentences import sentences
from corpus.language.stems import known_stems
from corpus.records import Block, BlockKind, Row
from corpus.store.filters import Filters

SHORTLIST = 50
"""Candidates that are looked at closely, after a first order by words alone."""
AROUND_SHARE = 0.4
"""What a word around or above a candidate, or its passage, counts in the first order beside 1 for one of its own."""
PAPER_SHARE = 0.5
"""How much a word counts as covered that stands elsewhere in the paper only, such as the name of its council."""
ROW_ALONE = 0.5
"""What a row counts as found by retrieval that the question names and retrieval did not find."""
ABOUT = 0.3
"""The share of a paper's chunks that hold a word which the paper is about; each of them holds those of its title."""
GAP = 4
"""Words from one of the question's words to the next within which they count as standing together."""
LONG_CELL = 20
"""Words of a cell that is prose: each of its sentences may answer by itself."""
BRIEF = 30
"""Words of a sentence of ordinary length; longer ones hold more words of any question by chance."""


@dataclass(frozen=True)
class Candidate:
    """A sentence or table row, or a sentence in a long cell, `block.text[start:end]`, with what speaks for it.

    `coverage` is the share of the question's words, by rarity, that it, its block, what stands above it and, for less,
    the rest of its paper hold.
    `quantity` is the one that the question seems to be about, with offsets in the block. `in_paper` tells for each of
    the question's words whether only the rest of its paper holds it, `theme` whether it does so throughout, `near`
    whether it holds it itself, `held` whether it, its block or what stands above does.
    """

    block: Block
    start: int
    end: int
    features: Features
    coverage: float
    quantity: Quantity | None = None
    in_paper: tuple[bool, ...] = ()
    theme: tuple[bool, ...] = ()
    near: tuple[bool, ...] = ()
    held: tuple[bool, ...] = ()

    @property
    def text(self) -> str:
        """The candidate's own words."""
        return self.block.text[self.start : self.end]

    @property
    def row(self) -> Row | None:
        """The row that it is; None for a sentence, in a cell or not."""
        return self.block.row if self.end - self.start == len(self.block.text) else None

    @cached_property
    def score(self) -> float:
        """The weighted sum of the features."""
        return score(self.features)


@dataclass(frozen=True, slots=True)
class _Span:
    """A candidate before the close look: where it is, and which of the question's words are found where."""

    block: Block
    start: int
    end: int
    passage: float
    own: Sequence[bool]
    before: Sequence[bool]
    around: Sequence[bool]
    above: Sequence[bool]
    in_paper: Sequence[bool]
    theme: Sequence[bool]
    first_score: float

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]


def candidates(
    opened: Opened, question: Question, found: Sequence[Found], sought: Sought, filters: Filters | None = None
) -> list[Candidate]:
    """Give the sentences and rows of the passages as candidates, best first. Headings answer nothing by themselves.

    Rows that the question names are among them wherever they stand within the filters.
    """
    within = opened.limited(filters) if filters else opened
    found = [*found, *_rows_apart(opened, rows_named(within, question, sought), found)]
    spans: dict[tuple[str, int], _Span] = {}
    documents = {passage.chunk.document_id for passage in found}
    places = [opened.snapshot.catalogue.places_with(any_of(written), documents) for written in sought.written]
    shares: dict[str, list[float]] = {}
    for passage in found:
        paper = opened.paper_at(passage.chunk.document_id, passage.chunk.first_block)
        if paper.id not in shares:
            shares[paper.id] = [opened.share_of_paper(paper, at.get(paper.document_id, ())) for at in places]
        for span in _spans(opened, passage, sought, shares[paper.id]):
            key = (span.block.id, span.start)
            if key not in spans or spans[key].first_score < span.first_score:
                spans[key] = span
    shortlist = sorted(spans.values(), key=lambda span: -span.first_score)[:SHORTLIST]
    naming = _naming(opened, question)
    close = [_look(opened, question, naming, span, sought) for span in shortlist]
    return sorted(close, key=lambda candidate: -candidate.score)


def _rows_apart(opened: Opened, rows: set[tuple[str, int]], found: Sequence[Found]) -> Iterator[Found]:
    """Give the rows that stand in none of the passages found, each as a passage of its own."""
    for document_id, ordinal in sorted(rows):
        chunks = (one.chunk for one in found if one.chunk.document_id == document_id)
        if not any(chunk.first_block <= ordinal <= chunk.last_block for chunk in chunks):
            yield alone(opened.blocks(document_id, ordinal, ordinal)[0], ROW_ALONE)


def _spans(opened: Opened, passage: Found, sought: Sought, shares: Sequence[float]) -> Iterator[_Span]:
    """Give the spans of a passage; `shares` gives for each group of words how much of its paper holds it."""
    chunk = passage.chunk
    in_paper = [share > 0 for share in shares]
    of_paper = [share >= ABOUT for share in shares]
    about = sought.found(known_stems(chunk.context))
    blocks = opened.blocks(chunk.document_id, chunk.first_block, chunk.last_block)
    leads = _leads(opened, blocks)
    for block in blocks:
        if block.kind is BlockKind.HEADING or (block.row and block.row.is_head):
            continue
        over = [a or b for a, b in zip(sought.found(known_stems(_above(block))), about, strict=True)]
        if block.parent in leads:
            over = _either(over, sought.found(known_stems(leads[block.parent].text)))
        bounds = [(0, len(block.text)), *_in_cells(block)] if block.row else sentences(block.text)
        texts = [block.text[start:end] for start, end in bounds]
        if block.row:
            texts[0] = _own_words(block)
        parts = [sought.found(known_stems(text)) for text in texts]
        whole = [any(column) for column in zip(*parts, strict=True)]
        items = [sought.found(known_stems(item.text)) for item in blocks if item.parent == block.ordinal]
        # Of its items the one that has most: a long list holds words of any question.
        whole = max((_either(whole, item) for item in items), key=sought.share, default=whole)
        above = _without(over, whole)
        of_above = sought.share(above)
        only_paper = _without(_without(in_paper, whole), above)
        theme = [a and b for a, b in zip(only_paper, of_paper, strict=True)]
        last: Sequence[bool] = [False] * len(sought.groups)
        for (start, end), own in zip(bounds, parts, strict=True):
            rest = _without(whole, own)
            first = sought.share(own) + AROUND_SHARE * (sought.share(rest) + of_above + passage.score)
            before = _without(last, own)
            around = _without(rest, before)
            yield _Span(block, start, end, passage.score, own, before, around, above, only_paper, theme, first)
            last = own


def _in_cells(block: Block) -> Iterator[tuple[int, int]]:
    """Give the bounds of the sentences in the long cells of a row, in the text of its block."""
    for cell in block.cells():
        words = block.text[cell.start : cell.end]
        if len(words.split()) >= LONG_CELL:
            yield from ((cell.start + start, cell.start + end) for start, end in sentences(words))


def _leads(opened: Opened, blocks: Sequence[Block]) -> dict[int | None, Block]:
    """Give the blocks that list items among `blocks` hang under, by their ordinal, wherever they stand."""
    here = {block.ordinal: block for block in blocks}
    leads: dict[int | None, Block] = {}
    for parent in {block.parent for block in blocks if block.parent is not None}:
        document_id = blocks[0].document_id
        leads[parent] = here.get(parent) or opened.blocks(document_id, parent, parent)[0]
    return leads


def _look(opened: Opened, question: Question, naming: str, span: _Span, sought: Sought) -> Candidate:
    """Work out the features that cost more than words; `naming` are the words that may name a council."""
    text, block = span.text, span.block
    is_row = block.row is not None and len(text) == len(block.text)
    quantity, near = nearest_quantity(text, question, sought, _heads(block))
    document = opened.documents[block.document_id]
    period, other = _period(text, _above(block), document.meeting_date, question)
    found_in = zip(span.own, span.before, span.around, span.above, strict=True)
    held = tuple(any(here) for here in found_in)
    features = Features(
        words=sought.share(span.own),
        before=sought.share(span.before),
        block=sought.share(span.around),
        above=sought.share(span.above),
        paper=sought.share(span.in_paper),
        theme=sought.share(span.theme),
        passage=span.passage,
        together=_together(_own_words(block) if is_row else text, sought),
        kind=kind_of_thing(text, question, quantity, sought),
        unit=1.0 if quantity and has_unit(quantity, question, _heads(block)) else 0.0,
        near=near if question.asks is Asks.FIGURE else 0.0,
        period=period,
        other_period=other,
        other_flow=1.0 if question.asks is Asks.FIGURE and names_flow(text) != names_flow(question.full_text) else 0.0,
        elsewhere=opened.elsewhere(document, naming),
        recent=opened.recency(document),
        row=1.0 if is_row else 0.0,
        brief=min(1.0, BRIEF / max(1, len(text.split()))),
        nameless=sought.nameless(held),
        label=1.0 if block.row and is_named(block.row, question, sought) else 0.0,
        new=brings(text, question, sought),
    )
    coverage = sought.share(held) + PAPER_SHARE * features.paper
    placed = quantity and Quantity(
        quantity.start + span.start, quantity.end + span.start, quantity.number, quantity.unit
    )
    return Candidate(
        block,
        span.start,
        span.end,
        features,
        coverage,
        placed,
        tuple(span.in_paper),
        tuple(span.theme),
        tuple(span.own),
        held,
    )


def _naming(opened: Opened, question: Question) -> str:
    """Give the words that may name a council: the question's own or, where they name none, the turn's before."""
    while question.inherited is not None and not opened.names_council(question.text):
        question = question.inherited
    return question.text


def _above(block: Block) -> str:
    return " · ".join(block.above)


def _heads(block: Block) -> str:
    return " ".join((block.row.caption, *block.row.heads)) if block.row else ""


def _own_words(block: Block) -> str:
    """Give a row with its heads: a cell means nothing without them, so they count as the row's own words."""
    return f"{_heads(block)} {block.text}"


def _either(found: Sequence[bool], other: Sequence[bool]) -> list[bool]:
    return [f or o for f, o in zip(found, other, strict=True)]


def _without(found: Sequence[bool], other: Sequence[bool]) -> list[bool]:
    return [f and not o for f, o in zip(found, other, strict=True)]


def _together(text: str, sought: Sought) -> float:
    """Give the share of neighbouring words of the question that stand close together in the text."""
    if len(sought.groups) < 2:
        return 0.0
    at = sought.positions(known_stems(text))
    pairs = list(pairwise(at))
    close = sum(any(0 < abs(b - a) <= GAP for a in first for b in second) for first, second in pairs)
    return close / len(pairs)


def _period(text: str, above: str, meeting: date | None, question: Question) -> tuple[float, float]:
    """Tell whether a text is about the period asked for, and whether it names only another.

    What the text says itself counts first, then what stands above it; "the April 2017 report" names the paper's date.
    """
    asked = [found.period for found in question.periods]
    if not asked:
        return 0.0, 0.0
    own = periods_of(text)
    if _agrees(asked, own):
        return 1.0, 0.0
    dated = meeting is not None and any(a.first <= meeting <= a.last for a in asked)
    if own:
        return 0.0, 0.0 if dated else 1.0
    inherited = dated or _agrees(asked, periods_of(above))
    return (1.0 if inherited else 0.0), 0.0


def _agrees(asked: Sequence[Period], stated: Sequence[Period]) -> bool:
    return any(a.covers(s) or s.covers(a) for a in asked for s in stated)
