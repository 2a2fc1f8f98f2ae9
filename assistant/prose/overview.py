"""An overview of a topic: its newest figures, what was decided on it, and the papers on it, each cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.figures.words import clipped, period_words, value_words
from assistant.opened import Opened
from assistant.prose.composing import Said
from assistant.questions.sought import Sought
from assistant.questions.topics import Topic
from assistant.recorded.entries import newest
from assistant.retrieval.fusion import any_of
from corpus.figures import Figure, Role
from corpus.findings import Decision, DecisionKind
from corpus.language.flows import names_flow
from corpus.language.sentences import sentences
from corpus.language.stems import known_stems, stems
from corpus.records import Block, BlockKind, Document, Paper, PaperKind, Standing
from corpus.store.recorded import Kind

WORDS = 125
"""Words of an overview."""
LINE = 26
"""Words of one of its lines."""
FIGURES, DECISIONS, PAPERS = 2, 2, 3
MORE = 3
"""Lines of each sort, and sentences of the newest paper where the latest is asked for."""
READ = 60
"""Passages on the topic that are looked at, and figures."""
SHORT = 6
"""Words of a sentence that says something."""
LABELLED = re.compile(r"[A-Z][\w’' ]{2,40}:\s")
"""A label and what is filled in: "Relevant Officer: …"."""
NOTED = re.compile(r"\bbe (?:noted|received)\b", re.IGNORECASE)
"""A decision that settles nothing."""
VERB = re.compile(r"^(?:resolved|agreed|recommended|decision)\s*:\s*", re.IGNORECASE)
"""The verb that a decision may open with: the line says it before."""
SAID = re.compile(r"[.?!;]['’”\"]?$")
"""The end of a sentence: headings, labels and running heads have none."""
LISTING = frozenset((PaperKind.AGENDA,))
"""Papers that list what others are about."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A sentence on the topic with its paper and the paper's day; `fit` is how much it is about it."""

    block: Block
    start: int
    end: int
    document: Document
    paper: Paper
    day: date
    fit: float

    @property
    def text(self) -> str:
        """Its words."""
        return self.block.text[self.start : self.end]


def overview(opened: Opened, topic: Topic, sought: Sought) -> tuple[Said, ...]:
    """Give the lines of an overview, newest first; nothing where the papers do not know the topic."""
    asked = [any(set(spelling) <= topic.stems for spelling in group) for group in sought.groups]
    core = [own and named for own, named in zip(asked, sought.core, strict=True)]
    wanted = core if any(core) else asked
    if not any(wanted):
        return ()
    named = _Named(sought, tuple(wanted), topic.words if opened.names_council(topic.words) else "our")
    found = list(_mentions(opened, named)) or list(_mentions(opened, named, within=True))
    mentions = sorted(found, key=lambda one: (one.day, one.fit), reverse=True)
    if not mentions:
        return ()
    if topic.latest:
        lines = _latest(opened, named, mentions)
    else:
        lines = [*_figures(opened, named), *_decisions(opened, named), *_papers(mentions)]
    return tuple(_within(lines))


@dataclass(frozen=True, slots=True)
class _Named:
    """The groups of words that name the topic, and the words that name the council it is asked of."""

    sought: Sought
    wanted: tuple[bool, ...]
    council: str

    def is_elsewhere(self, opened: Opened, document: Document) -> bool:
        """Tell whether a document is of another council than the topic is asked of."""
        return opened.elsewhere(document, self.council) == 1

    def all_in(self, text: Sequence[str]) -> bool:
        """Tell whether a text, given as stems, holds every one of them."""
        found = self.sought.found(text)
        return all(here for here, own in zip(found, self.wanted, strict=True) if own)

    @property
    def expression(self) -> str:
        """The keyword query that a passage with every one of them matches."""
        every = zip(self.sought.written, self.wanted, strict=True)
        return " AND ".join(f"({any_of(written)})" for written, own in every if own)

    def share(self, text: Sequence[str]) -> float:
        """Give the share of a text's words that are the topic's."""
        own = {part for group, w in zip(self.sought.groups, self.wanted, strict=True) if w for s in group for part in s}
        return sum(word in own for word in text) / len(text) if text else 0.0


