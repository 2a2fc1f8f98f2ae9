"""Recorded votes: how many and who voted for, against and neither, and what came of it, as minutes print them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.findings import Ballot, Minute, Span, Vote
from corpus.language.sentences import sentences
from corpus.records import Block, BlockKind, Paper
from ingest.persons import people_in
from ingest.spans import Running

MOTION_WITHIN = 6
"""Blocks before the ballots in which the minutes say what was voted on."""

_COUNT_WORDS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
_ZERO = {"none": 0, "nil": 0, "nobody": 0, "zero": 0}
_COUNT = rf"(?:\d{{1,3}}|(?:{'|'.join([*_COUNT_WORDS, *_ZERO])})\b)"
_WAYS = (
    (
        "For",
        r"(?:votes?\s+)?(?:for|in favou?r)(?:\s+of\s+the\s+(?:motion|amendment|recommendations?"
        r"|proposal))?|ayes?|those for",
    ),
    ("Against", r"(?:votes?\s+)?against|noes|opposed"),
    ("Abstain", r"abstain(?:ed|ing|s)?|abst(?:ention|aining)s?|abstentions?|not voting|did not vote"),
)
_WAY = "|".join(f"(?P<{choice}>{pattern})" for choice, pattern in _WAYS)
_PREFIX = (
    r"(?:(?:those|the following|members?|councillors?|cllrs?)\s+(?:members?\s+"
    r"|councillors?\s+)?(?:who\s+)?(?:voted|voting|votes?|were)?\s*)?"
)
_MARK = re.compile(
    rf"(?<![\w-]){_PREFIX}(?:{_WAY})(?:\s+the\s+(?:motion|amendment|recommendations?|proposal))?"
    rf"(?:\s*[(\[]\s*(?P<bracketed>{_COUNT})(?:\s+(?:votes?|members?|councillors?))?\s*[)\]]\s*[:;.–—-]*"
    rf"|\s*[:–—=-]+\s*(?P<after>{_COUNT})(?!\w)(?:\s*votes?\b)?(?:\s*[(:–—-](?=\s*\(?[A-Z]))?"
    r"|\s*[:–—]\s*(?=\(?(?:Councillor|Cllr|Mr|Mrs|Ms|Miss|Dr|[A-Z]\.?\s|[A-Z][a-z]+[,\s;.])|none\b|nil\b))",
    re.I,
)
"""A way to vote as a label: with its count in brackets or behind it, or with names behind a colon."""
_MARKED_AFTER = re.compile(
    rf"\b(?P<count>{_COUNT})\s*(?:\((?:\w+)\)\s*)?(?:(?:members?|councillors?|votes?|voted|voting|vote|were"
    rf"|was|being|cast)\s+){{0,3}}(?:{_WAY})\b",
    re.I,
)
"""A count before its way: "7 for, 3 against and 1 abstention", "seven members voted in favour"."""
_PAIR = re.compile(
    rf"\b(?P<for>{_COUNT})\s*(?:votes?\s*)?(?:to|–"
    rf"|-)\s*(?P<against>{_COUNT})\b(?!\s*(?:years?|months?|weeks?|days?|pm|am|%))",
    re.I,
)
_BEFORE_PAIR = re.compile(
    r"\b(?:carried|lost|agreed|approved|defeated|rejected|passed|won|resolved|voted|vote[sd]?"
    r"|majority)\b[^.;]{0,40}?\b(?:by|of|was|:)?\s*$",
    re.I,
)
_BARE = re.compile(rf"(?<![\w-])(?:{_WAY})\s+(?P<count>\d{{1,3}})(?!\w)", re.I)
"""Without a sign between, "for 5, against 1": only where a vote is spoken of."""
_SPOKEN = re.compile(r"\b(?:vot(?:e|es|ed|ing)|ballot|division|show of hands|put to the)\b", re.I)
_VOTE_SIGN = re.compile(
    r"\bin favou?r\b|\babst|[(\[][^()\[]*\bagainst\b|\b(?:motion|amendment|carried|lost"
    r"|defeated)\b",
    re.I,
)
_UNANIMOUS = re.compile(r"\b(?:unanimous(?:ly)?|nem\.?\s*con\.?|nemine contradicente|without dissent)", re.I)
_DECIDED = re.compile(
    r"\b(?:resolved|agreed|carried|approved|adopted|passed|elected|appointed|voted?|vote"
    r"|decision|recommended)\b",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:motions?|amendments?|amended|substantive|propos(?:al|ition)s?|recommendations?|resolutions?|it"
    r"|vote|which|decision)\b[^.;:]{0,60}?"
    r"\b(?:was|were|being|be|then|is|therefore|declared)\s+(?:\w+\s+){0,2}?(?P<outcome>carried|lost"
    r"|defeated|rejected|agreed|approved|passed"
    r"|not carried|fell|withdrawn)\b|\b(?P<bare>CARRIED|LOST|DEFEATED|Carried|Lost|Defeated)\b"
    r"|\b(?P<by>carried|lost|defeated|rejected|approved"
    r"|agreed|passed)\s+(?:\w+\s+){0,2}by\b|\b(?:motion|amendment|recommendation)\s+(?P<fell>fell|failed)\b",
    re.I,
)
_MOTION = re.compile(
    r"\b(?:motions?|amendments?|seconded|(?:proposed|moved)(?:\s*,|\s+(?:by|that|the|an?"
    r"|from)\b))",
    re.I,
)
_ASIDE = re.compile(r"\b(?:put to (?:the |a )?vote|recorded vote|resolution|voting on|vote was taken)\b", re.I)
"""What says no more than that there was a vote; taken where no motion is told."""
_OPEN_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Councillor|Cllr|Professor|Prof|Sir|Dame|Lord|Lady|Rev)\.?\s*$")
_COUNT_BEHIND = re.compile(r"\s*[(\[–—-]\s*(?:total:?\s*)?(\d{1,3})\s*[)\]]?", re.I)
_NO_NAMES = re.compile(r"\s*\(?(?:none|nil|0|no(?:ne|body))\b", re.I)
_FIRST_NAME = re.compile(r"(?:,|;|and\s)?\s*(?:[A-Z]|and\s+[A-Z])")


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to vote where it is named: choice, count if printed, and where the names behind it begin."""

    choice: str
    count: int | None
    start: int
    end: int


