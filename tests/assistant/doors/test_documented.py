"""The examples of the chapter on doors, run as they stand."""

import json
import re
import shlex
import shutil
import subprocess

import pytest

from benchmarks.runs import ROOT
from benchmarks.serving import API, serving

DOORS = (ROOT / "docs" / "doors.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def examples(text, language):
    """Give the code of a text in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def port(sample_index, tmp_path_factory):
    """The port of a service on the sample papers."""
    with serving(sample_index, tmp_path_factory.mktemp("service"), command=API) as server:
        yield server.address.rpartition(":")[2]


def requests():
    """Give the requests to the service that the chapter shows."""
    return [line for code in examples(DOORS, "sh") for line in code.splitlines() if line.startswith("curl")]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("line", requests())
def test_a_request_gets_what_was_asked_for(port, line):
    done = subprocess.run(
        shlex.split(line.replace(":8502", f":{port}")), capture_output=True, text=True, check=True, timeout=60
    )
    if "/events" in line:
        assert "event: answer" in done.stdout
    else:
        assert "error" not in json.loads(done.stdout)
    assert len(done.stdout) > 200


@pytest.fixture
def index(sample_index, monkeypatch):
    monkeypatch.setenv("SCRUTINEER_INDEX", str(sample_index))
    return sample_index


def test_the_python_examples_run_one_after_the_other(index, capsys):
    names = {}
    for code in examples(DOORS, "python"):
        exec(compile(code, "docs/doors.md", "exec"), names)
    assert "per 10,000" in capsys.readouterr().out
    assert names["png"].startswith(b"\x89PNG")


def test_the_example_of_the_readme_runs(index, capsys):
    (code,) = [code for code in examples(README, "python") if "Corpus" in code]
    exec(compile(code.replace('"~/papers-index"', ""), "README.md", "exec"), {})
    assert "per 10,000" in capsys.readouterr().out
