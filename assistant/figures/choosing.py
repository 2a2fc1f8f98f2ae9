"""Choosing from the figure register: by measures, places, times and roles, and what may be chosen of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.figures.conflicts import state_one_thing
from assistant.figures.register import BODY, disagreements, figures_on
from assistant.figures.series import Measure, measures_of, place_of
from assistant.opened import Opened
from assistant.printing import page_said
from assistant.questions.question import read_question
from assistant.questions.sought import Sought, words_sought
from assistant.retrieval.fusion import any_of
from assistant.wording import source_notes
from corpus.figures import Figure
from corpus.language.abbreviations import ORDINARY_WORDS
from corpus.language.comparators import find_comparators
from corpus.language.dates import day_words
from corpus.language.periods import Period
from corpus.language.stems import stems
from corpus.language.terms import Term, product_terms
from corpus.records import Standing

ROLE_WORDS = {"actual": "stated", "previous": "previous period", "comparator": "compared with"}
"""What a role is called where its own name does not say it."""
LEAST = 2
"""Figures that a measure must have to be offered."""
MOST_COMPARED = 400
"""Figures among which conflicts are looked for: what is more is not yet a choice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; an empty part leaves that open. `measures` are names of measures or any words for them."""

    measures: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def allows(self, opened: Opened, figure: Figure) -> bool:
        """Tell whether a figure is of the places, roles, units and times."""
        return (
            (not self.places or place_of(opened, figure) in self.places)
            and (not self.roles or str(figure.role) in self.roles)
            and (not self.units or figure.unit in self.units)
            and _within(figure.period, self.since, self.until)
        )


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be chosen for the measures chosen: places, roles and units, each with the number of its figures."""

    places: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, int], ...]
    units: tuple[tuple[str, int], ...]


def measures_offered(opened: Opened) -> list[tuple[str, int]]:
    """Give the terms of the glossary that the register's measures name, with the number of figures, most first.

    What the papers alone abbreviate is mostly a body or a directorate, and is left to be typed.
    """
    defined = {long for _, long in opened.snapshot.catalogue.abbreviations()} - {term.name for term in product_terms()}
    named = (
        term
        for term in opened.glossary.terms
        if term.name not in defined and not BODY.search(term.name) and not find_comparators(term.name)
    )
    counted = ((term.name, _count(opened, term)) for term in named)
    return sorted(((name, n) for name, n in counted if n >= LEAST), key=lambda pair: (-pair[1], pair[0]))


def _count(opened: Opened, term: Term) -> int:
    # The keyword index knows no capitals: a short form that is a word, too, would be counted for it.
    short = [form for form in term.short if len(form) > 2 and form.casefold() not in ORDINARY_WORDS]
    return opened.snapshot.catalogue.register.count(any_of((term.name, *term.also, *short)))


def figures_of(opened: Opened, measures: Sequence[str]) -> list[Figure]:
    """Give the figures on any of several measures, each once: those that name it themselves first, the newest first.

    The others stand under a heading or a caption that names it.
    """
    named: dict[str, Figure] = {}
    under: dict[str, Figure] = {}
    for words in measures:
        groups = words_sought(read_question(words, opened.glossary, correct=opened.corrected))
        sought = Sought(tuple(groups), (0.0,) * len(groups))
        for figure in figures_on(opened, words):
            if figure.document_id in opened.documents:
                (named if names_itself(sought, figure) else under)[figure.id] = figure
    rest = (figure for figure in under.values() if figure.id not in named)
    return sorted(named.values(), key=_newest_first) + sorted(rest, key=_newest_first)


def names_itself(sought: Sought, figure: Figure) -> bool:
    """Tell whether a figure's own words name what is sought, and not only what it hangs under."""
    return all(sought.found(stems(f"{figure.measure} {figure.breakdown}")))


def measure_with(opened: Opened, figure: Figure) -> Measure | None:
    """Give the measure that a figure is of, with all figures of it in the papers; None where its words name none."""
    own = next(iter(measures_of(opened, [figure])), None)
    if own is None:
        return None
    beside = opened.snapshot.catalogue.register.of_paper(figure.document_id, figure.paper)
    every = {one.id: one for one in (*beside, *figures_of(opened, tuple(own.subject.terms))) if stands(opened, one)}
    every[figure.id] = figure
    return next((one for one in measures_of(opened, every.values()) if figure in one.figures), None)


def offered(opened: Opened, figures: Iterable[Figure]) -> Offered:
    """Give the places, roles and units of figures, those of most figures first."""
    places, roles, units = Counter[str](), Counter[str](), Counter[str]()
    for figure in figures:
        places[place_of(opened, figure)] += 1
        roles[str(figure.role)] += 1
        units[figure.unit] += 1
    del places[""]
    return Offered(tuple(places.most_common()), tuple(roles.most_common()), tuple(units.most_common()))


def differing(opened: Opened, figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Give for each figure's id the others that state the same thing with another value; none for too many figures."""
    found: dict[str, list[Figure]] = {}
    if len(figures) > MOST_COMPARED:
        return found
    pairs = {frozenset((one.one.id, one.other.id)): (one.one, one.other) for one in disagreements(opened, figures)}
    for n, one in enumerate(figures):
        for other in figures[n + 1 :]:
            if one.unit == other.unit and state_one_thing(opened, one, other):
                pairs[frozenset((one.id, other.id))] = (one, other)
    for one, other in pairs.values():
        found.setdefault(one.id, []).append(other)
        found.setdefault(other.id, []).append(one)
    return found


def stands_at(opened: Opened, figure: Figure) -> str:
    """Give where a figure stands, in words: the paper's title, the date of its meeting, and its page."""
    document = opened.documents[figure.document_id]
    paper = opened.paper_at(figure.document_id, figure.block)
    day = day_words(paper.meeting_date or document.meeting_date)
    label = opened.snapshot.catalogue.page_label(document.id, figure.page) if figure.page else None
    page = page_said(figure.page, label)
    return ", ".join(filter(None, (paper.title or document.title or document.name, day, page)))


def stands(opened: Opened, figure: Figure) -> bool:
    """Tell whether the paper of a figure was not replaced by another."""
    return opened.paper_at(figure.document_id, figure.block).standing is not Standing.SUPERSEDED


def notes_on(opened: Opened, figure: Figure) -> str:
    """Say what a reader must know of a figure's source: that it is a draft, was replaced, was read from a picture."""
    blocks = opened.snapshot.catalogue.blocks(figure.document_id, figure.block, figure.block)
    paper = opened.paper_at(figure.document_id, figure.block)
    return "; ".join(note for block in blocks for note in source_notes(opened, paper, block))


def role_words(figure: Figure) -> str:
    """Say what a figure is beside the others: "stated", "target", "compared with: England"."""
    words = ROLE_WORDS.get(str(figure.role), str(figure.role))
    return f"{words}: {figure.of}" if figure.of and figure.of != figure.place else words


def _newest_first(figure: Figure) -> tuple[int, str, int, int]:
    newest = -figure.period.last.toordinal() if figure.period else 0
    return newest, figure.document_id, figure.block, figure.start


def _within(period: Period | None, since: date | None, until: date | None) -> bool:
    if period is None:
        return since is None and until is None
    return (since is None or period.last >= since) and (until is None or period.first <= until)
