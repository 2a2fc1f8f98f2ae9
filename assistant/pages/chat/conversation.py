"""The conversation of one visitor: the turns so far, and how a question becomes the next one."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

import streamlit as st

from assistant.answers import Answer
from assistant.assistant import Assistant
from assistant.pages.wording import FAILED
from assistant.question import LONGEST
from corpus.errors import ScrutineerError
from corpus.store.filters import Filters

logger = logging.getLogger(__name__)
CUT = f"The question was longer than {LONGEST:,} characters; what came after them was left out."
REMEMBERED = 8
"""Earlier questions that a follow-up may lean on."""
TURNS = "turns"
ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, or with the problem that took its place. `limits` says what the filters left in."""

    question: str
    answer: Answer | None = None
    problem: str = ""
    limits: str = ""
    cut: bool = field(default=False)


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
    """Forget the conversation."""
    st.session_state[TURNS] = []


def answer(assistant: Assistant, question: str, cut: bool, filters: Filters, limits: str) -> Turn:
    """Ask the assistant; an error becomes a turn that says so, with the details in the log."""
    history = [turn.question for turn in turns()][-REMEMBERED:]
    try:
        return Turn(question, assistant.ask(question, history, filters), limits=limits, cut=cut)
    except ScrutineerError as error:
        return Turn(question, problem=str(error), limits=limits, cut=cut)
    except Exception:
        logger.exception("a question could not be answered")
        return Turn(question, problem=FAILED, limits=limits, cut=cut)
