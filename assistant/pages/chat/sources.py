"""The sources of an answer: a card each, with the quote, the page it stands on, its citation and its file."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import streamlit as st

from assistant.answers import Citation
from assistant.opened import Opened
from assistant.pages import frame, wording
from assistant.pages.addresses import Spot, paper_address
from assistant.pages.library import library
from assistant.pages.paper import drawing, original
from assistant.printing import citation_words
from assistant.safe import as_html
from assistant.showing import PDF, boxes_of
from corpus.errors import ScrutineerError
from corpus.records import Box

logger = logging.getLogger(__name__)
AROUND = 4
"""Blocks shown before and after a passage of a paper that has no pages to draw."""


def anchor(turn: int, n: int) -> str:
    """Name a source's card, for the marks in the answer to jump to."""
    return f"source-{turn}-{n}"


@st.fragment
def card(turn: int, citation: Citation) -> None:
    """Show a source. What is pressed in it redraws this card alone."""
    key = anchor(turn, citation.n)
    with st.container(border=True, key=f"card-{key}"):
        above = " › ".join(citation.context)
        st.html(
            f"<article class='source' id='{key}' tabindex='-1'>"
            f"<h3><span>{citation.n}</span>{as_html(citation.title)}</h3>"
            f"{_line(wording.whose(citation))}{_line(wording.where(citation))}{_line(above)}"
            f"{''.join(_line(wording.elsewhere(place)) for place in citation.also)}"
            f"<blockquote>“{as_html(citation.quote)}”</blockquote></article>"
        )
        opened = library().opened()
        if isinstance(opened, ScrutineerError) or not _still_held(opened, citation):
            st.html(_line(wording.GONE))
            return
        shown = _buttons(key, citation, opened)
        if shown:
            _page(key, opened, citation)


def _buttons(key: str, citation: Citation, opened: Opened) -> bool:
    """Show what can be done with a source; tell whether its page is to be shown."""
    thing = "page" if citation.document.media_type == PDF else "passage"
    shown: bool = st.session_state.get(f"open-{key}", False)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        label = f"Close {thing}" if shown else f"Open {thing}"
        st.button(label, key=f"page-{key}", on_click=_turn_over, args=(key,))
        with st.popover("Copy citation"):
            st.code(citation_words(citation), language=None, wrap_lines=True)
        spot = Spot.of(citation.block, citation.start, citation.end, citation.page)
        st.html(
            f"<p class='act'><a href='{as_html(paper_address(spot))}' target='_self'>In the paper</a></p>",
            width="content",
        )
        original.offer(f"file-{key}", opened, citation.document, citation.page)
    return shown


def _turn_over(key: str) -> None:
    st.session_state[f"open-{key}"] = not st.session_state.get(f"open-{key}", False)


def _page(key: str, opened: Opened, citation: Citation) -> None:
    block, document = citation.block, citation.document
    try:
        file = opened.snapshot.original(document)
        if document.media_type != PDF:
            first, last = max(0, block.ordinal - AROUND), block.ordinal + AROUND
            around = opened.snapshot.catalogue.blocks(document.id, first, last)
            drawing.text(around, block.ordinal, citation.start, citation.end)
            return
        boxes = boxes_of(opened, file, block, citation.start, citation.end) if file else []
        if file and not boxes:
            frame.small(wording.NOT_PLACED)
        drawing.pictures(key, opened, document, _pages(boxes, citation), boxes)
    except ScrutineerError as error:
        frame.small(str(error))
    except Exception:
        logger.exception("a page could not be shown")
        frame.small(wording.PAGE_FAILED)


def _pages(boxes: Sequence[Box], citation: Citation) -> list[int]:
    """Give the pages that a passage stands on: mostly one, two where it runs over the end of a page."""
    pages = sorted({box.page for box in boxes})
    return pages or ([citation.page] if citation.page is not None else [])


def _still_held(opened: Opened, citation: Citation) -> bool:
    """Tell whether the papers still hold the block that was cited, as it was."""
    document = opened.documents.get(citation.document.id)
    if document is None or document.sha256 != citation.document.sha256:
        return False
    ordinal = citation.block.ordinal
    now = opened.snapshot.catalogue.blocks(document.id, ordinal, ordinal)
    return bool(now) and now[0].text == citation.block.text


def _line(text: str) -> str:
    return f"<p class='small'>{as_html(text)}</p>" if text else ""
