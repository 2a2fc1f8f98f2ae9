"""Several actions of one tracker: those in a state, those of an owner, those due at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.opened import Opened
from assistant.questions.question import WORD, Asks, Question
from assistant.questions.sought import Sought
from assistant.recorded.entries import entries
from assistant.said import Said
from corpus.findings import Action
from corpus.language.forms import forms_of
from corpus.language.periods import find_periods
from corpus.language.stems import stems
from corpus.records import Document, Paper
from corpus.store.recorded import Kind

SEVERAL = re.compile(
    r"\b(?:which|what|list|name|show|any)\b.*\b(?:actions|recommendations|requests|milestones|tasks)\b", re.I
)
THEMSELVES = re.compile(
    r"\b(?:which|list|name|show)\b(?: [\w’'-]+){0,3}? (?:actions|recommendations|requests|milestones|tasks)\b", re.I
)
"""Asks for the actions, whatever else its words ask for: "which actions are past their due date";
"what was the deadline for implementing the recommendations" does not."""
DUE = re.compile(r"\b(?:due|deadlines?|by the end of|expected)\b", re.IGNORECASE)
WORDS = 115
"""Words of the actions that are given."""
EACH = 22
"""Words of one."""
LOOKED_AT = 1_000
"""Actions with words of the question that are looked at: many are in one state, and of one owner."""
DATED = 0.5
"""What a tracker of the time asked for gains."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """The actions of one paper that a question asks for, and how well the paper fits it, with its day."""

    document: Document
    paper: Paper
    actions: tuple[Action, ...]
    fit: float
    day: str


def tracked(opened: Opened, question: Question, sought: Sought) -> tuple[Said, ...]:
    """Give the actions of one tracker that are in the state, of the owner or due at the time that is asked for."""
    pattern = SEVERAL if question.asks in (Asks.TEXT, Asks.FIGURE) else THEMSELVES
    if not pattern.search(question.text):
        return ()
    best = max(_tracked(opened, question, sought), key=lambda one: (round(one.fit, 2), one.day), default=None)
    if best is None:
        return ()
    pieces = []
    room = WORDS
    for action in best.actions:
        words = (action.text or action.recommendation).split()
        room -= min(len(words), EACH)
        if room < 0:
            break
        text = " ".join(words[:EACH]) + (" …" if len(words) > EACH else "")
        span = action.spans[0]
        block = opened.blocks(best.document.id, span.block, span.block)[0]
        pieces.append(Said(text, block, 0, len(block.text)))
    return tuple(pieces)


def _tracked(opened: Opened, question: Question, sought: Sought) -> Iterator[Tracked]:
    forms = [form for word in WORD.findall(question.text) for form in forms_of(word.casefold())]
    asked = {stem for form in forms for stem in stems(form)}
    found = entries(opened, Kind.ACTION, forms, question, LOOKED_AT)
    for (document_id, ordinal), own in groupby(found, key=lambda entry: (entry.document_id, entry.paper)):
        every = (action for entry in own for action in entry.records(Action))
        actions = tuple(action for action in every if _is_asked_for(action, question, asked))
        if not actions:
            continue
        document, paper = opened.documents[document_id], opened.papers(document_id)[ordinal]
        title = f"{paper.title} {document.title} {document.name}"
        named = [one.period for one in find_periods(title)]
        meeting = paper.meeting_date or document.meeting_date
        dated = any(one.period.meets(period) for one in question.periods for period in named) or any(
            meeting is not None and one.period.first <= meeting <= one.period.last for one in question.periods
        )
        fit = sought.core_share(sought.found(stems(title))) + DATED * dated
        yield Tracked(document, paper, actions, fit, meeting.isoformat() if meeting else "")


def _is_asked_for(action: Action, question: Question, asked: set[str]) -> bool:
    state = set(stems(action.state))
    owner = stems(action.owner.split(",")[0])
    in_state = bool(state) and state <= asked
    owned = len(owner) > 1 and owner[-1] in asked
    due = DUE.search(question.text) is not None and any(
        one.period.covers(found.period) for one in question.periods for found in find_periods(action.deadline)
    )
    return in_state or owned or due
