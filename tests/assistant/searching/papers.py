"""Invented papers of several committees and years, to be searched."""

from datetime import date

import numpy as np

from assistant.opened import Opened
from assistant.searching.request import Request
from assistant.searching.search import search
from corpus.records import Block, BlockKind, Chunk, Paper, PaperKind, Standing
from corpus.store.catalogue import Catalogue
from corpus.store.catalogue_file import FILE_NAME
from corpus.store.contents import Contents
from corpus.store.index import MODEL as MODEL_KEY
from corpus.store.index import Snapshot
from corpus.store.originals import Originals
from tests.assistant.held import made, paragraph
from tests.corpus.store.made import MODEL, document, vector_of

HARBOUR = "Harbour Committee"
FERRIES = "Ferries Panel"


def hold(folder, name, *blocks, **fields):
    """Hold a paper in the catalogue of a folder; a search needs no vectors and no files."""
    _, paper, contents = made(folder, name, *blocks, **fields)
    return _put(folder, paper, contents)


def _put(folder, paper, contents):
    file = folder / FILE_NAME
    catalogue = Catalogue(file, writable=True) if file.exists() else Catalogue.create(file, {MODEL_KEY: MODEL})
    catalogue.put(paper, contents)
    catalogue.close()
    return paper


def papers_of(folder):
    """Hold four papers; give them opened."""
    hold(
        folder,
        "dredging.txt",
        paragraph("The dredger cleared the north channel in spring."),
        paragraph("Silt returned to the channel by the autumn, and the dredger was called back."),
        council="Seamouth Council",
        committee=HARBOUR,
        meeting_date=date(2018, 5, 3),
    )
    hold(
        folder,
        "ferry.txt",
        paragraph("The night ferry carried 4,210 passengers through the channel."),
        council="Seamouth Council",
        committee=FERRIES,
        meeting_date=date(2019, 5, 2),
    )
    hold(
        folder,
        "buoys.txt",
        paragraph("Buoys mark the channel for the dredger and the ferry alike."),
        council="Eastport Council",
        committee=HARBOUR,
        meeting_date=date(2019, 9, 5),
    )
    hold(folder, "note.txt", paragraph("An undated note on the channel."))
    return opened_in(folder)


def opened_in(folder):
    catalogue = Catalogue(folder / FILE_NAME, writable=True)
    catalogue.finish()
    catalogue.close()
    return Opened(Snapshot(folder, Originals(folder / "originals")))


def found(opened, words="", **fields):
    """The titles of the papers that a search finds, in order."""
    return [group.entry.title for group in search(opened, Request(words, **fields)).groups]


def hold_pack(folder, count, council="Seamouth Council"):
    """Hold a pack of two papers: minutes, and a report with as many passages as are asked for."""
    pack = document("pack.txt", title="Pack", council=council, meeting_date=date(2020, 1, 9))
    texts = ["The minutes of the lighthouse meeting.", *(f"Lighthouse log entry {n}." for n in range(count))]
    blocks = tuple(Block(pack.id, n, BlockKind.PARAGRAPH, text, page=n + 1) for n, text in enumerate(texts))
    chunks = tuple(Chunk(pack.id, n, n, n, text) for n, text in enumerate(texts))
    papers = (
        Paper(pack.id, 0, "Minutes", 0, 0, PaperKind.MINUTES, "2", first_page=1, last_page=1, standing=Standing.DRAFT),
        Paper(
            pack.id, 1, "Log", 1, count, PaperKind.REPORT, "3", officer="Ann Head", first_page=2, last_page=count + 1
        ),
    )
    vectors = np.repeat(vector_of("any")[np.newaxis], len(texts), axis=0)
    return _put(folder, pack, Contents(papers, blocks, chunks=chunks, embeddings=vectors))
