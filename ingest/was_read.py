"""What was read of a file, and by which version, for those who do not read themselves: that takes much to import."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.figures import Figure
from corpus.findings import NO_FINDINGS, Findings
from corpus.records import Block, Chunk, Document, Paper

READER = "4"
"""The version of the reading. Raised with each release in which any file is read otherwise: what is held then is read
anew, by the ingest of its files or by `scrutineer ingest --again`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what its file says.

    `abbreviations` are pairs of short and long form that it defines or implies, in order.
    """

    document: Document
    blocks: tuple[Block, ...]
    papers: tuple[Paper, ...]
    findings: Findings = NO_FINDINGS
    figures: tuple[Figure, ...] = ()
    notes: tuple[str, ...] = ()
    chunks: tuple[Chunk, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
