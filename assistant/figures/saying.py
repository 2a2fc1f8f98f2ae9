"""An answer made of figures: each with its sentence or row, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.derived.working import NumberAndRate
from assistant.figures.answering import Chosen, Kind
from assistant.figures.trends import direction
from assistant.figures.words import clipped, figure_said, period_words, value_words
from assistant.opened import Opened
from assistant.prose.composing import Said, has_two_parts
from assistant.prose.rows import row_words
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.language.sentences import sentences
from corpus.language.stems import stems
from corpus.records import Block

WHOLE = 34
"""Words of a sentence that is said as it stands where it holds no other figure."""
ADJOINING = 48
"""Words of neighbouring sentences that are said together."""
PAIR = 20
"""Words around a number and its rate that are said where another rate is worked out from them."""
LEANS = re.compile(r"(?:This|These|Those|That|It|They|Of (?:this|these|those|that|them|which)|Both|The latter)\b")
"""Openings of a sentence that says nothing by itself of what it counts."""
QUOTED = 70
"""Words of such a sentence with the one before it that are quoted together."""
BOTH = 55
"""Words of a sentence that is said as it stands where all that is asked for is in it."""


def pieces(opened: Opened, question: Question, sought: Sought, chosen: Chosen) -> tuple[Said, ...]:
    """Give the words of an answer, each with the sentence or row that it stands on."""
    first = chosen.figures[0]
    spans = {(one.block.id, one.candidate.start) for one in chosen.figures}
    joined = _adjoining(chosen)
    if joined is not None:
        return (joined,)
    if chosen.kind is Kind.COMPARISON and len(spans) == 1 and _states_others(chosen):
        return worked_pieces(opened, question, sought, chosen.figures)
    if len(spans) == 1 and (len(chosen.figures) > 1 or _asks_more(question, first)):
        return (_together(opened, question, sought, chosen),)
    by_span: dict[tuple[str, int], list[FigureCandidate]] = {}
    for one in chosen.figures:
        by_span.setdefault((one.block.id, one.candidate.start), []).append(one)
    return tuple(
        _together(opened, question, sought, replace(chosen, figures=tuple(of_span)))
        if len(of_span) > 1
        else _alone(opened, question, of_span[0])
        for of_span in by_span.values()
    )


def worked_pieces(
    opened: Opened, question: Question, sought: Sought, figures: Sequence[FigureCandidate]
) -> tuple[Said, ...]:
    """Give the words of the figures that something is worked out from; what else their sentences state is left out."""
    used = {one.figure.id for one in figures}
    if all({other.id for other in one.siblings if other.unit == one.figure.unit} <= used for one in figures):
        return pieces(opened, question, sought, Chosen(Kind.DIFFERENCE, tuple(figures)))
    joined = _adjoining(Chosen(Kind.DIFFERENCE, tuple(figures)))  # one quote holds both, however little is said of it
    by_span: dict[tuple[str, int], list[Said]] = {}
    for one in figures:
        grounds, subject = _grounds(opened, question, one), _subject(opened, question, one)
        beside = " ".join(other.figure.measure for other in figures if other is not one)
        if any(mention.term.name == subject for mention in opened.mentions(beside)):
            subject = ""  # what the other one is of
        at = (joined.start, joined.end) if joined else (one.candidate.start, one.candidate.end)
        said = Said(figure_said(one, subject, grounds), one.block, *at, (one.figure,))
        by_span.setdefault((one.block.id, at[0]), []).append(said)
    return tuple(
        replace(
            of_span[0],
            words="; ".join(said.words for said in of_span),
            figures=tuple(figure for said in of_span for figure in said.figures),
        )
        for of_span in by_span.values()
    )


def _adjoining(chosen: Chosen) -> Said | None:
    """Say the sentences that two figures stand in as one, where they are of one paragraph and short together."""
    first, last = chosen.figures[0], chosen.figures[-1]
    block = first.block
    if (
        len(chosen.figures) != 2
        or block.row
        or block.id != last.block.id
        or first.candidate.start == last.candidate.start
    ):
        return None
    start = min(one.candidate.start for one in chosen.figures)
    end = max(one.candidate.end for one in chosen.figures)
    words = block.text[start:end]
    return Said(words, block, start, end, (first.figure, last.figure)) if len(words.split()) <= ADJOINING else None


def opening(opened: Opened, chosen: Chosen) -> str:
    """Say in a word how two figures stand to each other, where they do not say it themselves."""
    if chosen.kind is Kind.TREND:
        return direction(chosen.figures[0], chosen.figures[-1])
    if chosen.kind is Kind.PLACES:
        return "Which council?"
    if chosen.kind is Kind.TIMES:
        return "Which period?"
    if chosen.kind in {Kind.UNITS, Kind.MEANINGS}:
        return "Which of the two?"
    if chosen.kind is Kind.CONFLICT:
        dated = [(_day(opened, one), one) for one in chosen.figures]
        if all(day for day, _ in dated) and dated[0][0] != dated[1][0]:
            later = max(dated, key=lambda pair: str(pair[0]))[1]
            return f"The papers differ; the later one says {value_words(later.figure)}:"
        return "The papers differ:"
    return ""


def _states_others(chosen: Chosen) -> bool:
    """Tell whether the sentence of figures that are compared has another value of their unit: what it was last year."""
    first = chosen.figures[0]
    own = {one.figure.id for one in chosen.figures}
    starts = [one.figure.start for one in chosen.figures]
    cell = _cell_around(first.block, min(starts), max(starts))
    prose = cell is not None and len(first.block.text[cell[0] : cell[1]].split()) > WHOLE
    others = any(o.id not in own and o.unit == first.figure.unit for o in first.siblings)
    return others and (first.block.row is None or prose)


def _asks_more(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a question asks for more than one value, which one row or sentence may hold."""
    row = one.block.row
    if row and row.heads:
        asked = set(stems(question.text))
        named = [head for head in row.heads[row.stubs :] if head and set(stems(head.split(" › ")[-1])) & asked]
        return len(named) > 1 and has_two_parts(question)
    return has_two_parts(question)


