"""What is withheld reaches nobody: not by search, not as a picture of the page, not in a file."""

import pytest
from pypdfium2 import PdfDocument

from assistant.assistant import Assistant
from assistant.pictures import single_page
from corpus.embedding import SentenceModel
from corpus.errors import IndexMismatchError
from corpus.settings import Settings
from corpus.store.index import Index
from ingest.pipeline import ingest
from ingest.report import Outcome
from tests.ingest.drawn import draw
from tests.ingest.packs import page

HEAD = ("Report to: Cabinet", "Relevant Officer: Ann Head, Director", "Date of Meeting: 5 March 2020")
PUBLIC = page(*HEAD, "#HARBOUR DREDGING", "1.1 The harbour will be dredged in the spring.")
SECRET = page("^EXEMPT - paragraph 3", *HEAD, "#LEASE OF THE PIER", "1.1 Gull Holdings offered £12,000 for the pier.")


@pytest.fixture(scope="module")
def model():
    return SentenceModel(Settings().embedding_model)


def held(tmp_path, model, *pages, allow_exempt=False):
    draw(tmp_path / "pack.pdf", *pages)
    settings = Settings(index=tmp_path / "index")
    report = ingest([tmp_path / "pack.pdf"], settings, model=model, allow_exempt=allow_exempt)
    return report, Assistant(settings)


def test_a_withheld_page_is_not_searched_drawn_or_handed_out(tmp_path, model):
    report, assistant = held(tmp_path, model, PUBLIC, SECRET)
    assert report.lines[0].reason == "page 2 withheld: paragraph 3"
    snapshot = assistant.opened().snapshot
    (document,) = snapshot.catalogue.documents()
    assert snapshot.catalogue.search("gull OR pier", 5) == []
    assert snapshot.catalogue.withheld_pages(document.id) == {2}
    assert snapshot.whole_file(document) is None
    assert "Gull" not in assistant.ask("what did Gull Holdings offer for the pier?").text


def test_of_a_file_withheld_in_part_a_public_page_can_be_taken_out_alone(tmp_path, model):
    _, assistant = held(tmp_path, model, PUBLIC, SECRET)
    snapshot = assistant.opened().snapshot
    (document,) = snapshot.catalogue.documents()
    alone = tmp_path / "alone.pdf"
    alone.write_bytes(single_page(snapshot.original(document), 1))
    with PdfDocument(alone) as taken:
        assert len(taken) == 1
        assert "dredged" in taken[0].get_textpage().get_text_range()
    assert b"Gull" not in alone.read_bytes()


def test_a_file_that_is_exempt_as_a_whole_is_named_and_withheld(tmp_path, model):
    report, assistant = held(tmp_path, model, SECRET)
    assert [(line.outcome, line.reason) for line in report.lines] == [
        (Outcome.WITHHELD, "the whole file is exempt (paragraph 3)")
    ]
    snapshot = assistant.opened().snapshot
    (document,) = snapshot.catalogue.documents()
    assert (document.title, snapshot.whole_file(document)) == ("", None)
    assert assistant.opened().documents == {}


def test_an_index_for_exempt_papers_answers_from_them_and_marks_the_source(tmp_path, model):
    _, assistant = held(tmp_path, model, SECRET, allow_exempt=True)
    answer = assistant.ask("what did Gull Holdings offer for the pier?")
    assert assistant.opened().allows_exempt
    assert answer.citations[0].notes == ("exempt: paragraph 3",)
    assert answer.to_json()["citations"][0]["notes"] == ["exempt: paragraph 3"]


@pytest.mark.parametrize("first", [True, False])
def test_the_two_kinds_of_index_are_not_mixed(tmp_path, model, first):
    held(tmp_path, model, PUBLIC, allow_exempt=first)
    with pytest.raises(IndexMismatchError, match="--allow-exempt"):
        held(tmp_path, model, PUBLIC, allow_exempt=not first)
    assert Index(tmp_path / "index").open().allows_exempt is first
