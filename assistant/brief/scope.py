"""What a brief is on: a topic in words, or an item of a pack's agenda; and the figures and records within it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.figures.choosing import figures_of, names_itself, stands
from assistant.figures.series import Measure, measures_of
from assistant.opened import Opened
from assistant.questions.question import read_question
from assistant.questions.sought import Sought, words_sought
from corpus.figures import Figure
from corpus.language.dates import day_words
from corpus.language.stems import stems
from corpus.records import Document, Paper, PaperKind, Standing

NO_ITEMS = frozenset({PaperKind.AGENDA, PaperKind.MINUTES})
"""Kinds of papers that are no item to prepare questions on."""
LONGEST_TOPIC = 200
MOST_TERMS = 12
"""Measures of an item that are looked for in the other papers."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A topic, or with `paper` an item; `sought` are the words that a text must name to be on it."""

    opened: Opened
    topic: str
    sought: Sought
    paper: Paper | None = None

    def names(self, *texts: str) -> bool:
        """Tell whether texts together name the topic."""
        return bool(self.sought.groups) and all(self.sought.found(stems(" ".join(texts))))

    def holds(self, paper: Paper, *texts: str) -> bool:
        """Tell whether what a paper records in these words is within: of the item's paper, or on the topic."""
        if paper.standing is Standing.SUPERSEDED:
            return False
        return paper.id == self.paper.id if self.paper else self.names(*texts)


@dataclass(frozen=True, slots=True)
class Item:
    """An item that a brief can be made on: the id of its paper, its title, and what it is called in a list."""

    id: str
    title: str
    name: str


def topic_scope(opened: Opened, words: str) -> Scope:
    """Give the scope of a topic."""
    topic = " ".join(words.split())[:LONGEST_TOPIC]
    groups = words_sought(read_question(topic, opened.glossary, correct=opened.corrected))
    return Scope(opened, topic, Sought(tuple(groups), (0.0,) * len(groups)))


def item_scope(opened: Opened, paper_id: str) -> Scope | None:
    """Give the scope of an item by the id of its paper; None where no such paper is held or it is withheld."""
    for document in opened.documents.values():
        for paper in opened.papers(document.id):
            if paper.id == paper_id and not paper.exempt:
                return Scope(opened, _title(document, paper), Sought((), ()), paper)
    return None


def item_named(opened: Opened, title: str) -> Scope | None:
    """Give the scope of the newest item whose title holds some words; None where there is none."""
    wanted = " ".join(title.split()).casefold()
    found = next((item for item in items(opened) if wanted and wanted in item.title.casefold()), None)
    return item_scope(opened, found.id) if found else None


def items(opened: Opened) -> list[Item]:
    """Give the items of the packs held, newest meeting first; of a file with one paper the paper itself."""
    found: list[tuple[date, Item]] = []
    for document in opened.documents.values():
        for paper in opened.papers(document.id):
            if paper.kind in NO_ITEMS or paper.exempt or paper.standing is Standing.SUPERSEDED:
                continue
            day = paper.meeting_date or document.meeting_date
            number = f"item {paper.item}" if paper.item else ""
            title = _title(document, paper)
            name = " · ".join(filter(None, (title, number, day_words(day), document.committee)))
            found.append((day or date.min, Item(paper.id, title, name)))
    found.sort(key=lambda pair: (-pair[0].toordinal(), pair[1].name))
    return [item for _, item in found]


def measures_within(scope: Scope) -> list[Measure]:
    """Give the measures of a scope, with their figures of all papers that stand."""
    opened = scope.opened
    if scope.paper is None:
        terms = _terms_within(scope)
        found = [figure for figure in figures_of(opened, (scope.topic, *terms)) if stands(opened, figure)]
        own = {figure.id for figure in found if _is_on(scope, terms, figure)} or {figure.id for figure in found}
        measures = measures_of(opened, found)
    else:
        paper = scope.paper
        here = opened.snapshot.catalogue.register.of_paper(paper.document_id, paper.ordinal)
        own = {figure.id for figure in here}
        named = dict.fromkeys(term for m in measures_of(opened, here) for term in sorted(m.subject.terms))
        others = figures_of(opened, tuple(named)[:MOST_TERMS])
        every = {figure.id: figure for figure in (*here, *others) if stands(opened, figure)}
        measures = measures_of(opened, every.values())
    return [measure for measure in measures if any(figure.id in own for figure in measure.figures)]


def _terms_within(scope: Scope) -> tuple[str, ...]:
    """Give the names of the measures and terms that are of a topic: "child protection plan" for "child protection"."""
    names = (term.name for term in scope.opened.glossary.terms if scope.names(term.name))
    return tuple(name for name in names if name.casefold() != scope.topic.casefold())[:MOST_TERMS]


def _is_on(scope: Scope, terms: tuple[str, ...], figure: Figure) -> bool:
    """Tell whether a figure is on a topic: by its own words, by a term of it, or as a cell by the table's caption."""
    words = f"{figure.measure} {figure.breakdown}"
    by_term = any(mention.term.name in terms for mention in scope.opened.mentions(words))
    return by_term or names_itself(scope.sought, figure) or (figure.column is not None and scope.names(figure.topic))


def papers_within(scope: Scope) -> Iterator[tuple[Document, Paper]]:
    """Give every paper that stands, with its document."""
    for document in scope.opened.documents.values():
        for paper in scope.opened.papers(document.id):
            if paper.standing is not Standing.SUPERSEDED and not paper.exempt:
                yield document, paper


def _title(document: Document, paper: Paper) -> str:
    return paper.title or document.title or document.name
