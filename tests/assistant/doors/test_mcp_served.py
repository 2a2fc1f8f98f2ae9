"""The tools as an assistant reaches them: a program on standard input and output, and an address that is posted to."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import httpx2
import pytest
from mcp.client.streamable_http import streamable_http_client

from benchmarks.runs import ROOT, run, scrutineer
from tests.assistant.doors.asking import PATIENCE, call, program_on, served, with_client

DOORS = (ROOT / "docs" / "doors.md").read_text(encoding="utf-8")
QUESTION = "what was the LAC rate in May 2019"
KEY = "a-key-that-is-for-tests-alone"
JSON = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
ASKED = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "ask", "arguments": {"question": QUESTION}},
}


@pytest.fixture
def program(sample_index):
    """The command as a desktop assistant starts it."""
    return program_on(sample_index)


async def look_around(client):
    """What an assistant does: it lists the tools, asks, opens the page of the source."""
    tools = (await client.list_tools()).tools
    answer = await client.call_tool("ask", {"question": QUESTION})
    spot = answer.structured_content["citations"][0]["spot"]
    opened = await client.call_tool("page", {"document": spot["document"], "block": spot["block"], "picture": True})
    return len(tools), answer, opened


def check(seen):
    tools, answer, opened = seen
    assert tools == 6
    assert "153.7 per 10,000" in answer.content[0].text and "Never compute" not in answer.content[0].text
    assert answer.structured_content["citations"][0]["quote"] in opened.content[0].text
    assert opened.content[1].type == "image"


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_assistant_starts_the_program_and_asks(program, mode):
    check(with_client(program, look_around, mode=mode))


def test_what_the_chapter_on_doors_tells_assistants_starts_the_program(program, sample_index):
    set_ups = [json.loads(code) for code in re.findall(r"^```json\n(.*?)^```", DOORS, re.MULTILINE | re.DOTALL)]
    servers = [one for set_up in set_ups for one in (set_up.get("mcpServers") or set_up.get("servers", {})).values()]
    started = [server for server in servers if "command" in server]
    assert len(started) == 2
    for server in started:
        assert Path(server["command"]).name == "scrutineer" and server["env"].keys() == {"SCRUTINEER_INDEX"}
        before_mcp = program.args[: program.args.index("mcp")]
        environment = {"SCRUTINEER_INDEX": str(sample_index)}
        named = program.model_copy(update={"args": [*before_mcp, *server["args"]], "env": environment})
        assert len(with_client(named, lambda client: client.list_tools()).tools) == 6


def test_standard_output_carries_the_protocol_alone_and_the_program_ends_with_its_input(program, tmp_path):
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    sent = [
        {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        ASKED,
    ]
    environment = {**os.environ, "SCRUTINEER_LOG": "stderr"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen([program.command, *program.args], cwd=ROOT, env=environment, stderr=log, **pipes)
        for message in sent:
            process.stdin.write(json.dumps(message) + "\n")
        process.stdin.write("this is no message\n")
        process.stdin.flush()
        lines = [json.loads(process.stdout.readline())]
        while lines[-1].get("id") != 1:
            lines.append(json.loads(process.stdout.readline()))
        rest, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert all(line["jsonrpc"] == "2.0" for line in [*lines, *map(json.loads, rest.splitlines())])
    assert lines[0]["result"]["serverInfo"]["name"] == "scrutineer"
    assert "153.7" in lines[-1]["result"]["content"][0]["text"]
    assert '"event": "answer"' in (tmp_path / "log").read_text(encoding="utf-8")


def test_without_an_index_the_program_starts_and_says_what_to_do(tmp_path):
    program = program_on(tmp_path / "none")
    result = call(program, "ask", question=QUESTION)
    assert result.is_error and "scrutineer ingest" in result.content[0].text


@pytest.fixture(scope="module")
def open_address(sample_index):
    with served(sample_index) as address:
        yield address


@pytest.fixture(scope="module")
def kept_address(sample_index):
    with served(sample_index, SCRUTINEER_API_KEYS=KEY) as address:
        yield address


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_assistant_asks_over_http(open_address, mode):
    check(with_client(open_address, look_around, mode=mode))


def test_every_request_stands_alone(open_address):
    answered = httpx.post(open_address, json=ASKED, headers=JSON, timeout=PATIENCE)
    assert answered.status_code == 200 and "mcp-session-id" not in answered.headers
    assert "153.7" in answered.json()["result"]["content"][0]["text"]


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_are_no_sessions_to_open_or_end(open_address, method):
    answered = httpx.request(method, open_address)
    assert answered.status_code == 405 and answered.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "elsewhere.example"}, 403),
        ({"Host": "localhost.elsewhere.example:80"}, 403),
        ({"X-Forwarded-For": "192.0.2.7"}, 403),
        ({"Origin": "http://localhost:6274"}, 200),
        ({"Host": "127.0.0.1"}, 200),
    ],
    ids=str,
)
def test_without_keys_only_this_machine_is_let_in_and_no_web_page_of_elsewhere(open_address, headers, status):
    listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    answered = httpx.post(open_address, json=listing, headers={**JSON, **headers}, timeout=PATIENCE)
    assert answered.status_code == status, answered.text


def test_what_is_too_large_or_no_message_is_refused(open_address):
    large = {**ASKED, "params": {"name": "ask", "arguments": {"question": "x" * 300_000}}}
    assert httpx.post(open_address, json=large, headers=JSON).status_code == 413
    assert httpx.post(open_address, content=b"{", headers=JSON).status_code == 400


def test_with_keys_nobody_asks_without_one(kept_address):
    asked = {"json": ASKED, "timeout": PATIENCE}
    without = httpx.post(kept_address, headers=JSON, **asked)
    assert without.status_code == 401 and without.headers["www-authenticate"] == "Bearer"
    assert httpx.post(kept_address, headers={**JSON, "Authorization": "Bearer x" + KEY}, **asked).status_code == 401
    by_proxy = {
        **JSON,
        "Authorization": f"Bearer {KEY}",
        "Host": "papers.council.example",
        "X-Forwarded-For": "192.0.2.7",
    }
    assert httpx.post(kept_address, headers=by_proxy, **asked).status_code == 200
    from_page = {**by_proxy, "Origin": "https://elsewhere.example"}
    assert httpx.post(kept_address, headers=from_page, **asked).status_code == 403


def test_an_assistant_with_a_key_asks(kept_address):
    with_key = httpx2.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}, timeout=PATIENCE)
    check(with_client(streamable_http_client(kept_address, http_client=with_key), look_around))


def test_errors_of_the_index_say_nothing_of_the_machine_over_http(tmp_path):
    with served(tmp_path / "none") as address:
        answered = httpx.post(address, json=ASKED, headers=JSON, timeout=PATIENCE).json()["result"]
    assert answered["isError"] and answered["content"][0]["text"].startswith("There are no papers yet")
    assert str(tmp_path) not in json.dumps(answered)


def test_to_be_asked_from_elsewhere_there_must_be_a_key(sample_index):
    done = run([*scrutineer(), "mcp", "--http", "--host", "0.0.0.0", "--index", str(sample_index)])
    assert done.status == 2 and "scrutineer key NAME" in done.errors
    assert "Traceback" not in done.errors


def test_a_port_that_is_taken_is_said_in_a_sentence(open_address, sample_index):
    port = open_address.rpartition(":")[2].partition("/")[0]
    done = run([*scrutineer(), "mcp", "--http", "--port", port, "--index", str(sample_index)])
    assert done.status == 2 and f"Port {port} on localhost cannot be used" in done.errors


def test_what_is_not_installed_is_named_with_how_to_install_it(sample_index):
    code = "import sys; sys.modules['mcp'] = None; from assistant.cli import main; sys.argv[1:] = ['mcp']; main()"
    done = run([sys.executable, "-c", code], {"SCRUTINEER_INDEX": str(sample_index)})
    assert done.status == 2 and "pip install -c constraints.txt '.[mcp]'" in done.errors
