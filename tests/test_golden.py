"""The golden questions, asked of the sample papers: a change that loses answers fails here."""

import json

import pytest

from benchmarks.evaluate import ASKED, COUNCILS
from benchmarks.runs import GOLDEN, run, scrutineer
from benchmarks.scoring import lines, marks

# Below what the product reached when it was last measured (0.78): embeddings differ a little between processors, and a
# close call may fall the other way. Raise it with the product.
LEAST_CORRECT = 0.73
# Of answers given without a warning 89% are right, of those with one 68%.
LEAST_CORRECT_UNWARNED = 0.84


@pytest.fixture(scope="module")
def golden(sample_index, tmp_path_factory):
    """The questions, their answers and their marks."""
    questions = lines(GOLDEN)
    asked = tmp_path_factory.mktemp("golden") / "asked.jsonl"
    bare = [{key: row[key] for key in ASKED if key in row} for row in questions]
    asked.write_text("".join(json.dumps(row) + "\n" for row in bare), encoding="utf-8")
    settings = {"SCRUTINEER_INDEX": str(sample_index), "SCRUTINEER_COUNCIL": COUNCILS.get("golden", "")}
    done = run([*scrutineer(), "ask", "--batch", asked, "--json"], settings)
    assert done.status == 0, done.errors
    answers = [json.loads(line) for line in done.output.splitlines()]
    return questions, answers, marks(questions, answers)


def test_every_question_gets_one_answer_in_the_order_asked(golden):
    questions, answers, _ = golden
    assert [answer["id"] for answer in answers] == [question["id"] for question in questions]


def test_every_number_said_stands_in_what_is_cited(golden):
    _, _, given = golden
    assert {mark.id: mark.stray for mark in given if not mark.grounded} == {}


def test_every_answer_that_was_given_cites_something(golden):
    _, answers, _ = golden
    assert [a["id"] for a in answers if a["status"] != "not_stated" and not a["citations"]] == []


def test_enough_questions_are_answered_correctly(golden):
    _, _, given = golden
    wrong = [mark for mark in given if not mark.correct]
    assert 1 - len(wrong) / len(given) >= LEAST_CORRECT, "\n".join(map(str, wrong))


def test_an_answer_without_a_warning_is_right_more_often_than_one_with_it(golden):
    _, answers, given = golden
    shares = {}
    for warned in (False, True):
        pairs = [(a, m) for a, m in zip(answers, given, strict=True) if a["status"] != "not_stated"]
        marked = [mark for answer, mark in pairs if answer["doubtful"] is warned]
        assert len(marked) > 30
        shares[warned] = sum(mark.correct for mark in marked) / len(marked)
    assert shares[False] >= LEAST_CORRECT_UNWARNED
    assert shares[True] < shares[False]
