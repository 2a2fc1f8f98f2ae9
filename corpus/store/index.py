"""The index in a folder: opened for reading as a snapshot of one generation, for writing as a draft of the next."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexMismatchError, NoIndexError, StoreError
from corpus.language.periods import Period
from corpus.records import Document, State
from corpus.store.catalogue import ALLOWED, EXEMPT, Catalogue
from corpus.store.catalogue_file import FILE_NAME
from corpus.store.contents import NOTHING, Contents
from corpus.store.exact import UP_TO, ExactVectors
from corpus.store.filters import Filters
from corpus.store.generations import Generations
from corpus.store.migrations import migrate
from corpus.store.originals import Originals
from corpus.store.pages import differences, remember
from corpus.store.searched import Hit

if TYPE_CHECKING:
    from corpus.store.vectors import Vectors

logger = logging.getLogger(__name__)
MODEL = "embedding_model"
VECTORS = "vectors"
"""The folder of a large index's vector index, in its generation."""
CHROMA = "chroma"
"""The folder that earlier versions had their vector index in."""
LARGE = 2**28
"""Bytes of a catalogue from which on a generation is made of an old one and what has changed since, not of a copy."""
_OTHER_RULE = {
    True: "This index allows exempt papers and is marked so: name it with --allow-exempt, or another with --index.",
    False: "This index withholds exempt papers; make one that may hold them apart, with --index and --allow-exempt.",
}


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say in our own words that the disk is full, or whatever else keeps the index from being written."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"The index in {folder} could not be written ({error}); it stays as it was.") from error


