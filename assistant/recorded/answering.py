"""Answers from what the papers record: resolutions verbatim, actions with owner and state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.opened import Opened
from assistant.prose.composing import Said
from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from assistant.recorded.entries import entries, spellings
from assistant.recorded.labels import YES_OR_NO
from assistant.recorded.votes import VOTED, vote_on
from corpus.findings import Action, Decision, DecisionKind, Span
from corpus.language.periods import find_periods
from corpus.language.stems import stems
from corpus.records import Document, Paper
from corpus.store.recorded import Kind

DECIDED = re.compile(
    r"\bwhat (?:was|were|is|are|did|has|have)\b.*\b(?:resolved?|agreed?|decided?|recommend(?:ed|ations?)?|endorsed?)\b"
    r"|\b(?:resolutions?|recommended to|recommendations?|what decisions?)\b",
    re.IGNORECASE,
)
RECOMMENDED = re.compile(
    r"\brecommend\w*|\b(?:asked|invited|proposed) to\b|\bto (?:agree|decide|note)\b", re.IGNORECASE
)
WHETHER = re.compile(
    r"^\W*(?:did|has|have|was|were|is|are)\b.*\b(?:agree\w*|approv\w+|decid\w+|resolv\w+|accept\w*|reject\w*|endors\w+)",
    re.IGNORECASE,
)
"""Questions whether something was decided."""
HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
COUNTED = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
"""Questions for a number, which resolutions do not count."""
ACTED = re.compile(
    r"\b(?:actions?|owners?|owns?|who(?: is|'s|s)? responsible|status|deadline|due|overdue|progress on|tracker"
    r"|how far along|who has it|is it (?:done|finished|complete)|been (?:done|dealt with))\b"
    r"|^\W*(?:did|has|have)\b.*\b(?:ever|yet)\b|^\W*(?:did|has|have)\b.*\b(?:repl(?:y|ied)|respon(?:d|ded|se))\b",
    re.IGNORECASE,
)
ANSWERED = frozenset(stems("ever yet reply replied respond responded response tell told request requested us"))
"""Words of a question whether somebody did what was asked: an update says so in words of its own."""
ACTION_STEMS = frozenset(
    stems(
        "action actions owner owners own owns responsible status deadline due overdue progress tracker done finished "
        "complete completed plan lead leads has update position"
    )
)
"""Words of a question that ask for an action, its owner or how far it is: they stand in the heads of a tracker."""
DECISION_STEMS = frozenset(
    stems(
        "resolve resolved resolution agree agreed decide decided decision recommend recommended recommendation members "
        "approve approved accept accepted reject rejected endorse endorsed cabinet committee council"
    )
)
LONGEST = 110
"""Words of the resolutions that are given; the rest of a longer list stands behind its citation."""
AT_LEAST = 0.6
"""Share of the subject's words that the heading and the words of the resolutions must hold."""
IN_ITSELF = 0.6
"""Share of the subject's words that one decision must hold itself to say whether a thing was agreed."""
NEARLY_ALL = 0.8
"""Share of the subject's words that the words of an action must hold: actions of one plan are much alike."""
ANOTHER_KIND = 0.3
"""What resolutions lose where recommendations were asked for, and the other way round."""
OTHER_WORDS = 0.1
"""What all the words of a question together add to those of its subject, to tell two actions apart."""
DATED = 0.3
"""What those gain that were made at a meeting on the day asked for."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one minute or report decides, and how well it fits, 0 to 1 and a little more.

    `held` is the share of all the question's words that it holds, those that frame the subject included.
    """

    document: Document
    decisions: tuple[Decision, ...]
    fit: float
    held: float


def decided(opened: Opened, question: Question, sought: Sought) -> tuple[Said, ...]:
    """Give the resolutions or recommendations on the subject asked for, verbatim; nothing where none fits."""
    text = question.text
    if not DECIDED.search(text) or COUNTED.search(text) or (VOTED.search(text) and question.asks is Asks.WHO):
        return ()
    best = max(_recorded(opened, question, sought), key=lambda one: (round(one.fit, 2), one.held), default=None)
    if best is None or best.fit < AT_LEAST:
        return ()
    pieces: list[Said] = []
    words = 0
    for decision in best.decisions:
        words += len(decision.text.split())
        if pieces and words > LONGEST:
            break
        text = f"{decision.number} {decision.text}".strip()
        pieces.append(_said(opened, best.document, text, *decision.spans))
    if VOTED.search(question.text):
        pieces += vote_on(opened, best.document, best.decisions)
    return tuple(pieces)


def decided_whether(opened: Opened, question: Question, sought: Sought) -> tuple[Said, ...]:
    """Give the one decision that says whether what is asked about was agreed; nothing where none is about it."""
    if not WHETHER.search(question.text):
        return ()
    own = [c and not _speaks_of_deciding(g) for c, g in zip(sought.core, sought.groups, strict=True)]
    total = sum(r for r, mine in zip(sought.rarity, own, strict=True) if mine)
    best: tuple[float, Document, Decision] | None = None
    for entry in entries(opened, Kind.DECISIONS, spellings(sought, own), question) if total else ():
        document, paper = opened.documents[entry.document_id], opened.papers(entry.document_id)[entry.paper]
        for decision in entry.records(Decision):
            if decision.kind is DecisionKind.RECOMMENDED:
                continue
            found = sought.found(stems(decision.text))
            around = sought.found(stems(f"{decision.text} {decision.heading} {decision.lead} {paper.title}"))
            here, near = (
                sum(r for r, mine, f in zip(sought.rarity, own, flags, strict=True) if mine and f) / total
                for flags in (found, around)
            )
            if here >= IN_ITSELF and near >= NEARLY_ALL and (best is None or here + near > best[0]):
                best = (here + near, document, decision)
    if best is None:
        return ()
    _, document, decision = best
    return (_said(opened, document, f"{decision.number} {decision.text}".strip(), *decision.spans),)


