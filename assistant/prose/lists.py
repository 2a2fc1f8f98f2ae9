"""Lists: the items under their lead sentence or heading, whole, and sentences that enumerate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.questions.question import Asks, Question
from assistant.ranking.candidates import Candidate
from assistant.said import Said
from corpus.language.sentences import sentences
from corpus.records import Block, BlockKind
from corpus.store.index import Snapshot

ITEM = BlockKind.LIST_ITEM
WORDS = 110
"""Words of a list; the items of a longer one are cut short, so that it stays whole."""
LEAST_ITEM = 7
"""Words of an item that is cut short."""
OPENS_LIST = (":", " -", " –", " —")
"""How the words end that a list stands under."""
LEANS = re.compile(r"(?:these|they|those|this|it)\b", re.IGNORECASE)
"""How a sentence opens that is about what the one before it names."""
FIRST = "1"
"""The number of the first of numbered paragraphs."""
REACH = 25
"""Blocks before and after an item among which its lead sentence and its fellows are looked for."""
LOOKED_AT = 8
"""Candidates, best first, whose lists are looked at."""
WANTS_LIST = re.compile(
    r"^\W*(?:list|name)\b"
    r"|\b(?:which|what)(?: were| are)?(?: the)?"
    r"(?: (?:\d+|two|three|four|five|six|seven|eight|nine|ten))?"
    r"(?: (?:main|other|key|broad|major|new|extra|further|additional|different|specific|local|special))?"
    r" (?!(?:was|is|does|has|happens|hours|dates|days|weeks|months|years|pages|figures|numbers|works|causes|means)\b)"
    r"[a-z]{3,}(?<!s)s\b"
    r"|\bnext steps\b|\bmembers of\b"
    r"|\b(?:who|what)(?:['’]?s| is| are| was| were| will be)?(?: down)? (?:on|for|in) the\b",
    re.IGNORECASE,
)
"""Questions for several things."""
BETWEEN = re.compile(r"[,;]\s(?:and |or |with )?|\s(?:and|or|with)\s")
"""What stands between the things that a sentence enumerates."""
COMMA = re.compile(r"[,;]\s")
CAPITAL = re.compile(r"(?<!^)\b[A-Z][a-z]|^[A-Z][a-z’']+(?: [A-Z][\w’']+)*$")
"""A name in a part of a sentence."""
CLAUSE = re.compile(r"[:()]|\.\s")
"""What an enumeration does not go beyond."""
OF_TWO = re.compile(r"[(:]\s?([^():]+)[).]")
"""What is given in brackets or behind a colon, where two things are asked for."""
THINGS = 3
"""Things, one after the other and each short, that make an enumeration."""
PAIR = 2
BRIEF = 8
"""Words of a thing that is enumerated."""
SEMICOLON = re.compile(r";\s(?:and |or )?")
TITLED = 12
"""Words of a thing between semicolons: a name with the post that it holds, and commas of its own."""
COUNTED = re.compile(
    r"\b(?:(\d{1,2})|(two|three|four|five|six|seven|eight|nine|ten))\s+(?:\w+\s){0,2}?\w+s\b", re.IGNORECASE
)
"""How many things a question says there are."""
NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ENUMERATES, AS_MANY = 2.5, 2.0
"""What a sentence gains by enumerating where several things are asked for: about the weight of holding a name where a
name is. As much again where they are as many as the question says."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its lead, a sentence or heading, and its items, each a part `block.text[start:end]`."""

    lead: tuple[Block, int, int] | None
    items: tuple[tuple[Block, int, int], ...]


def wants_list(question: Question) -> bool:
    """Tell whether a question is for several things."""
    return question.asks in (Asks.TEXT, Asks.WHO) and WANTS_LIST.search(question.text) is not None


def enumerating_first(ranked: Sequence[Candidate], question: Question) -> list[Candidate]:
    """Order candidates for a question that wants several things: sentences that name three or more gain."""
    wanted = how_many(question)
    least = min(THINGS, wanted or THINGS)

    def worth(one: Candidate) -> float:
        named = _names(one, question)
        if named < least or (wanted >= least and named != wanted):
            return one.score
        return one.score + ENUMERATES + AS_MANY * (named == wanted)

    return sorted(ranked, key=lambda one: -worth(one))