def votes_of(paper: Paper, blocks: Sequence[Block], minutes: Sequence[Minute]) -> tuple[Vote, ...]:
    """Give the votes that minutes record, in order: lists of names, counts in a sentence or a table, unanimity.

    The names may run on in the blocks that follow, also at the head of the next page.
    """
    found: list[Vote] = []
    ranges = [(m.number, m.first_block + 1, m.last_block) for m in minutes]
    if not minutes and blocks:
        ranges = [("", blocks[0].ordinal, blocks[-1].ordinal)]
    for number, first, last in ranges:
        own = [block for block in blocks if first <= block.ordinal <= last]
        at = 0
        while at < len(own):
            votes, past = _votes_at(paper, own, at, number)
            found += votes
            at = past
    return tuple(found)


def _votes_at(paper: Paper, blocks: Sequence[Block], at: int, minute: str) -> tuple[list[Vote], int]:
    """Read the vote that opens in a block, with the first place behind it."""
    if blocks[at].row is not None:
        return _table(paper, blocks, at, minute)
    if _labels(blocks[at].text):
        return _listed(paper, blocks, at, minute)
    return list(_told(paper, blocks, at, minute)), at + 1


def _labels(text: str) -> list[_Way]:
    """Give the ways to vote that are labels in a text; one alone counts only with a count or at its head."""
    ways = []
    for match in _MARK.finditer(text):
        count = _number(match["bracketed"] or match["after"])
        ways.append(_Way(_choice(match), count, match.start(), match.end()))
    spoken = bool(_SPOKEN.search(text)) or len({way.choice for way in ways}) > 1
    if not spoken and not any(way.start == 0 for way in ways):
        return []
    if len(ways) == 1 and ways[0].count is None and not _reads_as_ballot(text, ways[0]):
        return []
    return ways


def _reads_as_ballot(text: str, way: _Way) -> bool:
    return way.start == 0 and (bool(people_in(text, way.end)) or bool(_NO_NAMES.match(text, way.end)))


