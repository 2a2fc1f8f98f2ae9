"""Let visitors come and go for half an hour, and say whether the server's memory stays flat.

    python -m benchmarks.soak [--visitors N] [--minutes M] [--output FILE]

On the sample papers. Each visitor opens the chat, asks some questions, looks at a page of each second answer, leaves,
comes again. A line a minute says how much memory the server holds. It is flat where the least that the last third of
the run holds is at most `GROWTH` megabytes for each minute more than the least of the third before. More than the least
is what waits for the garbage collector, and comes and goes by some 40 MB; the first third fills what is kept.
The exit status is 0 where it is flat and no answer was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.serving import Server, serving
from benchmarks.visitors import Seen, asking, read_samples, sample_questions, visitor

EVERY = 10.0
"""Seconds between two questions of a visitor."""
GROWTH = 0.3
"""Megabytes a minute: what one leaked session of six answers and some pictures would exceed."""
A_MINUTE = 60.0
console = Console()


def growth(memory: list[float], minutes: float) -> float:
    """Give by how many megabytes a minute the least of the last third is above the least of the third before."""
    third = max(1, len(memory) // 3)
    before, last = memory[-2 * third : -third] or memory, memory[-third:]
    return (min(last) - min(before)) / (minutes / 3)


async def soaked(server: Server, visitors: int, minutes: float) -> dict[str, Any]:
    """Let visitors come and go for some minutes; give the memory by the minute and what they met with."""
    questions, seen = sample_questions(), Seen()
    began, cpu = time.monotonic(), server.cpu_seconds()
    until = began + A_MINUTE * minutes
    memory: list[float] = []

    async def watch() -> None:
        while time.monotonic() < until:
            await asyncio.sleep(min(A_MINUTE, until - time.monotonic() + 0.1))
            memory.append(round(server.memory_mb(), 1))
            passed = (time.monotonic() - began) / A_MINUTE
            console.print(
                f"{passed:5.1f} min  {memory[-1]:6.1f} MB  {len(seen.pages)} visits, {len(seen.answers)} answers, "
                f"{seen.pictures} pictures, {len(seen.lost)} lost"
            )

    async def late(number: int) -> None:
        await asyncio.sleep(EVERY * number / visitors)
        await visitor(server.address, asking(questions, number / visitors), EVERY, until, seen, looks=True)

    await asyncio.gather(watch(), *(late(number) for number in range(visitors)))
    more = growth(memory, minutes)
    return {
        "visitors": visitors,
        "minutes": minutes,
        "visits": len(seen.pages),
        "answers": len(seen.answers),
        "pictures": seen.pictures,
        "lost": seen.lost,
        "answer_s_median": round(statistics.median(seen.answers), 2) if seen.answers else None,
        "cpu_s_an_answer": round((server.cpu_seconds() - cpu) / max(1, len(seen.answers)), 3),
        "memory_mb": memory,
        "growth_mb_a_minute": round(more, 2),
        "flat": more <= GROWTH,
    }


def main() -> int:
    """Read the sample papers, let visitors come and go, print, and keep the result where a file is named."""
    parser = argparse.ArgumentParser(description="Say whether the server's memory stays flat over a long run.")
    parser.add_argument("--visitors", type=int, default=6)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        read_samples(index)
        with serving(index, Path(folder)) as server:
            result = asyncio.run(soaked(server, options.visitors, options.minutes))
    if options.output:
        options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    says = "flat" if result["flat"] else "not flat"
    console.print(f"Memory is {says}: {result['growth_mb_a_minute']} MB a minute more in the last third than before.")
    console.print(f"{len(result['lost'])} of {result['answers'] + len(result['lost'])} answers were lost.")
    return 0 if result["flat"] and not result["lost"] else 1


if __name__ == "__main__":
    sys.exit(main())