def _mentions(opened: Opened, named: _Named, *, within: bool = False) -> Iterator[Mentioned]:
    """Give the sentences and rows that name the topic, themselves or by the heading above them.

    With `within`, those of paragraphs that name it in several sentences count, too.
    """
    for hit in opened.snapshot.search_keywords(named.expression, READ):
        document = opened.documents.get(hit.chunk.document_id)
        if document is None or named.is_elsewhere(opened, document):
            continue
        for block in opened.blocks(document.id, hit.chunk.first_block, hit.chunk.last_block):
            paper = opened.paper(block)
            day = paper.meeting_date or document.meeting_date or date.min
            heading = block.kind is BlockKind.HEADING or (block.row is not None and block.row.is_head)
            if heading or paper.standing is Standing.SUPERSEDED:
                continue
            title = named.all_in(known_stems(f"{paper.title} {' '.join(block.headings[-1:])}"))
            for start, end in [(0, len(block.text))] if block.row else sentences(block.text):
                text = block.text[start:end]
                own = named.all_in(stems(text)) or (within and named.all_in(stems(block.text)))
                if (own or title) and (block.row or len(text.split()) >= SHORT):
                    yield Mentioned(block, start, end, document, paper, day, own + title - _against(block, text, paper))


def _against(block: Block, text: str, paper: Paper) -> float:
    """Tell how little a text says by itself, 0 to 1: a row, a label, a line of a list of contents."""
    unfinished = block.row is None and (LABELLED.match(text) is not None or not SAID.search(text))
    return min(1.0, 0.5 * (paper.kind in LISTING) + 0.3 * (block.row is not None) + 0.5 * unfinished)


def _latest(opened: Opened, named: _Named, mentions: Sequence[Mentioned]) -> list[Said]:
    """Give the newest paper on the topic with its day and what it says, what was decided last, and the paper before."""
    about = [one for one in mentions if one.fit >= 1] or list(mentions)
    first = max((one for one in about if one.day == about[0].day), key=lambda one: one.fit)
    same = sorted((one for one in about if one.paper.id == first.paper.id), key=lambda one: -one.fit)
    lines = [_on(first, f"{_heading(first)}: {_clip(first.text)}")]
    lines += [_on(one, _clip(one.text)) for one in same[:MORE] if one is not first and one.fit >= 1]
    lines += [line for line in _decisions(opened, named)[:1] if line.block.id not in {first.block.id}]
    earlier = [one for one in about if one.day < first.day]
    if earlier:
        before = max((one for one in earlier if one.day == earlier[0].day), key=lambda one: one.fit)
        lines.append(_on(before, f"Before that, {_heading(before)}: {_clip(before.text)}"))
    return lines


def _papers(mentions: Sequence[Mentioned]) -> list[Said]:
    """Give the papers on the topic, those that are about it before those that mention it, newest first."""
    best: dict[str, Mentioned] = {}
    for one in mentions:
        if one.paper.id not in best or best[one.paper.id].fit < one.fit:
            best[one.paper.id] = one
    chosen = sorted(best.values(), key=lambda one: (one.fit >= 1, one.day), reverse=True)[:PAPERS]
    chosen.sort(key=lambda one: one.day, reverse=True)
    return [_on(one, f"{_heading(one)}: {_clip(one.text)}") for one in chosen]


