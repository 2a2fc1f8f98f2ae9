"""Nothing is sent anywhere: not by an ingest, an answer, the pages or the service, nor by what they are made of."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def network_of_its_own():
    """The command that gives a program a network with nothing in it, where that is allowed."""
    command = ["unshare", "--net"]
    allowed = shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True).returncode == 0
    return command if allowed else []


def test_ingest_answer_and_web_app_reach_nothing_but_the_machine_itself(tmp_path):
    apart = network_of_its_own()
    line = [*apart, sys.executable, "-m", "tests.quiet", str(tmp_path), "apart" if apart else "among others"]
    # Of the environment only what is needed: libraries are quieter where they find themselves being tested.
    needed = {"PATH", "HOME", "TMPDIR", "LANG", "SCRUTINEER_SOAK"}
    environment = {name: value for name, value in os.environ.items() if name in needed}
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["noticed"], "what reaches out is not noticed, so this test shows nothing"
    assert found["command"], "the question was not answered"
    assert found["page"], "the page did not answer"
    assert found["service"], "the HTTP service did not answer"
    assert found["tools"], "the tools of an assistant did not answer"
    assert found["events"] == ["ingest", *["answer"] * 5], "of the command, the page, the service, and the tools twice"
    assert not found["told"], "the log says what was asked"
    assert found["notes"] == []
    assert found["refused"] == 0


def test_usage_reports_are_switched_off_before_anything_can_be_imported_that_makes_them():
    code = (
        "import os, sys, corpus; from corpus.quiet import SWITCHES\n"
        "assert SWITCHES.items() <= os.environ.items() and 'onnxruntime' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
