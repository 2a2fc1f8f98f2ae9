"""What speaks for a candidate, and how much: named features, and weights that are data."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a candidate or against it, each from 0 to 1.

    `words`, `before`, `block`, `above`, `paper`: the share of the question's words, by rarity, in the candidate itself
    (a row's column heads count as its own), and those not yet found in the sentence before it, in the rest of its
    block, in the headings and title above, elsewhere in the same paper; `theme` is the part of the last that is found
    throughout the paper. `passage`: its passage's score by retrieval.
    `together`: neighbouring words of the question that stand close together. `kind`: it holds the kind of thing that
    was asked for. `unit`: it has a quantity of the unit asked for. `near`: the question's words near that quantity.
    `period`: it, or what stands above it, names the period asked for. `other_period`: it names only another one.
    `other_flow`: one of question and candidate speaks of coming in or going out, the other of what there is.
    `elsewhere`: its paper is another council's than the question names. `recent`: how new its paper is among those
    held. `row`: it is a table row. `brief`: 1 up to an ordinary length, less for a longer one. `nameless`: the rarity
    of the rarest name asked for that neither it nor what is around and above it holds. `label`: it is a row, and the
    question names what the row is of. `new`: it holds a name or a day that was not asked about, for who and when.
    """

    words: float = 0.0
    before: float = 0.0
    block: float = 0.0
    above: float = 0.0
    paper: float = 0.0
    theme: float = 0.0
    passage: float = 0.0
    together: float = 0.0
    kind: float = 0.0
    unit: float = 0.0
    near: float = 0.0
    period: float = 0.0
    other_period: float = 0.0
    other_flow: float = 0.0
    elsewhere: float = 0.0
    recent: float = 0.0
    row: float = 0.0
    brief: float = 0.0
    nameless: float = 0.0
    label: float = 0.0
    new: float = 0.0


@dataclass(frozen=True, slots=True)
class FigureFeatures:
    """What speaks for a figure or against it, each from 0 to 1.

    `own`, `sentence`, `topic`, `around`, `above`, `nearby`, `paper`: the share of the subject's words, by rarity, in
    the words of its measure, and those not yet found in its sentence, in what it hangs under, in the rest of its
    block, in the headings and heads above, in the paragraphs that lead to it, elsewhere in its paper (`theme`:
    throughout it); `telling` is the rarity of the rarest in its own words, `rarest` of the rarest in none but the
    last. `in_table`: a table is asked for, and it stands in one. `other_paper`: the question names a paper by its
    date, and it stands in another. `passage`, `together`, `elsewhere`, `recent`, `row` are as for sentences. `unit`,
    `period`, `role`: it has what was asked for; `other_unit`, `other_period`, `other_role`, `other_flow`: it has
    another. `counted`: what the question counts stands right behind it. `other_term`: its measure names a term of the
    glossary that was not asked for. `qualified`: its measure is narrowed by words that the question has not ("plans
    for neglect"). `unasked`: the share of its measure's words that the question has not. `later`: how many figures
    stand before it in its sentence. `former`: it is what its sentence says has changed ("from 38 to 29"). `behind`:
    how far its sentence or row is behind the best one as an answer in words. `taken`: the share of the subject's words
    that stand right at another value of its sentence or row and not at it. `nameless` and `label` are as for
    sentences.
    """

    own: float = 0.0
    sentence: float = 0.0
    topic: float = 0.0
    around: float = 0.0
    above: float = 0.0
    nearby: float = 0.0
    paper: float = 0.0
    theme: float = 0.0
    telling: float = 0.0
    rarest: float = 0.0
    passage: float = 0.0
    together: float = 0.0
    unit: float = 0.0
    other_unit: float = 0.0
    period: float = 0.0
    other_period: float = 0.0
    role: float = 0.0
    other_role: float = 0.0
    other_term: float = 0.0
    counted: float = 0.0
    other_flow: float = 0.0
    qualified: float = 0.0
    unasked: float = 0.0
    elsewhere: float = 0.0
    other_paper: float = 0.0
    recent: float = 0.0
    row: float = 0.0
    in_table: float = 0.0
    later: float = 0.0
    former: float = 0.0
    behind: float = 0.0
    taken: float = 0.0
    nameless: float = 0.0
    label: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each feature of sentences and of figures, what makes an answer sure, and how sure is enough."""

    weights: dict[str, float]
    figures: dict[str, float]
    sure: dict[str, dict[str, float]]
    least_sure: dict[str, float]


@cache
def fitted() -> Weights:
    """Give the weights that `benchmarks/fit_ranking.py` and `fit_sureness.py` fitted from labelled questions."""
    return Weights(
        **json.loads(resources.files("assistant.ranking").joinpath("weights.json").read_text(encoding="utf-8"))
    )


def figure_score(features: FigureFeatures) -> float:
    """Give the weighted sum of a figure's features."""
    return math.fsum(weight * getattr(features, name) for name, weight in fitted().figures.items())


def score(features: Features) -> float:
    """Give the weighted sum of the features."""
    return math.fsum(weight * getattr(features, name) for name, weight in fitted().weights.items())
