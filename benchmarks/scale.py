"""Measure how far one machine goes: indexes of ever more passages, filled with made packs.

    python -m benchmarks.scale [--sizes N …] [--embed N] [--read N] [--questions N] [--pages N] [--folder DIR]
        [--output FILE]

For each size, in processes of their own: filling the index of the size before further (passages a second, by step), its
size on the disk, warm questions without and with a filter (median and 95th percentile), the largest resident set of the
process that answers, and what `scrutineer ingest` takes to add one more pack and then another, PDFs of some 200 pages;
at size 0 that pack alone, into no index. Beyond the first `--embed` passages vectors are mixed from real ones, and
beyond the first `--read` packs are varied from those that were read. The table, a JSON file and a picture beside it are
written anew after each size, so a run that is stopped keeps what it has measured.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.curves import draw
from benchmarks.packs import PAGES, made_pack
from benchmarks.runs import ROOT, Run, run, scrutineer
from benchmarks.speed import checked, load, machine
from corpus.embedding import SentenceModel
from corpus.exported import Form

SIZES = (0, 10_000, 100_000, 1_000_000)
"""Passages; at 0 a pack is added where there is no index yet."""
EMBED = 100_000
"""Passages that the model embeds; some 40 ms of a core each."""
ADDED = ("add", "again")
"""Packs that are added one after the other: at the first there is no older generation to make the next one of."""
READ = 100_000
"""Passages whose packs are read from their blocks; those after are of packs that vary these."""
QUESTIONS = 120
"""Questions for each size, half of them with a filter."""
MEGABYTE = 2**20
SEED = 6
CATALOGUE, VECTORS, ASKED = "catalogue.sqlite3", "vectors", "asked.json"
REACH = {"ask_ms_p95": "300 at 1,000,000", "filtered_ms_p95": "300 at 1,000,000", "again_s": "30 at 1,000,000"}
"""What we want to reach."""
ROWS = (
    "packs", "passages", "passages_read", "vectors_real", "embedded", "read_s", "embed_s", "put_s", "publish_s",
    "ingest_passages_a_second", "catalogue_mb", "vectors_mb", "open_s", "ask_ms_median", "ask_ms_p95",
    "ask_cpu_ms_p95", "filtered_ms_median", "filtered_ms_p95", "filtered_cpu_ms_p95", "values_found", "peak_mb",
    "add_s", "add_cpu_s", "add_peak_mb", "again_s", "again_cpu_s", "again_peak_mb", "load_at_end",
)  # fmt: skip
"""What the terminal shows, in order; the file holds more."""


# In processes of their own


def filled(folder: Path, passages: int, options: argparse.Namespace) -> dict[str, Any]:
    """Fill an index in a folder further and keep questions about it beside it; give what it holds and took."""
    from benchmarks.filling import Embedder, Packs, fill

    model = SentenceModel()
    model.load(Form.PASSAGES)
    before = json.loads((folder / ASKED).read_text(encoding="utf-8")) if (folder / ASKED).exists() else {}
    held = before.get("passages", 0)
    embedder = Embedder(folder / "embedded.npy", options.embed, model, held)
    packs = Packs(folder / "read.pickle", options.read, options.pages)
    first = before["packs"] + len(ADDED) if before else 0  # those between were added as PDFs
    done = fill(folder / "index", passages, embedder, packs, first, held)
    embedder.save()
    packs.save()
    asked = [*before.get("asked", ()), *map(asdict, done.asked)]
    known = {"packs": done.packs, "passages": done.passages, "asked": asked}
    (folder / ASKED).write_text(json.dumps(known), encoding="utf-8")
    counts = {"packs": done.packs, "passages": done.passages, "passages_added": done.added, "passages_read": done.read}
    counts |= {"blocks_added": done.blocks, "figures_added": done.figures}
    seconds = {f"{step}_s": round(took, 2) for step, took in done.took.seconds.items()}
    cpu = {f"{step}_cpu_s": round(took, 2) for step, took in done.took.cpu_seconds.items()}
    return {**counts, "vectors_real": done.real, "embedded": done.embedded, **seconds, **cpu}


def asked(folder: Path, questions: int) -> dict[str, Any]:
    """Ask an index questions, the second half of them with filters; give the times and how many values were found."""
    from assistant.assistant import Assistant
    from benchmarks.filling import Asked
    from corpus.settings import Settings

    known = [Asked(**fields) for fields in json.loads((folder / ASKED).read_text(encoding="utf-8"))["asked"]]
    chosen = random.Random(SEED).sample(known, min(questions + 1, len(known)))
    started = time.perf_counter()
    assistant = Assistant.open(Settings(index=folder / "index"))
    figures: dict[str, Any] = {"open_s": round(time.perf_counter() - started, 2)}
    assistant.ask(chosen[0].question)  # not counted: the first reads vocabularies and tables from their files
    half = 1 + len(chosen) // 2
    hits = []
    for name, some in (("ask", chosen[1:half]), ("filtered", chosen[half:])):
        walls, cpus = [], []
        for one in some:
            wall, cpu = time.perf_counter(), time.process_time()
            answer = assistant.ask(one.question, filters=one.filters() if name == "filtered" else None)
            walls.append(1000 * (time.perf_counter() - wall))
            cpus.append(1000 * (time.process_time() - cpu))
            if one.value:
                hits.append(one.value in answer.text)
        figures |= _spread(f"{name}_ms", walls) | _spread(f"{name}_cpu_ms", cpus)
    found = round(statistics.mean(hits), 2) if hits else None
    return {**figures, "questions": len(chosen) - 1, "values_asked": len(hits), "values_found": found}


def _spread(name: str, times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    median, p95 = statistics.median(ordered), ordered[int(0.95 * len(ordered))]
    return {f"{name}_median": round(median, 1), f"{name}_p95": round(p95, 1)}


# In the process that measures


def ingest_rate(done: dict[str, Any]) -> float | None:
    """Give the passages a second that reading, embedding and storing make one after the other; None without any."""
    if not done["embedded"] or not done["passages_read"]:
        return None
    each = done["read_s"] / done["passages_read"] + (done["put_s"] + done["publish_s"]) / done["passages_added"]
    return round(1 / (each + done["embed_s"] / done["embedded"]), 2)


def sizes_on_disk(index: Path) -> dict[str, float]:
    """Give the megabytes of the current generation: its catalogue, and its vector index where it has one."""
    generation = index / "generations" / (index / "current").read_text(encoding="utf-8").strip()
    vectors = sum(file.stat().st_size for file in (generation / VECTORS).rglob("*") if file.is_file())
    catalogue = (generation / CATALOGUE).stat().st_size
    return {"catalogue_mb": round(catalogue / MEGABYTE, 1), "vectors_mb": round(vectors / MEGABYTE, 1)}


def added(folder: Path, index: Path, number: int, pages: int) -> dict[str, Any]:
    """Write the pack of a number as a PDF and add it to an index, as a user would; give what that took."""
    from corpus.sample.render_pdf import write_pdf

    pack = made_pack(number, pages)
    file = folder / pack.name
    write_pdf(pack.parts(), file)
    settings = {"SCRUTINEER_INDEX": str(index), "SCRUTINEER_COUNCIL": ""}
    done = checked(run([*scrutineer(), "ingest", file], settings), "adding a pack")
    return {"s": round(done.seconds, 2), "cpu_s": done.cpu_seconds, "peak_mb": done.peak_mb}


def measured(folder: Path, passages: int, options: argparse.Namespace) -> dict[str, Any]:
    """Measure one size; its index is what the next one is filled further from."""
    index = folder / ("index" if passages else "none")
    done = _full(folder, index, passages, options) if passages else {"packs": 0, "passages": 0}
    for turn, name in enumerate(ADDED if passages else ADDED[:1]):
        took = added(folder, index, done["packs"] + turn, options.pages)
        done |= {f"{name}_{figure}": value for figure, value in took.items()}
    if not passages:
        shutil.rmtree(index)
    return {"size": passages, **done, "load_at_end": load()}


def _full(folder: Path, index: Path, passages: int, options: argparse.Namespace) -> dict[str, Any]:
    known = {"--fill": passages, "--embed": options.embed, "--read": options.read, "--pages": options.pages}
    done, _ = _child(*(word for pair in known.items() for word in map(str, pair)), "--folder", folder)
    done |= {"ingest_passages_a_second": ingest_rate(done), **sizes_on_disk(index)}
    answers, process = _child("--ask", "--questions", str(options.questions), "--folder", folder)
    return {**done, **answers, "peak_mb": process.peak_mb}


def _child(*words: str | Path) -> tuple[dict[str, Any], Run]:
    done = checked(run([sys.executable, "-m", "benchmarks.scale", *words]), " ".join(map(str, words[:2])))
    return json.loads(done.output.splitlines()[-1]), done


def show(result: dict[str, Any], console: Console) -> None:
    """Print the sizes side by side."""
    table = Table(title=f"Packs of {result['pages']} pages, {result['embed']:,} passages embedded at the most")
    for name in ("", *(f"{size['size']:,}" for size in result["sizes"]), "to reach"):
        table.add_column(name, justify="right" if name else "left")
    for key in ROWS:
        values = ("–" if (value := size.get(key)) is None else f"{value:,}" for size in result["sizes"])
        table.add_row(key.replace("_", " "), *values, REACH.get(key, ""))
    console.print(table)


def measure(folder: Path, options: argparse.Namespace, console: Console) -> dict[str, Any]:
    """Measure all sizes, the smallest first; write and draw what there is after each."""
    SentenceModel().load()  # not timed: the first on a machine exports it
    result: dict[str, Any] = {
        "made": datetime.now(UTC).date().isoformat(),
        "pages": options.pages,
        "embed": options.embed,
        "machine": machine(),
        "sizes": [],
    }
    for passages in sorted(options.sizes):
        result["sizes"].append(measured(folder, passages, options))
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
        draw(result["sizes"], options.output.with_suffix(".png"))
        show(result, console)
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write; with --fill or --ask, be one of the processes that are measured."""
    parser = argparse.ArgumentParser(description="Measure indexes of ever more passages.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="passages of each index")
    parser.add_argument("--embed", type=int, default=EMBED, help="passages that are embedded by the model")
    parser.add_argument("--read", type=int, default=READ, help="passages that are read; the rest varies these")
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="questions for each size")
    parser.add_argument("--pages", type=int, default=PAGES, help="pages of a pack")
    parser.add_argument("--folder", type=Path, help="where the indexes are made; they are removed afterwards")
    parser.add_argument("--output", type=Path, default=ROOT / "benchmarks" / "results" / "scale.json")
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.fill:
        print(json.dumps(filled(options.folder, options.fill, options)))
    elif options.ask:
        print(json.dumps(asked(options.folder, options.questions)))
    else:
        if options.folder:
            options.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="scale-", dir=options.folder) as folder:
            measure(Path(folder), options, Console())


if __name__ == "__main__":
    main()
