"""How sure an answer is: what speaks for it being what was asked for, weighed by data."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from assistant.derived.operands import without
from assistant.figures.answering import LATEST, Chosen, Kind
from assistant.questions.agreement import asks_whether_papers_agree
from assistant.questions.numbered import is_of_another, numbered_asked, row_named
from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.ranking.contradictions import (
    has_another_unit,
    is_another,
    is_of_another_term,
    is_of_row_named,
    is_of_row_unasked,
    ruled_out,
)
from assistant.ranking.features import fitted
from assistant.ranking.figure_asked import RUNS_UP_TO
from assistant.ranking.figure_candidates import FAR_BEHIND, TOTAL, FigureCandidate
from assistant.ranking.unmet import (
    asks_for_two,
    is_displaced,
    is_half_compared,
    is_share_met,
    is_span_met,
    many_numbers,
)
from assistant.said import Said
from corpus.language.stems import stems
from corpus.language.units import Unit

LEAST = {"figures": 0.5, "sentences": 0.35}
"""Share of the subject's words without which nothing is an answer, whatever else speaks for it."""
HELD_IN = ("own", "sentence", "topic", "around", "above", "nearby")
"""Where the subject's words are found, from a figure's measure outwards."""
DOUBTFUL = 0.7
"""Below this an answer is given with a warning: above it about 3 in 100 hold a figure that was not asked for."""
WHOLE = 0.97
LITTLE = 0.7
RARE = 0.8
"""Shares of the subject's words that are nearly all of them, and too few; the rarity of a word that must not miss."""
OF_THE_PAPER = frozenset({"row", "recent"})
OF_THE_FORM = frozenset({"row", "brief"})
"""Features that rank well and tell nothing of an answer being right: papers with other tables, of other years or with
longer sentences are answered as well. For sentences, an older paper may be about something that has passed."""
MOST_OF = 0.7
"""Share of the best figure's subject that another one must hold to state the same."""
HOW_MUCH = re.compile(r"\bhow much\b", re.IGNORECASE)
WIDEST_MARGIN = 3.0
"""A lead over the next value that counts as the greatest."""


def figure_evidence(
    question: Question, sought: Sought, chosen: Chosen, found: Sequence[FigureCandidate]
) -> dict[str, float]:
    """Give what speaks for an answer made of figures, by name: the features of the least sure of them, and more."""
    best = chosen.figures[0]
    # A figure that stands beside the first one, or is its pair, is of the same thing; others must speak for themselves.
    apart = [one for one in chosen.figures if one.block.id != best.block.id and chosen.pair is None]
    worst = min((best, *apart), key=lambda one: one.score)
    asked = asks_whether_papers_agree(question.text)
    pair = chosen.pair if asked else None
    # What is of another time or role is no rival, nor a part of what the question names.
    rivals = [o for o in found if o.figure.value != best.figure.value and not _is_of(o, chosen)]
    rivals = [other for other in rivals if not is_of_row_named(best, other) and not _is_its_rate(question, best, other)]
    others = [o.score for o in rivals if not is_another(o) and not ruled_out(question, sought, o)]
    papers = {one.figure.document_id for one in found if _agree(one, best)}
    features = asdict(worst.features)
    core = sum(features[layer] for layer in HELD_IN) if any(sought.core) else 1.0
    if chosen.kind is Kind.COMPARISON:
        # The name of the one that is compared with stands with its figure alone.
        names = {stem for one in chosen.figures for stem in stems(one.figure.of)}
        core = max(core, without(sought, names).core_share(worst.held)) if names else core
        # Of two things compared each is named with its own value alone.
        every = [any(here) for here in zip(*(one.held for one in chosen.figures), strict=True)]
        core = max(core, sought.core_share(every))
        missing = (r for r, c, h in zip(sought.rarity, sought.core, every, strict=True) if c and not h)
        features["rarest"] = min(features["rarest"], max(missing, default=0.0))
    single = len(chosen.figures) == 1 and chosen.kind is Kind.ONE
    met = is_share_met(question, best.figure.unit) or is_span_met(question, best.figure)
    row = worst.block.row
    words = f"{' '.join(row.heads)} {worst.candidate.text}" if row else worst.candidate.text
    return {
        **{name: value for name, value in features.items() if name not in OF_THE_PAPER},
        # Of two councils' figures one is always elsewhere.
        "elsewhere": 0.0 if chosen.kind is Kind.PLACES else features["elsewhere"],
        "core": core,
        "whole": float(core >= WHOLE),
        # A row of the school asked about may well be of something else, or in something else.
        "label": features["label"] * (core >= WHOLE) * (1 - features["other_unit"]),
        "little": float(core < LITTLE),
        "rare_missing": float(features["rarest"] >= RARE),
        "wrong_unit": float(features["other_unit"] >= 1),
        "contradicts": float(
            _contradicts(question, sought, chosen, worst)
            or (single and is_of_another_term(sought, worst, found))
            or _is_any_row(chosen, found)
        ),
        "unstated_period": float(bool(question.periods) and not features["period"]),
        "unmet": float(single and asks_for_two(question) and not met),
        "displaced": float(is_displaced(question, sought, worst.held, words)),
        "margin": _margin(best.score, others),
        "several": float(len(chosen.figures) > 1 and (chosen.pair is None or asked)),
        "one_sentence": float(len({(o.block.id, o.candidate.start) for o in chosen.figures}) < len(chosen.figures)),
        "conflict": float(pair is not None),
        "unpaired": float(asked and chosen.kind is Kind.ONE),
        "pair_words": pair.words if pair else 0.0,
        "pair_time": pair.time if pair else 0.0,
        "pair_near": pair.near if pair else 0.0,
        "worked": float(chosen.kind in {Kind.DIFFERENCE, Kind.RATE}),
        "trend": float(chosen.kind is Kind.TREND),
        "comparison": float(chosen.kind is Kind.COMPARISON),
        "score": worst.score / 10,
        "alone": float(worst.alone),
        "agreed": float(len(papers) > 1),
        "stated_again": float(sum(_agree(one, best) for one in found) > 1),
        # The newest of many is not the one that the words point at.
        **({"behind": 0.0} if chosen.kind is Kind.ONE and LATEST.search(question.text) else {}),
        **({"behind": _behind_timely(worst, found)} if chosen.kind is Kind.ONE and question.periods else {}),
    }


