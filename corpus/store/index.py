"""The index in a folder: opened for reading as a snapshot of one generation, for writing as a draft of the next."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexMismatchError, NoIndexError
from corpus.records import Block, Chunk, Document, Paper
from corpus.store.catalogue import FILE_NAME, Catalogue, Hit
from corpus.store.filters import Filters
from corpus.store.generations import Generations
from corpus.store.originals import Originals

if TYPE_CHECKING:
    # Chroma takes over a second to import; reading the catalogue alone must not wait for it.
    from corpus.store.vectors import Vectors

logger = logging.getLogger(__name__)
MODEL = "embedding_model"


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
        """Open the current generation. Raises `NoIndexError`, or `IndexMismatchError` for another version's."""
        current = self.generations.current()
        if current is None or not (current / FILE_NAME).is_file():
            raise NoIndexError(f"There is no index in {self.folder} yet. Run `scrutineer ingest FOLDER` to make one.")
        return Snapshot(current, self.originals)

    @contextmanager
    def draft(self, model: str) -> Iterator[Draft]:
        """Give a draft of the next generation, published at the end if anything was changed in it.

        `model` names the embedding model that the draft's embeddings come from. Raises `IndexBusyError` where another
        process is writing and `IndexMismatchError` where the index was made with another model. An exception in the
        block leaves the current generation as it was.
        """
        with self.generations.lock():
            partial = self.generations.begin()
            draft = Draft(partial, self.originals, model)
            try:
                yield draft
                if draft.changed:
                    draft.finish()
            finally:
                draft.close()
            if draft.changed:
                self.generations.publish(partial)
                self._forget_originals()
            else:
                self.generations.discard(partial)

    def _forget_originals(self) -> None:
        held: set[str] = set()
        for folder in self.generations.finished():
            catalogue = Catalogue(folder / FILE_NAME)
            held.update(document.sha256 for document in catalogue.documents())
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
        self._vectors: Vectors | None = None

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None

    def load_vectors(self) -> bool:
        """Open the vector index, which takes a second or two; tell whether it is whole."""
        from corpus.store.vectors import FOLDER_NAME, Vectors

        folder = self.folder / FOLDER_NAME
        if not folder.is_dir():
            return False
        vectors = Vectors(folder)
        if vectors.count() != self.catalogue.counts()["chunks"]:
            logger.warning("the vector index of %s is not whole; keywords alone are searched", self.folder)
            vectors.close()
            return False
        self._vectors = vectors
        return True

    def search_keywords(self, expression: str, limit: int, filters: Filters | None = None) -> list[Hit]:
        """Give the chunks that match an FTS5 expression, best first."""
        return self.catalogue.search(expression, limit, filters)

    def search_vectors(self, vector: Sequence[float], limit: int, filters: Filters | None = None) -> list[Hit]:
        """Give the chunks nearest to an embedding, nearest first; none before `load_vectors`."""
        if self._vectors is None:
            return []
        documents = [document.id for document in self.catalogue.documents(filters)] if filters else None
        if documents == []:
            return []
        return self.catalogue.hits(self._vectors.search(vector, limit, documents))

    def original(self, document: Document) -> Path | None:
        """Give the file that a document was read from, None where it is not held."""
        path = self.originals.path(document.sha256)
        return path if path.is_file() else None


class Draft:
    """The next generation while it is made: a copy of the current one that is added to and removed from."""

    def __init__(self, folder: Path, originals: Originals, model: str) -> None:
        self.folder = folder
        self.originals = originals
        self.changed = False
        self._touched: dict[str, None] = {}
        file = folder / FILE_NAME
        if file.exists():
            self.catalogue = Catalogue(file, writable=True)
            made_by = self.catalogue.meta().get(MODEL, "")
            if made_by != model:
                raise IndexMismatchError(
                    f"This index was made with the embedding model {made_by}, and the setting says {model}. Vectors of "
                    "two models cannot be mixed: set the model back, or ingest into another folder with --index."
                )
        else:
            self.catalogue = Catalogue.create(file, {MODEL: model})

    def put(
        self,
        file: Path,
        document: Document,
        papers: Sequence[Paper] = (),
        blocks: Sequence[Block] = (),
        chunks: Sequence[Chunk] = (),
        embeddings: NDArray[np.float32] | None = None,
        abbreviations: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Add a document with what was read from `file`, in place of its earlier self."""
        self.originals.keep(file, document.sha256)
        self.catalogue.put(document, papers, blocks, chunks, embeddings, abbreviations)
        self._touch(document.id)

    def remove(self, document_id: str) -> None:
        """Remove a document with all that was read from it."""
        self.catalogue.remove(document_id)
        self._touch(document_id)

    def finish(self) -> None:
        """Bring everything that is derived from the records up to date."""
        from corpus.store.vectors import FOLDER_NAME, Vectors, rebuild

        self.catalogue.finish()
        vectors = Vectors(self.folder / FOLDER_NAME)
        try:
            for document_id in self._touched:
                vectors.remove(document_id)
                vectors.add(self.catalogue.embeddings(document_id))
            whole = vectors.count() == self.catalogue.counts()["chunks"]
        finally:
            vectors.close()
        if not whole:
            rebuild(self.folder / FOLDER_NAME, self.catalogue.embeddings())

    def repair(self) -> None:
        """Have the generation published even if no document changed, its vector index made whole."""
        self.changed = True

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()

    def _touch(self, document_id: str) -> None:
        self._touched[document_id] = None
        self.changed = True
