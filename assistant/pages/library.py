"""The assistant of this server, shared by all its visitors, and whether its language index is still loading."""

from __future__ import annotations

import gc
import threading
from enum import StrEnum
from typing import TYPE_CHECKING

import streamlit as st

from assistant.assistant import Assistant
from assistant.kept.briefs import Briefs
from assistant.kept.conversations import Conversations
from assistant.kept.database import Database
from assistant.kept.feedback import FeedbackBook
from assistant.opened import Opened
from assistant.pages.answering import Answering
from assistant.pages.drawer import drawer
from assistant.pictures import make_ready
from corpus.errors import ScrutineerError
from corpus.settings import load_settings

if TYPE_CHECKING:
    from assistant.writing.writer import Writer


class Loading(StrEnum):
    """How far the language index is."""

    UNDER_WAY = "under way"
    DONE = "done"
    FAILED = "failed"


class Library:
    """An assistant that loads its language index while the page is already there, and what its users keep."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.answering = Answering(assistant)
        database = Database(assistant.settings.index)
        self.conversations = Conversations(database)
        self.briefs = Briefs(database)
        self.feedback = FeedbackBook(database)
        self._begun = False
        self._beginning = threading.Lock()
        self._writer: Writer | None = None

    def load(self) -> None:
        """Begin to load the language index and what draws charts and pages, at the first call.

        To be called when the page has been painted.
        """
        with self._beginning:
            begins, self._begun = not self._begun, True
        if begins:
            self.assistant.load_in_background()
            threading.Thread(target=_load_drawer, name="scrutineer-drawer", daemon=True).start()

    @property
    def loading(self) -> Loading:
        """Tell whether vectors are searched already, will be, or cannot be."""
        if self.assistant.ready:
            return Loading.DONE
        return Loading.UNDER_WAY if self.assistant.loading or not self._begun else Loading.FAILED

    def writer(self) -> Writer | None:
        """Give what has a language model write; None where none is set. Raises `ScrutineerError` for half a setting."""
        if not self.assistant.settings.model.strip():
            return None
        with self._beginning:
            if self._writer is None:
                from assistant.writing.writer import Writer

                st.secrets.load_if_toml_exists()  # it puts the keys that stand there into the environment
                self._writer = Writer.of(self.assistant.settings)
            return self._writer

    def opened(self) -> Opened | ScrutineerError:
        """Give the papers as they are now, or what stands in the way."""
        try:
            return self.assistant.opened()
        except ScrutineerError as error:
            return error

    def generation(self) -> str:
        """Name the generation that is current, without opening it."""
        current = self.assistant.index.generations.current()
        return current.name if current is not None else ""


def _load_drawer() -> None:
    drawer()
    make_ready()
    # The modules that are loaded now stay: the garbage collector need not look through them again each time.
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Give the library of the settings, made at the first visit."""
    return Library(Assistant(load_settings()))
