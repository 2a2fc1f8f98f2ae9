"""The outline of a document beside its page: the papers bound together in it and the headings of the one shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assistant.opened import Opened
from assistant.outline import headings_of, pages_of, standing_words
from assistant.pages import frame
from assistant.safe import as_label
from corpus.records import Document, Paper


def show(opened: Opened, document: Document, page: int, turn: Callable[[int], None]) -> None:
    """Show the papers of a document, the one that is on `page` marked, and the headings of that one.

    `turn` is called with the page to open. What is withheld is named and cannot be opened.
    """
    papers = opened.papers(document.id)
    if len(papers) > 1:
        _papers(opened, document, papers, page, turn)
    shown = next((paper for paper in papers if _is_on(paper, page)), None)
    headings = headings_of(opened, shown) if shown is not None and not shown.exempt else []
    if headings:
        with st.expander("Headings of this paper", expanded=len(papers) < 2):
            for heading in headings:
                st.button(
                    as_label(f"{heading.number or ''} {heading.text}".strip()),
                    key=f"outline-heading-{heading.ordinal}",
                    type="tertiary",
                    on_click=turn,
                    args=(heading.page or 1,),
                )


def _papers(
    opened: Opened, document: Document, papers: Sequence[Paper], page: int, turn: Callable[[int], None]
) -> None:
    labels = opened.snapshot.catalogue.page_label
    st.subheader("In this file", anchor=False)
    for paper in papers:
        st.button(
            as_label(paper.title or str(paper.kind)),
            key=f"outline-{paper.ordinal}",
            type="primary" if _is_on(paper, page) else "tertiary",
            disabled=bool(paper.exempt) or paper.first_page is None,
            on_click=turn,
            args=(paper.first_page or 1,),
        )
        known = {p: labels(document.id, p) or "" for p in (paper.first_page, paper.last_page) if p is not None}
        frame.small(" · ".join(filter(None, (_kind(paper), pages_of(paper, known), standing_words(paper)))))


def _is_on(paper: Paper, page: int) -> bool:
    """Tell whether a paper is the one on a page; one of a file without pages is on every."""
    return paper.first_page is None or paper.first_page <= page <= (paper.last_page or page)


def _kind(paper: Paper) -> str:
    item = f"item {paper.item}" if paper.item else ""
    return ", ".join(filter(None, (str(paper.kind), item)))
