"""What kind of thing a sentence or row holds: the quantity, person, day or reason that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache

from assistant.questions.asks import units_named
from assistant.questions.question import MONTH_NAMES, WORD, Asks, Question
from assistant.questions.sought import Sought
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.periods import Period, find_periods
from corpus.language.quantities import Quantity, find_quantities
from corpus.language.stems import known_stems, stem, stems
from corpus.language.units import Unit

WINDOW = 14
"""Words around a quantity in which the question's words count as being near to it."""
KEPT = 20_000
"""Sentences, rows and headings of which the periods and quantities are kept once they have been read."""
DIGIT = re.compile(r"\d")
MONTH_STEMS = frozenset(stem(name) for name in MONTH_NAMES - {"may"})
REASON = re.compile(
    r"\b(?:because|due to|owing to|as a result|result of|driven by|reasons?|caused|since|following|led to|so that|"
    r"in order to|reflect\w*|attribut\w*|explain\w*)\b",
    re.IGNORECASE,
)
FORMER = re.compile(r"\b(?:previous(?:ly)?|former(?:ly)?|stepped down|retired|left the post|used to)\b", re.IGNORECASE)
FORMERLY = 0.5
"""What a sentence loses of holding a name, where it names who held a post before."""
PERSON = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prof(?:essor)?|Cllr|Councillor)\.? [A-Z][\w’'-]*(?: [A-Z][\w’'-]+)*"
    r"|[A-Z][a-z’'-]+ (?:[A-Z]\.? )?[A-Z][A-Za-z’'-]+"
    r"(?=,? (?:who|has|had|was|is|will|said|advised|reported|led|leads|chair\w*|gave|explained|and [A-Z])\b"
    r"|, (?:the |an? )?[A-Z]|$|[;)]))"
)
"""A person: a title and a name, or two capitalised words with what people do or are called behind them."""
ANY_NAME = 0.5
"""What any other name counts beside that of a person."""
NAME = re.compile(r"\b[A-Z][A-Za-z’'-]+\s+(?:[a-z]{2}\s+)?[A-Z][A-Za-z’'-]+|\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\b")
"""Two capitalised words in a row, or a title: a person, a post or an organisation."""
NAMES = re.compile(r"\b[A-Z][A-Za-z’'-]+(?:\s+(?:of\s+|for\s+|and\s+)?[A-Z][A-Za-z’'-]+)+")
"""All the capitalised words of a name, those of a long post or body included."""
FULL_NAME = 2
"""Words that name somebody for certain."""
TITLE_STEMS = frozenset(stems("Mr Mrs Ms Miss Dr Sir Dame Prof Professor Cllr Councillor"))
"""Words before a name that name nobody by themselves: who asks which councillor it was is told by the name."""
BODY = re.compile(
    r"\b(?:Academy|Agency|Alliance|Association|Authority|Board|Borough|Cabinet|Centre|Charity|College|Commission"
    r"|Committee|Company|Council|Court|Department|Directorate|Federation|Forum|Foundation|Fund|Group|Home|Hospital"
    r"|Hub|Institute|Ltd|Ministry|Network|Office|Panel|Partnership|Programme|Project|School|Scheme|Service|Services"
    r"|Society|Team|Trust|Union|Unit|University|Working)$"
)
"""The last word of the name of a body."""


@lru_cache(maxsize=KEPT)
def periods_of(text: str) -> tuple[Period, ...]:
    """Give the periods of a text that is likely to be asked for again."""
    return tuple(found.period for found in find_periods(text)) if DIGIT.search(text) else ()


@lru_cache(maxsize=KEPT)
def _quantities_of(text: str) -> tuple[Quantity, ...]:
    """Give the quantities of a text that is likely to be asked for again."""
    return tuple(find_quantities(text))


def kind_of_thing(text: str, question: Question, quantity: Quantity | None, sought: Sought) -> float:
    """Tell whether the text holds the kind of thing asked for."""
    match question.asks:
        case Asks.FIGURE:
            return 1.0 if quantity else 0.0
        case Asks.WHEN:
            return 1.0 if periods_of(text) or not MONTH_STEMS.isdisjoint(stems(text)) else 0.0
        case Asks.WHO:
            return 0.0 if not NAME.search(text) else 1.0 - FORMERLY * _is_of_former(text, question, sought)
        case Asks.WHY:
            return 1.0 if REASON.search(text) else 0.0
        case _:
            return 0.0


