"""The second order of passages, by the best sentence or row in each."""

from assistant.retrieval.reranking import rerank
from tests.assistant.held import asked_of, hold, paragraph

SAME = "There were 58 ferries in service at the quay in May 2019."


def test_the_passage_with_the_best_sentence_comes_first_and_repeats_last(tmp_path):
    index = tmp_path / "index"
    hold(index, "a.txt", paragraph(SAME), paragraph("Ferries, ferries and the quay were spoken of."))
    hold(index, "b.txt", paragraph(SAME), paragraph("A ferry was painted."))
    found = asked_of(index).search("how many ferries were in service at the quay in May 2019", 10)
    assert [passage.text for passage in found][0::3] == [SAME, SAME]
    assert [passage.score for passage in found[:3]] == sorted((p.score for p in found[:3]), reverse=True)


def test_without_candidates_the_order_of_the_search_stays(tmp_path):
    hold(tmp_path / "index", "a.txt", paragraph(SAME), paragraph("The quay was closed."))
    found = asked_of(tmp_path / "index").rank("ferries at the quay").found
    assert rerank(found, []) == sorted(found, key=lambda each: -each.score)
    assert rerank([], []) == []


def test_as_many_passages_are_given_as_are_asked_for(assistant):
    assert len(assistant.search("children in care", 33)) == 33
