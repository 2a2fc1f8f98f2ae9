"""`scrutineer serve --api` and `scrutineer key` as they are started."""

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from benchmarks.runs import ROOT
from benchmarks.serving import API, serving


def command(*words):
    line = [sys.executable, "-m", "assistant", *words]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("serve",), "--api"),
        (("serve", "--api", "--host", "0.0.0.0"), "Without keys"),
        (("serve", "--api", "--base-path", "/api"), "Without keys"),
        (("serve", "--api", "--port", "0"), "is not a port"),
        (("key", "my key"), "no name for a key"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_line(tmp_path, words, said):
    index = () if words[0] == "key" else ("--index", str(tmp_path))
    done = command(*words, *index)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        done = command("serve", "--api", "--index", str(tmp_path), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "cannot be used" in done.stderr


def test_a_key_that_was_made_opens_the_service_which_stops_when_told(sample_index, tmp_path):
    made = command("key", "intranet", "--file", str(tmp_path / "keys.txt"))
    secret = made.stdout.split()[-1]
    settings = {"SCRUTINEER_API_KEYS_FILE": str(tmp_path / "keys.txt")}
    with serving(sample_index, tmp_path, "--base-path", "/api", command=API, settings=settings) as server:
        request = urllib.request.Request(
            f"{server.address}/api/ask",
            json.dumps({"question": "what was the LAC rate in May 2019"}).encode(),
            {"Content-Type": "application/json"},
        )
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=60)
        assert refused.value.code == 401
        request.add_header("Authorization", f"Bearer {secret}")
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert "server" not in {name.lower() for name in answer.headers}
            assert json.load(answer)["status"] == "answered"
        script = urllib.request.urlopen(f"{server.address}/api/widget.js", timeout=60)
        assert script.headers["content-type"].startswith("text/javascript")
    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert len(log.splitlines()) == 1
    assert "/api (Ctrl-C stops it)" in log
    assert secret not in log
