"""The words of a question that frame its subject and do not name it: the paper asked, the form of the answer."""

from __future__ import annotations

import re

from assistant.questions.agreement import agreement_stems
from assistant.questions.changes import change_stems
from assistant.questions.operations import asking_stems
from assistant.questions.question import MONTH_NAMES, WORD, Question
from corpus.language.comparators import find_comparators
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.periods import COUNTS, find_periods
from corpus.language.stems import stems
from corpus.language.units import Unit

FORM_STEMS = frozenset(
    stems(
        "report reports paper papers pack document update item meeting minutes agenda according quoted stated state "
        "states figure figures number numbers rate rates percentage proportion percent share per total many latest "
        "current currently recent recently compare compared comparison comparing versus vs against change changed "
        "changes trend moved moving move go goes going better worse happened happen list show tell version table line "
        "page pages actually different difference same match matches elsewhere throughout overall approx approximately "
        "roughly exactly value amount old kind kinds type types whats hows thing things bit name named year years "
        "month months quarter time period date end start beginning far ever yet already still 10k 10 000 100 1000 "
        "10000 please know want could find give gives given need latest newest stand stood "
        "median average mean last past final v slide slides pounds statistics earlier broad main"
    )
)
"""Stems of words that say in what form or from where an answer is wanted: every paper holds them, or none does."""
MONTH_WORDS = MONTH_NAMES | {name[:3] for name in MONTH_NAMES} | {"sept"}
"""Months written out or cut short, as in "the feb report"."""
SCHOOL_YEAR = re.compile(r"\b(?:school|academic|financial|municipal|calendar|half) (?=years?\b)", re.IGNORECASE)
"""What kind of year is meant, which tells a time and no subject."""
PUBLISHED = re.compile(
    r"\b(?:ofsted|hmip|cqc|cabinet|scrutiny)(?:['’]s)?(?= (?:report|inspection|letter|visit|(?:19|20)\d\d)\b)"
    r"|(?<=(?:19|20)\d\d )(?:ofsted|hmip|cqc|cabinet|scrutiny)\b",
    re.IGNORECASE,
)
"""Who published the paper that is meant, beside its kind or year: "the 2018 Ofsted report"."""
ASIDE = re.compile(r"(?:[,;:(]|\s[–-]\s)(?P<last>[^,;:()]{3,50})\)?\W*$")
"""The last words of a question, set apart: "…, cabinet dec 2019"."""
SOURCE_STEMS = FORM_STEMS | frozenset(
    stems("ofsted hmip cqc cabinet scrutiny council committee cttee inspection letter visit slides plan minutes")
)
"""Stems of the words that, beside a time, name a paper and no subject where they are set apart."""
FIRST_SAID = re.compile(
    r"\b(?:as )?(?:first|originally|initially|previously) (?:reported|published|stated|given|said)\b", re.IGNORECASE
)
"""Which of several versions of a value is meant."""
MONEY_STEMS = frozenset(stems("cost costs spend spent spending price money"))
"""Words that ask for an amount of money and that a sum is not printed with."""
NUMBERED_TIME = re.compile(r"\b(?:month|period|quarter|week) \d{1,2}\b", re.IGNORECASE)
"""A part of a year by its number, as in "the month 7 forecast"."""
HOW = re.compile(r"\bhow (?:big|large|small|high|low|old|tall|good|well|quick(?:ly)?|fast|bad(?:ly)?)\b", re.IGNORECASE)
"""What asks for a size or an age, and says nothing of it."""
THAN = re.compile(
    r"\b(?:more|fewer|less|higher|lower|longer|shorter|bigger|smaller|larger|greater|faster|slower)\b"
    r"(?=[^?]*\b(?:than|compared|against|vs?|versus)\b)|(?<=\bthe )rest(?= of\b)|\bnext(?= to\b)"
    r"|\b(?:alongside|beside)\b",
    re.IGNORECASE,
)
"""Words by which two are compared, and those for all others: "higher here than elsewhere", "the rest of the county"."""
COUNTED_TIMES = re.compile(
    r"\b(?:over|across|in|during|for|of) the (?:last |past |previous )?"
    rf"(?:\d{{1,2}}|{'|'.join(COUNTS[1:])}) (?:years|quarters|months|weeks|days)\b",
    re.IGNORECASE,
)
"""The time that a change is asked over, "over the five quarters": its number is none of the subject's."""
YEAR = re.compile(r"^(?:19|20)\d\d$")


def framing_stems(question: Question) -> set[str]:
    """Give the stems of the words that frame a question: its periods, whose figure it asks for, those of form.

    Those that ask for a difference or a share frame it, too.
    """
    framing = set(FORM_STEMS)
    one: Question | None = question
    while one is not None:
        # A period that was taken over stands in the words of the turn before.
        before = one.inherited.periods if one.inherited else ()
        named = [one.text[found.start : found.end] for found in one.periods if found not in before]
        named += [one.text[found.start : found.end] for found in find_comparators(one.text, typed=True)]
        # "may" is a month in a period only; elsewhere it is the verb, which carries nothing either.
        named += [word for word in WORD.findall(one.text) if word.casefold() in MONTH_WORDS or YEAR.match(word)]
        named += SCHOOL_YEAR.findall(one.text) + FIRST_SAID.findall(one.text) + PUBLISHED.findall(one.text)
        named += NUMBERED_TIME.findall(one.text) + COUNTED_TIMES.findall(one.text) + HOW.findall(one.text)
        named += THAN.findall(one.text)
        framing.update(stem for words in named for stem in stems(words))
        framing |= agreement_stems(one.text) | asking_stems(one) | change_stems(one.text)
        framing |= _paper_stems(one.text, framing)
        if one.unit is Unit.MONEY:
            framing |= MONEY_STEMS
        one = one.inherited
    return framing


def _paper_stems(text: str, framing: set[str]) -> set[str]:
    """Give the stems of a question's last words where, set apart from it, they name a paper by its kind and time."""
    aside = ASIDE.search(text)
    if aside is None or not find_periods(aside["last"]):
        return set()
    named = set(stems(aside["last"])) - framing - set(stems(" ".join(FUNCTION_WORDS)))
    return named if named <= SOURCE_STEMS else set()
