"""The assistant of this server, shared by all its visitors, and whether its language index is still loading."""

from __future__ import annotations

import threading
from enum import StrEnum

import streamlit as st

from assistant.assistant import Assistant
from assistant.opened import Opened
from corpus.errors import ScrutineerError


class Loading(StrEnum):
    """How far the language index is."""

    UNDER_WAY = "under way"
    DONE = "done"
    FAILED = "failed"


class Library:
    """An open assistant with a watch on its loading."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self._over = threading.Event()
        threading.Thread(target=self._watch, name="scrutineer-loading", daemon=True).start()

    @property
    def loading(self) -> Loading:
        """Tell whether vectors are searched already, will be, or cannot be."""
        if self.assistant.ready:
            return Loading.DONE
        return Loading.FAILED if self._over.is_set() else Loading.UNDER_WAY

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

    def _watch(self) -> None:
        self.assistant.wait_until_ready()
        self._over.set()


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Give the library of the settings, opened at the first visit."""
    return Library(Assistant.open())
