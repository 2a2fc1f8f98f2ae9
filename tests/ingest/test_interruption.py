"""An ingest, a replacement or a removal that is killed, or finds the disk full, leaves the index as before or as after.

`make soak` has two hundred of them killed; here a few stand for them, the same ones every time.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.soak import SOAK, rounds

ROOT = Path(__file__).parent.parent.parent
KILLED, REFUSED = -9, 3
"""Exit status of a child that was killed, and of one that said that the index could not be written."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed as POSIX does it")


@pytest.fixture(scope="module")
def met(tmp_path_factory):
    """What came of writers that met with harms in turn, in one folder; on a small disk, where one can be mounted."""
    folder = tmp_path_factory.mktemp("small")
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    mounted = shutil.which("mount") is not None and subprocess.run(mount, capture_output=True).returncode == 0
    harms = ["moment", "step", "limit", *(["disk"] if mounted else []), "moment", "step"]
    count = rounds(8, soak=50 * len(harms))
    command = [sys.executable, "-m", "tests.ingest.interrupted", str(folder), str(count), "7", ",".join(harms)]
    try:
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == count
    return found


def test_whatever_a_writer_meets_with_the_index_is_as_before_or_as_after_and_nothing_is_wrong_with_it(met):
    for one in met:
        assert one["after"] in (one["before"], one["finally"]), one
        assert one["faults"] == [], one


def test_the_next_writer_finishes_and_nothing_is_left_behind(met):
    for one in met:
        assert one["again"] == 0, one
        assert one["faults finally"] == [], one
        assert one["left"] == [], one
        assert one["generations"] <= 3, one  # the present one, that of its words alone, and the one before


def test_writers_were_killed_in_the_middle_of_their_work(met):
    killed = [one for one in met if one["harm"] in {"moment", "step"}]
    assert sum(one["ended"] == KILLED for one in killed) >= len(killed) // 2
    if SOAK:
        assert any(one["after"] != one["before"] for one in killed), "none was killed after it had published"


@pytest.mark.parametrize("harm", ["limit", "disk"])
def test_a_full_disk_is_said_and_leaves_the_index_as_it_was(met, harm):
    full = [one for one in met if one["harm"] == harm]
    if not full:
        pytest.skip("no small file system can be mounted here")
    assert {one["ended"] for one in full} <= {0, REFUSED}
    refused = [one for one in full if one["ended"] == REFUSED]
    assert refused
    assert all(one["after"] == one["before"] for one in refused)
