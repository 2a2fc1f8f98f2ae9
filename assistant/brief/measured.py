"""What the figures of a scope tell: the latest and its direction, against target and others, and what worsened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.brief.records import Finding, Part, Sources, sentence_around
from assistant.figures.conflicts import settled_time
from assistant.figures.register import BODY
from assistant.figures.series import AIMED_AT, Line, Measure, Point, day_of
from assistant.figures.words import clipped, period_name, value_words
from assistant.opened import Opened
from corpus.figures import Role

MOST = 8
"""Findings of one part."""
MOST_QUOTED = 3
"""Sentences that are quoted for a figure whose measure they alone name."""
COMPARED = 3
"""Comparators that stand beside a figure."""
QUOTED = 32
"""Words of a sentence that is quoted for its figure."""
WORSENED, CHANGED = "Worsened", "Changed"
STATUS = re.compile(r"\b(?:RAG|status|rating)\b", re.IGNORECASE)
"""The head of a column in which a scorecard judges its rows."""
GREEN = "green"
COLOURS = (GREEN, "amber", "yellow", "red")


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest point of a line with the one before, the first, the target of its time and what is compared."""

    measure: Measure
    line: Line
    point: Point
    before: Point | None
    first: Point | None
    target: Point | None
    compared: tuple[tuple[str, Point], ...]
    better: str
    several_places: bool

    @property
    def name(self) -> str:
        """The measure, with the place where several are held."""
        place = self.line.place if self.several_places else ""
        return ", ".join(filter(None, (self.measure.name, place)))

    @property
    def missed(self) -> bool | None:
        """Whether the target is missed; None where there is none or which way is better is not known."""
        if self.target is None or not self.better:
            return None
        below = self.point.value < self.target.value
        above = self.point.value > self.target.value
        return below if self.better == "higher" else above

    @property
    def worse(self) -> bool | None:
        """Whether it got worse since the point before; None where it did not change or the sense is not known."""
        if self.before is None or self.before.value == self.point.value or not self.better:
            return None
        return (self.point.value < self.before.value) == (self.better == "higher")


def latest_of(opened: Opened, measures: Sequence[Measure]) -> list[Latest]:
    """Give the latest of every line that states what was reached and on which papers agree, the most telling first."""
    places = {line.place for measure in measures for line in measure.stated if line.place}
    found = [
        latest
        for measure in measures
        if _is_measure(measure)
        for line in measure.stated
        if (latest := _latest(opened, measure, line, several=len(places) > 1))
    ]
    return sorted(found, key=_telling)


def latest_findings(found: Sequence[Latest], sources: Sources) -> Iterator[Finding]:
    """Give the latest figures with direction, target and comparators; a sentence that states several once."""
    quoted: set[str] = set()
    for one in found[:MOST]:
        if _is_prose(one):
            if len(quoted) < MOST_QUOTED and (words := _quoted(one, sources)) not in quoted:
                quoted.add(words)
                yield Finding(Part.LATEST, words)
            continue
        words = f"{_capital(one.name)}: {_value(one.point, sources)}{_direction(one, sources)}"
        if one.target is not None:
            words += f"; target {_beside(one.target, one.point, sources)}"
        words += "".join(f"; {name} {_beside(point, one.point, sources)}" for name, point in one.compared)
        yield Finding(Part.LATEST, f"{words}.", _compared_question(one, sources), one.name)


def target_findings(found: Sequence[Latest], sources: Sources) -> Iterator[Finding]:
    """Give the figures that miss the target of their time, and those that differ from it in an unknown sense.

    Where the paper marks the row green, its own judgement of an unknown sense stands.
    """
    off = [one for one in found if one.target and one.point.value != one.target.value and one.missed is not False]
    marked = [(one, mark) for one in off if (mark := _mark(one, sources)).casefold() != GREEN or one.missed]
    for one, mark in sorted(marked, key=lambda pair: pair[0].missed is None)[:MOST]:
        assert one.target is not None
        side = "Below" if one.point.value < one.target.value else "Above"
        value, target = _value(one.point, sources), _beside(one.target, one.point, sources)
        verdict, note = ("Missed", "") if one.missed else (f"{side} target", "; which way is better is not known")
        note = f"; marked {mark} in the paper" if mark else note
        words = f"{verdict}: {one.name} stood at {value}, against a target of {target}{note}."
        why = "What has kept it from the target?" if one.missed else "What explains the difference?"
        ask = f"{_capital(one.name)} stood at {value}, against a target of {target}. {why}"
        then = f"The target for {one.name} is {target}, and {value} was reached. What would show that it will be met?"
        yield Finding(Part.TARGET, words, (ask, then) if one.missed else (ask,), one.name)


def change_findings(found: Sequence[Latest], sources: Sources) -> Iterator[Finding]:
    """Give what worsened, and what changed without its being known whether that is worse."""
    changed = [
        one
        for one in found
        if one.before and one.before.value != one.point.value and one.worse is not False and not _is_prose(one)
    ]
    for one in sorted(changed, key=lambda one: not one.worse)[:MOST]:
        assert one.before is not None
        way = "rose" if one.point.value > one.before.value else "fell"
        before, now = _value(one.before, sources), _value(one.point, sources)
        verdict = WORSENED if one.worse else CHANGED
        words = f"{verdict}: {one.name} {way} from {before} to {now}."
        ask = f"{_capital(one.name)} {way} from {before} to {now}. What lies behind the change?"
        then = f"What has the change in {one.name} from {before} to {now} meant for the people concerned?"
        yield Finding(Part.CHANGED, words, (ask, then) if one.worse else (ask,), one.name)


