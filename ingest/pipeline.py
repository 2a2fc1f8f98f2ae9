"""From files to an index: find, read, identify, cut, embed, store; one bad file never stops the rest."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.embedding import SentenceModel
from corpus.errors import ScrutineerError, UnreadableError
from corpus.language.abbreviations import definitions
from corpus.records import Block, Document, Paper, State
from corpus.settings import Settings
from corpus.store.index import Draft, Index
from ingest import kinds, readers
from ingest.chunks import chunks_of
from ingest.files import Found, find, sha256_of
from ingest.identity import identify
from ingest.report import Line, Outcome, Progress, Report, silent

logger = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what its file says."""

    document: Document
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


def ingest(places: Sequence[Path], settings: Settings, progress: Progress = silent) -> Report:
    """Read files, folders and zip files into the index of the settings.

    Files whose contents have not changed since they were read are left as they are. The new state is published once,
    at the end. Raises `IndexBusyError` or `IndexMismatchError` before anything is read.
    """
    model = SentenceModel(settings.embedding_model)
    found = list(find(places))
    lines = []
    with Index(settings.index).draft(model.name) as draft:
        held = {document.source: document for document in draft.catalogue.documents()}
        for done, file in enumerate(found):
            progress(done, len(found), file.name)
            lines.append(_take(file, draft, held, model, settings))
        progress(len(found), len(found), "writing the index")
    return Report(tuple(lines))


def remove(names: Sequence[str], settings: Settings) -> Report:
    """Remove documents, named by file name, source or id, from the index.

    Where another file with the same contents was held as a duplicate, that one takes the removed one's place.
    """
    model = SentenceModel(settings.embedding_model)
    lines = []
    with Index(settings.index).draft(model.name) as draft:
        for name in names:
            documents = [d for d in draft.catalogue.documents() if name in (d.name, d.source, d.id)]
            for document in documents:
                draft.remove(document.id)
                lines.append(Line(document.name, document.source, Outcome.REMOVED, document.pages))
                _promote_duplicate(document, draft, model, settings)
            if not documents:
                reason = "there is no such paper in the index; `scrutineer papers` lists what is in"
                lines.append(Line(name, name, Outcome.UNREADABLE, reason=reason))
    return Report(tuple(lines))


def read_document(file: Path, document: Document, settings: Settings) -> Reading:
    """Read a file; what it says of itself completes the document. Raises `UnreadableError` with a reason."""
    size = file.stat().st_size
    if size > settings.max_file_mb * MEGABYTE:
        limit = f"{settings.max_file_mb} MB; raise SCRUTINEER_MAX_FILE_MB to read it"
        raise UnreadableError(f"it has {size // MEGABYTE} MB, more than the limit of {limit}")
    extract = readers.read(file, document.id, document.media_type, max_pages=settings.max_pages)
    if not extract.blocks:
        raise UnreadableError("there is no text in it")
    identity = identify(extract.blocks, document.name, extract.title)
    known = replace(
        document,
        pages=extract.pages,
        title=identity.title,
        council=identity.council,
        committee=identity.committee,
        meeting_date=identity.meeting_date,
    )
    return Reading(known, extract.blocks, extract.notes)


def _take(file: Found, draft: Draft, held: dict[str, Document], model: SentenceModel, settings: Settings) -> Line:
    """Bring one file into the draft and say what was done."""
    try:
        with file.open_copy() as path:
            sha256 = sha256_of(path)
            before = held.get(file.source)
            if before is not None and before.sha256 == sha256:
                return _unchanged(before, draft)
            document = Document(_identity(file.source), file.name, file.source, sha256, kinds.media_type(path))
            twin = next((d for d in held.values() if d.sha256 == sha256 and d.state is State.READY), None)
            if twin is not None and twin.source != file.source:
                duplicate = replace(
                    document, pages=twin.pages, state=State.DUPLICATE, reason=f"the same as {twin.source}"
                )
                draft.put(path, duplicate)
                held[file.source] = duplicate
                return Line(file.name, file.source, Outcome.DUPLICATE, twin.pages, reason=duplicate.reason)
            return _read_into(path, document, before, draft, held, model, settings)
    except (ScrutineerError, OSError) as error:
        return Line(file.name, file.source, Outcome.UNREADABLE, reason=str(error))


def _read_into(
    path: Path,
    document: Document,
    before: Document | None,
    draft: Draft,
    held: dict[str, Document],
    model: SentenceModel,
    settings: Settings,
) -> Line:
    try:
        reading = read_document(path, document, settings)
    except UnreadableError as error:
        reason = str(error)
    except Exception as error:  # a reader's own fault costs this file only
        logger.exception("the reader failed on %s", document.source)
        reason = f"the reader failed on it ({type(error).__name__}: {error})"
    else:
        _store(path, reading, draft, model)
        held[document.source] = reading.document
        outcome = Outcome.REPLACED if before is not None and before.state is State.READY else Outcome.ADDED
        blocks, notes = len(reading.blocks), "; ".join(reading.notes)
        return Line(document.name, document.source, outcome, reading.document.pages, blocks, notes)
    if before is not None and before.state is State.READY:
        return Line(
            document.name, document.source, Outcome.UNREADABLE, reason=f"{reason}; the earlier version stays in"
        )
    failed = replace(document, state=State.UNREADABLE, reason=reason)
    draft.put(path, failed)
    held[document.source] = failed
    return Line(document.name, document.source, Outcome.UNREADABLE, reason=reason)


def _store(path: Path, reading: Reading, draft: Draft, model: SentenceModel) -> None:
    document, blocks = reading.document, reading.blocks
    when = f"{document.meeting_date.day} {document.meeting_date:%B %Y}" if document.meeting_date else ""
    about = " · ".join(filter(None, (document.title, document.council, document.committee, when)))
    chunks = chunks_of(blocks, about)
    vectors = model.encode([f"{chunk.context}\n{chunk.text}" for chunk in chunks])
    whole = Paper(document.id, 0, document.title, blocks[0].ordinal, blocks[-1].ordinal)
    pairs = {pair for block in blocks for pair in definitions(block.text)}
    draft.put(path, document, [whole], blocks, chunks, vectors, sorted(pairs))


def _unchanged(document: Document, draft: Draft) -> Line:
    if document.state is State.UNREADABLE:
        return Line(document.name, document.source, Outcome.UNREADABLE, reason=document.reason)
    blocks = draft.catalogue.block_count(document.id)
    return Line(document.name, document.source, Outcome.UNCHANGED, document.pages, blocks, document.reason)


def _promote_duplicate(removed: Document, draft: Draft, model: SentenceModel, settings: Settings) -> None:
    if removed.state is not State.READY:
        return
    twins = [d for d in draft.catalogue.documents() if d.sha256 == removed.sha256]
    if twins:
        first = replace(twins[0], state=State.READY, reason="")
        path = draft.originals.path(first.sha256)
        _store(path, read_document(path, first, settings), draft, model)


def _identity(source: str) -> str:
    """Give a document's id: made from where it was found, so that a changed file replaces its earlier self."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]
