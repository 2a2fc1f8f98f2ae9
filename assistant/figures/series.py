"""Figures of one measure and unit put in order of time: those that papers state by place, targets, and comparators.

Figures are put together only where their own words name the same thing. Those that name nothing by themselves are left
out: no series is better than one of two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, groupby, pairwise

from assistant.figures.conflicts import apart, settled_time
from assistant.figures.subjects import CHARTED, Subject, name_of, subjects_of
from assistant.opened import Opened
from corpus.figures import Figure, Role
from corpus.language.periods import Period

AIMED_AT = (Role.TARGET, Role.FLOOR)
AHEAD = (*AIMED_AT, Role.FORECAST)
"""Roles of a value that lies ahead."""
AT_THE_END = re.compile(r"\b(?:month|quarter|year|period)[\s-]end\b|\bat (?:the )?end of\b", re.IGNORECASE)
"""A time whose last day alone is meant."""
MONTH_DAYS = 31
STEPS = (1, 3, 6, 12)
"""Months from one point to the next of a series that is stated regularly."""


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
    for subject, figure in subjects_of(opened, figures):
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
            yield Measure(name_of(opened, subject, own), subject, months, lines)


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
