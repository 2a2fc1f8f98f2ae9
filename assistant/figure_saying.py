"""An answer made of figures: each with its sentence or row, and what follows from them."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answers import Derived
from assistant.composing import TWO_PARTS, Said
from assistant.figure_answers import Chosen, Kind
from assistant.figure_candidates import FigureCandidate
from assistant.figure_words import clipped, figure_said, period_words
from assistant.opened import Opened
from assistant.question import Question
from assistant.rows import row_words
from assistant.sought import Sought
from corpus.language.stems import stems

WHOLE = 34
"""Words of a sentence that is said as it stands where it holds no other figure."""
BOTH = 55
"""Words of a sentence that is said as it stands where all that is asked for is in it."""


def pieces(opened: Opened, question: Question, sought: Sought, chosen: Chosen) -> tuple[Said, ...]:
    """Give the words of an answer, each with the sentence or row that it stands on."""
    first = chosen.figures[0]
    spans = {(one.block.id, one.candidate.start) for one in chosen.figures}
    if len(spans) == 1 and (len(chosen.figures) > 1 or _asks_more(question, first)):
        return (_together(opened, question, sought, chosen),)
    return tuple(_alone(opened, question, one) for one in chosen.figures)


def opening(chosen: Chosen) -> str:
    """Say in a word how two figures stand to each other, where they do not say it themselves."""
    if chosen.kind is Kind.TREND:
        before, after = (one.figure.value for one in chosen.figures[:2])
        if before is not None and after is not None and before != after:
            return "It rose:" if after > before else "It fell:"
        return "It did not change:" if before == after else ""
    if chosen.kind is Kind.CONFLICT:
        return "The papers differ:"
    return ""


def derived(chosen: Chosen) -> Derived | None:
    """Work out the difference that is asked for, with what rounding allows."""
    if chosen.kind is not Kind.DIFFERENCE:
        return None
    high, low = sorted(chosen.figures, key=lambda one: one.figure.value or Decimal(0), reverse=True)
    a, b = (_bare(one) for one in (high, low))
    if a is None or b is None:
        return None
    places = max(_places(a), _places(b))
    rounding = _rounding(a) + _rounding(b)
    value = a - b
    unit = "" if high.figure.unit in {"count", "GBP"} else f" {high.figure.unit}"
    return Derived(f"{a} - {b}", f"{value:.{places}f}", f"{value - rounding}", f"{value + rounding}", unit)


def _bare(one: FigureCandidate) -> Decimal | None:
    digits = re.sub(r"[^\d.]", "", one.figure.number)
    return Decimal(digits) if digits else None


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _rounding(value: Decimal) -> Decimal:
    """Give by how much the value that was rounded may differ: half of its last place, nothing for a whole number."""
    return Decimal(5) / Decimal(10) ** (_places(value) + 1) if _places(value) else Decimal(0)


def _asks_more(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a question asks for more than one value, which one row or sentence may hold."""
    row = one.block.row
    if row and row.heads:
        asked = set(stems(question.text))
        named = [head for head in row.heads[row.stubs :] if head and set(stems(head.split(" › ")[-1])) & asked]
        return len(named) > 1 and TWO_PARTS.search(question.text) is not None
    return TWO_PARTS.search(question.text) is not None


def _together(opened: Opened, question: Question, sought: Sought, chosen: Chosen) -> Said:
    """Say the sentence or row that holds all figures at once."""
    one = chosen.figures[0]
    block, candidate = one.block, one.candidate
    if block.row and one.figure.breakdown == block.row.row_head and one.figure.measure.startswith(one.figure.breakdown):
        cells = [figure_said(each, "", _grounds(opened, question, each)) for each in chosen.figures]
        words = "; ".join(cells) if len(chosen.figures) > 1 else row_words(block.row, question, sought)
    else:
        starts = [each.figure.start - candidate.start for each in chosen.figures]
        words = clipped(candidate.text, min(starts), max(starts), BOTH)
    return Said(words, block, candidate.start, candidate.end, tuple(each.figure for each in chosen.figures))


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
    return Said(words, block, candidate.start, candidate.end, (one.figure,))


def _grounds(opened: Opened, question: Question, one: FigureCandidate) -> str:
    """Give the words whose numbers may be said with a figure: its sentence, what stands above, the paper's date."""
    paper, document = opened.paper(one.block), opened.documents[one.block.document_id]
    when = paper.meeting_date or document.meeting_date
    return " ".join(
        filter(
            None,
            (one.candidate.text, *one.block.above, paper.title or document.title, str(when or ""), question.full_text),
        )
    )


def _subject(opened: Opened, question: Question, one: FigureCandidate) -> str:
    """Give the term asked for where a figure's own words leave it out and what it hangs under names it."""
    named = {m.term.name for m in opened.mentions(f"{one.figure.measure} {one.figure.breakdown}")}
    around = {
        m.term.name for m in opened.mentions(f"{one.candidate.text} {one.figure.topic} {' '.join(one.block.above)}")
    }
    terms = (mention.term.name for mention in question.all_mentions)
    return next((name for name in terms if name in around and name not in named), "")
