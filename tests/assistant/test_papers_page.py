"""The papers page without a browser: what it lists, and who may change what."""

import html
import shutil
import time
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.pages.papers import changing, page
from assistant.pages.papers.desk import desk
from corpus.settings import Settings
from corpus.store.index import Index
from ingest.pipeline import ingest
from tests.ingest.drawn import draw
from tests.ingest.packs import page as page_of

SCRIPT = Path(__file__).parent / "papers_app.py"
PATIENCE = 60
HEAD = ("Report to: Cabinet", "Relevant Officer: Ann Head, Director", "Date of Meeting: 5 March 2020")
PUBLIC = page_of(*HEAD, "#HARBOUR DREDGING", "1.1 The harbour will be dredged in the spring.")
SECRET = page_of(
    "^EXEMPT - paragraph 3", *HEAD, "#LEASE OF THE PIER", "1.1 Gull Holdings offered £12,000 for the pier."
)
NOTE = b"Harbour Committee\n\nThe lighthouse keeper mended the foghorn in October 2018.\n"


@pytest.fixture
def open_page(monkeypatch):
    """Give a function that opens the page on an index; `edit` says whether its papers may be changed."""

    def opened(index, edit=False, **query):
        monkeypatch.setenv("SCRUTINEER_INDEX", str(index))
        monkeypatch.setenv("SCRUTINEER_ALLOW_EDIT", str(edit))
        st.cache_resource.clear()
        test = AppTest.from_file(str(SCRIPT), default_timeout=PATIENCE)
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    yield opened
    st.cache_resource.clear()


@pytest.fixture
def own_index(tmp_path, sample_index):
    shutil.copytree(sample_index, tmp_path / "index")
    return tmp_path / "index"


def words(test):
    return "\n".join(html.unescape(element.proto.body) for element in test.get("html"))


def labels(test):
    return [button.label for button in test.button]


def held(index):
    snapshot = Index(index).open()
    names = {document.name for document in snapshot.catalogue.documents()}
    snapshot.close()
    return names


def finished(test):
    """Wait for what is under way and give the page after it."""
    until = time.monotonic() + PATIENCE
    while desk().job is not None and desk().job.running and time.monotonic() < until:
        time.sleep(0.1)
    return test.run()


def test_files_stand_by_committee_and_meeting_with_the_papers_bound_in_them(open_page, sample_index):
    said = words(open_page(sample_index))
    assert "<h2>Children and Families Scrutiny Committee · Wendmouth Council</h2>" in said
    assert said.index("<h3>12 September 2019</h3>") < said.index("<h3>13 June 2019</h3>")
    assert "papers in this file</summary>" in said
    assert "files can be asked" in said


def test_a_withheld_paper_is_named_and_not_linked(open_page, own_index, tmp_path):
    draw(tmp_path / "lease.pdf", PUBLIC, SECRET)
    ingest([tmp_path / "lease.pdf"], Settings(index=own_index))
    items = words(open_page(own_index, find="lease.pdf")).split("<li>")
    public, withheld = (item.split("</li>")[0] for item in items[1:])
    assert "<a href='paper?document=" in public
    assert "withheld: paragraph 3" in withheld
    assert "<a " not in withheld


def test_papers_are_found_by_name_and_the_address_says_so(open_page, sample_index):
    test = open_page(sample_index, find="youth justice")
    assert words(test).count("<article") == 1
    test.text_input(key=page.FIND).set_value("zeppelin").run()
    assert page.NONE_FOUND in words(test)


