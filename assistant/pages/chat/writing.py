"""What a language model writes in the chat: asked about first, shown sentence by sentence, to be stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from assistant.answers import Answer, Citation
from assistant.pages import frame
from assistant.pages.chat.conversation import Text, Turn
from assistant.pages.library import Library
from assistant.printing import written_words
from assistant.safe import as_html
from corpus.errors import ScrutineerError

if TYPE_CHECKING:
    from assistant.writing.tasks import Wanted

LOOKS = 0.5
"""Seconds between two looks at what has been written."""
DECLINED = "model-declined"
OFFERED = {
    "resident": "Explain for a resident",
    "comparison": "Compare in prose",
    "questions": "Draft scrutiny questions",
    "report": "Summarise the first source’s paper",
    "meeting": "Summarise that paper’s meeting",
}
"""What may be written beside an answer: the tasks by name, and the two kinds of summary."""
WRITES = "Being written by {model}, each sentence checked before it is shown."


def begin(shelf: Library, who: str, turn: Turn, earlier: Sequence[str]) -> None:
    """Begin to have a new answer written, where a model is set and its use is agreed to."""
    if turn.answer is None:
        return
    answer = turn.answer
    with _plainly(turn):
        writer = shelf.writer()
        if writer is None:
            return

        def wanted() -> Wanted | str:
            from assistant.writing.tasks import to_answer

            with shelf.answering.gate.answering():
                return to_answer(shelf.assistant, answer, earlier, turn.filters, with_exempt=writer.endpoint.local)

        _ask_or_begin(shelf, who, turn, wanted)


def settle(turn: Turn) -> None:
    """Take what has been written to its end into the turn."""
    job = turn.job
    if job is None or job.done is None or turn.answer is None:
        return
    from assistant.writing.writer import in_place_of

    turn.job = None
    if job.title:
        turn.texts.append(Text(job.title, job.done))
    else:
        turn.plain, turn.answer = turn.answer, in_place_of(turn.answer, job.done)


def citations(turn: Turn) -> tuple[Citation, ...]:
    """Give the sources of a turn: those of its answer, then those of what was written beside it."""
    every: dict[int, Citation] = {}
    for cited in (turn.answer.citations if turn.answer else (), *(text.done.citations for text in turn.texts)):
        every |= {one.n: one for one in cited if one.n not in every}
    return tuple(every.values())


def progress(number: int, turn: Turn, linked: Callable[[str], str]) -> None:
    """Show what has been written so far, with the button that stops it; the page is shown anew at its end."""
    job = turn.job
    if job is None:
        return

    @st.fragment(run_every=LOOKS)
    def look() -> None:
        if job.done is not None:
            st.rerun()
        title = f"<h3 class='written'>{as_html(job.title)}</h3>" if job.title else ""
        text = " ".join(linked(line) for line in job.lines)
        st.html(
            f"{title}<div class='answer writing' role='status'><p>{text}</p></div>"
            f"<p class='small'>{as_html(job.says or WRITES.format(model=job.writer.endpoint.model))}</p>"
        )
        st.button("Stop", key=f"stop-{number}", on_click=job.stop)

    look()


def agreement(shelf: Library, who: str, number: int, turn: Turn) -> None:
    """Say what would leave the house, and ask, where a text waits for that."""
    if turn.waits is None:
        return
    with _plainly(turn):
        writer = shelf.writer()
        if writer is None:
            return
        with st.container(border=True, key=f"agreement-{number}"):
            st.html(
                f"<h3 class='written'>Have it written by {as_html(writer.endpoint.whose)}?</h3>"
                f"<p>{as_html(writer.allowance.sent)}</p>"
            )
            with st.container(horizontal=True, gap="small"):
                st.button("Agree and send", key=f"agree-{number}", on_click=_agree, args=(shelf, who, turn))
                st.button("Keep to the papers’ words", key=f"decline-{number}", on_click=_decline, args=(turn,))


def offer(shelf: Library, who: str, number: int, turn: Turn) -> None:
    """Offer what may be written beside an answer that has sources."""
    if turn.answer is None or not turn.answer.citations:
        return
    with _plainly(turn):
        if shelf.writer() is None:
            return
        with st.popover("Have written", help="By the language model that is set, from the sources shown"):
            for name, words in OFFERED.items():
                st.button(words, key=f"write-{number}-{name}", on_click=_write, args=(shelf, who, turn, name))


def notes(shelf: Library, who: str, turn: Turn, *, latest: bool) -> list[str]:
    """Say how the model had its part in a turn and, for the latest one, what was used today."""
    said = [turn.trouble]
    if turn.answer is not None and turn.answer.written is not None:
        said.append(written_words(turn.answer.written))
    with _plainly(turn):
        writer = shelf.writer() if latest and turn.answer is not None and turn.answer.written is not None else None
        if writer is not None:
            said.append(writer.allowance.today(who))
    return said


def beside(turn: Turn, linked: Callable[[str], str]) -> None:
    """Show what was written beside an answer, and what came of it."""
    for text in turn.texts:
        body = f"<div class='answer'><p>{linked(text.done.text)}</p></div>" if text.done.text else ""
        st.html(f"<h3 class='written'>{as_html(text.title)}</h3>{body}")
        frame.small(written_words(text.done.written))


def _write(shelf: Library, who: str, turn: Turn, name: str) -> None:
    answer = turn.answer
    if answer is None:
        return
    with _plainly(turn):
        writer = shelf.writer()
        if writer is None:
            return
        exempt = writer.endpoint.local

        def wanted() -> Wanted | str:
            found = _beside(shelf, turn.plain or answer, name, with_exempt=exempt)
            return found if isinstance(found, str) else replace(found, known=citations(turn))

        _ask_or_begin(shelf, who, turn, wanted, OFFERED[name])


def _beside(shelf: Library, answer: Answer, name: str, *, with_exempt: bool) -> Wanted | str:
    from assistant.writing.tasks import Task, about_answer, to_summarise

    opened = shelf.assistant.opened()
    if name not in {"report", "meeting"}:
        return about_answer(opened, answer, Task(name), with_exempt=with_exempt)
    first = answer.citations[0]
    document = opened.documents.get(first.document.id)
    if document is None:
        return "Its paper is no longer held."
    paper = opened.paper(first.block) if name == "report" else None
    return to_summarise(opened, document, paper, with_exempt=with_exempt)


def _ask_or_begin(shelf: Library, who: str, turn: Turn, wanted: Callable[[], Wanted | str], title: str = "") -> None:
    """Begin a text; where its sending is to be agreed to first, have it wait for that."""
    from assistant.pages.chat.job import Job

    writer = shelf.writer()
    if writer is None:
        return
    job = Job(writer, who, wanted, title)
    if not writer.allowance.must_agree(who):
        turn.job = job.begin()
    elif title or not st.session_state.get(DECLINED):
        turn.waits = job


def _agree(shelf: Library, who: str, turn: Turn) -> None:
    with _plainly(turn):
        writer = shelf.writer()
        if writer is None or turn.waits is None:
            return
        writer.allowance.agree(who)
        st.session_state.pop(DECLINED, None)
        turn.job, turn.waits = turn.waits.begin(), None


def _decline(turn: Turn) -> None:
    turn.waits = None
    st.session_state[DECLINED] = True


@contextmanager
def _plainly(turn: Turn) -> Iterator[None]:
    """Keep an error of ours as the turn's trouble, to be shown; the answer is not touched by it."""
    try:
        yield
    except ScrutineerError as error:
        turn.trouble = str(error)