def _together(opened: Opened, question: Question, sought: Sought, chosen: Chosen) -> Said:
    """Say the sentence or row that holds all figures at once."""
    one = chosen.figures[0]
    block, candidate = one.block, one.candidate
    if block.row and chosen.kind is Kind.COLUMNS:
        heads = (block.row.heads[each.figure.column or 0].replace(" › ", ", ") for each in chosen.figures)
        values = (value_words(each.figure) for each in chosen.figures)
        said = "; ".join(f"{head}: {value}" for head, value in zip(heads, values, strict=True))
        words = f"{block.row.row_head.replace(' › ', ', ')} – {said}"
    elif (
        block.row and one.figure.breakdown == block.row.row_head and one.figure.measure.startswith(one.figure.breakdown)
    ):
        cells = [figure_said(each, "", _grounds(opened, question, each)) for each in chosen.figures]
        words = "; ".join(cells) if len(chosen.figures) > 1 else row_words(block.row, question, sought)
    else:
        starts = [each.figure.start for each in chosen.figures]
        start, end = _cell_around(block, min(starts), max(starts)) or (candidate.start, candidate.end)
        words = clipped(block.text[start:end], min(starts) - start, max(starts) - start, BOTH)
        if not all(block.text[each.figure.start : each.figure.end] in words for each in chosen.figures):
            # They stand too far apart for one quote.
            words = "; ".join(figure_said(each, "", _grounds(opened, question, each)) for each in chosen.figures)
    return Said(words, block, candidate.start, candidate.end, tuple(each.figure for each in chosen.figures))


def _cell_around(block: Block, first: int, last: int) -> tuple[int, int] | None:
    """Give the bounds of the cell that holds two places in a row's text; None where none holds both."""
    cells = block.cells() if block.row else ()
    return next(((cell.start, cell.end) for cell in cells if cell.start <= first and last < cell.end), None)


def _alone(opened: Opened, question: Question, one: FigureCandidate) -> Said:
    block, candidate = one.block, one.candidate
    grounds = _grounds(opened, question, one)
    if block.row is None and one.alone and len(candidate.text.split()) <= WHOLE:
        words = candidate.text
        missing = [
            w
            for w in (one.figure.place, period_words(one.figure.period, grounds))
            if w and w.casefold() not in words.casefold()
        ]
        words += f" ({', '.join(missing)})" if missing else ""
    else:
        words = figure_said(one, _subject(opened, question, one), grounds)
    return Said(words, block, _quoted_from(one), candidate.end, (one.figure,))


def _quoted_from(one: FigureCandidate) -> int:
    """Give where the quote of a figure begins: a sentence that leans on the one before is quoted with it."""
    block, start = one.block, one.candidate.start
    if block.row or not LEANS.match(block.text[start : one.candidate.end]):
        return start
    before = max((opens for opens, closes in sentences(block.text) if closes <= start), default=start)
    return before if len(block.text[before : one.candidate.end].split()) <= QUOTED else start


def _grounds(opened: Opened, question: Question, one: FigureCandidate) -> str:
    """Give the words whose numbers may be said with a figure: its sentence, what stands above, the paper's date."""
    paper, document = opened.paper(one.block), opened.documents[one.block.document_id]
    title, day = paper.title or document.title, str(_day(opened, one) or "")
    return " ".join(filter(None, (one.candidate.text, *one.block.above, title, day, question.full_text)))


def _day(opened: Opened, one: FigureCandidate) -> date | None:
    """Give the day of the meeting whose paper states a figure."""
    return opened.paper(one.block).meeting_date or opened.documents[one.block.document_id].meeting_date


def _subject(opened: Opened, question: Question, one: FigureCandidate) -> str:
    """Give the term asked for where a figure's own words leave it out and what it hangs under names it."""
    named = {m.term.name for m in opened.mentions(f"{one.figure.measure} {one.figure.breakdown}")}
    around = {
        m.term.name for m in opened.mentions(f"{one.candidate.text} {one.figure.topic} {' '.join(one.block.above)}")
    }
    terms = (mention.term.name for mention in question.all_mentions)
    return next((name for name in terms if name in around and name not in named), "")


def rate_pieces(opened: Opened, question: Question, number: FigureCandidate, pair: NumberAndRate) -> tuple[Said, ...]:
    """Give the words of the number whose rate is worked out, and of the one whose rate is stated."""
    text = pair.block.text
    start, end = next((s, e) for s, e in sentences(text) if s <= pair.number.start < e)
    words = clipped(text[start:end], pair.number.start - start, pair.rate.end - start, PAIR)
    return (_alone(opened, question, number), Said(words, pair.block, start, end, (pair.number, pair.rate)))
