"""Generations: whatever a writer is stopped at, the pointer names a complete one."""

import os
import subprocess
import sys
import threading

import pytest

from corpus.errors import IndexBusyError, StoreError
from corpus.store.generations import Generations


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path)


def publish(generations, text):
    with generations.lock():
        partial = generations.begin()
        (partial / "state").write_text(text)
        return generations.publish(partial)


def names(generations):
    return sorted(folder.name for folder in generations.home.iterdir())


def test_an_index_without_generations_has_no_current_one(generations):
    assert generations.current() is None
    assert generations.finished() == []


def test_the_pointer_is_swapped_and_the_one_before_is_kept(generations):
    for number in range(1, 5):
        assert publish(generations, str(number)) == generations.current()
    assert (generations.current() / "state").read_text() == "4"
    assert names(generations) == ["000003", "000004"]


def test_the_parts_of_a_vector_index_are_shared_and_all_else_is_copied(generations):
    with generations.lock():
        partial = generations.begin()
        (partial / "vectors").mkdir()
        for name in ("numbers-000001.npy", "keys.npy"):
            (partial / "vectors" / name).write_text(name)
        before = generations.publish(partial)
        after = generations.begin()
    parts, keys = (
        [folder / "vectors" / name for folder in (before, after)] for name in ("numbers-000001.npy", "keys.npy")
    )
    assert parts[0].samefile(parts[1])
    assert not keys[0].samefile(keys[1])
    assert keys[1].read_text() == "keys.npy"


def test_a_draft_starts_as_a_copy_of_the_current_one(generations):
    publish(generations, "first")
    with generations.lock():
        partial = generations.begin()
        assert (partial / "state").read_text() == "first"
        (partial / "state").write_text("second")
        generations.discard(partial)
    assert (generations.current() / "state").read_text() == "first"
    assert names(generations) == ["000001"]


def test_what_a_crash_left_half_made_is_removed_by_the_next_writer(generations):
    publish(generations, "first")
    with generations.lock():
        (generations.begin() / "half").write_text("x")
    assert names(generations) == ["000001", "000002.partial"]
    publish(generations, "second")
    assert names(generations) == ["000001", "000002"]
    assert not (generations.current() / "half").exists()


def test_a_generation_that_was_never_published_is_never_taken_for_the_current_one(generations):
    publish(generations, "first")
    publish(generations, "second")
    stray = generations.home / "000003"
    stray.mkdir()
    (stray / "state").write_text("never published")
    assert (generations.current() / "state").read_text() == "second"
    publish(generations, "third")
    assert (generations.current() / "state").read_text() == "third"
    assert [(folder / "state").read_text() for folder in generations.finished()] == ["second", "third"]


def test_a_first_generation_that_was_never_published_is_replaced(generations):
    (generations.home / "000001").mkdir(parents=True)
    assert generations.current() is None
    publish(generations, "first")
    assert names(generations) == ["000002"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../../elsewhere", b"\0\0\0\0\0\0"])
def test_a_damaged_pointer_names_nothing(generations, content):
    publish(generations, "first")
    (generations.folder / "current").write_bytes(content)
    assert generations.current() is None
    publish(generations, "second")
    assert (generations.current() / "state").read_text() == "second"


def test_a_second_writer_is_told_at_once_who_writes(generations):
    refused = []

    def second():
        with pytest.raises(IndexBusyError) as error, Generations(generations.folder).lock():
            pass
        refused.append(str(error.value))

    with generations.lock():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(timeout=5)
    assert f"process {os.getpid()} on " in refused[0]
    with generations.lock():
        pass


def test_a_writer_in_another_process_is_named(generations):
    code = (
        "import sys; from pathlib import Path; from corpus.store.generations import Generations\n"
        "with Generations(Path(sys.argv[1])).lock():\n  print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(generations.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(IndexBusyError, match=f"process {other.pid} on "), generations.lock():
            pass
        other.kill()
    with generations.lock():
        pass  # the lock of a killed process is free


def test_a_place_that_cannot_hold_an_index_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="--index"), Generations(tmp_path / "file" / "index").lock():
        pass
