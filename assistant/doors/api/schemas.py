"""What requests may hold, and what responses hold: the JSON of `scrutineer ask --json`, described for other programs.

Responses are not made from these: they are what the results themselves give, and the tests hold them to this.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from assistant.doors.api.examples import MEASURE, PERIOD, QUESTION, SEARCHED
from assistant.doors.corpus import FIGURES_AT_ONCE
from assistant.figures.register import MOST as MOST_FIGURES
from assistant.questions.question import LONGEST
from assistant.searching.request import PAGES, Order
from corpus.figures import Role

TURNS = 8
"""Earlier questions that a question may come after."""
MOST_NAMES = 20
MOST_PASSAGES = 50
LONGEST_NAME = 300
WORDED = r"\S"
"""What a text has that is not empty."""
MOST_FIGURES_AT_ONCE = 500


def whole(text: str) -> str:
    """Give a text without halves of characters, which JSON allows and nothing else does."""
    return text.encode("utf-8", "replace").decode()


def _whole_before(value: Any) -> Any:  # noqa: ANN401 (what is no text is left to be refused)
    return whole(value) if isinstance(value, str) else value


Words = Annotated[str, Field(max_length=LONGEST, pattern=WORDED), BeforeValidator(_whole_before)]
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), BeforeValidator(_whole_before)]
Plain = Annotated[str, Field(max_length=LONGEST_NAME), BeforeValidator(_whole_before)]
Measure = Annotated[str, Field(max_length=LONGEST_NAME, pattern=WORDED), BeforeValidator(_whole_before)]


class Asked(BaseModel):
    """A question, what was asked before it, and what it is limited to."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [QUESTION]})

    question: Words
    history: list[Words] = Field(
        default=[], max_length=TURNS, description="the questions before it in the same conversation, oldest first"
    )
    councils: list[Name] = Field(default=[], max_length=MOST_NAMES, description="only papers of these councils")
    committees: list[Name] = Field(default=[], max_length=MOST_NAMES, description="only papers of these committees")
    documents: list[Name] = Field(default=[], max_length=MOST_NAMES, description="only these files, by name or id")
    since: date | None = Field(default=None, description="only meetings from this day on")
    until: date | None = Field(default=None, description="only meetings until this day")
    passages: int | None = Field(default=None, ge=1, le=MOST_PASSAGES, description="also give so many best passages")


class Searched(BaseModel):
    """What a search asks for, as an address names it."""

    model_config = ConfigDict(extra="forbid")

    q: Words = Field(description="words, and “phrases in quotes”: all must be there", examples=[SEARCHED])
    document: Plain = Field(default="", description="only this file, by name or id")
    council: list[Name] = Field(default=[], max_length=MOST_NAMES)
    committee: list[Name] = Field(default=[], max_length=MOST_NAMES)
    year: list[Name] = Field(default=[], max_length=MOST_NAMES)
    kind: list[Name] = Field(default=[], max_length=MOST_NAMES)
    officer: list[Name] = Field(default=[], max_length=MOST_NAMES)
    standing: list[Name] = Field(default=[], max_length=MOST_NAMES)
    sort: Order = Order.RELEVANCE
    page: int = Field(default=1, ge=1, le=PAGES)


class Measured(BaseModel):
    """Which figures are asked for, as an address names it."""

    model_config = ConfigDict(extra="forbid")

    measure: list[Measure] = Field(min_length=1, max_length=8, description="what is measured", examples=[[MEASURE]])
    place: list[Name] = Field(default=[], max_length=MOST_NAMES, description="places, or parts of their names")
    role: list[Role] = Field(default=[], max_length=MOST_NAMES)
    unit: list[Name] = Field(default=[], max_length=MOST_NAMES)
    period: Plain = Field(default="", description="a time, in words", examples=[PERIOD])
    first: int = Field(default=0, ge=0, le=MOST_FIGURES, description="how many to leave out")
    most: int = Field(default=FIGURES_AT_ONCE, ge=1, le=MOST_FIGURES_AT_ONCE, description="how many to give")


class Form(BaseModel):
    """A part of a response: nothing stands in it that is not told here."""

    model_config = ConfigDict(extra="forbid")


class Spot(Form):
    """Where a quote is found again in this index: in a block of a document, from a character to another."""

    document: str
    page: int | None
    block: int
    start: int = Field(alias="from")
    end: int = Field(alias="to")


class Elsewhere(Form):
    """Another place at which the words were published."""

    document: str
    title: str
    page: int | None
    page_label: str | None


