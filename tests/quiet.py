"""A program for `test_outgoing`: ingests, asks and serves, and prints what any of it tried to reach over a network.

Run in a folder. Each Python process notes every connection that it makes or name that it looks up, by the interpreter's
audit events; where the system gives this program a network of its own with nothing but the machine itself in it, the
kernel counts besides what found no way out, from whatever library it came.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from benchmarks.serving import API, serving
from tests.assistant.doors.asking import call, program_on, served
from tests.soak import SOAK

ROOT = Path(__file__).parent.parent
QUESTION = "how many boats did the harbour have in May 2019"
WATCHER = """
import os, sys
HERE = ("localhost", "127.0.0.1", "::1", "", None, b"localhost")
SENT = ("socket.connect", "socket.sendto", "socket.sendmsg")
LOOKED_UP = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
def note(event, values):
    if event in SENT:
        address = values[1]
        if isinstance(address, tuple) and address[0] not in HERE:
            tell(event, address)
    elif event in LOOKED_UP and values[0] not in HERE:
        tell(event, values)
def tell(event, what):
    handle = os.open({notes!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, f"{{event}} {{what}} by {{sys.orig_argv}}\\n".encode())
    os.close(handle)
sys.addaudithook(note)
"""
TOLD_TO_REPORT = {
    "FASTAPI_OTEL_AUTO_CONFIGURE": "true",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://192.0.2.1:4318",
}
"""Settings by which the library of the HTTP service reports to an address, which it must not do here."""
SIOCSIFFLAGS, IFF_UP, IFF_RUNNING = 0x8914, 0x1, 0x40


def bring_up_the_machine_itself() -> None:
    """Give a network of one's own the address 127.0.0.1."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        fcntl.ioctl(probe, SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", IFF_UP | IFF_RUNNING, b""))


def without_a_way_out() -> int:
    """Count what this network has refused to send since it was made, because it leads nowhere."""
    names, values = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")]
    later = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(dict(zip(names, values, strict=True))["OutNoRoutes"]) + int(later["Ip6OutNoRoutes"])


def reach_out() -> None:
    """Do what must be noticed."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.1)
        with contextlib.suppress(OSError):
            probe.connect(("192.0.2.1", 80))  # an address that is set aside for examples


def asked_in_the_browser(address: str) -> bool:
    """Ask the web app a question as a browser does; tell whether it answered."""
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=64 * 2**20) as page:
        message = BackMsg()
        message.rerun_script.query_string = urlencode({"ask": QUESTION})
        page.send(message.SerializeToString())
        while True:
            came = ForwardMsg()
            came.ParseFromString(page.recv(timeout=120))
            if came.WhichOneof("type") == "delta" and "class='answer" in came.delta.new_element.html.body:
                return "123" in came.delta.new_element.html.body
            if came.WhichOneof("type") == "script_finished":
                return False


def asked_over_http(address: str) -> bool:
    """Ask the HTTP service a question as another program does; tell whether it answered."""
    body = json.dumps({"question": QUESTION}).encode()
    with urlopen(Request(f"{address}/ask", body, {"Content-Type": "application/json"}), timeout=120) as answer:
        return b"123" in answer.read()


def asked_by_an_assistant(index: Path) -> bool:
    """Ask the tools as a program that is started and over HTTP; tell whether both answered."""
    with served(index) as address:
        answers = [call(server, "ask", question=QUESTION) for server in (program_on(index, **os.environ), address)]
    return all("123" in answer.content[0].text for answer in answers)


def main(folder: Path, *, is_apart: bool) -> None:
    notes = folder / "notes.txt"
    (folder / "sitecustomize.py").write_text(WATCHER.format(notes=str(notes)), encoding="utf-8")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(folder), str(ROOT)])
    if SOAK:
        os.environ["SCRUTINEER_CACHE"] = str(folder / "cache")  # the model is exported, too, which takes its time
    os.environ["SCRUTINEER_LOG"] = str(folder / "log.jsonl")
    if is_apart:
        bring_up_the_machine_itself()

    def command(*words: str) -> str:
        line = [sys.executable, "-m", "assistant", *words, "--index", str(folder / "index")]
        return subprocess.run(line, cwd=folder, capture_output=True, text=True, check=True).stdout

    noticed = subprocess.run([sys.executable, "-c", "from tests.quiet import reach_out; reach_out()"], check=True)
    assert noticed.returncode == 0
    seen, counted = notes.read_text(encoding="utf-8"), without_a_way_out() if is_apart else 0
    notes.unlink()
    (folder / "harbour.txt").write_text("Harbour\n\nThe harbour had 123 boats in May 2019.\n", encoding="utf-8")
    command("ingest", "harbour.txt")
    found = {"command": "123" in command("ask", QUESTION)}
    with serving(folder / "index", folder) as server:
        found["page"] = asked_in_the_browser(server.address)
    with serving(folder / "index", folder, command=API, settings=TOLD_TO_REPORT) as server:
        found["service"] = asked_over_http(server.address)
    found["tools"] = asked_by_an_assistant(folder / "index")
    log = (folder / "log.jsonl").read_text(encoding="utf-8")
    found |= {
        "events": [json.loads(line)["event"] for line in log.splitlines()],
        "told": "boats" in log,
        "noticed": "192.0.2.1" in seen and (not is_apart or counted == 1),
        "notes": notes.read_text(encoding="utf-8").splitlines() if notes.exists() else [],
        "refused": without_a_way_out() - counted if is_apart else 0,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), is_apart=sys.argv[2] == "apart")
