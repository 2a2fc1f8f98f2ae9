"""Common words are left out of a question to a large index, and the answers to rare ones stay the same."""

import pytest

from corpus.store import rarest, searched
from corpus.store.catalogue import Catalogue
from corpus.store.filters import Filters
from corpus.store.rarest import without_common
from tests.corpus.store.made import contents_of, document

OFTEN = {"harbour": 900, "wall": 300, "ferri": 40, "lighthous": 3}


def frequencies(stems):
    return {stem: OFTEN.get(stem, 0) for stem in stems}


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    monkeypatch.setattr(rarest, "MOST", 400)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ('"harbour" OR "wall" OR "ferry"', '"wall" OR "ferry"'),
        ('("harbour" OR "walls") OR ("lighthouse")', '"walls" OR "lighthouse"'),
        ('"harbour"', '"harbour"'),
        ('"harbour" OR "nowhere"', '"harbour" OR "nowhere"'),
        ('"harbour wall" OR "harbour"', '"harbour wall"'),
        ('("harbour") AND ("wall")', '("harbour") AND ("wall")'),
        ('{text} : "harbour" OR "ferry"', '{text} : "harbour" OR "ferry"'),
    ],
)
def test_the_commonest_words_go_while_rarer_ones_are_enough(asked, left):
    assert without_common(asked, frequencies) == left


@pytest.fixture
def catalogue(tmp_path):
    made = Catalogue.create(tmp_path / "catalogue.sqlite3", {})
    for number in range(12):
        texts = [f"The harbour was quiet on day {day} of the week." for day in range(4)]
        known = document(f"{number}.txt", council="North" if number % 3 else "South")
        made.put(known, contents_of(known, *texts, f"The lighthouse keeper saw ship {number} from the harbour."))
    made.finish()
    yield made
    made.close()


def found(catalogue, *filters):
    return [hit.chunk.id for hit in catalogue.search('"harbour" OR "lighthouse"', 8, *filters)]


@pytest.mark.parametrize("filters", [(), (Filters(councils=("South",)),)])
def test_a_large_index_finds_first_what_a_small_one_finds_first(catalogue, monkeypatch, filters):
    small = found(catalogue, *filters)
    monkeypatch.setattr(searched, "SMALL", 0)
    monkeypatch.setattr(rarest, "MOST", 20)
    large = found(catalogue, *filters)
    assert small[: len(large)] == large == [each for each in large if each.endswith("#4")]
    assert len(large) == (4 if filters else 8)


def test_what_is_limited_is_found_in_no_other_document(catalogue):
    own = found(catalogue, Filters(documents=("id-3.txt", "id-4.txt", "id-9.txt")))
    assert {each.partition("#")[0] for each in own} == {"id-3.txt", "id-4.txt", "id-9.txt"}
    assert catalogue.places_with('"lighthouse"', ["id-3.txt", "nowhere"]) == {"id-3.txt": [4]}


def test_a_phrase_that_very_many_hold_is_scored_in_those_that_were_put_last(catalogue, monkeypatch):
    assert len({hit.chunk.document_id for hit in catalogue.search('"harbour"', 100)}) == 12
    monkeypatch.setattr(searched, "MOST", 10)
    assert {hit.chunk.document_id for hit in catalogue.search('"harbour"', 100)} == {"id-10.txt", "id-11.txt"}
    own = catalogue.search('"harbour"', 100, Filters(documents=("id-3.txt",)))
    assert len(own) == 5  # what is limited is looked at whole


def test_words_are_listed_by_their_opening(catalogue):
    assert catalogue.words("ha") == ["harbour"]
    assert catalogue.words("ke") == ["keeper"]
    assert catalogue.words("zz") == []
