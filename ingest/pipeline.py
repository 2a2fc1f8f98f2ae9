"""From files to an index: find, read, identify, cut, embed, store; one bad file never stops the rest."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.embedding import SentenceModel
from corpus.errors import ModelError, StoreError, UnreadableError
from corpus.logs import timed
from corpus.records import Document, State
from corpus.settings import Settings
from corpus.signs import is_unseen
from corpus.store.contents import Contents
from corpus.store.index import Draft, Index
from ingest import kinds
from ingest.files import Found, find, sha256_of
from ingest.isolation import Reader
from ingest.reading import READER, Reading
from ingest.report import Line, Outcome, Progress, Report, as_reason, silent
from ingest.vectors import Vectors

logger = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
LINE_ENDS = "\u2028\u2029"


def ingest(
    places: Sequence[Path],
    settings: Settings,
    progress: Progress = silent,
    model: SentenceModel | None = None,
    *,
    allow_exempt: bool = False,
    again: bool = False,
) -> Report:
    """Read files, folders and zip files into the index of the settings.

    Files whose contents have not changed since this version read them are left as they are; those that could not be
    read are tried again. With `again` what is held besides and was read by an earlier version, or is damaged, is read
    anew from the originals. Where another model made the index, all passages are embedded anew. What was read is
    embedded while the next file is read. The new state is published once, at the end.
    `model` spares a caller that has the settings' model the time to load it again. Exempt papers are withheld unless
    `allow_exempt` makes an index that may hold them. Raises `IndexBusyError` or `IndexMismatchError` before anything is
    read, and `ModelError` where the papers cannot be embedded.
    """
    model = model or SentenceModel(settings.embedding_model, settings.cache)
    found = list(find(places))
    if not found and not again:
        named = ((place.name or str(place), str(place.absolute())) for place in places)
        nothing = "there is no paper in it"
        return Report(tuple(Line(name, source, Outcome.UNREADABLE, reason=nothing) for name, source in named))
    lines: list[Line] = []
    with (
        _logged("ingest", settings, lines),
        Index(settings.index).draft(model.name, allow_exempt=allow_exempt) as draft,
        Vectors(model, draft) as vectors,
        Reader() as reader,
    ):
        work = _Work(draft, vectors, settings, {d.source: d for d in draft.catalogue.documents()}, reader)
        work.embed_the_rest()
        outdated = _outdated(work, found) if again else []
        total = len(found) + len(outdated)
        for done, file in enumerate(found):
            progress(done, total, printable(file.name))
            lines.append(_take(file, work))
        for done, document in enumerate(outdated, len(found)):
            progress(done, total, document.name)
            lines.append(_take_again(document, work))
        progress(total, total, "embedding the last and writing the index")
    return Report(tuple(lines))


def remove(names: Sequence[str], settings: Settings, model: SentenceModel | None = None) -> Report:
    """Remove documents, named by file name, path or id, from the index; all of a name that several have.

    Where another file with the same contents was held as a duplicate, that one takes the removed one's place.
    """
    model = model or SentenceModel(settings.embedding_model, settings.cache)
    lines: list[Line] = []
    with (
        _logged("removal", settings, lines),
        Index(settings.index).draft(model.name) as draft,
        Vectors(model, draft) as vectors,
        Reader() as reader,
    ):
        work = _Work(draft, vectors, settings, {d.source: d for d in draft.catalogue.documents()}, reader)
        work.embed_the_rest()
        removed = []
        for name in names:
            path = printable(str(Path(name).expanduser().absolute()))
            documents = [d for d in work.held.values() if {d.name, d.source, d.id} & {printable(name), path}]
            for document in documents:
                draft.remove(document.id)
                removed.append(work.held.pop(document.source))
                lines.append(Line(document.name, document.source, Outcome.REMOVED, document.pages))
            if not documents:
                reason = "there is no such paper in the index; `scrutineer papers` lists what is in"
                lines.append(Line(name, name, Outcome.UNREADABLE, reason=reason))
        for document in removed:
            _promote_duplicate(document, work)
    return Report(tuple(lines))


@contextmanager
def _logged(name: str, settings: Settings, lines: Sequence[Line]) -> Iterator[None]:
    """Log what became of an ingest or a removal, once it is published or has failed."""
    fields: dict[str, object] = {}
    with timed(logger, name, fields):
        try:
            yield
        finally:
            current = Index(settings.index).generations.current()
            outcomes = Counter(str(line.outcome) for line in lines)
            pages = sum(line.pages or 0 for line in lines if line.outcome is not Outcome.UNCHANGED)
            fields |= {"generation": current.name if current else None, "files": len(lines), **outcomes, "pages": pages}


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
class _Work:
    """What an ingest works with; `held` has the documents of the draft by their sources and is kept up to date."""

    draft: Draft
    vectors: Vectors
    settings: Settings
    held: dict[str, Document]
    reader: Reader

    def put(self, path: Path, document: Document) -> None:
        """Hold a document of which nothing was read, unless it is held just so."""
        if self.held.get(document.source) != document:
            self.draft.put(path, document)
            self.held[document.source] = document

    def embed_the_rest(self) -> None:
        """Have those passages embedded that have no embedding: all of them where the index is another model's."""
        for document_id in self.draft.catalogue.unembedded():
            texts = self.draft.catalogue.texts(document_id)
            self.vectors.add(document_id, [_embedded_text(*pair) for pair in texts])

    def read(self, path: Path, document: Document) -> Reading:
        """Read a file by the rules of the index."""
        return self.reader.read(path, document, self.settings, allow_exempt=self.draft.allows_exempt)

    def store(self, path: Path, reading: Reading) -> None:
        """Hold what was read; the embeddings of its chunks follow."""
        document, chunks = reading.document, reading.chunks
        read = reading.papers, reading.blocks, reading.findings, reading.figures
        contents = Contents(*read, chunks, abbreviations=reading.abbreviations)
        self.draft.put(path, document, contents)
        self.held[document.source] = document
        self.vectors.add(document.id, [_embedded_text(chunk.context, chunk.text) for chunk in chunks])


