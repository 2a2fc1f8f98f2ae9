"""The page without a browser: what it says in each state. `tests/browser/` looks at it as a reader does."""

import html
import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.pages import wording
from assistant.pages.chat import chart, conversation
from assistant.pages.chat.examples import OF_THE_SAMPLE
from assistant.pages.library import library
from corpus.settings import Settings
from corpus.store.filters import Filters
from ingest.pipeline import ingest

APP = Path(__file__).parent.parent.parent / "app.py"
PATIENCE = 60


@pytest.fixture
def open_page(monkeypatch):
    """Give a function that opens the page, for a new visitor, on the index in a folder."""

    def opened(index):
        monkeypatch.setenv("SCRUTINEER_INDEX", str(index))
        # Loading the model takes seconds: visitors of the same index share it here as they do on a server.
        if library().assistant.settings.index != index:
            st.cache_resource.clear()
        return AppTest.from_file(str(APP), default_timeout=PATIENCE).run()

    return opened


@pytest.fixture(scope="module")
def sample_index(sample_index, tmp_path_factory):
    """Give an index of its own: conversations are kept in its folder."""
    index = tmp_path_factory.mktemp("chat") / "index"
    shutil.copytree(sample_index, index)
    return index


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_left_open():
    yield
    st.cache_resource.clear()


def words(page):
    """Give all that the page says, as text with its markup."""
    return "\n".join(element.proto.body for element in page.get("html"))


def ask(page, question):
    return page.chat_input[0].set_value(question).run()


def test_without_an_index_the_page_says_what_to_do(open_page, tmp_path):
    page = open_page(tmp_path / "none")
    assert wording.NO_PAPERS in html.unescape(words(page))
    assert not page.exception


def test_papers_that_come_while_the_page_is_open_are_taken_up(open_page, tmp_path, sample_index):
    page = open_page(tmp_path / "index")
    shutil.copytree(sample_index, tmp_path / "index", dirs_exist_ok=True)
    page.run()
    assert wording.NO_PAPERS not in html.unescape(words(page))
    assert [button.label for button in page.button if (button.key or "").startswith("example-")] == list(OF_THE_SAMPLE)


def test_an_index_that_cannot_be_used_says_so(open_page, tmp_path):
    generation = tmp_path / "generations" / "000001"
    generation.mkdir(parents=True)
    (generation / "catalogue.sqlite3").write_text("this is no database, and long enough to be taken for a damaged one")
    (tmp_path / "current").write_text("000001")
    page = open_page(tmp_path)
    assert "The index cannot be read" in words(page)
    assert str(tmp_path) not in words(page)
    assert page.chat_input[0].disabled
    assert not page.exception


def test_an_example_is_asked_when_it_is_pressed(open_page, sample_index):
    page = open_page(sample_index)
    page.button[0].click().run()
    said = words(page)
    assert OF_THE_SAMPLE[0] in said
    assert "class='answer" in said
    assert "<article class='source' id='source-0-1'" in said
    assert "href='#source-0-1'" in said


def test_earlier_turns_stay_and_a_follow_up_leans_on_them(open_page, sample_index):
    page = open_page(sample_index)
    ask(page, "what was the LAC rate in May 2019")
    ask(page, "and in April?")
    turns = page.session_state[conversation.TURNS]
    assert [turn.question for turn in turns] == ["what was the LAC rate in May 2019", "and in April?"]
    assert turns[1].answer.read_as["LAC"] == "looked after children"
    assert "id='question-0'" in words(page)
    assert "id='question-1'" in words(page)


def test_the_page_that_is_opened_is_a_picture(open_page, sample_index):
    page = open_page(sample_index)
    ask(page, "what was the LAC rate in May 2019")
    assert not page.get("image")
    page.button(key="page-source-0-1").click().run()
    assert len(page.get("image")) == 1
    assert wording.NOT_PLACED not in words(page)
    page.button(key="page-source-0-1").click().run()
    assert not page.get("image")


def test_a_filter_limits_the_search_and_the_answer_says_so(open_page, sample_index):
    page = open_page(sample_index)
    committees = page.multiselect(key="committees")
    cabinet = next(name for name in committees.options if "Cabinet" in name)
    committees.set_value([cabinet]).run()
    ask(page, "how many children are looked after")
    (turn,) = page.session_state[conversation.TURNS]
    assert turn.limits == f"Only: {cabinet}"
    assert {citation.document.committee for citation in turn.answer.citations} <= {cabinet}
    assert f"Only: {cabinet}" in words(page)


def test_a_question_of_white_space_is_not_asked(open_page, sample_index):
    page = open_page(sample_index)
    ask(page, "   \n ")
    assert page.session_state[conversation.TURNS] == []


def test_a_question_without_words_is_asked_for_again(open_page, sample_index):
    assert "Please ask a question in words." in words(ask(open_page(sample_index), "?!"))


