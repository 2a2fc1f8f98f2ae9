"""The tools: what each is for, what it is asked with, and how the corpus answers it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Generic, TypeVar

from mcp.types import CallToolResult, ImageContent, TextContent, Tool, ToolAnnotations
from PIL import Image
from pydantic import BaseModel, ValidationError

from assistant.doors.api import schemas
from assistant.doors.corpus import Corpus
from assistant.doors.found import document_json
from assistant.doors.mcp import arguments, telling
from assistant.fencing import seen
from corpus.errors import RequestError

A = TypeVar("A", bound=arguments.Arguments)
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
"""What all tools are: they read one index, and change nothing."""
WIDTH = 1_000
"""Pixels across a page's picture: its small print can be read, and assistants that bound their input take it."""
MOST_CHOICES = 10
"""Values of a facet that are given with a search: those of most papers."""
WRONG = {"missing": "it is missing", "extra_forbidden": "there is no such argument"}
"""What is said of an argument where the library's own words are none for a person."""
LARGEST = 500_000
"""Bytes of a picture as PNG; a scan that would be larger is given as JPEG."""


class Held(schemas.Papers):
    """Some of the files that are held, from number `first` on."""

    total: int
    first: int


@dataclass(frozen=True, slots=True)
class Given:
    """What a tool gives: the same as JSON and as text, and a picture where one was asked for."""

    value: dict[str, Any]
    text: str
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class CorpusTool(Generic[A]):
    """A tool. `takes` are its arguments, `gives` is the schema of what it gives, `run` asks the corpus."""

    name: str
    title: str
    description: str
    takes: type[A]
    gives: type[BaseModel]
    run: Callable[[Corpus, A], Given]

    def listed(self) -> Tool:
        """Give the tool as it is listed."""
        return Tool(
            name=self.name,
            title=self.title,
            description=self.description,
            input_schema=_bare(self.takes.model_json_schema()),
            output_schema=_bare(self.gives.model_json_schema(mode="serialization")),
            annotations=READS,
        )

    def call(self, corpus: Callable[[], Corpus], asked: dict[str, Any]) -> CallToolResult:
        """Ask the corpus. Raises `ScrutineerError` where it cannot be asked so."""
        given = self.run(corpus(), self._read(asked))
        content: list[TextContent | ImageContent] = [TextContent(text=given.text)]
        if given.picture is not None:
            data, kind = _bounded(given.picture)
            content.append(ImageContent(data=base64.b64encode(data).decode(), mime_type=kind))
        return CallToolResult(content=[*content], structured_content=_seen(given.value))

    def _read(self, asked: dict[str, Any]) -> A:
        try:
            return self.takes.model_validate(asked)
        except ValidationError as error:
            said = ((".".join(map(str, e["loc"])), WRONG.get(e["type"], e["msg"].lower())) for e in error.errors())
            wrong = "; ".join(f"{name}: {what}" for name, what in said)
            raise RequestError(f"The arguments of {self.name} are not as they should be ({wrong}).") from None


def refused(why: str) -> CallToolResult:
    """Give what is given where there is no result: a sentence."""
    return CallToolResult(content=[TextContent(text=seen(why))], is_error=True)


def _bare(schema: Any) -> Any:  # noqa: ANN401 (any part of a schema)
    """Give a schema without examples and the titles that pydantic makes of names: an assistant's model reads it all."""
    if isinstance(schema, dict):
        named = {key: part for key, part in schema.items() if not (key == "title" and isinstance(part, str))}
        return {key: _bare(part) for key, part in named.items() if key != "examples"}
    return [_bare(part) for part in schema] if isinstance(schema, list) else schema


def _seen(value: Any) -> Any:  # noqa: ANN401 (any part of what is given)
    """Give a value with all its texts as a reader sees them."""
    match value:
        case str():
            return seen(value)
        case dict():
            return {seen(key): _seen(part) for key, part in value.items()}
        case list() | tuple():
            return [_seen(part) for part in value]
    return value


def _bounded(picture: bytes) -> tuple[bytes, str]:
    """Give a picture with its media type: as PNG, or as JPEG where that would be too large."""
    if len(picture) <= LARGEST:
        return picture, "image/png"
    written = BytesIO()
    with Image.open(BytesIO(picture)) as opened:
        opened.save(written, "JPEG", quality=80)
    return written.getvalue(), "image/jpeg"


