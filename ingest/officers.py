"""The officer whom the head of a report names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language.bodies import ordinary_capitals
from ingest.front_matter import Line

OFFICER_LABEL = re.compile(
    r"(?:relevant|lead|responsible|contact|reporting|report|accountable) officer(?:s"
    r"|\(s\))?(?: and (?:contact|title).*)?"
    r"|officers?(?: contact)?|report(?: of| by| from| author)?|authors?(?: of report)?|from|by"
    r"|(?:lead |responsible |relevant |strategic |service |corporate |group |executive )?director(?:\(s\))?"
    r"|chief officer",
    re.I,
)
REPORT_OF = re.compile(r"(?:joint )?report (?:of|by) (?:the )?(?P<who>(?-i:[A-Z])[^.]{5,80})", re.I)
_WEAK = frozenset({"from", "by", "report"})
"""Labels that also stand before a member or a committee: they count where no other names an officer."""


def officer_of(lines: Sequence[Line]) -> str:
    """Give the officer by label, by a line "Report of …", or by "From"; empty where the head names none."""
    for line in lines:
        if line.text and OFFICER_LABEL.fullmatch(line.label) and line.label.lower() not in _WEAK:
            return line.text
    return _told(lines) or next(
        (line.text for line in lines if line.text and line.label.lower() in _WEAK - {"report"}), ""
    )


def _told(lines: Sequence[Line]) -> str:
    """Give whom a line "Report of …" names; one in capitals that breaks after its first word goes on in the next."""
    for index, line in enumerate(lines):
        match = None if line.label else REPORT_OF.fullmatch(line.text)
        if match is None:
            continue
        who = match["who"]
        after = lines[index + 1] if index + 1 < len(lines) else None
        if " " not in who and after is not None and not after.label and after.text.isupper() and line.text.isupper():
            return ordinary_capitals(f"{who} {after.text}", frozenset())
        if " " in who:
            return who
    return ""
