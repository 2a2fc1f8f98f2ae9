"""The sources of an answer: a card each, with the quote, the page it stands on, its citation and its file."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from assistant.answers import Citation
from assistant.opened import Opened
from assistant.pages import wording
from assistant.pages.library import library
from assistant.pages.safe import as_html
from assistant.pictures import certain_boxes, page_picture, page_size, single_page
from corpus.errors import ScrutineerError
from corpus.records import Box, Document

logger = logging.getLogger(__name__)
PDF = "application/pdf"
SAVED_AS = "application/octet-stream"
"""Every file is handed out as mere bytes: a paper in HTML must be saved, never opened as a page of this site."""
TO_PASSAGE = """<script>
(function look(times) {{
  const picture = document.querySelector(".st-key-picture-{key} img");
  if (!picture || !picture.complete) return times && setTimeout(look, 50, times - 1);
  const place = picture.getBoundingClientRect(), passage = place.top + place.height * {down};
  if (passage < 80 || passage > innerHeight - 200)
    document.querySelector('[data-testid="stMain"]').scrollBy(0, passage - innerHeight / 3);
}})(100);
</script>"""
"""Brings the marked passage into sight once its page's picture is there. Given numbers and names of our own only."""
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
    with st.container(horizontal=True, gap="small"):
        label = f"Close {thing}" if shown else f"Open {thing}"
        st.button(label, key=f"page-{key}", on_click=_turn_over, args=(key,))
        with st.popover("Copy citation"):
            st.code(wording.citation_words(citation), language=None, wrap_lines=True)
        _download(key, citation, opened)
    return shown


def _download(key: str, citation: Citation, opened: Opened) -> None:
    """Offer the file, or of a file that is withheld in part the page alone, if it is public."""
    whole, original = opened.snapshot.whole_file(citation.document), opened.snapshot.original(citation.document)
    page, contents = citation.page, whole.read_bytes if whole is not None else None
    label, name = "Download the paper", citation.document.name
    if whole is None and original is not None and page is not None and _may_show(opened, citation.document, page):
        label, name = "Download this page", f"{Path(name).stem}, page {page}.pdf"
        contents = partial(single_page, original, page)
    if contents is not None:
        st.download_button(label, contents, file_name=name, mime=SAVED_AS, key=f"file-{key}", on_click="ignore")


def _may_show(opened: Opened, document: Document, page: int) -> bool:
    """Tell whether a page is public: one on which a withheld paper stands is neither drawn nor handed out."""
    return document.media_type == PDF and page not in opened.snapshot.catalogue.withheld_pages(document.id)


def _turn_over(key: str) -> None:
    st.session_state[f"open-{key}"] = not st.session_state.get(f"open-{key}", False)


def _page(key: str, opened: Opened, citation: Citation) -> None:
    original = opened.snapshot.original(citation.document)
    try:
        if citation.document.media_type != PDF:
            st.html(_passage(citation, opened))
        elif original is None:
            st.html(_line(wording.NO_FILE))
        else:
            _pictures(key, opened, citation, original)
    except ScrutineerError as error:
        st.html(_line(str(error)))
    except Exception:
        logger.exception("a page could not be shown")
        st.html(_line("This page could not be shown; the server's log has the details."))


def _pictures(key: str, opened: Opened, citation: Citation, original: Path) -> None:
    block = citation.block
    places = opened.snapshot.catalogue.places(block)
    boxes = certain_boxes(original, block.text, places, citation.start, citation.end)
    if not boxes:
        st.html(_line(wording.NOT_PLACED))
    with st.container(key=f"picture-{key}"):
        for page in _pages(boxes, citation):
            if not _may_show(opened, citation.document, page):
                st.html(_line(wording.WITHHELD_PAGE.format(page=page)))
                continue
            marked = ", with the passage marked" if boxes else ""
            picture = page_picture(original, page, boxes)
            st.image(picture, width="stretch", output_format="PNG", alt=f"Page {page} of the file{marked}")
        if boxes:
            down = boxes[0].top / page_size(original, boxes[0].page)[1]
            st.html(TO_PASSAGE.format(key=key, down=f"{down:.3f}"), unsafe_allow_javascript=True)


def _pages(boxes: Sequence[Box], citation: Citation) -> list[int]:
    """Give the pages that a passage stands on: mostly one, two where it runs over the end of a page."""
    pages = sorted({box.page for box in boxes})
    return pages or ([citation.page] if citation.page is not None else [])


def _passage(citation: Citation, opened: Opened) -> str:
    """Give a paper's passage with the blocks around it as HTML, the passage marked."""
    block = citation.block
    first, last = max(0, block.ordinal - AROUND), block.ordinal + AROUND
    parts = []
    for other in opened.snapshot.catalogue.blocks(block.document_id, first, last):
        text = as_html(other.text)
        if other.ordinal == block.ordinal:
            pieces = (block.text[: citation.start], citation.quote, block.text[citation.end :])
            before, quote, after = map(as_html, pieces)
            text = f"{before}<mark>{quote}</mark>{after}"
        number = f"{as_html(other.number)} " if other.number else ""
        parts.append(f"<p>{number}{text}</p>")
    return f"<div class='passage'>{''.join(parts)}</div>"


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