def _listed(paper: Paper, blocks: Sequence[Block], at: int, minute: str) -> tuple[list[Vote], int]:
    """Read ballots with labels, over as many blocks as they run on."""
    past = at + 1
    while past < len(blocks) and blocks[past].row is None and _goes_on(blocks[at:past], blocks[past]):
        past += 1
    running = Running(blocks[at:past])
    groups: list[list[_Way]] = []
    for way in _labels(running.text):
        if groups and way.choice not in {other.choice for other in groups[-1]}:
            groups[-1].append(way)
        else:
            groups.append([way])  # the same way again: another vote
    votes = []
    for index, ways in enumerate(groups):
        limit = groups[index + 1][0].start if index + 1 < len(groups) else len(running.text)
        ends = [way.start for way in ways[1:]] + [limit]
        ballots = [_ballot(running.text, way, end) for way, end in zip(ways, ends, strict=True)]
        end = max(stop for _, stop in ballots)
        before = groups[index - 1][-1].end if index else 0
        outcome = _outcome(running.text, before, limit) or _outcome_near(blocks, at, past)
        motion = _motion(blocks, at, running.text[before : ways[0].start])
        spans = running.spans(ways[0].start, end)
        votes.append(Vote(paper.ordinal, tuple(ballot for ballot, _ in ballots), spans, minute, motion, outcome))
    return votes, past


def _goes_on(blocks: Sequence[Block], following: Block) -> bool:
    """Say whether the ballots run on in the next block: another way to vote, or names that are still missing."""
    if following.kind is BlockKind.HEADING and not _MARK.match(following.text):
        return False
    if _MARK.match(following.text):
        return True
    running = Running(blocks)
    ways = _labels(running.text)
    if not ways or not _FIRST_NAME.match(following.text):
        return False
    last = ways[-1]
    names = people_in(running.text, last.end, surnames=True)
    if _OPEN_TITLE.search(running.text) or running.text.rstrip().endswith((",", " and", ":")):
        return True
    missing = last.count is not None and len(names) < last.count
    more = people_in(following.text, surnames=True)
    is_list = sum(len(person.name) for person in more) > len(following.text) / 2
    return missing and bool(more) and is_list


def _ballot(text: str, way: _Way, limit: int) -> tuple[Ballot, int]:
    """Read the names behind a way to vote; gives where the last of them ends too."""
    if _NO_NAMES.match(text, way.end):
        return Ballot(way.choice, 0 if way.count is None else way.count), way.end
    end = limit
    for _, right in sentences(text[way.end : limit]):
        end = way.end + right  # the names are one sentence; what comes after tells of something else
        break
    people = people_in(text, way.end, end, surnames=True)
    people = [person for person in people if not re.search(r"\d", person.name)]
    count = way.count
    if count is not None:
        people = people[:count]
    end = max([way.end, *(person.end for person in people)])
    if count is None and people and (behind := _COUNT_BEHIND.match(text, end)):
        count, end = int(behind[1]), behind.end()
    return Ballot(way.choice, count, tuple(person.name for person in people)), end


def _told(paper: Paper, blocks: Sequence[Block], at: int, minute: str) -> Iterator[Vote]:
    """Read votes told in sentences: counts, or unanimity."""
    block = blocks[at]
    for start, end in sentences(block.text):
        sentence = block.text[start:end]
        ballots = _counted(sentence)
        outcome = _outcome(sentence, 0, len(sentence))
        unanimous = _UNANIMOUS.search(sentence)
        if not ballots and not (unanimous and _DECIDED.search(sentence)):
            continue
        if ballots and not outcome:
            outcome = _outcome_near(blocks, at, at + 1)
        outcome = outcome if ballots or not unanimous else unanimous.group(0)
        motion = (
            sentence if _MOTION.search(sentence) or _ASIDE.search(sentence) else _motion(blocks, at, block.text[:start])
        )
        yield Vote(paper.ordinal, ballots, (Span(block.ordinal, start, end),), minute, motion, outcome)


