"""The list of what is held: by committee and meeting, each file with the papers bound in it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from assistant.editing.holdings import Meeting, unasked
from assistant.opened import Opened
from assistant.outline import pages_of, standing_words
from assistant.pages.addresses import Spot, paper_address
from assistant.safe import as_html
from corpus.language.dates import day_words
from corpus.records import Document, Paper

NO_COMMITTEE = "No committee stated"
NO_DAY = "Date not stated"
SEARCH = "search"
"""The path of the search page."""


def show(opened: Opened, meetings: Sequence[Meeting]) -> None:
    """Show meetings with their papers, each committee under a heading of its own."""
    parts = []
    whose = None
    for meeting in meetings:
        if (meeting.committee, meeting.council) != whose:
            whose = (meeting.committee, meeting.council)
            parts.append(_committee(meeting))
        parts.append(f"<h3>{as_html(day_words(meeting.day) or NO_DAY)}</h3>")
        parts += [_document(opened, document) for document in meeting.documents]
    st.html(f"<div class='papers'>{''.join(parts)}</div>")


def _committee(meeting: Meeting) -> str:
    if not meeting.committee:
        return f"<h2>{as_html(' · '.join(filter(None, (NO_COMMITTEE, meeting.council))))}</h2>"
    limits = {"committee": meeting.committee, **({"council": meeting.council} if meeting.council else {})}
    name = as_html(" · ".join(filter(None, (meeting.committee, meeting.council))))
    said = f"Search in {meeting.committee}"
    return (
        f"<h2>{name}</h2><p class='place'><a href='{SEARCH}?{as_html(urlencode(limits))}'"
        f" aria-label='{as_html(said)}'>Search in this committee</a></p>"
    )


def _document(opened: Opened, document: Document) -> str:
    title = as_html(document.title or document.name)
    pages = f"{document.pages} page{'s' * (document.pages != 1)}" if document.pages else ""
    address = as_html(paper_address(Spot(document.id)))
    search = as_html(urlencode({"paper": document.id}))
    notes = f"<p class='small'>{as_html(document.reason)}</p>" if document.reason else ""
    return (
        f"<article class='paper'><h4><a href='{address}'>{title}</a></h4>"
        f"<p class='place'><span>{as_html(' · '.join(filter(None, (document.name, pages))))}</span> · "
        f"<a href='{SEARCH}?{search}' aria-label='Search in this file: {as_html(document.name)}'>"
        f"Search in this file</a></p>{notes}{_outline(opened, document)}</article>"
    )


def _outline(opened: Opened, document: Document) -> str:
    """Give the papers bound in a file, folded; nothing for a file that is one paper."""
    papers = opened.papers(document.id)
    if len(papers) < 2 and not any(paper.exempt for paper in papers):
        return ""
    items = "".join(f"<li>{_paper(opened, document, paper)}</li>" for paper in papers)
    count = f"{len(papers)} paper{'s' * (len(papers) != 1)} in this file"
    return f"<details><summary>{count}</summary><ol>{items}</ol></details>"


def _paper(opened: Opened, document: Document, paper: Paper) -> str:
    title = as_html(paper.title or str(paper.kind))
    if not paper.exempt:
        title = f"<a href='{as_html(paper_address(Spot(document.id, paper.first_page)))}'>{title}</a>"
    label = opened.snapshot.catalogue.page_label
    labels = {page: label(document.id, page) or "" for page in (paper.first_page, paper.last_page) if page}
    item = f"item {paper.item}" if paper.item else ""
    details = (str(paper.kind), item, pages_of(paper, labels), paper.officer, standing_words(paper))
    return f"{title}<p class='small'>{as_html(' · '.join(filter(None, details)))}</p>"


def not_asked(documents: Sequence[Document]) -> None:
    """Show the files of which nothing can be asked, each with its state and the reason."""
    found = unasked(documents)
    if not found:
        return
    rows = "".join(
        f"<tr><td>{as_html(document.name)}</td><td>{as_html(str(document.state))}</td><td>{as_html(why)}</td></tr>"
        for document, why in found
    )
    heads = "".join(f"<th scope='col'>{head}</th>" for head in ("File", "State", "Reason"))
    count = f"{len(found)} file{'s' * (len(found) != 1)} that cannot be asked"
    table = f"<table class='held'><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    scroll = f"<div class='scroll' role='region' aria-label='{count}' tabindex='0'>{table}</div>"
    st.html(f"<details class='unasked' open><summary>{count}</summary>{scroll}</details>")
