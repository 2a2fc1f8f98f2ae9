"""The chat: a question, its answer with [1] marks, and under it a card for each source."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.answers import MARK, Answer, Status
from assistant.opened import Opened
from assistant.pages import frame, wording
from assistant.pages.chat import chips, conversation, sidebar, sources
from assistant.pages.chat.conversation import Turn
from assistant.pages.chat.examples import examples
from assistant.pages.library import Library, Loading
from assistant.pages.safe import as_html
from assistant.printing import glossed, reading

TO_QUESTION = """<script>
(function look(times) {{
  const question = document.getElementById("question-{number}");
  if (question) question.scrollIntoView({{block: "start"}});
  if (times && !(question && question.getBoundingClientRect().top < 100)) setTimeout(look, 100, times - 1);
}})(20);
</script>"""
"""Brings a new question to the head of the screen, so that its answer is the first thing seen; tried again while the
page below it is still being laid out. Given numbers only."""
HEADING = (
    "Ask the papers",
    "Ask a council’s committee papers a question. The answer is in their own words, with the sentence, the paragraph "
    "and the page it stands on.",
)
EVERY = 2.0
"""Seconds between two looks at whether the papers or the language index have changed."""


def show() -> None:
    """Show the page."""
    shelf, opened = frame.begin("Chat")
    talk = st.container(key="talk")
    with st.container(key="asking"):
        # Inside a container Streamlit leaves the scrolling to us; at the page's foot it would run to the end of it.
        typed = st.chat_input("Ask the papers…", key="typed")
        _watch(shelf)
    if opened is not None:
        with talk:
            _talk(shelf, opened, typed)
    shelf.load()  # only now: loading takes the processor from the page's first paint


def _talk(shelf: Library, opened: Opened, typed: str | None) -> None:
    asked = conversation.asked(typed)
    turns = conversation.turns()
    filters, limits = sidebar.show(list(opened.documents.values()), talking=bool(turns or asked))
    if not turns and asked is None:
        frame.heading(*HEADING)
        _examples(opened)
    for number, turn in enumerate(turns):
        with _turn(number, turn.question):
            _said(number, turn, opened if asked is None and number == len(turns) - 1 else None)
    if asked is not None:
        number = len(turns)
        question, cut = asked
        with _turn(number, question):
            st.html(TO_QUESTION.format(number=number), unsafe_allow_javascript=True)
            with st.spinner("Searching the papers…"):
                turn = conversation.answer(shelf.assistant, question, cut, filters, limits)
            turns.append(turn)
            _said(number, turn, opened)


def _examples(opened: Opened) -> None:
    frame.small("For example:")
    for number, question in enumerate(examples(opened.documents.values())):
        st.button(question, key=f"example-{number}", on_click=conversation.press, args=(question,))


def _turn(number: int, question: str) -> DeltaGenerator:
    """Give the container of a turn, its question at the head."""
    container = st.container(key=f"turn-{number}")
    container.html(f"<h2 class='question' id='question-{number}'>{as_html(question)}</h2>")
    return container


def _said(number: int, turn: Turn, opened: Opened | None = None) -> None:
    """Show what was said; with `opened`, for the latest turn, the reading as chips that can be changed."""
    if turn.cut:
        frame.small(conversation.CUT)
    if turn.answer is None:
        frame.problem(turn.problem)
        return
    st.html(_answer(number, turn.answer))
    latest = opened is not None and turn.answer.read is not None and bool(turn.answer.read.subject)
    notes = [wording.covered(turn.answer), glossed(turn.answer) if latest else reading(turn.answer), turn.limits]
    if turn.answer.keywords_only:
        notes.append(wording.KEYWORDS_ONLY)
    frame.small(*notes)
    if opened is not None and turn.answer.read is not None:
        chips.show(number, turn.answer, opened, turn.answer.read)
    for citation in turn.answer.citations:
        sources.card(number, citation)


def _answer(number: int, answer: Answer) -> str:
    """Give an answer's text as HTML, its marks as links to the sources' cards."""
    known = {citation.n for citation in answer.citations}

    def linked(line: str) -> str:
        pieces, end = [], 0
        for match in MARK.finditer(line):
            n = int(match[1])
            link = f"<a href='#{sources.anchor(number, n)}' aria-label='source {n}'>{match[0]}</a>"
            pieces += [as_html(line[end : match.start()]), link if n in known else match[0]]
            end = match.end()
        return "".join(pieces) + as_html(line[end:])

    lines = [line for line in answer.text.split("\n") if line.strip()]
    kind = "answer" if answer.status is Status.ANSWERED else "answer unstated"
    return f"<div class='{kind}' role='status'>{''.join(f'<p>{linked(line)}</p>' for line in lines)}</div>"


def _watch(shelf: Library) -> None:
    """Say how far the language index is, and show the page anew when it or the papers have changed."""
    loading, generation = shelf.loading, shelf.generation()

    @st.fragment(run_every=EVERY)
    def look() -> None:
        if (shelf.loading, shelf.generation()) != (loading, generation):
            st.rerun()
        # The line keeps its place when there is nothing to say, so that nothing moves.
        said = {Loading.UNDER_WAY: wording.LOADING, Loading.FAILED: wording.NOT_LOADED}.get(loading, "")
        st.html(f"<p class='small state' role='status'>{as_html(said if generation else '')}</p>")

    look()