def _figures(opened: Opened, named: _Named) -> list[Said]:
    """Give the newest figures of the topic, one of a measure and unit."""
    found = opened.snapshot.catalogue.register.named(named.expression, 3 * READ)
    own = [one for one in found if _is_of(opened, named, one)]
    own.sort(key=lambda f: (f.period.last if f.period else date.min, named.share(stems(f.measure))), reverse=True)
    said: dict[tuple[str, bool], Said] = {}
    for figure in own:
        key = (figure.unit, names_flow(figure.measure))
        line = _figure_line(opened, figure)
        if key not in said and len(said) < FIGURES and named.all_in(stems(line.words)):
            said[key] = line
    lines = list(said.values())
    return [line for n, line in enumerate(lines) if line.block.id not in {one.block.id for one in lines[:n]}]


def _is_of(opened: Opened, named: _Named, figure: Figure) -> bool:
    document = opened.documents.get(figure.document_id)
    if document is None or figure.role is not Role.ACTUAL or figure.period is None or figure.value is None:
        return False
    paper = opened.paper_at(figure.document_id, figure.block)
    stands = paper.standing is not Standing.SUPERSEDED and not named.is_elsewhere(opened, document)
    return stands and named.all_in(stems(f"{figure.measure} {figure.breakdown}"))


def _figure_line(opened: Opened, figure: Figure) -> Said:
    block = opened.blocks(figure.document_id, figure.block, figure.block)[0]
    if block.row:
        when = period_words(figure.period, " ".join((block.text, *block.above)))
        words = f"{figure.measure.replace(' › ', ', ')}{f', {when}' if when else ''}: {value_words(figure)}"
        return Said(_clip(words), block, 0, len(block.text), (figure,))
    start, end = next((s, e) for s, e in sentences(block.text) if s <= figure.start < e)
    text = block.text[start:end]
    words = clipped(text, figure.start - start, figure.end - start, LINE)
    return Said(words, block, start, end, (figure,))


def _decisions(opened: Opened, named: _Named) -> list[Said]:
    """Give the newest decisions on the topic, each with its day."""
    found: list[tuple[date, float, Document, Decision]] = []
    for entry in newest(opened, Kind.DECISIONS, named.expression):
        document = opened.documents[entry.document_id]
        if named.is_elsewhere(opened, document):
            continue
        day = opened.papers(document.id)[entry.paper].meeting_date or document.meeting_date
        for decision in entry.records(Decision):
            made = decision.kind is not DecisionKind.RECOMMENDED
            if made and day and named.all_in(stems(f"{decision.heading} {decision.text}")):
                found.append((day, named.share(stems(decision.text)), document, decision))
    found.sort(key=lambda one: (NOTED.search(one[3].text) is None, *one[:2]), reverse=True)
    lines = []
    for day, _, document, decision in found[:DECISIONS]:
        block = opened.blocks(document.id, decision.spans[0].block, decision.spans[0].block)[0]
        spans = [span for span in decision.spans if span.block == block.ordinal]
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        words = f"{str(decision.kind).capitalize()} {_day(day)}: {_clip(VERB.sub('', decision.text))}"
        lines.append(Said(words, block, start, end))
    return lines


def _within(lines: Iterable[Said]) -> Iterator[Said]:
    """Give the lines that fit into an overview, none twice."""
    words = 0
    seen: set[tuple[str, int]] = set()
    for line in lines:
        words += len(line.words.split())
        if (line.block.id, line.start) in seen or words > WORDS:
            continue
        seen.add((line.block.id, line.start))
        yield line


def _heading(one: Mentioned) -> str:
    title = one.paper.title or one.document.title or one.document.name
    return " ".join(title.split()[:12]) + (f", {_day(one.day)}" if one.day != date.min else "")


def _day(day: date) -> str:
    # Two digits, as the date of the citation has them: every number that is said must stand in what is cited.
    return f"{day:%d %B %Y}"


def _clip(text: str) -> str:
    words = text.split()
    return text if len(words) <= LINE else " ".join(words[:LINE]) + " …"


def _on(one: Mentioned, words: str) -> Said:
    return Said(words, one.block, one.start, one.end)