def acted(opened: Opened, question: Question, sought: Sought) -> tuple[Said, ...]:
    """Give the action asked for, from a tracker, plan or minutes, with owner, deadline, state and update as printed.

    Of an action that several papers track, the one of the time asked for, else the newest, is given.
    """
    whether = YES_OR_NO.match(question.text) is not None
    if not ACTED.search(question.text) or (HOW_MANY.search(question.text) and not whether):
        return ()
    best: tuple[float, str, Document, Action] | None = None
    own = [not _asks_for_action(group) for group in sought.groups]
    for entry in entries(opened, Kind.ACTION, spellings(sought, own), question):
        document, paper = opened.documents[entry.document_id], opened.papers(entry.document_id)[entry.paper]
        for action in entry.records(Action):
            found = sought.found(stems(f"{action.text} {action.recommendation}"))
            spoken = [f or not mine for f, mine in zip(found, own, strict=True)]
            fit = sought.core_share(spoken) + (DATED if _is_of_the_time(question, document, paper) else 0.0)
            # Of actions that fit alike, the one with more of the question's other words: "under 5s".
            rank = (round(fit + OTHER_WORDS * sought.share(found), 2), entry.day, document, action)
            named = any(f and mine for f, mine in zip(found, own, strict=True))
            if named and sought.core_share(spoken) >= NEARLY_ALL and (best is None or rank[:2] > best[:2]):
                best = rank
    if best is None:
        return ()
    _, _, document, action = best
    parts = {"owner": action.owner, "deadline": action.deadline, "state": action.state, "update": action.update}
    details = "; ".join(f"{name}: {words}" for name, words in parts.items() if words)
    words = " – ".join(filter(None, (action.text or action.recommendation, details)))
    return (_said(opened, document, " ".join(words.split()[:LONGEST]), *action.spans),) if details else ()


def _asks_for_action(group: frozenset[tuple[str, ...]]) -> bool:
    return any(set(spelling) <= ACTION_STEMS | ANSWERED for spelling in group)


def _is_of_the_time(question: Question, document: Document, paper: Paper) -> bool:
    """Tell whether a paper is of the time asked for, by its meeting or by the periods that its title names."""
    named = [found.period for found in find_periods(f"{paper.title} {document.title} {document.name}")]
    return _on_the_day(question, document, paper) or any(
        one.period.meets(period) for one in question.periods for period in named
    )


def _recorded(opened: Opened, question: Question, sought: Sought) -> Iterator[Recorded]:
    """Give what minutes and reports decide on what a question names, or at its time, with how well it fits."""
    wants_recommendation = RECOMMENDED.search(question.text) is not None
    named = [c and not _speaks_of_deciding(g) for c, g in zip(sought.core, sought.groups, strict=True)]
    for entry in entries(opened, Kind.DECISIONS, spellings(sought, named), question):
        document, paper = opened.documents[entry.document_id], opened.papers(entry.document_id)[entry.paper]
        decisions = entry.records(Decision)
        if decisions[0].kind is DecisionKind.RECOMMENDED and not wants_recommendation:
            continue  # what is recommended is not decided
        if _names_another_day(question, document, paper) or (
            not any(named) and not _on_the_day(question, document, paper)
        ):
            continue  # a question that names a day alone is for what was decided on that day
        found = sought.found(stems(entry.words))
        spoken = [f or _speaks_of_deciding(g) for f, g in zip(found, sought.groups, strict=True)]
        fit = sought.core_share(spoken)
        if wants_recommendation != (decisions[0].kind is DecisionKind.RECOMMENDED):
            fit -= ANOTHER_KIND
        if question.periods:
            fit += DATED if _on_the_day(question, document, paper) else -DATED
        yield Recorded(document, decisions, fit, sought.share(found))


def _speaks_of_deciding(group: frozenset[tuple[str, ...]]) -> bool:
    return any(set(spelling) <= DECISION_STEMS for spelling in group)


def _names_another_day(question: Question, document: Document, paper: Paper) -> bool:
    """Tell whether a question names a day, and the paper is of a meeting on another one."""
    named = any(one.period.first == one.period.last for one in question.periods)
    day = paper.meeting_date or document.meeting_date
    return named and day is not None and not _on_the_day(question, document, paper)


def _on_the_day(question: Question, document: Document, paper: Paper) -> bool:
    day = paper.meeting_date or document.meeting_date
    return day is not None and any(one.period.first <= day <= one.period.last for one in question.periods)


def _said(opened: Opened, document: Document, words: str, *spans: Span) -> Said:
    """Give words with the block that they stand in: of several, that of the first."""
    first = spans[0]
    block = opened.blocks(document.id, first.block, first.block)[0]
    same: Sequence[Span] = [span for span in spans if span.block == first.block]
    return Said(words, block, min(s.start for s in same), max(s.end for s in same))
