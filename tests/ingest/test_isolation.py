"""A file that hangs, crashes or floods its reader costs that file only; the next one is read."""

import os
import signal
import threading
import time

import pytest

from corpus.errors import UnreadableError
from corpus.records import Document
from corpus.settings import Settings
from ingest import isolation, kinds, reading
from ingest.isolation import Reader

pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes to hang a reader on")


@pytest.fixture
def reader():
    with Reader() as made:
        yield made


def document(path):
    return Document("d", path.name, str(path), "", kinds.TEXT)


def read(reader, path, **settings):
    return reader.read(path, document(path), Settings(**settings))


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.txt"
    path.write_text("The harbour wall was mended.")
    return path


@pytest.fixture
def endless(tmp_path):
    """A pipe that nobody writes to: who reads it waits for ever."""
    path = tmp_path / "endless.txt"
    os.mkfifo(path)
    return path


def test_a_reading_is_the_same_as_in_this_process(reader, good):
    assert read(reader, good) == reading.read_document(good, document(good), Settings())


@pipes
def test_a_file_on_which_the_reader_hangs_is_given_up_and_the_next_is_read(reader, good, endless):
    started = time.monotonic()
    with pytest.raises(UnreadableError, match="given up after 1 seconds"):
        read(reader, endless, read_seconds=1)
    assert time.monotonic() - started < 10
    assert read(reader, good).blocks


@pipes
def test_a_reader_that_crashes_costs_that_file_only(reader, good, endless):
    read(reader, good)
    crash = threading.Timer(0.5, os.kill, (reader._worker.process.pid, signal.SIGSEGV))
    crash.start()
    with pytest.raises(UnreadableError, match="the reader crashed on it"):
        read(reader, endless)
    assert read(reader, good).blocks


@pytest.mark.skipif(os.name != "posix", reason="this system cannot limit a process's memory")
def test_a_file_that_takes_too_much_memory_costs_that_file_only(reader, good, tmp_path):
    large = tmp_path / "large.txt"
    large.write_text("harbour " * 3_000_000)
    with pytest.raises(UnreadableError, match=r"100 MB of memory|the reader crashed"):
        read(reader, large, read_memory_mb=100)
    assert read(reader, good).blocks


def test_a_file_that_cannot_be_read_keeps_its_reason(reader, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text(" ")
    with pytest.raises(UnreadableError, match="no text"):
        read(reader, empty)


def test_a_fault_of_ours_is_named_with_its_trace(monkeypatch, good):
    def fails(*_, **__):
        raise KeyError("no such colour")

    monkeypatch.setattr(reading.readers, "read", fails)
    answer = isolation._answer(isolation._Task(good, document(good), 9, "auto", 100, False))
    assert answer.reason == "the reader failed on it (KeyError: 'no such colour')"
    assert "Traceback" in answer.trace


def test_no_process_is_left_behind(good):
    with Reader() as reader:
        read(reader, good)
        process = reader._worker.process
        assert process.poll() is None
    assert process.poll() is not None


def test_the_reader_does_without_the_libraries_that_take_long_to_load(good):
    import subprocess
    import sys

    heavy = "import ingest.isolation, sys; print({'torch', 'chromadb', 'streamlit'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True).stdout.strip() == "set()"


def test_a_reader_imports_nothing_of_the_settings(reader, good):
    read(reader, good)
    loaded = reader._worker.call(20, eval, "sorted(__import__('sys').modules)")
    assert "ingest.reading" in loaded
    assert "corpus.settings" not in loaded
    assert "pydantic" not in loaded
