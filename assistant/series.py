"""Figures of one measure and unit put in order of time: those that papers state by place, targets, and comparators.

Figures are put together only where their own words name the same thing. Those that name nothing by themselves are left
out: no series is better than one of two things.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, groupby, pairwise

from assistant.conflicts import apart, settled_time
from assistant.measured import OF_VALUES, words_of
from assistant.opened import Opened
from corpus.figures import Figure, Role
from corpus.language.comparators import find_comparators
from corpus.language.flows import names_flow
from corpus.language.periods import Period, find_periods
from corpus.language.sentences import sentences
from corpus.language.stems import stems
from corpus.language.terms import Term
from corpus.language.units import Unit
from corpus.records import Block, Row

CHARTED = (Role.ACTUAL, Role.TARGET, Role.FLOOR, Role.COMPARATOR, Role.FORECAST)
"""Roles that stand on the scale of a measure; a change or a budget does not."""
AIMED_AT = (Role.TARGET, Role.FLOOR)
AHEAD = (*AIMED_AT, Role.FORECAST)
"""Roles of a value that lies ahead."""
STATING = OF_VALUES | frozenset(
    stems(
        "was were is are be been has had have there stand stood reach reached rose fell rise fall risen fallen "
        "increase increased decrease decreased remain remains remained low high peak total overall currently now up "
        "down slightly outturn actual previous result performance end quarter q1 q2 q3 q4 half council borough average "
        "one two three four five six seven eight nine ten eleven twelve"
    )
)
"""Stems of words that state a value and do not say of what."""
AT_THE_END = re.compile(r"\b(?:month|quarter|year|period)[\s-]end\b|\bat (?:the )?end of\b", re.IGNORECASE)
"""A time whose last day alone is meant."""
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
MONTH_DAYS = 31
STEPS = (1, 3, 6, 12)
"""Months from one point to the next of a series that is stated regularly."""
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


@dataclass(frozen=True, slots=True)
class Point:
    """A value for a period, with every figure that states it; `differs` where others of its line state another.

    `at` is the last day that the value can be of: the period's, or that of the paper where this is earlier.
    """

    period: Period
    figures: tuple[Figure, ...]
    at: date
    differs: bool = False

    @property
    def value(self) -> Decimal:
        """The value."""
        value = self.figures[0].value
        assert value is not None  # figures without a value make no points
        return value


@dataclass(frozen=True, slots=True)
class Line:
    """The points of one place, role and comparator, in order of time."""

    place: str
    role: Role
    of: str
    points: tuple[Point, ...]

    @property
    def name(self) -> str:
        """What the line is called: a place, "England", "Target, Anytown"."""
        if self.role is Role.COMPARATOR:
            return self.of or self.place or "Comparator"
        if self.role is Role.ACTUAL:
            return self.place or "Stated"
        return ", ".join(filter(None, (str(self.role).capitalize(), self.place)))

    @property
    def agreed(self) -> tuple[Point, ...]:
        """The points on which the papers agree."""
        return tuple(point for point in self.points if not point.differs)

    def runs(self) -> Iterator[tuple[Point, ...]]:
        """Give the points on which the papers agree in runs of neighbouring periods: between two runs is a gap."""
        run: list[Point] = []
        for point in self.agreed:
            if run and not _neighbours(run[-1].period, point.period, self._step):
                yield tuple(run)
                run = []
            run.append(point)
        if run:
            yield tuple(run)

    @property
    def _step(self) -> int:
        """The months from one point in time to the next where they are regular, else 0."""
        points = [point.period for point in self.agreed if not months_of(point.period)]
        step = min((_months_apart(one, other) for one, other in pairwise(points)), default=0)
        return step if step in STEPS else 0


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in one unit with all its lines, those that state what was reached first.

    `months` is the length of the times for which it is stated, 0 for points in time and single months.
    """

    name: str
    subject: Subject
    months: int
    lines: tuple[Line, ...]

    @property
    def stated(self) -> tuple[Line, ...]:
        """The lines of what was reached."""
        return tuple(line for line in self.lines if line.role is Role.ACTUAL)

    @property
    def figures(self) -> Iterator[Figure]:
        """Every figure."""
        return (figure for line in self.lines for point in line.points for figure in point.figures)


def measures_of(opened: Opened, figures: Iterable[Figure]) -> list[Measure]:
    """Put figures together by what they measure. Figures that name nothing are left out.

    Measures whose own words say all come first, those with most periods before the others.
    """
    groups: dict[Subject, list[Figure]] = {}
    for subject, figure in _subjects(opened, figures):
        groups.setdefault(subject, []).append(figure)
    measures = [one for subject, group in groups.items() for one in _by_length(opened, subject, group)]
    return sorted(measures, key=lambda m: (bool(m.subject.within), -max(len(line.points) for line in m.stated), m.name))


def _by_length(opened: Opened, subject: Subject, figures: Sequence[Figure]) -> Iterator[Measure]:
    """Give the measures of a subject, one for each length of time: a month's referrals are not those of a year.

    A target is beside all of them, and what is compared where its time is as long or does not matter.
    """
    stated = [figure for figure in figures if figure.role is Role.ACTUAL]
    for months in sorted({_months(figure) for figure in stated}):
        own = [
            figure
            for figure in figures
            if _months(figure) == months
            or figure.role in AIMED_AT
            or (figure.role is Role.COMPARATOR and not subject.adds_up)
        ]
        lines = tuple(line for line in _lines(opened, own) if line.points)
        if any(line.role is Role.ACTUAL for line in lines):
            yield Measure(_name(opened, subject, own), subject, months, lines)


