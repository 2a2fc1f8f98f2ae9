"""Weights that never saw a set: its questions are left out, and the product's own weights come back."""

from dataclasses import asdict

import numpy as np

from assistant.ranking.features import Features, fitted
from benchmarks.fitting import Asked
from benchmarks.left_out import PARTS, ranking_without, use

NAMES = list(asdict(Features()))


def question(set_name, telling):
    """A question of which the first candidate answers, and one feature tells it from the other."""
    features = np.zeros((2, len(NAMES)))
    features[0, NAMES.index(telling)] = 1
    return Asked(set_name, features, np.array([1.0, 0.0]))


def test_the_questions_of_the_set_have_no_part_in_its_weights():
    asked = {"weights": [question("harbour", "recent")] * 9 + [question("quay", "row")] * 9}
    without = ranking_without("harbour", asked)["weights"]
    both = ranking_without("", asked)["weights"]
    assert without["recent"] < both["recent"]
    assert without["row"] >= both["row"]


def test_other_weights_are_used_until_the_own_ones_come_back():
    own = {name: dict(getattr(fitted(), name)) for name in PARTS}
    use({"weights": {"words": 1.5}})
    assert fitted().weights == {"words": 1.5}
    use(own)
    assert {name: getattr(fitted(), name) for name in PARTS} == own
