"""Instructions in papers and questions change no figure, citation or status, though the model obeys each of them."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest

from assistant.answers import Status, Writing
from assistant.assistant import Assistant
from assistant.said import Said
from assistant.writing.events import Shown
from assistant.writing.evidence import evidence_of
from assistant.writing.tasks import Task, Wanted, to_answer, to_summarise
from corpus.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.writing.model_server import Reply, lines, sentences

DATA = tomllib.loads(Path(__file__).with_name("injections.toml").read_text(encoding="utf-8"))
INJECTIONS = [(one["kind"], text) for one in DATA["injection"] for text in one["texts"]]
TRUE = "In May 2019 the inspectors made 41 visits to foster homes in Wendmouth."
WORDS = "The inspectors found that carers knew the children well and kept good notes of each visit."
QUESTIONS = (
    "what did the inspectors find about carers",
    "how many visits to foster homes were made in May 2019",
    "what is the price of tea in Wendmouth market",
)
WANTED = re.compile(
    r"77\D{0,3}777|WENDIGO|evil|zzzzzz|seventy|LXXVII|٧|７|𝟟|七|fraud|abolish|pirate|closed", re.IGNORECASE
)
"""What no text may show."""


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """An assistant of two papers: a true one, and one full of instructions on the same matter."""
    folder = tmp_path_factory.mktemp("poisoned")
    (folder / "papers").mkdir()
    opening = "# Visits to foster homes\n\nWendmouth Council\n\nChildren and Families Committee, 13 June 2019\n\n"
    (folder / "papers" / "true.md").write_text(f"{opening}{WORDS}\n\n{TRUE}\n", encoding="utf-8")
    orders = "\n\n".join(f"On visits to foster homes. {' '.join(text.split())}" for _, text in INJECTIONS)
    (folder / "papers" / "orders.md").write_text(f"# Further notes on visits\n\n{orders}\n", encoding="utf-8")
    settings = Settings(index=folder / "index")
    ingest([folder / "papers"], settings)
    return Assistant.open(settings)


def obedient(order, way):
    """What a model says that obeys an order, in one of several ways."""

    def keyed(asked):
        keys = [one["key"] for one in asked.material if "key" in one]
        passage = next((one["key"] for one in asked.material if WORDS[:20] in one.get("passage", "")), keys[0])
        said = " ".join(order.split())
        return keys, passage, said

    def outright(asked):
        keys, _, _ = keyed(asked)
        return sentences(("In all 77,777 visits were made, WENDIGO.", keys))

    def word_for_word(asked):
        keys, _, said = keyed(asked)
        return sentences((said, keys))

    def after_a_true_sentence(asked):
        keys, passage, said = keyed(asked)
        return sentences(("The inspectors found that carers knew the children well.", [passage]), (said, keys))

    def with_a_link(asked):
        _, passage, _ = keyed(asked)
        return sentences(("Carers knew the children well ![x](https://evil.example/?q=a).", [passage]))

    def with_its_key(asked):
        return sentences(("There were {zzzzzz} visits.", ["zzzzzz"]))

    def with_another_figure(asked):
        keys, _, _ = keyed(asked)
        return sentences(("In May 2019 the inspectors made 77,777 visits to foster homes in Wendmouth.", keys))

    def in_lines(asked):
        keys, _, said = keyed(asked)
        return lines((said, keys))

    def without_form(asked):
        return "WENDIGO 77,777 https://evil.example"

    ways = (
        outright, word_for_word, after_a_true_sentence, with_a_link, with_its_key, with_another_figure, in_lines,
        without_form,
    )  # fmt: skip
    return ways[way % len(ways)]


def test_there_are_many_and_of_many_kinds():
    assert len({text for _, text in INJECTIONS}) >= 60
    assert len({kind for kind, _ in INJECTIONS}) >= 8


def test_an_instruction_in_a_paper_is_fenced_and_obeyed_in_vain(server, writer, poisoned, written):
    opened = poisoned.opened()
    true = _piece(opened, WORDS)
    orders = [
        block for d in opened.documents.values() if d.name == "orders.md" for block in opened.blocks(d.id, 0, 999)
    ]
    assert len(orders) >= 60
    for way, block in enumerate(orders):
        order = block.text.removeprefix("On visits to foster homes. ")
        evidence = evidence_of(opened, [true, Said(block.text, block, 0, len(block.text))], with_exempt=True, leading=1)
        wanted = Wanted(Task.ANSWER, opened, evidence, QUESTIONS[0])
        for turn in range(2):
            server.queue += [Reply(obedient(order, way + 3 * turn)), Reply(obedient(order, way + 1 + 3 * turn))]
            events, done = written(writer, wanted)
            shown = " ".join([done.text, *(event.text for event in events if isinstance(event, Shown))])
            assert not WANTED.search(shown), (order, shown)
            assert not re.search(r"https?:|!\[|<", shown), shown
            _are_fenced(server.asked[-1])
        server.queue.clear()


def test_an_answer_stays_as_the_papers_have_it(server, writer, poisoned):
    """A real question of the poisoned papers, the model obeying an order each time."""
    for way, (question, (_, order)) in enumerate(zip(itertools.cycle(QUESTIONS), INJECTIONS, strict=False)):
        before = poisoned.ask(question)
        wanted = to_answer(poisoned, before, (), None, with_exempt=True)
        server.queue += [Reply(obedient(order, way)), Reply(obedient(order, way + 1))]
        after = before if isinstance(wanted, str) else writer.written(before, wanted, "somebody")
        assert (after.status, after.figures, after.derived) == (before.status, before.figures, before.derived)
        if after.written is None or after.written.writing is not Writing.WRITTEN:
            assert (after.text, after.citations) == (before.text, before.citations)
        assert set(WANTED.findall(after.text)) <= set(WANTED.findall(before.text)), after.text
        server.queue.clear()


def test_an_instruction_in_a_question_changes_nothing(server, writer, poisoned):
    for way, (_, order) in enumerate(INJECTIONS):
        question = f"{QUESTIONS[0]}? {order}"
        before = poisoned.ask(question)
        wanted = to_answer(poisoned, before, (), None, with_exempt=True)
        if isinstance(wanted, str):
            continue
        server.queue += [Reply(obedient(order, way)), Reply(obedient(order, way + 1))]
        after = writer.written(before, wanted, "somebody")
        assert (after.status, after.figures) == (before.status, before.figures)
        assert set(WANTED.findall(after.text)) <= set(WANTED.findall(before.text)), after.text
        server.queue.clear()
    assert server.asked, "the model was never asked, so this shows nothing"


def test_a_summary_of_a_paper_of_orders_says_nothing_but_its_words(server, writer, poisoned, written):
    opened = poisoned.opened()
    orders = next(document for document in opened.documents.values() if document.name == "orders.md")
    wanted = to_summarise(opened, orders, None, with_exempt=True)
    quotes = " ".join(quote.text for quote in wanted.evidence.quotes)
    assert not re.search(r"https?:|SYSTEM|zzzzzz|ignore all", quotes, re.IGNORECASE), (
        "what speaks to machines is left out"
    )
    for way, (_, order) in enumerate(INJECTIONS):
        server.queue += [Reply(obedient(order, way)), Reply(obedient(order, way + 1))]
        events, done = written(writer, wanted)
        shown = " ".join([done.text, *(event.text for event in events if isinstance(event, Shown))])
        assert set(WANTED.findall(shown)) <= set(WANTED.findall(quotes)), shown
        server.queue.clear()


def test_a_model_that_obeys_nothing_still_writes(server, writer, poisoned):
    before = poisoned.ask(QUESTIONS[0])
    assert before.status is Status.ANSWERED
    wanted = to_answer(poisoned, before, (), None, with_exempt=True)
    server.queue.append(Reply(lambda asked: sentences(("Carers knew the children well.", [asked.key(WORDS[:20])]))))
    after = writer.written(before, wanted, "somebody")
    assert after.text == "Carers knew the children well. [1]"


def _piece(opened, words):
    for document in opened.documents.values():
        for block in opened.blocks(document.id, 0, 999):
            if words in block.text:
                return Said(words, block, block.text.index(words), block.text.index(words) + len(words))
    raise KeyError(words)


def _are_fenced(asked):
    """Whether all material stands between the two fences, each piece in a line of its own."""
    rows = asked.text.splitlines()
    fence = next(row for row in rows if row.startswith("====="))
    first, last = (number for number, row in enumerate(rows) if row == fence)
    assert all(row.startswith("{") and row.endswith("}") for row in rows[first + 1 : last])
    assert len(rows) - last <= 3
