"""What papers fill in behind a label: "Key decision: No", "Date of decision: 9 April 2019", "Lead inspector: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.opened import Opened
from assistant.questions.question import POSSESSIVE, WORD, Asks, Question
from assistant.questions.sought import Sought
from assistant.ranking.things import NAME
from assistant.retrieval.fusion import Found, expression
from assistant.said import Said
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.periods import find_periods
from corpus.language.stems import known_stems, stems
from corpus.records import Block, BlockKind, Chunk

LABEL = re.compile(r"^(?P<label>[A-Z][^:?.,;\d]{2,60}[:?])[:?\s]*(?P<value>\S.*)$", re.DOTALL)
KINDS = re.compile(
    r"\b(?:officers?|lead|author|owner|chair\w*|responsible|accountable|contact|members?|director|manager|inspector"
    r"|approved by|written by|checked by|issued by|dates?|deadline|due|start\w*|end\w*|review\w*|decision)\b",
    re.IGNORECASE,
)
"""Words of a heading or cell that is a label; words that are none stand behind other headings and cells, too."""
KINDS_OR_NAME = re.compile(rf"\bname\b|{KINDS.pattern}", re.IGNORECASE)
DASHED = re.compile(r"^(?P<label>[A-Z][^:?.,;\d–—]{2,60}?\s\S[^:?.,;\d–—]*)\s[–—-]\s(?P<value>\S.*)$", re.DOTALL)
"""A label and what is filled in, the whole of a block."""
YES_OR_NO = re.compile(
    r"^\W*(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should)(?:n't|nt)?\b", re.IGNORECASE
)
"""Questions that yes or no would answer."""
ANY = re.compile(r"any\b", re.IGNORECASE)
"""How labels open that are filled in whether or not there was any: "Any alternatives considered and rejected". What was
done with them is mostly asked in other words."""
SAYS_YES_OR_NO = re.compile(r"^(?:yes|no|not|none|n/?a)\b", re.IGNORECASE)
DECIDED = re.compile(r"\bwhat\b.*\b(?:decided?|decision|resolved?|agreed?)\b|\bdecision on\b", re.IGNORECASE)
DECISION = re.compile(r"^(?:decisions?|resolved|resolution|agreed)\W*$", re.IGNORECASE)
SEARCHED = 60
"""Passages with the question's words that are looked at for a label."""
LEAST = 0.7
"""Share of the subject's words that the label, the paper's name and the passage must hold."""
BODIES = frozenset(stems("cabinet committee council members board panel"))
"""Words that name no paper: every one is of such a body."""
PERSON_STEMS = frozenset(stems("officer person name member"))
"""Words of a label that say no more than that it is filled in with a person."""
POST_LABEL = re.compile(
    r"^(?:job |post |position )?(?:title|post|position|role|designation)(?: held)?\W*$", re.IGNORECASE
)
"""A label behind which the post stands of whoever is named in the line before."""
PARTS = re.compile(r"\s*(?:&|/|;|\band\b)\s*")
"""Between two that are filled in behind a label of two: "Chair / Clerk: Ada Lane & Bo Reed"."""
PAIR = 2
"""Cells of a row that is a label and what is filled in."""
BRIEF = 16
"""Words of a name or a date that is filled in."""
FRONT = 8
"""Blocks before a passage in which a date that is filled in tells of which time it is."""
UNDERSCORES = re.compile(r"_+")
"""Between the words of a file's name, as in "harbour_report_2014.pdf"."""
WORDS = 110
"""Words of what is filled in that are given."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A block with a label; `words` of the label are asked for, and what is around it fits so well, 0 to 1.

    `timely` tells whether the time asked for is named there, and not merely no other. `text` is what is given of it,
    `holder` the block before it that names the one whose post is filled in.
    """

    block: Block
    words: int
    fit: float
    timely: bool
    text: str = ""
    holder: Block | None = None


