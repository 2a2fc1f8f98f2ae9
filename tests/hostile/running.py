"""An ingest that is watched: `python -m tests.hostile.running FOLDER LOG` prints what became of each file, as JSON.

LOG gets a line for each connection that Python code tries to make and each file that it opens for writing.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path


def watch(log: str) -> None:
    """Write down connections and files opened for writing, of this process."""
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "webbrowser.open", "os.system"):
            os.write(written, f"{event} {arguments!r}\n".encode("utf-8", "replace"))

    sys.addaudithook(hook)


def run(folder: Path) -> None:
    """Ingest a folder by the settings of the environment and print a line for each file, and one for the whole."""
    from corpus.settings import load_settings
    from ingest.pipeline import ingest

    times = []
    report = ingest([folder], load_settings(), lambda *_: times.append(time.monotonic()))
    for line, began, ended in zip(report.lines, times, times[1:], strict=False):
        print(json.dumps({**asdict(line), "seconds": round(ended - began, 2)}))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"peak_mb": peak, "status": report.exit_status}))


if __name__ == "__main__":
    watch(sys.argv[2])
    run(Path(sys.argv[1]))
