"""What a document says of itself: its title, council, committee and the date of its meeting.

From the words at its beginning, then from its file name; the properties of a file come last, and only for the title,
because templates leave stale ones behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from corpus.language.bodies import NO_PLACE, committee_in, councils_in
from corpus.language.dates import MONTHS, find_dates
from corpus.records import Block
from ingest.extract import Margin
from ingest.front_matter import (
    CLOCK,
    COMMITTEE_LABELS,
    DATE_LABELS,
    DAY,
    LETTER_DATE,
    LETTERHEAD_BLOCKS,
    LONGEST_LINE,
    SIGNS,
    Line,
    front,
    is_label,
    whole_committee,
)
from ingest.titles import PROPERTY_PACK, acronyms_in, title_of

FEWEST_MENTIONS = 3
"""A council that is named less often, and not at the front, is one among others."""
LETTERHEAD_WEIGHT = 20
FRONT_WEIGHT = 5
ADDRESS_WEIGHT = 10
"""How much more than a mention in the text it counts that a council stands on a line of its own, stands at the
front, or is the one of an e-mail or web address."""

_MEETING = re.compile(
    r"(?:meeting|minutes) of (?:a meeting of )?(?:the )?(.+?)(?:,? held\b|,? to be held\b|[.,]|$)", re.I
)
_DOCUMENT_FOR = re.compile(r"(?:document(?: pack)?|supplement|pack|agenda) for\s+(.+)", re.I)
_REPORT_TO = re.compile(r"(?:report )?(?:of [^.;]{3,80}? )?to:?\s+(?:the )?(.+)", re.I)
_WHEN = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bat\b|\bon\b|\bheld\b|\b\d{1,2}[.:]\d\d\b|\b[ap]\.?m\b|\bnoon\b",
    re.I,
)
_DATE = re.compile(r"date", re.I)
_NAME_NOISE = re.compile(r"^(?:\d{1,3}[_\-. ]+)+(?=\D)|(?:\(\d+\))$")
_AUTHORITY = re.compile(
    r"(?:[Ii]nspection of|\bin) ([A-Z][a-z]+(?:(?: and| upon|-on|-upon)?[ -][A-Z][a-z]+)*) (?:local authority|LA)\b"
)
_IN_PLACE = re.compile(r"\b(?:in|across|for|of) ([A-Z][a-z]{3,})\b(?! (?:Street|Road|Council|Committee|Board|Hall))")
NUMBERS = re.compile(r"\d+")
NOT_PLACES = NO_PLACE | {*MONTHS, "england", "britain", "wales", "ofsted"}
PLACE_MENTIONS = 5
"""Times that a document must say "in X" to be taken for a paper on X, and twice as often as of any other."""
_NO_PLACES = frozenset(
    {"www", "gsi", "ofsted", "nationalarchives", "legislation", "education", "service", "assets", "data", "justice"}
    | {"homeoffice", "nhs", "parliament", "publishing", "planninginspectorate", "dwp", "hmrc", "cqc", "cabinetoffice"}
)
"""Addresses of government bodies that are no council's."""
_PACK_NAMES = re.compile(
    r"^(?:public reports? pack|reports? pack|agenda front ?sheet|printed (?:draft )?minutes|printed decisions|decisions"
    r"|supplementary agenda|agenda supplement|agenda|minutes|supplement)\b[\s\-–_]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Title, council, committee ("" where the document does not say) and date of the meeting (None likewise)."""

    title: str = ""
    council: str = ""
    committee: str = ""
    meeting_date: date | None = None


def identify(blocks: Sequence[Block], name: str, title_property: str, margins: Sequence[Margin] = ()) -> Identity:
    """Say what a document is by its blocks, its file name, the title among its properties and its running heads."""
    lines = front(blocks)
    committee, met = _meeting(lines)
    stem = _NAME_NOISE.sub("", PurePath(name).stem.replace("_", " ")).strip()
    written = _DOCUMENT_FOR.search(title_property) if PROPERTY_PACK.match(title_property) else None
    for source in (written.group(1) if written else "", stem):
        committee = committee or _committee_of_name(source)
        dates = find_dates(source)
        # A file name may carry any date; only beside a committee is it the meeting's.
        met = met or (dates[0].date if dates and committee else None)
    title = title_of(lines, title_property, committee, acronyms_in(blocks)) or _title_of_name(stem)
    return Identity(title, _council(blocks, lines, running_heads(margins)), committee, met)


def _meeting(lines: Sequence[Line]) -> tuple[str, date | None]:
    """Give committee and date, the surest first: labels, then sentences on a meeting, then lines of their own."""
    committee = ""
    at = -1
    for source in (_labelled_committee, _told_committee, _lone_committee):
        for index, line in enumerate(lines):
            committee = source(line, index)
            if committee:
                at = index
                break
        if committee:
            break
    return committee, _date_of_meeting(lines, at)


def _labelled_committee(line: Line, _index: int) -> str:
    if not is_label(COMMITTEE_LABELS, line.label) or len(line.text) > LONGEST_LINE:
        return ""
    return committee_in(line.text)


def _told_committee(line: Line, index: int) -> str:
    """Read "minutes of a meeting of the …" and "report to …". Items of an agenda tell of other meetings."""
    if index >= LETTERHEAD_BLOCKS or line.label or re.match(r"\d", line.text) or not line.is_front_page:
        return ""
    if re.match(
        r"(?:draft\s+)?minutes\b|(?:notice of |this is a )?meeting of\b|(?:a\s+)?meeting of\b", line.text, re.I
    ):
        match = _MEETING.search(line.text)
    else:
        match = _DOCUMENT_FOR.search(line.text) or _REPORT_TO.match(line.text)
    if match is None or len(line.text) > 2 * LONGEST_LINE or re.search(r"\blast meeting\b", line.text, re.I):
        return ""
    return whole_committee(match.group(1))


def _lone_committee(line: Line, index: int) -> str:
    if index >= LETTERHEAD_BLOCKS or line.label or not line.is_front_page:
        return ""
    return whole_committee(line.text)


def _date_of_meeting(lines: Sequence[Line], committee_at: int) -> date | None:
    """Give the date by label; else by the committee's line; else the nearest line below that only says when."""
    for line in lines:
        if is_label(DATE_LABELS, line.label) and (dates := find_dates(line.text)):
            return dates[0].date
    if committee_at < 0:
        # "Meeting: Fire Authority" names a body that no committee's name tells; the date beside it is that meeting's.
        meets = any(is_label(COMMITTEE_LABELS, line.label) for line in lines)
        return _plain_date(lines) if meets else None
    if dates := find_dates(lines[committee_at].text):
        return dates[-1].date if re.search(r"\bheld\b", lines[committee_at].text, re.I) else dates[0].date
    near = lines[committee_at + 1 : committee_at + 6]
    for says_when in (True, False):
        for line in near:
            dates = find_dates(line.text)
            is_bare = bool(dates) and len(line.text) <= dates[0].end + LONGEST_LINE // 2 and dates[0].start <= 20
            if (
                is_bare
                and (not line.label or is_label(LETTER_DATE, line.label))
                and (
                    bool(_WHEN.search(line.text)) if says_when else len(line.text) <= dates[0].end - dates[0].start + 5
                )
            ):
                return dates[0].date
    for line in lines[:LETTERHEAD_BLOCKS]:
        if (dates := find_dates(line.text)) and DAY.match(line.text) and line.is_front_page:
            return dates[0].date
    return _plain_date(lines)


def _plain_date(lines: Sequence[Line]) -> date | None:
    return next((find_dates(line.text)[0].date for line in lines if _is_plain_date(line)), None)


def _is_plain_date(line: Line) -> bool:
    return is_label(_DATE, line.label) and bool(find_dates(line.text)) and line.is_front_page


def running_heads(margins: Sequence[Margin]) -> list[str]:
    """Give the lines that stand in the margin of several pages, whatever number is in them, and those of headers."""
    pages: dict[str, set[int | None]] = {}
    for margin in margins:
        pages.setdefault(NUMBERS.sub("", margin.text), set()).add(margin.page)
    return [text for text, on in pages.items() if len(on) > 1 or None in on]


def _council(blocks: Sequence[Block], lines: Sequence[Line], heads: Sequence[str] = ()) -> str:
    """Give the council that the document is of: by its letterhead, its addresses and how often it is named."""
    weights: Counter[str] = Counter()
    for head in heads:
        for council in set(councils_in(head)):
            weights[council] += LETTERHEAD_WEIGHT
    for index, line in enumerate(lines):
        for council in councils_in(line.whole):
            is_lone = len(SIGNS.sub("", line.text)) <= len(SIGNS.sub("", council)) + 30
            weights[council] += (
                LETTERHEAD_WEIGHT
                if is_lone and index < LETTERHEAD_BLOCKS
                else FRONT_WEIGHT
                if line.is_front_page
                else 1
            )
    hosts: Counter[str] = Counter()
    for block in blocks:
        weights.update(councils_in(block.text))
        hosts.update(re.findall(r"(?<![a-z-])([a-z][a-z-]+)\s?\.gov\.uk", block.text.lower()))
    for council in weights:
        squashed = SIGNS.sub("", council).lower()
        if any(squashed.startswith(host.replace("-", "")) for host, _ in hosts.most_common(2)):
            weights[council] += ADDRESS_WEIGHT
    ranked = weights.most_common(2)
    at_front = ranked and any(ranked[0][0] in councils_in(text) for text in (*heads, *(line.whole for line in lines)))
    if not ranked or (ranked[0][1] < FEWEST_MENTIONS and not at_front):
        return _place_named(blocks, hosts)
    # Two councils named about as often: a joint paper, or one on neighbours. Better none than the wrong one.
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1] else ""


