"""Reading a question: what it asks for, in which words it may stand in the papers, for which period."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.questions.asks import VERB, asks_for, unit_asked
from assistant.questions.asks import Asks as Asks
from assistant.questions.follow_ups import replaced
from corpus.language.abbreviations import Glossary, Mention
from corpus.language.comparators import find_comparators
from corpus.language.dates import MONTHS
from corpus.language.forms import written_out
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.leaning_periods import BARE_MONTH, month_set_against, year_before
from corpus.language.periods import PeriodFound, find_periods, month
from corpus.language.units import Unit

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")
APOSTROPHE = re.compile(r"['’]")
YEAR_BEFORE = re.compile(r"\b(?:year before|previous year|year earlier|last year)\b", re.IGNORECASE)
MONTH_BEFORE = re.compile(r"\s(?:before|earlier|previously)\b", re.IGNORECASE)
YEAR_BEFORE_IT = re.compile(r"\b(?:a|one|the) year (?:before|earlier than|prior to)(?: the)?\s+$", re.IGNORECASE)
"""Before a time of which the year before is meant."""
BESIDE_YEAR_BEFORE = re.compile(
    r"\b(?:than|against|vs?|versus|compared (?:with|to)|and|on|from|since) (?:(?:in|at|for|it was|what it was) )*"
    r"(?:the )?(?:same (?:time|period|point|stage|month|quarter) (?:in |of )?)?(?:the )?"
    r"(?P<before>year before|previous year|prior year|year earlier|last year|a year (?:ago|earlier|before))\b",
    re.IGNORECASE,
)
"""Sets a time that is named beside the year before: "in 2022 against the year before"."""
IN_MAY = re.compile(r"\b(?:in|by|for|since|to|and|of|about|end|month)\s+may\b|^\s*may\b", re.IGNORECASE)
FOLLOW_UP = re.compile(
    r"^\s*(?:and|what about|how about|but|also|or|then|so|same)\b|\b(?:those|these|them|that|it|they|the target)\b",
    re.IGNORECASE,
)
"""Openings and pronouns that lean on the question before."""
LONGEST = 1_000
"""Characters of a question that are read: every word costs a search, and nobody asks at such length."""
SHORT_FOLLOW_UP = 6
"""A question of at most this many words after another one is taken to lean on it."""
TURNS = 20
"""Earlier questions that are read; what was asked before them has been left behind."""
RATE_BASE = re.compile(r"\bper\s?1|\b1?0k\b|\b10,?000\b", re.IGNORECASE)
LONGEST_NAME = 14
"""Words of a question that may be the name of a measure."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was read.

    `words` are its content words in lower case, with those taken over from the turn before in `inherited`; `mentions`
    are the glossary's terms in it; `unit` the family of units asked for, None where any would do; `subject` is what it
    is about, in words to be shown, and `place` the council it is about, as far as the papers tell; `asked` is the text
    before shorthand was written out and spelling corrected.
    """

    text: str
    asks: Asks
    words: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    periods: tuple[PeriodFound, ...] = ()
    unit: Unit | None = None
    inherited: Question | None = field(default=None)
    compares: bool = False
    places: bool = False
    subject: str = ""
    place: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    asked: str = ""

    @property
    def all_words(self) -> tuple[str, ...]:
        """The content words of this question and of the turn before that it leans on."""
        before = self.inherited.all_words if self.inherited else ()
        return tuple(dict.fromkeys((*self.words, *before)))

    @property
    def names_rate_base(self) -> bool:
        """Whether it says per how many a rate is asked for."""
        return RATE_BASE.search(self.full_text) is not None

    @property
    def all_mentions(self) -> tuple[Mention, ...]:
        """The terms of this question and of the turn before that it leans on."""
        return (*self.mentions, *(self.inherited.all_mentions if self.inherited else ()))

    @property
    def full_text(self) -> str:
        """The question with the one before that it leans on, as one text to embed."""
        return f"{self.inherited.full_text} {self.text}" if self.inherited else self.text

    def period_words(self, found: PeriodFound) -> str:
        """Give a period as the question, or the one before that it leans on, wrote it."""
        if self.inherited is not None and found not in find_periods(self.text):
            return self.inherited.period_words(found)
        words = self.text[found.start : found.end]
        # "nov 24" is read as November 2024, and the year was not said.
        return words if words in self.asked else "the time asked for"

    def read_as(self) -> dict[str, str]:
        """Give the reading in words to be shown: abbreviations with their meaning, measure, unit, period and place."""
        reading: dict[str, str] = dict(self.corrections)
        for mention in self.all_mentions:
            if mention.abbreviated:
                short = mention.term.short[0]
                reading[short] = " or ".join(dict.fromkeys(filter(None, (reading.get(short), mention.term.name))))
        parts = {
            "measure": self.subject,
            "unit": str(self.unit or ""),
            "period": self.periods[0].period.iso() if self.periods else "",
            "place": self.place,
        }
        return reading | {part: words for part, words in parts.items() if words}


def read_question(
    text: str, glossary: Glossary, history: Sequence[str] = (), correct: Callable[[str], str] = str
) -> Question:
    """Read a question; `history` holds the earlier questions of the conversation, oldest first.

    A question that leans on the one before (it opens with "and", or is short, or has a pronoun for its subject) takes
    that one's words; a period or unit that it names itself replaces what it would have taken. What comes after
    `LONGEST` characters is not read. `correct` gives for a word the one that was meant.
    """
    before: Question | None = None
    for turn in history[-TURNS:]:
        before = _read(turn, glossary, before, correct)
    return _read(text, glossary, before, correct)


def _read(text: str, glossary: Glossary, before: Question | None, correct: Callable[[str], str]) -> Question:
    text = asked = " ".join(text.split())
    # Half of a character, as a broken file name or escape may bring, is nothing that can be searched or printed.
    text = text[:LONGEST].encode("utf-8", "replace").decode()
    text = written_out(text)
    spelled = (word for word in WORD.findall(text) if word.casefold() not in FUNCTION_WORDS)
    corrections = {word: right for word in spelled if (right := correct(word)) != word}
    text = WORD.sub(lambda word: corrections.get(word.group(), word.group()), text)
    mentions = tuple(glossary.mentions(text))
    periods = tuple(_moved_back(text, found) for found in find_periods(text)) or _leaning_periods(text, before)
    against = month_set_against(text, periods[0]) if len(periods) == 1 else None
    periods = (against, *periods) if against else _with_year_before(text, periods)
    every = (POSSESSIVE.sub("", word.casefold()) for word in WORD.findall(text))
    words = tuple(word for word in every if word and APOSTROPHE.sub("", word) not in FUNCTION_WORDS)
    leans = before is not None and (FOLLOW_UP.search(text) or len(text.split()) <= SHORT_FOLLOW_UP)
    inherited = before if leans else None
    asks = asks_for(text, periods)
    unit = unit_asked(text)
    if inherited is not None:
        inherited = _without_periods(inherited) if periods or _names_month(words) else inherited
        inherited = _without_comparators(inherited) if find_comparators(text, typed=True) else inherited
        inherited = _without_replaced(inherited, text, _undated(text, words, periods))
        asks = inherited.asks if asks is Asks.TEXT else asks
        unit = unit or inherited.unit
        periods = periods or inherited.periods
    return Question(
        text, asks, words, mentions, periods, unit, inherited, corrections=tuple(corrections.items()), asked=asked
    )


def _leaning_periods(text: str, before: Question | None) -> tuple[PeriodFound, ...]:
    """Give the periods that a follow-up names by leaning on the one before: "and December?", "the year before"."""
    if before is None or not before.periods:
        return ()
    known = before.periods[0].period
    earlier = YEAR_BEFORE.search(text)
    if earlier:
        return (_a_year_earlier(before.periods[0], earlier.start(), earlier.end()),)
    found = BARE_MONTH.search(text.title())
    if found is None or (found["month"] == "May" and not IN_MAY.search(text)):
        return ()
    number = 1 + MONTHS.index(next(name for name in MONTHS if name.startswith(found["month"][:3].casefold())))
    # The month of that name nearest to the one that was asked about before; "the March before" is an earlier one.
    years = (known.first.year - 1, known.first.year, known.first.year + 1)
    earlier_only = MONTH_BEFORE.match(text, found.end()) is not None
    months = (month(year, number) for year in years)
    possible = [one for one in months if one.last < known.first or not earlier_only]
    near = min(possible, key=lambda one: abs((one.first - known.first).days))
    return (PeriodFound(found.start(), found.end(), near),)


def _moved_back(text: str, found: PeriodFound) -> PeriodFound:
    """Give the year before a time where that is asked for: "a year before the 2018 inspection"."""
    if not YEAR_BEFORE_IT.search(text[: found.start]):
        return found
    return replace(found, period=year_before(found.period))


def _with_year_before(text: str, periods: tuple[PeriodFound, ...]) -> tuple[PeriodFound, ...]:
    """Add the year before to the one time that a question names and sets beside it."""
    beside = BESIDE_YEAR_BEFORE.search(text) if len(periods) == 1 else None
    # "And the year before?" leans on the time of the question before, and names none of its own.
    if beside is None or periods[0].end > beside.start("before") > periods[0].start:
        return periods
    return (*periods, _a_year_earlier(periods[0], beside.start("before"), beside.end()))


def _a_year_earlier(found: PeriodFound, start: int, end: int) -> PeriodFound:
    """Give the time a year before another one, which the words from `start` to `end` ask for."""
    otherwise = year_before(found.otherwise) if found.otherwise else None
    return PeriodFound(start, end, year_before(found.period), otherwise)


def names_measure(question: Question) -> bool:
    """Tell whether a question is no sentence and may name a measure: "adoptions in the last 12 months"."""
    return question.asks is Asks.TEXT and len(question.text.split()) <= LONGEST_NAME and not VERB.search(question.text)


MONTH_NAMES = frozenset(MONTHS)


def _names_month(words: Sequence[str]) -> bool:
    return any(word in MONTH_NAMES for word in words)


def _without_periods(question: Question) -> Question:
    """Give the question without the words of its periods, for a follow-up that names another."""
    before = _without_periods(question.inherited) if question.inherited else None
    words = tuple(_undated(question.text, question.words, question.periods))
    return Question(question.text, question.asks, words, question.mentions, (), question.unit, before)


def _undated(text: str, words: Sequence[str], periods: Sequence[PeriodFound]) -> list[str]:
    """Give the words that are none of a period's."""
    dated = {w.casefold() for p in periods for w in WORD.findall(text[p.start : p.end])} | MONTH_NAMES
    return [word for word in words if word not in dated]


def _without_replaced(question: Question, text: str, words: Sequence[str]) -> Question:
    """Give the question without the words in whose place those of a follow-up stand: "and phase 2?"."""
    own = find_periods(question.text)
    gone = replaced(text, words, _undated(question.text, question.words, own))
    before = _without_replaced(question.inherited, text, words) if question.inherited else None
    return replace(question, words=tuple(word for word in question.words if word not in gone), inherited=before)


def _without_comparators(question: Question) -> Question:
    """Give the question without whose figure it compares with, for a follow-up that names another: "and England?"."""
    named = {
        w.casefold()
        for c in find_comparators(question.text, typed=True)
        for w in WORD.findall(question.text[c.start : c.end])
    }
    before = _without_comparators(question.inherited) if question.inherited else None
    words = tuple(word for word in question.words if word not in named)
    return replace(question, words=words, inherited=before)
