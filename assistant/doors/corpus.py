"""The papers of an index, to be asked by other programs: `from assistant import Corpus`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from assistant.answers import Answer, Passage
from assistant.assistant import Assistant
from assistant.doors.found import (
    FiguresFound,
    FoundFigure,
    FoundPaper,
    FoundPassage,
    Outline,
    Page,
    Part,
    SearchFound,
)
from assistant.editing.holdings import matching
from assistant.figures import choosing
from assistant.figures.series import place_of
from assistant.figures.words import value_words
from assistant.opened import Opened
from assistant.outline import headings_of
from assistant.pictures import page_picture
from assistant.said import Said
from assistant.searching.request import Facet, Order, Request
from assistant.searching.search import search
from assistant.searching.snippets import Snippet
from assistant.showing import PDF, boxes_of, may_show
from assistant.wording import cite_here
from corpus.errors import IndexMismatchError, NotHeldError, RequestError, WithheldError
from corpus.figures import Figure
from corpus.language.periods import find_periods
from corpus.records import Block, Document, Paper
from corpus.settings import load_settings
from corpus.store.filters import Filters

T = TypeVar("T")
FIGURES_AT_ONCE = 100
"""Figures that are given where no number is asked for."""
SHEET = 200
"""Blocks of a file without pages that are given as one page."""
WIDTH = 1400
"""Pixels across a page's picture where nothing else is asked for."""


