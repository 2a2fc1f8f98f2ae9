"""Which papers still stand: worked out from what all documents together say of each other.

Nothing of it is stored with the papers themselves, so that a paper that is removed undoes what it said of others.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.findings import ClaimKind
from corpus.language.stems import stems
from corpus.records import PaperKind, Standing
from corpus.store.changes import Changes, Moved
from corpus.store.twins import find_twins

ALIKE = 0.8
"""Share of the words of the shorter of two titles that are in the longer, if they name one report."""
MINUTES = str(PaperKind.MINUTES)


@dataclass(frozen=True, slots=True)
class _Paper:
    """What of a paper decides whether another speaks of it; what it does not say itself is its document's."""

    document_id: str
    ordinal: int
    kind: str
    item: str
    title: frozenset[str]
    committee: frozenset[str]
    meeting_date: str

    @property
    def id(self) -> str:
        return f"{self.document_id}/{self.ordinal}"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim with the paper that makes it."""

    by: _Paper
    kind: str
    title: frozenset[str]
    item: str
    committee: frozenset[str]
    meeting_date: str


def settle(connection: sqlite3.Connection, changes: Changes, counted: Iterable[Moved]) -> None:
    """Bring twins and standings up to date, inside the caller's transaction."""
    papers = {paper.id: paper for paper in _papers(connection)}
    titles = {key: paper.title for key, paper in papers.items()}
    find_twins(connection, changes, counted, titles, {key: paper.meeting_date for key, paper in papers.items()})
    _bring_claims_up_to_date(connection, changes)
    settled = _settled_by_claims(connection, papers)
    held = {f"{row[0]}/{row[1]}": row[2:] for row in connection.execute("SELECT * FROM standings")}
    gone = (paper.rsplit("/", 1) for paper, known in held.items() if settled.get(paper) != known)
    connection.executemany("DELETE FROM standings WHERE document_id = ? AND ordinal = ?", gone)
    new = ((*paper.rsplit("/", 1), *known) for paper, known in settled.items() if held.get(paper) != known)
    connection.executemany("INSERT INTO standings VALUES (?, ?, ?, ?)", new)


def _settled_by_claims(connection: sqlite3.Connection, papers: Mapping[str, _Paper]) -> dict[str, tuple[str, str]]:
    """Give the standing that claims give papers, and by which paper."""
    settled: dict[str, tuple[str, str]] = {}
    by_meeting = _ByMeeting(papers.values())
    own: dict[str, list[_Paper]] = defaultdict(list)
    for paper in papers.values():
        own[paper.document_id].append(paper)
    for claim in _claims(connection, papers):
        for paper in by_meeting.of(claim):
            if _speaks_of(claim, paper):
                known = _settled(claim, own[claim.by.document_id])
                settled[paper.id] = known
                if known[0] == Standing.APPROVED:
                    twins = connection.execute("SELECT twin FROM twins WHERE paper = ?", (paper.id,))
                    same = (twin for (twin,) in twins if twin.rpartition("/")[0] != claim.by.document_id)
                    settled.update(dict.fromkeys(same, known))
    return settled


class _ByMeeting:
    """Papers by committee and date: a claim names most often both, and there may be very many papers."""

    def __init__(self, papers: Iterable[_Paper]) -> None:
        self._papers: dict[frozenset[str], dict[str, list[_Paper]]] = defaultdict(lambda: defaultdict(list))
        for paper in papers:
            self._papers[paper.committee][paper.meeting_date].append(paper)

    def of(self, claim: _Claim) -> Iterator[_Paper]:
        """Give the papers that a claim may be about, and perhaps others."""
        for committee in [claim.committee] if claim.committee else list(self._papers):
            dated = self._papers.get(committee, {})
            for day in [claim.meeting_date, ""] if claim.meeting_date else list(dated):
                yield from dated.get(day, ())


def _papers(connection: sqlite3.Connection) -> Iterator[_Paper]:
    query = """
        SELECT p.document_id, p.ordinal, p.kind, p.item, p.title, coalesce(nullif(p.committee, ''), d.committee),
            coalesce(p.meeting_date, d.meeting_date, '')
        FROM papers p JOIN documents d ON d.id = p.document_id ORDER BY p.document_id, p.ordinal
    """
    known = cache(_words)  # committees and many titles are the same in many papers
    for document_id, ordinal, kind, item, title, committee, when in connection.execute(query):
        yield _Paper(document_id, ordinal, kind, item, known(title), known(committee), when)


def _bring_claims_up_to_date(connection: sqlite3.Connection, changes: Changes) -> None:
    """Keep the claims of documents apart from what else was found in them, which is much."""
    query = """
        INSERT INTO claims SELECT document_id, json_extract(value, '$.claims') FROM findings
        WHERE json_array_length(value, '$.claims') > 0
    """
    if changes.everything:
        connection.execute("DELETE FROM claims")
        connection.execute(query)
    else:
        connection.executemany(f"{query} AND document_id = ?", ((document,) for document in changes.documents))


def _claims(connection: sqlite3.Connection, papers: Mapping[str, _Paper]) -> Sequence[_Claim]:
    """Give all claims, the earlier meeting's first: of two papers that replace one the later is remembered."""
    found = []
    for document_id, value in connection.execute("SELECT document_id, value FROM claims ORDER BY document_id"):
        for claim in json.loads(value):
            by = papers.get(f"{document_id}/{claim['paper']}")
            if by is not None:
                committee = _words(claim["committee"]) or by.committee
                words = (_words(claim["title"]), claim["item"], committee, claim["meeting_date"])
                found.append(_Claim(by, claim["kind"], *words))
    return sorted(found, key=lambda claim: claim.by.meeting_date)


def _speaks_of(claim: _Claim, paper: _Paper) -> bool:
    """Say whether a claim is about a paper: same committee and meeting, and the item or title that it names."""
    if paper.document_id == claim.by.document_id or (claim.committee and paper.committee != claim.committee):
        return False
    if claim.kind == ClaimKind.AGREES:
        return paper.kind == MINUTES and bool(claim.meeting_date) and paper.meeting_date == claim.meeting_date
    if claim.meeting_date and paper.meeting_date and paper.meeting_date != claim.meeting_date:
        return False
    is_later = paper.meeting_date <= claim.by.meeting_date if paper.meeting_date and claim.by.meeting_date else True
    return is_later and paper.kind not in {MINUTES, str(PaperKind.AGENDA)} and _is_alike(claim.title, paper.title)


def _settled(claim: _Claim, of_its_document: Sequence[_Paper]) -> tuple[str, str]:
    """Give the standing that a claim gives, and the paper that stands now: of a replacement the enclosed report."""
    if claim.kind == ClaimKind.AGREES:
        return str(Standing.APPROVED), claim.by.id
    own = [paper for paper in of_its_document if paper.id != claim.by.id]
    named = next((paper for paper in own if _is_alike(claim.title, paper.title)), claim.by)
    return str(Standing.SUPERSEDED), named.id


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 1 and len(one & other) >= ALIKE * shorter


def _words(text: str) -> frozenset[str]:
    return frozenset(stems(text))
