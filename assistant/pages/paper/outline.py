"""The outline of a document beside its page: the papers bound together in it, each opened by a press."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.opened import Opened
from assistant.outline import pages_of, standing_words
from assistant.pages import frame
from assistant.safe import as_label
from corpus.records import Document, Paper


def show(opened: Opened, document: Document, page: int, turn: Callable[[int], None]) -> None:
    """Show the papers of a document, the one that is on `page` marked; `turn` is called with the page to open."""
    papers = opened.papers(document.id)
    if len(papers) < 2:
        return
    labels = opened.snapshot.catalogue.page_label
    st.subheader("In this file", anchor=False)
    for paper in papers:
        here = paper.first_page is not None and paper.first_page <= page <= (paper.last_page or page)
        st.button(
            as_label(paper.title or str(paper.kind)),
            key=f"outline-{paper.ordinal}",
            type="primary" if here else "tertiary",
            disabled=bool(paper.exempt) or paper.first_page is None,
            on_click=turn,
            args=(paper.first_page or 1,),
        )
        known = {p: labels(document.id, p) or "" for p in (paper.first_page, paper.last_page) if p is not None}
        frame.small(" · ".join(filter(None, (_kind(paper), pages_of(paper, known), standing_words(paper)))))


def _kind(paper: Paper) -> str:
    item = f"item {paper.item}" if paper.item else ""
    return ", ".join(filter(None, (str(paper.kind), item)))
