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


def peak_mb() -> int:
    """Give the most memory that this process has had, in MB.

    Linux tells it by itself; what `getrusage` gives there holds the process that this one was started from, too.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    per_mb = 2**20 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // per_mb


def run(folder: Path) -> None:
    """Ingest a folder by the settings of the environment and print a line for each file, and one for the whole."""
    from corpus.settings import load_settings
    from ingest.pipeline import ingest

    times = []
    report = ingest([folder], load_settings(), lambda *_: times.append(time.monotonic()))
    for line, began, ended in zip(report.lines, times, times[1:], strict=False):
        print(json.dumps({**asdict(line), "seconds": round(ended - began, 2)}))
    print(json.dumps({"peak_mb": peak_mb(), "status": report.exit_status}))


if __name__ == "__main__":
    watch(sys.argv[2])
    run(Path(sys.argv[1]))
