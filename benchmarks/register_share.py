"""Print which share of the time of reading papers the figure register takes.

    python -m benchmarks.register_share [FOLDER]

Reading is all of an ingest but the embeddings, so that the share of the whole ingest is lower still.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from rich.console import Console

from benchmarks.runs import SAMPLES
from corpus.errors import ScrutineerError
from corpus.records import Document
from corpus.settings import Settings
from ingest import kinds
from ingest.figures import figures_of
from ingest.reading import read_document

MOST = 0.3
"""The share that the register may take."""


def times_of(path: Path) -> tuple[float, float, int]:
    """Give the seconds of the processor that a paper takes to read, those of its register, and its figures."""
    document = Document("d", path.name, path.name, "", kinds.media_type(path))
    began = time.process_time()
    reading = read_document(path, document, Settings())
    read = time.process_time() - began
    began = time.process_time()
    found = figures_of(reading.blocks, reading.papers, reading.document)
    return read, time.process_time() - began, len(found)


def main() -> None:
    """Read the papers of a folder and print the share; exit with 1 where it is over the limit."""
    parser = argparse.ArgumentParser(description="Share of the figure register in the time of reading papers.")
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    read = register = 0.0
    figures = 0
    for path in sorted(parser.parse_args().folder.rglob("*.*")):
        try:
            seconds, own, count = times_of(path)
        except ScrutineerError:
            continue
        read, register, figures = read + seconds, register + own, figures + count
    share = register / read if read else 0.0
    Console().print(f"register: {register:.1f} of {read:.1f} s, {100 * share:.1f} % of reading, {figures} figures")
    sys.exit(share > MOST)


if __name__ == "__main__":
    main()
