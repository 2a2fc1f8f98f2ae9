"""Several readers side by side: the largest file first, what else there is to do meanwhile, and an early end."""

import os

import pytest

from corpus.records import Document
from corpus.settings import Settings
from ingest.isolated_readers import Readers


@pytest.fixture
def alone(monkeypatch):
    """Leave one processor, and so one reader."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)


def write(folder, name, paragraphs):
    path = folder / name
    path.write_text("\n\n".join(f"Mooring {number} of {name} was mended." for number in range(paragraphs)))
    return path, Document(name, name, str(path), "", "text/plain")


def test_of_the_files_that_wait_the_largest_is_read_first(alone, tmp_path, settings):
    sizes = {"first": 1, "small": 2, "large": 90, "middle": 30}
    done = []
    with Readers(settings, allow_exempt=False, meanwhile=list) as readers:
        readings = {name: readers.begin(*write(tmp_path, name, size)) for name, size in sizes.items()}
        for name, reading in readings.items():
            reading.add_done_callback(lambda _, name=name: done.append(name))
        found = {name: len(reading.result().blocks) for name, reading in readings.items()}
    assert done == ["first", "large", "middle", "small"]
    assert found == sizes


def test_what_there_is_to_do_meanwhile_is_done_once_and_only_where_a_file_is_read(tmp_path, settings):
    calls = []
    with Readers(settings, allow_exempt=False, meanwhile=lambda: calls.append(1)) as readers:
        assert calls == []
        for name in ("a", "b"):
            readers.begin(*write(tmp_path, name, 1)).result()
    assert calls == [1]


def test_files_that_were_not_begun_are_let_go_at_the_end(alone, tmp_path, settings):
    with Readers(settings, allow_exempt=False, meanwhile=list) as readers:
        readings = [readers.begin(*write(tmp_path, f"{number}", 9)) for number in range(4)]
    assert all(reading.done() for reading in readings)
    assert readings[-1].cancelled()


@pytest.fixture
def settings(tmp_path):
    return Settings(index=tmp_path / "index")
