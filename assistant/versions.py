"""What was published twice is said once, and what was replaced gives way to what replaced it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.opened import Opened
from assistant.ranking.candidates import Candidate
from assistant.retrieval.fusion import Found
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
    return [
        candidate
        for candidate in ranked
        if (now := _replaced_by(opened.paper(candidate.block))) not in best or best[now] < AS_WELL * candidate.score
    ]


def standing_first(opened: Opened, found: Sequence[Found]) -> list[Found]:
    """Move passages of replaced papers behind the others where the paper that stands now is among them."""
    papers = [opened.paper_at(each.chunk.document_id, each.chunk.first_block) for each in found]
    held = {paper.id for paper in papers}
    gives_way = [_replaced_by(paper) in held for paper in papers]
    return [each for _, each in sorted(zip(gives_way, found, strict=True), key=lambda pair: pair[0])]


def _replaced_by(paper: Paper) -> str:
    """Give the id of the paper that replaced one, empty for a paper that stands."""
    return paper.settled_by if paper.standing is Standing.SUPERSEDED else ""


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
