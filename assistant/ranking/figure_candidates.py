"""Figures of the register as candidates for an answer, each with what speaks for it and against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.opened import Opened
from assistant.questions.agreement import tables_named
from assistant.questions.paper_named import papers_named
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.ranking.features import FigureFeatures, figure_score
from assistant.ranking.figure_asked import (
    LONGEST_MONTH,
    RUNS_UP_TO,
    asked_roles,
    counts_list,
    fits_unit,
    has_other_role,
    is_former_now,
    measures,
    named_places,
    names_threshold,
    period_fit,
)
from assistant.ranking.figure_clauses import counted, flows, is_former, lead_of, qualified, taken, taken_behind
from corpus.figures import Figure, Role
from corpus.language.flows import names_flow
from corpus.language.periods import without_times
from corpus.language.stems import known_stems, stems
from corpus.language.units import Unit
from corpus.records import Block, BlockKind

TOTAL = re.compile(r"^\W*(?:grand |overall )?totals?\W*$", re.IGNORECASE)
"""The label of the row that is asked for where none is named and all fit as well."""
LOOKED_AT = 24
"""Sentences and rows, best first, whose figures are considered."""
FAR_BEHIND = 4.0
"""How much less than the best sentence's a score is that counts as the farthest behind."""
PROSE_WORDS = 12
"""Words of a cell from which on its figures are as good as those of a sentence."""
PARAGRAPHS = 3
TABLE_REACH = 24
"""Paragraphs before a block that lead to it, and blocks before a row among which those before its table stand."""
BARE_FITS = 0.6
BARE_SELDOM_FITS = 0.3
"""How well a number without any sign of a unit fits a unit that is asked for."""


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
        return lead_of(self.figure, self.candidate, self.siblings)

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
    # The figures of a sentence in a cell are those of its row.
    ranked = [one for one in ranked if one.row or not one.block.row][:looked_at]
    figures = _figures(opened, ranked)
    asked = asked_roles(question) | named_places(question, (one for several in figures.values() for one in several))
    naming = set(stems(question.full_text))
    terms = {mention.term.name for mention in question.all_mentions}
    best = max((candidate.score for candidate in ranked), default=0.0)
    named = papers_named(opened, question)
    found = []
    for candidate in ranked:
        own = [
            figure
            for figure in figures.get(candidate.block.id, ())
            if candidate.start <= figure.start < candidate.end and measures(figure)
            if not counts_list(question, figure, candidate.block)
            and not names_threshold(question, figure, candidate.block)
        ]
        of_the_time = any(is_of_the_time(question, figure) for figure in own)
        for figure in own:
            features, held = _features(opened, question, sought, candidate, figure, own, asked, naming, terms, best)
            document = opened.documents[figure.document_id]
            if named is not None and document.meeting_date is not None and not named.allows(document):
                features = replace(features, other_paper=1.0)
            if of_the_time and not is_of_the_time(question, figure):
                features = replace(features, period=0.0)  # its neighbour is of the very time
            found.append(FigureCandidate(figure, candidate, features, tuple(own), held))
    return sorted(found, key=lambda one: (-one.score, TOTAL.match(one.figure.breakdown) is None))


