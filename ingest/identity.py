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

from corpus.language.bodies import committee_in, councils_in, ordinary_capitals
from corpus.language.dates import find_dates
from corpus.records import Block, BlockKind

FRONT_BLOCKS = 60
FRONT_PAGES = 3
LETTERHEAD_BLOCKS = 15
"""Within these a line of its own may be the letterhead, the committee or the title."""
LONGEST_LINE = 160
FEWEST_MENTIONS = 3
"""A council that is named less often, and not at the front, is one among others."""
LETTERHEAD_WEIGHT = 20
FRONT_WEIGHT = 5
ADDRESS_WEIGHT = 10
"""How much more than a mention in the text it counts that a council stands on a line of its own, stands at the
front, or is the one of an e-mail or web address."""

_LABEL = re.compile(r"([A-Z][A-Za-z /()’']{1,45}?)\s*(?::|\s[|]\s)\s*(\S.*)")
_DATE_LABELS = re.compile(r"(?:date (?:and time )?of (?:the )?(?:meeting|committee)|(?:meeting|committee) date)", re.I)
_LETTER_DATE = re.compile(r"date(?: of (?:report|issue|publication))?", re.I)
_COMMITTEE_LABELS = re.compile(
    r"(?:report to|to|committee|name of (?:committee|meeting)|meeting|decision (?:to be )?(?:taken|made) by"
    r"|decision maker|considered by|body)",
    re.I,
)
_TITLE_LABELS = re.compile(
    r"(?:subject|title|report title|title of (?:the )?(?:report|decision)|subject of (?:the )?report"
    r"|subject matter(?: ?/ ?title of decision)?|name of report)",
    re.I,
)
_MEETING = re.compile(
    r"(?:meeting|minutes) of (?:a meeting of )?(?:the )?(.+?)(?:,? held\b|,? to be held\b|[.,]|$)", re.I
)
_DOCUMENT_FOR = re.compile(r"(?:document(?: pack)?|supplement|pack|agenda) for\s+(.+)", re.I)
_REPORT_TO = re.compile(r"(?:report )?to:?\s+(?:the )?(.+)", re.I)
_WHEN = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bat\b|\bon\b|\bheld\b|\b\d{1,2}[.:]\d\d\b|\b[ap]\.?m\b|\bnoon\b",
    re.I,
)
_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2}\s*[ap]\.?m\b", re.I)
_SIGNS = re.compile(r"[\W_]+")

