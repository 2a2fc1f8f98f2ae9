"""What figures measure, by which those of one thing are known: by the words of a term, a row and column, or a sentence.

Figures whose words name nothing by themselves have no subject: no series is better than one of two things.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from assistant.figures.measured import OF_VALUES, words_of
from assistant.opened import Opened
from corpus.figures import Figure, Role
from corpus.language.comparators import find_comparators
from corpus.language.flows import names_flow
from corpus.language.periods import find_periods
from corpus.language.sentences import sentences
from corpus.language.stems import stems
from corpus.language.terms import Term
from corpus.language.units import Unit
from corpus.records import Block, Row

KEPT = 5_000
"""Measures that are kept without their periods: one stands over a whole column, and is looked at for each question."""
CHARTED = (Role.ACTUAL, Role.TARGET, Role.FLOOR, Role.COMPARATOR, Role.FORECAST)
"""Roles that stand on the scale of a measure; a change or a budget does not."""
STATING = OF_VALUES | frozenset(
    stems(
        "was were is are be been has had have there stand stood reach reached rose fell rise fall risen fallen "
        "increase increased decrease decreased remain remains remained low high peak total overall currently now up "
        "down slightly outturn actual previous result performance end quarter q1 q2 q3 q4 half council borough average "
        "one two three four five six seven eight nine ten eleven twelve"
    )
)
"""Stems of words that state a value and do not say of what."""
NOT_A_COUNT = re.compile(r"\brates?\b|\bratio\b|\bper\s?cent|\bpercentage\b|\bproportion\b|%", re.IGNORECASE)
"""A measure that no bare number states: its unit was not read."""
BASE = re.compile(
    r"(?:\brates? )?(?:\bper|/) ?(?:10+,?0{3}|1,?000)\b(?: (?:of )?(?:the )?(?:children|population|people))*",
    re.IGNORECASE,
)
"""What a rate is a share of, which its unit tells."""
CODE = re.compile(r"(?:^|(?<=[›–] ))[A-Z]{0,4}\d+(?:\.\d+)*[a-z]? ›")
"""The number of a row in its table or plan."""
EMPTIED = re.compile(r"\(\s*(?:(?:at|in|on|for|to)\s*)?\)")
"""Brackets that are left when a period is taken out of them."""
LONGEST_VALUE = 4
"""Words of a cell that holds a value and its unit."""
LONGEST_LABEL = 14
"""Words of a row's and column's labels; what is longer is a sentence in a cell."""
DURATIONS = ("minutes", "hours", "days", "weeks", "months", "years")
PER_CENT = re.compile(r"\s*\(%\)")
"""The unit that a row's label names, which every value has itself."""
LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Subject:
    """What the figures of one series share.

    `terms` and `words` are what is measured, `within` the table or sentence that alone knows it, empty where the words
    say all; `flow` tells that it counts those who come in or go out.
    """

    terms: frozenset[str]
    words: frozenset[str]
    unit: str
    flow: bool
    within: str = ""

    @property
    def adds_up(self) -> bool:
        """Whether a value grows with its time, so that only times of one length can be held side by side."""
        return self.flow or self.unit in (str(Unit.COUNT), str(Unit.MONEY))


def subjects_of(opened: Opened, figures: Iterable[Figure]) -> Iterator[tuple[Subject, Figure]]:
    """Give each figure that may stand in a series with its subject."""
    usable = [f for f in figures if f.value is not None and f.high is None and f.period and f.role in CHARTED]
    for (document_id, ordinal), group in groupby(
        sorted(usable, key=lambda f: (f.document_id, f.block, f.start)), key=lambda f: (f.document_id, f.block)
    ):
        of_block = list(group)
        block = next(iter(opened.blocks(document_id, ordinal, ordinal)), None)
        if block is None:
            continue
        if block.row is not None:
            cells = (f for f in of_block if f.column is not None and not _is_sentence(block.row, f.column))
            found: Mapping[str, Subject] = {f.id: s for f in cells if (s := _of_cell(opened, f))}
        else:
            found = _of_prose(opened, block, of_block)
        yield from ((found[figure.id], figure) for figure in of_block if figure.id in found)


def _is_sentence(row: Row, column: int) -> bool:
    """Tell whether a cell holds a sentence, whose figures its row and column do not name."""
    return column < len(row.cells) and len(row.cells[column].split()) > LONGEST_VALUE


