"""Addresses of the chat: a conversation of one's own, and a question with its limits that anybody can reopen."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from assistant.opened import Opened
from assistant.pages import frame
from assistant.pages.chat import conversation
from assistant.pages.chat.conversation import CURRENT, Turn
from assistant.pages.library import Library
from assistant.questions.question import LONGEST, Question
from corpus.errors import ScrutineerError

ASK, AFTER = "ask", "after"
"""Names in the address: the question, and the questions before it that it leans on."""
LIMITS = {"council": "councils", "committee": "committees", "document": "documents"}
"""Names in the address of what a question is limited to, each with the key of its filter in the sidebar."""
DAYS = ("since", "until")
NOT_YOURS = "That conversation is not kept here: it was deleted, is somebody else's, or was begun in another browser."


def address(turn: Turn) -> str:
    """Give the address that asks a turn's question again: the question, what it leans on, and its limits alone."""
    read = turn.answer.read if turn.answer else None
    pairs = [(ASK, turn.question), *((AFTER, text) for text in _leans_on(read))]
    pairs += [(name, value) for name, field in LIMITS.items() for value in getattr(turn.filters, field)]
    days = ((name, getattr(turn.filters, name)) for name in DAYS)
    pairs += [(name, day.isoformat()) for name, day in days if day]
    return f"?{urlencode(pairs)}"


def asked(opened: Opened) -> tuple[str, bool] | None:
    """Give the question that the address asks, once; what limits it is set in the sidebar."""
    text = st.query_params.get(ASK, "").strip()
    if not text:
        return None
    query = {name: st.query_params.get_all(name) for name in (*LIMITS, *DAYS, AFTER)}
    query["council"] = list(opened.councils_held(query["council"]))
    st.query_params.clear()
    conversation.start_again()
    for name, key in LIMITS.items():
        st.session_state[key] = query[name]
    for name in DAYS:
        st.session_state[name] = _day(query[name])
    conversation.turns().extend(Turn(before[:LONGEST]) for before in query[AFTER][-conversation.REMEMBERED :])
    return text[:LONGEST], len(text) > LONGEST


def reopened(shelf: Library, opened: Opened, who: str) -> None:
    """Put the conversation that the address names on the page, where another one is there."""
    key = st.query_params.get(CURRENT)
    if not key or key == st.session_state.get(CURRENT):
        return
    try:
        with st.spinner("Opening the conversation…"):
            found = conversation.reopen(shelf, opened, who, key)
    except ScrutineerError as error:
        frame.problem(str(error))
        return
    if not found:
        frame.problem(NOT_YOURS)


def _leans_on(question: Question | None) -> list[str]:
    """Give the questions before a question that it leans on, the oldest first."""
    texts = []
    while question is not None and question.inherited is not None:
        question = question.inherited
        texts.append(question.asked or question.text)
    return texts[::-1]


def _day(values: list[str]) -> date | None:
    try:
        return date.fromisoformat(values[0]) if values else None
    except ValueError:
        return None
