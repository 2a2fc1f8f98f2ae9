"""Answers for all visitors: who waits for one comes first, and what was answered is at hand."""

import threading
from concurrent.futures import ThreadPoolExecutor

from assistant.pages import answering as module
from assistant.pages.answering import Answering, Gate
from tests.assistant.held import asked_of, hold, paragraph

SOON = 5
QUESTION = "how many boats lie in the harbour"


def boats(folder, number, name="harbour.txt"):
    return hold(folder, name, paragraph(f"In May 2019 there were {number} boats in the harbour."))


def test_no_more_answer_at_once_than_are_let_through():
    gate, inside, most = Gate(2), [], []
    lock, step = threading.Lock(), threading.Barrier(2, timeout=SOON)

    def answer():
        with gate.answering():
            with lock:
                inside.append(1)
                most.append(len(inside))
            step.wait()  # two are inside together, or this breaks
            with lock:
                inside.pop()

    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(answer) for _ in range(6)]:
            done.result(SOON)
    assert max(most) == 2


def test_what_to_ask_next_waits_until_nobody_answers_and_is_left_out_after_a_while():
    gate = Gate()
    with gate.answering(), gate.offering(patience=0.05) as free:
        assert not free
    with gate.offering(patience=SOON) as free, gate.offering(patience=0.05) as second:
        assert (free, second) == (True, False)
        with gate.answering():  # an answer never waits for an offer
            pass
    with gate.offering(patience=SOON) as free:
        assert free


def test_an_attempt_gives_way_to_whoever_asks_meanwhile():
    gate, order, asked = Gate(), [], threading.Event()

    def attempt():
        asked.wait(SOON)
        gate.give_way(SOON)
        order.append("attempt")

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(attempt)
        with gate.answering():
            asked.set()
            assert not done.done()
            order.append("answer")
        done.result(SOON)
    assert order == ["answer", "attempt"]


def test_an_answer_that_fails_leaves_its_place():
    gate = Gate(1)
    for _ in range(2):
        try:
            with gate.answering():
                raise ValueError
        except ValueError:
            pass
    with gate.offering(patience=SOON) as free:
        assert free


def test_the_same_question_of_the_same_papers_has_the_answer_at_hand_and_others_have_not(tmp_path):
    boats(tmp_path, 12)
    asking = Answering(asked_of(tmp_path))
    first = asking.answer(QUESTION, (), None)
    assert "12" in first.text
    assert asking.answer(QUESTION, (), None) is first
    assert asking.answer(QUESTION, ("how many piers are there",), None) is first  # it leans on nothing
    follow_up = "and in the harbour"
    assert asking.answer(follow_up, (QUESTION,), None) is not asking.answer(follow_up, ("where are the piers",), None)
    boats(tmp_path, 13)
    assert "13" in asking.answer(QUESTION, (), None).text


def test_only_so_many_answers_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "KEPT", 2)
    boats(tmp_path, 12)
    asking = Answering(asked_of(tmp_path))
    first = asking.answer(QUESTION, (), None)
    for other in ("how many boats were there", "how many boats in May 2019"):
        asking.answer(other, (), None)
    assert len(asking._kept) == 2
    assert asking.answer(QUESTION, (), None) is not first
