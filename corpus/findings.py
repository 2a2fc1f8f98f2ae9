"""What papers decide, record and ask for: derived from blocks, each with the words that it stands on.

Every text is as printed. Nothing here exists without its source: `spans` say in which blocks, and where in their
text, the record is read.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """The characters `text[start:end]` of the block with this ordinal."""

    block: int
    start: int
    end: int


class DecisionKind(StrEnum):
    """What was done, by the verb that opens it."""

    RESOLVED = "resolved"
    AGREED = "agreed"
    RECOMMENDED = "recommended"
    NOTED = "noted"


class Capacity(StrEnum):
    """In what capacity somebody is listed in minutes."""

    PRESENT = "present"
    IN_ATTENDANCE = "in attendance"
    VIRTUAL = "attending virtually"
    APOLOGIES = "apologies"


@dataclass(frozen=True, slots=True)
class Minute:
    """One item of minutes: its printed number and heading, from its first block to its last (both included)."""

    paper: int
    number: str
    heading: str
    first_block: int
    last_block: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A resolution or recommendation, verbatim.

    `paper` is the ordinal of its paper, `minute` the number of its minute (or of the section that recommends), `number`
    its own ("1", "(a)"), both empty where none is printed. A recommendation of a report is RECOMMENDED; what a
    meeting decided has the verb of the minutes. `lead` are the words that it hangs under with others ("RESOLVED that
    Cabinet agree to:"), at `lead_spans`; empty where `text` is the whole.
    """

    paper: int
    kind: DecisionKind
    text: str
    spans: tuple[Span, ...]
    minute: str = ""
    heading: str = ""
    number: str = ""
    lead: str = ""
    lead_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Ballot:
    """How many and who voted one way ("For", "Against", "Abstain"); `count` is None where only names are given."""

    choice: str
    count: int | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """A recorded vote: what was voted on, where it is said, the ballots as printed, and the outcome ("carried")."""

    paper: int
    ballots: tuple[Ballot, ...]
    spans: tuple[Span, ...]
    minute: str = ""
    motion: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """A person in the list of those present; `role` as printed ("Chairman", "Corporate Director"), maybe empty."""

    paper: int
    name: str
    capacity: Capacity
    spans: tuple[Span, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """An interest that somebody declared; `name` is empty where the minutes say that there was none."""

    paper: int
    name: str
    text: str
    spans: tuple[Span, ...]
    minute: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action or a tracked recommendation, each part as printed and empty where the paper gives none.

    `text` is empty where a tracker has recommendations only; `number` is its reference in the tracker or plan.
    """

    paper: int
    text: str
    spans: tuple[Span, ...]
    recommendation: str = ""
    owner: str = ""
    deadline: str = ""
    update: str = ""
    state: str = ""
    minute: str = ""
    number: str = ""


class ClaimKind(StrEnum):
    """What a paper says of an earlier one."""

    REPLACES = "replaces"
    AGREES = "agrees"


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that a paper replaces an earlier one, or that a meeting agreed the minutes of an earlier meeting.

    What it speaks of: `title` and `item` as far as printed, `committee` empty for the paper's own, `meeting_date` in
    ISO form, empty where none is given.
    """

    paper: int
    kind: ClaimKind
    spans: tuple[Span, ...]
    title: str = ""
    item: str = ""
    committee: str = ""
    meeting_date: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one document, each kind in reading order."""

    minutes: tuple[Minute, ...] = ()
    decisions: tuple[Decision, ...] = ()
    votes: tuple[Vote, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    actions: tuple[Action, ...] = ()
    claims: tuple[Claim, ...] = ()

    def __add__(self, other: Findings) -> Findings:
        """Put the findings of two papers of one document together."""
        return Findings(*(getattr(self, part.name) + getattr(other, part.name) for part in fields(Findings)))


NO_FINDINGS = Findings()
