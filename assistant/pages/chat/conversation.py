"""The conversation on the page: the turns so far, how a question becomes the next one, and how it is kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from assistant.answers import Answer
from assistant.kept.conversations import KeptTurn
from assistant.opened import Opened
from assistant.pages.answering import Answering
from assistant.pages.library import Library
from assistant.pages.wording import FAILED
from assistant.questions.question import LONGEST
from corpus.errors import ScrutineerError
from corpus.store.filters import Filters

if TYPE_CHECKING:
    from assistant.pages.chat.job import Job
    from assistant.writing.events import Done

logger = logging.getLogger(__name__)
CUT = f"The question was longer than {LONGEST:,} characters; what came after them was left out."
REMEMBERED = 8
"""Earlier questions that a follow-up may lean on."""
TURNS = "turns"
ASKED = "asked"
CURRENT = "conversation"
"""The id of the conversation on the page, absent until its first answer; in the address under the same name."""


@dataclass(frozen=True, slots=True)
class Text:
    """What was written beside an answer, under a title."""

    title: str
    done: Done


@dataclass(slots=True)
class Turn:
    """A question with its answer, or with the problem that took its place.

    `filters` are what it was limited to and `limits` says so in words; `before` is the answer that was given when it
    was first asked, where another one is given now; `offered` are the questions offered next, None until looked for.

    Where a language model is set, `job` is what is being written, `waits` what waits for an agreement, `texts` what was
    written beside the answer, `plain` the answer in the papers' own words, `trouble` what stands in the way.
    """

    question: str
    answer: Answer | None = None
    problem: str = ""
    limits: str = ""
    cut: bool = False
    filters: Filters = field(default_factory=Filters)
    before: str = ""
    offered: tuple[str, ...] | None = None
    job: Job | None = None
    waits: Job | None = None
    texts: list[Text] = field(default_factory=list)
    plain: Answer | None = None
    trouble: str = ""


def turns() -> list[Turn]:
    """Give this visitor's turns, oldest first; the list itself, to be added to."""
    held: list[Turn] = st.session_state.setdefault(TURNS, [])
    return held


def asked(text: str | None) -> tuple[str, bool] | None:
    """Give the question that waits for an answer, trimmed, and whether it was cut; None where there is none."""
    waiting = text or st.session_state.pop(ASKED, None) or ""
    question = str(waiting).strip()
    return (question[:LONGEST], len(question) > LONGEST) if question else None


def press(question: str) -> None:
    """Take up a question that was pressed rather than typed."""
    st.session_state[ASKED] = question


def start_again() -> None:
    """Begin anew; the conversation so far stays kept."""
    st.session_state[TURNS] = []
    st.session_state.pop(CURRENT, None)
    st.query_params.clear()


def answer(answering: Answering, question: str, cut: bool, filters: Filters, limits: str) -> Turn:
    """Have a question answered; an error becomes a turn that says so, with the details in the log."""
    history = [turn.question for turn in turns()][-REMEMBERED:]
    turn = Turn(question, limits=limits, cut=cut, filters=filters)
    try:
        turn.answer = answering.answer(question, history, filters)
    except ScrutineerError as error:
        turn.problem = str(error)
    except Exception:
        logger.exception("a question could not be answered")
        turn.problem = FAILED
    return turn


def keep(shelf: Library, person: str, turn: Turn) -> None:
    """Keep an answered turn in the conversation on the page, which begins with the first; name it in the address.

    What is kept are the papers' own words, also where a language model wrote others: opened again, it asks none.
    What cannot be kept is logged, and the page goes on.
    """
    said = turn.plain or turn.answer
    if said is None:
        return
    kept = KeptTurn(turn.question, turn.filters, said.text, datetime.now(UTC))
    try:
        current = st.session_state.get(CURRENT)
        if current is None or not shelf.conversations.add(person, current, kept):
            shelf.conversations.forget(shelf.assistant.settings.keep_days)
            current = shelf.conversations.begin(person, turn.question)
            shelf.conversations.add(person, current, kept)
    except ScrutineerError:
        logger.exception("a conversation could not be kept")
        return
    st.session_state[CURRENT] = current
    st.query_params.from_dict({CURRENT: current})


def reopen(shelf: Library, opened: Opened, person: str, conversation: str) -> bool:
    """Put a kept conversation on the page, each question asked again of the papers as they are now.

    Tells whether there is such a conversation of this person. An answer that is another one now is marked so.
    """
    kept = shelf.conversations.turns(person, conversation)
    if not kept:
        return False
    st.session_state[TURNS] = []
    for one in kept:
        filters = replace(one.filters, councils=opened.councils_held(one.filters.councils))
        turn = answer(shelf.answering, one.question, False, filters, "")
        if turn.answer is None or turn.answer.text != one.answer:
            turn.before = one.answer
        turns().append(turn)
    st.session_state[CURRENT] = conversation
    return True
