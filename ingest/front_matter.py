"""The lines on a document's first pages, where it says what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.bodies import committee_in, councils_in
from corpus.language.dates import find_dates
from corpus.records import Block, BlockKind

FRONT_BLOCKS = 60
FRONT_PAGES = 3
LETTERHEAD_BLOCKS = 15
"""Within these a line of its own may be the letterhead, the committee or the title."""
LONGEST_LINE = 160
MOST_LABEL_WORDS = 3
"""Words of the first line of a label that wraps: "Relevant Cabinet" above "Member:"."""

_LABEL = re.compile(r"([A-Z][A-Za-z /()’']{1,45}?)\s*(?::|\s[|]\s)\s*(\S.*)")
DATE_LABELS = re.compile(
    r"(?:date (?:and time )?of (?:the )?(?:meeting|committee)|\b(?:[a-z]+ )?(?:meeting|committee) date)", re.I
)
LETTER_DATE = re.compile(r"date(?: of (?:report|issue|publication))?", re.I)
COMMITTEE_LABELS = re.compile(
    r"(?:report to|to|committee|name of (?:committee|meeting)|meeting|decision (?:to be )?(?:taken|made) by"
    r"|decision maker|considered by|body)",
    re.I,
)
_PLAIN_LABEL = re.compile(
    r"(Reports? author(?:s|\(s\))?|(?:Contact|Lead|Responsible|Relevant|Reporting) (?:officer|director)(?:s|\(s\))?"
    r"|Circulated to|Classification)\s+(?=(?-i:[A-Z]))(\S.*)",
    re.I,
)
"""Labels that a gap alone parts from their value, as in a head of two columns without colons."""
_END_OF_LABEL = re.compile(r"(?:members?|officers?|directors?|holders?|meeting|authors?|affected|decision|by) ?:", re.I)
DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2}\s*[ap]\.?m\b", re.I)
SIGNS = re.compile(r"[\W_]+")


def is_label(labels: re.Pattern[str], text: str) -> bool:
    """Tell whether a text is one of some labels, in one language or beside another: "Date", "Date / Dyddiad"."""
    return any(labels.fullmatch(part.strip()) for part in text.split("/"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the front matter with the label that stands before it, if any."""

    text: str
    label: str = ""
    is_heading: bool = False
    is_front_page: bool = True
    is_row: bool = False

    @property
    def whole(self) -> str:
        """The line as printed, but for the space around its colon."""
        return f"{self.label}: {self.text}" if self.label else self.text


def front(blocks: Sequence[Block]) -> list[Line]:
    """Give the lines of the first pages. Cells of a row are a label and its value; a row without label goes on."""
    lines: list[Line] = []
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
            lines[-1] = Line(text, lines[-1].label, is_front_page=on_front)
            continue
        if block.kind is not BlockKind.LIST_ITEM and text.endswith(":") and len(text) <= 40:
            if block.number is None and _END_OF_LABEL.fullmatch(text) and _is_half_a_label(lines):
                text = f"{lines.pop().text} {text}"
            lines.append(Line("", text.rstrip(" :"), is_front_page=on_front))
            continue
        match = _LABEL.match(text) or _PLAIN_LABEL.fullmatch(text)
        label, value = (match.group(1).strip(), match.group(2)) if match else ("", text)
        lines.append(Line(value, label, block.kind is BlockKind.HEADING, on_front))
    return lines


def _is_half_a_label(lines: Sequence[Line]) -> bool:
    """Say whether the last line is the beginning of a label that wraps: a short bold one below other labels."""
    if len(lines) < 2 or not lines[-2].label or not lines[-2].text:
        return False
    return lines[-1].is_heading and not lines[-1].label and len(lines[-1].text.split()) <= MOST_LABEL_WORDS


def _add_row(lines: list[Line], block: Block, on_front: bool) -> None:
    cells = block.row.cells if block.row else ()
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 and cells and not cells[0] and lines and lines[-1].label:
        lines[-1] = Line(f"{lines[-1].text} {filled[0]}", lines[-1].label, is_front_page=on_front)
    elif len(filled) >= 2 and len(filled[0]) <= 50:
        lines.append(Line(" ".join(filled[1:]), filled[0].rstrip(" :"), is_front_page=on_front, is_row=True))
    else:
        lines.append(Line(block.text, is_front_page=on_front))


def whole_committee(text: str) -> str:
    """Give the committee where a text is its name and perhaps a date and time, but nothing more."""
    plain = text
    for found in reversed(find_dates(text)):
        plain = plain[: found.start] + " " + plain[found.end :]
    plain = CLOCK.sub(" ", DAY.sub(" ", plain))
    plain = re.sub(r"\b(?:at|on|held|[ap]\.?m)\b\.?|\([^)]*\)", " ", plain, flags=re.I)
    for council in councils_in(plain):
        plain = re.sub(re.escape(council), " ", plain, flags=re.I)
    committee = committee_in(plain)
    return committee if committee and len(SIGNS.sub("", plain)) <= len(SIGNS.sub("", committee)) + 12 else ""