def _names(one: Candidate, question: Question) -> int:
    """Give how many things a candidate names one after the other; of two, those in brackets or behind a colon."""
    if one.row:
        return 0
    named = enumerated(one.text, names=question.asks is Asks.WHO)
    if named < THINGS and how_many(question) == PAIR:
        pairs = (BETWEEN.split(found[1].strip()) for found in OF_TWO.finditer(one.text))
        return max((len(pair) for pair in pairs if all(map(CAPITAL.search, pair))), default=1)
    return named


def how_many(question: Question) -> int:
    """Give how many things a question says there are: "which seven wards"; 0 where it does not say."""
    counted = COUNTED.search(question.text)
    if counted is None:
        return 0
    return int(counted[1]) if counted[1] else NUMBERS.index(counted[2].casefold())


def says_it_all(ranked: Sequence[Candidate], question: Question) -> bool:
    """Tell whether a sentence is the list: the best one enumerates, or one names as many things as asked for."""
    wanted = how_many(question)
    named = [_names(one, question) for one in ranked[:LOOKED_AT]]
    return max(named[:1], default=0) >= THINGS or any(n >= PAIR and n == wanted for n in named)


def enumerated(text: str, *, names: bool = False) -> int:
    """Give how many things a text names one after the other, each short, or how many `names`; 1 where it does not."""
    most = 1
    for clause in CLAUSE.split(text):
        apart = SEMICOLON.split(clause)
        if all(len(part.split()) <= TITLED and (not names or CAPITAL.search(part)) for part in apart[1:]):
            most = max(most, len(apart))
        run = 0
        if not COMMA.search(clause):
            continue
        for part in filter(None, map(str.strip, BETWEEN.split(clause))):
            thing = len(part.split()) <= BRIEF and (not names or CAPITAL.search(part) is not None)
            run = run + 1 if thing else 1
            most = max(most, run)
    return most


def list_under(snapshot: Snapshot, block: Block) -> Listed | None:
    """Give the list that a block is an item or the lead of; None where it is neither."""
    nearby = _nearby(snapshot, block)
    at = next(i for i, other in enumerate(nearby) if other.ordinal == block.ordinal)
    while at > 0 and nearby[at].kind is ITEM and not _opens(nearby[at]):
        at -= 1
    while at > 0 and _counts_on(nearby[at - 1], nearby[at]):
        at -= 1
    if nearby[at].number == FIRST and at > 0 and _opens(nearby[at - 1]):
        at -= 1
    lead, behind = nearby[at], nearby[at + 1 :]
    if lead.row is not None or not (_opens(lead) or _runs_into(lead, behind)):
        return None
    items = list(_run(behind)) or list(_counted(behind)) or _next_paragraph(behind)
    if not items or (block.ordinal != lead.ordinal and block not in items):
        return None
    return Listed((lead, *_last_sentence(lead.text)), tuple((item, 0, len(item.text)) for item in items))


def _last_sentence(text: str) -> tuple[int, int]:
    """Give the bounds of the last sentence, with the one before where it says of that "these" or "they"."""
    bounds = sentences(text)
    leans = len(bounds) > 1 and LEANS.match(text[bounds[-1][0] :]) is not None
    return bounds[-2 if leans else -1][0], bounds[-1][1]


def leads(snapshot: Snapshot, block: Block) -> bool:
    """Tell whether a list stands under a block: it ends with a colon or a dash, or in the midst of a sentence."""
    if _opens(block):
        return True
    return _runs_into(block, snapshot.catalogue.blocks(block.document_id, block.ordinal + 1, block.ordinal + 1))


def _runs_into(lead: Block, behind: Sequence[Block]) -> bool:
    """Tell whether the last sentence of a paragraph goes on in the list behind it: "These are", and its items."""
    item = behind[0] if behind else None
    unfinished = lead.kind is BlockKind.PARAGRAPH and lead.text.rstrip()[-1:].isalnum()
    return unfinished and item is not None and item.kind is ITEM and item.parent == lead.ordinal


def _opens(block: Block) -> bool:
    """Tell whether a block is the lead of what follows; an item of a list may be one, too."""
    return block.text.rstrip().endswith(OPENS_LIST)


