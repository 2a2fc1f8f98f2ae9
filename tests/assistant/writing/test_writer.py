"""The whole way to a text, over HTTP: a server of ours with good replies and bad, asked by OpenAI's real client."""

import logging
import os
import threading
import time
from decimal import Decimal

import pytest

from assistant.answers import Status, Writing
from assistant.writing import calling
from assistant.writing.events import Again, Shown, Waiting
from assistant.writing.tasks import Task, Wanted, about_answer, to_answer, to_summarise
from assistant.writing.writer import Writer
from corpus.settings import Settings
from tests.assistant.writing.conftest import Given
from tests.assistant.writing.model_server import Reply, lines, sentences

ALONE, PLANS, MARCH = "Workers see children", "161 children were", "The rate was 87"
GOOD = "Workers see children alone. [1]"


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch):
    monkeypatch.setattr(calling, "FIRST_WAIT", 0.02)


@pytest.fixture
def given(opened):
    return Given(opened, ALONE, PLANS, MARCH)


@pytest.fixture
def wanted(given):
    return given.wanted()


def good(asked):
    return sentences(("Workers see children alone.", [asked.key(ALONE)]))


def good_lines(asked):
    return lines(("Workers see children alone.", [asked.key(ALONE)]))


def made_up(asked):
    return sentences(
        ("Workers see children alone.", [asked.key(ALONE)]), ("In all 512 children were seen.", [asked.key(ALONE)])
    )


def test_a_good_reply_is_shown_with_its_sources(server, writer, wanted, written):
    server.queue.append(Reply(good))
    events, done = written(writer, wanted)
    assert events == [Shown(GOOD)]
    assert done.text == GOOD
    assert [cited.quote for cited in done.citations] == ["Workers see children alone."]
    assert (done.written.tokens_in, done.written.tokens_out, done.written.cost) == (1000, 200, "")


def test_values_and_quotes_are_inserted_from_the_papers(server, writer, wanted, written):
    def reply(asked):
        number, quote = asked.key("161", "figure"), asked.key(MARCH)
        return sentences(
            (f"At the time of the visit {{{number}}} children were subject to a plan.", [number]),
            (f"The paper says {{{quote}}}", [quote]),
        )

    server.queue.append(Reply(reply))
    _, done = written(writer, wanted)
    assert done.text.startswith(
        "At the time of the visit 161 children were subject to a plan. [1] The paper says “The rate"
    )


def test_no_tools_are_given_and_a_schema_is(server, writer, wanted, written):
    server.queue.append(Reply(good))
    written(writer, wanted)
    (asked,) = server.asked
    assert not {name for name in asked.body if "tool" in name or "function" in name}
    assert asked.body["response_format"]["type"] == "json_schema"
    assert asked.body["stream"] is True


def test_keys_and_fences_are_other_ones_each_time(server, writer, opened, written):
    server.always = Reply(good)
    for _ in range(2):
        written(writer, Given(opened, ALONE).wanted())
    first, second = (asked.text for asked in server.asked)
    assert server.asked[0].key(ALONE) != server.asked[1].key(ALONE)
    fences = [next(line for line in text.splitlines() if line.startswith("=====")) for text in (first, second)]
    assert fences[0] != fences[1]
    assert all(text.splitlines().count(fence) == 2 for text, fence in zip((first, second), fences, strict=True))


def test_a_rejected_reply_is_asked_for_once_more_with_the_reason(server, writer, wanted, written):
    server.queue += [Reply(made_up), Reply(good)]
    events, done = written(writer, wanted)
    assert [type(event) for event in events] == [Shown, Again, Shown]
    assert done.text == GOOD
    assert "thrown away: it has a number that its evidence has not" in server.asked[1].text


def test_after_two_rejected_replies_there_is_no_text_and_it_says_so(server, writer, wanted, written):
    server.queue += [Reply(made_up), Reply(made_up), Reply(good)]
    events, done = written(writer, wanted)
    assert done.written.writing is Writing.REJECTED
    assert "did not pass the check" in done.written.note
    assert "512" not in "".join(event.text for event in events if isinstance(event, Shown))
    assert len(server.asked) == 2


