"""The protocol over HTTP: one address to post to, with the keys and limits of the HTTP service, and no sessions."""

from __future__ import annotations

from urllib.parse import urlsplit

from mcp.server.transport_security import TransportSecuritySettings
from rich.text import Text
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.doors.api.admission import Admission, read_rate
from assistant.doors.api.keys import read_keys
from assistant.doors.api.problems import ProblemError, problem_of
from assistant.doors.api.running import listen
from assistant.doors.mcp.server import LateCorpus, server_of
from assistant.editing.allowed import LOCAL
from assistant.serving import address_of, check_free
from assistant.terminal import Terminal
from corpus.errors import ScrutineerError, SettingsError
from corpus.settings import Settings

PATH = "/mcp"
MOST_BYTES = 256 * 1024
"""Bytes of a request's body: a question with those before it, however they are written."""


class Door:
    """Lets requests in: what is posted by whoever may ask, and by no web page of elsewhere.

    A page in a browser can post to this machine, too, and have its own name lead here; it cannot hide where it comes
    from, nor ask for this machine by name (`Admission`), nor know a key.
    """

    def __init__(self, app: ASGIApp, admission: Admission) -> None:
        self.app = app
        self.admission = admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say why not."""
        if scope["type"] == "http":
            try:
                self._let_in(Request(scope))
            except ProblemError as error:
                await error.response()(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _let_in(self, request: Request) -> None:
        if not _is_local(request.headers.get("origin")):
            raise ProblemError(403, "origin", "Web pages of elsewhere may not ask here.")
        key = self.admission.admit(request)
        if key is not None and key.is_public:
            raise ProblemError(403, "key_public", "A key that stands on a web page is not for assistants.")
        if request.method != "POST":
            text = f"There are no sessions and no streams of events here: post to {PATH}."
            raise ProblemError(405, "method_not_allowed", text, {"Allow": "POST"})


def app_of(corpus: LateCorpus, admission: Admission) -> Door:
    """Give the application that serves a corpus to whoever is admitted."""

    def told(error: ScrutineerError) -> str:
        return problem_of(error).message

    inner = server_of(corpus, told).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=MOST_BYTES,
        # `Door` has the same done, and lets in by keys whatever a proxy calls this machine.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return Door(inner, admission)


def serve_http(settings: Settings, host: str, port: int, *, allow_exempt: bool = False) -> int:
    """Serve the index of the settings until it is stopped; give the exit status.

    Raises `ScrutineerError` where the address cannot be served, a setting makes no sense, or others could ask without
    a key.
    """
    keys = read_keys(settings.api_keys, settings.api_keys_file)
    if not keys and host not in LOCAL:
        raise SettingsError(
            "Without keys the tools are for this machine alone: leave --host out, or make a key with "
            "`scrutineer key NAME` and name its file in SCRUTINEER_API_KEYS_FILE."
        )
    check_free(host, port)
    corpus = LateCorpus(settings, allow_exempt=allow_exempt)
    corpus.open_in_background()
    address = address_of(host, port, PATH.strip("/"))
    Terminal(stderr=True).print(Text(f"Scrutineer's tools are at {address} (Ctrl-C stops it)."), soft_wrap=True)
    return listen(app_of(corpus, Admission(keys, read_rate(settings.api_rate), host)), host, port)


def _is_local(origin: str | None) -> bool:
    """Tell whether a request comes from no web page, or from one of this machine."""
    if origin is None:
        return True
    try:
        return urlsplit(origin).hostname in LOCAL
    except ValueError:
        return False
