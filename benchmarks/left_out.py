"""What the answers are worth with weights that never saw the set that is asked: each set is left out of the fit once.

    python -m benchmarks.left_out

The second half of `make eval`: takes the indexes that the first one left. For each set the weights of both rankings are
fitted without its questions, then how sure an answer is, of drafts ranked by these weights; then its questions are
asked with them. The product's own weights stay as they are. Scores go to `.eval/left_out.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

import numpy as np
from rich.console import Console

from assistant.assistant import Assistant
from assistant.ranking.features import fitted
from benchmarks import fit_ranking, fit_sureness
from benchmarks.evaluate import scored, sets, show
from benchmarks.fitting import Asked, assistants, fit
from benchmarks.runs import WORK

PASSAGES = 10
"""Passages that are asked for with each answer, as the first half does."""
PARTS = ("weights", "figures", "sure")
"""What is fitted, by its name in `Weights`."""


def use(weights: Mapping[str, Mapping[str, Any]]) -> None:
    """Weigh by these weights, by their names in `Weights`, in this process from now on."""
    for name, values in weights.items():
        table: dict[str, Any] = getattr(fitted(), name)
        table.clear()
        table.update(values)


def ranking_without(left: str, asked: Mapping[str, Sequence[Asked]]) -> dict[str, dict[str, float]]:
    """Give the weights of both rankings, fitted without the questions of a set."""
    weights = {}
    for name, questions in asked.items():
        prior = np.array(list(asdict(fit_ranking.PRIORS[name]).values()), float)
        names = [field.name for field in fields(fit_ranking.PRIORS[name])]
        rest = [question for question in questions if question.set_name != left]
        weights[name] = {key: float(w) for key, w in zip(names, fit(rest, prior), strict=True)}
    return weights


def answers_of(files: Sequence[tuple[Assistant, list[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """Ask the questions of a set in this process, each file of them with its own assistant."""
    answers = []
    for assistant, questions in files:
        for question in questions:
            answer = assistant.ask(question["question"], question.get("history") or [], passages=PASSAGES)
            answers.append({**answer.to_json(), "id": question["id"]})
    return answers


def main() -> None:
    """Leave out each set that has an index, print the scores, and keep them."""
    console = Console()
    own = {name: dict(getattr(fitted(), name)) for name in PARTS}
    asked = fit_ranking.asked()
    files: dict[str, list[tuple[Assistant, list[dict[str, Any]]]]] = {}
    for name, assistant, questions in assistants():
        files.setdefault(name, []).append((assistant, questions))
    scores: dict[str, dict[str, Any]] = {}
    for one in sets():
        if one.name not in files:
            continue
        with console.status(f"without {one.name} …"):
            use(own)
            use(ranking_without(one.name, asked))
            use({"sure": fit_sureness.models_without(one.name)})
            scores[one.name] = scored(one, answers_of(files[one.name]), verbose=False)
    use(own)
    (WORK / "left_out.json").write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
    console.print("\nEach set with weights that were fitted without its questions:")
    show(scores)


if __name__ == "__main__":
    main()