class Index:
    """An index folder: generations, and the papers' original files beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.generations = Generations(folder)
        self.originals = Originals(folder / "originals")

    def exists(self) -> bool:
        """Tell whether there is an index to read."""
        current = self.generations.current()
        return current is not None and (current / FILE_NAME).is_file()

    def open(self) -> Snapshot:
        """Open the current generation.

        Raises `NoIndexError`, or `IndexMismatchError` where it is another version's or none is named any more.
        """
        while True:
            current = self.generations.current()
            try:
                return self._opened(current)
            except StoreError:
                # Two writers, one after the other, may have removed it since its name was read.
                if self.generations.current() == current:
                    raise

    def _opened(self, current: Path | None) -> Snapshot:
        self._refuse_lost()
        if current is None or not (current / FILE_NAME).is_file():
            raise NoIndexError(f"There is no index in {self.folder} yet. Run `scrutineer ingest FOLDER` to make one.")
        return Snapshot(current, self.originals)

    def _refuse_lost(self) -> None:
        """Keep a new index from taking the place of one that only its pointer has lost."""
        if self.generations.is_lost(FILE_NAME):
            raise IndexMismatchError(
                f"The index in {self.folder} does not say which of its generations is the current one. "
                "Run `scrutineer check --repair`."
            )

    @contextmanager
    def draft(self, model: str, *, allow_exempt: bool | None = None) -> Iterator[Draft]:
        """Give a draft of the next generation, published at the end if anything was changed in it.

        `model` names the embedding model that the draft's embeddings come from; where the index has those of another,
        the draft has none of them. `allow_exempt` says whether exempt papers may be held, None that it is as the index
        is. An index of an earlier version is brought up to date. Raises `IndexBusyError` where another process is
        writing and `IndexMismatchError` where the index was made otherwise. An exception in the block leaves the
        current generation as it was, as does a `StoreError` for what cannot be written.
        """
        # Before the lock, which takes the owner's name: that of one who was stopped tells that nothing was lost.
        self._refuse_lost()
        with self.generations.lock():
            with writing(self.folder):
                self.generations.clear()
                draft = Draft(self.generations, self.originals, model, allow_exempt)
            try:
                yield draft
                draft.publish()
            except BaseException:
                draft.discard()
                raise
            finally:
                shutil.rmtree(self.generations.scratch, ignore_errors=True)
                self.forget_originals()

    def undo(self, name: str) -> bool:
        """Take back the change that made the generation of a name; tell whether it was taken back.

        It is where nothing was changed since: a copy of the generation before becomes the next one; before the first
        there was no index, and there is none again. Raises `IndexBusyError` where another process is writing.
        """
        with self.generations.lock(), writing(self.folder):
            self.generations.clear()
            current = self.generations.current()
            finished = self.generations.whole(self.generations.finished())
            before = [folder for folder in finished if folder.name < name]
            if current is None or current.name != name:
                return False
            if before:
                self.generations.publish(self.generations.begin(before[-1]))
                self.forget_originals()
            else:
                self.generations.withdraw()
            return True

    def forget_originals(self) -> None:
        """Remove the originals that no generation holds, unless one cannot be read. The lock must be held."""
        held: set[str] = set()
        for folder in self.generations.finished():
            catalogue = Catalogue(folder / FILE_NAME)
            try:
                held.update(document.sha256 for document in catalogue.documents())
            except (IndexMismatchError, sqlite3.OperationalError):
                logger.warning("%s cannot be read, so no original is removed this time", folder)
                return
            finally:
                catalogue.close()
        self.originals.keep_only(held)


class Snapshot:
    """One finished generation, for reading; it never changes. Safe to use from several threads."""

    def __init__(self, folder: Path, originals: Originals) -> None:
        self.folder = folder
        self.name = folder.name
        self.originals = originals
        self.catalogue = Catalogue(folder / FILE_NAME)
        self.meta = self.catalogue.meta()
        self._vectors: Vectors | ExactVectors | None = None

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None

    def load_vectors(self) -> bool:
        """Take a small index's vectors into memory, or open a large one's vector index; tell whether that is whole.

        The former takes tenths of a second, the latter two.
        """
        count = self.catalogue.counts()["chunks"]
        if count <= UP_TO:
            self._vectors = ExactVectors.of(self.catalogue.embeddings())
            return True
        from corpus.store.vectors import opened

        self._vectors = opened(self.folder / VECTORS, self.catalogue)
        if self._vectors is None:
            logger.warning("the vector index of %s is not whole; keywords alone are searched", self.folder)
        return self._vectors is not None

    def search_keywords(
        self, expression: str, limit: int, filters: Filters | None = None, stating: Period | None = None
    ) -> list[Hit]:
        """Give the chunks that match an FTS5 expression, best first; those alone that state a figure for a period."""
        return self.catalogue.search(expression, limit, filters, stating)

    def search_vectors(self, vector: Sequence[float], limit: int, filters: Filters | None = None) -> list[Hit]:
        """Give the chunks nearest to an embedding, nearest first; none before `load_vectors` or if it cannot search."""
        if self._vectors is None:
            return []
        documents = [document.id for document in self.catalogue.documents(filters)] if filters else None
        if documents == []:
            return []
        try:
            found = self._vectors.search(vector, limit, documents)
        except Exception:
            # Whatever is wrong with its files is not worth an answer from the keywords.
            logger.exception("the vector index of %s cannot be searched; keywords alone are", self.folder)
            return []
        return self.catalogue.hits(found)

    def original(self, document: Document) -> Path | None:
        """Give the file that a document was read from, to draw its public pages from; None where it is not held."""
        path = self.originals.path(document.sha256)
        return path if path.is_file() else None

    def whole_file(self, document: Document) -> Path | None:
        """Give the file to be handed out whole: None where it is not held, or a part of it is withheld."""
        return None if self.catalogue.has_withheld(document.id) else self.original(document)

    @property
    def allows_exempt(self) -> bool:
        """Whether exempt papers may be in it."""
        return self.meta.get(EXEMPT) == ALLOWED


class Draft:
    """The next generation while it is made: a copy of the current one that is added to and removed from.

    The copy is made at the first change; until then `catalogue` is the current generation's and `folder` is None.
    """

    def __init__(
        self, generations: Generations, originals: Originals, model: str, allow_exempt: bool | None = None
    ) -> None:
        self.generations = generations
        self.originals = originals
        self.model = model
        self.folder: Path | None = None
        self._touched: dict[str, None] = {}
        self._is_changed = False
        self._is_settled = True
        self._before: Path | None = None
        self._is_large = False
        current = generations.current()
        if current is not None and (current / FILE_NAME).is_file():
            self.catalogue = Catalogue(current / FILE_NAME)
            self._bring_up_to_date()
            self.allows_exempt = self.catalogue.meta().get(EXEMPT) == ALLOWED
            if allow_exempt not in (None, self.allows_exempt):
                self.discard()
                raise IndexMismatchError(_OTHER_RULE[self.allows_exempt])
        else:
            self.allows_exempt = bool(allow_exempt)
            self.folder = generations.begin()
            rule = {EXEMPT: ALLOWED} if allow_exempt else {}
            self.catalogue = Catalogue.create(self.folder / FILE_NAME, {MODEL: model, **rule})

    def _bring_up_to_date(self) -> None:
        """Take an earlier version's catalogue to the present one, and let go of another model's embeddings."""
        if self.catalogue.is_earlier():
            migrate(self._begin() / FILE_NAME)
            self.catalogue = Catalogue(self.catalogue.file, writable=True)
            self._is_large, self._is_settled = False, False
        if self.catalogue.meta().get(MODEL, "") != self.model:
            shutil.rmtree(self._begin() / VECTORS, ignore_errors=True)
            self.catalogue.forget_embeddings(self.model)

    def put(self, file: Path, document: Document, contents: Contents = NOTHING) -> None:
        """Add a document with what was read from `file`, in place of its earlier self."""
        with writing(self.generations.folder):
            self._begin()
            if document.state is not State.UNREADABLE:  # nothing will ever be shown of one that could not be read
                self.originals.keep(file, document.sha256)
            self.catalogue.put(document, contents)
        self._touch(document.id)
        self._is_settled = False

    def keep(self, file: Path, sha256: str) -> None:
        """Keep the file of a document that is held, where it has been lost."""
        with writing(self.generations.folder):
            self.originals.keep(file, sha256)

    def embed(self, document_id: str, first: int, vectors: NDArray[np.float32]) -> None:
        """Add the embeddings of chunks of a document that was put, one row each, from chunk `first` on."""
        with writing(self.generations.folder):
            self._begin()
            self.catalogue.embed(document_id, first, vectors)
        self._touch(document_id)

    def remove(self, document_id: str) -> None:
        """Remove a document with all that was read from it."""
        with writing(self.generations.folder):
            self._begin()
            self.catalogue.remove(document_id)
        self._touch(document_id)
        self._is_settled = False

    def publish_halfway(self) -> None:
        """Publish what was put so far, to be found by its words, and go on with a copy of it.

        Until the end the generation is marked; taking the change back leads to the one before it.
        """
        with writing(self.generations.folder):
            self.finish()
            if self.folder is not None:
                finished = self.generations.publish(self.folder, halfway=True)
                self.folder, self._is_changed, self._is_large = None, False, False
                self.catalogue = Catalogue(finished / FILE_NAME)

    def publish(self) -> None:
        """Publish what was put, if anything was, and let go of the files."""
        with writing(self.generations.folder):
            self.finish()
            if self.folder is not None:
                self.generations.publish(self.folder)

    def finish(self) -> None:
        """Bring everything that is derived from the records up to date, and let go of the files.

        Where nothing was changed there is no next generation, unless the current one's vector index needs a repair.
        A small index has none: its embeddings are searched as the catalogue holds them.
        """
        if self._is_changed:
            if not self._is_settled:
                self.catalogue.finish()
                self._is_settled = True
        elif self.folder is not None:
            self.discard()  # a first generation into which nothing came
            return
        if self.catalogue.counts()["chunks"] > UP_TO:
            self._finish_vectors()
        elif self.folder is not None:
            shutil.rmtree(self.folder / VECTORS, ignore_errors=True)  # a larger index's that became small
        if self._is_large and self.folder is not None and self._before is not None:
            pages = self.catalogue.changed_pages()
            remember(self.folder, self._before, differences(self._before), pages)
        self.catalogue.close()

    def _finish_vectors(self) -> None:
        from corpus.store.vectors import opened, rebuild, update

        if self.folder is not None:
            shutil.rmtree(self.folder / CHROMA, ignore_errors=True)
            update(self.folder / VECTORS, self.catalogue, self._touched)
        vectors = opened(self.catalogue.file.with_name(VECTORS), self.catalogue)
        if vectors is not None:
            vectors.close()
        else:
            rebuild(self._begin() / VECTORS, self.catalogue)

    def discard(self) -> None:
        """Let go of the files and remove what was made."""
        self.catalogue.close()
        if self.folder is not None:
            self.generations.discard(self.folder)
            self.folder = None

    def _begin(self) -> Path:
        """Make the copy that may be changed, unless it was made already, and give its folder."""
        if self.folder is None:
            self.catalogue.close()
            self._before = self.generations.current()
            self.folder = self.generations.begin()
            self._is_large = (self.folder / FILE_NAME).stat().st_size >= LARGE
            self.catalogue = Catalogue(self.folder / FILE_NAME, writable=True, logged=self._is_large)
            self._is_changed = True
        return self.folder

    def _touch(self, document_id: str) -> None:
        self._touched[document_id] = None
        self._is_changed = True
