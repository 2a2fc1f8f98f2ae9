"""The extractive composer: the sentences or table rows that answer, short, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.prose.clauses import focus_of, own_clause
from assistant.prose.idle import saying
from assistant.prose.lists import enumerating_first, leads, list_under, says_it_all, wants_list
from assistant.prose.lists import said as list_said
from assistant.prose.moved import standing_day
from assistant.prose.rows import row_words
from assistant.prose.tables import LIKELY, rows_like
from assistant.prose.tellers import READ_ON, gives_only, read_on, tellers
from assistant.questions.changes import COUNTS, SINCE, names_change
from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.said import Said as Said
from corpus.language.stems import known_stems, stems
from corpus.language.units import Unit
from corpus.store.index import Snapshot

SHORT = 50
"""Words of an answer to a question for a single thing; a longer sentence is cut to the clauses that matter."""
LONG = 110
"""Words of an answer that explains or lists."""
CLOSE = 0.85
"""A further sentence is added to an answer when its score is at least this share of the best one's."""
JOINED = re.compile(r"\band\b|&|,|/|\bas well as\b", re.IGNORECASE)
"""What may stand between two things that are asked for."""
LEAD = re.compile(r"^\W*(?P<topic>[^?:–]{2,60}?)(?:\s[–-]|:)\s", re.IGNORECASE)
"""The topic that a question sets in front of what it asks: "Harbour watch – what is it for and who runs it?"."""
WHAT_IS_IT = re.compile(r"\bwhat(?:['’]?s| is| are) (?:it|they|this|that)(?: for| about)?\b[^?]*\band\b", re.IGNORECASE)
IS_A = re.compile(r"(?P<topic>(?:[\w’'-]+ ){1,6}?)(?:is|are) (?:an?|the)\b", re.IGNORECASE)
"""What asks what a topic is beside something else, and how a sentence says it."""
ALL_OF_IT = 0.8
HALF = 0.25
NEARLY = 0.6
"""Share of the subject with which one sentence answers alone, and that another one must add to stand beside it, with
at least this share of its score."""
PRECISE_DAYS = 100
"""A question that names a period of at most this length asks for that period, and another's figure is no answer."""
LISTED = re.compile(r"\b(?:which|what|list)\b", re.IGNORECASE)
STRICT_UNITS = frozenset({Unit.RATE, Unit.PERCENT, Unit.MONEY})
"""Units that are printed with their number wherever it stands in a sentence."""
CLAUSE_END = re.compile(r"[;:]\s|\s[–-]\s|,\s(?=and |but |while |with |which |compared )|\.\s|\)\s?[,;]?\s")
TWO_PARTS = re.compile(
    r"\b(?:vs?|versus|compar\w+|against|than|between|chang\w+|trend|since|moved?|rise|risen|fall|fallen|over time|"
    r"better or worse|both|differ\w*|same|match)\b|\band (?:the|how|what|who|when|by|from|its|is)\b|\?.*\?",
    re.IGNORECASE,
)
"""Words of a question that two figures answer rather than one."""
LEADING_AND = re.compile(r"^\W*and\b", re.IGNORECASE)
"""What a follow-up opens with: it joins nothing."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What the composer found: the pieces of the answer, or none; then `other_period` may say why.

    `halves` are the two candidates of an answer that takes two sentences.
    """

    said: tuple[Said, ...] = ()
    other_period: bool = False
    halves: tuple[Candidate, ...] = ()


def compose(snapshot: Snapshot, question: Question, ranked: Sequence[Candidate], sought: Sought) -> Composed:
    """Give the pieces that answer the question, best first; none where no candidate may count as an answer."""
    fitting = [candidate for candidate in ranked if _fits(candidate, question)]
    able = saying(tellers(fitting, question, sought), question)
    if not able:
        return Composed()
    standing = standing_day(able, question, sought)
    if standing is not None:
        # What it is of stands with the day that was moved: "the date for action 4 be changed".
        return Composed((_piece(standing, question, sought, SHORT),), halves=(able[0], standing))
    if _asks_for_another_period(able, question):
        return Composed(other_period=True)
    listed: tuple[Said, ...] = ()
    if LISTED.search(question.text):
        # The table that has the cell named may stand a little below the best candidate.
        likely = able[:LIKELY] if wants_list(question) else able[:1]
        listed = next(filter(None, (rows_like(snapshot, one, question) for one in likely)), ())
    if not listed:
        listed = _list(snapshot, question, able, sought)
    if listed:
        return Composed(listed)
    if wants_list(question):
        able = enumerating_first(able, question)
    half = _definition(able[0], ranked, question, sought) or _other_half(able, question, sought)
    if half is not None:
        return Composed(_both(able[0], half, question, sought), halves=(able[0], half))
    explains = question.asks is Asks.WHY
    more = explains or question.asks is Asks.TEXT or has_two_parts(question)
    return Composed(_sentences(able, question, sought, LONG if explains else SHORT, more=more))