def _is_of(one: FigureCandidate, chosen: Chosen) -> bool:
    """Tell whether a figure is among those that answer, or in the row whose first and last values do."""
    rows = {each.block.id for each in chosen.figures if each.block.row is not None and chosen.kind is Kind.TREND}
    return one in chosen.figures or one.block.id in rows


def _is_its_rate(question: Question, best: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether another figure is a percentage that a sentence gives beside a sum, where it is asked how much.

    "Loans of £90,000, which return 4%": who asks how much was lent is not told by the 4%.
    """
    beside = (best.block.id, best.candidate.start) == (other.block.id, other.candidate.start)
    return beside and best.figure.unit == str(Unit.MONEY) and other.figure.unit == "%" and _asks_how_much(question)


def _asks_how_much(question: Question) -> bool:
    return question.unit is None and HOW_MUCH.search(question.text) is not None


def _behind_timely(one: FigureCandidate, found: Sequence[FigureCandidate]) -> float:
    """Give how far a figure's sentence or row is behind the best that has one of the time asked for, 0 to 1.

    A better one of another time is no rival of a figure that is of the very time and names all that is asked for: it
    says the same of a time that nobody asked about.
    """
    if one.features.period < RUNS_UP_TO or one.features.own + one.features.sentence < WHOLE:
        return one.features.behind
    best = max(other.candidate.score for other in (one, *found) if other.features.period > 0)
    return min(1.0, (best - one.candidate.score) / FAR_BEHIND)


def _is_any_row(chosen: Chosen, found: Sequence[FigureCandidate]) -> bool:
    """Tell whether a change is told by a row of a table of which another fits exactly as well: nothing names either."""
    best = chosen.figures[0]
    row, column = best.block.row, best.figure.column
    if chosen.kind is not Kind.TREND or row is None or TOTAL.match(best.figure.breakdown):
        return False
    return any(
        other.block.row is not None
        and other.block.id != best.block.id
        and (other.block.document_id, other.block.row.table) == (best.block.document_id, row.table)
        and (other.figure.column, other.figure.unit) == (column, best.figure.unit)
        and other.score >= best.score
        for other in found
    )


def _agree(one: FigureCandidate, best: FigureCandidate) -> bool:
    """Tell whether a figure states what the best one does, and its sentence holds as much of the subject."""
    a, b = one.figure, best.figure
    held = [each.features.own + each.features.sentence + each.features.topic for each in (one, best)]
    return a.value is not None and (a.value, a.unit) == (b.value, b.unit) and held[0] >= MOST_OF * held[1]


def _contradicts(question: Question, sought: Sought, chosen: Chosen, figure: FigureCandidate) -> bool:
    """Tell whether a figure is ruled out; one of several may be of another period or role, a rate of another unit."""
    if _is_of_another_council(question, figure.candidate) and chosen.kind is Kind.ONE:
        return True
    if chosen.kind is Kind.ONE and asks_whether_papers_agree(question.text):
        return True  # one value says nothing of whether another is stated
    if chosen.kind is Kind.ONE and is_of_row_unasked(question, sought, figure):
        return True
    if chosen.kind is Kind.CONFLICT and asks_whether_papers_agree(question.text):
        return has_another_unit(question, figure)  # one of the two may be what was reported before or forecast
    f = figure.features
    if f.nearby and not (f.own + f.sentence + f.topic + f.around):
        return True  # neither it nor its table says what it is of
    if chosen.kind is Kind.RATE:
        return is_another(figure) or sought.lacks_number(figure.held)
    if chosen.kind in {Kind.ONE, Kind.PLACES, Kind.TIMES, Kind.MEANINGS, Kind.PARTS, Kind.CONFLICT}:
        return ruled_out(question, sought, figure)
    return has_another_unit(question, figure) or sought.lacks_number(figure.held)


def _is_of_another_council(question: Question, candidate: Candidate) -> bool:
    """Tell whether a sentence or row is of another council than the one that a question names, and does not name it."""
    named = question.place.split(" and ") if question.place else []
    return candidate.features.elsewhere >= 1 and not any(place in candidate.text for place in named)


def _is_of_another_number(question: Question, candidate: Candidate) -> bool:
    """Tell whether a sentence or row is about another thing of a kind than the one asked for: stage 1, not stage 2."""
    row = candidate.row
    own = f"{' '.join(row.heads)} {candidate.text}" if row else candidate.text
    layers = (row_named(row), own, candidate.block.text, *reversed(candidate.block.above))
    return is_of_another(numbered_asked(question), layers)


def sentence_evidence(
    question: Question,
    ranked: Sequence[Candidate],
    sought: Sought,
    pieces: Sequence[Said],
    beside: Candidate | None = None,
) -> dict[str, float]:
    """Give what speaks for an answer of sentences or rows, `pieces`, by name; `beside` has what the first one lacks.

    What they hold together counts.
    """
    best = ranked[0]
    near, held, coverage = best.near, best.held, best.coverage
    if beside is not None:
        near, held = (
            tuple(a or b for a, b in zip(one, other, strict=True))
            for one, other in ((near, beside.near), (held, beside.held))
        )
        coverage = max(coverage, sought.share(held))
    around = sought.core_share(held)
    rarest = max((r for r, h, c in zip(sought.rarity, held, sought.core, strict=True) if c and not h), default=0.0)
    said = {best.block.id, beside.block.id if beside else ""}
    others = [candidate.score for candidate in ranked[1:] if candidate.block.id not in said]
    return {
        **{name: value for name, value in asdict(best.features).items() if name not in OF_THE_FORM},
        "core": sought.core_share(near),
        "core_around": around,
        "whole": float(around >= WHOLE),
        "label": best.features.label * (around >= WHOLE),
        "little": float(around < LITTLE),
        "unstated_period": float(bool(question.periods) and not best.features.period),
        "rarest": rarest,
        "rare_missing": float(rarest >= RARE),
        "contradicts": float(
            _is_of_another_council(question, best)
            or _is_of_another_number(question, best)
            or is_half_compared(question, pieces, sought.core_share(near))
        ),
        "lacks_number": float(sought.lacks_number(held)),
        "coverage": coverage,
        "margin": _margin(best.score, others),
        "score": best.score / 10,
        "who": float(question.asks is Asks.WHO),
        "when": float(question.asks is Asks.WHEN),
        "why": float(question.asks is Asks.WHY),
        "text": float(question.asks is Asks.TEXT),
        "many_numbers": float(many_numbers(question, pieces)),
    }


def _margin(best: float, others: Sequence[float]) -> float:
    lead = best - max(others) if others else WIDEST_MARGIN
    return max(0.0, min(WIDEST_MARGIN, lead)) / WIDEST_MARGIN


def is_none(evidence: Mapping[str, float], kind: str) -> bool:
    """Tell whether an answer is none, whatever speaks for it: it is of another time, role, unit or subject."""
    return bool(evidence.get("contradicts")) or evidence.get("core_around", evidence["core"]) < LEAST[kind]


def sureness(evidence: Mapping[str, float], kind: str) -> float:
    """Give how likely an answer is what was asked for, 0 to 1; 1 for a kind that is not weighed."""
    if kind not in fitted().sure:
        return 1.0
    if is_none(evidence, kind):
        return 0.0
    model = fitted().sure[kind]
    total = model["bias"] + math.fsum(model.get(name, 0.0) * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
