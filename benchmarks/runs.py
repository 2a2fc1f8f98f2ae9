"""Running a program as a user does, and what it took: seconds, processor time, peak memory, exit status."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.threads import VARIABLE

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Papers and questions that developers have beside the project; not part of it."""
GOLDEN = ROOT / "tests" / "golden" / "questions.jsonl"
SAMPLES = ROOT / "corpus" / "sample" / "papers"
SCORER = SHARED / "eval" / "score.py"
WORK = ROOT / ".eval"
"""Indexes, answers and scores of the last evaluation; ignored by git."""


@dataclass(frozen=True, slots=True)
class Run:
    """A finished program. `peak_mb` is its largest resident set; it and `cpu_seconds` are None where nobody tells."""

    status: int
    seconds: float
    cpu_seconds: float | None
    peak_mb: float | None
    output: str
    errors: str


def run(command: Iterable[str | Path], settings: Mapping[str, str] | None = None) -> Run:
    """Run a program from the project's folder to its end; `settings` are added to the environment.

    Output goes through files, so that a program that prints much is never held up by its reader.
    """
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=_environment() | (settings or {}),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
        )
        status, cpu, peak = finished(process)
        seconds = time.perf_counter() - started
        stdout.seek(0)
        stderr.seek(0)
        said, wrong = (pipe.read().decode("utf-8", "replace") for pipe in (stdout, stderr))
        return Run(status, seconds, cpu, peak, said, wrong)


def _environment() -> dict[str, str]:
    """Give the environment as it was before the product set a thread for numpy: other programs are to choose theirs."""
    return {name: value for name, value in os.environ.items() if name != VARIABLE}


def finished(process: subprocess.Popen[bytes]) -> tuple[int, float | None, float | None]:
    """Wait for a process; give its exit status, the processor time it and its children took, and its peak MB."""
    if not hasattr(os, "wait4"):
        return process.wait(), None, None
    _, raw, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(raw)
    per_mb = 1024 * 1024 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return process.returncode, round(usage.ru_utime + usage.ru_stime, 2), round(usage.ru_maxrss / per_mb, 1)


def scrutineer() -> list[str]:
    """Give the command of this environment, as installed, or run from the source where it is not installed."""
    installed = shutil.which("scrutineer", path=str(Path(sys.executable).parent))
    return [installed] if installed else [sys.executable, "-m", "assistant"]


def question_sets() -> dict[str, tuple[Path, Path]]:
    """Give each development question set that has its papers: name → (questions, folder of papers)."""
    found = {
        path.stem: (path, SHARED / "papers" / path.stem) for path in sorted((SHARED / "eval/questions").glob("*.jsonl"))
    }
    return {name: (questions, papers) for name, (questions, papers) in found.items() if papers.is_dir()}