def place_of(opened: Opened, figure: Figure) -> str:
    """Give the place of a figure: of one that names none that of its paper's council, or of the one council held."""
    document = opened.documents.get(figure.document_id)
    council = document.council if document and document.council else ""
    if not council and len(opened.councils) == 1:
        council = next(iter(opened.councils))
    return figure.place or opened.place_name(council)


def months_of(period: Period) -> int:
    """Give the length of a period in months, 0 for a day and for a month."""
    days = (period.last - period.first).days + 1
    return 0 if days <= MONTH_DAYS else round(days / 30.44)


def _months(figure: Figure) -> int:
    """Give the length of a figure's period as `months_of` does, 0 where its last day alone is meant."""
    assert figure.period is not None  # others were left out before
    return 0 if AT_THE_END.search(" ".join(figure.words)) else months_of(figure.period)


def _neighbours(one: Period, other: Period, step: int) -> bool:
    """Tell whether no period is left out between two: of points in time, that they are one `step` of months apart."""
    return 0 < _months_apart(one, other) <= (max(months_of(one), months_of(other)) or step)


def _months_apart(one: Period, other: Period) -> int:
    return (other.last.year - one.last.year) * 12 + other.last.month - one.last.month


def _subjects(opened: Opened, figures: Iterable[Figure]) -> Iterator[tuple[Subject, Figure]]:
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


def _plain(text: str) -> str:
    """Give a text without the periods, comparators, bases of rates and reference codes that it names."""
    rest = list(text)
    spans = [(p.start, p.end) for p in find_periods(text)] + [(c.start, c.end) for c in find_comparators(text)]
    spans += [match.span() for pattern in (BASE, CODE, EMPTIED) for match in pattern.finditer(text)]
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return EMPTIED.sub(" ", "".join(rest))


def _lines(opened: Opened, figures: Sequence[Figure]) -> Iterator[Line]:
    groups: dict[tuple[str, Role, str], list[Figure]] = {}
    for figure in figures:
        place = "" if figure.role is Role.COMPARATOR else place_of(opened, figure)
        groups.setdefault((place, figure.role, figure.of or ("" if place else figure.place)), []).append(figure)
    order = {role: n for n, role in enumerate(CHARTED)}
    for (place, role, of), group in sorted(groups.items(), key=lambda pair: (order[pair[0][1]], pair[0])):
        yield Line(place, role, of, tuple(_points(opened, group)))


def _points(opened: Opened, figures: Sequence[Figure]) -> Iterator[Point]:
    """Give the points in order of time; a month and its last day are one time."""

    def when(figure: Figure) -> tuple[str, str]:
        assert figure.period is not None
        whole = settled_time(figure.period)
        # What is stated at the end of a quarter and at the end of its last month is one time.
        return whole.last.isoformat(), "" if not _months(figure) else whole.first.isoformat()

    for _, group in groupby(sorted(figures, key=lambda f: (when(f), f.value, f.document_id, f.block)), key=when):
        values: dict[Decimal, list[Figure]] = {}
        for figure in group:
            if figure.value is not None:
                values.setdefault(figure.value, []).append(figure)
        # Two values in one table or sentence are of two things that its words did not tell apart.
        pairs = ((one, other) for a, b in combinations(values.values(), 2) for one in a for other in b)
        if all(apart(one, other) for one, other in pairs):
            for same in values.values():
                period = same[0].period
                assert period is not None
                yield Point(period, tuple(same), _last_day(opened, same[0], period), differs=len(values) > 1)


def day_of(opened: Opened, figure: Figure) -> date | None:
    """Give the day of the meeting to which a figure was reported."""
    document = opened.documents.get(figure.document_id)
    day = opened.paper_at(figure.document_id, figure.block).meeting_date
    return document.meeting_date if day is None and document is not None else day


def _last_day(opened: Opened, figure: Figure, period: Period) -> date:
    """Give the last day of a figure's period, or the day of its paper: nothing is reached after it was reported."""
    day = day_of(opened, figure)
    ahead = day is None or figure.role in AHEAD or period.first > day
    return period.last if ahead or day is None else min(period.last, day)


def _name(opened: Opened, subject: Subject, figures: Sequence[Figure]) -> str:
    """Give the name that a measure is best known by: its terms, else the words that its figures have most often."""
    if subject.terms and not subject.words:
        return ", ".join(sorted(subject.terms))
    stated = [figure for figure in figures if figure.role is Role.ACTUAL]
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
    parts = [part.strip(" ,:–-") for part in map(_single_spaced, re.split(r" [–›] ", _plain(figure.measure)))]
    telling = [part for part in parts if _tells(opened, part, figure.place)]
    return ", ".join(telling) or figure.breakdown or figure.measure


def _tells(opened: Opened, words: str, place: str) -> bool:
    own = words_of(opened, words, place)
    return bool(own.terms or own.beside - STATING or own.ages or re.search(r"\d", words))


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME].rstrip()} …"
