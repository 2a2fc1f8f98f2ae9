"""The papers of other councils: made from their texts, and holding what the questions on them say they hold."""

from pathlib import Path

import pytest

from benchmarks.elsewhere import make_papers, question_files
from benchmarks.evaluate import council_of
from benchmarks.scoring import lines
from tests.printed import pages, squashed

GOLDEN = Path(__file__).parent / "golden" / "questions.jsonl"


@pytest.fixture(scope="module")
def papers(tmp_path_factory) -> dict[str, str]:
    """Words of each paper, made afresh, by its file's name without suffix."""
    pytest.importorskip("reportlab", reason="reportlab, a development dependency, is not installed")
    return {path.stem: squashed(" ".join(pages(path))) for path in make_papers(tmp_path_factory.mktemp("elsewhere"))}


def questions() -> list[dict]:
    return [question for path in question_files() for question in lines(path)]


def test_every_quote_of_the_questions_stands_in_its_paper(papers):
    absent = [
        (question["id"], evidence["quote"])
        for question in questions()
        for evidence in question["evidence"]
        if squashed(evidence["quote"]) not in papers[evidence["document"]]
    ]
    assert absent == []


def test_every_paper_answers_some_question(papers):
    asked = {evidence["document"] for question in questions() for evidence in question["evidence"]}
    assert asked == set(papers)


def test_every_file_of_questions_has_a_council_of_its_own():
    councils = [council_of(path) for path in question_files()]
    assert len(set(councils)) == len(councils) >= 3
    assert "" not in councils


def test_the_questions_are_of_every_kind_and_almost_a_quarter_have_no_answer():
    asked = questions()
    assert {question["kind"] for question in asked} == {question["kind"] for question in lines(GOLDEN)}
    assert len({question["id"] for question in asked}) == len(asked) >= 150
    assert sum(question["abstain"] for question in asked) / len(asked) == pytest.approx(0.25, abs=0.02)
    assert all(question["abstain"] != bool(question["evidence"]) for question in asked)


def test_no_question_expects_what_must_not_be_said():
    both = [
        question["id"]
        for question in questions()
        if set(question["expect"]["none"]) & {value for group in question["expect"]["all"] for value in group}
    ]
    assert both == []
