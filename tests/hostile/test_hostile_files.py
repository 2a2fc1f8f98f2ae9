"""Hundreds of hostile files in one ingest: each costs itself at most, and the good ones among them are read."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from corpus.settings import default_cache
from corpus.store.index import Index
from tests.hostile.corpus import chosen, hostile_files, write, write_odd_names
from tests.hostile.made import READ, REFUSED, SENTENCE, listening_at

ROOT = Path(__file__).parent.parent.parent
WHOLE = os.environ.get("SCRUTINEER_SOAK") == "1"
SHARE = 45
"""One file of so many of each kind is tried in the suite; all are by `make soak`."""
SEED = 6
SECONDS, MEMORY = 60, 1024
"""The limits of a file, as they are by default."""
BESIDE = 30
"""Seconds beside the reading of a file: its reader is started anew, its passages are stored."""
PEAK = 1500
"""Megabytes of the process that ingests, most of which is the embedding model."""
EVERY = 10
"""After so many hostile files stands a good one."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system cannot limit a process's memory")


class Listener(BaseHTTPRequestHandler):
    heard: ClassVar[list[str]] = []

    def handle_one_request(self) -> None:
        self.heard.append(self.client_address[0])
        self.close_connection = True


@dataclass(frozen=True)
class Ingested:
    """What became of the files, by their names in the folder, and what was there before and after."""

    lines: dict[str, list[dict]]
    whole: dict
    made: dict
    good: list[str]
    odd: list[str]
    root: Path
    before: set[str]
    after: set[str]
    log: str
    heard: list[str]
    errors: str


@pytest.fixture(scope="module")
def ingested(tmp_path_factory) -> Ingested:
    root = tmp_path_factory.mktemp("hostile")
    papers, work, temporary = (root / name for name in ("a/b/papers", "a/b/work", "a/tmp"))
    for folder in (papers, work, temporary):
        folder.mkdir(parents=True)
    listener = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    with listening_at(listener.server_port):
        made = write(list(hostile_files()) if WHOLE else chosen(SEED, SHARE), papers)
    good = [_good(papers, number) for number in range(0, len(made), EVERY)]
    odd = write_odd_names(papers, SENTENCE)
    before = _tree(root)
    environment = {
        **os.environ,
        **{
            "HOME": str(work),
            "TMPDIR": str(temporary),
            "SCRUTINEER_INDEX": str(root / "index"),
            "PYTHONPATH": str(ROOT),
        },
        **{"SCRUTINEER_READ_SECONDS": str(SECONDS), "SCRUTINEER_READ_MEMORY_MB": str(MEMORY), "SCRUTINEER_OCR": "off"},
        "SCRUTINEER_CACHE": str(default_cache()),
    }
    command = [sys.executable, "-m", "tests.hostile.running", str(papers), str(root / "log")]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, errors="replace")
    listener.shutdown()
    assert done.returncode == 0, done.stderr[-3000:]
    *lines, whole = map(json.loads, done.stdout.splitlines())
    by_file: dict[str, list[dict]] = {}
    for line in lines:
        by_file.setdefault(line["source"].removeprefix(f"{papers}/").partition("!/")[0], []).append(line)
    log = (root / "log").read_text(encoding="utf-8")
    return Ingested(by_file, whole, made, good, odd, root, before, _tree(root), log, Listener.heard, done.stderr)


def _good(papers: Path, number: int) -> str:
    name = f"hostile {number:04d} and a good one.txt"
    (papers / name).write_text(f"{SENTENCE} It cost £{number + 1}.", encoding="utf-8")
    return name


def _tree(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if "index" not in path.relative_to(root).parts[:1]}


def _lines(ingested: Ingested) -> Iterator[tuple[str, dict]]:
    for name, made in ingested.made.items():
        for line in ingested.lines[name]:
            yield made.name, line


def test_every_file_has_an_outcome_and_a_file_that_was_not_read_has_a_reason(ingested):
    assert set(ingested.made) <= set(ingested.lines)
    silent = [made for made, line in _lines(ingested) if line["outcome"] == "not read" and not line["reason"]]
    faults = [(made, line["reason"]) for made, line in _lines(ingested) if "the reader failed on it" in line["reason"]]
    assert (silent, faults) == ([], [])


def test_what_can_be_read_is_read_and_what_must_not_be_is_refused(ingested):
    wrong = [
        (made.name, line["outcome"], line["reason"])
        for name, made in ingested.made.items()
        for line in ingested.lines[name]
        if (made.fate == READ and line["outcome"] == "not read" and "two files of this name" not in line["reason"])
        or (made.fate == REFUSED and line["outcome"] in ("added", "replaced"))
    ]
    assert wrong == []


def test_the_good_files_among_them_are_read_and_those_with_odd_names(ingested):
    assert {ingested.lines[name][0]["outcome"] for name in ingested.good} == {"added"}
    stored = [line for name, lines in ingested.lines.items() for line in lines if not name.startswith("hostile ")]
    assert {line["outcome"] for line in stored} == {"added"} and len(stored) == len(ingested.odd)


def test_no_file_takes_longer_or_more_memory_than_it_may(ingested):
    assert [(made, line["seconds"]) for made, line in _lines(ingested) if line["seconds"] > SECONDS + BESIDE] == []
    assert ingested.whole["peak_mb"] <= PEAK


def test_nothing_is_fetched_and_no_address_is_looked_up(ingested):
    assert (ingested.heard, ingested.log) == ([], "")


def test_no_file_is_written_outside_of_the_index(ingested):
    assert ingested.after - ingested.before - {"log"} == set()
    assert not Path("/tmp/outside.txt").exists()


def test_the_index_is_whole_and_answers(ingested):
    snapshot = Index(ingested.root / "index").open()
    try:
        ready = [document for document in snapshot.catalogue.documents() if document.state == "ready"]
        assert len(ready) >= len(ingested.good)
    finally:
        snapshot.close()
    for catalogue in (ingested.root / "index").rglob("catalogue.sqlite3"):
        with sqlite3.connect(catalogue) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_generator_makes_hundreds_of_files_each_the_same_at_every_time():
    every = list(hostile_files())
    assert len(every) > 1000 and len({made.name for made in every}) == len(every)
    again = {made.name: made for made in hostile_files()}
    for made in chosen(SEED, SHARE)[::5]:
        assert again[made.name].make() == made.make()
