"""The chat: a question, its answer with [1] marks, and under it a card for each source."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.answers import MARK, Answer, Citation, Status
from assistant.opened import Opened
from assistant.pages import frame, wording
from assistant.pages.chat import after, chart, chips, conversation, links, sidebar, sources, writing
from assistant.pages.chat import shelf as kept
from assistant.pages.chat.conversation import Turn
from assistant.pages.chat.examples import examples
from assistant.pages.chat.values import values
from assistant.pages.library import Library, Loading
from assistant.pages.person import person
from assistant.printing import DOUBTFUL, glossed, reading
from assistant.safe import as_html

TO_QUESTION = """<script>
(function () {{
  let left = 30;
  for (const done of ["wheel", "pointerdown", "keydown"]) addEventListener(done, () => left = 0, {{once: true}});
  (function look() {{
    const question = document.getElementById("question-{number}");
    const top = question ? question.getBoundingClientRect().top : 0;
    if (left > 0 && (top < 0 || top > 100)) question.scrollIntoView({{block: "start"}});
    if (left-- > 0) setTimeout(look, 100);
  }})();
}})();
</script>"""
"""Brings a new question to the head of the screen, so that its answer is the first thing seen, and holds it there for
the three seconds in which the page below it is laid out, or until somebody does something. Given numbers only."""
HEADING = (
    "Ask the papers",
    "Ask a council’s committee papers a question. The answer is in their own words, with the sentence, the paragraph "
    "and the page it stands on.",
)
EVERY, SELDOM = 2.0, 10.0
"""Seconds between two looks at whether the language index is loaded, and then at whether the papers have changed: each
look of each page that is open is a run of its own."""


def show() -> None:
    """Show the page."""
    shelf, opened = frame.begin("Chat")
    who = person()
    talk = st.container(key="talk")
    with st.container(key="asking"):
        # Inside a container Streamlit leaves the scrolling to us; at the page's foot it would run to the end of it.
        typed = st.chat_input("Ask the papers…", key="typed", disabled=opened is None)
        _watch(shelf, can_answer=opened is not None)
    if opened is not None:
        with talk:
            _talk(shelf, opened, who, typed)
    shelf.load()  # only now: loading takes the processor from the page's first paint


def _talk(shelf: Library, opened: Opened, who: str, typed: str | None) -> None:
    asked = conversation.asked(typed) or links.asked(opened)
    if asked is None:
        links.reopened(shelf, opened, who)
    turns = conversation.turns()
    filters, limits = sidebar.show(list(opened.documents.values()))
    opening = st.empty()  # emptied at once by the first question, not when its answer is done
    if not turns and asked is None:
        with opening.container():
            frame.heading(*HEADING)
            _examples(opened)
    place = None
    for number, turn in enumerate(turns):
        latest = asked is None and number == len(turns) - 1
        with _turn(number, turn.question)[0]:
            place = _said(shelf, who, number, turn, opened if latest else None)
    if asked is not None:
        number = len(turns)
        question, cut = asked
        container, waiting = _turn(number, question, TO_QUESTION.format(number=number))
        with container:
            with waiting, st.spinner("Searching the papers…"):
                turn = conversation.answer(shelf.answering, question, cut, filters, limits)
            earlier = [other.question for other in turns][-conversation.REMEMBERED :]
            turns.append(turn)
            writing.begin(shelf, who, turn, earlier)
            place = _said(shelf, who, number, turn, opened)
        conversation.keep(shelf, who, turn)
    with st.sidebar:
        kept.show(shelf, who)
    if place is not None:
        with place:
            after.offer(shelf, len(turns) - 1, turns[-1])


def _examples(opened: Opened) -> None:
    frame.small("For example:")
    for number, question in enumerate(examples(opened.documents.values())):
        st.button(question, key=f"example-{number}", on_click=conversation.press, args=(question,))


def _turn(number: int, question: str, script: str = "") -> tuple[DeltaGenerator, DeltaGenerator]:
    """Give the container of a turn, its question at the head, and the place beneath for what is said while it waits.

    The place is there in every run: what stands after it is then the same for the browser, and nothing moves.
    """
    container = st.container(key=f"turn-{number}")
    head = f"<h2 class='question' id='question-{number}'>{as_html(question)}</h2>"
    container.html(head)
    running = container.empty()  # by itself: what may run holds no word of a question
    if script:
        running.html(script, unsafe_allow_javascript=True)
    return container, container.empty()


def _said(shelf: Library, who: str, number: int, turn: Turn, opened: Opened | None) -> DeltaGenerator | None:
    """Show what was said, its sources beside it; with `opened`, for the latest turn, how it was read.

    Gives the place for what may be asked next, None where nothing was answered.
    """
    if turn.cut:
        frame.small(conversation.CUT)
    writing.settle(turn)
    answer = turn.answer
    if answer is None:
        frame.problem(turn.problem)
        return None
    cited = writing.citations(turn)

    def linked(text: str) -> str:
        return _linked(number, cited, text)

    if turn.job is not None and not turn.job.title:
        writing.progress(number, turn, linked)
        return None
    said, beside = st.columns([3, 2], gap="medium") if cited else (st.container(), None)
    with said:
        st.html(values(number, answer) + _answer(answer, linked))
        if answer.doubtful:
            st.html(f"<p class='problem' role='note'>{DOUBTFUL}</p>")
        if isinstance(papers := shelf.opened(), Opened):
            chart.show(number, papers, answer)
        frame.small(*_notes(turn, answer, latest=opened is not None))
        frame.small(*writing.notes(shelf, who, turn, latest=opened is not None))
        if opened is not None and answer.read is not None:
            chips.show(number, answer, opened, answer.read)
        writing.agreement(shelf, who, number, turn)
        writing.beside(turn, linked)
        writing.progress(number, turn, linked)
        after.show(shelf, who, number, turn, latest=opened is not None)
        place = st.container()
    if beside is not None:
        with beside:
            for citation in cited:
                sources.card(number, citation)
    return place


def _notes(turn: Turn, answer: Answer, *, latest: bool) -> list[str]:
    """Give what stands beneath an answer in small letters: what is held, how it was read, what it was limited to."""
    chips_show_it = latest and answer.read is not None and bool(answer.read.subject)
    notes = [wording.covered(answer), glossed(answer) if chips_show_it else reading(answer), turn.limits]
    if answer.keywords_only:
        notes.append(wording.KEYWORDS_ONLY)
    if turn.before:
        notes.append(wording.ANSWERED_BEFORE.format(answer=turn.before))
    return notes


def _answer(answer: Answer, linked: Callable[[str], str]) -> str:
    """Give an answer's text as HTML, its marks as links to the sources' cards."""
    lines = [line for line in answer.text.split("\n") if line.strip()]
    kind = "answer" if answer.status is Status.ANSWERED else "answer unstated"
    return f"<div class='{kind}' role='status'>{''.join(f'<p>{linked(line)}</p>' for line in lines)}</div>"


def _linked(number: int, cited: Sequence[Citation], text: str) -> str:
    """Give a text as HTML, its marks as links to the cards of the sources cited."""
    known = {citation.n for citation in cited}
    pieces, end = [], 0
    for match in MARK.finditer(text):
        n = int(match[1])
        link = f"<a href='#{sources.anchor(number, n)}' aria-label='source {n}'>{match[0]}</a>"
        pieces += [as_html(text[end : match.start()]), link if n in known else match[0]]
        end = match.end()
    return "".join(pieces) + as_html(text[end:])


def _watch(shelf: Library, *, can_answer: bool) -> None:
    """Say how far the language index is, and show the page anew when it or the papers have changed."""
    loading, generation = shelf.loading, shelf.generation()

    @st.fragment(run_every=EVERY if loading is Loading.UNDER_WAY else SELDOM)
    def look() -> None:
        if (shelf.loading, shelf.generation()) != (loading, generation):
            st.rerun()
        # The line keeps its place when there is nothing to say, so that nothing moves.
        said = {Loading.UNDER_WAY: wording.LOADING, Loading.FAILED: wording.NOT_LOADED}.get(loading, "")
        st.html(f"<p class='small state' role='status'>{as_html(said if can_answer else '')}</p>")

    look()
