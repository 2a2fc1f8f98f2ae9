"""What minutes ask of somebody: labelled actions, resolutions that require something to be done, and undertakings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.findings import Action, Decision, DecisionKind, Minute, Span
from corpus.language.dates import MONTHS
from corpus.language.sentences import sentences
from corpus.records import Block, BlockKind, Paper
from ingest.counters import trimmed
from ingest.minutes import minute_at

_MONTH = rf"(?:{'|'.join(month.capitalize() for month in MONTHS)})"
_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|a few)"
_WHEN = re.compile(
    rf"\b(?P<when>(?:by|before|in|during|no later than|not later than|on|to)\s+(?:the\s+)?(?:end\s+of\s+"
    rf"|beginning of\s+|start of\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+\d{{4}})?(?!\s+\d)(?:\s+meeting)?"
    rf"|(?:with)?in\s+(?:approximately\s+|about\s+|around\s+|the next\s+|a further\s+"
    rf"|another\s+)?{_NUMBER}(?:[’']s?)?\s+(?:to {_NUMBER}\s+)?(?:working\s+)?(?:days?|weeks?|months?|years?)"
    r"(?:[’']\s+time)?|(?:at|to|for|by|before|in time for)\s+(?:the|its|their|a)\s+(?:next|future|following"
    r"|subsequent)\s+(?:[\w-]+\s+){0,3}?meetings?"
    r"|(?:on an?\s+)?(?:annual(?:ly)?|quarterly|monthly|six[- ]monthly|half[- ]yearly|bi-?annual(?:ly)?"
    r"|regular)(?:\s+basis|(?=\s+(?:report|update)))"
    r"|(?:in|during|by|before)\s+(?:the\s+)?(?:early\s+|late\s+)?(?:spring|summer|autumn|winter|new year"
    r"|new municipal year|\d{4}(?:/\d{2,4})?|quarter \d)(?:\s+(?:of\s+)?\d{4})?"
    r"|(?:before|by|at)\s+the\s+end\s+of\s+(?:the\s+|this\s+)?(?:municipal |financial |calendar "
    r"|academic )?(?:year|month|quarter|week|term)"
    r"|as soon as (?:possible|practicable)|in due course|after\s+(?:six|three|twelve|\d{1,2})\s+months?)",
    re.I,
)
"""A deadline as minutes say it: "in six months", "by 30 April 2019", "to the January meeting", "in the autumn"."""
_TO_NOTE = re.compile(
    r"\b(?:be|were|was|is|are)\s+(?:noted|received|approved|agreed|endorsed|adopted|confirmed|accepted"
    r"|supported|welcomed|thanked|elected|appointed|signed)\b",
    re.I,
)
_DO = (
    r"(?:bring|provide|circulate|explain|report|write|prepare|arrange|submit|present|investigate|share|send"
    r"|include|review|produce"
    r"|consult|meet|attend|give|update|develop|add|schedule|organise|liaise|contact|invite|set up|look into"
    r"|consider|publish"
    r"|ensure|collate|clarify|confirm|follow up|raise|discuss|draft|amend|ask|request|undertake|carry out"
    r"|establish|visit)"
)
_BE_DONE = re.compile(
    r"(?<!\bto )\bbe\s+(?:\w+\s+){0,2}?(?:requested|asked|invited|instructed|tasked|required|brought|submitted"
    r"|reported|presented|provided|circulated|sent"
    r"|added|included|produced|prepared|arranged|carried\s+out|scheduled|shared|undertaken|developed"
    r"|published|established|forwarded"
    r"|written|supplied|made available|convened|contacted|placed|reviewed|given|issued)\b",
    re.I,
)
_OWNER = (
    r"(?:(?!To\b|That\b|It\b)(?:[Tt]he\s+)?(?:[A-Z][\w'’&/.-]*|(?:lead |relevant |senior )?(?:officers?"
    r"|portfolio holder|clerk"
    r"|chair(?:man)?|cabinet member))"
    r"(?:,?\s+(?:(?:of|and|for|the|&|in|with)\s+)*[A-Z][\w'’&/.-]*)*)"
)
"""Who is to do it: words with capitals, or an office without them."""
_SOMEBODY_DOES = re.compile(
    rf"^(?:[Tt]hat\s+)?(?P<owner>{_OWNER})(?:,\s+[^,]{{3,80}},)?\s+(?:to\s+|should\s+|will\s+|would\s+)?{_DO}\b"
)
_TO_DO = re.compile(
    r"(?:that\s+)?to\s+(?:receive\s+(?:an?|the|further|all|regular|updates?|reports?|quarterly)\b"
    rf"|(?!consider\b|include\b|amend\b|review\b)(?:further\s+)?{_DO}\b)",
    re.I,
)
_ASKED = re.compile(
    rf"(?:^|\b[Tt]hat\s+)(?P<owner>{_OWNER})\s+(?:be|is|was|were|are)\s+(?:\w+\s+)?(?:requested|asked"
    rf"|invited|instructed|tasked|required)\s+to\b"
)
_UNDERTOOK = re.compile(
    rf"^(?P<owner>{_OWNER})(?:\s+\([^)]*\))?,?\s+(?:undertook|agreed|offered|promised"
    rf"|committed)\s+to\s+{_DO}\b"
)
_VISITS = re.compile(r"(?:[Tt]hat\s+)?(?:the|all)\s+\w+\s+(?:visit|write|review|ask|request|meet|receive|invite)\b")
_LEAD = re.compile(r"^.*?\b(?:resolved|agreed|recommended)\b[\s:–—-]*(?:unanimously\s+)?", re.I)
_PAST = re.compile(
    r"\b(?:held|elections?|made|published|approved|agreed|dated|meeting|received|adopted"
    r"|considered|began|started|took place)\s*$",
    re.I,
)
_BODIES = re.compile(
    r"(?:the\s+)?(?:committee|cabinet|panel|board|council|members|executive|it"
    r"|sub-committee|forum|commission)$",
    re.I,
)
_LABEL = re.compile(
    r"(?:^"
    r"|(?<=[.;]\s))(?:actions?(?: points?)?(?:\s+(?:no\.?\s*)?\d{1,3}(?:\.\d{1,2})?)?(?:\s*\((?P<who>[^)]{2,60})\))?"
    r"\s*[:–—]|ACTIONS?(?:\s+\d{1,3})?\s*(?:[:–—-]|(?=\s[A-Z])))\s*",
    re.I,
)
_BY = re.compile(
    r"(?:^|\s|\[|\()actions?\s+(?:by|for"
    r"|to be taken by|owner)\s*:?\s*[:–—-]?\s*(?P<who>[A-Z][^.;\n\])]{1,80})",
    re.I,
)
_OWNER_AT_END = re.compile(
    r"\s*(?:\((?P<bracket>[A-Z][\w'’./,& -]{1,60})\)"
    r"|[–—]\s*(?P<dash>[A-Z][\w'’./& -]{1,50}))\s*\.?$"
)
_OWNER_FIRST = re.compile(
    rf"(?P<owner>(?:[A-Z]{{2,4}}|(?:the\s+)?[A-Z][\w'’./&-]*(?:\s+(?:of|and|for|the"
    rf"|&)?\s*[A-Z][\w'’./&-]*){{0,7}}))\s+(?:to|will)\s+{_DO}\b"
)


def undertakings_of(
    paper: Paper, blocks: Sequence[Block], minutes: Sequence[Minute], decisions: Sequence[Decision]
) -> tuple[Action, ...]:
    """Give the actions that minutes contain, in order: labelled, resolved, or undertaken by a person.

    The text is verbatim; owner and deadline are the words of it that say so, empty where none do. A resolution that
    only notes or approves asks nothing of anybody.
    """
    found = [action for decision in decisions if (action := _resolved(paper, decision)) is not None]
    resolved = {(span.block, span.start) for decision in decisions for span in decision.spans}
    for place, block in enumerate(blocks):
        minute = minute_at(minutes, block.ordinal)
        if minutes and (minute is None or block.ordinal == minute.first_block):
            continue
        number = minute.number if minute else ""
        labelled = list(_labelled(paper, blocks, place, number))
        found += labelled or _undertaken(paper, block, number, resolved)
    known: dict[tuple[Span, ...], Action] = {}
    for action in sorted(found, key=lambda each: (each.spans[0].block, each.spans[0].start)):
        known.setdefault(action.spans, action)
    return tuple(known.values())


def deadline_in(text: str) -> str:
    """Give the words of a text that say by when, or nothing."""
    return next((match["when"] for match in _WHEN.finditer(text) if not _PAST.search(text[: match.start()])), "")


def _resolved(paper: Paper, decision: Decision) -> Action | None:
    """Read a resolution as an action: something is to be done, by whom and by when as far as it says."""
    if decision.kind is DecisionKind.NOTED:
        return None
    text = decision.text
    rest = text if decision.lead else _LEAD.sub("", text, count=1)
    asked = _ASKED.search(text)
    does = _SOMEBODY_DOES.match(rest)
    owned = asked or (does if does and not _BODIES.match(does["owner"]) else None)
    is_done = bool(_BE_DONE.search(rest)) and not (_TO_NOTE.search(rest) and not owned)
    if not (owned or is_done or _TO_DO.match(rest) or _VISITS.match(rest)):
        return None
    owner = owned["owner"].removeprefix("the ").removeprefix("The ") if owned else ""
    return Action(paper.ordinal, text, decision.spans, owner=owner, deadline=deadline_in(text), minute=decision.minute)


def _labelled(paper: Paper, blocks: Sequence[Block], place: int, minute: str) -> Iterator[Action]:
    """Read what stands behind "ACTION:", or before "Action by: …"."""
    block = blocks[place]
    text = block.text
    match = _LABEL.search(text)
    by = _BY.search(text)
    if by is not None and (match is None or by.start() <= match.start() + 1):
        who = (by["who"].strip(" :–—-)"), by)
        start, end = trimmed(text, 0, by.start())
        if end > start:
            span = Span(block.ordinal, start, end)
            yield Action(
                paper.ordinal,
                text[start:end],
                (span,),
                owner=who[0],
                deadline=deadline_in(text[start:end]),
                minute=minute,
            )
        elif place and blocks[place - 1].kind is not BlockKind.HEADING:
            above = blocks[place - 1]
            left = sentences(above.text)[-1][0]  # the last sentence says what is to be done
            own = Span(above.ordinal, left, len(above.text))
            spans = (own, Span(block.ordinal, by.start("who"), by.end("who")))
            words = above.text[left:]
            yield Action(paper.ordinal, words, spans, owner=who[0], deadline=deadline_in(words), minute=minute)
        return
    if match is None:
        return
    who_said = match["who"] or ""
    start, end = trimmed(text, match.end(), len(text))
    if end > start:
        yield _action(paper, block, start, end, minute, who_said)
        return
    for below in blocks[place + 1 :]:  # a list under the label
        if below.kind is BlockKind.HEADING or not (below.kind is BlockKind.LIST_ITEM or below.number):
            break
        yield _action(paper, below, 0, len(below.text), minute, who_said)


def _action(paper: Paper, block: Block, start: int, end: int, minute: str, owner: str) -> Action:
    text = block.text[start:end]
    if not owner and (match := _OWNER_AT_END.search(text)):
        owner = match["bracket"] or match["dash"]
    if not owner and (first := _OWNER_FIRST.match(text)):
        owner = first["owner"]
    return Action(
        paper.ordinal, text, (Span(block.ordinal, start, end),), owner=owner, deadline=deadline_in(text), minute=minute
    )


def _undertaken(paper: Paper, block: Block, minute: str, resolved: set[tuple[int, int]]) -> Iterator[Action]:
    """Read the sentences in which somebody undertakes to do something."""
    if block.row is not None:
        return
    for start, end in sentences(block.text):
        match = _UNDERTOOK.match(block.text[start:end])
        if match is None or (block.ordinal, start) in resolved or _BODIES.match(match["owner"]):
            continue
        text = block.text[start:end]
        owner = re.sub(r"^The\s+", "", match["owner"])
        yield Action(
            paper.ordinal,
            text,
            (Span(block.ordinal, start, end),),
            owner=owner,
            deadline=deadline_in(text),
            minute=minute,
        )