class Corpus:
    """The papers of an index: answers, searches, figures, and the papers themselves.

    Whatever is given is whole and of one generation of the index; the next call takes up a new one. Withheld papers
    stay out of all of it. Safe to use from several threads. Every method raises `NoIndexError` where there is no index
    and `IndexMismatchError` where it cannot be used.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    @classmethod
    def open(cls, path: Path | str | None = None, *, council: str | None = None) -> Corpus:
        """Open the index in a folder, or that of the settings; this takes the time that the model takes to load.

        `council` is the one that "our" and "we" mean in a question. Raises `NoIndexError` where there is no index,
        `IndexMismatchError` where it cannot be used and `SettingsError` for a setting that makes no sense.
        """
        settings = load_settings(Path(path).expanduser() if path is not None else None)
        if council is not None:
            settings = settings.model_copy(update={"council": council})
        return cls(Assistant.open(settings))

    def ask(
        self, question: str, history: Sequence[str] = (), *, filters: Filters | None = None, passages: int | None = None
    ) -> Answer:
        """Answer a question from the papers: what `scrutineer ask` prints, and as JSON with `to_json`.

        `history` holds the earlier questions of the conversation, oldest first. `passages` asks for that many passages
        of retrieval with the answer. `limits` makes filters.
        """
        return self.assistant.ask(question, history, filters, passages)

    def passages(self, question: str, k: int = 5, *, filters: Filters | None = None) -> list[Passage]:
        """Give the passages that best match a question, best first, by keywords and vectors."""
        return self._read(lambda _: self.assistant.search(question, k, filters))

    def limits(
        self,
        *,
        councils: Iterable[str] = (),
        committees: Iterable[str] = (),
        documents: Iterable[str] = (),
        since: date | None = None,
        until: date | None = None,
    ) -> Filters | None:
        """Give what an answer is limited to; None where nothing limits it. Documents go by file name or id.

        Raises `NotHeldError` for a document that is not held.
        """
        names = tuple(documents)
        named = self._read(lambda opened: [document.id for name in names for document in _named(opened, name)])
        return Filters(tuple(councils), tuple(committees), tuple(dict.fromkeys(named)), since, until) or None

    def search(
        self,
        words: str,
        *,
        chosen: Mapping[str, Sequence[str]] | None = None,
        document: str = "",
        order: str = Order.RELEVANCE,
        page: int = 1,
    ) -> SearchFound:
        """Find every passage that holds all words, and "phrases in quotes", by paper; a page of them.

        `chosen` limits by facet: council, committee, year, kind, officer, standing. `document` is a file name or an id,
        `order` relevance, newest or oldest. Raises `RequestError` for what is none of these and `NotHeldError` for a
        document that is not held.
        """
        limits = {_facet(name): tuple(values) for name, values in (chosen or {}).items() if values}
        request = Request(words, "", limits, _order(order), max(1, page))
        return self._read(lambda opened: _search(opened, request, document))

    def figures(
        self,
        *measures: str,
        places: Iterable[str] = (),
        roles: Iterable[str] = (),
        units: Iterable[str] = (),
        period: str = "",
        first: int = 0,
        most: int = FIGURES_AT_ONCE,
    ) -> FiguresFound:
        """Give the figures that papers state on measures, those that name one themselves first, the newest first.

        A measure is any words for one. `places` are names or parts of names; `period` is "May 2019" or "2018/19".
        At most `most` are given, from number `first` on. Raises `RequestError` where the words name no period.
        """
        choice = choosing.Choice(measures, tuple(places), tuple(roles), tuple(units), *_period(period))
        return self._read(lambda opened: _figures(opened, choice, first, most))

    def measures(self) -> list[tuple[str, int]]:
        """Give the measures that the papers state most often by name, each with the number of its figures."""
        return self._read(choosing.measures_offered)

    def papers(self, words: str = "") -> list[Document]:
        """Give the documents held, by meeting date; those alone whose title, name, council or committee hold words."""
        return self._read(lambda opened: matching(opened.documents.values(), words))

    def outline(self, document: str) -> Outline:
        """Give the papers bound in a document, by its file name or id. Raises `NotHeldError` where it is not held."""
        return self._read(lambda opened: _outline(opened, _one(opened, document)))

    def page(self, document: str, number: int | None = None, *, block: int | None = None) -> Page:
        """Give the text of a page of a document, or of the page that holds a block. Without either, of the first one.

        A file without pages is given in sheets of its text. Raises `NotHeldError` where there is no such page.
        """
        return self._read(lambda opened: _page(opened, _one(opened, document), number, block))

    def picture(
        self,
        document: str,
        page: int,
        *,
        block: int | None = None,
        start: int = 0,
        end: int | None = None,
        width: int = WIDTH,
    ) -> bytes:
        """Draw a page of a PDF file as PNG; the passage `text[start:end]` of a block is marked where it is certain.

        Raises `NotHeldError` where there is no such page, `WithheldError` where it is not for publication and
        `UnreadableError` where it cannot be drawn.
        """
        return self._read(lambda opened: _picture(opened, _one(opened, document), page, (block, start, end), width))

    def coverage(self) -> str:
        """Say in a sentence which councils, committees and dates the papers cover; empty where there are none."""
        return self._read(lambda opened: opened.coverage())

    def allows_exempt(self) -> bool:
        """Tell whether exempt papers may be among them."""
        return self._read(lambda opened: opened.allows_exempt)

    def _read(self, work: Callable[[Opened], T]) -> T:
        """Do something with the current generation; again where two ingests removed it meanwhile."""
        while True:
            opened = self.assistant.opened()
            try:
                return work(opened)
            except IndexMismatchError:
                if self.assistant.index.generations.current() == opened.snapshot.folder:
                    raise


def _named(opened: Opened, name: str) -> list[Document]:
    found = opened.named(name)
    if not found:
        raise NotHeldError(f"No paper has the file name or id {name}.")
    return found


def _one(opened: Opened, name: str) -> Document:
    found = _named(opened, name)
    if len(found) > 1:
        ids = ", ".join(document.id for document in found)
        raise RequestError(f"{len(found)} papers have the file name {name}; name one by its id: {ids}.")
    return found[0]


def _facet(name: str) -> Facet:
    if name not in set(Facet):
        raise RequestError(f"Papers cannot be limited by {name}; {', '.join(Facet)} are what they can be limited by.")
    return Facet(name)


def _order(name: str) -> Order:
    if name not in set(Order):
        raise RequestError(f"{name} is no order; relevance, newest and oldest are.")
    return Order(name)


def _period(words: str) -> tuple[date | None, date | None]:
    """Read a period as its first and last day."""
    if not words:
        return None, None
    found = find_periods(words)
    if not found:
        raise RequestError(f'"{words}" is no period; "May 2019", "31 March 2018" or "2018/19" is one.')
    return found[0].period.first, found[0].period.last


def _search(opened: Opened, request: Request, document: str) -> SearchFound:
    if document:
        request = replace(request, paper=_one(opened, document).id)
    found = search(opened, request)
    numbers = iter(range(1, found.passages + 1))
    papers = tuple(
        FoundPaper(group.entry, len(group.matches), tuple(_passage(opened, one, next(numbers)) for one in shown))
        for group, shown in found.shown()
    )
    facets = {facet: tuple(choices) for facet, choices in found.facets.items()}
    return SearchFound(
        request.words, not found.some, len(found.groups), found.passages, found.page, found.pages, facets, papers
    )


def _passage(opened: Opened, snippet: Snippet, n: int) -> FoundPassage:
    return FoundPassage(cite_here(opened, Said("", snippet.block, *snippet.passage), n), tuple(snippet.pieces))


def _figures(opened: Opened, choice: choosing.Choice, first: int, most: int) -> FiguresFound:
    every = choosing.figures_of(opened, choice.measures)
    offered = choosing.offered(opened, every)
    parts = [place.casefold() for place in choice.places]
    named = tuple(name for name, _ in offered.places if any(part in name.casefold() for part in parts))
    choice = replace(choice, places=named)
    allowed = [] if parts and not named else [figure for figure in every if choice.allows(opened, figure)]
    given = allowed[first : first + most]
    differing = choosing.differing(opened, given)
    figures = tuple(
        FoundFigure(
            figure,
            value_words(figure),
            place_of(opened, figure),
            cite_here(opened, Said("", _block(opened, figure), figure.start, figure.end), n),
            tuple(other.id for other in differing.get(figure.id, ())),
        )
        for n, figure in enumerate(given, 1)
    )
    return FiguresFound(choice.measures, len(allowed), first, offered, figures)


def _block(opened: Opened, figure: Figure) -> Block:
    return opened.blocks(figure.document_id, figure.block, figure.block)[0]


def _outline(opened: Opened, document: Document) -> Outline:
    def label(page: int | None) -> str | None:
        return opened.snapshot.catalogue.page_label(document.id, page) if page is not None else None

    def part(paper: Paper) -> Part:
        withheld = paper.exempt and not opened.allows_exempt
        headings = () if withheld else tuple(headings_of(opened, paper))
        return Part(paper, label(paper.first_page), label(paper.last_page), headings)

    return Outline(document, tuple(part(paper) for paper in opened.papers(document.id)))


def _page(opened: Opened, document: Document, number: int | None, block: int | None) -> Page:
    catalogue = opened.snapshot.catalogue
    if block is not None:
        found = catalogue.blocks(document.id, block, block)
        if not found:
            raise NotHeldError(f"{document.name} has no passage {block}.")
        number = found[0].page if document.pages else block // SHEET + 1
    number = 1 if number is None else number
    of = document.pages or max(1, -(-catalogue.block_count(document.id) // SHEET))
    if not 1 <= number <= of:
        raise NotHeldError(f"{document.name} has no page {number}; its last one is {of}.")
    if not document.pages:
        blocks = catalogue.blocks(document.id, (number - 1) * SHEET, number * SHEET - 1)
        return Page(document, number, of, None, tuple(blocks), is_drawn=False, is_withheld=False)
    withheld = number in catalogue.withheld_pages(document.id)
    blocks = catalogue.blocks_on(document.id, number)
    label = catalogue.page_label(document.id, number)
    drawn = may_show(opened, document, number) and opened.snapshot.original(document) is not None
    return Page(document, number, of, label, tuple(blocks), is_drawn=drawn, is_withheld=withheld)


def _picture(
    opened: Opened, document: Document, page: int, passage: tuple[int | None, int, int | None], width: int
) -> bytes:
    if document.media_type != PDF:
        raise NotHeldError(f"{document.name} has no pages to draw; its text is what there is.")
    if not 1 <= page <= (document.pages or 0):
        raise NotHeldError(f"{document.name} has no page {page}; its last one is {document.pages}.")
    if not may_show(opened, document, page):
        raise WithheldError(f"Page {page} of {document.name} is not for publication.")
    original = opened.snapshot.original(document)
    if original is None:
        raise NotHeldError(f"The file of {document.name} is not held, so that no page of it can be drawn.")
    ordinal, start, end = passage
    found = [] if ordinal is None else opened.snapshot.catalogue.blocks(document.id, ordinal, ordinal)
    boxes = [box for block in found for box in boxes_of(opened, original, block, start, end or len(block.text))]
    return page_picture(original, page, boxes, width)
