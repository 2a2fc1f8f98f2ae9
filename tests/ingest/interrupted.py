"""A program for `test_interruption`: ingests and removes in child processes and kills them at given moments.

Run with a folder and a seed count; prints a JSON object a kill. The libraries and the model are loaded once, in the
parent, before any thread is started, and every child is a fork of it: a kill then costs a second and not ten.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from corpus.embedding import SentenceModel
from corpus.errors import NoIndexError
from corpus.settings import Settings
from corpus.store import index as index_module
from corpus.store import vectors
from corpus.store.index import Index
from ingest.pipeline import ingest, remove

WORDS = ("harbour", "ferry", "pier", "library", "market")


def state(index: Index) -> dict[str, str]:
    """What the index answers: for each paper the word that finds it."""
    try:
        snapshot = index.open()
    except NoIndexError:
        return {}
    names = {document.id: document.name for document in snapshot.catalogue.documents()}
    found = {names[hit.chunk.document_id]: word for word in WORDS for hit in snapshot.search_keywords(word, 99)}
    snapshot.close()
    return found


def vectors_are_whole(index: Index) -> bool:
    snapshot = index.open()
    whole = vectors.is_whole(snapshot.folder / index_module.CHROMA, snapshot.catalogue.embeddings())
    snapshot.close()
    return whole


def child(work: Callable[[], object]) -> int:
    """Start the work in a process of its own."""
    identity = os.fork()
    if identity == 0:
        try:
            os._exit(0 if work() is not False else 3)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(4)
    return identity


def status(identity: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(identity, 0)[1])


def main(folder: Path, kills: int) -> None:
    chance = random.Random(kills)
    model = SentenceModel()
    model.load()
    index_module.UP_TO = 0  # a large index, as far as these few papers go: it has a vector index that may break
    settings = Settings(index=folder / "index")
    index = Index(settings.index)
    papers = folder / "papers"
    papers.mkdir()

    def write(*words: str) -> None:
        for number, word in enumerate(words):
            (papers / f"{number}.txt").write_text(f"Report {number}\n\nThe {word} was looked at.\n")

    def add() -> object:
        return ingest([papers], settings, model=model)

    def take_away() -> object:
        return remove(["1.txt"], settings, model=model)

    write(*WORDS[:3])
    began = time.monotonic()
    assert status(child(add)) == 0
    usual = time.monotonic() - began
    for number in range(kills):
        before = state(index)
        work: Callable[[], object] = add
        if number % 3 == 0:  # replace one, add one
            write(*chance.sample(WORDS, 3 + number % 2))
        elif number % 3 == 1:
            work = take_away
        # At the third kind the ingest puts back what was removed.
        identity = child(work)
        time.sleep(chance.random() * usual * 1.1)
        os.kill(identity, signal.SIGKILL)
        ended = status(identity)
        after = state(index)
        again = status(child(work))
        line = {
            "killed": ended == -signal.SIGKILL,
            "before": before,
            "after": after,
            "again": again,
            "finally": state(index),
            "whole": status(child(lambda: vectors_are_whole(index))) == 0,
            "left": sorted(path.name for path in index.generations.home.iterdir() if not path.name.isdecimal()),
            "generations": len(index.generations.finished()),
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