def labelled(opened: Opened, question: Question, sought: Sought, found: Sequence[Found]) -> tuple[Said, ...]:
    """Give what is filled in behind the label that a question names, where it is the kind of thing asked for."""
    best = max(_filled(opened, question, sought, found), key=lambda one: (one.timely, one.fit, one.words), default=None)
    if best is None:
        return ()
    words = best.text.split()
    text = " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
    said = Said(text, best.block, 0, len(best.block.text))
    return (Said(best.holder.text, best.holder, 0, len(best.holder.text)), said) if best.holder else (said,)


def _filled(opened: Opened, question: Question, sought: Sought, found: Sequence[Found]) -> Iterator[Filled]:
    # A front sheet says little else: who and when stand in passages of few of a question's words.
    brief = question.asks in (Asks.WHO, Asks.WHEN)
    hits = opened.snapshot.search_keywords(expression(question), SEARCHED) if brief else []
    chunks = {chunk.id: chunk for chunk in (*(one.chunk for one in found), *(hit.chunk for hit in hits))}
    for chunk in chunks.values():
        if chunk.document_id not in opened.documents:
            continue
        document = opened.documents[chunk.document_id]
        if opened.elsewhere(document, question.full_text) == 1:
            continue
        near = opened.blocks(document.id, max(0, chunk.first_block - FRONT), chunk.last_block)
        front = " ".join(block.text for block in near if LABEL.match(block.text) and len(block.text.split()) <= BRIEF)
        for before, block in pairwise((None, *near)):
            label, value = _parts(block, before) if block and block.ordinal >= chunk.first_block else ("", "")
            if not block or not label or not _is_kind(question, label, value):
                continue
            holder = _holder(question, label, before)
            # "Lead Member / Lead Officer" is either.
            labels = label.split("/")
            either = [_named(question, sought, one) for one in labels]
            worth = [(found is not None, _shared(question, one)) for found, one in zip(either, labels, strict=True)]
            at = worth.index(max(worth))
            named = _post(question, sought, value) if holder else either[at]
            count = len(labels) if worth.count(worth[at]) == 1 else 1  # of two that fit as well, both are given
            filled = _of_paper(opened, question, sought, block, chunk, named, front) if named is not None else None
            if filled is not None:
                text = block.text if block.row else _own_part(block.text, value, at, count)
                yield replace(filled, text=text, holder=holder)


def _holder(question: Question, label: str, before: Block | None) -> Block | None:
    """Give the line before a label of a post that names who holds it; None where the label is of something else."""
    if question.asks is not Asks.WHO or before is None or not POST_LABEL.match(label):
        return None
    named = LABEL.match(before.text)
    return before if named and KINDS_OR_NAME.search(named["label"]) and NAME.match(named["value"]) else None


def _shared(question: Question, label: str) -> int:
    """Count the words of a label that a question has: who asks for the officer does not ask for the member."""
    return len(set(stems(label)) & set(stems(question.text)))


def _post(question: Question, sought: Sought, value: str) -> Sequence[bool] | None:
    """Tell which of the question's words a post holds; None where it is another than the question names."""
    content = _content(value)
    return sought.found(content) if set(content) <= set(stems(question.full_text)) else None


def _own_part(text: str, value: str, at: int, labels: int) -> str:
    """Give a text with only its own part of what is filled in, where there are as many parts as labels; else whole."""
    parts = PARTS.split(value)
    if labels == 1 or len(parts) != labels or not text.endswith(value):
        return text
    before, behind = "… " if at else "", " …" if at + 1 < labels else ""
    return f"{text.removesuffix(value)}{before}{parts[at]}{behind}"


