"""Who was there: the lists of those present, in attendance, attending virtually and absent in minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.findings import Attendance, Capacity, Minute, Span
from corpus.language.sentences import sentences
from corpus.records import Block, BlockKind, Paper
from ingest.persons import TITLE, TITLED, Person, is_role, people_in

LONGEST_LIST = 120
"""Blocks: the members of a full council, one a line, with their officers."""
LONGEST_LABEL = 70
"""Characters of "Other Members of the Council present (not being members of the Committee)"."""

_WHO = (
    r"(?:(?:other|also|voting|non-voting|council|committee|cabinet|board|panel|elected|co-?opted|external"
    r"|invited|appointed"
    r"|statutory|substitute|the|and|scrutiny|executive|independent|education|parent|lay|additional|visiting"
    r"|local|ward)\s+)*"
    r"(?:members?|councillors?|cllrs?|officers?|others?|staff|guests?|witnesses|observers?|visitors?"
    r"|advis[eo]rs?|partners?"
    r"|representatives?|invitees?|co-?optees?|substitutes?|those|public|speakers)"
)
_LABEL = re.compile(
    rf"(?P<label>(?:(?:{_WHO}|also|and)\s+(?:(?:of|from)\s+(?:the\s+)?\w+(?:\s\w+)?\s+)?)?(?:were\s+)?"
    r"(?:present|in attendance|attendance|attended|attending)"
    r"(?:\s*(?:\(?(?:virtually|remotely|online|on-line|in person|virtual|remote|by invitation|as substitutes?"
    r"|via\s+[\w ]{2,25}|by (?:video|tele)[\w ]*|for all or part of the meeting|for item[\w ,]*)\)?))*"
    r"|(?:virtual(?:ly)?|remote(?:ly)?|online)\s+(?:present|attendance|attendees?|attending)(?:\s+by)?"
    r"|attendees?|apolog(?:y|ies)(?:\s+(?:for|of)\s+absence)?(?:\s+(?:were|was)\s+(?:received|submitted"
    r"|given)\s+(?:from|by))?"
    rf"|absent(?:\s+(?:with|without)\s+apologies)?|{_WHO}|quorum)\s*(?:\(\d+\))?",
    re.I,
)
_AFTER_LABEL = re.compile(r"\s*(?:[:;|]|[–—-](?=\s|$)|:-)[\s:–—-]*|\s*$|\s+(?=\()")
_VIRTUAL = re.compile(r"\b(?:virtual|remote|on-?line|teams|zoom|video|telephone|skype)", re.I)
_GONE = re.compile(r"\b(?:apolog|absent|absence)", re.I)
_BESIDE = re.compile(
    r"\b(?:attendance|also|officers?|others?|staff|guests?|witnesses|observers?|visitors?|advis|partners?"
    r"|invit|external"
    r"|by invitation|public|speakers|additional|representatives?)",
    re.I,
)
_TITLES_ONLY = re.compile(r"(?:Councillors?|Cllrs?|Members?|Aldermen|Voting members|Membership)\s*[:–-]?", re.I)
_COUNCILLORS = re.compile(r"(?:councillors|cllrs|members$)", re.I)
_PARTY = re.compile(
    r"(?:labour|conservative|liberal democrats?|green|independents?|ukip|reform(?: uk)?|ratepayers?|residents)"
    r"(?: (?:group|party|members?|councillors?))?\s*[:–-]?",
    re.I,
)
_SENT = re.compile(
    rf"\b(?i:apolog(?:y|ies))\b[^:]*?\b(?:from|by|on behalf of|for"
    rf"|of)\s+(?!absence\b)(?=(?:the\s+)?{TITLE}\s|[A-Z][\w.]*[\s,])"
    r"|\b(?i:apologies(?:\s+for\s+absence)?)\s*[:–-]\s*(?=[A-Z])|\b(?:absent|absence of)\s+(?=[A-Z])"
)
_SENT_AFTER = re.compile(
    r"\s+(?:had\s+)?(?:sent|gave|given|submitted|offered"
    r"|tendered)\s+(?:\w+\s+){0,2}apologies\b",
    re.I,
)
_END_OF_SENT = re.compile(
    r"\b(?:who|for whom|whose|which|with|as|due to|because|having|substitut\w+"
    r"|attended|it was|were|was)\b|[.]\s"
)
_APOLOGIES = re.compile(r"\b(?:apolog|absen)", re.I)
_NOBODY = re.compile(r"\s*(?:none|nil|no apologies|there were no)\b", re.I)


@dataclass(frozen=True, slots=True)
class _List:
    """The list under way: in what capacity its people are there, and whether bare surnames are names in it."""

    capacity: Capacity
    surnames: bool = False


def attendance_of(paper: Paper, blocks: Sequence[Block], minutes: Sequence[Minute]) -> tuple[Attendance, ...]:
    """Give the people whom minutes list as there or absent, each with the role printed beside the name.

    Lists may be labelled in a line, run one name a line, stand in a table or be told in a sentence of apologies.
    """
    first = minutes[0].first_block if minutes else None
    opening = [block for block in blocks if first is None or block.ordinal < first]
    found = list(_listed(paper, opening[:LONGEST_LIST]))
    told: list[Attendance] = []
    for minute in minutes:
        own = [block for block in blocks if minute.first_block <= block.ordinal <= minute.last_block]
        if _LABEL.match(minute.heading) and not _GONE.search(minute.heading):
            told += _listed(paper, own)
        elif _APOLOGIES.search(minute.heading) or _GONE.search(own[0].text):
            told += _apologies(paper, own[1:])
    known = {(each.name, each.capacity) for each in found}
    return (*found, *(each for each in told if (each.name, each.capacity) not in known))


def _listed(paper: Paper, blocks: Sequence[Block]) -> list[Attendance]:
    """Read labelled lists: a label, then names beside it or in the blocks below it."""
    found: list[Attendance] = []
    under: _List | None = None
    for block in blocks:
        beside = len(found)
        for cell in block.cells():
            text = block.text[cell.start : cell.end]
            label = _label(text)
            start = cell.start
            if label is not None:
                under = _List(_capacity(label), surnames=bool(_COUNCILLORS.match(label)))
                after = _AFTER_LABEL.match(text, len(label))
                start += after.end() if after else len(label)
            if under is None or start >= cell.end:
                continue
            rest = block.text[start : cell.end]
            if _GONE.search(rest) and (sent := list(_sent(block, start, cell.end))):
                found += [_record(paper, block, person, Capacity.APOLOGIES) for person in sent]
            elif _TITLES_ONLY.fullmatch(rest.strip()) or _PARTY.fullmatch(rest.strip()):
                under = _List(under.capacity, surnames=True)
            elif people := _people(block, start, cell.end, under):
                found += [_record(paper, block, person, under.capacity) for person in people]
            elif len(found) == beside + 1 and not found[-1].role and is_role(rest):
                span = Span(block.ordinal, start, cell.end)  # the column beside the name
                found[-1] = replace(found[-1], role=rest, spans=(*found[-1].spans, span))
            elif label is None and (_is_prose(rest) or block.kind is BlockKind.HEADING):
                under = None
    return found


def _people(block: Block, start: int, end: int, under: _List) -> list[Person]:
    text = block.text[start:end]
    people = people_in(block.text, start, end, surnames=under.surnames or " " not in text)
    if block.kind is BlockKind.HEADING or text.isupper():
        # A heading between or below the lists is no name, though it may be two words with capitals.
        return [person for person in people if TITLED.match(person.name)]
    return people


def _label(text: str) -> str | None:
    """Give the label that a text opens with: a word of attendance with a colon, or alone on its line or in its cell."""
    match = _LABEL.match(text)
    if match is None or len(match["label"]) > LONGEST_LABEL:
        return None
    label = match["label"].rstrip()
    after = text[len(label) :]
    if _AFTER_LABEL.match(after):
        return label
    # "PRESENT Councillor A Smith": in capitals, or bold with the name in its own face.
    if label.isupper() and re.match(r"\s+[A-Z]", after):
        return label
    if re.fullmatch(r"(?:also )?(?:present|in attendance)", label, re.I) and re.match(rf"\s+{TITLE}\s", after):
        return label
    return None


def _capacity(label: str) -> Capacity:
    if _GONE.search(label):
        return Capacity.APOLOGIES
    if _VIRTUAL.search(label):
        return Capacity.VIRTUAL
    return Capacity.IN_ATTENDANCE if _BESIDE.search(label) else Capacity.PRESENT


def _is_prose(text: str) -> bool:
    """Say whether a block is a sentence, so that the list above it has ended."""
    return len(text.split()) > 8 and text.rstrip().endswith(".") and not text.isupper()


def _apologies(paper: Paper, blocks: Sequence[Block]) -> Iterator[Attendance]:
    """Read the minute on apologies: sentences that name who sent them, or a list alone."""
    for block in blocks:
        told = list(_sent(block, 0, len(block.text)))
        if not told and len(blocks) <= 2 and not _NOBODY.match(block.text) and not _is_told(block.text):
            told = people_in(block.text)
        yield from (_record(paper, block, person, Capacity.APOLOGIES) for person in told)


def _is_told(text: str) -> bool:
    return bool(re.search(r"\b(?:were|was|had|be|is|are|resolved|agreed|noted)\b", text, re.I))


def _sent(block: Block, start: int, end: int) -> Iterator[Person]:
    """Give those of whom sentences say that they sent apologies."""
    for left, right in sentences(block.text[start:end]):
        text = block.text[start + left : start + right]
        base = start + left
        if after := _SENT_AFTER.search(text):
            yield from people_in(block.text, base, base + after.start())
            continue
        match = _SENT.search(text)
        if match is None:
            continue
        opening = match.end()
        for part in re.finditer(r"(?:^|\band\s+from\s+)(?P<names>.*?)(?=,?\s+and\s+from\s+|$)", text[opening:]):
            names = part["names"]
            cut = _END_OF_SENT.search(names)
            stop = cut.start() if cut else len(names)
            at = base + opening + part.start("names")
            yield from people_in(block.text, at, at + stop)


def _record(paper: Paper, block: Block, person: Person, capacity: Capacity) -> Attendance:
    spans = [Span(block.ordinal, person.start, person.end)]
    if person.role:
        spans.append(Span(block.ordinal, person.role_start, person.role_end))
    is_remote = capacity is not Capacity.APOLOGIES and _VIRTUAL.search(f"{person.note} {person.role}")
    return Attendance(
        paper.ordinal, person.name, Capacity.VIRTUAL if is_remote else capacity, tuple(spans), person.role
    )
