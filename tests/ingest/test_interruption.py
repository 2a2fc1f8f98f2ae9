"""An ingest, a replacement or a removal that is killed at any moment leaves the index as before or as after."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("SCRUTINEER_TEST_KILLS", "6"))
"""Each takes a few seconds; set more to look for a moment that these do not hit."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed as POSIX does it")
def test_whenever_a_writer_is_killed_the_index_answers_and_the_next_writer_finishes(tmp_path):
    command = [sys.executable, "-m", "tests.ingest.interrupted", str(tmp_path), str(KILLS)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    environment.pop("SCRUTINEER_TEST_KILLS", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(kills) == KILLS
    for kill in kills:
        assert kill["after"] in (kill["before"], kill["finally"]), kill
        assert kill["again"] == 0, (kill, done.stderr)
        assert kill["whole"], kill
        assert kill["left"] == [], kill
        assert kill["generations"] <= 2, kill
    assert sum(kill["killed"] for kill in kills) >= KILLS // 3, "most were over before they were killed"
