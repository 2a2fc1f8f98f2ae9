"""What kind of thing a question asks for, and in which unit, by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus.language.periods import PeriodFound
from corpus.language.units import Unit


class Asks(StrEnum):
    """What kind of thing would answer."""

    FIGURE = "figure"
    WHO = "who"
    WHEN = "when"
    WHY = "why"
    TEXT = "text"


MONEY_WORDS = re.compile(
    r"\b(?:cost|costs|budget|budgeted|spend|spent|spending|overspen[dt]|underspen[dt]|fund(?:s|ed|ing)?|money|price"
    r"|savings?|pressure|fees?|owe[ds]?|owing|debts?|(?<!low[ -])income)\b",
    re.IGNORECASE,
)
"""Words that ask for money where nothing else is asked for."""
UNITS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    (Unit.MONEY, re.compile(r"£|\b(?:in|how many) pounds\b", re.IGNORECASE)),
    (Unit.COUNT, re.compile(r"\bhow many (?!days|weeks|months|years)", re.IGNORECASE)),
    (Unit.RATE, re.compile(r"\brates?\b(?!.*%)|\bper\s?(?:1|10|100)(?:,?000|k)\b", re.IGNORECASE)),
    (Unit.PERCENT, re.compile(r"%|\b(?:per ?cent|percentage|proportion|share)\b", re.IGNORECASE)),
    # "The number of children funded" counts children, and asks for no money.
    (Unit.COUNT, re.compile(r"(?<!\ba )\bnumbers? of (?!days|weeks|months|years)", re.IGNORECASE)),
    # "The average length to maturity of the debt" asks for years, whatever they are of.
    (Unit.TIME, re.compile(r"\b(?:length (?:to|of (?:stay|time|wait))|duration|waiting times?)\b", re.IGNORECASE)),
    (Unit.MONEY, MONEY_WORDS),
    (
        Unit.TIME,
        re.compile(
            r"\bhow (?:long|many (?:days|weeks|months|years))\b|\bin (?:days|weeks)\b|\btime from\b", re.IGNORECASE
        ),
    ),
    (Unit.COUNT, re.compile(r"\bhow many\b|\bnumbers?\b", re.IGNORECASE)),
    (
        Unit.MONEY,
        re.compile(
            r"\bhow much (?:(?:money|is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b|it\b)"
            r"(?![^?]*\b(?:more|less|fewer|higher|lower|time|up|down|chang\w+|r[io]se\w*|rising|fall\w*|fell|grow\w*"
            r"|grew|increas\w+|decreas\w+|reduc\w+|drop\w*|improv\w+)\b)",
            re.IGNORECASE,
        ),
    ),
)
"""The words that name a unit; the first that is found counts. "Rate" may turn out to be a percentage in the papers."""
WHICH = re.compile(
    r"^\W*(?:and |so |in |(?:in|at|of|for) [^,?]{1,60}, )?"
    r"(?:which (?P<noun>[\w’-]+)"
    r"|what (?P<thing>[\w’-]+) (?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|should)\b)",
    re.IGNORECASE,
)
"""What a question that opens with "which" asks for: "which minister wrote about the budget" asks for no sum; nor does
"what help has been found to save money"."""
SEVERAL = re.compile(r"^\W*(?:and |so |in )?which (?:[\w’-]+ ){0,2}?(?P<noun>[\w’-]*[^s\W]s)\b", re.IGNORECASE)
"""The several things that a question asks for, with a word or two before them."""
MOST = re.compile(r"\b(?:most|least|fewest|\w{2,}est|top|bottom)\b", re.IGNORECASE)
OF_AMOUNTS = re.compile(r"^(?:amounts?|sums?|totals?|levels?|figures?|values?|else|more|percent\w*)$", re.IGNORECASE)
"""Nouns that ask for a number of whatever is named behind them: "what sum was set aside for the budget"."""
AMOUNT_TOO = re.compile(r"\b(?:how (?:many|much)|by what|to what)\b", re.IGNORECASE)
FIGURE = re.compile(
    r"\bhow (?:many|much|long|far|big|large|often)\b"
    r"|\b(?:total|average|median|figure|amount|target|age|variance|forecast|rating)\b"
    r"|\bwhere\b[^?]*\b(?:balances?|reserves?|figures?|rates?|numbers?|levels?|debts?|budgets?)\b[^?]*\bst(?:and|ood)",
    re.IGNORECASE,
)
MEASURE_ALONE = 13
"""Words of a question that is no sentence but a measure and a time."""
BRIEF_MEASURE = 9
"""Words up to which it asks for nothing but a figure; a longer one may ask for words."""
MEANS = re.compile(
    r"\bwhat (?:does|do|did|is|are|was)\b[^?]*\b(?:mean|means|meant by|stand for)\b"
    r"|^\W*what (?:happens|happened|(?:will|would|could|might|may|has|have|had) happen(?:ed)?)\b",
    re.IGNORECASE,
)
"""Asks for words whatever it names."""
WHAT_WAS = re.compile(r"^\W*what(?:['’]?s| is| are| was| were) (?:the|our)\s+", re.IGNORECASE)
"""What may stand before them."""
STANDS = re.compile(
    r"^\W*(?:and |so )?where (?:is|are|was|were|will|did|does|do)\b[^?]*\b(?:stand|stood)\b", re.IGNORECASE
)
"""Asks, with a time, for a level: "where did the reserve stand in May"."""
VERB = re.compile(
    r"\b(?:what|which|how|did|do|does|is|are|was|were|has|have|had|tell|say|said|strategy|plan|report|meeting|agenda"
    r"|minutes|vision|committee|decision|resolved|agreed)\b",
    re.IGNORECASE,
)
BODIES = (
    r"company|organisation|firm|contractor|provider|supplier|charity|agency|officer|member|person|councillor|minister"
    r"|mp|director|inspector|consultant"
)
"""Persons and bodies that act by a name: "which contractor won it" asks who that is."""
POSTS = (
    r"minister|secretary of state|(?:lead|relevant|contact|monitoring) (?:member|officer|inspector)|inspector"
    r"|chair(?:man|woman|person)?|head ?teacher|head of|director of|leader of|portfolio holder|cabinet member"
    r"|report author|author of|consultant|manager of|owner of|winner of|mayor|keynote(?: speaker)?"
)
"""Posts and parts that a question may open with: "lead member for schools" asks who that is."""
WHAT_TIME = r"\bwhat time\b(?! (?:limits?|periods?|frames?|scales?|spans?|lag|of year))"
"""What asks for a time of day."""
NOT_WHO = r"salary|paid|pay|costs?|email|e-mail|phone|telephone|number|how|what|when|why|role|vacan\w*|posts?|said|told"
"""Words with which such a question asks for something else."""
OPENINGS: tuple[tuple[Asks, re.Pattern[str]], ...] = (
    (
        Asks.WHO,
        re.compile(
            rf"\b(?:who|whos|whom|whose|which (?:[\w-]+ )?(?:{BODIES})"
            r"|(?:what(?:['’]?s| is| are| was| were)? the|^\W*(?:the )?) ?names? of)\b"
            rf"|^\W*(?:the )?(?:[\w-]+ ){{0,2}}?(?:{POSTS})\b(?!.*\b(?:{NOT_WHO})\b)",
            re.IGNORECASE,
        ),
    ),
    (
        Asks.WHEN,
        re.compile(
            rf"\bwhen(?:'?s)?\b|{WHAT_TIME}"
            r"|\bby (?:when|what date)\b|\b(?:what|which|from what) (?:date|day|month|year)\b"
            r"|\bhow long (?:has|have|had)\b[^?]*\b(?:been|had|in post)\b"
            r"|^\W*(?:the )?(?:dates?|deadlines?)\b"
            r"|\b(?:start|end|finish|opening|closing|launch|completion|due|target|publication|expiry|review) dates?\b"
            r"|\bwhat(?:'?s| is| was| were)? (?:the )?(?:\w+ )?(?:dates?|deadlines?|timescales?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Asks.WHY,
        re.compile(
            r"\bwhy\b|\bwhat(?:['’]?s| is| was| has)? (?:caus(?:ed|es|ing)|driving|drives|drove|driven|behind|led to)\b"
            r"|\bwhat (?:brought|pushed|made|kept|put|sent|pulled|drove) [^?]*"
            r"\b(?:up|down|above|below|over|under|high|low|higher|lower|worse|better|late|back|out)\b|\breasons?\b",
            re.IGNORECASE,
        ),
    ),
)


def unit_asked(text: str) -> Unit | None:
    """Give the family of units that a question asks for; None where any would do."""
    return next((unit for unit, pattern in UNITS if pattern.search(_asking(text))), None)


def _asking(text: str) -> str:
    """Give the words of a question that may name a unit: of one that opens with "which" its noun, then the amounts.

    "Which minister wrote about the autumn budget" asks for no money.
    """
    which = WHICH.match(text)
    if which is None:
        return text
    noun = which["noun"] or which["thing"]
    if any(pattern.search(noun) for pattern in (OF_AMOUNTS, *(pattern for _, pattern in UNITS))):
        return text
    return MONEY_WORDS.sub(" ", text)


def units_named(text: str) -> set[Unit]:
    """Give the families of units that a text names in words or signs."""
    return {unit for unit, pattern in UNITS if pattern.search(text)}


def names_figure(text: str) -> bool:
    """Tell whether a text asks for a number in so many words: "how many", "the total", "the rate"."""
    return FIGURE.search(text) is not None or unit_asked(text) is not None


def may_want_words(text: str) -> bool:
    """Tell whether a question that is taken for one for a figure may ask for words: "what was the outcome in May"."""
    return not names_figure(text) and (WHAT_WAS.search(text) is not None or len(text.split()) > BRIEF_MEASURE)


def _is_relative(text: str, who: re.Match[str]) -> bool:
    """Tell whether each "who" says of whom a question speaks and asks for no name: "is it worse for those who move"."""
    told = who.group().casefold() in {"who", "whose"}
    return told and all(OF_WHOM.search(text[: each.start()]) for each in WHOM.finditer(text))


OF_WHOM = re.compile(
    r"\b(?:those|people|children|men|women|staff|an(?:y|other)one|someone|everyone|anybody"
    r"|(?!(?:is|was|has|does|this|its|says|knows|shows|tells)\b)\w{3,}s)\s+$",
    re.IGNORECASE,
)
"""Before a "who": several of a kind."""
WHOM = re.compile(r"\b(?:who|whom|whose)\b", re.IGNORECASE)


def _asks_which(text: str) -> bool:
    """Tell whether a question asks which things they are, whatever it names of amounts: "which kept a good rating".

    What asks for the one with the most, or for an amount as well, asks for a figure.
    """
    which = SEVERAL.match(text)
    if which is None or MOST.search(text) or AMOUNT_TOO.search(text):
        return False
    return not any(pattern.search(which["noun"]) for pattern in (FIGURE, *(pattern for _, pattern in UNITS)))


def asks_for(text: str, periods: Sequence[PeriodFound]) -> Asks:
    """Tell what kind of thing a question asks for; `periods` are those that it names."""
    if MEANS.search(text):
        return Asks.TEXT
    for asks, pattern in OPENINGS:
        found = pattern.search(text)
        # "The percentage of members who are women" asks for no name.
        if found and not (asks is Asks.WHO and (names_figure(text[: found.start()]) or _is_relative(text, found))):
            return asks
    if _asks_which(text):
        return Asks.TEXT
    # "contacts in Q2 2018/19": a measure and a time, and nothing else, ask for its figure.
    bare = WHAT_WAS.sub("", text)
    measure_alone = periods and len(bare.split()) <= MEASURE_ALONE and not VERB.search(bare)
    stands = periods and STANDS.search(text)
    return Asks.FIGURE if names_figure(text) or measure_alone or stands else Asks.TEXT
