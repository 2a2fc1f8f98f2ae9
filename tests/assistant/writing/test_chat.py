"""The chat with a language model, without a browser: asked about first, written, rejected, stopped, at its limit."""

import html
import shutil
import time

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.pages.chat import conversation
from assistant.pages.chat.writing import OFFERED
from assistant.pages.library import library
from benchmarks.runs import ROOT
from tests.assistant.writing.model_server import Reply, sentences

QUESTION = "what did the focused visit find"
PATIENCE = 60


def quoting(asked):
    """A reply that quotes the first passage."""
    first = next(one["key"] for one in asked.material if "passage" in one)
    return sentences((f"The paper says {{{first}}}", [first]))


@pytest.fixture
def open_page(server, sample_index, tmp_path, monkeypatch):
    """Give a function that opens the chat with the server as its model, and other settings."""
    index = tmp_path / "index"
    shutil.copytree(sample_index, index)
    monkeypatch.setenv("OPENAI_API_KEY", "k")

    def opened(**more):
        settings = {"INDEX": str(index), "MODEL": "openai:told", "MODEL_URL": server.url, **more}
        for name, value in settings.items():
            monkeypatch.setenv(f"SCRUTINEER_{name}", value)
        st.cache_resource.clear()
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
        page.session_state["person"] = "a person of the tests"
        return page.run()

    yield opened
    st.cache_resource.clear()


def words(page):
    return html.unescape("\n".join(element.proto.body for element in page.get("html")))


def ask(page, question=QUESTION):
    return page.chat_input[0].set_value(question).run()


def turn(page):
    return page.session_state[conversation.TURNS][-1]


def ended(page, what=lambda page: turn(page).job):
    """Show the page anew until its text has been written."""
    until = time.monotonic() + PATIENCE
    while what(page) is not None and time.monotonic() < until:
        time.sleep(0.2)
        page.run()
    return page


def pressed(page, key):
    return page.button(key=key).click().run()


def test_an_answer_is_written_in_place_of_the_papers_words(open_page, server):
    server.always = Reply(quoting)
    page = ended(ask(open_page()))
    assert not page.exception
    said = words(page)
    assert turn(page).answer.text.startswith("The paper says “")
    assert "Written by openai:told" in said
    assert "1,000 tokens sent, 200 written" in said
    assert "1 of 50 texts today" in said
    assert "href='#source-0-1'" in said


def test_a_model_outside_the_house_is_asked_about_first(open_page, server):
    server.always = Reply(quoting)
    page = ask(open_page(MODEL_LOCAL="no"))
    said = words(page)
    assert f"Have it written by 127.0.0.1:{server.server_port}?" in said
    assert "Exempt papers are not sent" in said
    assert turn(page).answer is not None
    assert server.asked == []
    page = ended(pressed(page, "agree-0"))
    assert turn(page).answer.text.startswith("The paper says “")
    # It is asked once: the next one is written without.
    page = ended(ask(page, "what is the edge of care service"))
    assert "Have it written by" not in words(page)
    assert len(server.asked) == 2


def test_who_declines_keeps_the_papers_words(open_page, server):
    page = pressed(ask(open_page(MODEL_LOCAL="no")), "decline-0")
    assert "Have it written by" not in words(page)
    assert "Have it written by" not in words(ask(page, "what is the edge of care service"))
    assert server.asked == []
    assert turn(page).answer.citations


def test_what_does_not_pass_is_not_shown_and_the_page_says_so(open_page, server):
    server.always = Reply(sentences(("In all 77,777 children were seen.", ["zzzzzz"])))
    page = ended(ask(open_page()))
    assert "77,777" not in words(page)
    assert "did not pass the check" in words(page)
    assert "The answer is in the papers’ own words." in words(page)
    assert turn(page).answer.citations


def test_it_can_be_stopped(open_page, server):
    server.always = Reply('{"sentences": [' + " " * 9000, pause=0.1)
    page = ask(open_page())
    assert "Being written by" in words(page)
    page = ended(pressed(page, "stop-0"))
    assert "Stopped before it was written." in words(page)
    assert turn(page).answer.citations
    assert server.left.wait(10)


def test_at_the_limit_the_page_says_so(open_page, server):
    server.always = Reply(quoting)
    page = ended(ask(open_page(MODEL_PER_DAY="1")))
    page = ended(ask(page, "what is the edge of care service"))
    assert "today’s 1 texts have been used" in words(page)
    assert turn(page).answer.citations
    assert len(server.asked) == 1


def test_an_error_of_the_server_leaves_the_answer(open_page, server):
    server.always = Reply(status=401, error="key k")
    page = ended(ask(open_page()))
    assert "does not accept the key" in words(page)
    assert turn(page).answer.citations


@pytest.mark.parametrize("name", OFFERED)
def test_texts_beside_an_answer_are_written_when_they_are_pressed(open_page, server, name):
    server.always = Reply(quoting)
    page = ended(ask(open_page()))
    page = ended(pressed(page, f"write-0-{name}"))
    assert not page.exception
    (text,) = turn(page).texts
    assert (text.title, text.done.text[:14]) == (OFFERED[name], "The paper says")
    assert OFFERED[name] in words(page)


def test_a_figure_is_not_left_to_the_model(open_page, server):
    page = ended(ask(open_page(), "how many children were looked after at the end of May 2019"))
    assert server.asked == []
    assert "no language model is asked" in words(page)


def test_half_a_setting_says_so_and_the_answer_stands(open_page):
    page = ended(ask(open_page(MODEL="told")))
    assert "provider and its model" in words(page)
    assert turn(page).answer.citations


def test_what_is_kept_are_the_papers_own_words(open_page, server):
    server.always = Reply(quoting)
    page = ended(ask(open_page()))
    kept = page.session_state[conversation.CURRENT]
    (one,) = library().conversations.turns("a person of the tests", kept)
    assert one.answer == turn(page).plain.text
