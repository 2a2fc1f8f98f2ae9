"""Cells in words that a question looks up: the row by what it is of, the columns by their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from assistant.opened import Opened
from assistant.prose.lists import wants_list
from assistant.prose.moved import standing_day
from assistant.prose.rows import holds_kind
from assistant.prose.tables import LIKELY, table_of
from assistant.questions.asks import asks_for
from assistant.questions.numbered import is_of_another, numbered_asked, row_named
from assistant.questions.question import WORD, Asks, Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.ranking.figure_candidates import with_nearby
from assistant.ranking.unmet import asks_for_two
from assistant.said import Said
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.periods import find_periods, without_times
from corpus.language.quantities import cell_quantity
from corpus.language.stems import known_stems, stems
from corpus.records import Row

BRIEF = 12
"""Words of a cell that is looked up; a longer one is a text, of which a sentence may answer."""
LABEL_WORDS = 20
LETTER = re.compile(r"[^\W\d_]")
HALF = 0.5
"""Share of the words of a head of which a question has more, where it names its column."""
OF_PERSONS = frozenset(stems("who whose job role responsible responsibility owner owns lead leads name officer"))
OF_TIMES = frozenset(stems("when date day deadline due done last latest"))
"""Words that ask for the cell of a person or of a time, and say nothing of the row."""


def looked_up(opened: Opened, question: Question, sought: Sought, ranked: Sequence[Candidate]) -> tuple[Said, ...]:
    """Give the cells, in words, of the row that a question is about in the columns that it names by their heads.

    A row counts that holds, alone in its table, what is left of the question once its columns and what stands above
    the table are taken off. None where a number is asked for, several rows are, or another period or council is.
    """
    if question.asks is Asks.WHY or wants_list(question):
        return ()
    for one in ranked[:LIKELY]:
        row = one.row
        if row is None or not row.heads or one.features.other_period or one.features.elsewhere >= 1:
            continue
        columns = _columns(question, sought, row, labelled=one.features.label > 0)
        cells = [(row.heads[column], row.cells[column]) for column in columns]
        enough = len(cells) > asks_for_two(question) and all(_is_brief(cell) for _, cell in cells)
        if enough and _is_the_one(opened, question, sought, one, row, columns):
            if standing_day([one, *(other for other in ranked if other is not one)], question, sought):
                return ()  # the day in the row was moved since
            label = " ".join(row.row_head.split()[:LABEL_WORDS])
            words = f"{label} – {'; '.join(f'{head}: {cell}' for head, cell in cells)}"
            return (Said(words, one.block, 0, len(one.block.text)),)
    return ()


def _is_brief(cell: str) -> bool:
    """Tell whether a cell is a few words or a time; a number is no such cell."""
    if cell_quantity(cell) is not None or not 0 < len(cell.split()) <= BRIEF:
        return False
    return LETTER.search(cell) is not None or bool(find_periods(cell))


def _columns(question: Question, sought: Sought, row: Row, *, labelled: bool) -> list[int]:
    """Give the columns that a question names by most words of their heads or, beside one, by the kind of thing in them.

    In a row whose label it names, the kind of thing is enough.
    """
    # A follow-up that asks for something itself names its columns itself: "how far have they got" is for no owner.
    asks_anew = question.inherited is not None and asks_for(question.text, question.periods) is not Asks.TEXT
    words = {stem for word in question.words for stem in stems(word)}
    label = sought.found(known_stems(row.row_head))
    known = {
        part
        for group, here in zip(sought.groups, label, strict=True)
        if not here and (not asks_anew or any(words >= set(spelling) for spelling in group))
        for spelling in group
        if len(spelling) == 1
        for part in spelling
    }
    columns = range(row.stubs, min(len(row.heads), len(row.cells)))
    named = {column for column in columns if _named_share(row.heads[column], known) > HALF}
    kinds = {column for column in columns if (named or labelled) and holds_kind(row.heads[column], question)}
    return sorted(named | kinds)


def _named_share(head: str, known: Set[str]) -> float:
    """Give the share of the words of a head, without its times, that are `known`."""
    content = (word for word in WORD.findall(without_times(head)) if word.casefold() not in FUNCTION_WORDS)
    words = {stem for word in content for stem in stems(word)}
    return len(words & known) / len(words) if words else 0.0


def _is_the_one(
    opened: Opened, question: Question, sought: Sought, one: Candidate, row: Row, columns: Sequence[int]
) -> bool:
    """Tell whether a row, and no other one of its table, is what a question is about besides its columns."""
    heads = sought.found(known_stems(" ".join(row.heads[column] for column in columns)))
    kinds = OF_PERSONS | OF_TIMES
    asked = [
        core and not head and not any(set(spelling) <= kinds for spelling in group)
        for group, core, head in zip(sought.groups, sought.core, heads, strict=True)
    ]
    own = sought.found(known_stems(f"{row.section} {one.block.text}"))
    subject = [a and b for a, b in zip(asked, own, strict=True)]
    layers = (row_named(row), one.block.text, *reversed(one.block.above))
    if not any(subject) or is_of_another(numbered_asked(question), layers):
        return False
    around = sought.found(known_stems(" ".join((row.caption, *row.heads, *one.block.above))))
    held = with_nearby(opened, sought, one.block, [a or b for a, b in zip(own, around, strict=True)])
    missing = [a and not b for a, b in zip(asked, held, strict=True)]
    fellows = (block.text for block, _ in table_of(opened.snapshot, one) if block.id != one.block.id)
    theirs = [sought.found(known_stems(text)) for text in fellows]
    if any(missing) and not _was_before(question, sought, missing, theirs):
        return False
    return not any(all(o for s, o in zip(subject, other, strict=True) if s) for other in theirs)


def _was_before(question: Question, sought: Sought, missing: Sequence[bool], theirs: Sequence[Sequence[bool]]) -> bool:
    """Tell whether what a row lacks is of the question before alone, and another row of the table has it.

    "And when was the north quay done" is asked after the south quay.
    """
    own = {stem for word in question.words for stem in stems(word)}
    new = (group for group, lacks in zip(sought.groups, missing, strict=True) if lacks)
    if question.inherited is None or any(set(spelling) <= own for group in new for spelling in group):
        return False
    return any(all(has for has, lacks in zip(other, missing, strict=True) if lacks) for other in theirs)
