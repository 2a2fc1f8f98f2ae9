"""A server that speaks the chat protocol of OpenAI, with replies in a queue: good ones, bad ones, and none at all."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PIECE = 24
"""Characters of a reply that are sent at a time."""


@dataclass
class Asked:
    """A request as it arrived: its body, and the material between the fences."""

    body: dict
    headers: dict
    path: str

    @property
    def text(self):
        return "\n".join(str(message["content"]) for message in self.body["messages"])

    @property
    def structured(self):
        return "response_format" in self.body

    @property
    def material(self):
        lines = (line for line in self.text.splitlines() if line.startswith("{") and line.endswith("}"))
        return [json.loads(line) for line in lines]

    def key(self, words, kind="passage"):
        """The key of the first passage (or figure) that holds some words."""
        return next(one["key"] for one in self.material if words in one.get(kind, ""))


@dataclass
class Reply:
    """What is answered: `text`, or what a function makes of the request; a status; silence; or a stream that breaks."""

    text: object = ""
    status: int = 200
    headers: dict = field(default_factory=dict)
    hangs: float = 0.0
    breaks_after: int | None = None
    pause: float = 0.0
    error: str = "no"


def sentences(*pairs):
    """A reply of our schema from (text, keys) pairs."""
    return json.dumps({"sentences": [{"text": text, "keys": list(keys)} for text, keys in pairs]})


def lines(*pairs):
    """The same as lines of text."""
    return "\n".join(f"{text} [{', '.join(keys)}]" for text, keys in pairs)


class ModelServer(ThreadingHTTPServer):
    """Answers from its queue; when that is empty, with its `always`, if there is one, else with status 500."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.queue: deque[Reply] = deque()
        self.always: Reply | None = None
        self.asked: list[Asked] = []
        self.left = threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request, client_address):
        """A client that goes away is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ModelServer

    def log_message(self, *args):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = Asked(body, dict(self.headers), self.path)
        self.server.asked.append(asked)
        reply = self.server.queue.popleft() if self.server.queue else self.server.always
        reply = reply or Reply(status=500)
        if reply.hangs:
            self.server.left.wait(reply.hangs)
        if reply.status != 200:
            return self._send_error(reply)
        text = reply.text(asked) if callable(reply.text) else reply.text
        return self._stream(text, reply) if body.get("stream") else self._whole(text)

    def _send_error(self, reply):
        content = json.dumps({"error": {"message": reply.error, "type": "error", "code": None}}).encode()
        self.send_response(reply.status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": len(content),
            **reply.headers,
        }.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, text, reply):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
        try:
            for number, piece in enumerate(pieces):
                if reply.breaks_after is not None and number >= reply.breaks_after:
                    self.close_connection = True
                    self.connection.close()
                    return
                self._event(_chunk({"role": "assistant", "content": piece}))
                if reply.pause:
                    time.sleep(reply.pause)
            self._event(_chunk({}, "stop"))
            usage = {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200}
            self._event({**_chunk({}), "choices": [], "usage": usage})
            self._write(b"data: [DONE]\n\n")
            self._write(b"")
        except OSError:
            self.server.left.set()
            self.close_connection = True

    def _whole(self, text):
        message = {"role": "assistant", "content": text}
        content = json.dumps({**_chunk({}), "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content.encode())

    def _event(self, value):
        self._write(f"data: {json.dumps(value)}\n\n".encode())

    def _write(self, data):
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


def _chunk(delta, finish=None):
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "one", "object": "chat.completion.chunk", "created": 1, "model": "told", "choices": [choice]}


@contextmanager
def serving_model():
    """Serve, until the end of the block."""
    server = ModelServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.left.set()
        server.shutdown()
        server.server_close()
