"""The papers page: what is held, found by its name, and what may be added and removed."""

from __future__ import annotations

import streamlit as st

from assistant.editing.allowed import may_edit
from assistant.editing.holdings import matching, meetings
from assistant.opened import Opened
from assistant.pages import frame
from assistant.pages.library import Library, library
from assistant.pages.papers import changing, listing
from assistant.safe import as_html
from corpus.errors import NoIndexError, ScrutineerError
from corpus.records import Document, State

HEADING = ("Papers", "What is held, by committee and meeting. A press on a title opens the paper.")
NOTHING = "There are no papers yet. Add the papers of a meeting below, or run `scrutineer ingest FOLDER`."
NOTHING_TO_READ = "There are no papers yet. Whoever runs this service adds them with `scrutineer ingest FOLDER`."
READ_ONLY = "Papers are added and removed by whoever runs this service."
LIST_FAILED = "The papers could not be listed; the server's log has the details."
NONE_FOUND = "No paper held has these words in its title, file name, committee or council."
FIND, PAGE = "find", "page"
"""Keys of the widgets, and names in the address."""
FINDING = "title, file name, committee"
A_PAGE = 40
"""Files on a page of the list."""


def show() -> None:
    """Show the page."""
    edit = _may_edit()
    shelf, opened = frame.begin("Papers", NOTHING if edit else NOTHING_TO_READ)
    with frame.guarded("the papers could not be listed", LIST_FAILED):
        _papers(shelf, opened, edit=edit)
    shelf.load()


def _papers(shelf: Library, opened: Opened | None, *, edit: bool) -> None:
    held = shelf.opened()
    if isinstance(held, ScrutineerError) and not isinstance(held, NoIndexError):
        return  # what stands in the way was said already, and would stand in the way of a change, too
    frame.heading(*HEADING)
    documents = [] if isinstance(held, ScrutineerError) else held.snapshot.catalogue.documents()
    busy = edit and changing.under_way()
    beside = edit and not busy and bool(documents)
    listed, aside = st.columns([2, 1], gap="large") if beside else (st.container(), st.container())
    with aside:
        if edit and not busy:
            changing.show(documents, exempt=not isinstance(held, ScrutineerError) and held.allows_exempt)
        elif documents and not edit:
            frame.small(READ_ONLY)
    if opened is not None:
        with listed:
            _list(opened, documents)
    elif documents:
        listing.not_asked(documents)


def _list(opened: Opened, documents: list[Document]) -> None:
    ready = [document for document in documents if document.state is State.READY]
    words = st.text_input(
        "Find a paper", key=FIND, type="search", bind="query-params", placeholder="title, file name, committee"
    )
    found = matching(ready, words or "")
    st.html(f"<p class='count' role='status'>{as_html(_said(len(found), len(ready)))}</p>")
    if not words:
        listing.not_asked(documents)
    pages = max(1, -(-len(found) // A_PAGE))
    page = 1
    place = st.container()
    if pages > 1:
        page = st.pagination(pages, key=PAGE, bind="query-params")
    ordered = [document for meeting in meetings(found) for document in meeting.documents]
    with place:
        listing.show(opened, meetings(ordered[(page - 1) * A_PAGE : page * A_PAGE]))


def _said(found: int, held: int) -> str:
    if not found:
        return NONE_FOUND
    return f"{found:,} of {held:,} files" if found < held else f"{held:,} file{'s' * (held != 1)} can be asked"


def _may_edit() -> bool:
    setting = library().assistant.settings.allow_edit
    address, path = (str(st.get_option(f"server.{name}") or "") for name in ("address", "baseUrlPath"))
    return may_edit(setting, address, path, st.context.headers.to_dict())
