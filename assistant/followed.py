"""Follow-ups that ask for the same thing of another row, column, item or clause: "and Hull?", "and the over 65s?".

What answers stands beside what the question before was answered with, and is of the kind that it was of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.drafting import Draft, Ranking
from assistant.figures.answering import Chosen, Kind
from assistant.figures.saying import pieces
from assistant.prose.rows import row_words
from assistant.prose.tables import REACH, rows_of
from assistant.questions.framing import framing_stems
from assistant.questions.sought import Sought, weigh, words_sought
from assistant.ranking.candidates import candidates
from assistant.ranking.figure_asked import fits_unit
from assistant.ranking.figure_candidates import FigureCandidate, figure_candidates, is_of_the_time
from assistant.retrieval.fusion import alone
from assistant.said import Said
from corpus.figures import Figure
from corpus.language.stems import known_stems
from corpus.records import Block, Row

NEXT = 3
"""Paragraphs before and after one that are about the same."""
HELD = 0.75
"""Share of a follow-up's own words that say which row, column or clause it asks for."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands that may be asked for, and how much of the follow-up's own words say that it is."""

    block: Block
    figure: Figure
    share: float


def beside_before(ranking: Ranking, before: Draft | None) -> Draft | None:
    """Give the answer of a follow-up that stands beside what `before`, the answer of the question before, stands on.

    None where that was no single figure or row or was not sure, where the follow-up has no words or time of its own,
    and where nothing beside it, or more than one thing, is what they name.
    """
    inherited = ranking.question.inherited
    if before is None or inherited is None or not before.is_sure or len(before.said) != 1:
        return None
    timed = ranking.question.periods != inherited.periods
    own = _own_words(ranking, timed=timed)
    if not any(own.core) and not timed:
        return None
    anchor = before.said[0]
    if before.by == "figures" and len(anchor.figures) == 1:
        said = _figure_beside(ranking, anchor, own, timed=timed)
    else:
        said = _row_beside(ranking, anchor, own)
    return Draft(said, before.by, before.evidence) if said else None


def _figure_beside(ranking: Ranking, anchor: Said, own: Sought, *, timed: bool) -> tuple[Said, ...]:
    """Give the figure of the same kind that the follow-up names, or that is of the time which it names."""
    figure, block = anchor.figures[0], anchor.block
    every = _in_table(ranking, block, block.row, figure, own) if block.row else _in_prose(ranking, block, figure, own)
    places = [one for one in every if one.share >= HELD]
    if timed:
        here = [o for o in places if is_of_the_time(ranking.question, o.figure) and o.block.id == block.id]
        within = [o for o in here if anchor.start <= o.figure.start < anchor.end]
        places = within or here
    best = max(places, key=lambda one: one.share, default=None)
    if best is None or sum(one.share == best.share for one in places) > 1:
        return ()
    found = _candidate(ranking, best)
    if found is None:
        return ()
    return pieces(ranking.within, ranking.question, ranking.sought, Chosen(Kind.ONE, (found,)))


def _row_beside(ranking: Ranking, anchor: Said, own: Sought) -> tuple[Said, ...]:
    """Give the row that the follow-up names in the table of the row that answered before."""
    row = anchor.block.row
    if row is None or not any(own.core):
        return ()
    rows = [
        (_share(own, other.row_head), block, other)
        for block, other in rows_of(_nearby(ranking, anchor.block), row.table)
        if block.ordinal != anchor.block.ordinal
    ]
    if not rows:
        return ()
    share, block, best = max(rows, key=lambda one: one[0])
    if share < HELD or sum(one[0] == share for one in rows) > 1:
        return ()
    return (Said(row_words(best, ranking.question, ranking.sought), block, 0, len(block.text)),)


def _own_words(ranking: Ranking, *, timed: bool) -> Sought:
    """Give the words of the follow-up that the question before does not have; `timed` where it names its own time."""
    question, catalogue = ranking.question, ranking.opened.snapshot.catalogue
    # A time that was taken over stands in the words of the question before.
    alone = replace(question, inherited=None, periods=question.periods if timed else ())
    asked = set(question.inherited.all_words) if question.inherited else set()
    groups = {group: words for group, words in words_sought(alone).items() if not set(words) & asked}
    parts = {part for group in groups for spelling in group for part in spelling}
    framing = framing_stems(alone) | ranking.opened.place_stems(question.text)
    return weigh(groups, catalogue.frequencies(parts), ranking.opened.chunks, framing)


def _share(own: Sought, words: str) -> float:
    """Give the share of the follow-up's own words that a text holds: 1 where it has none, 0 where a number misses."""
    found = own.found(known_stems(words))
    if own.lacks_number(found):
        return 0.0
    return own.core_share(found) if any(own.core) else 1.0


def _in_table(ranking: Ranking, block: Block, row: Row, anchor: Figure, own: Sought) -> Iterator[_Place]:
    """Give the cells of the same column in other rows of the table, and those of the same row in other columns."""
    if anchor.column is None:
        return
    rows = {one.ordinal: (one, other) for one, other in rows_of(_nearby(ranking, block), row.table)}
    for figure in ranking.opened.snapshot.catalogue.register.of_blocks(block.document_id, set(rows)):
        one, other = rows[figure.block]
        if figure.column == anchor.column and figure.block != anchor.block:
            yield _Place(one, figure, _share(own, f"{other.section} {other.row_head}"))
        elif figure.block == anchor.block and figure.column not in (None, anchor.column):
            head = row.heads[figure.column] if figure.column is not None and figure.column < len(row.heads) else ""
            yield _Place(block, figure, _share(own, head))


def _nearby(ranking: Ranking, block: Block) -> Sequence[Block]:
    return ranking.opened.blocks(block.document_id, max(0, block.ordinal - REACH), block.ordinal + REACH)


def _in_prose(ranking: Ranking, block: Block, anchor: Figure, own: Sought) -> Iterator[_Place]:
    """Give the figures of the anchor's unit in its paragraph, in the items of its list and in the next paragraphs."""
    beside = {b.ordinal: b for b in _nearby(ranking, block) if b.row is None and _is_beside(b, block)}
    for figure in ranking.opened.snapshot.catalogue.register.of_blocks(block.document_id, set(beside)):
        alike = figure.unit == anchor.unit or (
            ranking.question.unit is not None and fits_unit(ranking.question, figure)
        )
        if figure.id != anchor.id and alike and figure.role is anchor.role:
            # "211 (or 47.6%) live elsewhere": what the first of two forms counts stands behind the other.
            words = figure.measure or beside[figure.block].text
            yield _Place(beside[figure.block], figure, _share(own, f"{words} {figure.breakdown}"))


def _is_beside(other: Block, block: Block) -> bool:
    if block.parent is not None:
        return block.parent in (other.parent, other.ordinal)
    close = abs(other.ordinal - block.ordinal) <= NEXT and other.headings == block.headings
    return close or other.parent == block.ordinal


def _candidate(ranking: Ranking, place: _Place) -> FigureCandidate | None:
    """Give the figure as a candidate of its sentence or row."""
    block = place.block
    ranked = candidates(ranking.opened, ranking.question, [alone(block, 1.0)], ranking.sought, ranking.filters)
    here = [one for one in ranked if one.block.id == block.id]
    figures = figure_candidates(ranking.opened, ranking.question, here, ranking.sought)
    return next((one for one in figures if one.figure.id == place.figure.id), None)
