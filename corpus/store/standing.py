"""Which papers still stand, and which were published twice: worked out from all documents together.

Nothing of it is stored with the papers themselves, so that a paper that is removed undoes what it said of others.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.findings import ClaimKind
from corpus.language.stems import stems
from corpus.records import PaperKind, Standing
from corpus.store.likeness import alike, sketch_of

LONG_BLOCK = 40
"""Characters from which on a block says something of its own; shorter ones stand in many papers."""
MOST_PLACES = 12
"""A block that stands in more places is a form's text and tells nothing of twins."""
FEWEST_SHARED = 4
TWIN_SHARE = 0.6
"""Share of a paper's long blocks that stand in its twin word for word: the rest may have been edited."""
ALIKE = 0.8
"""Share of the words of the shorter of two titles that are in the longer, if they name one report."""
MINUTES = str(PaperKind.MINUTES)

_TWINS = """
    WITH long AS (
        SELECT b.document_id AS document, p.ordinal AS paper, b.digest AS digest
        FROM blocks b JOIN papers p
            ON p.document_id = b.document_id AND b.ordinal BETWEEN p.first_block AND p.last_block
        WHERE length(b.text) >= :long
            AND b.digest IN (SELECT digest FROM blocks GROUP BY digest HAVING count(*) BETWEEN 2 AND :places)
    ), sizes AS (
        SELECT p.document_id AS document, p.ordinal AS paper, count(*) AS size
        FROM papers p JOIN blocks b
            ON b.document_id = p.document_id AND b.ordinal BETWEEN p.first_block AND p.last_block
        WHERE length(b.text) >= :long GROUP BY p.document_id, p.ordinal
    )
    SELECT a.document, a.paper, b.document, b.paper FROM long a
    JOIN long b ON a.digest = b.digest AND (a.document, a.paper) <> (b.document, b.paper)
    JOIN sizes s ON s.document = a.document AND s.paper = a.paper
    GROUP BY a.document, a.paper, b.document, b.paper
    HAVING count(DISTINCT a.digest) >= max(:shared, :share * s.size)
"""


_LONG_TEXTS = """
    SELECT p.document_id, p.ordinal, b.text FROM papers p JOIN blocks b
        ON b.document_id = p.document_id AND b.ordinal BETWEEN p.first_block AND p.last_block
    WHERE length(b.text) >= :long
"""


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


def settle(connection: sqlite3.Connection) -> None:
    """Work out twins and standings anew, inside the caller's transaction."""
    connection.execute("DELETE FROM twins")
    connection.execute("DELETE FROM standings")
    limits = {"long": LONG_BLOCK, "places": MOST_PLACES, "shared": FEWEST_SHARED, "share": TWIN_SHARE}
    pairs = [(f"{a}/{m}", f"{b}/{n}") for a, m, b, n in connection.execute(_TWINS, limits)]
    papers = list(_papers(connection))
    pairs += _edited(connection, papers)
    both = sorted({pair for one, other in pairs for pair in ((one, other), (other, one))})
    connection.executemany("INSERT INTO twins VALUES (?, ?)", both)
    twins: dict[str, set[str]] = defaultdict(set)
    for one, other in both:
        twins[one].add(other)
    settled: dict[str, tuple[str, str]] = {}
    for claim in _claims(connection, papers):
        for paper in papers:
            if _speaks_of(claim, paper):
                known = _settled(claim, papers)
                same = {other for other in twins[paper.id] if _document(other) != claim.by.document_id}
                settled.update(dict.fromkeys({paper.id, *(same if known[0] == Standing.APPROVED else ())}, known))
    rows = ((*paper_id.rsplit("/", 1), standing, by) for paper_id, (standing, by) in settled.items())
    connection.executemany("INSERT INTO standings VALUES (?, ?, ?, ?)", rows)


def _edited(connection: sqlite3.Connection, papers: Sequence[_Paper]) -> list[tuple[str, str]]:
    """Give the papers of one title and meeting that are one text though every paragraph of it was edited.

    A report that is made anew each quarter is much like the last one; it is of another meeting, or its title says so.
    """
    known = {paper.id: paper for paper in papers if len(paper.title) > 1}
    texts: dict[str, list[str]] = defaultdict(list)
    for document_id, ordinal, text in connection.execute(_LONG_TEXTS, {"long": LONG_BLOCK}):
        texts[f"{document_id}/{ordinal}"].append(text)
    found = alike({paper: sketch_of(texts[paper]) for paper in known if paper in texts})
    return [(one, other) for one, other in found if _is_one_meeting(known[one], known[other])]


def _is_one_meeting(one: _Paper, other: _Paper) -> bool:
    dated = one.meeting_date and other.meeting_date
    return one.title == other.title and (not dated or one.meeting_date == other.meeting_date)


def _papers(connection: sqlite3.Connection) -> Iterator[_Paper]:
    query = """
        SELECT p.document_id, p.ordinal, p.kind, p.item, p.title, coalesce(nullif(p.committee, ''), d.committee),
            coalesce(p.meeting_date, d.meeting_date, '')
        FROM papers p JOIN documents d ON d.id = p.document_id
    """
    for document_id, ordinal, kind, item, title, committee, when in connection.execute(query):
        yield _Paper(document_id, ordinal, kind, item, _words(title), _words(committee), when)


def _claims(connection: sqlite3.Connection, papers: Iterable[_Paper]) -> Iterator[_Claim]:
    """Give all claims, the earlier meeting's first: of two papers that replace one the later is remembered."""
    known = {paper.id: paper for paper in papers}
    found = []
    for document_id, value in connection.execute("SELECT document_id, value FROM findings"):
        for claim in json.loads(value)["claims"]:
            by = known.get(f"{document_id}/{claim['paper']}")
            if by is not None:
                committee = _words(claim["committee"]) or by.committee
                words = (_words(claim["title"]), claim["item"], committee, claim["meeting_date"])
                found.append(_Claim(by, claim["kind"], *words))
    return iter(sorted(found, key=lambda claim: claim.by.meeting_date))


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


def _settled(claim: _Claim, papers: Sequence[_Paper]) -> tuple[str, str]:
    """Give the standing that a claim gives, and the paper that stands now: of a replacement the enclosed report."""
    if claim.kind == ClaimKind.AGREES:
        return str(Standing.APPROVED), claim.by.id
    own = [paper for paper in papers if paper.document_id == claim.by.document_id and paper.id != claim.by.id]
    named = next((paper for paper in own if _is_alike(claim.title, paper.title)), claim.by)
    return str(Standing.SUPERSEDED), named.id


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 1 and len(one & other) >= ALIKE * shorter


def _words(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def _document(paper_id: str) -> str:
    return paper_id.rpartition("/")[0]
