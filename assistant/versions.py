"""What was published twice is said once, and what was replaced gives way to what replaced it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.candidates import Candidate
from assistant.opened import Opened
from assistant.retrieval import Found
from corpus.records import Block, Paper, Standing

_ORDER = {Standing.APPROVED: 0, Standing.CURRENT: 1, Standing.DRAFT: 2, Standing.SUPERSEDED: 3}
"""Of two places that say the same, the one of the firmer standing is cited."""
AS_WELL = 0.8
"""Share of its score that the best candidate of the paper that stands now must have for a replaced one to go."""
LONG = 40
"""Characters from which on two blocks that say the same are one text published twice, and not a phrase."""


def standing_ones(opened: Opened, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Leave out candidates of replaced papers where the paper that stands now says it about as well."""
    best: dict[str, float] = {}
    for candidate in ranked:
        paper = opened.paper(candidate.block).id
        best[paper] = max(candidate.score, best.get(paper, 0.0))
    kept = []
    for candidate in ranked:
        as_well = {paper for paper, score in best.items() if score >= AS_WELL * candidate.score}
        if not _gives_way(opened.paper(candidate.block), as_well):
            kept.append(candidate)
    return kept


def standing_first(opened: Opened, found: Sequence[Found]) -> list[Found]:
    """Move passages of replaced papers behind the others where the paper that stands now is among them."""
    papers = [opened.paper_at(each.chunk.document_id, each.chunk.first_block) for each in found]
    held = {paper.id for paper in papers}
    gone = [_gives_way(paper, held) for paper in papers]
    return [f for f, old in zip(found, gone, strict=True) if not old] + [
        f for f, old in zip(found, gone, strict=True) if old
    ]


def _gives_way(paper: Paper, held: set[str]) -> bool:
    return paper.standing is Standing.SUPERSEDED and paper.settled_by in held


def best_place(opened: Opened, block: Block) -> tuple[Block, tuple[Block, ...]]:
    """Give the place at which a block is best cited, and the other places that say the same.

    Only other papers count that are the block's paper's twins: the same sentence in unrelated papers is not the same
    text.
    """
    if len(block.text) < LONG:
        return block, ()
    twins = opened.twins(opened.paper(block).id)
    same = [other for other in opened.snapshot.catalogue.same_blocks(block) if opened.paper(other).id in twins]
    if not same:
        return block, ()
    first, *rest = sorted([block, *same], key=lambda one: _ORDER[opened.paper(one).standing])
    return first, tuple(rest)
