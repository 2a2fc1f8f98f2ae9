"""Asking: answers as JSON and as events, searches, and figures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.answers import Answer
from assistant.doors.api import schemas
from assistant.doors.api.desk import Visit
from assistant.doors.api.problems import ProblemError, failed, logger, problem_of
from assistant.doors.api.schemas import Asked, Measured, Searched
from assistant.doors.api.visits import BEARER, EVERYWHERE, Visiting, problems
from assistant.doors.corpus import Corpus
from assistant.searching.request import Facet
from corpus.errors import ScrutineerError

router = APIRouter(tags=["asking"], responses=EVERYWHERE, dependencies=[Depends(BEARER)])


@router.post(
    "/ask",
    summary="Ask a question",
    responses={200: {"model": schemas.Answer, "description": "what the papers say"}, **problems(404, 413)},
)
async def ask(asked: Asked, visit: Visiting) -> Response:
    """Answer a question from the papers, as `scrutineer ask --json` does."""
    answer = await _answer(asked, visit)
    return JSONResponse(answer.to_json())


@router.post(
    "/ask/events",
    summary="Ask a question, and be sent events",
    response_class=EventSourceResponse,
    responses=problems(413),
)
async def ask_events(asked: Asked, visit: Visiting) -> AsyncIterator[ServerSentEvent]:
    """Answer a question as server-sent events.

    `accepted` comes at once, then `answer` with what `/ask` gives, or `problem` with what went wrong.
    """
    yield ServerSentEvent(event="accepted", data={"question": asked.question})
    try:
        answer = await _answer(asked, visit)
    except ProblemError as error:
        yield ServerSentEvent(event="problem", data=error.content)
    except ScrutineerError as error:
        yield ServerSentEvent(event="problem", data=problem_of(error).content)
    except Exception:
        logger.exception("a question failed")
        yield ServerSentEvent(event="problem", data=failed().content)
    else:
        yield ServerSentEvent(event="answer", data=answer.to_json())


async def _answer(asked: Asked, visit: Visit) -> Answer:
    def work(corpus: Corpus) -> Answer:
        filters = corpus.limits(
            councils=asked.councils,
            committees=asked.committees,
            documents=asked.documents,
            since=asked.since,
            until=asked.until,
        )
        return corpus.ask(asked.question, asked.history, filters=filters, passages=asked.passages)

    return await visit.answer(work)


@router.get(
    "/search",
    summary="Find words",
    responses={200: {"model": schemas.Found, "description": "papers with their passages"}, **problems(404)},
)
async def search(searched: Annotated[Searched, Query()], visit: Visiting) -> Response:
    """Find every passage that holds all the words, by paper."""
    chosen = {str(facet): getattr(searched, str(facet)) for facet in Facet}
    found = await visit.read(
        lambda corpus: corpus.search(
            searched.q, chosen=chosen, document=searched.document, order=searched.sort, page=searched.page
        )
    )
    return JSONResponse(found.to_json())


@router.get(
    "/figures",
    summary="Every figure on a measure",
    responses={200: {"model": schemas.Figures, "description": "figures with their citations"}},
)
async def figures(measured: Annotated[Measured, Query()], visit: Visiting) -> Response:
    """Give the figures that papers state on measures, those that name one themselves first, the newest first."""
    found = await visit.read(
        lambda corpus: corpus.figures(
            *measured.measure,
            places=measured.place,
            roles=map(str, measured.role),
            units=measured.unit,
            period=measured.period,
            first=measured.first,
            most=measured.most,
        )
    )
    return JSONResponse(found.to_json())


@router.get(
    "/measures",
    summary="The measures stated most",
    responses={200: {"model": schemas.Measures, "description": "measures, those of most figures first"}},
)
async def measures(visit: Visiting) -> Response:
    """Give the measures that papers state by name, each with the number of its figures."""
    found = await visit.read(lambda corpus: corpus.measures())
    return JSONResponse({"measures": [{"measure": name, "figures": n} for name, n in found]})
