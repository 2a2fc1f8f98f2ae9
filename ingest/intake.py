"""Bringing files into a draft: which are new, changed, duplicates or as they were; several are read side by side."""

from __future__ import annotations

import hashlib
import logging
from collections import deque
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import ModelError, StoreError, UnreadableError
from corpus.records import Document, State
from corpus.settings import Settings
from corpus.signs import is_unseen
from corpus.store.contents import Contents
from corpus.store.index import Draft
from ingest import kinds
from ingest.files import Found, sha256_of
from ingest.isolated_readers import Readers
from ingest.report import Line, Outcome, as_reason
from ingest.was_read import READER, Reading

logger = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
LINE_ENDS = "\u2028\u2029"


def printable(name: str) -> str:
    """Give a file's name as text that can be stored and shown.

    Bytes of it that are no text, and signs that a terminal acts on or that turn the direction of writing, are written
    as escapes: so two names stay two.
    """
    return "".join(
        f"\\u{ord(sign):04x}" if is_unseen(sign) or sign in LINE_ENDS else sign
        for sign in name.encode("utf-8", "backslashreplace").decode()
    )


@dataclass(frozen=True, slots=True)
class _BeingRead:
    """A file that is being read; `copy` keeps it where it is until then."""

    path: Path
    document: Document
    before: Document | None
    reading: Future[Reading]
    copy: ExitStack

    @property
    def contents(self) -> set[str]:
        """The digests of what it holds and of what it takes the place of."""
        return {self.document.sha256, self.before.sha256 if self.before else ""}


class Intake:
    """Brings files into a draft in the order in which they are named, as if they were read one after the other.

    `lines` says what became of those that are done, `held` has the documents of the draft by their sources.
    """

    def __init__(self, draft: Draft, settings: Settings, readers: Readers, lines: list[Line]) -> None:
        self.lines = lines
        self.held = {document.source: document for document in draft.catalogue.documents()}
        self._draft = draft
        self._settings = settings
        self._readers = readers
        self._waiting: deque[Line | _BeingRead] = deque()

    def take(self, file: Found) -> None:
        """Bring in a file that was found; it may still be being read afterwards."""
        name, source = printable(file.name), printable(file.source)
        before = self.held.get(source)
        with ExitStack() as copy:
            try:
                _check_size(file.size, self._settings)
                path = copy.enter_context(file.open_copy(self._draft.generations.scratch))
                sha256 = sha256_of(path)
                self._settle_same(sha256, before)
                before = self.held.get(source)
                if before is not None and before.sha256 == sha256 and _is_up_to_date(before):
                    self._draft.keep(path, sha256)
                    blocks = self._draft.catalogue.block_count(before.id)
                    self._say(Line(name, source, Outcome.UNCHANGED, before.pages, blocks, before.reason))
                    return
                document = Document(_identity(source), name, source, sha256, kinds.media_type(path), reader=READER)
            except (UnreadableError, OSError) as error:
                self._say(_unread(name, source, before, str(error)))
                return
            self._begin(path, document, before, copy.pop_all())

    def take_again(self, before: Document) -> None:
        """Read a document anew from its original."""
        self._settle_same(before.sha256, before)
        path = self._draft.originals.path(before.sha256)
        if not path.is_file():
            self._say(_unread(before.name, before.source, before, "its original is missing; name the file itself"))
            return
        kind = kinds.media_type(path)
        document = Document(before.id, before.name, before.source, before.sha256, kind, reader=READER)
        self._begin(path, document, before, ExitStack())

    def outdated(self, found: list[Found]) -> list[Document]:
        """Give the documents to be read anew that are not among the files that were found."""
        taken = {printable(file.source) for file in found}
        held = (document for source, document in self.held.items() if source not in taken)
        return [d for d in held if d.state is not State.UNREADABLE and not _is_up_to_date(d)]

    def drop(self, document: Document) -> None:
        """Remove a document with all that was read from it."""
        self._draft.remove(document.id)
        del self.held[document.source]

    def promote_duplicate(self, gone: Document) -> None:
        """Have the first duplicate of a document that was removed or replaced take its place."""
        twins = [d for d in self.held.values() if d.sha256 == gone.sha256]
        if gone.state is not State.READY or not twins or any(d.state is State.READY for d in twins):
            return
        path = self._draft.originals.path(gone.sha256)
        first, *others = (replace(twin, state=State.READY, reason="") for twin in twins)
        try:
            self._store(path, self._readers.begin(path, first).result())
        except (UnreadableError, OSError) as error:
            self._put(path, replace(first, state=State.UNREADABLE, reason=_reason(error, first)))
            return
        for other in others:
            self._put(path, replace(other, state=State.DUPLICATE, reason=f"the same as {first.source}"))

    def settle(self, most: int = 0) -> None:
        """Wait until no more than so many files are still to be done."""
        while len(self._waiting) > most:
            first = self._waiting.popleft()
            if isinstance(first, Line):
                self.lines.append(first)
            else:
                with first.copy:
                    self.lines.append(self._finish(first))

    def close(self) -> None:
        """Let go of the files that are still being read; the readers must have been ended."""
        while self._waiting:
            first = self._waiting.popleft()
            if isinstance(first, _BeingRead):
                first.copy.close()

    def _settle_same(self, sha256: str, before: Document | None) -> None:
        """Wait for the files of these contents: whether another is their duplicate depends on whether they are read."""
        asked = {sha256, before.sha256 if before else sha256}
        if any(isinstance(one, _BeingRead) and one.contents & asked for one in self._waiting):
            self.settle()

    def _say(self, line: Line) -> None:
        """Report a file once those before it are."""
        self._waiting.append(line)
        if isinstance(self._waiting[0], Line):
            self.settle(len(self._waiting) - 1)

    def _begin(self, path: Path, document: Document, before: Document | None, copy: ExitStack) -> None:
        """Bring new contents into the draft: as a document that is read, or as a duplicate of another."""
        others = (d for d in self.held.values() if d.source != document.source and d.sha256 == document.sha256)
        twin = next((d for d in others if d.state is State.READY), None)
        if twin is None:
            self._waiting.append(_BeingRead(path, document, before, self._readers.begin(path, document), copy))
            self.settle(self._readers.ahead)
            return
        with copy:
            same = replace(document, pages=twin.pages, state=State.DUPLICATE, reason=f"the same as {twin.source}")
            self._put(path, same)
        self._say(Line(document.name, document.source, Outcome.DUPLICATE, twin.pages, reason=same.reason))
        if before is not None:
            self.settle()
            self.promote_duplicate(before)

    def _finish(self, file: _BeingRead) -> Line:
        """Hold what was read of a file, or that it could not be read, and say so."""
        document, before = file.document, file.before
        try:
            reading = file.reading.result()
            self._store(file.path, reading)
        except (ModelError, StoreError):
            raise
        except Exception as error:  # a reader's own fault costs this file only
            reason = _reason(error, document)
            if before is None or before.state is not State.READY:
                self._put(file.path, replace(document, state=State.UNREADABLE, reason=reason))
            return _unread(document.name, document.source, before, reason)
        if before is not None:
            self.promote_duplicate(before)
        outcome = _outcome(reading.document, before)
        notes = "; ".join(map(as_reason, filter(None, (reading.document.reason, *reading.notes))))
        return Line(document.name, document.source, outcome, reading.document.pages, len(reading.blocks), notes)

    def _put(self, path: Path, document: Document) -> None:
        """Hold a document of which nothing was read, unless it is held just so."""
        if self.held.get(document.source) != document:
            self._draft.put(path, document)
            self.held[document.source] = document

    def _store(self, path: Path, reading: Reading) -> None:
        """Hold what was read; the embeddings of its passages follow."""
        read = reading.papers, reading.blocks, reading.findings, reading.figures
        self._draft.put(path, reading.document, Contents(*read, reading.chunks, abbreviations=reading.abbreviations))
        self.held[reading.document.source] = reading.document