class Citation(Form):
    """A quote, word for word, and where it stands: `page` is that of the file, `page_label` is printed on it."""

    n: int
    document: str
    title: str
    committee: str
    council: str
    meeting_date: date | None
    page: int | None
    page_label: str | None
    paragraph: str | None
    quote: str
    context: list[str]
    notes: list[str]
    also: list[Elsewhere]
    spot: Spot


class Figure(Form):
    """A figure that is said, with the number of its citation."""

    value: str
    unit: str
    measure: str
    period: str | None
    place: str | None
    role: Role
    citation: int
    of: str = ""


class Derived(Form):
    """A value that no paper states but stated ones give."""

    formula: str
    value: str
    low: str
    high: str
    inputs: list[int]
    note: str


class Passage(Form):
    """A passage of retrieval."""

    document: str
    page: int | None
    quote: str


class Answer(Form):
    """What the papers say: `answer` carries marks such as [1], which stand for citations."""

    question: str
    read_as: dict[str, str]
    status: Literal["answered", "not_stated", "clarify"]
    reason: Literal["not_in_papers", "other_period", "other_place", "other_measure", "no_papers"] | None
    answer: str
    citations: list[Citation]
    figures: list[Figure]
    derived: Derived | None
    coverage: str | None
    doubtful: bool
    elapsed_ms: int
    passages: list[Passage] = Field(default=[], description="only where they were asked for")


class Piece(Form):
    """A piece of what is shown of a passage; `marked` tells that it was searched for."""

    text: str
    marked: bool


class FoundPassage(Citation):
    """A passage that was found."""

    pieces: list[Piece]


class FoundPaper(Form):
    """A paper with the best of its passages."""

    id: str
    document: str
    title: str
    committee: str
    council: str
    meeting_date: date | None
    kind: str
    officer: str
    standing: str
    matches: int
    passages: list[FoundPassage]


class Choice(Form):
    """A value to limit a search by, and how many papers that would give."""

    value: str
    papers: int
    chosen: bool


class Found(Form):
    """A page of a search. `all_words` is false where none holds all of them, and those with some are given."""

    words: str
    all_words: bool
    total: int
    matches: int
    page: int
    pages: int
    facets: dict[str, list[Choice]]
    papers: list[FoundPaper]


class FoundFigure(Figure):
    """A figure of the register; `said` is its value with its unit, `differs` are ids of others that state another."""

    id: str
    said: str
    differs: list[str]


class Offer(Form):
    """A value to narrow figures by."""

    value: str
    figures: int


class Offered(Form):
    """What figures can be narrowed by."""

    places: list[Offer]
    roles: list[Offer]
    units: list[Offer]


class Figures(Form):
    """Some of the figures on measures, from number `first` on."""

    measures: list[str]
    total: int
    first: int
    offered: Offered
    figures: list[FoundFigure]
    citations: list[Citation]


class MeasureCount(Form):
    """A measure that papers state by name."""

    measure: str
    figures: int


class Measures(Form):
    """The measures that papers state most often."""

    measures: list[MeasureCount]


class Document(Form):
    """A file that is held."""

    id: str
    document: str
    title: str
    committee: str
    council: str
    meeting_date: date | None
    pages: int | None


class Papers(Form):
    """Files that are held."""

    papers: list[Document]


class Heading(Form):
    """A heading of a paper."""

    paragraph: str | None
    text: str
    page: int | None


class Part(Form):
    """A paper bound in a file, from its first page to its last; `exempt` says why one is withheld."""

    id: str
    title: str
    kind: str
    item: str
    committee: str
    meeting_date: date | None
    officer: str
    pages: list[int | None] = Field(min_length=2, max_length=2)
    page_labels: list[str | None] = Field(min_length=2, max_length=2)
    standing: str
    exempt: str | None
    headings: list[Heading]


class Outline(Document):
    """A file and the papers bound in it."""

    papers: list[Part]


class Block(Form):
    """A paragraph, heading, list item or table row, whose cells have " | " between."""

    block: int
    kind: str
    paragraph: str | None
    text: str
    headings: list[str]


class Page(Form):
    """The text of a page; `is_drawn` tells whether there is a picture of it."""

    document: str
    id: str
    page: int
    pages: int
    page_label: str | None
    is_drawn: bool
    is_withheld: bool
    blocks: list[Block]


class About(Form):
    """What this service is and holds."""

    service: str
    version: str
    coverage: str
    allows_exempt: bool


class Health(Form):
    """Whether questions can be answered."""

    status: Literal["ready"]


class Problem(Form):
    """What went wrong: a word for programs, and a sentence for people."""

    error: str
    message: str