BAD = {
    "no JSON": "Here is your answer!",
    "another JSON": '{"answer": "Workers see children alone."}',
    "a list": '["Workers see children alone."]',
    "sentences that are none": '{"sentences": [3, 4]}',
    "keys that are none": '{"sentences": [{"text": "Workers see children alone.", "keys": "all"}]}',
    "no sentences": '{"sentences": []}',
    "cut off": '{"sentences": [{"text": "Workers see chil',
    "nothing": "",
    "without an end": '{"sentences": [' + '{"text": "Workers ' + "see " * 9000,
    "deep": '{"sentences": [' + "[" * 20_000,
    "too many": sentences(*[("Workers see children alone.", ["bcdfgh"])] * 300),
}


@pytest.mark.parametrize("name", BAD)
def test_a_reply_in_another_form_is_not_shown(server, writer, wanted, written, name):
    server.always = Reply(BAD[name])
    events, done = written(writer, wanted)
    assert not [event for event in events if isinstance(event, Shown)]
    assert done.written.writing in {Writing.REJECTED, Writing.FAILED}


def test_a_server_without_structured_output_is_asked_for_lines(server, writer, wanted, written):
    server.queue += [Reply(status=400), Reply(good_lines)]
    _, done = written(writer, wanted)
    assert done.text == GOOD
    assert [asked.structured for asked in server.asked] == [True, False]


def test_structured_output_can_be_switched_off(server, settings, wanted, written):
    server.queue.append(Reply(good_lines))
    _, done = written(Writer.of(settings.model_copy(update={"model_structured": False})), wanted)
    assert done.text == GOOD
    assert not server.asked[0].structured


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again_after_a_while(server, writer, wanted, written, status):
    server.queue += [Reply(status=status), Reply(status=status, headers={"Retry-After": "0.1"}), Reply(good)]
    events, done = written(writer, wanted)
    waits = [event.seconds for event in events if isinstance(event, Waiting)]
    assert len(waits) == 2
    assert waits[0] < waits[1]
    assert waits[1] >= 0.1
    assert done.text == GOOD


def test_a_server_that_stays_busy_is_left(server, writer, wanted, written):
    server.always = Reply(status=429)
    _, done = written(writer, wanted)
    assert done.written.writing is Writing.FAILED
    assert "too much to do" in done.written.note
    assert len(server.asked) == 4


@pytest.mark.parametrize(("status", "says"), [(401, "does not accept the key"), (404, "knows no model"), (403, "key")])
def test_what_cannot_get_better_is_not_tried_again(server, writer, wanted, written, status, says):
    server.always = Reply(status=status)
    _, done = written(writer, wanted)
    assert says in done.written.note
    assert len(server.asked) == 1


def test_a_stream_that_breaks_is_begun_anew(server, writer, wanted, written):
    server.queue += [Reply(good, breaks_after=1), Reply(good)]
    events, done = written(writer, wanted)
    assert isinstance(events[0], Waiting)
    assert done.text == GOOD


def test_a_server_that_does_not_answer_is_given_up_in_time(server, settings, wanted, written):
    server.always = Reply(good, hangs=30)
    began = time.monotonic()
    _, done = written(Writer.of(settings.model_copy(update={"model_seconds": 1})), wanted)
    assert time.monotonic() - began < 5
    assert done.written.writing is Writing.FAILED


def test_a_slow_drip_is_given_up_in_time(server, settings, wanted, written):
    server.always = Reply('{"sentences": [' + " " * 5000, pause=0.2)
    began = time.monotonic()
    _, done = written(Writer.of(settings.model_copy(update={"model_seconds": 1})), wanted)
    assert time.monotonic() - began < 5
    assert "too long" in done.written.note


def test_what_is_stopped_ends_at_once_and_the_server_is_left(server, writer, wanted):
    server.always = Reply('{"sentences": [' + " " * 5000, pause=0.05)
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    began = time.monotonic()
    *_, done = writer.write(wanted, "somebody", stop)
    assert time.monotonic() - began < 3
    assert done.written.writing is Writing.STOPPED
    assert server.left.wait(10), "the stream is not closed"


def test_a_key_is_neither_shown_nor_logged(server, settings, wanted, written, monkeypatch, caplog):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    server.always = Reply(status=401, error="Incorrect API key provided: sk-very-secret")
    with caplog.at_level(logging.DEBUG, logger="assistant"):
        _, done = written(Writer.of(settings), wanted)
    assert server.asked[0].headers["authorization"] == "Bearer sk-very-secret"
    assert "secret" not in done.written.note + caplog.text
    assert b"secret" not in b"".join(file.read_bytes() for file in settings.index.iterdir())