def _counts_on(before: Block, block: Block) -> bool:
    """Tell whether a block is the numbered paragraph that comes after another one: 4 after 3."""
    numbers = [(one.number or "").strip(".()") for one in (before, block)]
    counted = all(number.isdecimal() for number in numbers) and before.kind is block.kind is BlockKind.PARAGRAPH
    return counted and int(numbers[1]) == int(numbers[0]) + 1


def _counted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the numbered paragraphs from 1 on that a lead opens."""
    if not blocks or (blocks[0].number or "").strip(".()") != FIRST:
        return
    yield blocks[0]
    for before, block in pairwise(blocks):
        if not _counts_on(before, block):
            return
        yield block


def _next_paragraph(behind: Sequence[Block]) -> list[Block]:
    """Give the paragraph that a lead with no list under it opens: "Our vision is:"."""
    first = behind[0] if behind else None
    brief = first is not None and first.kind is BlockKind.PARAGRAPH and len(first.text.split()) <= WORDS
    return [first] if first is not None and brief and not _opens(first) else []


def list_beside(snapshot: Snapshot, block: Block) -> Listed | None:
    """Give the list that stands under a block's heading: its list items, numbered paragraphs or sentences."""
    nearby = _nearby(snapshot, block)
    under = [other for other in nearby if other.headings == block.headings and other.kind is not BlockKind.HEADING]
    over = next(
        (b for b in nearby if b.kind is BlockKind.HEADING and under and b.ordinal == under[0].ordinal - 1), None
    )
    led = {b.ordinal for b, behind in pairwise(nearby) if _opens(b) or _runs_into(b, [behind])}
    items = [other for other in under if other.kind is ITEM and other.parent not in led]
    if len(items) > 1:
        before = next((b for b in nearby if b.ordinal == items[0].ordinal - 1 and b.text.rstrip().endswith(":")), over)
        parts = [(item, 0, len(item.text)) for item in items]
    else:
        before = over
        numbered = [other for other in under if other.kind is BlockKind.PARAGRAPH and other.number]
        if len(numbered) > 1:
            parts = [(item, 0, len(item.text)) for item in numbered]
        elif len(under) == 1 and not under[0].row:
            parts = [(under[0], start, end) for start, end in sentences(under[0].text)]
        else:
            return None
    lead = (before, *sentences(before.text)[-1]) if before else None
    return Listed(lead, tuple(parts)) if len(parts) > 1 else None


def is_printed(listed: Listed) -> bool:
    """Tell whether a list is one as printed: items, or paragraphs behind a lead that opens them.

    The paragraphs of a section, and the sentences of one, need not be things of one kind.
    """
    led = listed.lead is not None and _opens(listed.lead[0])
    return len({b.id for b, _, _ in listed.items}) > 1 and (led or all(b.kind is ITEM for b, _, _ in listed.items))


def said(listed: Listed, *, cut: bool) -> tuple[Said, ...]:
    """Give a list in words, its lead first; of a list too long the items are `cut` short, or nothing is given."""
    items = listed.items
    if len({block.id for block, _, _ in items}) == 1:
        items = ((items[0][0], items[0][1], items[-1][2]),)  # the sentences of a paragraph are one quote
    pieces = [Said(block.text[start:end], block, start, end) for block, start, end in items]
    lead = [Said(b.text[s:e], b, s, e) for b, s, e in [listed.lead]] if listed.lead else []
    room = WORDS - sum(len(piece.words.split()) for piece in lead)
    if sum(len(piece.words.split()) for piece in pieces) > room:
        if not cut or len(pieces) > room // LEAST_ITEM:
            return ()
        each = room // len(pieces)
        pieces = [Said(_cut(piece.words, each), piece.block, piece.start, piece.end) for piece in pieces]
    return (*lead, *pieces)


def _cut(words: str, limit: int) -> str:
    parts = words.split()
    return words if len(parts) <= limit else " ".join(parts[:limit]) + " …"


def _nearby(snapshot: Snapshot, block: Block) -> list[Block]:
    first, last = max(0, block.ordinal - REACH), block.ordinal + REACH
    return snapshot.catalogue.blocks(block.document_id, first, last)


def _run(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is not ITEM or _opens(block):
            return
        yield block
