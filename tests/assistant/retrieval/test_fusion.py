"""The order of passages: keywords quoted, repeats last, boilerplate down, filters kept."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.questions.question import read_question
from assistant.retrieval.fusion import any_of, expression, retrieve
from corpus.store.filters import Filters
from corpus.store.index import Index
from tests.assistant.held import hold, paragraph

FORM = "Does the information submitted about fostering include exempt information? No."
WENDMOUTH = {"council": "Wendmouth Council", "committee": "Scrutiny Committee", "meeting_date": date(2019, 6, 13)}
SALTBY = {"council": "Saltby Council", "committee": "Cabinet", "meeting_date": date(2018, 1, 9)}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("retrieval") / "index"
    same = paragraph("Fostering fees rose for carers of sibling groups.")
    hold(folder, "june.txt", same, paragraph(FORM), paragraph("Fostering recruitment slowed."), **WENDMOUTH)
    hold(folder, "january.txt", same, paragraph(FORM), paragraph("Fostering panels met in spring."), **SALTBY)
    hold(folder, "undated.txt", paragraph(FORM), paragraph("The harbour was dredged."))
    snapshot = Index(folder).open()
    yield snapshot
    snapshot.close()


def texts(snapshot, glossary, text, filters=None, vector=None):
    return [f.chunk.text for f in retrieve(snapshot, read_question(text, glossary), vector, 10, filters)]


def test_every_phrase_is_quoted_and_none_twice():
    assert any_of(["Care", "care", "foster carers", "", "--", 'a"b']) == '"care" OR "foster carers" OR "a b"'
    assert any_of([]) == ""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from(["NEAR(", "AND", "a*", '"', "col:x", "^b", "-c"]))))
def test_no_text_becomes_syntax_of_the_keyword_index(phrases):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = 'porter unicode61 remove_diacritics 2')")
    asked = any_of(phrases)
    if asked:
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (asked,)).fetchall()
    connection.close()


def test_all_spellings_of_a_term_are_searched(glossary):
    asked = expression(read_question("LAC in Saltby", glossary))
    assert {'"lac"', '"saltby"', '"looked after children"', '"children in care"'} <= set(asked.split(" OR "))


def test_keywords_alone_find_without_a_vector(snapshot, glossary):
    assert texts(snapshot, glossary, "was the harbour dredged") == ["The harbour was dredged."]
    assert texts(snapshot, glossary, "of the") == []


def test_an_exact_repeat_goes_last_and_stays(snapshot, glossary):
    found = texts(snapshot, glossary, "fostering fees for carers of sibling groups")
    assert found[0] == "Fostering fees rose for carers of sibling groups."
    assert found.count(found[0]) == 2
    assert found.index("Fostering recruitment slowed.") < len(found) - 1 - found[::-1].index(found[0])


def test_boilerplate_is_pushed_below_what_says_something(snapshot, glossary):
    found = texts(snapshot, glossary, "fostering")
    assert found[-3:].count(FORM) >= 2
    assert found.index("Fostering recruitment slowed.") < found.index(FORM)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(councils=("saltby council",)), {"january.txt"}),
        (Filters(committees=("Scrutiny Committee",)), {"june.txt"}),
        (Filters(documents=("id-undated.txt",)), {"undated.txt"}),
        (Filters(since=date(2019, 1, 1)), {"june.txt"}),
        (Filters(until=date(2018, 12, 31)), {"january.txt"}),
        (Filters(since=date(2018, 1, 9), until=date(2019, 6, 13)), {"june.txt", "january.txt"}),
        (Filters(councils=("Nowhere",)), set()),
    ],
)
def test_filters_hold(snapshot, glossary, filters, names):
    found = retrieve(snapshot, read_question("fostering", glossary), None, 10, filters)
    assert {f.chunk.document_id.removeprefix("id-") for f in found} == names


def test_scores_of_the_search_lie_between_0_and_1_and_fall(snapshot, glossary):
    scores = [f.score for f in retrieve(snapshot, read_question("fostering fees", glossary), None, 3)]
    assert 1 >= scores[0] >= scores[1] >= scores[2] >= 0


def test_vectors_find_what_shares_no_word(assistant):
    ranking = assistant.rank("youngsters absconding")
    assert ranking.found
    assert any("missing" in found.chunk.text.casefold() for found in ranking.found)


def test_filters_hold_for_vectors_too(assistant):
    name = next(d for d in assistant.opened().documents.values() if d.name.endswith(".docx"))
    passages = assistant.search("children in care", 10, Filters(documents=(name.id,)))
    assert passages
    assert {passage.document.id for passage in passages} == {name.id}