def _latest(opened: Opened, measure: Measure, line: Line, *, several: bool) -> Latest | None:
    points = sorted(_reached(opened, line.agreed), key=lambda point: (point.at, point.period.last))
    if not points or max(point.at for point in _reached(opened, line.points)) > points[-1].at:
        return None  # on the latest value papers differ: that is said in its own part
    point, before, first = points[-1], points[-2] if len(points) > 1 else None, points[0]
    return Latest(
        measure,
        line,
        point,
        before,
        first if before is not None and first is not before else None,
        _target(measure, line, point),
        tuple(_compared(measure, point))[:COMPARED],
        _better(opened, measure),
        several,
    )


def _reached(opened: Opened, points: Sequence[Point]) -> list[Point]:
    """Leave out values for times that had not begun when they were reported: those are plans.

    A paper without a date is taken to be no newer than the newest one.
    """
    newest = opened.newest("")
    days = ((point, day_of(opened, point.figures[0]) or newest) for point in points)
    return [point for point, day in days if day is None or point.period.first <= day]


def _target(measure: Measure, line: Line, point: Point) -> Point | None:
    """Give the one target for the time of a point, or for a longer one that holds it; none where several are stated."""
    aims = [aim for aim in measure.lines if aim.role in AIMED_AT and aim.place in ("", line.place)]
    own = settled_time(point.period)
    meant = [each for aim in aims for each in aim.agreed if settled_time(each.period).covers(own)]
    return meant[0] if len(meant) == 1 else None


def _compared(measure: Measure, point: Point) -> Iterator[tuple[str, Point]]:
    """Give what the papers set beside a value: of each comparator the last up to the same time."""
    for line in measure.lines:
        known = [each for each in line.agreed if each.at <= point.at or each.period.meets(point.period)]
        if line.role is Role.COMPARATOR and known:
            yield line.name, known[-1]


def _better(opened: Opened, measure: Measure) -> str:
    """Give which way a measure gets better, where its words are those of known measures alone and one sense is known.

    An age does not change the sense; any other word might.
    """
    if any(not any(map(str.isdigit, word)) for word in measure.subject.words):
        return ""
    senses = {term.better for term in opened.glossary.terms if term.name in measure.subject.terms} - {""}
    return senses.pop() if len(senses) == 1 else ""


def _mark(one: Latest, sources: Sources) -> str:
    """Give how the paper itself marks the row of a figure, "Red"; empty where it does not."""
    figure = one.point.figures[0]
    row = sources.block(figure.document_id, figure.block).row
    cells = zip(row.heads, row.cells, strict=False) if row else ()
    return next((cell for head, cell in cells if STATUS.search(head) and cell.casefold() in COLOURS), "")


def _is_measure(measure: Measure) -> bool:
    """Tell whether the subject names something that is counted, and not only who."""
    terms = measure.subject.terms
    return not terms or not all(BODY.search(term) for term in terms)


def _is_prose(one: Latest) -> bool:
    return bool(one.measure.subject.within) and one.point.figures[0].column is None


def _telling(one: Latest) -> tuple[bool, bool, int, float]:
    beside = (one.target is not None) + bool(one.compared) + (one.before is not None)
    return bool(one.measure.subject.within), _is_prose(one), -beside, -one.point.at.toordinal()


def _value(point: Point, sources: Sources) -> str:
    figure = point.figures[0]
    approximate = f"{figure.approximate} " if figure.approximate else ""
    return f"{approximate}{value_words(figure)} for {period_name(point.period)} {sources.figure(figure)}"


def _beside(point: Point, other: Point, sources: Sources) -> str:
    """Give a value that stands beside another, with its period where that is another one."""
    words = _value(point, sources)
    return words.replace(f" for {period_name(point.period)}", "", 1) if point.period == other.period else words


def disputed_findings(measures: Sequence[Measure], sources: Sources) -> Iterator[Finding]:
    """Give the lines whose latest value is one on which papers differ, with both values."""
    for measure in measures:
        for line in measure.stated:
            last = [point for point in line.points if point.at == max(each.at for each in line.points)]
            if any(point.differs for point in last):
                place = f", {line.place}" if line.place else ""
                both = " or ".join(_value(point, sources) for point in last)
                yield Finding(Part.LATEST, f"{_capital(measure.name)}{place}: {both}; the papers differ.")


def _direction(one: Latest, sources: Sources) -> str:
    if one.before is None:
        return ""
    if one.before.value == one.point.value:
        words = f", the same as {_value(one.before, sources)}"
    else:
        words = f", {'up' if one.point.value > one.before.value else 'down'} from {_value(one.before, sources)}"
    return f"{words}; the earliest stated is {_value(one.first, sources)}" if one.first is not None else words


def _compared_question(one: Latest, sources: Sources) -> tuple[str, ...]:
    """Ask about a comparator where the value is on the worse side of it, or the sense is not known.

    Of a value that stands alone, ask with what it is to be compared.
    """
    for name, point in one.compared:
        higher = one.point.value > point.value
        if one.point.value == point.value or (one.better and higher == (one.better == "higher")):
            continue
        own, other = _value(one.point, sources), _beside(point, one.point, sources)
        return (f"{_capital(one.name)} stood at {own}; {name}: {other}. What explains the difference?",)
    if one.target is None and one.before is None and not one.compared:
        return (f"{_capital(one.name)} stood at {_value(one.point, sources)}. What is it to be judged by?",)
    return ()


def _quoted(one: Latest, sources: Sources) -> str:
    """Say a figure by the sentence that states it: its own words name the measure best."""
    figure = one.point.figures[0]
    block = sources.block(figure.document_id, figure.block)
    start, end = sentence_around(block, figure.start)
    words = clipped(block.text[start:end], figure.start - start, figure.end - start, QUOTED)
    return f"“{words}” {sources.figure(figure)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
