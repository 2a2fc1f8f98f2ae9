"""Minutes: whether a paper is minutes, and its items, each with number, heading and the blocks it runs over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.findings import Minute
from corpus.records import Block, BlockKind, Paper, PaperKind

OPENING = 30
"""Blocks at the beginning of a paper in which minutes give themselves away: letterhead, title, place and time."""
LONGEST_HEADING = 320
"""Characters. Headings of minutes may carry a whole decision title over three lines, but no more."""
SHORTEST_RUN = 2
"""Numbered headings that count on from each other: one alone may be a year or a house number."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LARGEST_STEP = 3
"""Numbers of minutes may be skipped where an item was withdrawn or is kept in another volume."""

_TITLE = re.compile(
    r"(?:(?:draft|unconfirmed|unapproved|confirmed|approved|printed|public|the|decisions? and|record of)\s+)*"
    r"(?:minutes|notes|proceedings)(?:\s*$|\s*[-–—:(]|\s+(?:of|from|held|for)\b)"
    r"|at (?:a|an|the) (?:\w+\s+){0,4}meeting of\b|(?:a |the )?(?:\w+ ){0,3}meeting of .{3,120} (?:was )?held\b",
    re.I,
)
_PRESENT = re.compile(r"(?:members?\s+|councillors?\s+|those\s+|committee\s+members?\s+)?(?:also\s+)?present\b", re.I)
_REFERENCE = re.compile(
    r"(?:(?:minute|item|min)\s*(?:no\.?|number)?\s*)?"
    r"(?P<number>(?:[A-Z]{1,6}\s?[./-]?\s?)?\d{1,4}[A-Za-z]?(?:\s?[./-]\s?\d{1,4})*)\s*(?:[.:)–—]|\s-)?\s+(?=\S)"
)
_ITEM = re.compile(
    r"\s*\(?\b(?:agenda\s+)?item\s*(?:no\.?\s*)?[\dA-Z][\w.]*\)?\s*$|\s*\(pages? \d+\s*[-–]\s*\d+\)\s*$", re.I
)
_IS_NO_HEADING = re.compile(
    r"(?:members?\s|councillors?\s|also\s|others?\s)?(?:present|in attendance|apologies:|officers|substitutes)\b"
    r"|(?:un)?restricted items|exempt items|part (?:[12]|i+|a|b|one|two)\b|open session|private session"
    r"|resolved\b|decisions?\b:?$"
    r"|recommend(?:ed|ations?)\b|agreed\b|action\b|public document pack|chair(?:man|person)?\b"
    r"|minutes\b(?! of the)|page \d",
    re.I,
)
_IS_DECISION = re.compile(r"(?:it was )?(?:resolved|recommended|agreed|noted)\b", re.I)
_RESOLVED = re.compile(r"(?:it was )?(?:RESOLVED|RECOMMENDED|AGREED|Resolved\s*[:–-])")
_VERBS = re.compile(
    r"\b(?:was|were|had been|reported|advised|stated|introduced|asked|considered|resolved|agreed that)\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A block that may open a minute: its place among the blocks, number as printed, what it counts, and heading."""

    at: int
    number: str
    series: str
    value: int
    heading: str
    is_marked: bool


def is_minutes(paper: Paper, blocks: Sequence[Block]) -> bool:
    """Say whether a paper, whose blocks these are, is minutes: by its kind, or where that says nothing by its signs."""
    if paper.kind is PaperKind.MINUTES:
        return True
    if paper.kind is not PaperKind.OTHER:
        return False
    near = blocks[:OPENING]
    named = _TITLE.match(paper.title) or any(_TITLE.match(block.text) for block in near)
    listed = any(_PRESENT.match(block.text) and _is_label(block) for block in near)
    # The title may be lost to the head of the page; a list of those present over resolutions is minutes too.
    return listed and (bool(named) or any(_RESOLVED.match(block.text) for block in blocks))


def minutes_of(paper: Paper, blocks: Sequence[Block]) -> tuple[Minute, ...]:
    """Give the items of minutes in order: by their numbers, or by their headings where there are no numbers."""
    opening = _run(_candidates(blocks)) or _unnumbered(blocks)
    ends = [*(candidate.at for candidate in opening[1:]), len(blocks)]
    return tuple(
        Minute(paper.ordinal, c.number, c.heading, blocks[c.at].ordinal, blocks[end - 1].ordinal)
        for c, end in zip(opening, ends, strict=False)
    )


def minute_at(minutes: Sequence[Minute], ordinal: int) -> Minute | None:
    """Give the minute that a block belongs to."""
    return next((minute for minute in minutes if minute.first_block <= ordinal <= minute.last_block), None)


def _is_label(block: Block) -> bool:
    """Say whether "Present" is a label here rather than the first word of a sentence."""
    match = _PRESENT.match(block.text)
    rest = block.text[match.end() :].lstrip(" (s)") if match else ""
    return not rest or rest[0] in ":-–—|" or block.text[:7].isupper() or rest.startswith(("Councillor", "Cllr", "at "))


def _candidates(blocks: Sequence[Block]) -> list[_Candidate]:
    found = []
    for at, block in enumerate(blocks):
        number, heading = _numbered(block)
        digits = re.findall(r"\d+", number)
        heading = _ITEM.sub("", heading).strip(" :.-–—")
        if not digits or not heading or len(heading) > LONGEST_HEADING or _IS_DECISION.match(heading):
            continue
        following = blocks[at + 1].text if at + 1 < len(blocks) else ""
        is_named = _ITEM.fullmatch(following) or _ITEM.search(block.text)  # by the agenda item that it is of
        is_marked = block.kind is BlockKind.HEADING or heading.isupper() or bool(is_named)
        if is_marked or _reads_as_heading(heading, block.text):
            found += [_Candidate(at, number, stays, value, heading, is_marked) for value, stays in _series(number)]
    return found


def _numbered(block: Block) -> tuple[str, str]:
    """Part the number of a minute from its heading, whether or not the reader took it for a paragraph number."""
    if block.row is not None:
        filled = [cell for cell in block.row.cells if cell]
        if block.row.is_head or len(filled) < 2:
            return "", ""
        match = _REFERENCE.fullmatch(filled[0] + " ")
        return (match["number"], filled[1]) if match else ("", "")
    if block.number:
        return block.number.strip("()"), block.text
    match = _REFERENCE.match(block.text)
    return (match["number"], block.text[match.end() :]) if match else ("", "")


def _series(number: str) -> list[tuple[int, str]]:
    """Give what may count on in a number, each with all that stays: "45" of "CAB.45", "123" or "19" of "123/19"."""
    if re.search(r"\.0$", number):  # "3.0"
        number = number[:-2]
    parts = list(re.finditer(r"\d+", number))
    found = []
    for part in parts[-2:]:
        stays = f"{number[: part.start()]}#{number[part.end() :].rstrip(LETTERS)}"
        is_year = len(part.group(0)) == len("2024") and part.group(0)[:2] in {"19", "20"} and len(parts) > 1
        if not is_year:
            found.append((int(part.group(0)), stays))
    return found


def _reads_as_heading(heading: str, text: str) -> bool:
    """Say whether words without the look of a heading read as one: no sentence, no list of names."""
    return text.rstrip()[-1] not in ".;:," and not _VERBS.search(heading) and not heading[0].islower()


def _run(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Give the longest run of candidates that count on; those with the look of headings weigh more than others.

    Numbered paragraphs of each minute begin again at one, hence never make as long a run as the minutes themselves.
    """
    best: list[tuple[int, int]] = []  # weight of the best run that ends with each candidate, and the one before
    for index, one in enumerate(candidates):
        weight, before = 0, -1
        for other_index in range(index):
            other = candidates[other_index]
            if one.series == other.series and 0 < one.value - other.value <= LARGEST_STEP:
                # A step over a number costs, so that the run takes in what lies between.
                worth = best[other_index][0] - (one.value - other.value - 1)
                if worth >= weight and worth > 0:
                    weight, before = worth, other_index
        best.append((weight + (3 if one.is_marked else 1), before))
    if not best:
        return []
    last = max(range(len(best)), key=lambda index: best[index][0])
    run = []
    while last >= 0:
        run.append(candidates[last])
        last = best[last][1]
    run.reverse()
    return run if len(run) >= SHORTEST_RUN and any(each.is_marked for each in run) else []


def _unnumbered(blocks: Sequence[Block]) -> list[_Candidate]:
    """Give the headings under the list of those present as the items of minutes without numbers."""
    present = next((at for at, block in enumerate(blocks[:OPENING]) if _PRESENT.match(block.text)), -1)
    found = []
    for at, block in enumerate(blocks[present + 1 :], present + 1):
        if block.kind is BlockKind.HEADING and not _IS_NO_HEADING.match(block.text):
            heading = _ITEM.sub("", block.text).strip(" :")
            found.append(_Candidate(at, block.number or "", "", 0, heading, is_marked=True))
    return found
