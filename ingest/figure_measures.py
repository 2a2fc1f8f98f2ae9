"""The words of a sentence that say what a figure of it measures, and what it is a part of."""

from __future__ import annotations

import re

from corpus.language.quantities import Quantity
from corpus.records import Block
from ingest.figure_sentence import FROM, FigureSentence

MEASURE_WORDS = 24
"""Words of a clause that are kept as a figure's measure, those next to the number."""
CONTENT = re.compile(r"[^\W\d_]{3,}")
FEW = 3
"""Content words below which a clause does not say what is measured."""


def measure_of(sentence: FigureSentence, quantity: Quantity, before: str, block: Block) -> tuple[str, str]:
    """Give the words that say what a figure measures: its clause; the sentence, or what stands before, as topic."""
    start, end = sentence.clause(quantity)
    start = min(start, _came_from(sentence, quantity))
    while start > 0 and len(CONTENT.findall(sentence.text[start:end])) < FEW:
        wider = max((cut for cut in sentence.cuts if cut < start), default=0)
        if CONTENT.search(sentence.text[quantity.end : end]) and _is_listed(sentence, quantity, wider, start):
            break  # "112 in Band A, 684 in Band B": what another one of a list counts is not what this one does
        start = wider
    left = sentence.text[start : quantity.start].split()
    right = sentence.text[quantity.end : end].split()
    room = MEASURE_WORDS - min(len(left), MEASURE_WORDS // 2)
    right = right[:room]
    left = left[-(MEASURE_WORDS - len(right)) :]
    measure = " ".join((*left, "…", *right)).strip("… ,.()")
    if start == 0 and end >= len(sentence.text) and len(CONTENT.findall(measure)) >= FEW:
        return measure, before
    rest = f"{sentence.text[:start]} {sentence.text[end:]}".strip()
    topic = rest if len(CONTENT.findall(rest)) >= FEW else before
    if topic == rest and before.rstrip().endswith(":"):
        topic = f"{before} {rest}"  # what leads a list is said of all its items
    return measure, topic or (block.headings[-1] if block.headings else "")


def _came_from(sentence: FigureSentence, quantity: Quantity) -> int:
    """Give where the clause of the value begins that a figure has come from: "stays fell from 75% in May to 63%".

    What both measure stands there alone. For other figures it is where they stand themselves.
    """
    before = [one for one in sentence.quantities if one.end <= quantity.start]
    if not before or before[-1].measured != quantity.measured or not FROM.search(sentence.text[: before[-1].start]):
        return quantity.start
    became = CAME_TO.fullmatch(sentence.text[before[-1].end : quantity.start])
    return sentence.clause(before[-1])[0] if became else quantity.start


CAME_TO = re.compile(r"[^.;,()]{0,60}?\bto\s(?:[a-z]+\s){0,4}", re.IGNORECASE)
"""Between a value that something came from and what it has become."""


def _is_listed(sentence: FigureSentence, quantity: Quantity, start: int, end: int) -> bool:
    """Tell whether the words before a figure's clause are another figure of its kind with what that one counts."""
    return any(
        start <= one.start < end
        and one.measured == quantity.measured
        and CONTENT.search(sentence.text[one.end : end])
        and not CONTENT.search(sentence.text[start : one.start])
        for one in sentence.quantities
    )
