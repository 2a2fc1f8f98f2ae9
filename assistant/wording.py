"""The words of each state: answered, not stated, nothing held; and the citations that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from assistant.answers import MARK, Answer, Citation, Derived, Elsewhere, Passage, Reason, Status
from assistant.derived.arithmetic import bare, in_words
from assistant.drafting import Draft
from assistant.opened import Opened
from assistant.prose.composing import Said
from assistant.questions.question import Question
from assistant.ranking.candidates import Candidate
from assistant.retrieval.fusion import Found
from assistant.versions import best_place
from corpus.figures import Figure
from corpus.records import Block, Paper, PaperKind, Standing

VERSION = re.compile(
    r"\b(?:current|latest|newest|now|still|final|revised|updated?|amended|replac\w+|supersed\w+|versions?)\b",
    re.IGNORECASE,
)
"""Words of a question that care which of two versions answers."""
NEAREST_WORDS = 30
"""Words of the nearest passage that are shown when the papers do not say."""


def answered(
    opened: Opened, question: Question, said: Sequence[Said], opening: str = "", working: Derived | None = None
) -> Answer:
    """Give the answer that says these pieces, each with its [n] and those of the quotes that agree with it.

    They come after an `opening` and what is worked out.
    An opening that asks makes it the answer to two readings of the question.
    """
    numbers = count(1)
    cited = [(piece, [(quote, next(numbers)) for quote in (piece, *piece.agreeing)]) for piece in said]
    citations = tuple(cite(opened, quote, n) for _, quotes in cited for quote, n in quotes)
    text = "\n".join(" ".join((_unmarked(piece.words), *(f"[{n}]" for _, n in quotes))) for piece, quotes in cited)
    figures = tuple((figure, quotes[0][1]) for piece, quotes in cited for figure in piece.figures)
    if working is not None:
        citations = tuple(_with_readings(one, [f for f, n in figures if n == one.n]) for one in citations)
        working = replace(working, inputs=tuple(quotes[0][1] for _, quotes in cited))
        span = "" if working.low == working.high else f" ({working.low} to {working.high} with rounding)"
        text = f"{working.said}{span}, worked out, not stated: {working.formula}.\n{text}"
    if VERSION.search(question.text) and any(opened.paper(c.block).id in opened.replaced for c in citations):
        text += "\nThis replaces an earlier version."
    return Answer(
        question.text,
        Status.CLARIFY if opening.endswith("?") else Status.ANSWERED,
        f"{opening}\n{text}".strip(),
        citations,
        figures,
        working,
        read_as=question.read_as(),
    )


def _with_readings(citation: Citation, figures: Sequence[Figure]) -> Citation:
    """Add to a citation's context how its numbers in words are read: a working shows them in digits."""
    readings = (f"“{one.number.strip()}” is read as {bare(one)}" for one in figures if in_words(one))
    return replace(citation, context=tuple(dict.fromkeys((*citation.context, *readings))))


def not_stated(opened: Opened, question: Question, ranked: Sequence[Candidate], draft: Draft | None = None) -> Answer:
    """Give the answer that the papers do not say it, with what they cover and the nearest that they say.

    `draft` is the answer that was not sure enough; what it states of another period or place is shown as that.
    """
    reading = question.read_as()
    if not opened.documents:
        text = "There are no papers yet. Run `scrutineer ingest FOLDER` to add some."
        return Answer(question.text, Status.NOT_STATED, text, reason=Reason.NO_PAPERS, read_as=reading)
    reason = draft.reason(question) if draft else Reason.NOT_IN_PAPERS
    text = "The papers held do not say."
    if reason is Reason.OTHER_PERIOD and question.periods:
        text = f"Not stated for {question.period_words(question.periods[0])}."
    elif reason is Reason.OTHER_MEASURE:
        text = "Not stated in that form."
    elif draft is not None and draft.topic:
        text = f"The papers held say nothing on “{draft.topic}”."
        ranked = ()  # what merely sounds like a topic is not near to it
    citations: tuple[Citation, ...] = ()
    nearest = _nearest(ranked, draft if reason is not Reason.NOT_IN_PAPERS else None)
    if nearest is not None:
        citations = (cite(opened, nearest, 1),)
        words = _unmarked(nearest.words).split()
        closing = " …" if len(words) > NEAREST_WORDS else ""
        text += f" Nearest: {' '.join(words[:NEAREST_WORDS])}{closing} [1]"
    return Answer(
        question.text,
        Status.NOT_STATED,
        text,
        citations,
        reason=reason,
        read_as=reading,
        coverage=opened.coverage(),
    )


