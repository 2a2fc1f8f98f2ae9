"""Fit the weights of the ranking's features from labelled questions, and say what they give out of fold.

    python -m benchmarks.fit_ranking [--write]

Takes the indexes that `make eval` left, ranks the candidates of every answerable question of every set, and labels
those that hold what was expected from the evidence. The weights make the labelled candidates likely in a softmax over
each question's candidates; they are drawn towards the prior, so that a feature that the questions hardly touch keeps
what was reasoned for it. The score printed is over five folds of questions: each is ranked by weights that never saw
it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize

from assistant.assistant import Assistant
from assistant.candidates import Candidate
from assistant.ranking import Features
from benchmarks.evaluate import sets
from benchmarks.runs import ROOT, WORK
from benchmarks.scoring import lines, says, shows
from corpus.settings import Settings
from corpus.store.index import Index

TARGET = ROOT / "assistant" / "weights.json"
FOLDS = 5
SHRINKAGE = 0.003
"""How strongly weights are drawn to the prior; the out-of-fold score hardly moves from 0.001 to 0.01."""
FLOOR_QUANTILE = 0.05
"""The floor is the score that nineteen in twenty right first candidates reach: below it, declining costs little."""
PRIOR = Features(
    words=5,
    before=2.5,
    block=1.5,
    above=1.5,
    paper=1,
    passage=3,
    together=1,
    kind=1.5,
    unit=1.5,
    near=2,
    period=1.5,
    other_period=-1.5,
    other_flow=-2,
    elsewhere=-5,
    recent=0.5,
    row=0,
    brief=0.5,
)
NAMES = [feature.name for feature in fields(Features)]


@dataclass(frozen=True)
class Asked:
    """A question's candidates: features, one row a candidate, and how well each answers, 0 to 1."""

    set_name: str
    features: NDArray[np.float64]
    labels: NDArray[np.float64]


def label(question: dict[str, Any], candidate: Candidate, document: str) -> float:
    """Tell how well a candidate answers: 1 for all values from the evidence, 0.5 for some, 0 otherwise."""
    citation = {"document": document, "quote": candidate.text, "context": candidate.block.above}
    held = [any(says(candidate.text, value) for value in group) for group in question["expect"]["all"]]
    if not any(held) or not any(shows(citation, evidence) for evidence in question["evidence"]):
        return 0.0
    near_miss = any(says(candidate.text, value) for value in question["expect"].get("none") or ())
    return 1.0 if all(held) and not near_miss else 0.5


def asked() -> Iterator[Asked]:
    """Give the answerable questions that have a candidate to find, with their candidates."""
    for one in sets():
        if len(one.questions) != 1:
            continue  # all papers together: the same questions a second time
        settings = Settings(index=WORK / one.name / "index")
        if not Index(settings.index).exists():
            continue
        assistant = Assistant.open(settings)
        documents = assistant.opened().documents
        for path in one.questions:
            for question in lines(Path(path)):
                ranked = [] if question["abstain"] else assistant.rank(question["question"], question["history"]).ranked
                labels = [label(question, c, documents[c.block.document_id].name) for c in ranked]
                if any(labels):
                    features = [list(asdict(c.features).values()) for c in ranked]
                    yield Asked(one.name, np.array(features, float), np.array(labels, float))


def loss(
    weights: NDArray[np.float64], questions: Sequence[Asked], prior: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    """Give the mean negative log likelihood of the labelled candidates with the shrinkage, and its gradient."""
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


def fit(questions: Sequence[Asked]) -> NDArray[np.float64]:
    """Give the weights that fit the questions best."""
    prior = np.array(list(asdict(PRIOR).values()), float)
    return np.asarray(minimize(loss, prior, (questions, prior), jac=True, method="L-BFGS-B").x)


def first_right(question: Asked, weights: NDArray[np.float64]) -> bool:
    """Tell whether the best candidate by these weights answers."""
    return bool(question.labels[int(np.argmax(question.features @ weights))] > 0)


def main() -> None:
    """Fit, print the out-of-fold score of each set beside the prior's, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write the weights to {TARGET.name}")
    options = parser.parse_args()
    questions = list(asked())
    prior = np.array(list(asdict(PRIOR).values()), float)
    folds = np.array_split(np.random.default_rng(0).permutation(len(questions)), FOLDS)
    out_of_fold: dict[int, NDArray[np.float64]] = {}
    for fold in folds:
        held_out = set(fold.tolist())
        weights = fit([question for index, question in enumerate(questions) if index not in held_out])
        out_of_fold.update(dict.fromkeys(held_out, weights))
    table = Table("set", "questions", "first right: prior", "first right: out of fold")
    for name in dict.fromkeys(question.set_name for question in questions):
        own = [index for index, question in enumerate(questions) if question.set_name == name]
        rates = [
            100 * np.mean([first_right(questions[i], weights) for i, weights in pairs])
            for pairs in (((i, prior) for i in own), ((i, out_of_fold[i]) for i in own))
        ]
        table.add_row(name, str(len(own)), *(f"{rate:.1f}%" for rate in rates))
    fitted = fit(questions)
    right = [float((q.features @ fitted).max()) for q in questions if first_right(q, fitted)]
    data = {
        "weights": dict(zip(NAMES, (round(float(weight), 2) for weight in fitted), strict=True)),
        "floor": round(float(np.quantile(right, FLOOR_QUANTILE)), 2),
    }
    console = Console()
    console.print(table)
    console.print(data)
    if options.write:
        TARGET.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
