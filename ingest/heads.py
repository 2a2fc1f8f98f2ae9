"""What the columns of trackers and action plans hold, by the words of their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum


class Meaning(StrEnum):
    """What a column of a tracker holds."""

    NUMBER = "number"
    ACTION = "action"
    RECOMMENDATION = "recommendation"
    OWNER = "owner"
    DEADLINE = "deadline"
    UPDATE = "update"
    STATE = "state"


_WORDS: tuple[tuple[Meaning, str], ...] = (
    (
        Meaning.OWNER,
        r"(?:action|actioned|owned|led|delivered|completed|implemented) by$|by whom|(?:action |risk |task "
        r"|recommendation )?owners?"
        r"|(?:action |named |sro |senior )?leads?(?: officers?| person| agency| member| directorate"
        r"| service| partner| dept"
        r"| department| organisation| professional)?s?(?: name)?|responsib(?:le|ility).*|accountab(?:le"
        r"|ility).*|who|who is responsible|assigned to"
        r"|assignee|allocated to|(?:named|key|link|nominated|designated) (?:officers?|person|people)"
        r"|officers?|(?:lead|responsible)"
        r" (?:director|officer|manager)s?.*|lead ?/ ?officer|person(?:s|\(s\))? responsible|head of service"
        r"|for action by",
    ),
    (
        Meaning.DEADLINE,
        r"(?:target|due|completion|end|implementation|deadline|delivery|review|revised|agreed|planned"
        r"|expected|finish|action"
        r"|proposed|original)(?: target| completion| due| implementation| delivery| end)? dates?.*"
        r"|dates? (?:for completion|due|of completion|for"
        r" implementation|completed by|to be completed.*)|deadlines?(?: date)?|by when|when|when by"
        r"|due(?: by)?|time ?-?scales?|time ?-?frames?|timelines?"
        r"|timing|completion|complete by|target|to be completed by|timescale for .*",
    ),
    (
        Meaning.STATE,
        r"(?:current |action |overall |implementation |delivery |completion )?status(?: .{1,20})?"
        r"|b?rag(?:y)?(?: ?(?:rating|status|rate|score|rated))?|(?:rag|brag) .{1,20}|state"
        r"|rating|complete(?:d)?|(?:completed|done|achieved|closed)? ?\(?(?:yes ?/ ?no|y ?/ ?n)\)?"
        r"|open ?/ ?closed|progress rating|rag/status",
    ),
    (
        Meaning.UPDATE,
        r"(?:summary |latest |current |progress |quarterly |position |status |officer |brief "
        r"|monthly )*updates?(?: .{1,30})?"
        r"|progress(?: .{1,40})?|(?:current|latest) (?:position|progress|situation|actions?)"
        r"|actions? (?:taken|completed|to date|undertaken).*"
        r"|outcomes? ?/ ?update|(?:officer|service|cabinet|executive|management|council|directorate"
        r"|progress)?['’s]* ?(?:comments?|commentary|responses?|feedback)"
        r"|what (?:have we done|has been done|we have done|has happened)(?: so far)?"
        r"|evidence of (?:progress|completion)|notes|impact to date|narrative|follow[- ]up",
    ),
    (
        Meaning.RECOMMENDATION,
        r"(?:[\w']+ ){0,3}recommendations?(?:\(s\))?(?: (?:made|agreed|and|for|of|from|to) .{1,40})?"
        r"|(?:[\w']+ )?areas? for (?:improvement|development|action)"
        r"|resolutions?|(?:committee|member|scrutiny) requests?|findings?|issues? (?:raised|identified)"
        r"|(?:what )?ofsted said|recommendation ?/ ?action",
    ),
    (
        Meaning.ACTION,
        r"(?:[\w']+ ){0,3}(?:actions?|tasks?|activit(?:y|ies)|milestones?|steps?)(?:\(s\))?(?: (?:required"
        r"|needed|agreed|to be taken|points?|to achieve.*|we will take"
        r"|planned|plan|proposed|to deliver.*|description|items?))?|what (?:we will do|will we do"
        r"|are we going to do|will be done|needs to (?:be done|happen)|we are going to do"
        r"|are we doing)|how(?: (?:will we|we will) .{1,40})?|what|planned responses?(?: summary)?"
        r"|description of action|agreed actions?.*|deliverables?|follow up action"
        r"|mitigat(?:ion|ing actions?)|actions? and .{1,30}|work ?stream action",
    ),
    (
        Meaning.NUMBER,
        r"(?:action |rec(?:ommendation)? |unique |item |minute )?(?:no|nos|number|id|ref|ref no|ref number"
        r"|reference|reference no|#)|rec|link ref|action point no",
    ),
)
"""First match counts, hence "Action by" is an owner and "Action taken" an update before either could be an action."""
_PATTERNS = tuple((meaning, re.compile(words, re.I)) for meaning, words in _WORDS)
_SUBJECT = re.compile(
    r"(?:agenda )?items?(?: .{1,30})?|subject(?: matter)?|topics?|requests?(?: .{1,30})?|issues?|details?"
    r"|descriptions?|matters?(?: .{1,30})?"
    r"|objectives?|priorit(?:y|ies)|projects?|information (?:requested|required)|purpose|questions?|title|decisions?",
    re.I,
)
"""What may be said of an action, in a table that is a tracker by its other columns."""
SURELY = 3
"""Columns on who, by when and how far, with an update among them, that make a table a tracker."""
_MONITORED = frozenset({Meaning.OWNER, Meaning.DEADLINE, Meaning.UPDATE, Meaning.STATE})
_STRONG = frozenset({Meaning.OWNER, Meaning.DEADLINE, Meaning.UPDATE})
"""A status alone is also kept of indicators, risks and planning applications."""


def meaning(head: str) -> Meaning | None:
    """Give what a column holds, or None where its head says nothing of the kind."""
    words = re.sub(r"\s+", " ", head).strip(" :.*-–?\n").casefold()
    for candidate in (words, words.rpartition(" – ")[2], words.replace(" ", "")):
        for what, pattern in _PATTERNS:
            if pattern.fullmatch(candidate):
                return what
    return None


def columns(heads: Sequence[str], *, counts: bool = False) -> dict[int, Meaning]:
    """Give what the columns of a tracker hold, by their place; empty for other tables.

    `counts` says that a first column without a head holds numbers.

    A tracker says what is to be done and at least one of by whom, by when, how far it is. Where two columns hold the
    same, both count; a plan's second column of recommendations is what answers to the first.
    """
    found = {place: what for place, head in enumerate(heads) if head and (what := meaning(head)) is not None}
    if counts and heads and not heads[0].strip() and Meaning.NUMBER not in found.values():
        found[0] = Meaning.NUMBER
    held = set(found.values())
    if (
        not held & {Meaning.ACTION, Meaning.RECOMMENDATION}
        and len(held & _MONITORED) >= SURELY
        and Meaning.UPDATE in held
    ):
        subject = next(
            (i for i, head in enumerate(heads) if i not in found and _SUBJECT.fullmatch(head.strip(" :"))), None
        )
        if subject is not None:
            found[subject] = Meaning.ACTION
            held.add(Meaning.ACTION)
    if not held & {Meaning.ACTION, Meaning.RECOMMENDATION}:
        return {}
    if {Meaning.ACTION, Meaning.RECOMMENDATION} <= held:
        return found
    return found if held & _STRONG and len(found) > 1 else {}
