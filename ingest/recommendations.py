"""What a report recommends: the parts of its section of recommendations, verbatim and numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.findings import Decision, DecisionKind
from corpus.records import Block, BlockKind, Paper, PaperKind
from ingest.decisions import Part, as_decision, parts_after

LONGEST_SECTION = 40
"""Blocks; a section of recommendations that goes on longer has lost its end."""

_NAME = (
    r"(?:(?:officers?['’]?|key|summary of|draft|proposed|the|report|detailed|main)\s+)*recommendations?(?:\s*\(s\)|s)?"
)
_HEADING = re.compile(
    rf"(?:\d+(?:\.\d)?\s*\|\s*)?(?:what [\w ,&-]{{3,60}} (?:is|are) (?:asked|recommended) to (?:do|decide"
    rf"|consider)|{_NAME}(?:\s+(?:to|for|of)\s+(?:the\s+)?[\w' ,&-]{{3,60}})?(?:\s*\([^)]*\))?(?:\s+(?:and"
    rf"|&)\s+reasons?[\w ]*)?)\s*:?",
    re.I,
)
_LABEL = re.compile(rf"{_NAME}\s*[:–-]\s+(?=\S)", re.I)
_ASKED = re.compile(
    r"(?:(?:it is (?:therefore )?(?:recommended|proposed) that\b)"
    r"|(?:(?:that )?(?:the )?[\w' ,&()-]{2,80}?\s+)?(?:is|are) "
    r"(?:asked|recommended|requested|invited)(?: to\b|\s*:)|recommended\s*[:–-]|recommended that\b"
    r"|that (?:the )?(?:committee|cabinet|council"
    r"|panel|board|members|executive|forum|commission)\b)",
    re.I,
)
FEWEST_WORDS = 3
"""Words of a line that only titles another part."""
_FORM = re.compile(r"(?:is|are|does|do|has|have|will)\b.*\?", re.I)
"""A question of the form that reports are written on: "Is the recommendation contrary to a plan …?"."""
_KINDS = frozenset({PaperKind.REPORT, PaperKind.OTHER, PaperKind.APPENDIX, PaperKind.PLAN})


def recommendations_of(paper: Paper, blocks: Sequence[Block]) -> tuple[Decision, ...]:
    """Give what a report asks its readers to do, in order; nothing for papers that ask nothing."""
    if paper.kind not in _KINDS:
        return ()
    found: list[Decision] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        opening = _opening(block)
        if opening is None or not _is_section(blocks, at, opening):
            at += 1
            continue
        end = _end(blocks, at)
        parts, past = _parts(blocks[:end], at, opening)
        heading = block.text[:opening].rstrip(" :–-")
        recommended = DecisionKind.RECOMMENDED
        found += [as_decision(paper, part, recommended, block.number or "", heading, blocks) for part in parts]
        at = max(past, at + 1)
    return tuple(found)


def _opening(block: Block) -> int | None:
    """Give where the words of the section begin in its first block; its end where they follow in the next."""
    if block.row is not None:
        return None
    if _HEADING.fullmatch(block.text):
        return len(block.text)
    label = _LABEL.match(block.text)
    return label.end() if label else None


def _is_section(blocks: Sequence[Block], at: int, opening: int) -> bool:
    """Say whether recommendations follow, rather than the next line of a list of contents."""
    block = blocks[at]
    if opening < len(block.text):
        return True
    is_alone = block.kind is BlockKind.HEADING or block.text.rstrip().endswith(":")
    following = blocks[at + 1 : at + 2]
    if not following or following[0].kind is BlockKind.HEADING:
        return False
    return bool(_ASKED.match(following[0].text)) or (is_alone and len(following[0].text.split()) > FEWEST_WORDS)


def _end(blocks: Sequence[Block], at: int) -> int:
    """Give the place behind the section: a heading that is not under its own, a form's question, a table of its own."""
    own = blocks[at].text
    for place in range(at + 1, min(at + LONGEST_SECTION, len(blocks))):
        block = blocks[place]
        is_next = block.kind is BlockKind.HEADING and not any(own in above for above in block.headings)
        is_table = block.row is not None and not block.number
        if is_next or is_table or _FORM.fullmatch(block.text):
            return place
    return min(at + LONGEST_SECTION, len(blocks))


def _parts(blocks: Sequence[Block], at: int, opening: int) -> tuple[list[Part], int]:
    """Read the section: behind a lead such as "Cabinet is asked to:" where there is one."""
    block = blocks[at]
    if opening < len(block.text):
        return parts_after(blocks, at, opening, opening, is_label=True, is_section=True)
    first = at + 1
    if first < len(blocks) and (asked := _ASKED.match(blocks[first].text)):
        text = blocks[first].text
        if text.rstrip().endswith((":", "–", "-")) or asked.end() == len(text.rstrip()):
            return parts_after(blocks, first, 0, len(text), is_label=True, is_section=True)
        if not blocks[first].number:
            return parts_after(blocks, first, 0, asked.end(), is_label=True, is_section=True)
    return parts_after(blocks, at, len(block.text), len(block.text), is_label=True, is_section=True)
