"""Numbers that passages have only through their place: alone on a line, or next in a list of letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.paragraphs import Passage, cut_spans
from ingest.sequence import LEVELS, follows, parts_of, succeeds

_LABEL = re.compile(r"([a-z]|\([a-z]\)|[a-z]\)|[A-Z](?=\.)|\d{1,2})\.?\s+(?=\S)")


def numbered_on(passages: Sequence[Passage | None]) -> list[Passage | None]:
    """Give a paragraph number that stands on a line of its own to the paragraph after it.

    None stands for a table. The result has an entry for each passage, None for a table and for a number that was
    given on. Only a number that follows on the last one printed is taken, so that a figure does not become one. Where
    another number or a table comes next, the number stood over it or over a picture, and is dropped.
    """
    done: list[Passage | None] = []
    last: tuple[int, ...] = ()
    label = ""
    waiting: str | None = None
    for current in passages:
        if current is None:
            done.append(None)
            waiting = None
            continue
        alone = parts_of(current.text) if current.number is None and LEVELS.fullmatch(current.text) else ()
        if alone and follows(alone, last):
            waiting, last = current.text.rstrip("."), alone
            done.append(None)
            continue
        if current.number is None:
            current = _next_label(current, label)
        if current.number is not None:
            last, label = parts_of(current.number) or last, current.number
        elif waiting is not None and not current.listed:
            current = replace(current, number=waiting)
        waiting = None
        done.append(current)
    return done


def _next_label(current: Passage, last: str) -> Passage:
    """Part a label that only its place in a list shows to be one ("g. 96% of" after "f.")."""
    match = _LABEL.match(current.text)
    if match is None or not succeeds(match.group(1), last):
        return current
    rest = current.text[match.end() :]
    spans = cut_spans(current.spans, match.end())
    return Passage(current.paragraph, rest, match.group(1), True, spans)
