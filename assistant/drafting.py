"""An answer before it is sure enough to be given: its pieces, and what speaks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answers import Derived, Reason
from assistant.derived.calculations import calculated
from assistant.derived.differences import states_difference
from assistant.derived.extremes import extreme
from assistant.derived.pairs import Again, Seek
from assistant.derived.working import difference, rate_from_number, rate_worked_out
from assistant.figures.ambiguity import with_other_reading
from assistant.figures.answering import Chosen, Kind, choose, conflict, kind_of
from assistant.figures.conflicts import Rivals, stated_otherwise
from assistant.figures.corroboration import corroborated
from assistant.figures.saying import opening, pieces, rate_pieces, worked_pieces
from assistant.opened import Opened
from assistant.prose.composing import Said, compose
from assistant.prose.listing import asked_list
from assistant.prose.looked_up import looked_up
from assistant.prose.overview import overview
from assistant.prose.signed_rows import rows_by_sign
from assistant.prose.tables import rows_asked
from assistant.questions.asks import may_want_words, names_figure
from assistant.questions.changes import names_change
from assistant.questions.operations import Operation, operation_of
from assistant.questions.question import Asks, Question, names_measure
from assistant.questions.sought import Sought
from assistant.questions.topics import topic_of
from assistant.ranking.candidates import Candidate, candidates
from assistant.ranking.contradictions import possible_first
from assistant.ranking.features import fitted
from assistant.ranking.figure_candidates import FigureCandidate, figure_candidates
from assistant.ranking.rivals import rivals
from assistant.ranking.sureness import DOUBTFUL, LITTLE, figure_evidence, sentence_evidence, sureness
from assistant.ranking.unmet import is_one_cell, many_quantities
from assistant.recorded.actions import tracked
from assistant.recorded.answering import acted, decided, decided_whether
from assistant.recorded.attendance import asks_who_came, attended, chair
from assistant.recorded.definitions import defined
from assistant.recorded.labels import labelled
from assistant.recorded.votes import voted
from assistant.retrieval.fusion import Found, retrieve
from corpus.figures import Figure, Role
from corpus.store.filters import Filters

OF_TWO = frozenset({Operation.DIFFERENCE, Operation.CHANGE, Operation.REST})
"""What is worked out from two values, of which one alone is no answer."""
DIFFERS_FROM_STATED = "What follows from the values is not what the papers state as their difference:"
SOUGHT = 20
"""Passages that are looked at for one part of what is worked out."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How a question was read, the passages found for it and the candidates in them, all best first."""

    opened: Opened
    question: Question
    sought: Sought
    found: list[Found]
    ranked: list[Candidate]
    figures: list[FigureCandidate]
    filters: Filters | None = None

    @property
    def within(self) -> Opened:
        """The papers that the question was limited to."""
        return self.opened.limited(self.filters) if self.filters else self.opened


