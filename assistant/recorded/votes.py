"""Recorded votes: how many and who were for and against, as the minutes or the record of the decision have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.opened import Opened
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.recorded.entries import entries, spellings
from assistant.said import Said
from corpus.findings import Ballot, Decision, Vote
from corpus.language.stems import stems
from corpus.records import Block, Document
from corpus.store.recorded import Kind

VOTED = re.compile(r"\b(?:votes?|voted|voting|abstain\w*|abstention\w*|unanimous\w*|show of hands)\b", re.IGNORECASE)
CHOICES = {
    "For": re.compile(r"\b(?:for|in favour|favour(?:ed)?|supported|backed)\b", re.IGNORECASE),
    "Against": re.compile(r"\b(?:against|opposed)\b", re.IGNORECASE),
    "Abstain": re.compile(r"\babst\w+", re.IGNORECASE),
}
"""The choices of a ballot, by the words of a question that ask for one."""
FOR_WHAT = re.compile(r"\bvot(?:e|es|ed|ing) for\b|\bin favour\b", re.IGNORECASE)
"""Where "for" names a choice; elsewhere it is any other "for"."""
WHO = re.compile(r"\b(?:who|whos|which (?:cllrs?|councillors?|members?)|names?)\b", re.IGNORECASE)
VOTE_STEMS = frozenset(
    stems(
        "vote votes voted voting abstain abstained abstention abstentions against favour motion unanimous unanimously "
        "recorded carried lost proposal councillor councillors cllr cllrs member members cabinet committee council "
        "result outcome split resolution decision show hands"
    )
)
"""Words of a question that ask for a vote: they stand with every vote or with none."""
AT_LEAST = 0.6
"""Share of the subject's words that must stand in what was voted on."""
DATED = 0.3
"""What a vote gains at a meeting of the time asked for, and loses at another."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote with the document that records it, and how well it fits a question, 0 to 1 and a little more."""

    document: Document
    vote: Vote
    fit: float


def voted(opened: Opened, question: Question, sought: Sought) -> tuple[Said, ...]:
    """Give how the vote that a question is about went, or who cast it one way; nothing where none is recorded."""
    if not VOTED.search(question.text):
        return ()
    best = max(_cast(opened, question, sought), key=lambda one: one.fit, default=None)
    if best is None or best.fit < AT_LEAST:
        return ()
    choice = _choice(question.text)
    if WHO.search(question.text) and not any(one.names for one in best.vote.ballots if choice in ("", one.choice)):
        return ()  # how many is not who
    return vote_said(opened, best.document, best.vote, choice)


def vote_on(opened: Opened, document: Document, decisions: tuple[Decision, ...]) -> tuple[Said, ...]:
    """Give the vote on the decisions of one minute; nothing where none is recorded."""
    first = decisions[0]
    for vote in opened.findings(document.id).votes:
        if vote.paper == first.paper and vote.minute == first.minute:
            return vote_said(opened, document, vote, "")
    return ()


def vote_said(opened: Opened, document: Document, vote: Vote, choice: str) -> tuple[Said, ...]:
    """Give a vote in the paper's words, of one `choice` only where it stands by itself or with its number."""
    blocks = {block.ordinal: block for block in _blocks(opened, document, vote)}
    ballot = next((one for one in vote.ballots if one.choice == choice), None)
    pieces = []
    for span in vote.spans:
        block = blocks[span.block]
        if ballot is not None and block.row and not _is_of(block, ballot):
            continue
        words = _row_words(block.row.cells) if block.row else block.text[span.start : span.end]
        if ballot is not None and not block.row and ballot.count is not None and str(ballot.count) in words:
            names = f" ({', '.join(ballot.names)})" if ballot.names else ""
            words = f"{ballot.choice}: {ballot.count}{names}"
        pieces.append(Said(words, block, span.start, span.end))
    return tuple(pieces)


def _cast(opened: Opened, question: Question, sought: Sought) -> Iterator[Cast]:
    asked = [one.period for one in question.periods]
    of_voting = [any(set(s) <= VOTE_STEMS for s in group) for group in sought.groups]
    subject = [own and not other for own, other in zip(sought.core, of_voting, strict=True)]
    weights = [r if own else 0.0 for r, own in zip(sought.rarity, subject, strict=True)]
    for entry in entries(opened, Kind.VOTE, spellings(sought, subject), question):
        document, paper = opened.documents[entry.document_id], opened.papers(entry.document_id)[entry.paper]
        (vote,) = entry.records(Vote)
        found = sought.found(stems(entry.words))
        fit = sum(w for w, here in zip(weights, found, strict=True) if here) / (sum(weights) or 1.0)
        day = paper.meeting_date or document.meeting_date
        dated = day is not None and any(period.first <= day <= period.last for period in asked)
        if not any(subject):
            fit = float(dated)  # "how did members vote on 12 March 2019"
        late = (DATED if dated else -DATED) if asked and day is not None else 0.0
        yield Cast(document, vote, fit + late)


def _choice(text: str) -> str:
    """Give the one choice that a question asks for; empty where it asks for the vote as a whole."""
    for choice in ("Abstain", "Against"):
        if CHOICES[choice].search(text):
            return choice
    return "For" if FOR_WHAT.search(text) else ""


def _is_of(block: Block, ballot: Ballot) -> bool:
    label = block.row.cells[0] if block.row else ""
    return CHOICES[ballot.choice].search(label) is not None if ballot.choice in CHOICES else label == ballot.choice


def _row_words(cells: tuple[str, ...]) -> str:
    label, *rest = filter(None, cells)
    return f"{label}: {'; '.join(rest)}" if rest else label


def _blocks(opened: Opened, document: Document, vote: Vote) -> Sequence[Block]:
    ordinals = [span.block for span in vote.spans]
    return opened.blocks(document.id, min(ordinals), max(ordinals))