def _is_up_to_date(document: Document) -> bool:
    """Tell whether a document was read as files are read now."""
    return document.state is not State.UNREADABLE and document.reader == READER


def _outcome(document: Document, before: Document | None) -> Outcome:
    if document.state is State.WITHHELD:
        return Outcome.WITHHELD
    if before is not None and before.sha256 == document.sha256 and before.state is State.READY:
        return Outcome.REREAD
    return Outcome.REPLACED if before is not None and before.state is State.READY else Outcome.ADDED


def _unread(name: str, source: str, before: Document | None, reason: str) -> Line:
    stays = "; the earlier version stays in" if before is not None and before.state is State.READY else ""
    return Line(name, source, Outcome.UNREADABLE, reason=as_reason(reason) + stays)


def _reason(error: Exception, document: Document) -> str:
    if isinstance(error, UnreadableError):
        return as_reason(str(error))
    logger.error("the reader failed on %s", document.source, exc_info=error)
    return as_reason(f"the reader failed on it ({type(error).__name__}: {error})")


def _check_size(size: int, settings: Settings) -> None:
    """Refuse a file that is far too large, before it is even hashed."""
    if size > settings.max_file_mb * MEGABYTE:
        limit = f"{settings.max_file_mb} MB; raise SCRUTINEER_MAX_FILE_MB to read it"
        raise UnreadableError(f"it has {size // MEGABYTE} MB, more than the limit of {limit}")


def _identity(source: str) -> str:
    """Give a document's id: made from where it was found, so that a changed file replaces its earlier self."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]
