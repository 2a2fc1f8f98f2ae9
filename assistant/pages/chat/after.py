"""What can be done with an answer: ask on from it, say whether it helped, take it along, send it on."""

from __future__ import annotations

import logging

import streamlit as st

from assistant.answers import Answer
from assistant.exports.conversation import as_text
from assistant.kept.feedback import REASONS
from assistant.pages import frame
from assistant.pages.chat import conversation, links, writing
from assistant.pages.chat.conversation import Turn
from assistant.pages.library import Library
from assistant.safe import as_label
from corpus.errors import ScrutineerError

logger = logging.getLogger(__name__)
THANKS = "Noted. Thank you."


def show(shelf: Library, who: str, number: int, turn: Turn, *, latest: bool) -> None:
    """Show what can be done with a turn that was answered."""
    if turn.answer is None:
        return
    with st.container(key=f"after-{number}", horizontal=True, gap="small", vertical_alignment="center"):
        _feedback(shelf, who, number, turn.answer)
        with st.popover("Copy", help="The answer with its sources, as text"):
            st.code(as_text(turn.answer), language=None, wrap_lines=True)
        with st.popover("Link", help="An address that asks this again"):
            st.html("<p>Whoever opens it has this question asked of the papers.</p>")
            st.code(_address(turn), language=None, wrap_lines=True)
        if latest and turn.job is None:
            writing.offer(shelf, who, number, turn)


def offer(shelf: Library, number: int, turn: Turn) -> None:
    """Offer what may be asked next, looked for once: last of all, when everything else is on the screen."""
    if turn.offered is None and turn.answer is not None:
        with shelf.answering.gate.offering() as free:
            st.empty()  # where another question was asked meanwhile, this run ends here and looks for nothing
            if free:
                turn.offered = _looked_for(shelf, number, turn, turn.answer)
    if not turn.offered:
        return
    with st.container(key=f"next-{number}", horizontal=True, gap="small", vertical_alignment="center"):
        st.html("<p class='small'>Ask next</p>", width="content")
        for place, question in enumerate(turn.offered):
            st.button(as_label(question), key=f"next-{number}-{place}", on_click=conversation.press, args=(question,))


def _looked_for(shelf: Library, number: int, turn: Turn, answer: Answer) -> tuple[str, ...]:
    before = [other.question for other in conversation.turns()[:number]][-(conversation.REMEMBERED - 1) :]
    try:
        return shelf.answering.next_to(answer, before, turn.filters)
    except ScrutineerError:
        return ()
    except Exception:
        logger.exception("questions to ask next could not be found")
        return ()


@st.fragment
def _feedback(shelf: Library, who: str, number: int, answer: Answer) -> None:
    given = st.feedback("thumbs", key=f"thumbs-{number}")
    if given is None:
        return
    helpful, reason = bool(given), ""
    if not helpful:
        chosen = st.selectbox("What is wrong?", REASONS, None, key=f"reason-{number}", placeholder="Choose a reason")
        reason = chosen or ""
    try:
        shelf.feedback.give(who, answer.question, answer.text, helpful=helpful, reason=reason)
    except ScrutineerError as error:
        frame.problem(str(error))
        return
    if helpful or reason:
        frame.small(THANKS)


def _address(turn: Turn) -> str:
    base = str(st.context.url or "").split("?")[0]
    return f"{base}{links.address(turn)}"
