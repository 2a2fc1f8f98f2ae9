"""Reading one file: its document completed, its blocks, the papers bound in it and what they decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from corpus.errors import UnreadableError
from corpus.language.abbreviations import definitions, implied
from corpus.language.dates import day_words
from corpus.records import Block, BlockKind, Document, Paper, PaperKind, State
from ingest import kinds, readers
from ingest.agenda import items_of, names_an_item
from ingest.chunks import chunks_of
from ingest.exempt import public_blocks, report_of, with_exempt
from ingest.extract import Needs, in_time
from ingest.figures import figures_of
from ingest.findings import findings_of
from ingest.identity import identify
from ingest.leads import with_parents
from ingest.papers import papers_of
from ingest.titles import PROPERTY_PACK
from ingest.was_read import Reading

ERROR_PAGES = frozenset({kinds.HTML, kinds.TEXT})
"""What a server sends in place of a paper; under a paper's suffix it is not taken for one."""
LONGEST_TITLE = 500
"""Characters of a title among the properties of a file."""
MOST_TEXT = 10_000_000
"""Characters of a file: three thousand full pages have some nine millions."""


class Limits(Protocol):
    """What of the settings reading a file asks for."""

    @property
    def max_pages(self) -> int:
        """Pages that a file may have."""

    @property
    def ocr(self) -> str:
        """Whether pictures of pages are read: "auto" says so."""


def read_document(
    file: Path, document: Document, settings: Limits, *, allow_exempt: bool = False, needs: Needs = in_time
) -> Reading:
    """Read a file; what it says of itself completes the document. Raises `UnreadableError` with a reason.

    Without `allow_exempt` the blocks of exempt papers are not in the reading, and a file that is exempt as a whole has
    the state of a withheld one. `needs` is told of the time that a long file takes.
    """
    lie = kinds.mismatch(Path(document.name), document.media_type)
    if lie and document.media_type in ERROR_PAGES:
        raise UnreadableError(lie)
    extract = readers.read(
        file, document.id, document.media_type, max_pages=settings.max_pages, ocr=settings.ocr == "auto", needs=needs
    )
    if not extract.blocks:
        raise UnreadableError("there is no text in it")
    if sum(len(block.text) for block in extract.blocks) > MOST_TEXT:
        raise UnreadableError(f"it holds more than {MOST_TEXT:,} characters of text: split it, if it is a paper")
    written = extract.title[:LONGEST_TITLE]
    identity = identify(extract.blocks, document.name, written, extract.margins)
    known = replace(
        document,
        pages=extract.pages,
        title=identity.title,
        council=identity.council,
        committee=identity.committee,
        meeting_date=identity.meeting_date,
    )
    blocks, papers = papers_of(with_parents(extract.blocks), known, extract.sizes, extract.margins)
    known = _as_pack(known, blocks, papers, written)
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
    chunks = tuple(chunks_of(blocks, [(paper, _about(paper, document)) for paper in papers]))
    return Reading(document, blocks, papers, *found, notes, chunks, _abbreviations(blocks))


def _about(paper: Paper, document: Document) -> str:
    """Say in a line what a paper is: it opens the context of each of its chunks."""
    title = paper.title if document.title.startswith(paper.title) else f"{document.title} · {paper.title}"
    when = day_words(paper.meeting_date or document.meeting_date)
    parts = (title, paper.council or document.council, paper.committee or document.committee, when)
    return " · ".join(filter(None, parts))


def _abbreviations(blocks: Sequence[Block]) -> tuple[tuple[str, str], ...]:
    pairs = {pair for block in blocks for pair in definitions(block.text)}
    known = {short for short, _ in pairs}
    pairs |= {pair for pair in implied((b.text for b in blocks), _names(blocks)) if pair[0] not in known}
    return tuple(sorted(pairs))


def _names(blocks: Sequence[Block]) -> Iterator[str]:
    """Give the headings, row labels and column heads, which write names whole."""
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            yield block.text
        elif block.row:
            yield from (block.row.row_head, *block.row.heads)


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