def _place_named(blocks: Sequence[Block], hosts: Counter[str]) -> str:
    """Give the place whose authority a document is of, where it names no council: by an address, or in so many words.

    The word before ".gov.uk" counts only where the text writes it as a name, too: "ofsted" is no place.
    """
    named = Counter(name for block in blocks for name in _AUTHORITY.findall(block.text))
    for host, count in hosts.items():
        name = host.replace("-", " ").title()
        if host not in _NO_PLACES and any(re.search(rf"\b{name}\b", block.text) for block in blocks):
            named[name] += count
    if named:
        return str(named.most_common(1)[0][0])
    text = " ".join(block.text for block in blocks)
    places: Counter[str] = Counter(name for name in _IN_PLACE.findall(text) if name.casefold() not in NOT_PLACES)
    ranked = [pair for pair in places.most_common() if f" {pair[0].casefold()} " not in text]
    if not ranked or ranked[0][1] < PLACE_MENTIONS:
        return ""
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1] else ""


def _committee_of_name(stem: str) -> str:
    """Give the committee in a file name such as "Agenda frontsheet Thursday 30-Jan-2025 10.00 Cabinet"."""
    rest = stem
    for found in reversed(find_dates(stem)):
        rest = rest[: found.start] + "\n" + rest[found.end :]
    parts = [_PACK_NAMES.sub("", CLOCK.sub("", DAY.sub("", part)).strip()) for part in rest.split("\n")]
    for part in reversed(parts):
        committee = committee_in(part)
        if committee:
            return committee if committee != committee.lower() else committee.capitalize()
    if re.search(r"\bcabinet\b(?! member)", stem, re.I):
        return "Cabinet"
    return ""


def _title_of_name(stem: str) -> str:
    """Give a file name as a title, which is better than none."""
    return re.sub(r"\s+", " ", stem.replace("-", " ") if " " not in stem else stem).strip()
