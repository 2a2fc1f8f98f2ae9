import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from assistant.serving import entry, flags, serve, server_options
from corpus.errors import ScrutineerError
from corpus.settings import Settings

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60
"""Seconds for the server to come up on a busy machine."""


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def test_the_entry_is_found_without_being_run():
    assert Path(entry()) == ROOT / "app.py"
    assert "app" not in sys.modules


def test_a_port_that_is_taken_is_one_clear_line(tmp_path):
    with socket.socket() as other:
        other.bind(("localhost", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ScrutineerError, match=f"Port {port} on localhost .*--port"):
            serve(Settings(index=tmp_path), "localhost", port)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_number_that_is_no_port_is_refused(tmp_path, port):
    with pytest.raises(ScrutineerError, match="is not a port"):
        serve(Settings(index=tmp_path), "localhost", port)


@pytest.mark.parametrize("path", ["http://elsewhere", "a b", "/a?b", "/a/../é"])
def test_a_base_path_that_is_no_path_is_refused(tmp_path, path):
    with pytest.raises(ScrutineerError, match="base path"):
        serve(Settings(index=tmp_path), base_path=path)


def test_a_host_that_is_not_this_machine_is_refused(tmp_path, free_port):
    with pytest.raises(ScrutineerError, match=r"--host|--port"):
        serve(Settings(index=tmp_path), "192.0.2.1", free_port)


def test_nothing_is_reported_to_anybody_and_forms_are_protected():
    given = flags(server_options("localhost", 8501, "", headless=True))
    assert "--browser.gatherUsageStats=false" in given
    assert "--server.enableXsrfProtection=true" in given
    assert "--server.enableCORS=true" in given
    assert "--server.showEmailPrompt=false" in given


def test_every_option_is_one_that_the_server_knows():
    import streamlit.config

    known = streamlit.config.get_config_options()
    assert [name for name in server_options("localhost", 8501, "", headless=True) if name not in known] == []


@pytest.mark.skipif(os.name != "posix", reason="signals of this kind are not sent on Windows")
def test_the_server_answers_under_its_base_path_and_stops_at_once_on_ctrl_c(tmp_path, free_port):
    command = [sys.executable, "-m", "assistant", "chat", "--port", str(free_port), "--base-path", "/scrutiny/"]
    environment = {**os.environ, "SCRUTINEER_INDEX": str(tmp_path / "none"), "PYTHONPATH": str(ROOT)}
    log = (tmp_path / "log").open("w+")
    server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
    try:
        page = _fetch(f"http://localhost:{free_port}/scrutiny/", server)
        began = time.monotonic()
        server.send_signal(signal.SIGINT)
        status = server.wait(PATIENCE)
    finally:
        server.kill()
        server.wait()
    log.seek(0)
    said = log.read()
    log.close()
    assert "<html" in page
    assert status == 0, said
    assert time.monotonic() - began < 15
    assert f"http://localhost:{free_port}/scrutiny" in said
    assert "Traceback" not in said


def _fetch(address, server):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not come up (status {server.poll()})")
