"""A paper's original, to be kept: the file, or of a file that is withheld in part the page alone where it is public."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from assistant.opened import Opened
from assistant.pictures import single_page
from assistant.showing import may_show
from corpus.records import Document

SAVED_AS = "application/octet-stream"
"""Every file is handed out as mere bytes: a paper in HTML must be saved, never opened as a page of this site."""


def offer(key: str, opened: Opened, document: Document, page: int | None) -> None:
    """Show the button that hands out a document; nothing where its file is not held or may not be handed out."""
    whole, original = opened.snapshot.whole_file(document), opened.snapshot.original(document)
    contents = whole.read_bytes if whole is not None else None
    label, name = "Download the paper", document.name
    if whole is None and original is not None and page is not None and may_show(opened, document, page):
        label, name = "Download this page", f"{Path(name).stem}, page {page}.pdf"
        contents = partial(single_page, original, page)
    if contents is not None:
        st.download_button(label, contents, file_name=name, mime=SAVED_AS, key=key, on_click="ignore")
