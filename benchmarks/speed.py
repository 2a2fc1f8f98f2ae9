"""Time Scrutineer beside the usual recipe, on the same files and questions, in one run.

    python -m benchmarks.speed [FOLDER] [--questions QUESTIONS.jsonl] [--output FILE]

Measured for both: ingest (pages a second, a whole process from start to end), a cold question (process start to
answer, median of three), warm questions (one process, its model loaded; median and 95th percentile over a question
file), peak memory of each, and how often the evidence is among the first passages. Only PDFs are used: the recipe
reads nothing else. The result is written with the facts of the machine.
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
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.runs import GOLDEN, ROOT, SAMPLES, SCORER, Run, question_sets, run, scrutineer
from benchmarks.scoring import lines

DEFAULT_SET = "blackpool_stockton"
COLD_QUESTION = "what was the LAC rate in May 2019"
COLD_RUNS = 3
PASSAGES = 10
PACKAGES = (
    "chromadb", "langchain-chroma", "langchain-core", "pypdf", "pypdfium2", "sentence-transformers", "torch",
)  # fmt: skip
RECIPE = [sys.executable, "-m", "benchmarks.usual_recipe"]


class System:
    """One of the two, as a user would run it: the commands that ingest and ask with an index of its own."""

    def __init__(self, name: str, index: Path) -> None:
        self.name, self.index = name, index
        self.ours = name == "scrutineer"
        self.settings = {"SCRUTINEER_INDEX": str(index), "SCRUTINEER_COUNCIL": ""} if self.ours else {}

    def run(self, *words: str | Path) -> Run:
        """Run a command of the system; end with its words where it fails."""
        command: list[str | Path] = [*scrutineer()] if self.ours else [*RECIPE]
        command += words if self.ours else [*words, "--index", self.index]
        return checked(run(command, self.settings), self.name)

    def ingest(self, folder: Path) -> Run:
        """Index a folder from nothing."""
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


def checked(done: Run, name: str) -> Run:
    """Give the run back if it succeeded."""
    if done.status:
        sys.exit(f"{name}: a command ended with status {done.status}\n{done.errors[-2000:]}")
    return done


def opened(name: str, index: Path) -> Callable[[str, list[str]], object]:
    """Open an index inside this process and give a function that takes a question and the questions before it."""
    if name != "scrutineer":
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


def measure(system: System, folder: Path, questions: Path, pages: int, scratch: Path) -> dict[str, Any]:
    """Take every measurement of one system."""
    ingest = system.ingest(folder)
    cold = [system.cold() for _ in range(COLD_RUNS)]
    warm = system.warm(questions)
    times = sorted(json.loads(warm.output.splitlines()[-1]))
    return {
        "ingest_seconds": round(ingest.seconds, 2),
        "ingest_pages_per_second": round(pages / ingest.seconds, 2),
        "ingest_peak_mb": ingest.peak_mb,
        "cold_ask_seconds": round(statistics.median(one.seconds for one in cold), 2),
        "cold_ask_peak_mb": cold[0].peak_mb,
        "warm_ask_ms_median": round(statistics.median(times), 1),
        "warm_ask_ms_p95": round(times[int(0.95 * len(times))], 1),
        "warm_peak_mb": warm.peak_mb,
        **evidence(questions, system.answers(questions), folder, scratch),
    }


def machine() -> dict[str, Any]:
    """Give what the figures depend on: no paths, no names."""
    return {
        "cores": os.cpu_count(),
        "load_at_start": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": platform.system(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "packages": {name: version(name).partition("+")[0] for name in PACKAGES},
    }


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
    table.add_column("")
    for name in result["systems"]:
        table.add_column(name, justify="right")
    keys = dict.fromkeys(key for values in result["systems"].values() for key in values)
    for key in keys:
        table.add_row(key.replace("_", " "), *(str(values.get(key, "–")) for values in result["systems"].values()))
    Console().print(table)


def compare(folder: Path, questions: Path) -> dict[str, Any]:
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
        return {
            "made": datetime.now(UTC).date().isoformat(),
            "papers": folder.name,
            "files": len(files),
            "pages": pages,
            "questions": len(lines(questions)),
            "machine": facts,
            "systems": {
                name: measure(System(name, scratch / name), papers, questions, pages, scratch)
                for name in ("scrutineer", "usual recipe")
            },
        }


def main() -> None:
    """Measure, print and write; with --warm, be the process whose questions are timed."""
    folder, questions = defaults()
    parser = argparse.ArgumentParser(description="Time Scrutineer beside the usual recipe.")
    parser.add_argument("folder", nargs="?", type=Path, default=folder)
    parser.add_argument("--questions", type=Path, default=questions)
    parser.add_argument("--output", type=Path, default=ROOT / "benchmarks" / "results" / "speed.json")
    parser.add_argument("--warm", nargs=2, metavar=("SYSTEM", "INDEX"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.warm:
        print(json.dumps(warm_times(options.warm[0], Path(options.warm[1]), options.questions)))
        return
    result = compare(options.folder, options.questions.resolve())
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    show(result)


if __name__ == "__main__":
    main()
