"""The papers themselves: which are held, what is bound in each, and their pages as text and as pictures."""

from __future__ import annotations

import pathlib
from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from assistant.doors.api import schemas
from assistant.doors.api.desk import Desk
from assistant.doors.api.visits import BEARER, EVERYWHERE, Visiting, VisitingByLink, problems
from assistant.doors.corpus import WIDTH
from assistant.doors.found import document_json
from assistant.pictures import WIDEST
from assistant.searching.request import PAGES

WIDGET = pathlib.Path(__file__).parent / "widget.js"
NARROWEST = 100
LAST = 1_000_000_000
"""No block and no character has a higher number."""
DocumentId = Annotated[str, Path(min_length=1, max_length=schemas.LONGEST_NAME, description="its id, or its file name")]
PageNumber = Annotated[int, Path(ge=1, le=PAGES)]
Place = Annotated[int | None, Query(ge=0, le=LAST)]
router = APIRouter(tags=["papers"], responses=EVERYWHERE, dependencies=[Depends(BEARER)])
open_router = APIRouter(tags=["service"])


@open_router.get(
    "/health",
    summary="Can questions be answered?",
    responses={200: {"model": schemas.Health, "description": "they can"}, **problems(503)},
)
async def health(request: Request) -> Response:
    """Tell whether questions can be answered. Needs no key, and tells nothing of the papers."""
    desk: Desk = request.app.state.desk
    await desk.read(desk.corpus.coverage)
    return JSONResponse({"status": "ready"})


@open_router.get("/widget.js", include_in_schema=False)
async def widget() -> Response:
    """Give the question box for a web page. Needs no key, and holds nothing of the papers."""
    headers = {"Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "cross-origin"}
    return FileResponse(WIDGET, media_type="text/javascript; charset=utf-8", headers=headers)


@router.get(
    "/", summary="What is held", responses={200: {"model": schemas.About, "description": "councils, committees, dates"}}
)
async def about(visit: Visiting) -> Response:
    """Say which councils, committees and dates the papers cover."""
    coverage, exempt = await visit.read(lambda corpus: (corpus.coverage(), corpus.allows_exempt()))
    own = {"service": "scrutineer", "version": version("scrutineer")}
    return JSONResponse({**own, "coverage": coverage, "allows_exempt": exempt})


@router.get(
    "/papers",
    summary="List the files",
    responses={200: {"model": schemas.Papers, "description": "files by the date of their meeting"}},
)
async def papers(
    visit: Visiting,
    words: Annotated[
        str, Query(max_length=schemas.LONGEST_NAME, description="in title, name, council, committee")
    ] = "",
) -> Response:
    """List the files that are held."""
    found = await visit.read(lambda corpus: corpus.papers(words))
    return JSONResponse({"papers": [document_json(document) for document in found]})


@router.get(
    "/papers/{document}",
    summary="What is bound in a file",
    responses={200: {"model": schemas.Outline, "description": "its papers with their headings"}, **problems(404)},
)
async def outline(visit: Visiting, document: DocumentId) -> Response:
    """Give the papers bound in a file, with their pages and headings."""
    found = await visit.read(lambda corpus: corpus.outline(document))
    return JSONResponse(found.to_json())


@router.get(
    "/papers/{document}/pages/{page}",
    summary="The text of a page",
    responses={200: {"model": schemas.Page, "description": "its blocks in reading order"}, **problems(404)},
)
async def page_text(visit: Visiting, document: DocumentId, page: PageNumber) -> Response:
    """Give the text of a page; a file without pages is given in sheets of its text."""
    found = await visit.read(lambda corpus: corpus.page(document, page))
    return JSONResponse(found.to_json())


@router.get(
    "/papers/{document}/pages/{page}/picture",
    summary="The picture of a page",
    response_class=Response,
    responses={
        200: {"content": {"image/png": {}}, "description": "the page, with the passage marked"},
        **problems(404),
    },
)
async def page_picture(
    visit: VisitingByLink,
    document: DocumentId,
    page: PageNumber,
    block: Annotated[Place, Query(description="of a citation's spot")] = None,
    start: Annotated[int, Query(alias="from", ge=0, le=LAST)] = 0,
    end: Annotated[Place, Query(alias="to")] = None,
    width: Annotated[int, Query(ge=NARROWEST, le=WIDEST, description="pixels across")] = WIDTH,
) -> Response:
    """Draw a page of a PDF file. A passage is marked where every word of it is found at its place."""
    picture = await visit.read(
        lambda corpus: corpus.picture(document, page, block=block, start=start, end=end, width=width)
    )
    return Response(picture, media_type="image/png")
