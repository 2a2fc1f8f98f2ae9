"""What of a question an answer leaves open: what tells things of one kind apart, a second value, which of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.figures.answering import COMPARED, Kind, kind_of
from assistant.figures.trends import asks_for_trend
from assistant.questions.asks import VERB
from assistant.questions.operations import OVERSPENT
from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from assistant.said import Said
from corpus.figures import Figure
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.quantities import find_quantities
from corpus.language.stems import TOKEN, stem
from corpus.language.units import Unit

SET_AGAINST = re.compile(
    r"\b(?:by how|how (?:many|much|far)(?: \w+){0,2}? (?:more|fewer|less|higher|lower|below|above|over|under)"
    r"|difference|gap|gr[eo]w|growth|left|increase|rise|changed?|gone up|coming down"
    r")\b",
    re.IGNORECASE,
)
"""Words that ask to set one value against another."""
SHARE = re.compile(r"\bwhat (?:share|proportion|percent\w*)\b", re.IGNORECASE)
"""Words that ask to set a part against its whole: a percentage has done so."""
OVERSPENT_BY = re.compile(rf"\bby how (?:much|many)\b(?=[^?.]*{OVERSPENT.pattern})", re.IGNORECASE)


def is_share_met(question: Question, unit: str) -> bool:
    """Tell whether a figure of a unit is the share that a question asks for, and needs no second value."""
    return unit == str(Unit.PERCENT) and SHARE.search(question.text) is not None


def asks_for_two(question: Question) -> bool:
    """Tell whether a question cannot be answered with one value that stands by itself."""
    # "By how much did it overspend" asks for the one amount that is a difference.
    text = OVERSPENT_BY.sub(" ", _without_names(question))
    asked = COMPARED.search(text) or SET_AGAINST.search(text) or SHARE.search(text) or asks_for_trend(question)
    return bool(asked) or len(question.periods) > 1


def is_span_met(question: Question, figure: Figure) -> bool:
    """Tell whether a figure is of the whole of the one time that a question names, whose two ends alone are two.

    "Reports in July to September" are told by one value where there is one of all three months.
    """
    if len(question.periods) != 1 or question.periods[0].period != figure.period:
        return False
    span = question.periods[0]
    rest = f"{question.text[: span.start]} {question.text[span.end :]}"
    return not asks_for_two(replace(question, text=rest, periods=()))


def _without_names(question: Question) -> str:
    """Give a question without the names in it that the glossary knows: "Growth and Transport" asks for no growth."""
    text = question.text
    for mention in question.mentions:
        name = question.text[mention.start : mention.end]
        if name != name.casefold():
            text = text[: mention.start] + " " * len(name) + text[mention.end :]
    return text


def wants_a_number(question: Question) -> bool:
    """Tell whether a question asks for a number, or names a measure alone and says nothing of it."""
    return question.asks is Asks.FIGURE or (question.asks is Asks.TEXT and not VERB.search(question.text))


def many_numbers(question: Question, said: Sequence[Said]) -> bool:
    """Tell whether an answer in sentences leaves it to the reader which of its numbers is the one asked for."""
    return wants_a_number(question) and many_quantities(said)


def is_half_compared(question: Question, said: Sequence[Said], named: float) -> bool:
    """Tell whether an answer in sentences states one value where two are compared, or values of it knows not what.

    One without any may say in words which is the higher. `named` is the share of the subject that the sentences name.
    """
    if question.asks not in {Asks.FIGURE, Asks.TEXT} or kind_of(question) is not Kind.COMPARISON:
        return False
    values = sum(len(find_quantities(piece.words)) for piece in said)
    return values == 1 or (values > 1 and not named)


def many_quantities(said: Sequence[Said]) -> bool:
    """Tell whether an answer has more than one quantity in its words; one may be said twice."""
    return len({quantity.number for piece in said for quantity in find_quantities(piece.words)}) > 1


def is_one_cell(said: Sequence[Said]) -> bool:
    """Tell whether an answer is a row of a table that ends with the one value it states: it tells of no change."""
    if not said or said[0].block.row is None or many_quantities(said):
        return False
    words = said[-1].words
    return any(not words[quantity.end :].strip(" %.") for quantity in find_quantities(words))


def is_displaced(question: Question, sought: Sought, held: Sequence[bool], text: str) -> bool:
    """Tell whether a text has another word in the place of one that the question sets before a word of both.

    Asked for the blue boats, "of the green boats" is another kind of boats. `held` tells which groups of words the
    text or what is around it holds.
    """
    missing = {
        spelling[0]
        for group, own, here in zip(sought.groups, sought.core, held, strict=True)
        if own and not here
        for spelling in group
        if len(spelling) == 1
    }
    if not missing:
        return False
    asked = _plain(question.text)
    known = {root for _, root in asked}
    narrowed = {
        after
        for (_, root), (word, after) in pairwise(asked)
        if root in missing and after not in missing and word not in FUNCTION_WORDS and not root[0].isdigit()
    }
    stated = _plain(text)
    return any(
        after in narrowed and word not in FUNCTION_WORDS and root not in known and not word[0].isdigit()
        for (word, root), (_, after) in pairwise(stated)
    )


def _plain(text: str) -> list[tuple[str, str]]:
    """Give each word of a text in small letters with its stem."""
    return [(word.casefold(), stem(word)) for word in TOKEN.findall(text)]
