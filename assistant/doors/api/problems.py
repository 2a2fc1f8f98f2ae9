"""What goes wrong, as JSON: a word for programs, a sentence for people, and nothing of the machine it runs on."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corpus.errors import (
    IndexMismatchError,
    IndexVersionError,
    NoIndexError,
    NotHeldError,
    RequestError,
    ScrutineerError,
    StoreError,
    UnreadableError,
    WithheldError,
)

logger = logging.getLogger(__name__)
LATER = {"Retry-After": "30"}
SOON = {"Retry-After": "2"}
LONGEST = 1_000
"""Characters of what is said of an invalid request."""


class ProblemError(Exception):
    """A request that is not served: the status, a word for programs and a sentence for people."""

    def __init__(self, status: int, error: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.error = error
        self.message = message
        self.headers = headers

    @property
    def content(self) -> dict[str, str]:
        """The body of the response."""
        return {"error": self.error, "message": self.message}

    def response(self) -> JSONResponse:
        """Give the response."""
        return JSONResponse(self.content, self.status, self.headers)


def problem_of(error: ScrutineerError) -> ProblemError:
    """Give what is said of an error of ours.

    Those of the index name folders of the server: they go to its log, and whoever asked is told what it means for them.
    """
    match error:
        case NotHeldError():
            return ProblemError(404, "not_held", str(error))
        case WithheldError():
            return ProblemError(403, "withheld", str(error))
        case RequestError():
            return ProblemError(422, "invalid", str(error))
        case UnreadableError():
            logger.warning("%s", error)
            return ProblemError(404, "unreadable", "This page cannot be drawn; its text may be there.")
    logger.error("%s", error)
    match error:
        case NoIndexError():
            return ProblemError(503, "no_index", "There are no papers yet: none were read in on the server.", LATER)
        case IndexVersionError():
            text = "The papers were read in by another version; they must be read in again on the server."
            return ProblemError(503, "other_version", text, LATER)
        case IndexMismatchError():
            text = "The papers cannot be read just now: they are being replaced, or must be mended on the server."
            return ProblemError(503, "index_unusable", text, LATER)
        case StoreError():
            return ProblemError(503, "index_unusable", "The papers cannot be read just now.", LATER)
    return failed()


def too_large() -> ProblemError:
    """Give what is said of a request whose body is larger than any that makes sense."""
    return ProblemError(413, "too_large", "The request is larger than any question is.")


def not_json() -> ProblemError:
    """Give what is said of a body that cannot be read."""
    return ProblemError(422, "invalid", "The body is not valid JSON.")


def failed() -> ProblemError:
    """Give what is said of what nobody foresaw."""
    return ProblemError(500, "failed", "Something went wrong on the server; its log has the details.")


def invalid(error: RequestValidationError) -> ProblemError:
    """Say what of a request is not as it should be, without what was sent."""
    said = []
    for one in error.errors():
        if one["type"] == "json_invalid":
            return not_json()
        where = ".".join(str(part) for part in one["loc"] if part not in ("body", "query", "path"))
        words = "there are no words in it" if one["type"] == "string_pattern_mismatch" else str(one["msg"])
        said.append(f"{where}: {words}" if where else words)
    return ProblemError(422, "invalid", "; ".join(said)[:LONGEST])


def handle(app: FastAPI) -> None:
    """Have every error answered as JSON of one form."""

    async def ours(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ScrutineerError)
        return problem_of(error).response()

    async def told(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ProblemError)
        return error.response()

    async def not_valid(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return invalid(error).response()

    async def of_http(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return too_large().response()
        if error.status_code == HTTPStatus.BAD_REQUEST:  # what FastAPI says of a body that is not even text
            return not_json().response()
        words = HTTPStatus(error.status_code).phrase
        name = words.lower().replace(" ", "_").replace("-", "_")
        return ProblemError(error.status_code, name, f"{words}: see /openapi.json.", error.headers).response()

    async def unforeseen(_: Request, error: Exception) -> JSONResponse:
        logger.error("a request failed", exc_info=error)
        return failed().response()

    handlers: dict[Any, Any] = {
        ScrutineerError: ours,
        ProblemError: told,
        RequestValidationError: not_valid,
        HTTPException: of_http,
        Exception: unforeseen,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)