def has_two_parts(question: Question) -> bool:
    """Tell whether a question may be answered by two figures or sentences rather than one."""
    text = LEADING_AND.sub("", question.text)
    if COUNTS.search(text) and not names_change(text):
        text = SINCE.sub(" ", text)  # "how many since May" wants their number
    return TWO_PARTS.search(text) is not None


def _definition(best: Candidate, ranked: Sequence[Candidate], question: Question, sought: Sought) -> Candidate | None:
    """Give the sentence that says what the topic of a question is, where it asks for that and something else."""
    lead = LEAD.match(question.text)
    if lead is None or question.asks is Asks.TEXT or WHAT_IS_IT.search(question.text) is None or best.row:
        return None
    topic = stems(lead["topic"])
    defining = (
        one
        for one in ranked[:LIKELY]
        if one.row is None and (said := IS_A.match(one.text)) and set(stems(said["topic"])) == set(topic)
    )
    found = next(defining, None)
    return None if found is best else found


def _other_half(able: Sequence[Candidate], question: Question, sought: Sought) -> Candidate | None:
    """Give the candidate that holds what the best one lacks of a question for two things: "the cost and the length"."""
    if JOINED.search(question.text) is None:
        return None
    best = able[0]
    own = sought.core_share(best.near)
    if own >= ALL_OF_IT or best.row:
        return None
    lead = LEAD.match(question.text)
    topic = sought.found(known_stems(lead["topic"])) if lead else [False] * len(best.near)
    gains = [
        (sought.core_share([a or b for a, b in zip(best.near, one.near, strict=True)]) - own, one.score, one)
        for one in able[1:LIKELY]
        if one.score >= NEARLY * best.score and not one.row
        if all(held or not named for held, named in zip(one.held, topic, strict=True))
    ]
    gain, _, other = max(gains, key=lambda found: found[:2], default=(0.0, 0.0, None))
    return other if gain >= HALF else None