def test_a_very_long_question_is_cut_and_the_page_says_so(open_page, sample_index):
    page = open_page(sample_index)
    ask(page, "children " * 1200)
    assert len(page.session_state[conversation.TURNS][0].question) == conversation.LONGEST
    assert conversation.CUT in words(page)


def test_what_the_papers_do_not_say_is_said_with_what_they_cover(open_page, sample_index):
    page = open_page(sample_index)
    ask(page, "what is the airspeed of an unladen swallow")
    said = html.unescape(words(page))
    assert "The papers held do not say." in said
    assert "Held: " in said


def test_markup_in_a_question_stays_text(open_page, sample_index):
    page = open_page(sample_index)
    ask(page, "<script>alert(1)</script> <img src=x onerror=alert(1)> LAC rate")
    said = words(page)
    assert "<img" not in said
    assert "&lt;script&gt;alert(1)" in said


def test_a_source_whose_paper_has_gone_says_so(open_page, tmp_path, sample_index):
    from ingest.pipeline import remove

    index = tmp_path / "index"
    shutil.copytree(sample_index, index)
    page = open_page(index)
    ask(page, "what was the LAC rate in May 2019")
    name = page.session_state[conversation.TURNS][0].answer.citations[0].document.name
    remove([name], Settings(index=index))
    page.run()
    assert wording.GONE in words(page)
    assert not page.exception


def test_a_paper_without_pages_shows_the_passage_between_its_neighbours(open_page, tmp_path):
    paper = tmp_path / "note.txt"
    paper.write_text(
        "Harbour Committee\n\nThe dredger returned in spring.\n\n"
        "The lighthouse keeper <b>repaired</b> the foghorn in October 2018.\n\nThe buoys were painted.\n"
    )
    settings = Settings(index=tmp_path / "index")
    assert ingest([paper], settings).exit_status == 0
    page = open_page(settings.index)
    ask(page, "who repaired the foghorn")
    page.button(key="page-source-0-1").click().run()
    said = words(page)
    assert "<mark>" in said
    assert "The dredger returned in spring." in said
    assert "<b>repaired" not in said


def test_an_index_that_breaks_while_the_page_is_open_is_said_plainly(open_page, tmp_path, sample_index):
    index = tmp_path / "index"
    shutil.copytree(sample_index, index)
    page = open_page(index)
    library().assistant.load()
    for file in index.glob("generations/*/catalogue.sqlite3"):
        file.write_bytes(file.read_bytes()[:4096] + bytes(file.stat().st_size - 4096))
    library().assistant.opened().snapshot.catalogue.close()  # what was read already is not kept
    ask(page, "what was the LAC rate in May 2019")
    assert "The index cannot be read" in words(page)
    assert str(tmp_path) not in words(page)
    assert not page.exception


def test_a_fault_inside_is_a_plain_sentence_and_the_details_are_logged(open_page, tmp_path, caplog):
    open_page(tmp_path / "none")
    turn = conversation.answer(None, "what was the LAC rate", cut=False, filters=Filters(), limits="")
    assert (turn.answer, turn.problem) == (None, wording.FAILED)
    assert "a question could not be answered" in caplog.text


def test_another_period_than_was_read_can_be_chosen_and_is_asked(open_page, sample_index):
    page = open_page(sample_index)
    ask(page, "how many children were looked after in May 2019")
    periods = page.selectbox(key="change-0-period")
    assert periods.value == "May 2019"
    assert page.button(key="change-0-period-ask").disabled
    periods.set_value("December 2017").run()
    page.button(key="change-0-period-ask").click().run()
    questions = [turn.question for turn in page.session_state[conversation.TURNS]]
    assert questions[1] == "how many children were looked after in December 2017"


def test_the_reading_can_be_changed_in_the_latest_turn_only(open_page, sample_index):
    page = open_page(sample_index)
    ask(page, "how many children were looked after in May 2019")
    ask(page, "how many contacts were there in May 2019?")
    assert not any(box.key == "change-0-period" for box in page.selectbox)
    assert any(box.key == "change-1-period" for box in page.selectbox)
    assert "looked after children" in words(page)


def test_a_chart_that_cannot_be_drawn_costs_neither_its_answer_nor_the_next_question(
    open_page, sample_index, monkeypatch
):
    def breaks(*_):
        raise AttributeError("half of a library")

    page = open_page(sample_index)
    monkeypatch.setattr("assistant.pages.chat.chart.drawer", breaks)
    page = ask(page, "how has the number of looked after children changed since 2017")
    assert chart.FAILED in html.unescape(words(page))
    page = ask(page, "what was the LAC rate in May 2019")
    assert "153.7" in words(page)
    assert "Ask next" in words(page)
    assert not page.exception
