"""The figures of all papers that state what a figure states with another value, found in the register."""

from __future__ import annotations

from assistant.figures.conflicts import NEAR, state_one_thing
from assistant.opened import Opened
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.ranking.features import Features
from assistant.ranking.figure_candidates import FigureCandidate, figure_candidates
from corpus.figures import Figure
from corpus.language.sentences import sentences
from corpus.records import Standing


def rivals(opened: Opened, question: Question, sought: Sought, figure: Figure) -> list[FigureCandidate]:
    """Give the figures of the papers held that state one thing with another value than a figure does.

    They come as candidates without what retrieval knows of their passages; those of replaced papers are left out.
    """
    if not figure.value:
        return []
    value = abs(figure.value)
    kept = [
        one
        for one in opened.snapshot.catalogue.register.between(figure, value / NEAR, value * NEAR)
        if one.document_id in opened.documents
        and state_one_thing(opened, figure, one)
        and opened.paper_at(one.document_id, one.block).standing is not Standing.SUPERSEDED
    ]
    candidates = (_candidate(opened, one, len(sought.groups)) for one in kept)
    spans = {(candidate.block.id, candidate.start): candidate for candidate in candidates}
    wanted = {one.id for one in kept}
    found = figure_candidates(opened, question, list(spans.values()), sought, looked_at=len(spans))
    return [one for one in found if one.figure.id in wanted]


def _candidate(opened: Opened, figure: Figure, groups: int) -> Candidate:
    """Give the sentence or row that a figure stands in, with nothing that speaks for it."""
    block = opened.blocks(figure.document_id, figure.block, figure.block)[0]
    bounds = [(0, len(block.text))] if block.row else sentences(block.text)
    start, end = next((bound for bound in bounds if bound[0] <= figure.start < bound[1]), (0, len(block.text)))
    nothing = (False,) * groups
    return Candidate(block, start, end, Features(), 0.0, None, nothing, nothing, nothing, nothing)
