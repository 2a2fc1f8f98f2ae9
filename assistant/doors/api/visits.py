"""What every address needs: a request let in, and how its problems are described."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.security import HTTPBearer

from assistant.doors.api import schemas
from assistant.doors.api.desk import Visit

ABOUT = {
    401: "the key is missing or not known",
    403: "not for this key, or not for publication",
    404: "no such paper or page is held",
    413: "the request is too large",
    422: "the request makes no sense",
    429: "too many requests",
    503: "there are no papers, they are being replaced, or too many are asking",
}
BEARER = HTTPBearer(
    auto_error=False, scheme_name="key", description="A key, where the service has keys; else its own machine."
)
"""Described here, and read by `Admission`, which counts wrong keys."""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe responses that tell what went wrong."""
    return {status: {"model": schemas.Problem, "description": ABOUT[status]} for status in statuses}


async def let_in(request: Request) -> Visit:
    """Let a request in. Raises `ProblemError`."""
    return Visit(request.app.state.desk, request.app.state.admission.admit(request))


async def let_in_by_link(
    request: Request, key: Annotated[str, Query(max_length=100, description="a public key, for links")] = ""
) -> Visit:
    """Let a request in, also with a public key in its address: a link can send no header. Raises `ProblemError`."""
    return Visit(request.app.state.desk, request.app.state.admission.admit(request, key))


Visiting = Annotated[Visit, Depends(let_in)]
VisitingByLink = Annotated[Visit, Depends(let_in_by_link)]
EVERYWHERE = problems(401, 403, 422, 429, 503)