def _both(best: Candidate, other: Candidate, question: Question, sought: Sought) -> tuple[Said, ...]:
    """Say two sentences; those of one paragraph in its order, and as one where they are short together."""
    if best.block.id == other.block.id:
        first, last = sorted((best, other), key=lambda one: one.start)
        words = first.block.text[first.start : last.end]
        if len(words.split()) <= READ_ON:
            return (Said(words, first.block, first.start, last.end),)
    return tuple(_piece(one, question, sought, SHORT // 2) for one in (best, other))


def _list(snapshot: Snapshot, question: Question, able: Sequence[Candidate], sought: Sought) -> tuple[Said, ...]:
    """Give the list that is asked for, or that the best candidate belongs to; nothing where there is none."""
    wanted = wants_list(question)
    best = able[0]
    # A lead by itself answers nothing: what it opens does.
    opens = best.row is None and best.end == len(best.block.text) and leads(snapshot, best.block)
    if wanted and not opens and says_it_all(able, question):
        return ()
    # An item that says all that is asked for needs none of the others.
    whole = wanted or sought.core_share(best.near) < ALL_OF_IT
    if not opens and not (question.asks in (Asks.TEXT, Asks.WHY) and whole):
        return ()
    found = list_under(snapshot, best.block)
    return list_said(found, cut=wanted) if found else ()


def _fits(candidate: Candidate, question: Question) -> bool:
    """Tell whether a candidate holds the kind of thing asked for; anything may answer why or what.

    A figure must have the unit that the question names: 149 per 10,000 is no answer to a question for pounds. In a
    table the unit often stands nowhere near, so a bare number in a row may have any.
    """
    if question.asks in (Asks.TEXT, Asks.WHY):
        return True
    if question.asks is Asks.FIGURE and question.unit in STRICT_UNITS:
        bare = candidate.row is not None and candidate.quantity is not None
        return candidate.features.unit > 0 or (bare and candidate.features.kind > 0)
    return candidate.features.kind > 0


def _asks_for_another_period(able: Sequence[Candidate], question: Question) -> bool:
    """Tell whether the question names a short period and the best candidates state another one."""
    if question.asks is not Asks.FIGURE or not question.periods:
        return False
    asked = question.periods[0].period
    precise = (asked.last - asked.first).days <= PRECISE_DAYS
    return precise and not any(c.features.period for c in able[:3]) and able[0].features.other_period > 0


def _sentences(
    able: Sequence[Candidate], question: Question, sought: Sought, limit: int, *, more: bool
) -> tuple[Said, ...]:
    """Give the best candidate and, where `more` is wanted, those near it in score, within a number of words."""
    prose = question.asks in (Asks.TEXT, Asks.WHY)
    pieces: list[Said] = []
    words = 0
    for candidate in able[: 3 if more else 1]:
        block = candidate.block
        if any(one.block.id == block.id and one.start <= candidate.start < one.end for one in pieces):
            continue
        piece = _piece(candidate, question, sought, limit)
        words += len(piece.words.split())
        if pieces and (words > limit or candidate.score < CLOSE * able[0].score):
            break
        gives = gives_only(candidate.text, question, sought)
        nameless = question.asks is Asks.WHO and (gives or not candidate.features.new)
        reads_on = prose or nameless or (question.asks is Asks.WHO and has_two_parts(question))
        piece = _read_on(piece) if reads_on and not pieces else piece
        if pieces and _goes_on(pieces[-1], piece):
            # Two sentences one after the other are one quote.
            piece = Said(f"{pieces[-1].words} {piece.words}", block, pieces.pop().start, piece.end)
        pieces.append(piece)
    return tuple(pieces)


def _piece(candidate: Candidate, question: Question, sought: Sought, limit: int) -> Said:
    block = candidate.block
    if candidate.row:
        return Said(row_words(candidate.row, question, sought, whole=wants_list(question)), block, 0, len(block.text))
    # A cut may part the two things that are asked for.
    if len(candidate.text.split()) <= (max(limit, READ_ON) if has_two_parts(question) else limit):
        return Said(own_clause(candidate.text, question, sought), block, candidate.start, candidate.end)
    start, end = _clauses(candidate, question, sought, limit)
    opening = "… " if start > candidate.start else ""
    closing = " …" if end < candidate.end else ""
    return Said(f"{opening}{block.text[start:end].strip()}{closing}", block, candidate.start, candidate.end)


def _goes_on(before: Said, piece: Said) -> bool:
    """Tell whether a piece is the sentence behind another one, both as printed."""
    block = piece.block
    printed = all(one.words == block.text[one.start : one.end] for one in (before, piece))
    behind = before.block.id == block.id and piece.start >= before.end
    return behind and printed and not block.text[before.end : piece.start].strip()


def _read_on(piece: Said) -> Said:
    """Give a sentence with those that follow it in its paragraph: the answer often stands in the next one."""
    block = piece.block
    if block.row or piece.words != block.text[piece.start : piece.end]:
        return piece
    end = read_on(block, piece.start, piece.end)
    return Said(block.text[piece.start : end], block, piece.start, end)


def _clauses(candidate: Candidate, question: Question, sought: Sought, limit: int) -> tuple[int, int]:
    """Give the part of a long sentence around what it was chosen for, cut where clauses end."""
    text = candidate.block.text
    cuts = [candidate.start]
    cuts += [m.end() for m in CLAUSE_END.finditer(text, candidate.start, candidate.end)]
    cuts += [candidate.end] if cuts[-1] < candidate.end else []
    focus = focus_of(candidate, question, sought)
    first = max(i for i, cut in enumerate(cuts[:-1]) if cut <= focus)
    last = first + 1

    def fits(a: int, b: int) -> bool:
        return len(text[cuts[a] : cuts[b]].split()) <= limit

    # Grow to the left first: what a figure is of is mostly said before it.
    while first > 0 and fits(first - 1, last):
        first -= 1
    while last + 1 < len(cuts) and fits(first, last + 1):
        last += 1
    if fits(first, last):
        return cuts[first], cuts[last]
    # One clause is longer than that: its words up to the limit, or as many that end with the quantity's own.
    words = list(re.finditer(r"\S+", text[cuts[first] : cuts[last]]))
    needed = candidate.quantity.end - cuts[first] if candidate.quantity else 0
    end = next((n for n, word in enumerate(words) if n >= limit - 1 and word.end() >= needed), len(words) - 1)
    return cuts[first] + words[end - limit + 1].start(), cuts[first] + words[end].end()