@dataclass(frozen=True, slots=True)
class Draft:
    """The pieces of an answer, with what speaks for it by name.

    `by` tells what it is made of: "figures", "worked", "sentences", "findings" or "overview"; `topic` has the words of
    the topic that an overview is of.
    """

    said: tuple[Said, ...]
    by: str
    evidence: Mapping[str, float] = field(default_factory=dict)
    opening: str = ""
    working: Derived | None = None
    other_period: bool = False
    topic: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it is sure enough to be given."""
        return sureness(self.evidence, self.by) >= fitted().least_sure.get(self.by, 0.0)

    @property
    def is_doubtful(self) -> bool:
        """Whether a reader must be told to look at its source first, though it is sure enough to be given."""
        return sureness(self.evidence, self.by) < DOUBTFUL

    def reason(self, question: Question) -> Reason:
        """Tell why the draft is no answer: what it states is of another period, place or measure."""
        about = self.evidence.get("core_around", self.evidence.get("core", 0.0)) >= LITTLE
        if self.other_period or (about and question.periods and not self.evidence.get("period")):
            return Reason.OTHER_PERIOD
        if about and self.evidence.get("elsewhere") == 1:
            return Reason.OTHER_PLACE
        if about and self.evidence.get("wrong_unit"):
            return Reason.OTHER_MEASURE
        return Reason.NOT_IN_PAPERS


def drafted(ranking: Ranking) -> Draft | None:
    """Give the best answer that can be made, however unsure; None where there is nothing to make one of."""
    question = ranking.question
    opened, sought = ranking.within, ranking.sought
    topic = topic_of(question)
    if topic is not None:
        figure = _of_figures(ranking) if topic.narrowed else None
        if figure is not None and figure.is_sure and not figure.is_doubtful:
            return figure  # "households in bed and breakfast" has the words of a measure
        # A topic that the papers do not know has no answer: what merely sounds like it is none.
        return Draft(overview(opened, topic, sought), "overview", topic=topic.words)
    if asks_who_came(question):
        # What merely speaks of the meeting does not say who was there.
        return Draft(attended(opened, question), "findings")
    recorded = (
        chair(opened, question)
        or defined(opened, question, sought, ranking.found, ranking.filters)
        or decided(opened, question, sought)
        or decided_whether(opened, question, sought)
        or voted(opened, question, sought)
        or tracked(opened, question, sought)
        or labelled(opened, question, sought, ranking.found)
        or acted(opened, question, sought)
        or extreme(opened.snapshot, question, sought, ranking.ranked)
        or rows_by_sign(opened.snapshot, question, sought, ranking.ranked)
        or rows_asked(opened.snapshot, question, sought, ranking.ranked)
        or looked_up(opened, question, sought, ranking.ranked)
    )
    if recorded:
        return Draft(recorded, "findings")
    if question.asks is Asks.FIGURE or kind_of(question) is not Kind.ONE:
        draft = _of_figures(ranking)
        # "How have they changed" may be said in words.
        several = kind_of(question) is not Kind.ONE and not names_figure(question.full_text)
        if draft is not None and (draft.is_sure or not (several or may_want_words(question.full_text))):
            return draft
        words = _of_sentences(ranking)
        if words is not None and names_change(question.text) and is_one_cell(words.said):
            words = None  # one cell does not say how what it states has changed
        # A measure and a time may ask for words, too; what is no answer is better shown as a figure.
        timely = words is not None and bool(words.said) and words.is_sure and not words.evidence.get("unstated_period")
        return words if draft is None or timely else draft
    if names_measure(question):
        draft = _of_figures(ranking)
        if draft is not None and draft.is_sure:
            return draft
    draft = _of_sentences(ranking)
    return _figure_within(ranking, draft) or draft


def _figure_within(ranking: Ranking, draft: Draft | None) -> Draft | None:
    """Give the figure asked for in an answer that is a sentence with several: "files with no check", and nothing more.

    None where the best figure stands in another sentence: then the words are not about one figure.
    """
    if draft is None or not draft.evidence.get("many_numbers") or ranking.question.asks is not Asks.TEXT:
        return None
    figure = _of_figures(ranking)
    here, there = draft.said[0], figure.said[0] if figure and figure.said else None
    within = there is not None and there.block.id == here.block.id and here.start <= there.start < here.end
    return figure if within else None


def _of_figures(ranking: Ranking) -> Draft | None:
    opened, question = ranking.opened, ranking.question

    def again(narrowed: Question) -> list[FigureCandidate]:
        return figure_candidates(opened, narrowed, ranking.ranked, ranking.sought)

    def seek(narrowed: Question, sought: Sought) -> list[FigureCandidate]:
        # Keywords alone: another embedding would cost more than it finds.
        passages = retrieve(opened.snapshot, narrowed, None, SOUGHT, ranking.filters)
        ranked = [*candidates(opened, narrowed, passages, sought, ranking.filters), *ranking.ranked]
        unique = {(one.block.id, one.start): one for one in reversed(ranked)}
        best = sorted(unique.values(), key=lambda one: -one.score)
        return figure_candidates(opened, narrowed, best, sought)

    def beside(figure: Figure) -> list[FigureCandidate]:
        return rivals(opened, question, ranking.sought, figure)

    worked = _worked_out(ranking, again, seek, beside)
    if worked is not None:
        return worked
    figures = ranking.figures
    if kind_of(question) is Kind.ONE:
        figures = possible_first(question, ranking.sought, figures)
    chosen = choose(opened, question, figures, again, beside)
    if chosen is None:
        return None
    chosen = with_other_reading(opened, question, ranking.sought, chosen, figures)
    if chosen.kind is Kind.ONE:
        differs = stated_otherwise(opened, chosen.figures[0], figures, beside)
        chosen = conflict(differs) if differs else chosen
    said = pieces(opened, question, ranking.sought, chosen)
    if chosen.kind in {Kind.ONE, Kind.CONFLICT}:
        said = corroborated(said, chosen.figures, ranking.figures)
    evidence = _weighed(ranking, chosen, said)
    return Draft(said, "figures", evidence, opening(opened, chosen), difference(chosen))


def _weighed(ranking: Ranking, chosen: Chosen, said: Sequence[Said]) -> Mapping[str, float]:
    """Give what speaks for figures as an answer in these words."""
    question = ranking.question
    evidence = figure_evidence(question, ranking.sought, chosen, ranking.figures)
    if many_quantities(said):
        evidence |= {"unmet": 0.0}  # the words that are given hold the other value, too
    if chosen.kind is Kind.ONE and operation_of(question) in OF_TWO and not _says_difference(chosen.figures[0], said):
        evidence |= {"contradicts": 1.0}  # one of the two values that differ does not say by how much
    return evidence


def _says_difference(one: FigureCandidate, said: Sequence[Said]) -> bool:
    """Tell whether a figure says by how much two others differ, or the words that it is given in hold one that does."""
    beside = (other for other in one.siblings if other.role is Role.CHANGE)
    return states_difference(one) or any(other.number in piece.words for other in beside for piece in said)


def _worked_out(ranking: Ranking, again: Again, seek: Seek, beside: Rivals) -> Draft | None:
    """Give what follows from stated figures where that is asked for; None where nothing follows."""
    opened, question, sought = ranking.opened, ranking.question, ranking.sought
    rate = rate_from_number(opened, question, ranking.figures, again)
    if rate is not None:
        number, pair = rate
        one = Chosen(Kind.RATE, (number,))
        said = rate_pieces(opened, question, number, pair)
        evidence = figure_evidence(question, sought, one, [number])
        return Draft(said, "figures", evidence, "", rate_worked_out(number, pair))
    worked = calculated(question, sought, ranking.figures, again, seek)
    if worked is None:
        return None
    # Its operands were held to more than a likelihood: they agree in all but what they are asked to differ in.
    sure = {"core": 1.0}
    if worked.working is not None:
        said = worked_pieces(opened, question, sought, worked.figures)
        if worked.otherwise is None:
            return Draft(said, "worked", sure, "", worked.working)
        said += pieces(opened, question, sought, Chosen(Kind.ONE, (worked.otherwise,)))
        return Draft(said, "worked", sure, DIFFERS_FROM_STATED, worked.working)
    differs = stated_otherwise(opened, worked.figures[0], ranking.figures, beside)
    stated = conflict(differs) if differs else Chosen(Kind.ONE, worked.figures)
    return Draft(pieces(opened, question, sought, stated), "worked", sure, opening(opened, stated))


def _of_sentences(ranking: Ranking) -> Draft | None:
    """Give the list that is asked for where it is sure enough, else the best sentences or rows."""
    listed = _of_list(ranking)
    return listed if listed is not None and listed.is_sure else _of_best_sentences(ranking)


def _of_list(ranking: Ranking) -> Draft | None:
    question, sought = ranking.question, ranking.sought
    asked = asked_list(ranking.opened, question, sought, ranking.found, ranking.ranked, ranking.filters)
    if asked is None:
        return None
    rest = [asked.candidate, *ranking.ranked]
    return Draft(asked.said, "sentences", sentence_evidence(question, rest, sought, asked.said))


def _of_best_sentences(ranking: Ranking) -> Draft | None:
    composed = compose(ranking.opened.snapshot, ranking.question, ranking.ranked, ranking.sought)
    if not composed.said:
        return Draft((), "sentences", other_period=True) if composed.other_period else None
    if composed.halves:
        best, other = composed.halves
        rest = [best, *(one for one in ranking.ranked if one is not best)]
        return Draft(
            composed.said, "sentences", sentence_evidence(ranking.question, rest, ranking.sought, composed.said, other)
        )
    first = composed.said[0]
    # What speaks for an answer is what speaks for its first piece, not for what was passed over.
    at = (i for i, c in enumerate(ranking.ranked) if c.block.id == first.block.id and c.start == first.start)
    rest = ranking.ranked[next(at, 0) :]
    evidence = sentence_evidence(ranking.question, rest, ranking.sought, composed.said)
    return Draft(composed.said, "sentences", evidence)
