"""Recommendations and actions of which the papers held record no outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.brief.records import Finding, Part, Sources
from assistant.brief.scope import Scope, papers_within
from assistant.figures.measured import STOP_STEMS
from corpus.findings import Action, Decision, DecisionKind, Span
from corpus.language.dates import day_words
from corpus.language.periods import find_periods
from corpus.language.stems import stems
from corpus.records import Document, Paper, PaperKind

MOST = 8
"""Findings of one part."""
QUOTED, NAMED = 40, 16
"""Words of a recommendation or an action that are quoted, and those by which a question names it."""
DEADLINE = 6
"""Words of a deadline that a question names; longer ones are several."""
SAME = 0.5
"""Share of the words of the shorter of two texts that are in the other where both are on one thing."""
FEWEST = 3
"""Words that two such texts share at least."""
FORMAL = re.compile(
    r"^(?:that )?(?:(?:the )?(?:committee|cabinet|board|council|panel|members?) )?(?:to )?(?:be )?"
    r"(?:notes?|noted|receives?|received|considers?|considered|reviews?|comments? (?:up)?on|scrutini[sz]es?"
    r"|discuss(?:es)?|monitors?|continues?|identif(?:y|ies))\b|\bbe (?:noted|received)\b",
    re.IGNORECASE,
)
"""A recommendation that asks first of all for attention: there is nothing to become of it."""
DONE = re.compile(
    r"\b(?:completed?|closed|done|achieved|delivered|implemented|discharged|finished|no further action)\b",
    re.IGNORECASE,
)
NOT_DONE = re.compile(
    r"\b(?:not|in|un|part(?:ly|ially)?|nearly|almost|to be|being|until|when|once)[\s-]?"
    r"(?:yet |fully |been |is |are )*(?:completed?|closed|done|achieved|delivered|implemented)\b",
    re.IGNORECASE,
)
"""Words for what is done, and those that take them back."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A paper with its document and the day of its meeting, the least day where none is known."""

    document: Document
    paper: Paper
    day: date


def recommendation_findings(scope: Scope, sources: Sources) -> Iterator[Finding]:
    """Give the recommendations within a scope on which no later paper records a decision, newest first."""
    made = list(_decisions(scope))
    decided = [
        (where, telling(f"{one.text} {one.heading}")) for where, one in made if one.kind is not DecisionKind.RECOMMENDED
    ]
    asked = [pair for pair in made if _asks_for_something(scope, *pair)]
    asked.sort(key=lambda pair: pair[0].day, reverse=True)
    said: list[frozenset[str]] = []
    for where, one in asked:
        words = telling(one.text)
        if any(_alike(words, other) for other in said) or _is_decided(where, words, decided):
            continue
        said.append(words)
        mark, quote = _mark(sources, where, one.spans), _short(one.text)
        later = any(other.day >= where.day and _same_body(where, other) for other, _ in decided)
        outcome = "no decision on it was found in the papers held" if later else "no later minutes are held"
        ask = f"What became of the recommendation “{_short(one.text, NAMED)}” {mark}?"
        yield Finding(Part.RECOMMENDED, f"“{quote}” {mark}{_when(where)}: {outcome}.", (ask,))
        if len(said) == MOST:
            return


def action_findings(scope: Scope, sources: Sources) -> Iterator[Finding]:
    """Give the actions within a scope that the newest paper that tracks them does not call done; overdue ones first."""
    newest: dict[frozenset[str], tuple[_Dated, Action]] = {}
    for where in _papers(scope):
        for action in scope.opened.findings(where.document.id).actions:
            texts = (where.paper.title, action.text, action.recommendation)
            if action.paper == where.paper.ordinal and scope.holds(where.paper, *texts):
                key = telling(action.text or action.recommendation)
                if key not in newest or newest[key][0].day < where.day:
                    newest[key] = (where, action)
    last = max((where.day for where in _papers(scope)), default=date.min)
    still = [(_is_overdue(action, last), where, action) for where, action in newest.values() if not is_done(action)]
    still.sort(key=lambda one: (not one[0], -one[1].day.toordinal()))
    for overdue, where, action in still[:MOST]:
        mark, quote = _mark(sources, where, action.spans), _short(action.text or action.recommendation)
        parts = {"owner": action.owner, "deadline": action.deadline, "state": action.state}
        details = [f"{name}: {_short(words)}" for name, words in parts.items() if words]
        details += ["the deadline is before the newest paper held"] * overdue
        noted = f" ({'; '.join(details)})" if details else ""
        brief = 0 < len(action.deadline.split()) <= DEADLINE
        name = _short(action.text or action.recommendation, NAMED)
        due = f", due {action.deadline}" if brief else ""
        yield Finding(
            Part.ACTIONS,
            f"“{quote}” {mark}{noted}: not recorded as done in the newest paper that has it{_when(where)}.",
            (f"What has been done on the action “{name}”{due} {mark}?",),
        )


def is_done(action: Action) -> bool:
    """Tell whether an action's state, or else its update, calls it done."""
    said = action.state or action.update
    return DONE.search(NOT_DONE.sub(" ", said)) is not None and not NOT_DONE.search(said)


def telling(text: str) -> frozenset[str]:
    """Give the stems of a text that tell what it is about."""
    return frozenset(stem for stem in stems(text) if not stem.isdigit()) - STOP_STEMS


def _papers(scope: Scope) -> Iterator[_Dated]:
    for document, paper in papers_within(scope):
        yield _Dated(document, paper, paper.meeting_date or document.meeting_date or date.min)


def _decisions(scope: Scope) -> Iterator[tuple[_Dated, Decision]]:
    for where in _papers(scope):
        for one in scope.opened.findings(where.document.id).decisions:
            if one.paper == where.paper.ordinal:
                yield where, one


def _asks_for_something(scope: Scope, where: _Dated, one: Decision) -> bool:
    recommended = one.kind is DecisionKind.RECOMMENDED and where.paper.kind is not PaperKind.MINUTES
    within = scope.holds(where.paper, where.paper.title, one.heading, one.lead, one.text)
    return recommended and within and not FORMAL.search(one.text) and len(telling(one.text)) >= FEWEST


def _is_decided(where: _Dated, words: frozenset[str], decided: Sequence[tuple[_Dated, frozenset[str]]]) -> bool:
    """Tell whether a decision of the same day or later is on what was recommended: on its words, or under its title."""
    title = telling(where.paper.title)
    return any(
        other.day >= where.day and (_alike(words, said) or (len(title) >= FEWEST and title <= said))
        for other, said in decided
    )


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= FEWEST and shared >= SAME * min(len(one), len(other))


def _same_body(one: _Dated, other: _Dated) -> bool:
    a, b = one.document, other.document
    return (not a.council or not b.council or a.council == b.council) and (a.committee == b.committee)


def _is_overdue(action: Action, last: date) -> bool:
    """Tell whether the last day that a deadline names is before the newest paper."""
    days = [found.period.last for found in find_periods(action.deadline)]
    return bool(days) and max(days) < last


def _when(where: _Dated) -> str:
    return f", {day_words(where.day)}" if where.day != date.min else ""


def _mark(sources: Sources, where: _Dated, spans: Sequence[Span]) -> str:
    """Give the mark for the words of a finding: those in the block where it begins."""
    first = spans[0]
    block = sources.block(where.document.id, first.block)
    if block.row is not None:
        return sources.passage(block, 0, len(block.text))
    same = [span for span in spans if span.block == first.block]
    return sources.passage(block, min(span.start for span in same), max(span.end for span in same))


def _short(text: str, most: int = QUOTED) -> str:
    words = text.split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")