_GENERIC = re.compile(
    r"(?:a\s*g\s*e\s*n\s*d\s*a|(?:public |private )?(?:agenda|report|document|information)s?"
    r"(?: (?:item|items|pack|template|front ?sheet))*|(?:draft |printed )?minutes"
    r"|(?:executive |proposed )?(?:record of )?decisions?(?: notice)?|microsoft word.*|.*\.(?:docx?|pdf|rtf|pptx?)"
    r"|untitled|template|report (?:to|of|from|by|for|template)\b.*|(?:un)?restricted(?: items)?|classification.*|contents"
    r"|(?:priority|item|section|part|appendix) \w+|.*\binformation item|summary|executive summary|introduction|purpose"
    r"|background|detail|recommendation(?:s|\(s\))?:?|reasons? for .*|(?:for )?(?:publication|decision|information)"
    r"|page \d+.*|dear .*|.*\bteam|public document pack|(?:powerpoint )?presentation|(?:key )?decision|notice of meeting)",
    re.I,
)
"""Titles that say what kind of paper it is and not which; also what stands above a title on a front page."""
_PROPERTY_PACK = re.compile(r"^\((?:public|private|restricted) pack\)\s*", re.I)
_NAME_NOISE = re.compile(r"^(?:\d{1,3}[_\-. ]+)+(?=\D)|(?:\(\d+\))$")
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


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the front matter with the label that stands before it, if any."""

    text: str
    label: str = ""
    is_heading: bool = False
    is_front_page: bool = True

    @property
    def whole(self) -> str:
        """The line as printed, but for the space around its colon."""
        return f"{self.label}: {self.text}" if self.label else self.text


def identify(blocks: Sequence[Block], name: str, title_property: str) -> Identity:
    """Say what a document is by its blocks, its file name and the title among its properties."""
    lines = _front(blocks)
    committee, met = _meeting(lines)
    stem = _NAME_NOISE.sub("", PurePath(name).stem.replace("_", " ")).strip()
    written = _DOCUMENT_FOR.search(title_property) if _PROPERTY_PACK.match(title_property) else None
    for source in (written.group(1) if written else "", stem):
        committee = committee or _committee_of_name(source)
        dates = find_dates(source)
        # A file name may carry any date; only beside a committee is it the meeting's.
        met = met or (dates[0].date if dates and committee else None)
    title = _title(lines, title_property, _acronyms(blocks)) or _title_of_name(stem)
    return Identity(title, _council(blocks, lines), committee, met)


def _acronyms(blocks: Sequence[Block]) -> frozenset[str]:
    """Give the words that are in capitals among words that are not."""
    texts = (block.text for block in blocks if not block.text.isupper())
    return frozenset(word for text in texts for word in re.findall(r"\b[A-Z][A-Z&]+\b", text))


def _front(blocks: Sequence[Block]) -> list[_Line]:
    """Give the lines of the first pages. Cells of a row are a label and its value; a row without label goes on."""
    lines: list[_Line] = []
    for block in blocks[:FRONT_BLOCKS]:
        if block.page is not None and block.page > FRONT_PAGES:
            break
        on_front = block.page in {None, 1}
        if block.row is not None:
            _add_row(lines, block, on_front)
            continue
        text = block.text
        if lines and lines[-1].label and not lines[-1].text and not _LABEL.fullmatch(text):
            # "Decision to be taken by:" stands above what it labels.
            lines[-1] = _Line(text, lines[-1].label, is_front_page=on_front)
            continue
        if block.kind is not BlockKind.LIST_ITEM and text.endswith(":") and len(text) <= 40:
            lines.append(_Line("", text.rstrip(" :"), is_front_page=on_front))
            continue
        match = _LABEL.match(text)
        label, value = (match.group(1).strip(), match.group(2)) if match else ("", text)
        lines.append(_Line(value, label, block.kind is BlockKind.HEADING, on_front))
    return lines


def _add_row(lines: list[_Line], block: Block, on_front: bool) -> None:
    cells = block.row.cells if block.row else ()
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 and cells and not cells[0] and lines and lines[-1].label:
        lines[-1] = _Line(f"{lines[-1].text} {filled[0]}", lines[-1].label, is_front_page=on_front)
    elif len(filled) >= 2 and len(filled[0]) <= 50:
        lines.append(_Line(" ".join(filled[1:]), filled[0].rstrip(" :"), is_front_page=on_front))
    else:
        lines.append(_Line(block.text, is_front_page=on_front))


def _meeting(lines: Sequence[_Line]) -> tuple[str, date | None]:
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


def _labelled_committee(line: _Line, _index: int) -> str:
    if not _COMMITTEE_LABELS.fullmatch(line.label) or len(line.text) > LONGEST_LINE:
        return ""
    return committee_in(line.text)


def _told_committee(line: _Line, index: int) -> str:
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
    return _whole_committee(match.group(1))


def _lone_committee(line: _Line, index: int) -> str:
    if index >= LETTERHEAD_BLOCKS or line.label or not line.is_front_page:
        return ""
    return _whole_committee(line.text)


def _whole_committee(text: str) -> str:
    """Give the committee where a text is its name and perhaps a date and time, but nothing more."""
    plain = text
    for found in reversed(find_dates(text)):
        plain = plain[: found.start] + " " + plain[found.end :]
    plain = _CLOCK.sub(" ", _DAY.sub(" ", plain))
    plain = re.sub(r"\b(?:at|on|held|[ap]\.?m)\b\.?|\([^)]*\)", " ", plain, flags=re.I)
    committee = committee_in(plain)
    return committee if committee and len(_SIGNS.sub("", plain)) <= len(_SIGNS.sub("", committee)) + 12 else ""


def _date_of_meeting(lines: Sequence[_Line], committee_at: int) -> date | None:
    """Give the date by label; else by the committee's line; else the nearest line below that only says when."""
    for line in lines:
        if _DATE_LABELS.fullmatch(line.label) and (dates := find_dates(line.text)):
            return dates[0].date
    if committee_at < 0:
        return None
    if dates := find_dates(lines[committee_at].text):
        return dates[-1].date if re.search(r"\bheld\b", lines[committee_at].text, re.I) else dates[0].date
    near = lines[committee_at + 1 : committee_at + 6]
    for says_when in (True, False):
        for line in near:
            dates = find_dates(line.text)
            is_bare = bool(dates) and len(line.text) <= dates[0].end + LONGEST_LINE // 2 and dates[0].start <= 20
            if (
                is_bare
                and (not line.label or _LETTER_DATE.fullmatch(line.label))
                and (
                    bool(_WHEN.search(line.text)) if says_when else len(line.text) <= dates[0].end - dates[0].start + 5
                )
            ):
                return dates[0].date
    for line in lines[:LETTERHEAD_BLOCKS]:
        if (dates := find_dates(line.text)) and _DAY.match(line.text) and line.is_front_page:
            return dates[0].date
    return next((find_dates(line.text)[0].date for line in lines if _is_plain_date(line)), None)


def _is_plain_date(line: _Line) -> bool:
    return bool(re.fullmatch(r"date", line.label, re.I)) and bool(find_dates(line.text)) and line.is_front_page


