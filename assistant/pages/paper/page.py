"""The page view: a page of a paper with the passage marked, its neighbours, zoom, outline and the original."""

from __future__ import annotations

import streamlit as st

from assistant.opened import Opened
from assistant.pages import frame, wording
from assistant.pages.addresses import Spot, search_address
from assistant.pages.paper import drawing, original, outline
from assistant.safe import as_html
from assistant.searching.request import Request
from assistant.showing import PDF, boxes_of
from corpus.language.dates import day_words
from corpus.records import Block, Document

NOT_NAMED = "This address names no paper. Open one from an answer, from Search or from Papers."
NOT_HELD = "The paper that this address names is no longer held. Search for it, or look on the Papers page."
SIZES = {"Fit": "fit", "150%": "larger", "200%": "largest"}
"""How large a page is shown: what that is called, and its name in the style sheet."""
USUAL = "Fit"
PIXELS = {"fit": 1400, "larger": 1900, "largest": 2400}
"""Pixels across the picture of each size: tablets show two for each of the browser's."""


def show() -> None:
    """Show the page that the address names."""
    shelf, opened = frame.begin("Paper")
    shelf.load()
    if opened is None:
        return
    spot = Spot.read(st.query_params)
    document = opened.documents.get(spot.document) if spot else None
    if spot is None or document is None:
        frame.problem(NOT_HELD if spot else NOT_NAMED)
        return
    st.set_page_config(page_title=f"{document.title or document.name} · {frame.NAME}")
    _heading(opened, document, spot)
    with frame.guarded("a page could not be shown", wording.PAGE_FAILED):
        _paper(opened, document, spot)


def _heading(opened: Opened, document: Document, spot: Spot) -> None:
    whose = " · ".join(filter(None, (document.council, document.committee, day_words(document.meeting_date))))
    st.html(
        f"<h1 class='paper'>{as_html(document.title or document.name)}</h1>"
        f"<p class='small'>{as_html(whose)}</p><p class='place'><span>{as_html(document.name)}</span> · "
        f"<a href='{as_html(search_address(Request(paper=document.id)))}'>Search in this file</a></p>"
    )


def _paper(opened: Opened, document: Document, spot: Spot) -> None:
    page = min(max(spot.page or 1, 1), document.pages or 1)
    with st.sidebar:
        outline.show(opened, document, page, _turn)
    block = _block(opened, spot)
    if document.media_type != PDF:
        original.offer("original", opened, document, None)
        drawing.text(
            opened.snapshot.catalogue.blocks(document.id), block.ordinal if block else None, spot.start, spot.end
        )
        if block is not None:
            drawing.to_mark()
        return
    size = _bar(opened, document, page)
    file = opened.snapshot.original(document)
    boxes = boxes_of(opened, file, block, spot.start, spot.end or len(block.text)) if block and file else []
    if block and not boxes and block.page == page:
        frame.small(wording.NOT_PLACED)
    drawing.pictures(f"sheet-{size}", opened, document, [page], boxes, PIXELS[size])


def _block(opened: Opened, spot: Spot) -> Block | None:
    """Give the block that the address names, if the document still has it."""
    if spot.block is None:
        return None
    found = opened.snapshot.catalogue.blocks(spot.document, spot.block, spot.block)
    return found[0] if found else None


def _bar(opened: Opened, document: Document, page: int) -> str:
    """Show where this page is and what can be done; give the size that is chosen."""
    last = document.pages or 1
    with st.container(key="bar", horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Previous page", on_click=_turn, args=(page - 1,), disabled=page <= 1)
        label = opened.snapshot.catalogue.page_label(document.id, page)
        st.html(f"<p class='here'>{as_html(wording.page_words(page, label, last))}</p>", width="content")
        st.button("Next page", on_click=_turn, args=(page + 1,), disabled=page >= last)
        zoom = st.segmented_control("Size", list(SIZES), default=USUAL, required=True, key="size")
        original.offer("original", opened, document, page)
    return SIZES[zoom or USUAL]


def _turn(page: int) -> None:
    """Turn to another page. The passage stays named: it is marked when its page is shown again."""
    st.query_params["page"] = str(page)
