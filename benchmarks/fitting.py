"""Fitting weights from labelled questions: a softmax over each question's candidates, and a logistic curve.

Both are drawn towards what was reasoned beforehand, so that a feature that the questions hardly touch keeps it. Both
are scored by weights that never saw the question (over folds) and that never saw its set (one set left out at a time).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.assistant import Assistant
from benchmarks.evaluate import TOGETHER, council_of, sets
from benchmarks.runs import ROOT, WORK
from benchmarks.scoring import lines
from corpus.settings import Settings
from corpus.store.index import Index

WEIGHTS = ROOT / "assistant" / "ranking" / "weights.json"
FOLDS = 5
SHRINKAGE = 0.003
"""How strongly weights are drawn to the prior; the out-of-fold score hardly moves from 0.001 to 0.01."""
LOGISTIC_SHRINKAGE = 0.05
"""How strongly the weights of the logistic curve, of features scaled to one width, are drawn to nothing."""
LEAST_WIDTH = 0.2
"""The least width that a feature is scaled by: one that is almost always the same in the sets at hand would otherwise
weigh much for the few questions that it tells apart, and for any number of questions on other papers."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """A question's candidates: features, one row a candidate, and how well each answers, 0 to 1."""

    set_name: str
    features: Numbers
    labels: Numbers

    def is_first(self, weights: Numbers) -> bool:
        """Tell whether the best candidate by these weights answers."""
        return bool(self.labels[int(np.argmax(self.features @ weights))] > 0)


def assistants() -> Iterator[tuple[str, Assistant, list[dict[str, Any]]]]:
    """Give each file of questions whose set `make eval` left an index of: set, an assistant over it, questions."""
    for one in sets():
        # All papers together are asked the same questions a second time.
        if one.name == TOGETHER or not Index(WORK / one.name / "index").exists():
            continue
        for path in one.questions:
            settings = Settings(index=WORK / one.name / "index", council=council_of(path))
            yield one.name, Assistant.open(settings), lines(path)


def fit(questions: Sequence[Asked], prior: Numbers) -> Numbers:
    """Give the weights that make the labelled candidates likeliest in a softmax over each question's candidates."""

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        total, gradient = 0.0, np.zeros_like(weights)
        for question in questions:
            scores = question.features @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            right = likely * question.labels
            total -= float(np.log(right.sum() + 1e-12))
            gradient -= question.features.T @ (right / right.sum() - likely)
        away = weights - prior
        count = len(questions)
        return total / count + SHRINKAGE * float(away @ away), gradient / count + 2 * SHRINKAGE * away

    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B").x)


def fit_logistic(features: Numbers, right: Numbers, signs: Sequence[int], counts: Numbers) -> Numbers:
    """Give bias and weights of a logistic curve; a feature with sign 1 may only speak for, with -1 only against.

    `counts` says how much each row counts beside the others.
    """
    counts = counts / counts.sum()
    mean, width = np.average(features, axis=0, weights=counts), np.maximum(features.std(axis=0), LEAST_WIDTH)
    scaled = (features - mean) / width

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        sure = 1 / (1 + np.exp(-(scaled @ weights[1:] + weights[0])))
        likely = right * np.log(sure + 1e-9) + (1 - right) * np.log(1 - sure + 1e-9)
        missed = counts * (sure - right)
        gradient = scaled.T @ missed + 2 * LOGISTIC_SHRINKAGE * weights[1:]
        value = -float(counts @ likely) + LOGISTIC_SHRINKAGE * float(weights[1:] @ weights[1:])
        return value, np.concatenate([[float(missed.sum())], gradient])

    bounds = [(None, None), *((0 if sign > 0 else None, 0 if sign < 0 else None) for sign in signs)]
    found = minimize(loss, np.zeros(len(signs) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[1:] / width
    return np.concatenate([[found[0] - float(weights @ mean)], weights])


def balanced(set_names: Sequence[str]) -> Numbers:
    """Give how much each row counts, by its set: one of four times the questions counts twice as much in all."""
    sizes = {name: set_names.count(name) for name in set_names}
    return np.array([sizes[name] ** -0.5 for name in set_names])


def out_of_fold(count: int, fitted: Callable[[list[int]], Numbers]) -> dict[int, Numbers]:
    """Give for each of `count` questions the weights that were fitted on the other folds."""
    weights: dict[int, Numbers] = {}
    for fold in np.array_split(np.random.default_rng(0).permutation(count), FOLDS):
        held_out = set(fold.tolist())
        weights.update(dict.fromkeys(held_out, fitted([i for i in range(count) if i not in held_out])))
    return weights


def left_out(set_names: Sequence[str], fitted: Callable[[list[int]], Numbers]) -> dict[int, Numbers]:
    """Give for each question the weights that were fitted on the other sets: what papers never seen may expect."""
    weights: dict[int, Numbers] = {}
    for name in dict.fromkeys(set_names):
        rest = [index for index, other in enumerate(set_names) if other != name]
        used = fitted(rest) if rest else fitted(list(range(len(set_names))))
        weights.update({index: used for index, other in enumerate(set_names) if other == name})
    return weights


def write(values: Mapping[str, Any]) -> None:
    """Put values among the weights that the product comes with, in place of their earlier ones."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    WEIGHTS.write_text(json.dumps({**data, **values}, indent=1) + "\n", encoding="utf-8")
