"""What to ask next: questions near to the last one, of which the papers answer each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.answers import Answer, Status
from assistant.figures.register import figures_on
from assistant.figures.words import period_name
from assistant.opened import Opened
from assistant.questions.question import Question
from assistant.questions.rewording import places_offered, reworded
from corpus.figures import Figure, Role
from corpus.language.periods import Period
from corpus.store.filters import Filters

MOST = 3
TRIED = 3
"""Questions that are asked at most to find so many that are answered: each costs what any question costs."""
FORMS = {"count": "number of ", "%": "percentage of "}
YEAR = 365
"""Days back to the time since which a change is offered."""
NEAREST = 2
"""Other periods that are offered where the one asked for is not stated."""


class Asked(Protocol):
    """Whoever answers: an `Assistant`, or what keeps its answers."""

    def opened(self) -> Opened:
        """Give the papers."""

    def attempt(self, question: str, history: Sequence[str] = (), filters: Filters | None = None) -> Answer:
        """Answer a question that follows others and that nobody asked."""


def next_questions(
    assistant: Asked, answer: Answer, history: Sequence[str] = (), filters: Filters | None = None
) -> tuple[str, ...]:
    """Give at most `MOST` questions that follow from an answer, each asked already and found to be answered.

    `history` holds the earlier questions of the conversation, on which a question may lean.

    Where a figure was said: how it changed, its target, what it is compared with, the other places. Where none was:
    the periods for which there is one, and its other forms.
    """
    read = answer.read
    if read is None or not read.subject:
        return ()
    found: list[str] = []
    for tried, question in enumerate(dict.fromkeys(_candidates(assistant.opened(), answer, read))):
        if tried == TRIED or len(found) == MOST:
            break
        if question == answer.question:
            continue
        if assistant.attempt(question, (*history, answer.question), filters).status is Status.ANSWERED:
            found.append(question)
    return tuple(found)


def _candidates(opened: Opened, answer: Answer, read: Question) -> Iterator[str]:
    said = answer.figures[0][0] if answer.figures else None
    known = figures_on(opened, read.subject, said.place if said else read.place)
    if said is None:
        yield from _other_periods(opened, read, known)
        return
    known = [figure for figure in known if figure.unit == said.unit]
    form = "rate of " if said.unit.startswith("per ") else FORMS.get(said.unit, "")
    subject = f"{form}{read.subject}" + (f" in {read.place}" if read.place else "")
    since = _a_year_before(said, known)
    if since is not None:
        yield f"how has the {subject} changed since {period_name(since)}"
    if said.role is not Role.TARGET and any(figure.role is Role.TARGET for figure in known):
        yield f"what is the target for the {subject}"
    for other in dict.fromkeys(figure.of for figure in known if figure.role is Role.COMPARATOR and figure.of):
        yield f"how does the {subject} compare with {other}"
    places = places_offered(opened)
    for place in places if len(places) > 1 else ():
        if place.casefold() not in (said.place or read.place).casefold():
            yield reworded(opened, read, "place", place)


def _a_year_before(said: Figure, known: Sequence[Figure]) -> Period | None:
    """Give the time that is nearest to a year before a figure's, of those for which a value was reached."""
    if said.period is None:
        return None
    last = said.period.last
    earlier = {f.period for f in known if f.period and f.role is Role.ACTUAL and f.period.last < said.period.first}
    return min(earlier, key=lambda time: (abs((last - time.last).days - YEAR), time.first), default=None)


def _other_periods(opened: Opened, read: Question, known: Sequence[Figure]) -> Iterator[str]:
    if not read.periods:
        return
    stated = {figure.period for figure in known if figure.period and figure.role is Role.ACTUAL}
    asked = read.periods[0].period.last
    for period in sorted(stated, key=lambda p: abs((p.last - asked).days))[:NEAREST]:
        yield reworded(opened, read, "period", period_name(period))
