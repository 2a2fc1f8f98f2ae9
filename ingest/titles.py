"""The title of a document: by label, by the publishing system, or the first line that reads as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language.bodies import councils_in, ordinary_capitals
from corpus.language.dates import find_dates
from corpus.records import Block
from ingest.front_matter import (
    COMMITTEE_LABELS,
    DATE_LABELS,
    LETTER_DATE,
    LETTERHEAD_BLOCKS,
    LONGEST_LINE,
    SIGNS,
    Line,
    is_label,
    whole_committee,
)

_TITLE_LABELS = re.compile(
    r"(?:subject|title|report title|title of (?:the )?(?:report|decision)|subject of (?:the )?report"
    r"|subject matter(?: ?/ ?title of decision)?|name of report)",
    re.I,
)
_GENERIC = re.compile(
    r"(?:a\s*g\s*e\s*n\s*d\s*a|agenda and (?:draft |printed )?minutes"
    r"|(?:public |private )?(?:agenda|report|document|information)s?"
    r"(?: (?:item|items|pack|template|front ?sheet))*|(?:draft |printed )?minutes"
    r"|(?:executive |proposed )?(?:record of )?decisions?(?: notice)?|microsoft word.*|.*\.(?:docx?|pdf|rtf|pptx?)"
    r"|untitled|template|report (?:to|of|from|by|for|template)\b.*|(?:un)?restricted(?: items)?|classification.*"
    r"|contents|(?:priority|item|section|part|appendix) \w+|.*\binformation item|summary|executive summary"
    r"|introduction|purpose|background|detail|recommendation(?:s|\(s\))?:?|reasons? for .*"
    r"|(?:for )?(?:publication|decision|information)|(?:browse )?meetings?|meeting documents|(?:issue|decision) details"
    r"|page \d+.*|dear .*|.*\bteam|public document pack|(?:powerpoint )?presentation"
    r"|(?:key )?decision|notice of meeting)",
    re.I,
)
"""Titles that say what kind of paper it is and not which; also what stands above a title on a front page."""
_PACK_MEETING = re.compile(
    r"^((?:Agenda\b.*? for .+?)|.+?)(?:\s+Agenda (?:Supplement|Document)\s+for .+?)?,? [\d/]{10} [\d:]+$"
)
"""What ModernGov adds to a pack's title: the kind of pack, the committee, the day and the time."""
SHORTEST_WORD = 4
"""Letters from which on a word that also stands in lower case is no abbreviation; "IT" and "US" are shorter."""
_CAPITALS = re.compile(r"\b[A-Z][A-Z&]+\b")
_LOWER_CASE = re.compile(r"\b[A-Za-z][a-z]{3,}\b")
_FUNCTION_WORDS = frozenset({"AND", "FOR", "FROM", "IN", "OF", "ON", "OR", "THE", "TO", "WITH"})
PROPERTY_PACK = re.compile(r"^\((?:public|private|restricted) pack\)\s*", re.I)


def title_of(lines: Sequence[Line], title_property: str, committee: str, acronyms: frozenset[str]) -> str:
    """Give the title by label, by what the publishing system wrote, by the first line that reads as one."""
    written = re.sub(r"\s+", " ", title_property).strip()
    is_pack = bool(PROPERTY_PACK.match(written))
    for index, line in enumerate(lines):
        is_label = _TITLE_LABELS.fullmatch(line.label) and line.text and not _GENERIC.fullmatch(line.text)
        if is_label and (line.is_front_page or not is_pack):
            return _shortened(line.text + _goes_on(lines[index : index + 3]))
    written = PROPERTY_PACK.sub("", written)
    if is_pack:
        return _shortened(_PACK_MEETING.sub(r"\1", written))
    kind = _kind_of_pack(lines, committee)
    if kind:
        return kind
    # One word alone ("Darlington") is rather the place than the title, if anything longer stands there.
    for only_headings, words in ((True, 2), (False, 2), (True, 1)):
        for line in lines[:LETTERHEAD_BLOCKS]:
            is_long = len(line.whole.split()) >= words
            if line.is_front_page and line.is_heading >= only_headings and is_long and _may_be_title(line):
                return _shortened(ordinary_capitals(line.whole, acronyms))
    return "" if _GENERIC.fullmatch(written) else _shortened(written)


def is_generic(text: str) -> bool:
    """Say whether a line only says what kind of paper it is, or is a heading that any paper has."""
    return bool(_GENERIC.fullmatch(text))


def _goes_on(lines: Sequence[Line]) -> str:
    """Give the rest of a labelled value that runs on in the next block, before another label."""
    if len(lines) < 3 or lines[1].label or lines[1].is_heading or not lines[2].label:
        return ""
    is_open = lines[0].text[-1:].isalnum() and lines[1].text[-1:] not in ".:"
    return f" {lines[1].text}" if is_open and len(lines[1].text) <= LONGEST_LINE else ""


def _kind_of_pack(lines: Sequence[Line], committee: str) -> str:
    """Give the title of agendas and minutes, which have none but their kind and committee."""
    for line in (line for line in lines[:LETTERHEAD_BLOCKS] if committee and line.is_front_page):
        text = SIGNS.sub("", line.text).lower()
        if not line.label and (
            text in {"agenda", "agendaandminutes", "agendaanddraftminutes", "agendaanddecisions", "noticeofmeeting"}
            or text.startswith("agendafor")
        ):
            return f"Agenda: {committee}"
        if not line.label and (
            text in {"minutes", "draftminutes"}
            or re.match(r"(?:draft )?minutes of\b(?! the (?:last|previous))", line.text, re.I)
        ):
            return f"Minutes: {committee}"
    return ""


def _may_be_title(line: Line) -> bool:
    """Say whether a line may be a title: no committee, council, date, address or sentence, and not only a kind."""
    text = line.whole
    is_labelled = any(is_label(labels, line.label) for labels in (COMMITTEE_LABELS, DATE_LABELS, LETTER_DATE))
    if (
        is_labelled
        or line.is_row
        or not 8 <= len(text) <= 2 * LONGEST_LINE
        or _GENERIC.fullmatch(text)
        or text[-1] in ".;,"
    ):
        return False
    if whole_committee(text) or re.match(r"(?:to|from|by|cllr|councillor|present|as at)\b", text, re.I):
        return False
    councils = councils_in(text)
    if councils and len(SIGNS.sub("", text)) <= len(SIGNS.sub("", councils[0])) + 5:
        return False
    return not any(found.end - found.start >= len(text) * 0.5 for found in find_dates(text)) and "@" not in text


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * LONGEST_LINE else text[: 2 * LONGEST_LINE].rsplit(" ", 1)[0] + " …"


def acronyms_in(blocks: Sequence[Block]) -> frozenset[str]:
    """Give the words that are in capitals among words that are not, and are not ordinary words set in capitals."""
    texts = [block.text for block in blocks if not block.text.isupper()]
    capitals = {word for text in texts for word in _CAPITALS.findall(text)}
    ordinary = {word.upper() for text in texts for word in _LOWER_CASE.findall(text)}
    return frozenset(word for word in capitals if len(word) < SHORTEST_WORD or word not in ordinary) - _FUNCTION_WORDS