def _council(blocks: Sequence[Block], lines: Sequence[_Line]) -> str:
    """Give the council that the document is of: by its letterhead, its addresses and how often it is named."""
    weights: Counter[str] = Counter()
    for index, line in enumerate(lines):
        for council in councils_in(line.whole):
            is_lone = len(_SIGNS.sub("", line.text)) <= len(_SIGNS.sub("", council)) + 30
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
        hosts.update(re.findall(r"([a-z][a-z-]+)\s?\.gov\.uk", block.text.lower()))
    for council in weights:
        squashed = _SIGNS.sub("", council).lower()
        if any(squashed.startswith(host.replace("-", "")) for host, _ in hosts.most_common(2)):
            weights[council] += ADDRESS_WEIGHT
    ranked = weights.most_common(2)
    if not ranked:
        return ""
    if ranked[0][1] < FEWEST_MENTIONS and not any(ranked[0][0] in councils_in(line.whole) for line in lines):
        return ""
    # Two councils named about as often: a joint paper, or one on neighbours. Better none than the wrong one.
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1] else ""


def _title(lines: Sequence[_Line], title_property: str, acronyms: frozenset[str]) -> str:
    """Give the title by label, by what the publishing system wrote, by the first line that reads as one."""
    written = re.sub(r"\s+", " ", title_property).strip()
    is_pack = bool(_PROPERTY_PACK.match(written))
    for index, line in enumerate(lines):
        is_label = _TITLE_LABELS.fullmatch(line.label) and line.text and not _GENERIC.fullmatch(line.text)
        if is_label and (line.is_front_page or not is_pack):
            return _shortened(line.text + _goes_on(lines[index : index + 3]))
    written = _PROPERTY_PACK.sub("", written)
    if is_pack:
        return _shortened(written)
    kind = _kind_of_pack(lines)
    if kind:
        return kind
    # One word alone ("Darlington") is rather the place than the title, if anything longer stands there.
    for only_headings, words in ((True, 2), (False, 2), (True, 1)):
        for line in lines[:LETTERHEAD_BLOCKS]:
            is_long = len(line.whole.split()) >= words
            if line.is_front_page and line.is_heading >= only_headings and is_long and _may_be_title(line):
                return _shortened(ordinary_capitals(line.whole, acronyms))
    return "" if _GENERIC.fullmatch(written) else _shortened(written)


def _goes_on(lines: Sequence[_Line]) -> str:
    """Give the rest of a labelled value that runs on in the next block, before another label."""
    if len(lines) < 3 or lines[1].label or lines[1].is_heading or not lines[2].label:
        return ""
    is_open = lines[0].text[-1:].isalnum() and lines[1].text[-1:] not in ".:"
    return f" {lines[1].text}" if is_open and len(lines[1].text) <= LONGEST_LINE else ""


def _kind_of_pack(lines: Sequence[_Line]) -> str:
    """Give the title of agendas and minutes, which have none but their kind and committee."""
    committee = _meeting(lines)[0]
    for line in lines[:LETTERHEAD_BLOCKS] if committee else ():
        text = _SIGNS.sub("", line.text).lower()
        if not line.label and (text in {"agenda", "noticeofmeeting"} or text.startswith("agendafor")):
            return f"Agenda: {committee}"
        if not line.label and (
            text in {"minutes", "draftminutes"} or re.match(r"(?:draft )?minutes of\b", line.text, re.I)
        ):
            return f"Minutes: {committee}"
    return ""


def _may_be_title(line: _Line) -> bool:
    text = line.text
    if (
        line.label
        or not 8 <= len(text) <= 2 * LONGEST_LINE
        or _GENERIC.fullmatch(text)
        or text.endswith((".", ";", ","))
    ):
        return False
    if _whole_committee(text) or re.match(r"(?:to|from|by|cllr|councillor|present|as at)\b", text, re.I):
        return False
    councils = councils_in(text)
    if councils and len(_SIGNS.sub("", text)) <= len(_SIGNS.sub("", councils[0])) + 5:
        return False
    return not any(found.end - found.start >= len(text) * 0.5 for found in find_dates(text)) and "@" not in text


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * LONGEST_LINE else text[: 2 * LONGEST_LINE].rsplit(" ", 1)[0] + " …"


def _committee_of_name(stem: str) -> str:
    """Give the committee in a file name such as "Agenda frontsheet Thursday 30-Jan-2025 10.00 Cabinet"."""
    rest = stem
    for found in reversed(find_dates(stem)):
        rest = rest[: found.start] + "\n" + rest[found.end :]
    parts = [_PACK_NAMES.sub("", _CLOCK.sub("", _DAY.sub("", part)).strip()) for part in rest.split("\n")]
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
