"""The command line with a language model: asked about first, written where it may be, and told what became of it."""

import json
import shutil

import pytest

from benchmarks.runs import run, scrutineer
from tests.assistant.writing.model_server import Reply, sentences

QUESTION = "what did the focused visit find"
PACK = "Focused Visit Letter 14 December 2018.pdf"


def quoting(asked):
    """A reply that quotes the first passage."""
    first = next(one["key"] for one in asked.material if "passage" in one)
    return sentences((f"The paper says {{{first}}}", [first]))


def words(printed):
    """What was printed, without the ends of its lines."""
    return " ".join(printed.split())


@pytest.fixture(scope="module")
def index(sample_index, tmp_path_factory):
    """An index of the sample papers in whose folder the use of the model is counted."""
    copy = tmp_path_factory.mktemp("commands") / "index"
    shutil.copytree(sample_index, copy)
    return copy


@pytest.fixture
def command(server, index):
    """Run the command line on the sample papers with the server as its model."""
    settings = {
        "SCRUTINEER_INDEX": str(index),
        "SCRUTINEER_MODEL": "openai:told",
        "SCRUTINEER_MODEL_URL": server.url,
        "OPENAI_API_KEY": "k",
        "SCRUTINEER_MODEL_PER_MINUTE": "60",
    }
    return lambda *words, **more: run([*scrutineer(), *words], settings | more)


def test_an_answer_is_written_and_says_by_what(command, server):
    server.always = Reply(quoting)
    done = command("ask", QUESTION)
    assert done.status == 0, done.errors
    assert done.output.startswith("The paper says “")
    assert "Written by openai:told" in done.output
    assert "1,000 tokens sent" in words(done.output)
    # The same without, and what stands beside it.
    off = command("ask", QUESTION, "--model", "off")
    assert "The paper says" not in off.output
    both = json.loads(command("ask", QUESTION, "--write", "resident", "--json").output)
    assert both["written"]["writing"] == both["resident"]["written"]["writing"] == "written"
    assert both["resident"]["answer"].startswith("The paper says “")


def test_what_does_not_pass_is_replaced_by_the_papers_words(command, server):
    server.always = Reply(sentences(("In all 77,777 children were seen.", ["zzzzzz"])))
    done = command("ask", QUESTION)
    assert "77,777" not in done.output
    assert "did not pass the check" in words(done.output)


def test_a_model_outside_the_house_is_asked_about_once(command, server):
    server.always = Reply(quoting)
    refused = command("ask", QUESTION, SCRUTINEER_MODEL_LOCAL="no")
    assert refused.status == 2
    assert "is sent the question" in words(refused.errors)
    assert server.asked == []
    assert command("ask", QUESTION, "--agree", SCRUTINEER_MODEL_LOCAL="no").status == 0
    assert command("ask", QUESTION, SCRUTINEER_MODEL_LOCAL="no").output.startswith("The paper says “")


def test_a_report_is_summarised(command, server):
    server.always = Reply(quoting)
    done = command("summarise", PACK)
    assert done.status == 0, done.errors
    assert done.output.startswith("The paper says “")
    assert "no paper with" in words(command("summarise", PACK, "--item", "nothing of the kind").errors)
    assert "needs a language model" in words(command("summarise", PACK, "--model", "off").errors)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--write", "poem"], "--write takes"),
        (["--write", "resident", "--model", "off"], "needs a language model"),
        (["--model", "told"], "provider and its model"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(command, options, says):
    done = command("ask", QUESTION, *options)
    assert done.status == 2
    assert says in words(done.errors)
    assert "Traceback" not in done.errors
