"""Questions whether papers agree: the words that ask it, the papers and parts that they name, the values in doubt."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.language.periods import find_periods
from corpus.language.quantities import find_quantities
from corpus.language.stems import stems

SOURCE = (
    r"(?:text|tables?|charts?|graphs?|reports?|papers?|documents?|packs?|minutes|agendas?|appendi(?:x|ces)|annex(?:es)?"
    r"|sections?|paragraphs?|paras?|pages?|summar(?:y|ies)|versions?|drafts?|records?|letters?|trackers?|scorecards?)"
)
"""What states a value: a paper or a part of one."""
STATED = rf"(?:{SOURCE}|figures?|numbers?|totals?|values?)"
ASKED = re.compile(
    r"\b(?:(?:do|does|did|don['’]?t|doesn['’]?t|didn['’]?t)\b[^?.]*\bmatch(?:es|ed)?|match(?:es|ed)? (?:the|those)"
    rf"|{STATED}\b[^?.]*\b(?:agree[sd]?|differ(?:s|ed)?|match(?:es|ed)?|(?:seems?|looks?) different)"
    r"|different (?:\w+ )?(?:figures?|numbers?|things?|values?|totals?|rates?|percentages?|amounts?|sums?)"
    r"|same (?:figure|throughout|number|thing|value)|say(?:s|ing)? the same|consistent|tally|tallies|discrepan\w+"
    r"|conflict(?:s|ing)?|disagree\w*|contradict\w*"
    r"|(?:chang|amend|updat)ed (?:later|afterwards|since(?! \w))|(?:which|what)(?: one)? is (?:right|correct)"
    r"|according to \S+ .* according to|two (?:\w+ )?(?:figures|numbers|values|rates|percentages|amounts))\b"
    r"|^\W*(?:was|were|has|have|did)\b[^?.]*\b(?:restated|revised|corrected)\b"
    rf"|\b(?:vs?\.?|versus)\s+(?:\w+\s+){{0,3}}?{SOURCE}\b",
    re.IGNORECASE,
)
"""Words that ask whether papers state one thing in one way, or name two papers to be held side by side."""
EITHER = re.compile(
    r"(?:\bit|[,:?–-])\s+£?(?P<one>\d[\d.,]*)\s*(?:%|m|k)?\s+or\s+£?(?P<other>\d[\d.,]*)", re.IGNORECASE
)
"""Two numbers of which one is asked for: "is it 69.9 or 70.5"; "aged 16 or 17" are none."""
NAMED_SOURCE = re.compile(rf"\b(?:the|this|that|vs?\.?|versus)\s+(?P<name>(?:\w+\s+){{0,3}}?){SOURCE}\b", re.IGNORECASE)
"""A paper or table with the words that tell which: "the placements table"."""
NUMBERED_SOURCE = re.compile(rf"\b{SOURCE}\s+(?P<number>\d+(?:\s?(?:,|and|&)\s?\d+)*)\b", re.IGNORECASE)
"""A part of a paper by its number: "table 1", "section 12"."""
TABLES = re.compile(r"\b(?:(?P<two>two|both) )?(?:(?P<many>tables|scorecards)|table|scorecard)\b", re.IGNORECASE)
FRAME = (
    "text table chart graph report paper document pack minutes agenda appendix annex section paragraph para page "
    "summary version draft record letter tracker scorecard figure number total value cabinet committee council meeting "
    "match agree differ different same say seem look consistent tally discrepancy conflict disagree contradict "
    "restated revised corrected changed amended updated later since afterwards which right correct two both do don't "
    "doesn't dont rate percentage amount sum seen saw found read i've"
)
"""Words that such a question is put in and that its subject has not."""


@lru_cache(maxsize=1_000)
def asks_whether_papers_agree(text: str) -> bool:
    """Tell whether a question asks for two values of one thing."""
    return ASKED.search(text) is not None or bool(values_named(text))


@lru_cache(maxsize=1_000)
def values_named(text: str) -> frozenset[str]:
    """Give the two numbers of which a question asks which one holds, as printed; none where it asks no such thing."""
    dated = find_periods(text)
    for match in EITHER.finditer(text):
        if not any(found.start < match.end() and match.start("one") < found.end for found in dated):
            values = frozenset({match["one"].strip(".,"), match["other"].strip(".,")})
            if all(find_quantities(value) for value in values):
                return values
    return frozenset()


def agreement_stems(text: str) -> set[str]:
    """Give the stems of a question's words that ask whether papers agree, and in which; none where it asks no such."""
    if not asks_whether_papers_agree(text):
        return set()
    named = [match["name"] for match in NAMED_SOURCE.finditer(text)]
    numbers = [match["number"] for match in NUMBERED_SOURCE.finditer(text)]
    return {stem for words in (FRAME, *named, *numbers, *values_named(text)) for stem in stems(words)}


def tables_named(text: str) -> int:
    """Give in how many tables a question says that its two values stand: 0 where it names none."""
    found = TABLES.search(text)
    return 0 if found is None else 2 if found["two"] or found["many"] else 1
