"""What a language model may be asked to write, and the evidence for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.answers import Answer, Citation, Derived, Status
from assistant.assistant import Assistant
from assistant.opened import Opened
from assistant.said import Said
from assistant.writing.evidence import Evidence, evidence_of, is_exempt, pieces_of, readable, reads_like_orders
from corpus.language.sentences import sentences
from corpus.records import Block, Document, Paper
from corpus.store.filters import Filters

TELLING = (".", "!", "?", ":", ";", "”", ")")
"""What a line ends with that says something."""
BESIDE = 12
"""Sentences and rows that are given beside those of the answer."""


class Task(StrEnum):
    """What is to be written."""

    ANSWER = "answer"
    RESIDENT = "resident"
    COMPARISON = "comparison"
    QUESTIONS = "questions"
    SUMMARY = "summary"


ABOUT_ANSWERS = (Task.RESIDENT, Task.COMPARISON, Task.QUESTIONS)
"""What may be written beside an answer."""


@dataclass(frozen=True)
class Wanted:
    """A text to be written: its task, the question with those before it and its reading, and the evidence.

    `known` are the citations on the screen already, whose numbers its marks go on from; `working` what is worked out.
    """

    task: Task
    opened: Opened
    evidence: Evidence
    question: str = ""
    earlier: tuple[str, ...] = ()
    read_as: Mapping[str, str] = field(default_factory=dict)
    known: tuple[Citation, ...] = ()
    working: Derived | None = None


FIGURES_STAND = "Figures are given as the papers state them; no language model is asked for them."
NOT_SAID = "Where the papers do not say, no language model is asked."
ORDERED = "A passage that this rests on reads like orders to a machine; no language model is asked."
EXEMPT = "This rests on exempt papers, which are not sent to a model outside the house."


def to_answer(
    assistant: Assistant, answer: Answer, earlier: Sequence[str], filters: Filters | None, *, with_exempt: bool
) -> Wanted | str:
    """Give what is wanted for the prose of an answer; a text says why it stays as the papers have it."""
    if answer.status is not Status.ANSWERED:
        return NOT_SAID
    if answer.figures or answer.derived:
        return FIGURES_STAND
    opened = assistant.opened()
    own = pieces_of(answer)
    if not with_exempt and any(is_exempt(opened, piece) for piece in own):
        return EXEMPT
    ranked = assistant.rank(answer.question, earlier, filters).ranked
    beside = [Said(one.text, one.block, one.start, one.end) for one in ranked[:BESIDE]]
    if any(reads_like_orders(piece.block.text[piece.start : piece.end]) for piece in own):
        return ORDERED
    pieces = [*own, *filter(readable, beside)]
    evidence = evidence_of(opened, pieces, with_exempt=with_exempt, leading=len(own))
    return Wanted(Task.ANSWER, opened, evidence, answer.question, tuple(earlier), answer.read_as)


def about_answer(
    opened: Opened, answer: Answer, task: Task, earlier: Sequence[str] = (), *, with_exempt: bool
) -> Wanted | str:
    """Give what is wanted to explain an answer, compare what it states or ask on; a text says why it cannot be."""
    if not answer.citations or answer.status is Status.NOT_STATED:
        return NOT_SAID
    own = pieces_of(answer)
    if not with_exempt and any(is_exempt(opened, piece) for piece in own):
        return EXEMPT
    evidence = evidence_of(opened, own, answer.derived, with_exempt=with_exempt)
    return Wanted(
        task, opened, evidence, answer.question, tuple(earlier), answer.read_as, answer.citations, answer.derived
    )


def to_summarise(
    opened: Opened, document: Document, paper: Paper | None, known: Sequence[Citation] = (), *, with_exempt: bool
) -> Wanted | str:
    """Give what is wanted to summarise a paper, or the papers of a whole file: a meeting's.

    Of a long one the first sentence of each paragraph comes before the others, of several papers a share of each.
    """
    papers = [paper] if paper is not None else opened.papers(document.id)
    each = [list(_in_turn(opened, one)) for one in papers if with_exempt or not one.exempt]
    if not any(each):
        return EXEMPT if any(one.exempt for one in papers) else "There is nothing in it to summarise."
    longest = max(map(len, each))
    pieces = [several[at] for at in range(longest) for several in each if at < len(several)]
    evidence = evidence_of(opened, pieces, with_exempt=with_exempt)
    about = (paper.title if paper else "") or document.title or document.name
    return Wanted(Task.SUMMARY, opened, evidence, f"A summary of: {about}", known=tuple(known))


def _in_turn(opened: Opened, paper: Paper) -> Iterator[Said]:
    blocks = opened.blocks(paper.document_id, paper.first_block, paper.last_block)
    told = [(block, sentences(block.text)) for block in blocks if _tells(block)]
    for turn in (0, 1):
        for block, bounds in told:
            for start, end in bounds[:1] if not turn else bounds[1:]:
                yield Said(block.text[start:end], block, start, end)


def _tells(block: Block) -> bool:
    """Tell whether a block has words worth a summary: no heading, no head of a table, no label, no line of a cover."""
    is_told = block.row is not None or block.text.rstrip().endswith(TELLING)
    return readable(Said("", block, 0, 0)) and is_told
