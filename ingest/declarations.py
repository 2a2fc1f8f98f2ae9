"""Interests that members declared at a meeting, by name, or that there were none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.findings import Declaration, Minute, Span
from corpus.language.sentences import sentences
from corpus.records import Block, Paper
from ingest.persons import TITLE, is_name, people_in

_HEADING = re.compile(
    r"\b(?:declarations?|disclosures?|declaring|members['’]?|conflicts?|register|notification)\b.{0,40}\binterests?\b"
    r"|\binterests?\b.{0,25}\bdeclar|^interests?$",
    re.I,
)
_NONE = re.compile(
    r"(?:there (?:were|was|are) (?:no|none)\b|no\b.{0,60}\b(?:declar|interests?|disclos)|none\b|nil\b"
    r"|no (?:member|councillor)s?\b"
    r"|(?:members|councillors) (?:had|made|declared) no\b|not applicable)",
    re.I,
)
_DECLARED = re.compile(
    r"\b(?:declar(?:ed|es|ing)|disclosed|advised|stated|informed|made a declaration|reported|registered"
    r"|noted|confirmed|said"
    r"|indicated|had an?|has an?)\b",
    re.I,
)
_ANYWHERE = re.compile(
    r"\b(?:declar(?:ed|es)|disclosed)\b[^.]{0,80}\b(?:interest|DPI|ODI|OII|pecuniary|prejudicial"
    r"|non-pecuniary|NPI|DRI)\b",
    re.I,
)
_NAMED = re.compile(
    rf"(?:^|[\s(])(?P<names>(?:{TITLE})\s+[A-Z].*?)\s*(?:,[^,]*,\s*)?(?:[–—:-]|\(|\b(?:declar|disclos"
    rf"|advised|stated|informed"
    r"|made|reported|registered|had|has|noted|confirmed|said|indicated|in (?:relation|respect)|on (?:agenda )?item))"
)
_FORM = re.compile(
    r"(?:\.{5,}|…{2,}|members (?:are|were) (?:asked|reminded|invited|requested)"
    r"|councillors (?:are|were) (?:asked|reminded))",
    re.I,
)


def declarations_of(paper: Paper, blocks: Sequence[Block], minutes: Sequence[Minute]) -> tuple[Declaration, ...]:
    """Give the interests declared, each with the words of it; one without name where the minutes say there was none.

    They stand under a heading of their own, in sentences, lists or a table, or in the minute that they are about.
    """
    found: list[Declaration] = []
    for minute in minutes:
        own = [block for block in blocks if minute.first_block < block.ordinal <= minute.last_block]
        is_own = bool(_HEADING.search(minute.heading))
        for block in own:
            found += _declared(paper, block, minute.number) if is_own else _told(paper, block, minute.number)
    if not minutes:
        section = [block for block in blocks if any(_HEADING.search(heading) for heading in block.headings[-1:])]
        found += [each for block in section for each in _declared(paper, block, "")]
    named = [each for each in found if each.name]
    return tuple(named or found[:1])


def _declared(paper: Paper, block: Block, minute: str) -> Iterator[Declaration]:
    """Read a block under the heading: each sentence that names somebody opens a declaration, others go on with it."""
    if _FORM.search(block.text):
        return
    if block.row is not None:
        yield from _row(paper, block, minute)
        return
    opened: list[tuple[tuple[str, ...], int, int]] = []
    for start, end in sentences(block.text):
        sentence = block.text[start:end]
        names = _names(sentence)
        if names and not (opened and not _DECLARED.search(sentence)):
            opened.append((names, start, end))
        elif opened:
            opened[-1] = (opened[-1][0], opened[-1][1], end)
        elif _NONE.match(sentence.strip()):
            yield Declaration(paper.ordinal, "", sentence, (Span(block.ordinal, start, end),), minute)
            return
    for names, start, end in opened:
        for name in names:
            yield Declaration(paper.ordinal, name, block.text[start:end], (Span(block.ordinal, start, end),), minute)


def _row(paper: Paper, block: Block, minute: str) -> Iterator[Declaration]:
    """Read a row of a table of interests: member, item, interest."""
    cells = list(block.cells())
    if block.row is None or block.row.is_head or len(cells) < 2:
        return
    name = block.text[cells[0].start : cells[0].end]
    if is_name(name, surnames=True):
        span = Span(block.ordinal, cells[1].start, cells[-1].end)
        yield Declaration(paper.ordinal, name, block.text[span.start : span.end], (span,), minute)


def _told(paper: Paper, block: Block, minute: str) -> Iterator[Declaration]:
    """Give the declarations that another minute tells of."""
    if not _ANYWHERE.search(block.text):
        return
    for start, end in sentences(block.text):
        sentence = block.text[start:end]
        if _ANYWHERE.search(sentence):
            for name in _names(sentence):
                yield Declaration(paper.ordinal, name, sentence, (Span(block.ordinal, start, end),), minute)


def _names(sentence: str) -> tuple[str, ...]:
    """Give who declares: the names that stand before the verb, or before the dash of a list."""
    match = _NAMED.search(sentence)
    if match is None:
        return ()
    before = sentence[: match.start("names")].strip(" (1234567890abcdefiv).")
    if before and not re.search(r"(?:,|\band|\bthe|\bthat|\bby|\bfrom|\bnoted|\bfollowing)\s*$|:$", before, re.I):
        return ()
    return tuple(person.name for person in people_in(match["names"]))
