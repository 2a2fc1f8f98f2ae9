"""The list that a question asks for, found by its lead or its heading wherever it stands, with what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.opened import Opened
from assistant.prose.lists import (
    NUMBERS,
    PAIR,
    Listed,
    how_many,
    is_printed,
    leads,
    list_beside,
    list_under,
    said,
    says_it_all,
    wants_list,
)
from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate, candidates
from assistant.retrieval.fusion import Found, any_of
from assistant.said import Said
from corpus.language.sentences import sentences
from corpus.language.stems import known_stems
from corpus.records import Block, BlockKind, Chunk
from corpus.store.filters import Filters

PAPERS, SEARCHED = 3, 20
"""Papers of the best passages, and passages of each, that are searched for what their names do not say of the subject.

What is headed "What needs to improve" in a letter on an inspection need not name the inspection, nor its time.
"""
LOOKED_AT = 10
"""Leads and headings, those with most of the subject first, whose lists are looked at closely."""
HEADED = 0.2
"""Share of the subject's words that a lead or heading must hold for its list to be the one asked for."""
NAMED = 0.3
"""What it must hold where nothing in the question says that several things are asked for, or another one fits, too."""
PRINTED = 0.1
"""What a list gains by being one as printed, where others fit as well."""
COVERED = 0.7
"""Share of the subject's words that a list with all that is above it must hold."""
LED = 2
"""Sentences at the end of a paragraph that lead its list."""
SEVERAL = 3
"""A number of things that a question names for its own sake."""
MAY_BE_SEVERAL = re.compile(
    r"\bwhat\b[^?]*\b(?:ask(?:ed|ing)?\b[^?]*\bfor|recommend\w*|request\w*|suggest\w*|propose[ds]?|priorit\w+"
    r"|(?:needs?|needed|have|has|had) to (?:be )?\w+)\b",
    re.IGNORECASE,
)
"""Questions for what somebody asked for, or what must be done, which may be several things."""

TO_DECIDE = re.compile(
    r"\brecommend\w*|\b(?:is|are|be) (?:asked|invited|requested) to\b|\basked to (?:do|agree|note|decide)\b",
    re.IGNORECASE,
)
"""What leads the recommendations of a report, which answer only who asks for them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A list in words, and the candidate that it stands for: the best of its items with all that the list holds."""

    said: tuple[Said, ...]
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class _Led:
    """A block of a list, what leads it (a block, or None for its heading) and how much that is of the subject."""

    chunk: Chunk
    block: Block
    lead: Block | None
    own: float

    @property
    def words(self) -> str:
        """The words that lead it."""
        return self.lead.text if self.lead else self.block.headings[-1]


def asked_list(
    opened: Opened,
    question: Question,
    sought: Sought,
    found: Sequence[Found],
    ranked: Sequence[Candidate],
    filters: Filters | None = None,
) -> Asked | None:
    """Give the list whose lead or heading names what is asked for; None where several things are not asked for."""
    several = wants_list(question)
    may = question.asks in (Asks.TEXT, Asks.WHO) and MAY_BE_SEVERAL.search(question.text) is not None
    if not (several or may) or not any(sought.core) or (several and says_it_all(ranked, question)):
        return None
    least = HEADED if several else NAMED
    to_decide = TO_DECIDE.search(question.text) is not None
    led = (one for one in _led(opened, question, sought, found, filters) if one.own >= least)
    fitting = [one for one in led if to_decide or not TO_DECIDE.search(one.words)]
    best: tuple[float, Asked] | None = None
    looked = 0
    for one in sorted(fitting, key=lambda each: -each.own):
        listed = list_under(opened.snapshot, one.lead) if one.lead else list_beside(opened.snapshot, one.block)
        if listed is None or len(listed.items) < PAIR or not (several or is_printed(listed)):
            continue
        asked = _closely(opened, question, sought, one, listed, ranked)
        looked += 1
        fit = one.own + sought.core_share(asked.candidate.held) + PRINTED * is_printed(listed) if asked else 0.0
        if asked is not None and (best is None or fit > best[0]):
            best = (fit, asked)
        if looked == LOOKED_AT:
            break
    return best[1] if best else None


