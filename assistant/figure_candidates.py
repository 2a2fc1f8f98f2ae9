"""Figures of the register as candidates for an answer, each with what speaks for it and against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from itertools import pairwise

from assistant.agreement import tables_named
from assistant.candidates import Candidate
from assistant.opened import Opened
from assistant.paper_named import names_paper, papers_named
from assistant.question import POSSESSIVE, Question
from assistant.ranking import FigureFeatures, figure_score
from assistant.sought import Sought
from corpus.figures import Figure, Role
from corpus.language.comparators import find_comparators
from corpus.language.flows import names_flow
from corpus.language.forms import forms_of
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.periods import Period
from corpus.language.stems import TOKEN, known_stems, stem, stems
from corpus.language.units import Unit
from corpus.records import Block, BlockKind

LOOKED_AT = 24
"""Sentences and rows, best first, whose figures are considered."""
FAR_BEHIND = 4.0
"""How much less than the best sentence's a score is that counts as the farthest behind."""
BARE_FITS = 0.6
BARE_SELDOM_FITS = 0.3
"""How well a number without any sign of a unit fits a unit that is asked for."""
REPORTED_WITHIN = 75
"""Days after a period in which a paper that names no period may be speaking of it."""
LOOSE = 3
LOOSELY = 0.4
"""How many times as long as the period asked for one is that agrees loosely, as "2018" does with 31 March 2018."""
INHERITED_FITS = 0.8
RUNS_UP_TO = 0.9
HOLDS_MORE = 0.6
"""How well a period fits that stands elsewhere, one that ends with the month asked for, one that is somewhat longer."""
DAY = timedelta(days=1)
SAYS_MONTH = 0.6
"""How well a figure's period agrees whose sentence names the month that is asked for, without a year."""
DIGITS = re.compile(r"\b(?:19|20)\d\d\b")
LONGEST_MONTH = 31
LONG_DAYS = 400
"""A period longer than this is no answer's own: "2019-2021" covers every month."""


