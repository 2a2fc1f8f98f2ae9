"""Conversations on the chat page, without a browser: kept, reopened, sent on as a link, deleted and brought back."""

import html
import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.kept.conversations import Conversations
from assistant.kept.database import Database
from assistant.kept.feedback import FeedbackBook
from assistant.pages.chat import conversation, links
from assistant.pages.library import library

APP = Path(__file__).parent.parent.parent / "app.py"
QUESTION = "how many children were looked after in May 2019"


@pytest.fixture(scope="module")
def index(sample_index, tmp_path_factory):
    """Give an index of its own: conversations are kept in its folder."""
    folder = tmp_path_factory.mktemp("kept") / "index"
    shutil.copytree(sample_index, folder)
    yield folder
    st.cache_resource.clear()


@pytest.fixture
def visit(monkeypatch, index):
    """Give a function that opens the page for a visitor with an address's query and, where given, a person's key."""

    def opened(person=None, **query):
        monkeypatch.setenv("SCRUTINEER_INDEX", str(index))
        if library().assistant.settings.index != index:
            st.cache_resource.clear()
        page = AppTest.from_file(str(APP), default_timeout=60)
        if person:
            page.session_state["person"] = person
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    return opened


def words(page):
    return html.unescape("\n".join(element.proto.body for element in page.get("html")))


def ask(page, question):
    return page.chat_input[0].set_value(question).run()


def questions(page):
    return [turn.question for turn in page.session_state[conversation.TURNS]]


def test_a_conversation_is_kept_and_its_address_reopens_it_for_its_person_alone(visit):
    page = ask(ask(visit("ann"), QUESTION), "and in April?")
    key = page.query_params[conversation.CURRENT]
    said = [turn.answer.text for turn in page.session_state[conversation.TURNS]]
    again = visit("ann", conversation=key)
    assert questions(again) == [QUESTION, "and in April?"]
    assert [turn.answer.text for turn in again.session_state[conversation.TURNS]] == said
    assert [turn.before for turn in again.session_state[conversation.TURNS]] == ["", ""]
    other = visit("bob", conversation=key)
    assert links.NOT_YOURS in words(other)
    assert QUESTION not in words(other)


def test_a_new_conversation_leaves_the_one_before_in_the_list_where_a_press_opens_it(visit):
    page = ask(visit("cat"), QUESTION)
    next(button for button in page.button if button.label == "New conversation").click().run()
    assert questions(page) == []
    next(button for button in page.button if button.label == QUESTION and "conversation-" in button.key).click().run()
    assert questions(page) == [QUESTION]


def test_a_deleted_conversation_can_be_brought_back(visit, index):
    page = ask(visit("dan"), QUESTION)
    next(button for button in page.button if button.label == "Delete this conversation").click().run()
    kept = Conversations(Database(index))
    assert kept.all("dan") == []
    page.button(key="undo-delete").click().run()
    assert [one.name for one in kept.all("dan")] == [QUESTION]


def test_another_name_is_kept(visit, index):
    page = ask(visit("eve"), QUESTION)
    name = next(box for box in page.text_input if box.key.startswith("name-"))
    name.set_value("For June's meeting").run()
    assert [one.name for one in Conversations(Database(index)).all("eve")] == ["For June's meeting"]


def test_an_answer_that_is_another_one_now_says_what_was_answered_then(visit, index):
    page = ask(visit("fay"), QUESTION)
    key = page.query_params[conversation.CURRENT]
    with Database(index).connected() as connection:
        connection.execute("UPDATE turns SET answer = 'There were 11. [1]' WHERE conversation = ?", (key,))
    assert "The answer then was: There were 11. [1]" in words(visit("fay", conversation=key))


def test_a_link_asks_its_question_again_with_what_it_leans_on_and_its_limits(visit):
    page = visit("gil")
    committee = page.multiselect(key="committees").options[0]
    page.multiselect(key="committees").set_value([committee]).run()
    ask(ask(page, QUESTION), "and in April?")
    turn = page.session_state[conversation.TURNS][1]
    address = links.address(turn)
    assert address.startswith("?ask=and+in+April%3F&after=how+many+children")
    assert "committee=" in address
    other = visit("hal", ask="and in April?", after=QUESTION, committee=committee)
    again = other.session_state[conversation.TURNS][-1]
    assert (again.question, again.answer.text) == ("and in April?", turn.answer.text)
    assert again.filters.committees == (committee,)


def test_a_link_with_limits_that_are_not_held_or_make_no_sense_still_asks(visit):
    page = visit("ivy", ask=QUESTION, committee="No Such Committee", since="yesterday")
    assert not page.exception
    assert page.session_state[conversation.TURNS][-1].question == QUESTION


def test_a_link_and_a_kept_conversation_with_an_older_spelling_of_a_council_are_of_that_council(visit, index):
    page = visit("ida", ask=QUESTION, council="WENDMOUTH")
    assert page.multiselect(key="councils").value == ["Wendmouth Council"]
    answer = page.session_state[conversation.TURNS][-1].answer
    assert answer.figures
    key = page.query_params[conversation.CURRENT]
    with Database(index).connected() as connection:
        connection.execute(
            "UPDATE turns SET filters = replace(filters, 'Wendmouth Council', 'WENDMOUTH') WHERE conversation = ?",
            (key,),
        )
    again = visit("ida", conversation=key).session_state[conversation.TURNS][-1]
    assert again.answer.text == answer.text


def test_a_thumb_and_a_reason_are_noted(visit, index):
    page = ask(visit("jim"), QUESTION)
    page.feedback(key="thumbs-0").set_value(0).run()
    page.selectbox(key="reason-0").set_value("The figure is wrong").run()
    (given,) = [one for one in FeedbackBook(Database(index)).all() if one.question == QUESTION]
    assert (given.helpful, given.reason) == (False, "The figure is wrong")


def test_what_is_offered_next_is_asked_when_pressed(visit):
    page = ask(visit("kay"), "what was the LAC rate in May 2019")
    offered = page.button(key="next-0-0").label
    page.button(key="next-0-0").click().run()
    assert questions(page)[1] == offered
    assert "rate of looked after children" in offered
    assert page.session_state[conversation.TURNS][1].answer.figures


def test_a_database_that_cannot_be_used_is_said_and_the_answer_is_there(visit, monkeypatch, sample_index, tmp_path):
    index = tmp_path / "index"
    shutil.copytree(sample_index, index)
    (index / "users.sqlite3").write_text("this is no database, and long enough to be taken for a damaged one" * 20)
    monkeypatch.setenv("SCRUTINEER_INDEX", str(index))
    st.cache_resource.clear()
    page = ask(AppTest.from_file(str(APP), default_timeout=60).run(), QUESTION)
    assert "Conversations cannot be kept" in words(page)
    assert page.session_state[conversation.TURNS][0].answer.figures
    st.cache_resource.clear()
