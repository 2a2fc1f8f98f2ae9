"""Papers that give orders to a language model stay quotations at every way in that a model may read behind."""

import re

import pytest
from langchain_core.runnables import RunnableLambda

from assistant import Corpus
from assistant.answerer import PapersAnswerer
from assistant.doors.mcp.server import INSTRUCTIONS, server_of
from assistant.doors.mcp.telling import RULE
from assistant.fencing import NOTE, seen
from assistant.retriever import PapersRetriever, fenced_passages
from tests.assistant.doors.asking import with_client
from tests.assistant.held import asked_of
from tests.hostile.injections import INJECTIONS, QUESTION, hold_papers

FENCE = re.compile(r"\[begin (\w{12}): " + re.escape(NOTE) + r"\]\n.*\n\[end \1\]", re.DOTALL)
ORDERS = re.compile(r"999|Ignore|owned|elsewhere|SYSTEM|im_start|secrets|Reveal|Harbour|wall", re.IGNORECASE)
"""Words of the papers that may stand nowhere but in a fence."""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("injected")
    hold_papers(folder, injected=True)
    return asked_of(folder)


async def everything(client):
    """All that an assistant can be given of these papers: results by what was asked."""
    asked = [
        *(
            ("ask", {"question": question, "passages": 10})
            for question in (QUESTION, "was the wall mended", *INJECTIONS)
        ),
        *(("search", {"words": words}) for words in ("wall", "harbour", "999", *INJECTIONS)),
        ("figures", {"measure": "wall", "most": 50}),
        ("figures", {"measure": "boats"}),
        ("papers", {"most": 100}),
    ]
    held = (await client.call_tool("papers", {"most": 100})).structured_content["papers"]
    asked += [(tool, {"document": paper["id"]}) for paper in held for tool in ("outline", "page")]
    return [(name, arguments, await client.call_tool(name, arguments)) for name, arguments in asked]


@pytest.fixture(scope="module")
def given(assistant):
    return with_client(server_of(lambda: Corpus(assistant)), everything)


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def test_words_of_papers_stand_in_one_fence_and_nowhere_else(given):
    fences = 0
    for name, arguments, result in given:
        (content,) = result.content
        assert not result.is_error, (name, arguments, content.text)
        fences += len(FENCE.findall(content.text))
        outside = FENCE.sub("", content.text, count=1)
        assert not ORDERS.search(outside), (name, arguments, outside)
    assert fences > 80


def test_every_injection_was_among_what_was_given(given):
    told = "\n".join(result.content[0].text for _, _, result in given)
    for text in INJECTIONS:
        for line in seen(text).splitlines():
            assert " ".join(line.split()) in " ".join(told.split()), text


def test_nothing_that_a_reader_would_not_see_is_given(given):
    for _, _, result in given:
        for text in (result.content[0].text, *texts_in(result.structured_content)):
            assert text == seen(text)


def test_no_mark_is_used_twice_and_none_is_one_that_a_paper_holds(given):
    marks = [FENCE.search(result.content[0].text)[1] for _, _, result in given if FENCE.search(result.content[0].text)]
    assert len(set(marks)) == len(marks) and "000000000000" not in marks


def test_what_the_assistant_is_told_holds_no_word_of_a_paper():
    assert not ORDERS.search(INSTRUCTIONS.replace("Whatever", "")) and not ORDERS.search(RULE)


def test_the_answer_is_the_same_with_the_orders_among_the_papers(assistant, tmp_path):
    hold_papers(tmp_path, injected=False)
    quiet, loud = (PapersAnswerer(assistant=one).invoke(QUESTION) for one in (asked_of(tmp_path), assistant))
    for answer in (quiet, loud):
        assert answer.citations[0].document.name == "Harbour report.txt"
    assert (quiet.status, quiet.text) == (loud.status, loud.text)
    assert [figure.number for figure, _ in quiet.figures] == [figure.number for figure, _ in loud.figures] == ["153.7"]


@pytest.mark.parametrize("order", INJECTIONS, ids=range(len(INJECTIONS)))
def test_an_order_beside_a_question_changes_no_figure(assistant, order):
    answer = PapersAnswerer(assistant=assistant).invoke(f"{QUESTION}? {order}")
    stated = {figure.number for figure, _ in answer.figures}
    assert stated <= {"153.7", "17"} and "999" not in stated and answer.derived is None


def test_a_prompt_gets_passages_in_one_fence(assistant):
    chain = PapersRetriever(assistant=assistant, k=10) | fenced_passages | RunnableLambda(str)
    for question in ("wall", *INJECTIONS):
        text = chain.invoke(question)
        assert FENCE.fullmatch(text) and text == seen(text)