def is_of_the_time(question: Question, figure: Figure) -> bool:
    """Tell whether a figure is of the very time that a question asks for, no longer and no shorter.

    A balance that says that it is of the last day of a month is what stood at its end.
    """
    if figure.period is None:
        return False
    is_balance = not figure.inherited and figure.period.first == figure.period.last
    times = {found.period for found in question.periods}
    ends = {time.last for time in times if (time.last - time.first).days <= LONGEST_MONTH} if is_balance else set()
    return figure.period in times or figure.period.last in ends


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
    # "Band" over "D" is part of its name.
    named = " ".join(_stub_heads(block)) if candidate.features.label else ""
    measure = known_stems(f"{named} {figure.measure} {figure.breakdown} {lead_of(figure, candidate, siblings)}")
    row = f"{' '.join(block.row.heads)} {candidate.text}" if block.row and figure.column is None else candidate.text
    layers = (
        measure,
        known_stems(row) if block.row is None else measure,
        known_stems(figure.topic),
        () if block.row else known_stems(block.text),
        known_stems(" · ".join((*block.above[: len(block.headings) + 2], *_stub_heads(block), _titles(opened, block)))),
    )
    shares, so_far = _layered(sought, layers, in_table=block.row is not None)
    f = candidate.features
    near = with_nearby(opened, sought, block, so_far)
    missed = [not here for here in near]
    period, clash = period_fit(opened, question, figure, candidate)
    asks_time = bool(question.periods)
    role = (figure.role, figure.of) in asked or (figure.role, "") in asked
    role = role or (Role.COMPARATOR, figure.place) in asked
    # The time over a column is weighed as its period, and is no word that nobody asked for.
    words = set(
        known_stems(
            f"{without_times(figure.measure)} {figure.breakdown}" if figure.column is not None else figure.measure
        )
    )
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
        other_role=float(
            has_other_role(figure, asked, siblings, agreed=role or is_former_now(figure, period))
            and not _is_asked_by_label(figure, candidate, asked)
        ),
        other_term=1.0 if other else 0.0,
        counted=counted(question, figure, candidate, siblings),
        other_flow=1.0 if flows(figure, candidate) != names_flow(question.full_text) else 0.0,
        qualified=qualified(figure.measure, sought, naming),
        unasked=len(words - naming) / (len(words) + 3),
        elsewhere=f.elsewhere,
        recent=f.recent,
        row=0.0 if is_in_prose(figure, block) else f.row,
        in_table=float(figure.column is not None and tables_named(question.text) > 0),
        later=min(1.0, siblings.index(figure) / 4),
        former=float(is_former(figure, candidate, siblings) and not (asks_time and period >= RUNS_UP_TO)),
        behind=min(1.0, (best - candidate.score) / FAR_BEHIND),
        taken=max(taken(figure, candidate, siblings, sought), taken_behind(figure, candidate, sought)),
        nameless=sought.nameless(near),
        label=f.label if figure.column is not None else 0.0,
    )
    return features, tuple(so_far)


def is_in_prose(figure: Figure, block: Block) -> bool:
    """Tell whether a figure stands in running text, be it in a cell."""
    if block.row is None or figure.column is None or figure.column >= len(block.row.cells):
        return True
    return len(block.row.cells[figure.column].split()) > PROSE_WORDS


def _titles(opened: Opened, block: Block) -> str:
    """Give the titles of a block's paper and document."""
    return f"{opened.paper(block).title} {opened.documents[block.document_id].title}"


def _stub_heads(block: Block) -> tuple[str, ...]:
    """Give the heads of the columns that say what a row is of: "Ward", "Scheme"."""
    return block.row.heads[: block.row.stubs] if block.row else ()


def _is_asked_by_label(figure: Figure, candidate: Candidate, asked: set[tuple[Role, str]]) -> bool:
    """Tell whether a comparator's cell is asked for by the label of its row.

    A place in a table of places is no comparator for who asks for that place.
    """
    row = candidate.block.row
    if row is None or not candidate.features.label or figure.column is None or figure.role is not Role.COMPARATOR:
        return False
    return not asked and bool(figure.of) and set(stems(figure.of)) <= set(stems(row.row_head))


def with_nearby(opened: Opened, sought: Sought, block: Block, held: Sequence[bool]) -> list[bool]:
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


def _layered(sought: Sought, layers: Sequence[Sequence[str]], *, in_table: bool) -> tuple[list[float], list[bool]]:
    """Give the share of the subject that each layer of text adds to those before it, and what is found in all."""
    so_far = [False] * len(sought.groups)
    held: set[str] = set()
    shares = []
    for layer in layers:
        held.update(layer)
        here = [a or b for a, b in zip(sought.found(layer), sought.scattered(held, in_table=in_table), strict=True)]
        shares.append(sought.core_share([a and not b for a, b in zip(here, so_far, strict=True)]))
        so_far = [a or b for a, b in zip(here, so_far, strict=True)]
    return shares, so_far
