"""Fit how sure an answer is from labelled questions, and say what the thresholds give.

    python -m benchmarks.fit_sureness [--write]

Takes the indexes that `make eval` left, drafts an answer to every question however unsure, and marks it. After a
change of the ranking's weights it has to be run again. What each threshold gives is counted out of fold, and with
each set left out of the fit.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.checking import flaws
from assistant.drafting import drafted
from assistant.ranking.sureness import is_none
from assistant.wording import answered
from benchmarks.fitting import Numbers, assistants, balanced, fit_logistic, left_out, out_of_fold, write
from benchmarks.scoring import mark

FOR = frozenset(
    (
        "own sentence topic around above nearby telling in_table agreed stated_again theme core whole period unit role "
        "counted margin score passage together alone words before block coverage core_around kind pair_words pair_time "
        "pair_near label new one_sentence"
    ).split()
)
AGAINST = frozenset(
    (
        "little rarest rare_missing other_unit wrong_unit other_period unstated_period other_role other_term "
        "other_flow qualified unasked elsewhere later former behind contradicts taken unpaired nameless other_paper "
        "unmet displaced many_numbers"
    ).split()
)
"""Evidence that may only speak for an answer, and only against it; what else there is may do either."""
LEAST_SURE = 0.5
"""How sure is enough. With a set left out, 0.55 spares a tenth of the wrong figures and declines an eighth more."""
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What speaks for a drafted answer, whether it is right, and whether the papers answer the question at all."""

    set_name: str
    evidence: Mapping[str, float]
    right: bool
    answerable: bool


def drafts(left: str = "") -> dict[str, list[Drafted]]:
    """Give the drafted answers of every set but `left`, by what they are made of; those that miss the subject not."""
    found: dict[str, list[Drafted]] = {"figures": [], "sentences": []}
    for set_name, assistant, questions in assistants():
        if set_name == left:
            continue
        for question in questions:
            ranking = assistant.rank(question["question"], question["history"])
            draft = drafted(ranking)
            if draft is None or not draft.said or draft.by not in found or is_none(draft.evidence, draft.by):
                continue
            answer = answered(ranking.opened, ranking.question, draft.said, draft.opening, draft.working)
            sound = not flaws(answer, ranking.question.full_text)
            right = sound and not question["abstain"] and mark(question, answer.to_json()).correct
            found[draft.by].append(Drafted(set_name, draft.evidence, right, not question["abstain"]))
    return found


def models_without(left: str) -> dict[str, dict[str, float]]:
    """Give what makes an answer sure, by what it is made of, fitted without the drafts of a set."""
    models = {}
    for name, given in drafts(left).items():
        names = sorted({key for one in given for key in one.evidence})
        features = np.array([[one.evidence.get(key, 0.0) for key in names] for one in given], float)
        right = np.array([one.right for one in given], float)
        weights = fit_logistic(features, right, _signs(names), balanced([one.set_name for one in given]))
        models[name] = {"bias": float(weights[0])} | dict(zip(names, map(float, weights[1:]), strict=True))
    return models


def _signs(names: Sequence[str]) -> list[int]:
    return [1 if key in FOR else -1 if key in AGAINST else 0 for key in names]


def table(name: str, given: Sequence[Drafted], sures: Mapping[str, Numbers]) -> Table:
    """Say what is answered at each threshold, how much of it rightly, and how many that have no answer."""
    columns = [f"{word}, {way}" for way in sures for word in ("right", "not right", "without an answer")]
    shown = Table("at least", *columns, title=f"{name}: {len(given)} drafts, {sum(one.right for one in given)} right")
    for least in THRESHOLDS:
        row = []
        for sure in sures.values():
            kept = [one for one, value in zip(given, sure, strict=True) if value >= least]
            right = sum(one.right for one in kept)
            row += [right, len(kept) - right, sum(not one.answerable for one in kept)]
        shown.add_row(f"{least:.2f}", *map(str, row))
    return shown


def _sure(features: Numbers, weights: Mapping[int, Numbers]) -> Numbers:
    totals = [weights[i][0] + features[i] @ weights[i][1:] for i in range(len(features))]
    return np.asarray(1 / (1 + np.exp(-np.array(totals))))


def main() -> None:
    """Fit, print what each threshold gives, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    options = parser.parse_args()
    console = Console()
    models: dict[str, dict[str, float]] = {}
    for name, given in drafts().items():
        names = sorted({key for one in given for key in one.evidence})
        features = np.array([[one.evidence.get(key, 0.0) for key in names] for one in given], float)
        right = np.array([one.right for one in given], float)
        counts = balanced([one.set_name for one in given])
        signs = _signs(names)

        def fitted(
            rest: list[int],
            features: Numbers = features,
            right: Numbers = right,
            signs: Sequence[int] = signs,
            counts: Numbers = counts,
        ) -> Numbers:
            return fit_logistic(features[rest], right[rest], signs, counts[rest])

        names_of_sets = [one.set_name for one in given]
        ways = {"folds": out_of_fold(len(given), fitted), "set left out": left_out(names_of_sets, fitted)}
        sures = {way: _sure(features, weights) for way, weights in ways.items()}
        for set_name in dict.fromkeys(names_of_sets):
            own = [i for i, other in enumerate(names_of_sets) if other == set_name]
            sure_of_own = {way: sure[own] for way, sure in sures.items()}
            console.print(table(f"{name}: {set_name}", [given[i] for i in own], sure_of_own))
        weights = fitted(list(range(len(given))))
        models[name] = {"bias": round(float(weights[0]), 3)}
        models[name] |= {key: round(float(w), 3) for key, w in zip(names, weights[1:], strict=True) if abs(w) >= 0.005}
    console.print(models)
    if options.write:
        write({"sure": models, "least_sure": dict.fromkeys(models, LEAST_SURE)})


if __name__ == "__main__":
    main()
