"""What the tools are asked with; the descriptions are what an assistant's model chooses by."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from assistant.questions.question import LONGEST
from assistant.searching.request import PAGES, Order
from corpus.figures import Role
from corpus.records import PaperKind, Standing

MOST_BEFORE = 20
"""Earlier questions that are taken with one."""
MOST_NAMES = 20
"""Values of one limit."""
LAST = 1_000_000
"""How many figures or documents may be passed over."""
MOST_FIGURES = 50
MOST_PAPERS = 100
MOST_PASSAGES = 10

Names = list[str]


class Arguments(BaseModel):
    """What every tool's arguments have in common: a name that means nothing is refused, so that it is noticed."""

    model_config = ConfigDict(extra="forbid", str_max_length=LONGEST)


class Ask(Arguments):
    """The arguments of `ask`."""

    question: str = Field(min_length=1, description="One question in plain words, with its measure, place and time.")
    history: Names = Field(
        default=[],
        max_length=MOST_BEFORE,
        description="The earlier questions of this conversation, oldest first, where the question leans on them.",
    )
    documents: Names = Field(default=[], max_length=MOST_NAMES, description="Only these documents, by file name or id.")
    councils: Names = Field(default=[], max_length=MOST_NAMES, description="Only papers of these councils, as named.")
    committees: Names = Field(default=[], max_length=MOST_NAMES, description="Only papers of these committees.")
    since: date | None = Field(default=None, description="Only meetings from this day on.")
    until: date | None = Field(default=None, description="Only meetings up to this day.")
    passages: int = Field(
        default=0, ge=0, le=MOST_PASSAGES, description="Also give this many of the passages that match best."
    )


class Search(Arguments):
    """The arguments of `search`."""

    words: str = Field(min_length=1, description='Words, and "phrases in quotes"; a passage must hold all of them.')
    document: str = Field(default="", description="Only this document, by file name or id.")
    council: Names = Field(default=[], max_length=MOST_NAMES, description="Only papers of these councils.")
    committee: Names = Field(default=[], max_length=MOST_NAMES, description="Only papers of these committees.")
    year: list[int] = Field(default=[], max_length=MOST_NAMES, description="Only meetings of these years.")
    kind: list[PaperKind] = Field(default=[], max_length=MOST_NAMES, description="Only these kinds of paper.")
    officer: Names = Field(default=[], max_length=MOST_NAMES, description="Only papers of these officers, as printed.")
    standing: list[Standing] = Field(default=[], max_length=MOST_NAMES, description="Only papers that stand so.")
    order: Order = Field(default=Order.RELEVANCE, description="The order of the papers.")
    page: int = Field(default=1, ge=1, le=PAGES, description="The page of results, ten papers each.")


class Figures(Arguments):
    """The arguments of `figures`."""

    measure: str = Field(min_length=1, description='What is measured: "child protection plans", "re-referrals".')
    places: Names = Field(default=[], max_length=MOST_NAMES, description="Only these places, or parts of their names.")
    roles: list[Role] = Field(
        default=[], max_length=len(Role), description="Only these roles; `actual` is what was reached."
    )
    units: Names = Field(default=[], max_length=MOST_NAMES, description='Only these units: "count", "%", "GBP".')
    period: str = Field(default="", description='Only figures for this time: "May 2019", "2018/19".')
    first: int = Field(default=0, ge=0, le=LAST, description="How many figures to pass over.")
    most: int = Field(default=20, ge=1, le=MOST_FIGURES, description="How many figures to give.")


class Papers(Arguments):
    """The arguments of `papers`."""

    words: str = Field(default="", description="Only documents with these words in title, name, council or committee.")
    first: int = Field(default=0, ge=0, le=LAST, description="How many documents to pass over.")
    most: int = Field(default=50, ge=1, le=MOST_PAPERS, description="How many documents to give.")


class Outline(Arguments):
    """The arguments of `outline`."""

    document: str = Field(min_length=1, description="The document, by file name or id, as `papers` lists it.")


class Page(Arguments):
    """The arguments of `page`. `block`, `from` and `to` are those of a citation's `spot`."""

    document: str = Field(min_length=1, description="The document, by file name or id.")
    page: int | None = Field(default=None, ge=1, description="The page of the file, from 1; not the one printed on it.")
    block: int | None = Field(default=None, ge=0, description="A passage's block: its page, where none is named.")
    start: int = Field(default=0, ge=0, alias="from", description="Where the passage begins in its block.")
    end: int | None = Field(default=None, ge=0, alias="to", description="Where the passage ends in its block.")
    picture: bool = Field(
        default=False, description="Also give the page as a picture, with the passage marked; of PDF files only."
    )
