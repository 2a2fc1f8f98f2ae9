"""The answering runnable, by itself and in chains of LangChain's."""

import asyncio

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableLambda

from assistant.answerer import PapersAnswerer
from assistant.answers import Answer, Status
from assistant.assistant import Assistant
from corpus.errors import NoIndexError, ScrutineerError
from corpus.settings import Settings
from corpus.store.filters import Filters

QUESTION = "what was the LAC rate in May 2019"


@pytest.fixture(scope="module")
def answerer(assistant):
    return PapersAnswerer(assistant=assistant)


def said(answer):
    """All of an answer but the time that it took."""
    return {key: value for key, value in answer.to_json().items() if key != "elapsed_ms"}


def test_a_question_gives_the_answer_that_the_assistant_gives(answerer, assistant):
    answer = answerer.invoke(QUESTION)
    assert isinstance(answer, Answer) and answer.status is Status.ANSWERED
    assert said(answer) == said(assistant.ask(QUESTION))
    assert said(answerer.invoke({"question": QUESTION})) == said(answer)


def test_a_follow_up_is_read_with_the_questions_before_it(answerer, assistant):
    follow_up = "and in December 2017?"
    expected = said(assistant.ask(follow_up, [QUESTION]))
    assert expected != said(assistant.ask(follow_up))
    assert said(answerer.invoke({"question": follow_up, "history": [QUESTION]})) == expected
    messages = [HumanMessage(QUESTION), AIMessage("The answer was another one: 12.")]
    assert said(answerer.invoke({"question": follow_up, "history": messages})) == expected
    pairs = [("human", QUESTION), ("ai", "The answer was another one: 12.")]
    assert said(answerer.invoke({"question": follow_up, "history": pairs})) == expected


def test_filters_hold_for_all_questions_or_for_one(assistant):
    nowhere = Filters(councils=("Nowhere Council",))
    assert PapersAnswerer(assistant=assistant, filters=nowhere).invoke(QUESTION).status is Status.NOT_STATED
    answerer = PapersAnswerer(assistant=assistant)
    assert answerer.invoke({"question": QUESTION, "filters": nowhere}).status is Status.NOT_STATED
    assert answerer.invoke(QUESTION).status is Status.ANSWERED


def test_a_batch_a_stream_and_the_asynchronous_ways_give_the_same(answerer):
    expected = said(answerer.invoke(QUESTION))
    others = [QUESTION, {"question": QUESTION}, "how many boats are in the harbour of Ulan Bator"]
    batch = answerer.batch(others)
    assert [said(answer) for answer in batch[:2]] == [expected] * 2
    assert batch[2].status is Status.NOT_STATED
    assert [said(answer) for answer in answerer.stream(QUESTION)] == [expected]

    async def asked():
        return [
            await answerer.ainvoke(QUESTION),
            *await answerer.abatch([QUESTION]),
            *[answer async for answer in answerer.astream(QUESTION)],
        ]

    assert [said(answer) for answer in asyncio.run(asked())] == [expected] * 3


def test_a_batch_may_give_what_went_wrong_in_its_place(answerer):
    answer, wrong = answerer.batch([QUESTION, {"question": None}], return_exceptions=True)
    assert answer.status is Status.ANSWERED and isinstance(wrong, ScrutineerError)


def test_it_runs_in_a_chain_and_callbacks_hear_of_it(answerer):
    heard = []

    class Listener(BaseCallbackHandler):
        def on_chain_start(self, serialized, inputs, **kwargs):
            heard.append(kwargs.get("name"))

    chain = answerer | RunnableLambda(lambda answer: answer.citations[0].document.name)
    assert chain.invoke(QUESTION, {"callbacks": [Listener()]}).endswith((".pdf", ".docx", ".html"))
    assert "PapersAnswerer" in heard


def test_what_it_takes_has_a_schema(answerer):
    text, asked = answerer.get_input_jsonschema()["anyOf"]
    assert text["type"] == "string" and asked["$ref"].endswith("Asked")


@pytest.mark.parametrize("asked", [{}, {"question": 3}, ["what"], None])
def test_what_holds_no_question_is_refused_in_a_sentence(answerer, asked):
    with pytest.raises(ScrutineerError, match="Give a question in words"):
        answerer.invoke(asked)


def test_without_an_index_the_error_says_what_to_do(tmp_path):
    with pytest.raises(NoIndexError, match="scrutineer ingest"):
        PapersAnswerer(assistant=Assistant(Settings(index=tmp_path / "none"))).invoke(QUESTION)