@dataclass(frozen=True)
class FigureCandidate:
    """A figure with the sentence or row that it stands in, and its features.

    `siblings` are the figures that stand there, itself among them. `held` tells for each of the question's words
    whether its measure, its sentence, what it hangs under, its block or what stands above holds it.
    """

    figure: Figure
    candidate: Candidate
    features: FigureFeatures
    siblings: tuple[Figure, ...] = ()
    held: tuple[bool, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether no other figure stands in its sentence or row."""
        return len(self.siblings) < 2

    @property
    def lead(self) -> str:
        """The words that open a list of values, for one that is not its first; empty for others."""
        return _lead(self.figure, self.candidate, self.siblings)

    @property
    def block(self) -> Block:
        """The block that the figure stands in."""
        return self.candidate.block

    @cached_property
    def score(self) -> float:
        """The weighted sum of the features."""
        return figure_score(self.features)


def figure_candidates(
    opened: Opened, question: Question, ranked: Sequence[Candidate], sought: Sought, looked_at: int = LOOKED_AT
) -> list[FigureCandidate]:
    """Give the figures of the best sentences and rows, best first; `looked_at` is how many of these."""
    ranked = ranked[:looked_at]
    figures = _figures(opened, ranked)
    asked = asked_roles(question)
    naming = set(stems(question.full_text))
    terms = {mention.term.name for mention in question.all_mentions}
    best = max((candidate.score for candidate in ranked), default=0.0)
    named = papers_named(opened, question)
    found = []
    for candidate in ranked:
        own = [
            figure for figure in figures.get(candidate.block.id, ()) if candidate.start <= figure.start < candidate.end
        ]
        for figure in own:
            features, held = _features(opened, question, sought, candidate, figure, own, asked, naming, terms, best)
            if named is not None and not named.allows(opened.documents[figure.document_id]):
                features = replace(features, other_paper=1.0)
            found.append(FigureCandidate(figure, candidate, features, tuple(own), held))
    return sorted(found, key=lambda one: -one.score)


def _figures(opened: Opened, candidates: Sequence[Candidate]) -> dict[str, list[Figure]]:
    """Give the figures of the candidates' blocks, by block."""
    wanted: dict[str, set[int]] = {}
    for candidate in candidates:
        wanted.setdefault(candidate.block.document_id, set()).add(candidate.block.ordinal)
    by_block: dict[str, list[Figure]] = {}
    for document_id, blocks in wanted.items():
        for figure in opened.snapshot.catalogue.register.of_blocks(document_id, blocks):
            by_block.setdefault(f"{document_id}:{figure.block}", []).append(figure)
    return by_block


def _features(
    opened: Opened,
    question: Question,
    sought: Sought,
    candidate: Candidate,
    figure: Figure,
    siblings: Sequence[Figure],
    asked: set[tuple[Role, str]],
    naming: set[str],
    terms: set[str],
    best: float,
) -> tuple[FigureFeatures, tuple[bool, ...]]:
    block = candidate.block
    measure = known_stems(f"{figure.measure} {figure.breakdown} {_lead(figure, candidate, siblings)}")
    row = f"{' '.join(block.row.heads)} {candidate.text}" if block.row and figure.column is None else candidate.text
    layers = (
        measure,
        known_stems(row) if block.row is None else measure,
        known_stems(figure.topic),
        () if block.row else known_stems(block.text),
        known_stems(" · ".join(block.above[: len(block.headings) + 2])),
    )
    shares, so_far = _layered(sought, layers)
    f = candidate.features
    near = _with_nearby(opened, sought, block, so_far)
    missed = [not here for here in near]
    period, clash = _period(opened, question, figure, candidate)
    role = (figure.role, figure.of) in asked or (figure.role, "") in asked
    words = set(known_stems(f"{figure.measure} {figure.breakdown}" if figure.column is not None else figure.measure))
    other = {m.term.name for m in opened.mentions(figure.measure)} - terms
    # A bare number in a table may be of any unit: what it counts often stands in a heading far above, or nowhere.
    bare = block.row is not None and figure.unit == "count"
    bare_fits = BARE_FITS if question.unit in {Unit.COUNT, Unit.RATE} else BARE_SELDOM_FITS
    fits = bare_fits if bare else float(fits_unit(question, figure))
    features = FigureFeatures(
        own=shares[0],
        sentence=shares[1],
        topic=shares[2],
        around=shares[3],
        above=shares[4],
        nearby=sought.core_share([n and not here for n, here in zip(near, so_far, strict=True)]),
        paper=sought.core_share([m and p for m, p in zip(missed, candidate.in_paper, strict=True)]),
        theme=sought.core_share([m and t for m, t in zip(missed, candidate.theme, strict=True)]),
        telling=max(
            (r for r, o, c in zip(sought.rarity, sought.found(measure), sought.core, strict=True) if o and c),
            default=0.0,
        ),
        rarest=max((r for r, m, c in zip(sought.rarity, missed, sought.core, strict=True) if m and c), default=0.0),
        passage=f.passage,
        together=f.together,
        unit=fits if question.unit is not None else 0.0,
        other_unit=1.0 - fits if question.unit is not None else 0.0,
        period=period,
        other_period=clash,
        role=1.0 if asked and role else 0.0,
        other_role=float(_other_role(figure, asked, siblings, agreed=role)),
        other_term=1.0 if other else 0.0,
        counted=counted(question, figure, block),
        other_flow=1.0 if _flows(figure, candidate) != names_flow(question.full_text) else 0.0,
        qualified=_qualified(figure.measure, sought, naming),
        unasked=len(words - naming) / (len(words) + 3),
        elsewhere=f.elsewhere,
        recent=f.recent,
        row=f.row,
        in_table=float(figure.column is not None and tables_named(question.text) > 0),
        later=min(1.0, siblings.index(figure) / 4),
        former=float(_is_former(figure, candidate, siblings)),
        behind=min(1.0, (best - candidate.score) / FAR_BEHIND),
        taken=_taken(figure, candidate, siblings, sought),
        nameless=sought.nameless(near),
    )
    return features, tuple(so_far)


def _with_nearby(opened: Opened, sought: Sought, block: Block, held: Sequence[bool]) -> list[bool]:
    """Add to the words that a block holds those of the paragraphs that lead to it under its heading.

    They are a table's introduction, or what a paragraph goes on about.
    """
    if all(held):
        return list(held)
    leading = [
        one.text
        for one in opened.blocks_before(block, TABLE_REACH if block.row else PARAGRAPHS)
        if one.row is None and one.kind is not BlockKind.HEADING and one.headings[:1] == block.headings[:1]
    ]
    found = sought.found(known_stems(" ".join(leading[-PARAGRAPHS:])))
    return [a or b for a, b in zip(held, found, strict=True)]


def _layered(sought: Sought, layers: Sequence[Sequence[str]]) -> tuple[list[float], list[bool]]:
    """Give the share of the subject that each layer of text adds to those before it, and what is found in all."""
    so_far = [False] * len(sought.groups)
    held: list[str] = []
    shares = []
    for layer in layers:
        held.extend(layer)
        here = [a or b for a, b in zip(sought.found(layer), sought.scattered(held), strict=True)]
        shares.append(sought.core_share([a and not b for a, b in zip(here, so_far, strict=True)]))
        so_far = [a or b for a, b in zip(here, so_far, strict=True)]
    return shares, so_far


PARAGRAPHS = 3
TABLE_REACH = 24
"""Paragraphs before a block that lead to it, and blocks before a row among which those before its table stand."""
FROM = re.compile(r"\bfrom\s+(?:[\w-]+\s+){0,5}$", re.IGNORECASE)
LIST_GAP = 12
NEW_CLAUSE = re.compile(
    r"[;:]|\b(?:although|though|while|whereas|which|who|but|because|compared|against|than|from|to|up|down|is|are|was|were"
    r"|has|have|had|will|would|fell|rose|fallen|risen)\b",
    re.IGNORECASE,
)
LISTED = re.compile(r",|\band\b", re.IGNORECASE)
"""Between two values of one list: at most so many words, a comma or an "and", and nothing that begins a new clause."""
TO = re.compile(r"\bto\b", re.IGNORECASE)
"""Words before a value and behind it that say what it was before: "from 38 to 29"."""


def _lead(figure: Figure, candidate: Candidate, siblings: Sequence[Figure]) -> str:
    """Give the words that open a list of values, for one that is not its first: they are said once for all of them."""
    same = [one for one in siblings if one.unit == figure.unit and one.start <= figure.start]
    if figure.column is not None or len(same) < 2:
        return ""
    text = candidate.block.text
    first = figure
    for one, after in reversed(list(pairwise(same))):
        between = text[one.end : after.start]
        if len(between.split()) > LIST_GAP or NEW_CLAUSE.search(between) or not LISTED.search(between):
            break
        first = one
    return text[candidate.start : first.start] if first is not figure else ""


PAUSE = re.compile(r"[,;]|\b(?:and|while|whereas|but)\b", re.IGNORECASE)
"""What parts what one value counts from what the next one does."""


def _taken(figure: Figure, candidate: Candidate, siblings: Sequence[Figure], sought: Sought) -> float:
    """Give the share of the subject that stands right at another value of the sentence or row and not at this one.

    "Of 31 boats 12 were dinghies": who asks for dinghies does not ask for 31.
    """
    others = [one for one in siblings if one.unit == figure.unit and one is not figure]
    if not others:
        return 0.0
    own = sought.found(known_stems(f"{' '.join(_at(figure, candidate, siblings))} {figure.breakdown}"))
    held = [False] * len(own)
    for one in others:
        before, behind = _at(one, candidate, siblings)
        # What opens the sentence is said of all its values.
        words = behind if one is siblings[0] else f"{before} {behind}"
        held = [a or b for a, b in zip(held, sought.found(known_stems(words)), strict=True)]
    return sought.core_share([there and not here for there, here in zip(held, own, strict=True)])


def _at(figure: Figure, candidate: Candidate, siblings: Sequence[Figure]) -> tuple[str, str]:
    """Give the words right before and right behind a value, up to the next pause or value; of a cell, its heads."""
    if figure.column is not None:
        return "", figure.measure
    before, behind = between_values(figure, candidate, siblings)
    return PAUSE.split(before)[-1], PAUSE.split(behind)[0]


def between_values(figure: Figure, candidate: Candidate, siblings: Sequence[Figure]) -> tuple[str, str]:
    """Give the words from the value before a figure, or the start of its sentence, and those up to the next value."""
    text = candidate.block.text
    opens = max((one.end for one in siblings if one.end <= figure.start), default=candidate.start)
    closes = min((one.start for one in siblings if one.start >= figure.end), default=candidate.end)
    return text[opens : figure.start], text[figure.end : closes]


def _is_former(figure: Figure, candidate: Candidate, siblings: Sequence[Figure]) -> bool:
    """Tell whether a value is the one that a sentence says has changed to another."""
    later = next((one for one in siblings if one.start > figure.start and one.unit == figure.unit), None)
    text = candidate.block.text
    if figure.column is not None or later is None or not FROM.search(text[candidate.start : figure.start]):
        return False
    return TO.search(text[figure.end : later.start]) is not None


QUALIFIERS = frozenset(
    (
        "for under aged with due because who whose placed by among where relating resulting from following excluding "
        "including"
    ).split()
)
"""Words that narrow what stands before them."""


def _qualified(measure: str, sought: Sought, naming: set[str]) -> float:
    """Tell whether a measure is narrowed right behind the words asked for, by words that the question has not."""
    tokens = TOKEN.findall(measure)
    plain = [stem(token) for token in tokens]
    ends = [at for group in sought.positions(plain) for at in group]
    if not ends:
        return 0.0
    last = max(ends)
    for at in range(last + 1, min(last + 4, len(tokens))):
        if tokens[at].casefold() in QUALIFIERS:
            narrowing = [t for t in plain[at + 1 : at + 4] if not t.isdigit() and t not in naming and len(t) > 2]
            return 1.0 if narrowing else 0.0
    return 0.0


COUNTED = re.compile(
    r"\b(?:how many|number of|numbers of)\s+(?P<noun>(?:(?!(?:were|are|is|was|did|do|does|have|has|had|in|on|with"
    r"|of|to|at|for|from|there|we|can|will|who|that|which|by|under|subject|came|became)\b)[\w'’-]+\s*){1,4})",
    re.IGNORECASE,
)
"""What a question counts: the words behind "how many" up to the verb."""
RIGHT_BEHIND = 5
"""Words behind a number among which what it counts is named."""


def counted(question: Question, figure: Figure, block: Block) -> float:
    """Give the share of the words of what is counted that stand right behind a number, or in the heads of a cell."""
    match = COUNTED.search(question.text)
    nouns = [word for word in match["noun"].split() if word.casefold() not in FUNCTION_WORDS] if match else []
    if not nouns:
        return 0.0
    if figure.column is not None:
        behind = f"{figure.measure} {figure.breakdown} {figure.topic}"
    else:
        behind = " ".join(block.text[figure.end :].split()[:RIGHT_BEHIND])
    held = set(known_stems(behind))
    named = [any(set(stems(form)) <= held for form in forms_of(POSSESSIVE.sub("", noun.casefold()))) for noun in nouns]
    return sum(named) / len(named)


def _flows(figure: Figure, candidate: Candidate) -> bool:
    """Tell whether a figure is of coming in or going out: by its measure or, in running text, by its sentence."""
    return names_flow(figure.measure) or (figure.column is None and names_flow(candidate.text))


OVERSPENT = re.compile(r"\b(?:over|under)\s?spen[dt]\w*|\bover or under\b|\bunder or over\b", re.IGNORECASE)
"""What tables of accounts state as a variance."""
OVER_BUDGET = re.compile(r"\b(?:over|under|above|below|within) (?:the(?:ir)? |its )?budget\b", re.IGNORECASE)
"""What is held against a budget asks for no budget."""
FORECAST_CHANGE = re.compile(
    r"\b(?:forecast|projected|budget) (?:revenue |capital |net )?(?:variance|over\w+|under\w+)", re.IGNORECASE
)
"""A variance that is named by what it is measured from: it asks for the change, not for a forecast or budget."""


def _other_role(figure: Figure, asked: set[tuple[Role, str]], siblings: Sequence[Figure], *, agreed: bool) -> bool:
    if (Role.CHANGE, "") in asked and figure.column is None:
        return figure.role is Role.COMPARATOR  # in a sentence an overspend is an amount like any other
    if asked == {(Role.BUDGET, "")} and figure.role is Role.ACTUAL:
        # What is set aside is seldom called a budget where it stands, but for tables that have a column of budgets.
        return any(one.role is Role.BUDGET for one in siblings)
    return not agreed if asked else figure.role is not Role.ACTUAL


def asked_roles(question: Question) -> set[tuple[Role, str]]:
    """Give the roles that a question names: a target, a forecast, whose figure to compare with."""
    if question.compares:
        return set()
    roles = {(found.role, found.of) for found in find_comparators(question.text, typed=True)}
    if OVERSPENT.search(question.text):
        roles.add((Role.CHANGE, ""))
    if OVER_BUDGET.search(question.text):
        roles -= {(Role.BUDGET, "")}
        roles.add((Role.CHANGE, ""))
    if FORECAST_CHANGE.search(question.text):
        roles -= {(Role.FORECAST, ""), (Role.BUDGET, "")}  # "the forecast variance" is a variance
    return roles


def fits_unit(question: Question, figure: Figure) -> bool:
    """Tell whether a figure has the unit that is asked for."""
    match question.unit:
        case Unit.RATE:
            # "The re-referral rate" is a percentage in most papers; only "per 10,000" in the question rules that out.
            return figure.unit.startswith("per ") or (figure.unit == "%" and not question.names_rate_base)
        case Unit.TIME:
            return figure.unit in {"days", "weeks", "months", "years", "hours", "minutes", "seconds"}
        case Unit.PERCENT | Unit.MONEY | Unit.POINTS:
            return figure.unit == str(question.unit)
        case Unit.COUNT:
            return figure.unit in {"count", "FTE"}
        case _:
            return True


def _period(opened: Opened, question: Question, figure: Figure, candidate: Candidate) -> tuple[float, float]:
    """Tell how well a figure's period agrees with the one asked for, and whether it is another."""
    asked = [found.period for found in question.periods]
    if not asked:
        return 0.0, 0.0
    if figure.period is not None and agrees(asked, figure.period):
        fit = max(_agreement(a, figure.period) for a in asked)
        return min(fit, INHERITED_FITS) if figure.inherited else fit, 0.0
    if figure.period is not None and _is_to_date(question, asked, figure.period):
        return LOOSELY, 0.0
    document = opened.documents[candidate.block.document_id]
    meeting = opened.paper(candidate.block).meeting_date or document.meeting_date
    dated = meeting is not None and any(a.first <= meeting <= a.last for a in asked)
    if _has_its_month(asked, candidate.text):
        return SAYS_MONTH, 0.0
    vague = (
        figure.inherited and figure.period is not None and (figure.period.last - figure.period.first).days > LONG_DAYS
    )
    if figure.period is None or vague:
        fresh = meeting is not None and any(0 <= (meeting - a.last).days <= REPORTED_WITHIN for a in asked)
        return (0.5 if dated else 0.3 if fresh else 0.0), 0.0
    if figure.inherited or (dated and any(names_paper(question.text, found) for found in question.periods)):
        return (0.4, 0.0) if dated else (0.0, 0.5)
    return 0.0, 1.0


def _agreement(asked: Period, stated: Period) -> float:
    """Tell how well a stated period fits one that is asked for, which it meets.

    What runs up to the end of a month is what stood at it: "the twelve months to May" tells of May.
    """
    if asked.covers(stated):
        return 1.0
    if not stated.covers(asked):
        return 0.0
    if stated.last == asked.last and (asked.last - asked.first).days <= LONGEST_MONTH:
        return RUNS_UP_TO
    loose = (stated.last - stated.first) >= LOOSE * (asked.last - asked.first + DAY)
    return LOOSELY if loose else HOLDS_MORE


TO_DATE = re.compile(r"\b(?:as of|as at|up to|to|by|until|so far|this (?:school |financial )?year)\b", re.IGNORECASE)


def _is_to_date(question: Question, asked: Sequence[Period], stated: Period) -> bool:
    """Tell whether a figure runs up to a month asked for: "this year, as of May" is told by "1 September to 24 May"."""
    ends = any((a.last - a.first).days <= LONGEST_MONTH and a.first <= stated.last <= a.last for a in asked)
    return ends and stated.first < stated.last and TO_DATE.search(question.text) is not None


def _has_its_month(asked: Sequence[Period], text: str) -> bool:
    """Tell whether a text names the month that is asked for and leaves its year to the paper: "by the end of March"."""
    if DIGITS.search(text):
        return False
    return any(
        a.first.month == a.last.month
        and a.first.year == a.last.year
        and re.search(rf"\b(?:in|of|by|since|until|during|for) {a.first:%B}\b(?! (?:19|20)\d\d)", text) is not None
        for a in asked
    )


def agrees(asked: Sequence[Period], stated: Period) -> bool:
    """Tell whether a stated period is one of those asked for, or lies within it, or holds it and is no long one."""
    brief = (stated.last - stated.first).days <= LONG_DAYS
    return any(a.covers(stated) or (brief and stated.covers(a)) for a in asked)
