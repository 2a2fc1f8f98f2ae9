"""The arithmetic of the fits."""

import numpy as np

from benchmarks.fitting import Asked, fit_logistic, left_out


def test_a_feature_that_hardly_differs_here_weighs_little_elsewhere():
    right = np.array([1.0, 0.0] * 20)
    telling, steady = right.copy(), np.ones(40)
    steady[[1, 3]] = 0.98
    weights = fit_logistic(np.column_stack([telling, steady]), right, (0, 0), np.ones(40))
    # On other papers it may well be 0.
    assert abs(weights[2]) < 0.2 * abs(weights[1])


def test_a_feature_speaks_only_the_way_it_may():
    right = np.array([1.0, 0.0] * 20)
    assert fit_logistic(right[:, None], right, (-1,), np.ones(40))[1] == 0


def test_each_set_is_scored_by_what_was_fitted_on_the_others():
    used = left_out(["a", "b", "a"], lambda rest: np.array(rest, float))
    assert {index: list(rest) for index, rest in used.items()} == {0: [1], 2: [1], 1: [0, 2]}
    assert left_out(["a", "a"], lambda rest: np.array(rest, float))[0].tolist() == [0, 1]


def test_the_candidate_with_the_highest_score_is_the_first():
    asked = Asked("a", np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0.0, 1.0]))
    assert asked.is_first(np.array([0.0, 1.0]))
    assert not asked.is_first(np.array([1.0, 0.0]))
