"""What a word, a label or an abbreviation of the papers means, where they say it: "Amber – at risk of delay"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.opened import Opened
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.retrieval.fusion import Found, any_of
from assistant.said import Said
from corpus.language.abbreviations import spelled_out
from corpus.language.sentences import sentences
from corpus.language.stems import stems
from corpus.records import Block
from corpus.store.filters import Filters

ASKED = re.compile(
    r"\bwhat (?:do|does|did) (?P<one>.+?) (?:mean|stand for|refer to)\b|\bwhat (?:is|are|was|were) meant by (?P<two>.+)"
    r"|\b(?:definition|meaning) of (?P<three>.+)",
    re.IGNORECASE,
)
"""The ways to ask what a name means, with the name and what may follow it."""
STANDS_FOR = re.compile(r"\bstands? for\b", re.IGNORECASE)
QUOTED = re.compile(r"[‘'\"“](?P<name>[^‘’'\"“”]{2,60})[’'\"”]")
ENDS_NAME = re.compile(r"\s+(?:in|on|for|according|when|under|within|as)\s.*$|[?,;.].*$", re.IGNORECASE)
"""What follows a name and tells where it stands."""
ARTICLE = re.compile(r"^(?:an?|the|our|your)\s+", re.IGNORECASE)
SAYS = (
    r"\s*(?:\([^)]{1,60}\))?[’'\"”]?\s*"
    r"(?:[–—:=-]\s|\b(?:is|are|was|means?|refers? to|stands? for|describes?|denotes?)\b)\s*\S"
)
"""What stands between a name and what it means."""
SEARCHED = 40
"""Passages with the name that are looked at."""
WORDS = 60
"""Words of a meaning that are given."""
LEAST = 2
"""Words that a meaning has at least."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sentence, item or row that says what a name means; `kind` is higher for the plainer way to say it."""

    block: Block
    start: int
    end: int
    kind: int


def defined(
    opened: Opened, question: Question, sought: Sought, found: Sequence[Found], filters: Filters | None = None
) -> tuple[Said, ...]:
    """Give what the name that a question asks the meaning of means; nothing where no paper says it."""
    match = ASKED.search(question.text)
    if match is None:
        return ()
    abbreviated = STANDS_FOR.search(question.text) is not None
    for name in _names(next(filter(None, match.groups()))):
        best = max(
            _meanings(opened, name, found, filters),
            key=lambda one: (one.kind if abbreviated else -one.kind, _fit(opened, sought, one.block)),
            default=None,
        )
        if best is not None:
            words = best.block.text[best.start : best.end].split()
            text = " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
            return (Said(text, best.block, best.start, best.end),)
    return ()


def _names(words: str) -> Iterator[str]:
    """Give what may be the name, the likeliest first: what is quoted, else the words with fewer and fewer of them."""
    quoted = QUOTED.search(words)
    if quoted:
        yield quoted["name"].strip()
    plain = ARTICLE.sub("", ENDS_NAME.sub("", QUOTED.sub(lambda m: m["name"], words).strip())).split()
    for count in range(len(plain), 0, -1):
        name = " ".join(plain[:count])
        if count == len(plain) or count > 1 or name.isupper():
            yield name


def _meanings(opened: Opened, name: str, found: Sequence[Found], filters: Filters | None) -> Iterator[Meaning]:
    hits = opened.snapshot.search_keywords(any_of([name]), SEARCHED, filters)
    chunks = {chunk.id: chunk for chunk in (*(one.chunk for one in found), *(hit.chunk for hit in hits))}
    seen: set[str] = set()
    for chunk in chunks.values():
        for block in opened.blocks(chunk.document_id, chunk.first_block, chunk.last_block):
            if block.id not in seen and name.casefold() in block.text.casefold():
                seen.add(block.id)
                yield from _in_block(block, name)


def _in_block(block: Block, name: str) -> Iterator[Meaning]:
    if block.row:
        filled = [cell for cell in block.row.cells if cell]
        if len(filled) > 1 and filled[0].casefold() == name.casefold() and len(filled[1].split()) >= LEAST:
            yield Meaning(block, 0, len(block.text), 0)
    says = re.compile(rf"^\W*(?:(?:an?|the)\s+)?{re.escape(name)}{SAYS}", re.IGNORECASE)
    # A name is in brackets where the words before it say what it is short for.
    short = re.compile(rf"\(\s*[‘'\"“]?{re.escape(name)}[’'\"”]?\s*\){SAYS}")
    for start, end in [(0, len(block.text))] if block.row else sentences(block.text):
        text = block.text[start:end]
        if not block.row and (says.search(text) or short.search(text)):
            yield Meaning(block, start, end, 0)
        elif name.isupper() and spelled_out(text, name):
            yield Meaning(block, start, end, 1)


def _fit(opened: Opened, sought: Sought, block: Block) -> float:
    """Give how much of the question stands in or above a block and in the name of its paper, 0 to 1."""
    document, paper = opened.documents[block.document_id], opened.paper(block)
    around = (
        f"{block.text} {' '.join(block.headings)} {paper.title} {document.title} {document.name} {document.council}"
    )
    return sought.share(sought.found(stems(around)))
