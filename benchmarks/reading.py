"""Time reading alone, tables and all, beside pypdf's bare text of the same pages, in one run.

    python -m benchmarks.reading [FOLDER] [--output FILE]

Each file is read by both, one after the other, in this process; the best of three counts, because the machine's own
work only ever adds. Files without a text layer are left out: reading pictures is another matter. The result is
written with the facts of the machine.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
from rich.console import Console
from rich.table import Table

from benchmarks.runs import ROOT, SAMPLES, SHARED
from benchmarks.speed import machine, page_count
from corpus.errors import UnreadableError
from corpus.records import Document
from corpus.settings import Settings
from ingest import kinds
from ingest.reading import read_document

RUNS = 3


def ours(path: Path) -> None:
    """Read a file into its papers, blocks, tables and decisions."""
    read_document(path, Document("d", path.name, str(path), "", kinds.PDF), Settings(ocr="off"))


def bare_text(path: Path) -> None:
    """Take the bare text of every page."""
    for page in pypdf.PdfReader(path).pages:
        page.extract_text()


def best(read: Callable[[Path], None], path: Path) -> float:
    """Give the seconds of the fastest of several runs."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        read(path)
        times.append(time.perf_counter() - started)
    return min(times)


def measured(path: Path) -> dict[str, Any] | None:
    """Time one file with both; None for one without text."""
    try:
        seconds = best(ours, path)
    except UnreadableError:
        return None
    pages = page_count(path)
    return {"file": path.name, "pages": pages, "seconds": round(seconds, 3), "pypdf": round(best(bare_text, path), 3)}


def compare(folder: Path) -> dict[str, Any]:
    """Time every PDF of a folder."""
    files = [row for row in map(measured, sorted(folder.rglob("*.pdf"))) if row]
    pages, seconds, bare = (sum(row[key] for row in files) for key in ("pages", "seconds", "pypdf"))
    return {
        "made": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "pages": pages,
        "pages_per_second": round(pages / seconds, 1),
        "pypdf_pages_per_second": round(pages / bare, 1),
        "files": files,
    }


def show(result: dict[str, Any]) -> None:
    """Print pages a second, a file a line."""
    table = Table(title="Reading alone, pages a second")
    for head in ("file", "pages", "scrutineer", "pypdf, bare text"):
        table.add_column(head, justify="left" if head == "file" else "right")
    for row in result["files"]:
        rates = (f"{row['pages'] / row[key]:.1f}" for key in ("seconds", "pypdf"))
        table.add_row(row["file"], str(row["pages"]), *rates)
    together = (str(result[key]) for key in ("pages", "pages_per_second", "pypdf_pages_per_second"))
    table.add_row("together", *together)
    Console().print(table)


def main() -> None:
    """Measure, print and write."""
    papers = SHARED / "papers"
    parser = argparse.ArgumentParser(description="Time reading alone beside pypdf's bare text.")
    parser.add_argument("folder", nargs="?", type=Path, default=papers if papers.is_dir() else SAMPLES)
    parser.add_argument("--output", type=Path, default=ROOT / "benchmarks" / "results" / "reading.json")
    options = parser.parse_args()
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    result = compare(options.folder)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    show(result)


if __name__ == "__main__":
    main()