def test_files_that_cannot_be_asked_have_their_state_and_reason(open_page, own_index, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    ingest([tmp_path / "broken.pdf"], Settings(index=own_index))
    said = words(open_page(own_index))
    assert "1 file that cannot be asked" in said
    assert "<td>broken.pdf</td><td>unreadable</td>" in said


def test_a_reader_may_change_nothing(open_page, sample_index, tmp_path):
    test = open_page(sample_index)
    assert page.READ_ONLY in words(test)
    assert not test.file_uploader
    assert not any("Remove" in label for label in labels(test))
    nothing = open_page(tmp_path / "none")
    assert page.NOTHING_TO_READ in words(nothing)
    assert not nothing.file_uploader
    assert not nothing.exception


def test_an_index_that_cannot_be_used_is_not_changed_either(open_page, tmp_path):
    generation = tmp_path / "generations" / "000001"
    generation.mkdir(parents=True)
    (generation / "catalogue.sqlite3").write_text("this is no database, and long enough to be taken for a damaged one")
    (tmp_path / "current").write_text("000001")
    test = open_page(tmp_path, edit=True)
    assert "cannot be read" in words(test)
    assert not test.file_uploader


def test_the_first_papers_are_added_and_reported(open_page, tmp_path):
    test = open_page(tmp_path / "index", edit=True)
    assert page.NOTHING in words(test)
    test.file_uploader[0].set_value([("note.txt", NOTE, "text/plain"), ("b.pdf", b"%PDF-1.4", "application/pdf")]).run()
    next(button for button in test.button if button.label == "Add 2 files").click().run()
    test = finished(test)
    said = words(test)
    assert "<td>note.txt</td><td></td><td>added</td>" in said
    assert "<td>b.pdf</td><td></td><td>not read</td>" in said
    assert held(tmp_path / "index") == {"note.txt", "b.pdf"}
    next(button for button in test.button if button.label == "Close").click().run()
    assert "1 file can be asked" in words(test)
    assert not (tmp_path / "index" / "uploads").exists()
    assert not test.exception


def test_the_first_papers_can_be_taken_back(open_page, tmp_path):
    test = open_page(tmp_path / "index", edit=True)
    test.file_uploader[0].set_value([("note.txt", NOTE, "text/plain")]).run()
    next(button for button in test.button if button.label == "Add 1 file").click().run()
    test = finished(test)
    next(button for button in test.button if button.label == "Undo").click().run()
    assert page.NOTHING in words(test)
    assert test.file_uploader
    assert not Index(tmp_path / "index").exists()
    assert not test.exception


def test_papers_are_removed_only_after_a_question_and_can_be_brought_back(open_page, own_index):
    before = held(own_index)
    test = open_page(own_index, edit=True)
    options = test.multiselect(key=changing.REMOVED)
    options.select(next(option for option in options.options if "Youth Justice" in option)).run()
    next(button for button in test.button if button.label == "Remove …").click().run()
    assert "Remove 1 file" in labels(test)
    assert held(own_index) == before
    desk().remove(
        [next(name for name in before if "Youth Justice" in name)]
    )  # what the dialog does; tests/browser presses it
    test = finished(test)
    assert "<td>removed</td>" in words(test)
    assert len(before - held(own_index)) == 1
    next(button for button in test.button if button.label == "Undo").click().run()
    assert held(own_index) == before
    assert "Undo" not in labels(test)


def test_while_papers_are_added_nothing_else_is_begun_and_it_can_be_stopped(open_page, own_index, tmp_path):
    before = held(own_index)
    test = open_page(own_index, edit=True)
    files = [(f"{number}.txt", NOTE * 300 + str(number).encode(), "text/plain") for number in range(20)]
    test.file_uploader[0].set_value(files).run()
    next(button for button in test.button if button.label == "Add 20 files").click().run()
    assert not test.file_uploader
    next(button for button in test.button if button.label == "Stop").click().run()
    assert "Stopped. The papers are as they were." in words(test)
    assert held(own_index) == before


def test_a_name_that_was_uploaded_before_is_asked_about(open_page, tmp_path):
    test = open_page(tmp_path / "index", edit=True)
    for contents, expected in ((NOTE, {"note.txt"}), (NOTE + b"More.", {"note.txt", "note (2).txt"})):
        test.file_uploader[0].set_value([("note.txt", contents, "text/plain")]).run()
        if expected != {"note.txt"}:
            assert "Uploaded before under the same name: note.txt" in words(test)
            assert not test.checkbox[0].value
        next(button for button in test.button if button.label == "Add 1 file").click().run()
        test = finished(test)
        next(button for button in test.button if button.label == "Close").click().run()
        assert held(tmp_path / "index") == expected
