"""The one job of this server that changes the papers: begun, watched, stopped, and taken back."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from assistant.editing.uploads import FOLDER, Upload, lay_down
from assistant.pages.library import Library, library
from corpus.errors import IndexBusyError, ScrutineerError
from corpus.records import Document
from ingest.background import Job

BUSY = "Papers are being added or removed already; wait until that is done."
NOT_TAKEN_BACK = "It cannot be taken back: the papers were changed again since."


class Desk:
    """What was begun last, by whoever may change the papers. Safe to use from several threads."""

    def __init__(self, shelf: Library) -> None:
        self._shelf = shelf
        self._lock = threading.Lock()
        self.job: Job | None = None
        self.says = ""
        self._before = ""

    @property
    def uploads(self) -> Path:
        """The folder in which uploads are laid down."""
        return self._shelf.assistant.settings.index.absolute() / FOLDER

    @property
    def most(self) -> int:
        """The megabytes that a file may have."""
        return self._shelf.assistant.settings.max_file_mb

    def add(self, uploads: Sequence[Upload], held: Sequence[Document], *, replace: bool, exempt: bool) -> None:
        """Begin to read uploads in. Raises `IndexBusyError` where something is under way."""
        with self._lock:
            self._must_be_idle()
            paths = lay_down(self.uploads, uploads, held, replace=replace)
            self._begin(Job.adding(paths, self._shelf.assistant.settings, allow_exempt=exempt), "Adding papers")

    def remove(self, documents: Sequence[str]) -> None:
        """Begin to remove documents by their ids. Raises `IndexBusyError` where something is under way."""
        with self._lock:
            self._must_be_idle()
            self._begin(Job.removing(documents, self._shelf.assistant.settings), "Removing papers")

    def stop(self) -> None:
        """Stop what is under way."""
        if self.job is not None:
            self.job.stop()

    def close(self) -> None:
        """Put away the report of what was done, and the uploads that it was made from."""
        with self._lock:
            if self.job is not None and not self.job.running:
                self.job = None
                shutil.rmtree(self.uploads, ignore_errors=True)

    @property
    def changed(self) -> bool:
        """Whether the last job changed the papers and nothing else did since, so that it can be taken back."""
        made = self.job.generation if self.job is not None else ""
        return bool(made) and self._before != made == self._shelf.generation()

    def undo(self) -> str:
        """Take back what was done last; give what stands in the way, nothing where nothing does."""
        try:
            undone = self.job is not None and self._shelf.assistant.index.undo(self.job.generation)
        except ScrutineerError as error:
            return str(error)
        if undone:
            self.close()
        return "" if undone else NOT_TAKEN_BACK

    def _must_be_idle(self) -> None:
        if self.job is not None and self.job.running:
            raise IndexBusyError(BUSY)

    def _begin(self, job: Job, says: str) -> None:
        self._before = self._shelf.generation()
        self.job, self.says = job, says


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """Give the desk of this server."""
    return Desk(library())
