"""Coverage-guided fuzzing of our parsers: `python -m tests.fuzzing.fuzz [--seconds N] [TARGET…]`, or `make fuzz`.

Each target runs in a process of its own. What makes one fail or hang is left in `.fuzz/TARGET/`, and so is the corpus
that grew, with which the next run begins.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
from pathlib import Path

from tests.fuzzing.targets import TARGETS

ROOT = Path(__file__).parent.parent.parent
WORK = ROOT / ".fuzz"
SECONDS = 60
LONGEST = 4096
"""Bytes of an input."""
HANGS = 20
"""Seconds after which an input counts as one that hangs."""
MEMORY = 2048
OURS = ("corpus", "ingest", "assistant")


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris

    target = TARGETS[name]
    target.run(target.seeds[0])  # what is imported late is imported now, so that it is instrumented below
    for module in [module for module in sys.modules if module.partition(".")[0] in OURS]:
        _instrument(atheris, module)
    folder = WORK / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = folder / "words"
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in target.tokens), encoding="ascii")
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={HANGS}", f"-rss_limit_mb={MEMORY}"]
    options += [f"-dict={words}", f"-artifact_prefix={folder}/", "-print_final_stats=1", "-verbosity=0"]
    atheris.Setup([name, *options, str(corpus)], target.run)
    atheris.Fuzz()


def _instrument(atheris: object, module: str) -> None:
    for value in vars(importlib.import_module(module)).values():
        if getattr(value, "__module__", "") == module and callable(value) and hasattr(value, "__code__"):
            atheris.instrument_func(value)  # type: ignore[attr-defined]


def _escaped(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode("utf-8", "surrogatepass"))


def main() -> int:
    """Fuzz the targets that are named, or all; the exit status is that of the worst."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []])
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each target")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        fuzz(asked.targets[0], asked.seconds)
    worst = 0
    for name in asked.targets or TARGETS:
        print(f"== {name}", flush=True)
        command = [sys.executable, "-m", "tests.fuzzing.fuzz", name, "--here", "--seconds", str(asked.seconds)]
        worst = max(worst, abs(subprocess.run(command, cwd=ROOT).returncode))
    return min(worst, 1)


if __name__ == "__main__":
    sys.exit(main())