def _is_of_former(text: str, question: Question, sought: Sought) -> bool:
    """Tell whether a text says who held a post before, and the question does not ask for them."""
    former = FORMER.search(text)
    if former is None or FORMER.search(question.text):
        return False
    # "Ms Hale, formerly of Saltmouth, leads the team" tells who leads it.
    behind, before = known_stems(text[former.start() :]), known_stems(text[: former.start()])
    return sought.share(sought.found(behind)) > sought.share(sought.found(before))


def brings(text: str, question: Question, sought: Sought) -> float:
    """Tell whether a text holds a name that the question has not, for who, or a period that it has not, for when."""
    if question.asks is Asks.WHO:
        asked = _asked(question, sought)
        if _names_another(_persons(text), asked):
            return 1.0
        # "The Ferry Partnership" is no Ferry called The.
        plain = WORD.sub(lambda word: word[0].lower() if word[0].lower() in FUNCTION_WORDS else word[0], text)
        return ANY_NAME * _names_another(NAME.findall(plain), asked)
    if question.asks is Asks.WHEN:
        asked_for = {found.period for found in question.periods}
        return float(any(period not in asked_for for period in periods_of(text)))
    return 0.0


def names_holder(text: str, question: Question, sought: Sought) -> bool:
    """Tell whether a text names a person, or a post, that the question does not name: no body."""
    asked = _asked(question, sought)
    for found in NAMES.finditer(text):
        name = found.group()
        if text[found.end() :].startswith(":"):
            continue  # a label is no name: "Post Title:"
        own = [word for word in WORD.findall(name) if word[0].isupper() and not set(stems(word)) & asked]
        if not BODY.search(name) and len(own) >= FULL_NAME:
            return True
    return _names_another(_persons(text), asked)


def _persons(text: str) -> list[str]:
    """Give the persons that a text names; a body may do what people do, too."""
    return [name for name in PERSON.findall(text) if not BODY.search(name)]


def _names_another(names: Iterable[str], asked: Set[str]) -> bool:
    """Tell whether one of the names, of two words or more, has no word that was asked but a title."""
    for name in names:
        words = WORD.findall(name)
        own = {stem(word) for word in words if word.casefold() not in FUNCTION_WORDS} - TITLE_STEMS
        if own and len(words) >= FULL_NAME and not own & asked:
            return True
    return False


def _asked(question: Question, sought: Sought) -> set[str]:
    """Give the stems of a question's words that say something, in all their spellings."""
    words = {part for group in sought.groups for one in group for part in one}
    return words | {stem(word) for word in WORD.findall(question.full_text) if word.casefold() not in FUNCTION_WORDS}


def nearest_quantity(text: str, question: Question, sought: Sought, heads: str) -> tuple[Quantity | None, float]:
    """Give the quantity with the question's words nearest to it, those of the unit asked for first, and how near."""
    best: Quantity | None = None
    rank = (False, -1.0)
    for quantity in _quantities_of(text):
        before, after = text[: quantity.start].split()[-WINDOW:], text[quantity.end :].split()[:WINDOW]
        near = sought.share(sought.found(known_stems(" ".join((*before, *after)))))
        its = (question.unit is None or has_unit(quantity, question, heads), near)
        if its > rank:
            best, rank = quantity, its
    return best, max(rank[1], 0.0)


def has_unit(quantity: Quantity, question: Question, heads: str) -> bool:
    """Tell whether a quantity has the unit asked for, in itself or, in a table, in its column's head or caption."""
    same = quantity.unit is question.unit
    # "The re-referral rate" is a percentage in most papers; only "per 10,000" in the question rules that out.
    loose = question.unit is Unit.RATE and quantity.unit is Unit.PERCENT and not question.names_rate_base
    return same or loose or bool(heads and question.unit in units_named(heads))
