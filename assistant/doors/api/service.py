"""The service put together: addresses, who is let in, which web pages may ask, and what every response says."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.doors.api import asking, papers
from assistant.doors.api.admission import Admission
from assistant.doors.api.desk import Desk
from assistant.doors.api.examples import ANSWER
from assistant.doors.api.problems import handle, too_large
from assistant.doors.corpus import Corpus
from corpus.errors import SettingsError

MOST_BYTES = 64 * 1024
"""Bytes of a request's body: eight questions of a thousand characters, however they are written."""
JSON = "application/json"
LONGEST_LENGTH = 20
"""Digits of the length of a body."""
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?")
SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""FastAPI sends traces, metrics and logs wherever the environment says; here nothing is sent anywhere."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
"""What every response says where it says nothing else."""
ABOUT = """\
Asks a council's committee papers. Every answer is made of the papers' own words, with the file, page and paragraph that
they stand on. The description of each address says what it gives; errors are objects with `error`, a word for programs,
and `message`, a sentence for people."""


def make(corpus: Corpus, admission: Admission, origins: Sequence[str] = ()) -> FastAPI:
    """Make the service. Web pages of `origins` alone may ask from a browser.

    Raises `SettingsError` for what is no origin.
    """
    wrong = [origin for origin in origins if not ORIGIN.fullmatch(origin)]
    if wrong:
        raise SettingsError(f"{wrong[0]!r} is not the origin of a web page; https://www.example.gov.uk is one.")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await to_thread.run_sync(corpus.assistant.load)
        yield

    app = Service(
        title="Scrutineer",
        description=ABOUT,
        version=version("scrutineer"),
        docs_url=None,  # it would load its scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        telemetry=SILENT,
    )
    app.state.desk = Desk(corpus)
    app.state.admission = admission
    app.include_router(papers.open_router)
    app.include_router(asking.router)
    app.include_router(papers.router)
    handle(app)
    # The last one is the outermost.
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=MOST_BYTES)
    app.add_middleware(Saying, base_path=admission.base_path)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=["Retry-After"],
    )
    return app


class Service(FastAPI):
    """A service whose description has a whole answer in it, and the form of every problem."""

    def openapi(self) -> dict[str, Any]:
        """Give the description."""
        if self.openapi_schema is None:
            described = super().openapi()
            # Given with the form of an answer, the example would lose whatever is null in it.
            described["components"]["schemas"]["Answer"]["examples"] = [ANSWER]
            # Problems are JSON also where an answer comes as events.
            for status, response in described["paths"]["/ask/events"]["post"]["responses"].items():
                if status != "200":
                    (form,) = response["content"].values()
                    response["content"] = {JSON: form}
        assert self.openapi_schema is not None
        return self.openapi_schema


class Saying:
    """Adds to every response what it says to browsers; before that, makes of a request what the addresses know.

    A proxy may leave the base path in an address or take it out. A body that says of itself that it is too large is
    refused unread.
    """

    def __init__(self, app: ASGIApp, base_path: str) -> None:
        self.app = app
        self.base_path = base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        path: str = scope["path"]
        if not path.startswith(f"{self.base_path}/"):
            path = f"{self.base_path}{path}"
        length = Headers(scope=scope).get("content-length", "0")
        fits = length.isdigit() and len(length) < LONGEST_LENGTH and int(length) <= MOST_BYTES
        served = self.app if fits else too_large().response()
        await served({**scope, "root_path": self.base_path, "path": path}, receive, sending)
