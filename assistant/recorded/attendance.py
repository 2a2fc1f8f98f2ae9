"""Who was at a meeting: who took the chair, who sent apologies, which members and officers came, as minutes list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.opened import Opened
from assistant.questions.question import Question
from assistant.recorded.entries import meetings
from assistant.said import Said
from corpus.findings import Attendance, Capacity
from corpus.language.stems import known_stems, stems
from corpus.records import Document
from corpus.store.recorded import Entry

CHAIRED = re.compile(r"\bwho\b.*\bchair(?:ed|s|ing|man|person)?\b.*\bmeeting\b", re.IGNORECASE)
APOLOGIES = re.compile(
    r"\bapolog(?:y|ies|ised|ized)\b|\bwho (?:was|were) (?:absent|missing)\b"
    r"|\bwho (?:did not|didn['’]?t) (?:attend|come)\b",
    re.IGNORECASE,
)
PRESENT = re.compile(
    r"\b(?:who|which (?:\w+ )?(?:members|councillors|cllrs|officers)|list (?:of )?those)\b"
    r".*\b(?:attended|attending|attendance|present|there|online|virtually|remotely)\b|\bwho (?:was|were) at\b",
    re.IGNORECASE,
)
MEETING = re.compile(r"\b(?:meeting|committee|cabinet|council|board|panel|executive|forum|scrutiny)\b", re.IGNORECASE)
OFFICERS = re.compile(r"\b(?:officers?|directors?|staff|in attendance)\b", re.IGNORECASE)
MEMBERS = re.compile(r"\b(?:members?|councillors?|cllrs?)\b", re.IGNORECASE)
COUNCILLOR = re.compile(r"(?:councillor|cllr)\b", re.IGNORECASE)
VIRTUALLY = re.compile(r"\b(?:virtual\w*|remote\w*|online)\b", re.IGNORECASE)
WORDS = 100
"""Words of a list of names that are given."""


def asks_who_came(question: Question) -> bool:
    """Tell whether a question asks who was at a meeting, or who was not."""
    text = question.text
    return APOLOGIES.search(text) is not None or (PRESENT.search(text) is not None and MEETING.search(text) is not None)


def attended(opened: Opened, question: Question) -> tuple[Said, ...]:
    """Give who sent apologies or came, at the meeting asked for; nothing where no minutes tell."""
    text = question.text
    wanted = frozenset({Capacity.APOLOGIES}) if APOLOGIES.search(text) else _capacities(text)
    best = _best_meeting(opened, question)
    if best is None:
        return ()
    officers = OFFICERS.search(text) is not None
    people = best.records(Attendance)
    chosen = (one for one in people if one.capacity in wanted and not (officers and COUNCILLOR.match(one.name)))
    return _named(opened, opened.documents[best.document_id], list(chosen))


def chair(opened: Opened, question: Question) -> tuple[Said, ...]:
    """Give who took the chair of the meeting on the day asked for; nothing where no minutes of it are held."""
    if not CHAIRED.search(question.text) or not question.periods:
        return ()
    for entry in meetings(opened, question):
        for person in entry.records(Attendance):
            if re.search(r"\bchair", person.role, re.IGNORECASE):
                return _named(opened, opened.documents[entry.document_id], [person])
    return ()


def _capacities(text: str) -> frozenset[Capacity]:
    if VIRTUALLY.search(text):
        return frozenset({Capacity.VIRTUAL})
    if OFFICERS.search(text):
        return frozenset({Capacity.IN_ATTENDANCE, Capacity.VIRTUAL})
    present = {Capacity.PRESENT}
    return frozenset(present if MEMBERS.search(text) else {*present, Capacity.IN_ATTENDANCE, Capacity.VIRTUAL})


def _best_meeting(opened: Opened, question: Question) -> Entry | None:
    """Give the list of those at the meeting that best fits a question by its body, then by its day."""
    asked = set(stems(question.text))

    def fit(entry: Entry) -> tuple[float, str]:
        body = set(known_stems(entry.words))
        return len(body & asked) / len(body) if body else 0.0, entry.day

    return max(meetings(opened, question), key=fit, default=None)


def _named(opened: Opened, document: Document, people: Sequence[Attendance]) -> tuple[Said, ...]:
    """Give people with their roles, those of one block together."""
    pieces: list[Said] = []
    room = WORDS
    for ordinal, group in groupby(people, key=lambda one: one.spans[0].block):
        block = opened.blocks(document.id, ordinal, ordinal)[0]
        listed = list(group)
        names = "; ".join(f"{one.name} ({one.role})" if one.role else one.name for one in listed)
        room -= len(names.split())
        if room < 0 and pieces:
            break
        # The line says in what capacity: "Apologies were received from".
        pieces.append(Said(names, block, 0, len(block.text)))
    return tuple(pieces)
