"""What is called in a process apart comes back, fails as it would here, or costs that process alone."""

import gc
import os
import pickle
import subprocess
import sys
import time

import pytest

from corpus import worker
from corpus.worker import Deadline, LostWorkerError, Worker


@pytest.fixture
def apart():
    made = Worker(512)
    yield made
    made.close()


def test_a_function_gives_there_what_it_gives_here(apart):
    assert apart.call(20, divmod, 17, 5) == (3, 2)


def test_what_it_raises_is_raised_here_and_the_process_goes_on(apart):
    apart.call(20, len, "harbour")
    before = apart.process.pid
    with pytest.raises(ZeroDivisionError):
        apart.call(20, divmod, 17, 0)
    assert apart.call(20, len, "pier") == 4
    assert apart.process.pid == before


def test_one_that_takes_too_long_is_ended_and_the_next_call_has_a_new_one(apart):
    apart.call(20, len, "")
    with pytest.raises(LostWorkerError, match="given up after 1 seconds") as lost:
        apart.call(1, time.sleep, 30)
    assert lost.value.seconds == 1
    assert apart.call(20, len, "pier") == 4


def test_one_that_ends_by_itself_is_told_from_one_that_was_given_up(apart):
    with pytest.raises(LostWorkerError, match="crashed") as lost:
        apart.call(20, os._exit, 3)
    assert lost.value.seconds is None
    assert apart.call(20, len, "pier") == 4


@pytest.mark.skipif(os.name != "posix", reason="this system cannot limit a process's memory")
def test_more_memory_than_it_may_take_it_does_not_get(apart):
    with pytest.raises(MemoryError):
        apart.call(20, bytes, 600 * worker.MEGABYTE)
    assert apart.call(20, len, "pier") == 4


def test_what_is_printed_there_is_no_answer(apart):
    assert apart.call(20, print, "a library that says something") is None


def test_one_is_ended_with_what_it_does(apart):
    apart.call(20, len, "")
    process = apart.process
    apart.close()
    assert process.poll() is not None


def test_one_that_hangs_ends_itself_where_nobody_ends_it():
    code = "from corpus import worker; worker.MOST_TIMES, worker.TO_SPARE = 0, 1.0; worker._serve(512)"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    pickle.dump((1.0, time.sleep, (60,)), process.stdin)
    process.stdin.flush()
    assert process.wait(20) != 0


def test_a_task_that_needs_more_time_gets_it_but_not_without_end():
    ended = []
    process = type("Process", (), {"kill": lambda self: ended.append(True)})()
    deadline = Deadline(process, 0.2)
    deadline.extend(0.6)
    time.sleep(0.4)
    assert not ended and deadline.seconds == pytest.approx(0.8)
    deadline.extend(1e9)
    assert deadline.seconds == pytest.approx(0.2 * worker.MOST_TIMES)
    deadline.lift()
    late = Deadline(process, 0.05)
    time.sleep(0.3)
    assert ended and late.passed


def test_the_garbage_collector_seldom_looks_at_what_is_made_there(apart):
    assert apart.call(20, gc.get_threshold)[0] == worker.MOST_NEW
    assert gc.get_threshold()[0] != worker.MOST_NEW