def _led(
    opened: Opened, question: Question, sought: Sought, found: Sequence[Found], filters: Filters | None
) -> Iterator[_Led]:
    """Give the lists in the passages found and in others with the question's words, each once by what leads it."""
    chunks = {one.chunk.id: one.chunk for one in found}
    for document_id in list(dict.fromkeys(one.chunk.document_id for one in found))[:PAPERS]:
        document = opened.documents[document_id]
        wanted = zip(sought.written, _beside(sought, f"{document.title} {document.name}"), strict=True)
        words = any_of(word for written, own in wanted if own for word in written)
        within = replace(filters or Filters(), documents=(document_id,))
        chunks |= {hit.chunk.id: hit.chunk for hit in opened.snapshot.search_keywords(words, SEARCHED, within)}
    seen: set[tuple[str, object]] = set()
    for chunk in chunks.values():
        for block in opened.blocks(chunk.document_id, chunk.first_block, chunk.last_block):
            if block.row is not None or block.kind is BlockKind.HEADING:
                continue
            if block.headings and (chunk.document_id, block.headings) not in seen:
                seen.add((chunk.document_id, block.headings))
                yield _Led(chunk, block, None, _named(opened, sought, block, block.headings[-1]))
            lead = _lead_of(opened, block)
            if lead is not None and (chunk.document_id, lead.ordinal) not in seen:
                seen.add((chunk.document_id, lead.ordinal))
                last = sentences(lead.text)[-LED:]
                words = " ".join((*lead.headings[-1:], lead.text[last[0][0] :] if last else ""))
                yield _Led(chunk, block, lead, _named(opened, sought, lead, words))


def _lead_of(opened: Opened, block: Block) -> Block | None:
    if block.kind is BlockKind.LIST_ITEM and block.parent is not None:
        block = opened.blocks(block.document_id, block.parent, block.parent)[0]
    return block if block.row is None and leads(opened.snapshot, block) else None


def _named(opened: Opened, sought: Sought, block: Block, words: str) -> float:
    """Give how much of the subject the words that lead a list hold, 0 to 1, beside what the name of its paper holds."""
    paper, document = opened.paper(block), opened.documents[block.document_id]
    wanted = _beside(sought, f"{paper.title} {document.title} {document.name}")
    found = sought.found(known_stems(words))
    total = sum(weight for weight, own in zip(sought.rarity, wanted, strict=True) if own)
    here = sum(weight for weight, own, f in zip(sought.rarity, wanted, found, strict=True) if own and f)
    return here / total if total else 0.0


def _beside(sought: Sought, name: str) -> Sequence[bool]:
    """Tell which words of the subject the name of a paper does not hold; all where it holds them all."""
    rest = [own and not known for own, known in zip(sought.core, sought.found(known_stems(name)), strict=True)]
    return rest if any(rest) else sought.core


def _closely(
    opened: Opened, question: Question, sought: Sought, led: _Led, listed: Listed, ranked: Sequence[Candidate]
) -> Asked | None:
    """Give a list with the candidate that it stands for; None where it is of another number, time, place or subject."""
    wanted = how_many(question)
    if wanted >= SEVERAL and len(listed.items) != wanted and is_printed(listed):
        return None
    pieces = said(listed, cut=True)
    own = {(block.id, start) for block, start, _ in listed.items}
    near = [one for one in candidates(opened, question, [Found(led.chunk, 1.0)], sought) if one.row is None]
    items = [one for one in near if (one.block.id, one.start) in own] or near
    if not pieces or not items or all(one.features.elsewhere >= 1 for one in items):
        return None
    paper = opened.paper(led.block)
    dated = [*items, *(one for one in ranked if opened.paper(one.block).id == paper.id)]
    if question.periods and not any(one.features.period for one in dated):
        return None
    best = max(items, key=lambda one: one.score)
    words = sought.found(known_stems(" ".join(piece.words for piece in pieces)))
    # How many things the sentences of a paragraph are cannot be told.
    count = len(listed.items) if is_printed(listed) else wanted
    counted = [_is_number(group, count) and wanted == count for group in sought.groups]
    spoken = tuple(a or b for a, b in zip(words, counted, strict=True))
    # A lead is brief, and says of what its paper speaks throughout no more than "the group" or "they".
    theme = best.theme if is_printed(listed) else [False] * len(best.theme)
    around = [any(each) for each in zip(best.held, theme, strict=True)]
    held = tuple(a or b for a, b in zip(spoken, around, strict=True))
    of_paper = [a or b for a, b in zip(held, best.in_paper, strict=True)]
    if sought.core_share(of_paper) < COVERED:
        return None
    features = replace(best.features, words=sought.share(spoken))
    coverage = max(best.coverage, sought.share(held))
    return Asked(pieces, replace(best, features=features, near=spoken, held=held, coverage=coverage))


def _is_number(group: frozenset[tuple[str, ...]], count: int) -> bool:
    """Tell whether a word of a question is the number of things that a list has."""
    return any(len(spelling) == 1 and spelling[0] in {str(count), *_words(count)} for spelling in group)


def _words(count: int) -> Sequence[str]:
    return known_stems(NUMBERS[count]) if count < len(NUMBERS) else ()