def _embedded_text(context: str, text: str) -> str:
    return f"{context}\n{text}"


def _take(file: Found, work: _Work) -> Line:
    """Bring one file into the draft and say what was done."""
    name, source = printable(file.name), printable(file.source)
    before = work.held.get(source)
    try:
        _check_size(file.size, work.settings)
        with file.open_copy(work.draft.generations.scratch) as path:
            sha256 = sha256_of(path)
            if before is not None and before.sha256 == sha256 and _is_up_to_date(before):
                work.draft.keep(path, sha256)
                blocks = work.draft.catalogue.block_count(before.id)
                return Line(name, source, Outcome.UNCHANGED, before.pages, blocks, before.reason)
            document = Document(_identity(source), name, source, sha256, kinds.media_type(path), reader=READER)
            return _take_contents(path, document, before, work)
    except (UnreadableError, OSError) as error:
        return _unread(name, source, before, str(error))


def _is_up_to_date(document: Document) -> bool:
    return document.state is not State.UNREADABLE and document.reader == READER


def _outdated(work: _Work, found: Sequence[Found]) -> list[Document]:
    """Give the documents to be read anew that are not among the files that were found."""
    taken = {printable(file.source) for file in found}
    held = (document for source, document in work.held.items() if source not in taken)
    return [d for d in held if d.state is not State.UNREADABLE and not _is_up_to_date(d)]


def _take_again(before: Document, work: _Work) -> Line:
    """Read a document anew from its original."""
    path = work.draft.originals.path(before.sha256)
    if not path.is_file():
        return _unread(before.name, before.source, before, "its original is missing; name the file itself")
    kind = kinds.media_type(path)
    document = Document(before.id, before.name, before.source, before.sha256, kind, reader=READER)
    return _take_contents(path, document, before, work)


def _take_contents(path: Path, document: Document, before: Document | None, work: _Work) -> Line:
    """Bring new contents into the draft: as a document, as a duplicate of another, or as one that cannot be read."""
    name, source = document.name, document.source
    others = (d for d in work.held.values() if d.source != source and d.sha256 == document.sha256)
    twin = next((d for d in others if d.state is State.READY), None)
    if twin is not None:
        same = replace(document, pages=twin.pages, state=State.DUPLICATE, reason=f"the same as {twin.source}")
        work.put(path, same)
        line = Line(name, source, Outcome.DUPLICATE, twin.pages, reason=same.reason)
    else:
        try:
            reading = work.read(path, document)
            work.store(path, reading)
        except (ModelError, StoreError):
            raise
        except Exception as error:  # a reader's own fault costs this file only
            reason = _reason(error, document)
            if before is None or before.state is not State.READY:
                work.put(path, replace(document, state=State.UNREADABLE, reason=reason))
            return _unread(name, source, before, reason)
        outcome = _outcome(reading.document, before)
        notes = "; ".join(map(as_reason, filter(None, (reading.document.reason, *reading.notes))))
        line = Line(name, source, outcome, reading.document.pages, len(reading.blocks), notes)
    if before is not None:
        _promote_duplicate(before, work)
    return line


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


def _promote_duplicate(gone: Document, work: _Work) -> None:
    """Have the first duplicate of a document that was removed or replaced take its place."""
    twins = [d for d in work.held.values() if d.sha256 == gone.sha256]
    if gone.state is not State.READY or not twins or any(d.state is State.READY for d in twins):
        return
    path = work.draft.originals.path(gone.sha256)
    first, *others = (replace(twin, state=State.READY, reason="") for twin in twins)
    try:
        work.store(path, work.read(path, first))
    except (UnreadableError, OSError) as error:
        work.put(path, replace(first, state=State.UNREADABLE, reason=_reason(error, first)))
        return
    for other in others:
        work.put(path, replace(other, state=State.DUPLICATE, reason=f"the same as {first.source}"))


def _identity(source: str) -> str:
    """Give a document's id: made from where it was found, so that a changed file replaces its earlier self."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]
