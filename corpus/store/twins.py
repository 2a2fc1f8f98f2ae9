"""Papers that were published twice: word for word in most of their long blocks, or edited a little everywhere."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np

from corpus.store.changes import Changes, Moved
from corpus.store.likeness import COMMON, Sketch, alike, holders, sketch_of

LONG_BLOCK = 40
"""Characters from which on a block says something of its own; shorter ones stand in many papers."""
MOST_PLACES = 12
"""A block that stands in more places is a form's text and tells nothing of twins."""
FEWEST_SHARED = 4
TWIN_SHARE = 0.6
"""Share of a paper's long blocks that stand in its twin word for word: the rest may have been edited."""

Pair = tuple[str, str]

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
    SELECT a.document || '/' || a.paper, b.document || '/' || b.paper FROM long a
    JOIN long b ON a.digest = b.digest AND (a.document, a.paper) <> (b.document, b.paper)
    JOIN sizes s ON s.document = a.document AND s.paper = a.paper
    GROUP BY a.document, a.paper, b.document, b.paper
    HAVING count(DISTINCT a.digest) >= max(:shared, :share * s.size)
"""
_LONG_OF_PAPER = """
    SELECT {what} FROM papers p JOIN blocks b
        ON b.document_id = p.document_id AND b.ordinal BETWEEN p.first_block AND p.last_block
    WHERE p.document_id = ? AND p.ordinal = ? AND length(b.text) >= ?
"""
_PAPERS_WITH = """
    SELECT b.document_id || '/' || p.ordinal FROM blocks b JOIN papers p
        ON p.document_id = b.document_id AND b.ordinal BETWEEN p.first_block AND p.last_block
    WHERE b.digest = ? AND length(b.text) >= ?
"""


def find_twins(
    connection: sqlite3.Connection,
    changes: Changes,
    counted: Iterable[Moved],
    titles: Mapping[str, frozenset[str]],
    dates: Mapping[str, str],
) -> None:
    """Bring the table of twins up to date, inside the caller's transaction.

    `titles` and `dates` have the words of each paper's title and the date of its meeting, by its id.
    """
    _bring_sketches_up_to_date(connection, changes, titles)
    sketches = dict(_sketches(connection))
    if changes.everything:
        touched = None
        connection.execute("DELETE FROM twins")
        limits = {"long": LONG_BLOCK, "places": MOST_PLACES, "shared": FEWEST_SHARED, "share": TWIN_SHARE}
        pairs = set(connection.execute(_TWINS, limits))
    else:
        touched = _touched(connection, changes, counted, titles, sketches)
        _forget(connection, changes, touched)
        pairs = set(_word_for_word(connection, touched))
    # A report that is made anew each quarter is much like the last one; it is of another meeting, or its title says so.
    pairs |= {(a, b) for a, b in alike(sketches, touched) if titles[a] == titles[b] and _is_one_day(dates[a], dates[b])}
    both = sorted({pair for one, other in pairs for pair in ((one, other), (other, one))})
    connection.executemany("INSERT INTO twins VALUES (?, ?)", both)


def _is_one_day(one: str, other: str) -> bool:
    return not (one and other) or one == other


def _bring_sketches_up_to_date(
    connection: sqlite3.Connection, changes: Changes, titles: Mapping[str, frozenset[str]]
) -> None:
    """Store the sketches of changed papers whose titles name them: other papers of the same words are not one paper."""
    if changes.everything:
        connection.execute("DELETE FROM sketches")
    documents = {_document(paper) for paper in titles} if changes.everything else changes.documents
    query = """
        SELECT p.ordinal, b.text FROM papers p JOIN blocks b
            ON b.document_id = p.document_id AND b.ordinal BETWEEN p.first_block AND p.last_block
        WHERE p.document_id = ? AND length(b.text) >= ?
    """
    for document_id in documents:
        texts: dict[int, list[str]] = defaultdict(list)
        for ordinal, text in connection.execute(query, (document_id, LONG_BLOCK)):
            if len(titles[f"{document_id}/{ordinal}"]) > 1:
                texts[ordinal].append(text)
        for ordinal, own in texts.items():
            sketch = sketch_of(own)
            if len(sketch):
                changes.hashes.update(sketch.tolist())
                values = document_id, ordinal, sketch.astype("<u4").tobytes()
                connection.execute("INSERT INTO sketches VALUES (?, ?, ?)", values)


def _sketches(connection: sqlite3.Connection) -> Iterator[tuple[str, Sketch]]:
    for paper, hashes in connection.execute("SELECT document_id || '/' || ordinal, hashes FROM sketches"):
        yield paper, np.frombuffer(hashes, "<u4")


def _touched(
    connection: sqlite3.Connection,
    changes: Changes,
    counted: Iterable[Moved],
    titles: Mapping[str, frozenset[str]],
    sketches: Mapping[str, Sketch],
) -> set[str]:
    """Give the papers whose twins may be others: those that changed, and those that hold what has become common."""
    touched = {paper for paper in titles if _document(paper) in changes.documents}
    for each in counted:
        if each.crosses(2, MOST_PLACES):
            touched.update(paper for (paper,) in connection.execute(_PAPERS_WITH, (each.digest, LONG_BLOCK)))
    changed = {value: change for value, change in changes.hashes.items() if change}
    for value, papers in holders(sketches, changed).items():
        if (len(papers) > COMMON) != (len(papers) - changed[value] > COMMON):
            touched.update(papers)
    return touched


def _forget(connection: sqlite3.Connection, changes: Changes, touched: Collection[str]) -> None:
    """Remove the pairs of which a paper has gone or may have other twins."""
    gone = set(touched)
    for document_id in changes.documents:
        own = f"{document_id}/", f"{document_id}0"  # the sign after the stroke
        gone.update(
            paper for (paper,) in connection.execute("SELECT paper FROM twins WHERE paper >= ? AND paper < ?", own)
        )
    for paper in gone:
        others = connection.execute("SELECT twin FROM twins WHERE paper = ?", (paper,)).fetchall()
        connection.executemany("DELETE FROM twins WHERE paper = ? AND twin = ?", ((twin, paper) for (twin,) in others))
        connection.execute("DELETE FROM twins WHERE paper = ?", (paper,))


def _word_for_word(connection: sqlite3.Connection, papers: Iterable[str]) -> Iterator[Pair]:
    """Give the pairs of some papers and any others, as `_TWINS` gives those of all."""
    places = "SELECT 1 FROM blocks WHERE digest = ? LIMIT ?"
    sizes: dict[str, int] = {}

    def size(paper: str) -> int:
        if paper not in sizes:
            query = _LONG_OF_PAPER.format(what="count(*)")
            (sizes[paper],) = connection.execute(query, (*paper.rsplit("/", 1), LONG_BLOCK)).fetchone()
        return sizes[paper]

    for paper in papers:
        shared: dict[str, int] = defaultdict(int)
        query = _LONG_OF_PAPER.format(what="DISTINCT b.digest")
        for (digest,) in connection.execute(query, (*paper.rsplit("/", 1), LONG_BLOCK)).fetchall():
            if 2 <= len(connection.execute(places, (digest, MOST_PLACES + 1)).fetchall()) <= MOST_PLACES:
                for other in {other for (other,) in connection.execute(_PAPERS_WITH, (digest, LONG_BLOCK))}:
                    shared[other] += other != paper
        for other, count in shared.items():
            if count >= FEWEST_SHARED and count >= TWIN_SHARE * min(size(paper), size(other)):
                yield paper, other


def _document(paper: str) -> str:
    return paper.rpartition("/")[0]
