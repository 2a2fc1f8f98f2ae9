"""What can answer who and when by its kind: it tells of somebody, or a time, that the question does not give itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.prose.clauses import DAY
from assistant.questions.asks import BODIES, POSTS, WHAT_TIME
from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.ranking.things import PERSON, brings, names_holder, periods_of
from corpus.language.sentences import sentences
from corpus.records import Block

READ_ON = 60
"""Words of a sentence with those that follow it, in an answer in prose."""
AS_GOOD = 0.95
"""Share of the best sentence's score that one with a person has in whose paragraph both stand, to go before it."""
OF_POST = re.compile(
    r"\bwho(?:['’]?s| is| was| are| were)?(?: currently| now)? (?:the |our |its |their )?"
    rf"(?:[\w'’-]+ ){{0,2}}?(?:{POSTS})\b"
    rf"|^\W*(?:the )?(?:[\w'’-]+ ){{0,2}}?(?:{POSTS})\b",
    re.IGNORECASE,
)
"""Asks who holds a post: a body holds none."""

NAME_OF_POST = re.compile(
    r"\bnames? of (?:the |our )?(?:[\w'’-]+ ){0,5}?"
    r"(?:managers?|directors?|officers?|heads?|chairs?|leaders?|inspectors?)\b",
    re.IGNORECASE,
)
"""Asks for the name of who holds a post, which no post tells."""
OF_BODY = re.compile(rf"\bwhich (?:[\w-]+ )?(?:{BODIES})\b", re.IGNORECASE)
"""Asks for somebody of a kind, whose name may well have words of the question."""


CLOCK_ASKED = re.compile(rf"{WHAT_TIME}|\b(?:date|day)s? and (?:the )?times?\b", re.IGNORECASE)
"""Asks for the time of day, which no day tells."""
CLOCK = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b|\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\b\d{1,2} o['’]?clock\b"
    r"|\bnoon\b|\bmid-?(?:day|night)\b",
    re.IGNORECASE,
)
"""A time of day."""
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")


GIVING = (
    r"presented|gave|awarded|handed|granted|offered|paid|sent|showed|told|asked|thanked|congratulated|welcomed"
    r"|nominated|proposed|appointed|elected|chose|named"
)
RECEIVES = re.compile(
    r"\bwho(?:m)? (?:(?:was|were|is|are|has been|have been|will be|got) (?:\w+ly )?"
    rf"(?:given|chosen|shown|{GIVING})|received|got|won|collected)\b",
    re.IGNORECASE,
)
"""Asks for whom something is done to or given: who does it is another."""
GIVER = re.compile(rf"{PERSON.pattern}(?: (?:then|also|formally|warmly))? (?:{GIVING})\b")
"""Somebody with what they did."""


def gives_only(text: str, question: Question, sought: Sought) -> bool:
    """Tell whether a text names who gave what it is asked who got, and nobody else."""
    if question.asks is not Asks.WHO or not RECEIVES.search(question.text) or not GIVER.search(text):
        return False
    return brings(GIVER.sub(" ", text), question, sought) < 1


def tellers(able: Sequence[Candidate], question: Question, sought: Sought) -> list[Candidate]:
    """Give the candidates that can answer who or when, in their order; all where something else is asked for.

    One that names nobody but those the question names, or no time but the one that it gives, is no answer, however well
    it fits otherwise; the sentences behind it may tell.
    """
    if question.asks not in (Asks.WHO, Asks.WHEN) or OF_BODY.search(question.text):
        return list(able)
    telling = [one for one in able if _tells(one, question, sought)]
    return _person_first(telling) if question.asks is Asks.WHO else telling


def _person_first(able: list[Candidate]) -> list[Candidate]:
    """Put a sentence that names a person before one of its paragraph that names no more than bodies, where as good."""
    first = able[0] if able else None
    if first is None or first.features.new == 1 or first.row is not None:
        return able
    beside = (one for one in able if one.block.id == first.block.id and one.row is None)
    person = next((one for one in beside if one.features.new == 1 and one.score >= AS_GOOD * first.score), first)
    return [person, *(one for one in able if one is not person)]


def _tells(one: Candidate, question: Question, sought: Sought) -> bool:
    text = one.text
    if question.asks is Asks.WHEN and CLOCK_ASKED.search(question.text):
        return CLOCK.search(text) is not None and _is_of_day(one, question)
    if question.asks is Asks.WHEN:
        # A month or a length of time without a year is none of the question's periods.
        return one.features.new > 0 or not periods_of(text)
    if one.row is None:
        text = one.block.text[one.start : read_on(one.block, one.start, one.end)]
    if gives_only(text, question, sought):
        return False
    if NAME_OF_POST.search(question.text):
        return brings(text, question, sought) == 1
    if OF_POST.search(question.text):
        return names_holder(text, question, sought)
    return one.features.new > 0 or brings(text, question, sought) > 0


def _is_of_day(one: Candidate, question: Question) -> bool:
    """Tell whether a text is of the time that a question gives, and names no other day, with its year or without."""
    if not question.periods:
        return True
    days = {f"{asked.period.first.day} {asked.period.first:%B}" for asked in question.periods}
    named = {ORDINAL.sub("", found.group()) for found in DAY.finditer(one.text)}
    return one.features.period > 0 and (not named or bool(named & days))


def read_on(block: Block, start: int, end: int) -> int:
    """Give where a sentence ends with those that follow it in its paragraph, as many as are short together."""
    last = end
    for begins, ends in sentences(block.text):
        if begins >= end and len(block.text[start:ends].split()) <= READ_ON:
            last = ends
        elif begins >= end:
            break
    return last
