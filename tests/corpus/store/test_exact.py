"""Exact vector search: the nearest of all, the same every time."""

import numpy as np

from corpus.store.exact import ExactVectors


def unit(*numbers):
    vector = np.array(numbers, np.float32)
    return vector / np.linalg.norm(vector)


NORTH, EAST, BETWEEN = unit(0, 1), unit(1, 0), unit(1, 1)
HELD = ExactVectors.of([("a#0", "a", NORTH), ("a#1", "a", EAST), ("b#0", "b", BETWEEN), ("b#1", "b", NORTH)])


def test_the_nearest_come_first_with_their_cosine():
    found = HELD.search([0, 1], 3)
    assert list(found) == ["a#0", "b#1", "b#0"]
    assert np.allclose(list(found.values()), [1, 1, 0.5**0.5])


def test_what_is_as_near_comes_in_the_order_of_the_catalogue():
    assert list(HELD.search([1, 1], 4)) == ["b#0", "a#0", "a#1", "b#1"]


def test_a_search_of_some_documents_gives_no_others():
    assert list(HELD.search([1, 0], 9, ["b"])) == ["b#0", "b#1"]
    assert HELD.search([1, 0], 9, ["c"]) == {}


def test_nothing_held_is_nothing_found():
    assert ExactVectors.of([]).search([1, 0], 9) == {}


def test_the_neighbours_are_those_of_a_plain_comparison_with_every_vector():
    random = np.random.default_rng(7)
    vectors = random.normal(size=(500, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    held = ExactVectors.of((f"d#{row}", "d", vector) for row, vector in enumerate(vectors))
    asked = vectors[3] + vectors[4]
    wanted = sorted(range(500), key=lambda row: -float(np.dot(vectors[row], asked)))[:20]
    assert list(held.search(asked.tolist(), 20)) == [f"d#{row}" for row in wanted]