def _nearest(ranked: Sequence[Candidate], draft: Draft | None) -> Said | None:
    """Give the nearest that the papers say: the draft's first piece, else the best sentence or row."""
    if draft is not None and draft.said:
        return draft.said[0]
    if ranked and ranked[0].features.words > 0:
        best = ranked[0]
        return Said(best.text, best.block, best.start, best.end)
    return None


def _unmarked(words: str) -> str:
    """Give words of a paper with its own note marks in round brackets: they would be taken for those of citations."""
    return MARK.sub(r"(\1)", words)


def cite(opened: Opened, piece: Said, n: int) -> Citation:
    """Give the citation of a piece at the best of its places, with where else it was published."""
    block, others = best_place(opened, piece.block)
    if block is not piece.block:
        same = block.text == piece.block.text
        block, others = (block, others) if same else (piece.block, (block, *others))
        piece = replace(piece, block=block)
    also = tuple(_elsewhere(opened, other) for other in others if other is not piece.block)
    return replace(cite_here(opened, piece, n), also=also)


def cite_here(opened: Opened, piece: Said, n: int) -> Citation:
    """Give the citation of a piece where it stands, with what stands above its block."""
    block = piece.block
    document = opened.documents[block.document_id]
    paper = opened.paper(block)
    return Citation(
        n,
        document,
        block,
        piece.start,
        piece.end,
        paper.title or document.title or document.name,
        # A paper in a pack may name its place only; the pack names the council.
        document.council if document.council.startswith(paper.council) else paper.council,
        paper.committee or document.committee,
        paper.meeting_date or document.meeting_date,
        *_page(opened, piece),
        tuple(dict.fromkeys(block.above)),
        tuple(source_notes(opened, paper, block)),
    )


def _elsewhere(opened: Opened, block: Block) -> Elsewhere:
    document, paper = opened.documents[block.document_id], opened.paper(block)
    return Elsewhere(document, paper.title or document.title or document.name, block.page, block.page_label)


def source_notes(opened: Opened, paper: Paper, block: Block) -> Iterator[str]:
    """Say what a reader must know of a source before reading it out."""
    if paper.exempt:
        yield f"exempt: {paper.exempt}"
    if paper.standing is Standing.DRAFT:
        yield "draft minutes" if paper.kind is PaperKind.MINUTES else "draft"
    if paper.standing is Standing.SUPERSEDED:
        yield f"replaced by {opened.paper_words(paper.settled_by)}"
    if paper.id in opened.replaced:
        yield f"replaces {opened.paper_words(opened.replaced[paper.id])}"
    if block.ocr:
        yield "read from a picture of the page (OCR)"


def _page(opened: Opened, piece: Said) -> tuple[int | None, str | None]:
    """Give the page on which a quote begins and the number printed on it."""
    block = piece.block
    places = opened.snapshot.catalogue.places(block)
    page = next((place.box.page for place in places if place.end > piece.start), block.page)
    if page is None or page == block.page:
        return block.page, block.page_label
    return page, opened.snapshot.catalogue.page_label(block.document_id, page)


def passage(opened: Opened, found: Found) -> Passage:
    """Give a result of retrieval with the document and block where it begins."""
    chunk = found.chunk
    first = opened.blocks(chunk.document_id, chunk.first_block, chunk.first_block)[0]
    return Passage(chunk.id, opened.documents[chunk.document_id], first, chunk.last_block, chunk.text, found.score)
