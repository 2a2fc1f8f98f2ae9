"""What every page has: its title, the style sheet, what is held, and a plain word where the papers cannot be opened."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assistant.opened import Opened
from assistant.pages import wording
from assistant.pages.library import Library, library
from assistant.pages.looks import STYLE
from assistant.printing import ALLOWS_EXEMPT
from assistant.safe import as_html
from corpus.errors import NoIndexError, ScrutineerError

logger = logging.getLogger(__name__)
NAME = "Scrutineer"


def begin(title: str, nothing: str = wording.NO_PAPERS) -> tuple[Library, Opened | None]:
    """Begin a page under a title of the browser's window; give the library and its papers.

    Where the papers cannot be opened or there are none, the page says so and what to do, and gets None. `nothing` is
    what it says where there are none.
    """
    st.set_page_config(page_title=f"{title} · {NAME}")
    st.html(STYLE)
    shelf = library()
    opened = shelf.opened()
    if isinstance(opened, ScrutineerError):
        problem(nothing if isinstance(opened, NoIndexError) else str(opened))
        return shelf, None
    documents = list(opened.documents.values())
    st.html(f"<p class='held'>{as_html(wording.held(documents))}</p>")
    if opened.allows_exempt:
        st.html(f"<p role='note' class='problem'>{as_html(ALLOWS_EXEMPT)}</p>")
    if not documents:
        problem(nothing)
        return shelf, None
    return shelf, opened


@contextmanager
def guarded(failing: str, says: str) -> Iterator[None]:
    """Say what a page could not do: an error of ours in its own words, any other by `says`; the log gets `failing`."""
    try:
        yield
    except ScrutineerError as error:
        problem(str(error))
    except Exception:
        logger.exception(failing)
        problem(says)


def heading(title: str, says: str) -> None:
    """Head a page with its title and a sentence on what it is for."""
    st.title(title, anchor=False)
    st.html(f"<p>{as_html(says)}</p>")


def problem(text: str) -> None:
    """Say what stands in the way, and what to do about it."""
    st.html(f"<p class='problem' role='alert'>{as_html(_without_places(text))}</p>")


def _without_places(text: str) -> str:
    """Leave out of a text where the index stands on the server's machine: that is no business of who reads a page."""
    folder = re.escape(str(library().assistant.settings.index))
    return re.sub(rf"{folder}[\\/]?", "", re.sub(rf" in {folder}[^\s)]*", "", text))


def small(*texts: str) -> None:
    """Say something beneath, in small letters; empty texts are left out."""
    if any(texts):
        st.html("".join(f"<p class='small'>{as_html(text)}</p>" for text in texts if text))
