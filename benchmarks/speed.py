"""Time Scrutineer beside the usual recipe, on the same files and questions, in one run.

    python -m benchmarks.speed [FOLDER] [--questions QUESTIONS.jsonl] [--runs N] [--output FILE]

Measured for both, in turns, each figure the median of the runs: ingest (pages a second, a whole process from its start
to its end and until what was read is found by its words), a cold question (process start to answer), warm questions
(one process, its model loaded; median and 95th percentile over a question file), peak memory of each, and an ingest of
a thousand files of which none has changed; and once, how often the evidence is among the first passages. Only PDFs are
used: the recipe reads nothing else. The result is written with the facts of the machine and the ratios of the two.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.ratios import Figures, medians, ratios
from benchmarks.runs import GOLDEN, ROOT, SAMPLES, SCORER, Run, question_sets, run, scrutineer
from benchmarks.scoring import lines

DEFAULT_SET = "blackpool_stockton"
COLD_QUESTION = "what was the LAC rate in May 2019"
RUNS = 5
PASSAGES = 10
MANY = 1000
"""Files of which none has changed, each of a page."""
PACKAGES = (
    "chromadb", "langchain-chroma", "langchain-core", "onnxruntime", "pypdf", "pypdfium2", "sentence-transformers",
    "torch",
)  # fmt: skip
RECIPE = [sys.executable, "-m", "benchmarks.usual_recipe"]
OURS, THEIRS = "scrutineer", "usual recipe"
REACH = {
    "ingest_pages_per_second": "2.5 times the recipe's",
    "words_pages_per_second": "8 times the recipe's",
    "cold_ask_seconds": "2 s",
    "warm_ask_ms_p95": "60 ms",
    "warm_peak_mb": "600 MB",
    "again_seconds": "2 s",
}
"""What we want to reach."""


class System:
    """One of the two, as a user would run it: the commands that ingest and ask with an index of its own."""

    def __init__(self, name: str, index: Path) -> None:
        self.name, self.index = name, index
        self.ours = name == OURS
        ours = {"SCRUTINEER_INDEX": str(index), "SCRUTINEER_COUNCIL": "", "SCRUTINEER_LOG": "stderr"}
        self.settings = ours if self.ours else {}

    def run(self, *words: str | Path) -> Run:
        """Run a command of the system; end with its words where it fails."""
        command: list[str | Path] = [*scrutineer()] if self.ours else [*RECIPE]
        command += words if self.ours else [*words, "--index", self.index]
        return checked(run(command, self.settings), self.name)

    def ingest(self, folder: Path) -> Run:
        """Index a folder from nothing."""
        shutil.rmtree(self.index, ignore_errors=True)
        return self.again(folder)

    def again(self, folder: Path) -> Run:
        """Index a folder on top of what there is."""
        return self.run("ingest", folder)

    def cold(self) -> Run:
        """Ask one question in a process of its own."""
        return self.run("ask", COLD_QUESTION)

    def warm(self, questions: Path) -> Run:
        """Ask all questions in one process; its output is a list of milliseconds."""
        this = [sys.executable, "-m", "benchmarks.speed"]
        return checked(
            run([*this, "--warm", self.name, self.index, "--questions", questions], self.settings), self.name
        )

    def answers(self, questions: Path) -> str:
        """Give the answers to all questions with their passages, one JSON object a line."""
        words: list[str | Path] = [
            "ask",
            "--batch",
            questions,
            "--passages",
            str(PASSAGES),
            *(["--json"] if self.ours else []),
        ]
        return self.run(*words).output


def seconds_to_words(ingest: Run) -> float:
    """Give the seconds until what an ingest reads is found by its words: all of them where its log says no other."""
    for line in ingest.errors.splitlines():
        said = json.loads(line) if line.startswith('{"time"') else {}
        if "seconds_to_words" in said:
            return ingest.seconds - float(said["seconds"]) + float(said["seconds_to_words"])
    return ingest.seconds


def checked(done: Run, name: str) -> Run:
    """Give the run back if it succeeded."""
    if done.status:
        sys.exit(f"{name}: a command ended with status {done.status}\n{done.errors[-2000:]}")
    return done


def opened(name: str, index: Path) -> Callable[[str, list[str]], object]:
    """Open an index inside this process and give a function that takes a question and the questions before it."""
    if name != OURS:
        from benchmarks.usual_recipe import UsualRecipe

        recipe = UsualRecipe(index)
        return lambda question, _: recipe.ask(question)
    from assistant.assistant import Assistant
    from corpus.settings import Settings

    assistant = Assistant.open(Settings())
    return lambda question, history: assistant.ask(question, history=history)


def warm_times(name: str, index: Path, questions: Path) -> list[float]:
    """Ask every question once, after one that is not counted; give the milliseconds of each."""
    ask = opened(name, index)
    ask(COLD_QUESTION, [])
    times = []
    for row in lines(questions):
        started = time.perf_counter()
        ask(row["question"], list(row.get("history") or ()))
        times.append(1000 * (time.perf_counter() - started))
    return times


def evidence(questions: Path, answers: str, papers: Path, folder: Path) -> dict[str, float]:
    """Give how often the evidence is among the first 1, 5 and 10 passages, by the shared scorer where it is there."""
    if not SCORER.exists():
        return {}
    said = folder / "answers.jsonl"
    said.write_text(answers, encoding="utf-8")
    done = checked(run([sys.executable, SCORER, questions, said, "--papers", papers, "--json"]), "the scorer")
    return {key: value for key, value in json.loads(done.output).items() if key.startswith("evidence_at_")}


def measure(systems: Sequence[System], folder: Path, questions: Path, pages: int, runs: int) -> dict[str, Figures]:
    """Ingest and ask with each system in turn, so that what else the machine does falls on both."""
    taken: dict[str, list[Figures]] = {system.name: [] for system in systems}
    for _ in range(runs):
        for system in systems:
            ingest, cold, warm = system.ingest(folder), system.cold(), system.warm(questions)
            times = sorted(json.loads(warm.output.splitlines()[-1]))
            taken[system.name].append(
                {
                    "ingest_seconds": ingest.seconds,
                    "ingest_cpu_seconds": ingest.cpu_seconds,
                    "ingest_pages_per_second": pages / ingest.seconds,
                    "words_pages_per_second": pages / seconds_to_words(ingest),
                    "ingest_peak_mb": ingest.peak_mb,
                    "cold_ask_seconds": cold.seconds,
                    "cold_ask_cpu_seconds": cold.cpu_seconds,
                    "cold_ask_peak_mb": cold.peak_mb,
                    "warm_ask_ms_median": statistics.median(times),
                    "warm_ask_ms_p95": times[int(0.95 * len(times))],
                    "warm_peak_mb": warm.peak_mb,
                }
            )
    return {name: medians(figures) for name, figures in taken.items()}


def measure_again(systems: Sequence[System], folder: Path, runs: int) -> dict[str, Figures]:
    """Ingest a folder and time ingesting it again with nothing changed."""
    taken: dict[str, list[Figures]] = {system.name: [] for system in systems}
    for system in systems:
        system.ingest(folder)
    for _ in range(runs):
        for system in systems:
            again = system.again(folder)
            taken[system.name].append({"again_seconds": again.seconds, "again_cpu_seconds": again.cpu_seconds})
    return {name: medians(figures) for name, figures in taken.items()}


def write_many(folder: Path) -> None:
    """Make the thousand PDFs."""
    from reportlab.pdfgen.canvas import Canvas

    folder.mkdir()
    for number in range(MANY):
        sheet = Canvas(str(folder / f"{number:04}.pdf"))
        sheet.drawString(72, 720, f"Harbour report {number}")
        sheet.drawString(72, 690, f"Berth {number} was let for {number % 37} weeks of {2000 + number % 20}.")
        sheet.save()


def machine() -> dict[str, Any]:
    """Give what the figures depend on: no paths, no names."""
    return {
        "cores": os.cpu_count(),
        "load_at_start": load(),
        "system": platform.system(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "packages": {name: version(name).partition("+")[0] for name in PACKAGES},
    }


def load() -> float | None:
    """Give how many processes wait for a processor, over the last minute."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def page_count(path: Path) -> int:
    """Give the number of pages of a PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def defaults() -> tuple[Path, Path]:
    """Give the folder and the questions to measure with: real papers where they are, else the samples."""
    if DEFAULT_SET in (known := question_sets()):
        questions, papers = known[DEFAULT_SET]
        return papers, questions
    return SAMPLES, GOLDEN


def show(result: dict[str, Any]) -> None:
    """Print both systems side by side."""
    table = Table(title=f"{result['files']} PDFs, {result['pages']} pages, {result['questions']} questions")
    for name in ("", *result["systems"], "times better", "to reach"):
        table.add_column(name, justify="right" if name else "left")
    keys = dict.fromkeys(key for values in result["systems"].values() for key in values)
    for key in keys:
        figures = (str(values.get(key, "–")) for values in result["systems"].values())
        table.add_row(key.replace("_", " "), *figures, str(result["ratios"].get(key, "–")), REACH.get(key, ""))
    Console().print(table)


def compare(folder: Path, questions: Path, runs: int) -> dict[str, Any]:
    """Measure both systems on the PDFs of a folder."""
    facts = machine()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        papers = scratch / "papers"
        papers.mkdir()
        for path in sorted(folder.rglob("*.pdf")):
            shutil.copy(path, papers)
        files = list(papers.iterdir())
        pages = sum(page_count(path) for path in files)
        write_many(scratch / "many")
        systems = [System(name, scratch / name) for name in (OURS, THEIRS)]
        systems[0].ingest(papers)  # not timed: the first ingest on a machine also exports the embedding model
        figures = measure(systems, papers, questions, pages, runs)
        for system in systems:
            figures[system.name] |= evidence(questions, system.answers(questions), papers, scratch)
        others = [System(system.name, scratch / f"{system.name} many") for system in systems]
        for which, more in measure_again(others, scratch / "many", runs).items():
            figures[which] |= more
        return {
            "made": datetime.now(UTC).date().isoformat(),
            "papers": folder.name,
            "files": len(files),
            "pages": pages,
            "questions": len(lines(questions)),
            "files_again": MANY,
            "runs": runs,
            "machine": {**facts, "load_at_end": load()},
            "systems": figures,
            "ratios": ratios(figures[OURS], figures[THEIRS]),
        }


def main() -> None:
    """Measure, print and write; with --warm, be the process whose questions are timed."""
    folder, questions = defaults()
    parser = argparse.ArgumentParser(description="Time Scrutineer beside the usual recipe.")
    parser.add_argument("folder", nargs="?", type=Path, default=folder)
    parser.add_argument("--questions", type=Path, default=questions)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--output", type=Path, default=ROOT / "benchmarks" / "results" / "speed.json")
    parser.add_argument("--warm", nargs=2, metavar=("SYSTEM", "INDEX"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.warm:
        print(json.dumps(warm_times(options.warm[0], Path(options.warm[1]), options.questions)))
        return
    result = compare(options.folder, options.questions.resolve(), options.runs)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    show(result)


if __name__ == "__main__":
    main()