def _of_paper(
    opened: Opened, question: Question, sought: Sought, block: Block, chunk: Chunk, named: Sequence[bool], front: str
) -> Filled | None:
    """Give a label that holds the words `named` where it is of the paper and the time asked for, else None.

    `front` are the labels that stand before it, with what is filled in.
    """
    paper, document = opened.paper(block), opened.documents[block.document_id]
    day = paper.meeting_date or document.meeting_date
    on_day = day is not None and any(one.period.first <= day <= one.period.last for one in question.periods)
    title = f"{paper.title} {document.title} {document.name} {' '.join(block.headings)}"
    named_by_time = on_day or _is_of_time(question, f"{title} {front}")
    if not named_by_time and not any(_tells_paper(sought, named)):
        return None  # nothing says of which paper it is asked
    timely = named_by_time or _is_of_time(question, chunk.text)
    if not timely and question.periods and find_periods(f"{_spaced(title)} {chunk.text}"):
        return None  # it is of another time
    here = sought.found(known_stems(f"{title} {chunk.context} {chunk.text}"))
    fit = sought.core_share([a or b for a, b in zip(named, here, strict=True)])
    if fit < LEAST:
        return None
    return Filled(block, sum(named), fit + sought.core_share(sought.found(known_stems(title))), timely)


def _is_of_time(question: Question, text: str) -> bool:
    """Tell whether a text names a time that meets the one asked for."""
    return bool(question.periods) and any(
        asked.period.meets(found.period) for asked in question.periods for found in find_periods(_spaced(text))
    )


def _spaced(title: str) -> str:
    """Give a title with blanks between the words of a file's name."""
    return UNDERSCORES.sub(" ", title)


def _parts(block: Block, before: Block | None) -> tuple[str, str]:
    """Give a label and what is filled in: in one line, in the two cells of a row, or under a heading; else nothing."""
    if block.row is not None:
        cells = [cell for cell in block.row.cells if cell]
        is_pair = len(cells) == PAIR and not block.row.is_head and KINDS.search(cells[0]) is not None
        return (cells[0], cells[1]) if is_pair else ("", "")
    match = LABEL.match(block.text) or DASHED.match(block.text)
    if match:
        return match["label"], match["value"]
    label = before.text if before is not None and before.kind is BlockKind.HEADING else ""
    headed = KINDS.search(label) is not None or ANY.match(label) is not None
    brief = block.kind is BlockKind.PARAGRAPH and len(block.text.split()) <= BRIEF
    return (label, block.text) if headed and brief else ("", "")


def _tells_paper(sought: Sought, named: Sequence[bool]) -> Iterator[bool]:
    """Tell for each group of the question's words whether it says of which paper a label is asked."""
    for group, own, in_label in zip(sought.groups, sought.core, named, strict=True):
        yield own and not in_label and not any(set(spelling) <= BODIES for spelling in group)


def _content(text: str) -> list[str]:
    """Give the stems of the words that say something, without the "s" of whose something is."""
    words = (POSSESSIVE.sub("", word) for word in WORD.findall(text) if word.casefold() not in FUNCTION_WORDS)
    return [stem for word in words for stem in stems(word)]


def _named(question: Question, sought: Sought, label: str) -> Sequence[bool] | None:
    """Tell which of the question's words a label holds; None where it says more than the question, or nothing."""
    content = _content(label)
    if question.asks is Asks.WHO:
        content = [stem for stem in content if stem not in PERSON_STEMS] or content
    if ANY.match(label) and YES_OR_NO.match(question.text):
        content = content[:1]
    found = sought.found(content)
    wholly = {
        part
        for group, here in zip(sought.groups, found, strict=True)
        if here
        for spelling in group
        if set(spelling) <= set(content)
        for part in spelling
    }
    of_subject = any(here and own for here, own in zip(found, sought.core, strict=True))
    return found if of_subject and set(content) <= wholly else None


def _is_kind(question: Question, label: str, value: str) -> bool:
    if DECISION.match(label):
        return question.asks is Asks.TEXT and DECIDED.search(question.text) is not None
    if YES_OR_NO.match(question.text):
        return SAYS_YES_OR_NO.match(value) is not None
    brief = len(value.split()) <= BRIEF
    if question.asks is Asks.WHEN:
        return brief and bool(find_periods(value))
    return question.asks is Asks.WHO and brief and NAME.match(value) is not None