def _of_cell(opened: Opened, figure: Figure) -> Subject | None:
    """Give the subject of a cell by its row's and column's words, with its table where they name no known thing."""
    label = f"{_plain(figure.measure)} {_plain(figure.breakdown)}"
    own = words_of(opened, label, figure.place)
    words = own.beside - STATING
    sentence = len(figure.measure.split()) > LONGEST_LABEL
    if sentence or (not own.terms and not words and not own.ages):
        return None
    if own.terms and not words and not own.ages:
        return _subject(figure, own.terms, words)
    # "Good", "1 to 4", "Register": only the caption tells of what.
    numbers = frozenset(re.findall(r"\d+", label))
    caption = "" if own.terms and not numbers else " ".join(sorted(set(stems(_plain(figure.topic)))))
    return _subject(figure, own.terms, words | own.ages | numbers, caption)


def _of_prose(opened: Opened, block: Block, figures: Sequence[Figure]) -> dict[str, Subject]:
    """Give the subjects of the figures of a paragraph, by their ids.

    A measure that is named by a term alone is the same in all papers, one of other words only within its sentence. What
    is compared in the sentence of a single such value is of its measure, too.
    """
    found: dict[str, Subject] = {}
    for start, end in sentences(block.text):
        here = [figure for figure in figures if start <= figure.start < end]
        for figure in here:
            if subject := _of_sentence(opened, figure, f"{block.id}:{start}"):
                found[figure.id] = subject
        for figure in (f for f in here if f.role is not Role.ACTUAL and (f.id not in found or found[f.id].within)):
            stated = [f for f in here if f.role is Role.ACTUAL and f.unit == figure.unit and f.id in found]
            if len(stated) == 1:
                found[figure.id] = found[stated[0].id]
    return found


def _of_sentence(opened: Opened, figure: Figure, sentence: str) -> Subject | None:
    own = words_of(opened, f"{_plain(figure.measure)} {_plain(figure.breakdown)}", figure.place)
    words = own.beside - STATING
    if not own.terms or figure.unit in DURATIONS:
        return None  # "in the last six months" is no value
    share = figure.unit == str(Unit.PERCENT) and not any(t.counted for t in _terms(opened, own.terms))
    if not words and not own.ages and not share:
        return _subject(figure, own.terms, words)
    return _subject(figure, own.terms, words | own.ages, sentence)


def _terms(opened: Opened, names: frozenset[str]) -> list[Term]:
    return [term for term in opened.glossary.terms if term.name in names]


def _subject(figure: Figure, terms: frozenset[str], words: frozenset[str], within: str = "") -> Subject | None:
    text = f"{figure.measure} {figure.breakdown}"
    if figure.unit == str(Unit.COUNT) and NOT_A_COUNT.search(text):
        return None
    return Subject(terms, words, figure.unit, names_flow(text), within)


@lru_cache(maxsize=KEPT)
def _plain(text: str) -> str:
    """Give a text without the periods, comparators, bases of rates and reference codes that it names."""
    rest = list(text)
    spans = [(p.start, p.end) for p in find_periods(text)] + [(c.start, c.end) for c in find_comparators(text)]
    spans += [match.span() for pattern in (BASE, CODE, EMPTIED) for match in pattern.finditer(text)]
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return EMPTIED.sub(" ", "".join(rest))


def name_of(opened: Opened, subject: Subject, figures: Sequence[Figure]) -> str:
    """Give the name that a measure is best known by: its terms, else the words that its figures have most often."""
    stated = [figure for figure in figures if figure.role is Role.ACTUAL]
    if subject.terms and not subject.words:
        name = ", ".join(sorted(subject.terms))
        # Papers write the thing that is counted in the plural.
        labels = (_label(opened, figure) for figure in stated if figure.column is not None)
        plural = next((label for label in labels if stems(label) == stems(name)), name)
        return plural if plural.isupper() else plural[:1].lower() + plural[1:]
    said = Counter(_label(opened, figure) for figure in stated)
    name = min(said, key=lambda words: (-said[words], len(words), words))
    first = stated[0]
    caption = _single_spaced(first.topic.split(" · ")[0]) if subject.within and first.column is not None else ""
    if caption and caption.casefold() not in name.casefold():
        name = f"{name} ({_short(caption)})"
    return _short(name)


def _label(opened: Opened, figure: Figure) -> str:
    """Give the words of a figure's measure without those that tell its time and its place."""
    if figure.column is None:
        return " ".join(figure.measure.split())
    parts = [
        part.strip(" ,:–-")
        for part in map(_single_spaced, re.split(r" [–›] ", PER_CENT.sub("", _plain(figure.measure))))
    ]
    telling = [part for part in parts if _tells(opened, part, figure.place)]
    return ", ".join(telling) or figure.breakdown or figure.measure


def _tells(opened: Opened, words: str, place: str) -> bool:
    own = words_of(opened, words, place)
    return bool(own.terms or own.beside - STATING or own.ages or re.search(r"\d", words))


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME].rstrip()} …"
