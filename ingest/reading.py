"""Reading one file: its document completed, its blocks, the papers bound in it and what they decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.figures import Figure
from corpus.findings import NO_FINDINGS, Findings
from corpus.records import Block, Document, Paper, PaperKind, State
from corpus.settings import Settings
from ingest import kinds, readers
from ingest.agenda import items_of, names_an_item
from ingest.exempt import public_blocks, report_of, with_exempt
from ingest.figures import figures_of
from ingest.findings import findings_of
from ingest.identity import identify
from ingest.leads import with_parents
from ingest.papers import papers_of
from ingest.titles import PROPERTY_PACK

READER = "1"
"""The version of the reading. Raised with each release in which any file is read otherwise: what is held then is read
anew, by the ingest of its files or by `scrutineer ingest --again`."""
ERROR_PAGES = frozenset({kinds.HTML, kinds.TEXT})
"""What a server sends in place of a paper; under a paper's suffix it is not taken for one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what its file says."""

    document: Document
    blocks: tuple[Block, ...]
    papers: tuple[Paper, ...]
    findings: Findings = NO_FINDINGS
    figures: tuple[Figure, ...] = ()
    notes: tuple[str, ...] = ()


def read_document(file: Path, document: Document, settings: Settings, *, allow_exempt: bool = False) -> Reading:
    """Read a file; what it says of itself completes the document. Raises `UnreadableError` with a reason.

    Without `allow_exempt` the blocks of exempt papers are not in the reading, and a file that is exempt as a whole has
    the state of a withheld one.
    """
    lie = kinds.mismatch(Path(document.name), document.media_type)
    if lie and document.media_type in ERROR_PAGES:
        raise UnreadableError(lie)
    extract = readers.read(
        file, document.id, document.media_type, max_pages=settings.max_pages, ocr=settings.ocr == "auto"
    )
    if not extract.blocks:
        raise UnreadableError("there is no text in it")
    identity = identify(extract.blocks, document.name, extract.title, extract.margins)
    known = replace(
        document,
        pages=extract.pages,
        title=identity.title,
        council=identity.council,
        committee=identity.committee,
        meeting_date=identity.meeting_date,
    )
    blocks, papers = papers_of(with_parents(extract.blocks), known, extract.sizes, extract.margins)
    known = _as_pack(known, blocks, papers, extract.title)
    papers = with_exempt(blocks, papers, extract.margins)
    if allow_exempt or not any(paper.exempt for paper in papers):
        return _whole(known, blocks, papers, extract.notes)
    public = public_blocks(blocks, papers)
    if not public:
        why = f"the whole file is exempt ({papers[0].exempt})"
        return Reading(replace(document, pages=extract.pages, state=State.WITHHELD, reason=why), (), papers)
    if papers[0].exempt:
        known = replace(known, title="")  # it was read from what is withheld
    return _whole(known, public, papers, (*extract.notes, *report_of(papers)))


def _whole(document: Document, blocks: tuple[Block, ...], papers: tuple[Paper, ...], notes: tuple[str, ...]) -> Reading:
    found = findings_of(blocks, papers), figures_of(blocks, papers, document)
    return Reading(document, blocks, papers, *found, notes)


def _as_pack(document: Document, blocks: Sequence[Block], papers: Sequence[Paper], written: str) -> Document:
    """Give a pack the title, committee and date of its agenda, not those of the first report in it.

    `written` is the title among the properties of the file.
    """
    if len(papers) < 2 or papers[0].kind is not PaperKind.AGENDA:
        return document
    own = identify(papers[0].own(blocks), document.name, written)
    title = own.title or document.title
    if names_an_item(items_of(blocks), title) and not PROPERTY_PACK.match(written):
        title = f"Agenda: {own.committee}" if own.committee else "Agenda"  # it is the title of one of the items
    return replace(
        document,
        title=title,
        committee=own.committee or document.committee,
        meeting_date=own.meeting_date or document.meeting_date,
    )
