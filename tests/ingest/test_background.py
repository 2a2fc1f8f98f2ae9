"""An ingest in a process of its own: its progress, its report, and what is left of one that is stopped."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.settings import Settings
from corpus.store.index import Index
from ingest.background import ROOT, Job
from ingest.pipeline import ingest
from ingest.report import Outcome

TEXT = "Harbour Committee\n\nThe lighthouse keeper mended the foghorn in October 2018.\n"


def paper(folder, name="note.txt", text=TEXT):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def names(settings):
    snapshot = Index(settings.index).open()
    found = [document.name for document in snapshot.catalogue.documents()]
    snapshot.close()
    return found


def test_papers_are_added_and_removed_with_the_report_of_the_command_line(tmp_path):
    settings = Settings(index=tmp_path / "index")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    paper(tmp_path / "papers")
    job = Job.adding([tmp_path / "papers"], settings)
    job.wait()
    assert (job.problem, job.stopped, job.running) == ("", False, False)
    assert (job.done, job.total) == (2, 2)
    assert {line.name: line.outcome for line in job.report.lines} == {
        "broken.pdf": Outcome.UNREADABLE,
        "note.txt": Outcome.ADDED,
    }
    assert job.generation == Index(settings.index).generations.current().name
    taken = Job.removing(["note.txt"], settings)
    taken.wait()
    assert [line.outcome for line in taken.report.lines] == [Outcome.REMOVED]
    assert names(settings) == ["broken.pdf"]


def test_what_cannot_be_done_is_a_sentence(tmp_path):
    settings = Settings(index=tmp_path / "index")
    with Index(settings.index).generations.lock():
        job = Job.adding([paper(tmp_path / "papers")], settings)
        job.wait()
    assert job.report is None
    assert "is being changed by" in job.problem


def test_a_job_that_is_stopped_leaves_the_papers_as_they_were(tmp_path):
    settings = Settings(index=tmp_path / "index")
    assert ingest([paper(tmp_path / "first", "first.txt")], settings).exit_status == 0
    many = tmp_path / "many"
    for number in range(60):
        paper(many, f"{number}.txt", f"{TEXT} {number} " * 200)
    job = Job.adding([many], settings)
    while job.running and job.done < 2:
        time.sleep(0.01)
    job.stop()
    assert (job.stopped, job.running, job.report) == (True, False, None)
    assert names(settings) == ["first.txt"]
    assert [folder.name for folder in Index(settings.index).generations.home.iterdir()] == ["000001"]
    again = Job.adding([tmp_path / "first"], settings)
    again.wait()
    assert [line.outcome for line in again.report.lines] == [Outcome.UNCHANGED]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked at in /proc")
def test_a_job_ends_with_its_server(tmp_path):
    many = tmp_path / "many"
    for number in range(200):
        paper(many, f"{number}.txt", f"{TEXT} {number} " * 200)
    server = (
        "import sys, time; from pathlib import Path; from corpus.settings import Settings\n"
        "from ingest.background import Job\n"
        f"job = Job.adding([Path({str(many)!r})], Settings(index=Path({str(tmp_path / 'index')!r})))\n"
        "print(job._process.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", server], stdout=subprocess.PIPE, env=environment) as process:
        identity = int(process.stdout.readline())
        process.kill()
    until = time.monotonic() + 60
    while _lives(identity) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(identity)


def _lives(identity):
    try:
        return Path(f"/proc/{identity}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