def _counted(sentence: str) -> tuple[Ballot, ...]:
    """Give the ballots that a sentence counts, at least two ways or one of which it says that it was a vote."""
    ballots: dict[str, Ballot] = {}
    for match in _MARKED_AFTER.finditer(sentence):
        choice = _choice(match)
        ballots.setdefault(choice, Ballot(choice, _number(match["count"])))
    is_vote = _SPOKEN.search(sentence) or (len(ballots) > 1 and _VOTE_SIGN.search(sentence))
    if ballots and is_vote:
        if "For" not in ballots and (pair := _PAIR.search(sentence)):
            ballots = {
                "For": Ballot("For", _number(pair["for"])),
                "Against": Ballot("Against", _number(pair["against"])),
            } | ballots
        return tuple(ballots.values())
    if _SPOKEN.search(sentence):
        bare = {_choice(m): Ballot(_choice(m), _number(m["count"])) for m in _BARE.finditer(sentence)}
        if len(bare) > 1:
            return tuple(bare.values())
    for pair in _PAIR.finditer(sentence):
        has_votes = "vote" in pair.group(0).lower() or "vote" in sentence[pair.end() : pair.end() + 8].lower()
        if has_votes or (_BEFORE_PAIR.search(sentence[: pair.start()]) and _SPOKEN.search(sentence)):
            return (Ballot("For", _number(pair["for"])), Ballot("Against", _number(pair["against"])), *ballots.values())
    return ()


def _table(paper: Paper, blocks: Sequence[Block], at: int, minute: str) -> tuple[list[Vote], int]:
    """Read a table of ballots: a way to vote in the first cell of a row, its count and names in the others."""
    table = blocks[at].row
    past = at
    ballots: list[Ballot] = []
    spans: list[Span] = []
    while (
        past < len(blocks) and (row := blocks[past].row) is not None and table is not None and row.table == table.table
    ):
        block = blocks[past]
        cells = [(cell.start, cell.end) for cell in block.cells()]
        words = [block.text[start:end] for start, end in cells]
        match = re.fullmatch(rf"{_PREFIX}(?:{_WAY})(?:\s*\((?P<count>\d+)\))?\s*:?", words[0], re.I) if words else None
        if match and len(words) > 1:
            count = next(
                (_number(word) for word in words[1:] if re.fullmatch(_COUNT, word, re.I)), _number(match["count"])
            )
            names = [p.name for start, end in cells[1:] for p in people_in(block.text, start, end, surnames=True)]
            names = [name for name in names if name.lower() not in {*_COUNT_WORDS, *_ZERO}]
            ballots.append(Ballot(_choice(match), count, tuple(names)))
            spans.append(Span(block.ordinal, 0, len(block.text)))
        past += 1
    if len(ballots) < 2:
        return [], max(past, at + 1)
    vote = Vote(
        paper.ordinal, tuple(ballots), tuple(spans), minute, _motion(blocks, at, ""), _outcome_near(blocks, at, past)
    )
    return [vote], past


def _motion(blocks: Sequence[Block], at: int, before: str) -> str:
    """Give the nearest sentence before the ballots that says what was voted on."""
    near = [
        block.text for block in reversed(blocks[max(at - MOTION_WITHIN, 0) : at]) if block.kind is not BlockKind.HEADING
    ]
    told = [text[start:end].strip() for text in (before, *near) for start, end in reversed(sentences(text))]
    return next((words for sign in (_MOTION, _ASIDE) for words in told if sign.search(words)), "")


def _outcome_near(blocks: Sequence[Block], at: int, past: int) -> str:
    """Give the outcome as the block behind the ballots or the one before them says it."""
    near = [*blocks[past : past + 2], *blocks[max(at - 1, 0) : at]]
    return next(filter(None, (_outcome(block.text, 0, len(block.text)) for block in near)), "")


def _outcome(text: str, start: int, end: int) -> str:
    match = _OUTCOME.search(text, start, end)
    return next((words for words in match.groups() if words), "") if match else ""


def _choice(match: re.Match[str]) -> str:
    return next(choice for choice, _ in _WAYS if match[choice])


def _number(words: str | None) -> int | None:
    if not words:
        return None
    lower = words.lower()
    return (
        int(lower)
        if lower.isdigit()
        else _ZERO.get(lower, _COUNT_WORDS.index(lower) if lower in _COUNT_WORDS else None)
    )