def _held(corpus: Corpus, name: str) -> str:
    """Give the id of the document that was given under a name; what is no such name is the corpus's to refuse.

    An assistant has names as a reader sees them, of which a file's own may have more.
    """
    same = [document.id for document in corpus.papers() if name in (seen(document.name), seen(document.id))]
    return same[0] if len(same) == 1 else name


def _ask(corpus: Corpus, asked: arguments.Ask) -> Given:
    limits = corpus.limits(
        councils=asked.councils,
        committees=asked.committees,
        documents=[_held(corpus, name) for name in asked.documents],
        since=asked.since,
        until=asked.until,
    )
    answer = corpus.ask(asked.question, asked.history, filters=limits, passages=asked.passages or None)
    return Given(answer.to_json(), telling.answer_words(answer))


def _search(corpus: Corpus, asked: arguments.Search) -> Given:
    chosen = {
        "council": asked.council,
        "committee": asked.committee,
        "year": [str(year) for year in asked.year],
        "kind": [str(kind) for kind in asked.kind],
        "officer": asked.officer,
        "standing": [str(standing) for standing in asked.standing],
    }
    document = _held(corpus, asked.document) if asked.document else ""
    found = corpus.search(asked.words, chosen=chosen, document=document, order=asked.order, page=asked.page)
    value = found.to_json()
    value["facets"] = {name: choices[:MOST_CHOICES] for name, choices in value["facets"].items()}
    return Given(value, telling.search_words(found))


def _figures(corpus: Corpus, asked: arguments.Figures) -> Given:
    found = corpus.figures(
        asked.measure,
        places=asked.places,
        roles=[str(role) for role in asked.roles],
        units=asked.units,
        period=asked.period,
        first=asked.first,
        most=asked.most,
    )
    return Given(found.to_json(), telling.figures_words(found))


def _papers(corpus: Corpus, asked: arguments.Papers) -> Given:
    every = corpus.papers(asked.words)
    shown = every[asked.first : asked.first + asked.most]
    value = {"total": len(every), "first": asked.first, "papers": [document_json(document) for document in shown]}
    return Given(value, telling.papers_words(shown, asked.first, len(every)))


def _outline(corpus: Corpus, asked: arguments.Outline) -> Given:
    outline = corpus.outline(_held(corpus, asked.document))
    return Given(outline.to_json(), telling.outline_words(outline))


def _page(corpus: Corpus, asked: arguments.Page) -> Given:
    document = _held(corpus, asked.document)
    page = corpus.page(document, asked.page, block=None if asked.page else asked.block)
    picture = None
    if asked.picture:
        picture = corpus.picture(
            document, page.number, block=asked.block, start=asked.start, end=asked.end, width=WIDTH
        )
    return Given(page.to_json(), telling.page_words(page), picture)


TOOLS: tuple[CorpusTool[Any], ...] = (
    CorpusTool(
        "ask",
        "Ask the papers",
        "Answer one question from the committee papers held: the answer, the sentence it stands on, its paper, page of "
        "the file, printed page and paragraph. Says so where the papers do not state it. Use it first for any figure, "
        "decision, action or fact. Figures come as printed, or with their working; never compute others from them.",
        arguments.Ask,
        schemas.Answer,
        _ask,
    ),
    CorpusTool(
        "search",
        "Search the papers",
        "Find every passage that holds all the words, by paper, with limits by council, committee, year, kind, officer "
        "and standing. Use it to see everything that the papers say on something, or where an exact phrase stands.",
        arguments.Search,
        schemas.Found,
        _search,
    ),
    CorpusTool(
        "figures",
        "Figures on a measure",
        "List the figures that the papers state on a measure, the newest first, each with period, place, role (what "
        "was reached, target, forecast, compared with) and source, and where another paper states another value. "
        "Use it to see how a measure went; read values out as given, and work out no change, sum or average.",
        arguments.Figures,
        schemas.Figures,
        _figures,
    ),
    CorpusTool(
        "papers",
        "Documents held",
        "List the documents held, by date of meeting, with the file names that the other tools take.",
        arguments.Papers,
        Held,
        _papers,
    ),
    CorpusTool(
        "outline",
        "What is in a document",
        "Show the papers that are bound in a document (agenda, minutes, reports, appendices), with their pages and "
        "headings.",
        arguments.Outline,
        schemas.Outline,
        _outline,
    ),
    CorpusTool(
        "page",
        "A page of a document",
        "Give the text of one page, block by block, and with `picture` the page itself as an image. With a citation's "
        "`spot` (its document, block, from and to) the passage is marked in the picture.",
        arguments.Page,
        schemas.Page,
        _page,
    ),
)
