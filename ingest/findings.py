"""What papers decide, record and ask for, put together: one reading of each paper by what it is."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.findings import NO_FINDINGS, Findings
from corpus.records import Block, Paper
from ingest.actions import tracked_of
from ingest.attendance import attendance_of
from ingest.claims import agreed_of, replaced_of
from ingest.decisions import decisions_of, is_record, recorded_of
from ingest.declarations import declarations_of
from ingest.minutes import is_minutes, minutes_of
from ingest.recommendations import recommendations_of
from ingest.undertakings import undertakings_of
from ingest.votes import votes_of


def findings_of(blocks: Sequence[Block], papers: Sequence[Paper]) -> Findings:
    """Give what is found in the papers of a document, each kind in reading order.

    Papers whose blocks are withheld give nothing.
    """
    found = NO_FINDINGS
    for paper in papers:
        own = paper.own(blocks)
        if own:
            found += _of_paper(paper, own)
    return found


def _of_paper(paper: Paper, blocks: Sequence[Block]) -> Findings:
    if is_minutes(paper, blocks):
        return _of_minutes(paper, blocks)
    tracked = tracked_of(paper, blocks)
    claims = replaced_of(paper, blocks)
    if is_record(paper, blocks):
        decisions = recorded_of(paper, blocks)
        votes, declarations = votes_of(paper, blocks, ()), declarations_of(paper, blocks, ())
        return Findings(decisions=decisions, votes=votes, declarations=declarations, actions=tracked, claims=claims)
    return Findings(decisions=recommendations_of(paper, blocks), actions=tracked, claims=claims)


def _of_minutes(paper: Paper, blocks: Sequence[Block]) -> Findings:
    minutes = minutes_of(paper, blocks)
    decisions = decisions_of(paper, blocks, minutes)
    asked = (*undertakings_of(paper, blocks, minutes, decisions), *tracked_of(paper, blocks))
    return Findings(
        minutes,
        decisions,
        votes_of(paper, blocks, minutes),
        attendance_of(paper, blocks, minutes),
        declarations_of(paper, blocks, minutes),
        tuple(sorted(asked, key=lambda action: (action.spans[0].block, action.spans[0].start))),
        agreed_of(paper, blocks, minutes, decisions),
    )