def test_tracing_that_the_environment_asks_for_does_not_happen(server, writer, wanted, written, monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", server.url)
    monkeypatch.setenv("LANGSMITH_API_KEY", "key")
    server.always = Reply(good)
    written(writer, wanted)
    assert [asked.path for asked in server.asked] == ["/v1/chat/completions"]


def test_the_cost_is_told_where_prices_are_set(server, settings, wanted, written):
    server.queue.append(Reply(good))
    priced = settings.model_copy(update={"model_price_in": Decimal(2), "model_price_out": Decimal(10)})
    _, done = written(Writer.of(priced), wanted)
    assert done.written.cost == "£0.0040"


def test_figures_of_the_register_and_what_is_not_said_stay_without_a_model(server, assistant):
    figure = assistant.ask("how many children were looked after at the end of May 2019")
    assert figure.figures
    assert "no language model is asked" in to_answer(assistant, figure, (), None, with_exempt=True)
    unsaid = assistant.ask("what is the price of tea in Wendmouth market")
    assert unsaid.status is Status.NOT_STATED
    assert "no language model is asked" in to_answer(assistant, unsaid, (), None, with_exempt=True)
    assert server.asked == []


def test_an_answer_in_prose_takes_the_place_of_the_papers_words(server, writer, assistant):
    answer = assistant.ask("what did the focused visit find")
    wanted = to_answer(assistant, answer, (), None, with_exempt=True)
    assert isinstance(wanted, Wanted)

    def reply(asked):
        passage = next(one for one in asked.material if "passage" in one)
        return sentences((f"The paper says {{{passage['key']}}}", [passage["key"]]))

    server.queue += [Reply(reply), Reply("no"), Reply("no")]
    prose = writer.written(answer, wanted, "somebody")
    assert prose.text.startswith("The paper says “")
    assert prose.status is answer.status
    assert prose.to_json()["written"]["writing"] == "written"
    kept = writer.written(answer, wanted, "somebody")
    assert (kept.text, kept.citations) == (answer.text, answer.citations)
    assert kept.written.writing is Writing.REJECTED


@pytest.mark.parametrize("task", [Task.RESIDENT, Task.COMPARISON, Task.QUESTIONS])
def test_what_is_written_beside_an_answer_goes_on_from_its_sources(server, writer, assistant, opened, written, task):
    answer = assistant.ask("what did the focused visit find")
    wanted = about_answer(opened, answer, task, with_exempt=True)

    def reply(asked):
        passage = [one for one in asked.material if "passage" in one][-1]
        return sentences((f"What follows from {{{passage['key']}}}?", [passage["key"]]))

    server.queue.append(Reply(reply))
    _, done = written(writer, wanted)
    assert done.text.endswith(f"[{len(answer.citations)}]")
    assert done.citations == answer.citations


def test_a_report_and_a_meeting_are_summarised(server, writer, opened, written):
    pack = next(d for d in opened.documents.values() if d.name.startswith("Public reports pack"))
    paper = next(p for p in opened.papers(pack.id) if "Partnership" in p.title or "partnership" in p.title)

    def reply(asked):
        passages = [one for one in asked.material if "passage" in one]
        return sentences(*((f"The paper says {{{one['key']}}}", [one["key"]]) for one in passages[:4]))

    for which in (paper, None):
        server.queue.append(Reply(reply))
        _, done = written(writer, to_summarise(opened, pack, which, with_exempt=True))
        assert done.written.writing is Writing.WRITTEN
        holders = {opened.paper(cited.block).id for cited in done.citations}
        assert holders == {paper.id} if which else len(holders) > 1


REAL = os.environ.get("SCRUTINEER_TEST_MODEL", "")


@pytest.mark.skipif(not REAL, reason="SCRUTINEER_TEST_MODEL names no model to be asked in earnest")
def test_a_real_model_writes_what_passes_the_checks_or_nothing(assistant, tmp_path, written):
    real = Writer.of(Settings(index=tmp_path, model=REAL, model_per_minute=100))
    real.allowance.agree("somebody")
    became = []
    for question in ("what did the focused visit find", "what support do care leavers get"):
        wanted = to_answer(assistant, assistant.ask(question), (), None, with_exempt=False)
        _, done = written(real, wanted)
        became.append(done.written.writing)
    assert set(became) <= {Writing.WRITTEN, Writing.REJECTED}
