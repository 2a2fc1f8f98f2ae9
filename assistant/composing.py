"""The extractive composer: the sentences or table rows that answer, short, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.candidates import Candidate, Wanted
from assistant.question import Asks, Question
from corpus.language.stems import stems
from corpus.records import Block, BlockKind
from corpus.store.index import Snapshot

FLOOR = 0.62
"""Share of the question's words, by rarity, that a candidate and what is around it must hold to count as an answer."""
SHORT = 38
"""Words of a sentence that is given whole to a question for a single thing; a longer one is cut to its clause."""
LONG = 120
"""Words of an answer to any other question."""
CLAUSE_END = re.compile(r"[;:]\s|\s[–-]\s|,\s(?=and |but |while |with |which |compared )|\.\s|\)\s?[,;]?\s")


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of an answer: its words, and the quote that they rest on, `block.text[start:end]`."""

    words: str
    block: Block
    start: int
    end: int


def compose(snapshot: Snapshot, question: Question, ranked: Sequence[Candidate], sought: Wanted) -> list[Said]:
    """Give the pieces that answer the question, best first; none where no candidate reaches the floor."""
    able = [candidate for candidate in ranked if candidate.coverage >= FLOOR]
    if question.asks is not Asks.TEXT:
        able = [candidate for candidate in able if candidate.features.kind > 0]
    if not able:
        return []
    best = able[0]
    if question.asks in (Asks.FIGURE, Asks.WHO, Asks.WHEN):
        return [_short(best, question, sought)]
    listed = _list_under(snapshot, best)
    if listed:
        return listed
    return _long(able)


def _short(candidate: Candidate, question: Question, sought: Wanted) -> Said:
    block = candidate.block
    if block.row:
        return Said(_row_words(block, sought), block, 0, len(block.text))
    text = candidate.text
    if len(text.split()) <= SHORT:
        return Said(text, block, candidate.start, candidate.end)
    start, end = _clause(candidate)
    opening = "… " if start > candidate.start else ""
    closing = " …" if end < candidate.end else ""
    return Said(f"{opening}{block.text[start:end].strip()}{closing}", block, candidate.start, candidate.end)


def _clause(candidate: Candidate) -> tuple[int, int]:
    """Give the part of a long sentence around the quantity that it was chosen for, cut where clauses end."""
    text = candidate.block.text
    cuts = [candidate.start]
    cuts += [m.end() for m in CLAUSE_END.finditer(text, candidate.start, candidate.end)]
    cuts.append(candidate.end)
    focus = candidate.quantity.start if candidate.quantity else candidate.start
    first = max(i for i, cut in enumerate(cuts) if cut <= focus)
    last = min(first + 1, len(cuts) - 1)
    # Grow to the left first: what a figure is of is mostly said before it.
    while first > 0 and len(text[cuts[first - 1] : cuts[last]].split()) <= SHORT:
        first -= 1
    while last + 1 < len(cuts) and len(text[cuts[first] : cuts[last + 1]].split()) <= SHORT:
        last += 1
    return cuts[first], cuts[last]


def _row_words(block: Block, sought: Wanted) -> str:
    """Give a table row as words: its first cell, then the columns asked for, or all of them."""
    row = block.row
    if row is None:
        return block.text
    cells = [(head, cell) for head, cell in zip(row.heads or ("",) * len(row.cells), row.cells, strict=False) if cell]
    if len(cells) < 2:
        return block.text
    shares = [sought.share(sought.found(stems(head))) for head, _ in cells[1:]]
    chosen = cells[1:]
    if max(shares) > 0 and row.heads:
        chosen = [pair for pair, share in zip(cells[1:], shares, strict=True) if share == max(shares)]
    parts = [f"{head}: {cell}" if head else cell for head, cell in chosen]
    return f"{cells[0][1]} – {'; '.join(parts)}"


def _list_under(snapshot: Snapshot, best: Candidate) -> list[Said]:
    """Give a lead sentence with the list items under it, when the best candidate is either."""
    block = best.block
    nearby = snapshot.catalogue.blocks(block.document_id, max(0, block.ordinal - 12), block.ordinal + 12)
    at = next(i for i, other in enumerate(nearby) if other.ordinal == block.ordinal)
    first = at
    while first > 0 and nearby[first].kind is BlockKind.LIST_ITEM:
        first -= 1
    if nearby[first].kind is not BlockKind.PARAGRAPH or not nearby[first].text.rstrip().endswith(":"):
        return []
    items = []
    for other in nearby[first + 1 :]:
        if other.kind is not BlockKind.LIST_ITEM:
            break
        items.append(other)
    if not items:
        return []
    lead = nearby[first]
    pieces = [Said(_last_sentence(lead.text), lead, 0, len(lead.text))]
    words = len(pieces[0].words.split())
    for item in items:
        words += len(item.text.split())
        if words > LONG:
            break
        pieces.append(Said(item.text, item, 0, len(item.text)))
    return pieces


def _last_sentence(text: str) -> str:
    from corpus.language.sentences import sentences

    start, end = sentences(text)[-1]
    return text[start:end]


def _long(able: Sequence[Candidate]) -> list[Said]:
    """Give the best sentence, and those that follow it or come near it in score, up to the length of an answer."""
    pieces: list[Said] = []
    words = 0
    for candidate in able[:3]:
        count = len(candidate.text.split())
        if pieces and (words + count > LONG or candidate.score < 0.8 * able[0].score):
            break
        words += count
        text = candidate.text if count <= LONG else " ".join(candidate.text.split()[:LONG]) + " …"
        pieces.append(Said(text, candidate.block, candidate.start, candidate.end))
    return pieces
