"""Rows that a question names: the words of their label stand in it, all of them."""

from __future__ import annotations

import re

from assistant.opened import Opened
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.retrieval.fusion import any_of
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.stems import TOKEN, known_stems, stem
from corpus.records import Row

SHORT = 2
"""Characters of a label that means nothing without the head above it: band "D", stage "2"."""
OF_AGE = frozenset("year years old olds aged age ages yr yrs".split())
"""Words that say that a number is an age: "aged 16 and 17" are "16 and 17 year olds"."""
OF_NO_WEIGHT = FUNCTION_WORDS | OF_AGE
LIMIT = 80
"""Cells of the register that are looked at for rows that a question names."""
REFERENCE = re.compile(r"^[A-Z]{0,4}[\d.]+[a-z]?$")
"""A cell that numbers its row and says nothing of it."""


def is_named(row: Row, question: Question, sought: Sought) -> bool:
    """Tell whether a question names what a row is of: with all words of its label, or of its last column that has one.

    A label of a letter or a digit counts with the word at its head: "band D" of the row "D" under "Band".
    """
    labels = [(head, cell) for head, cell in _labels(row) if cell]
    if not labels:
        return False
    plain = f" {' '.join(TOKEN.findall(question.full_text.casefold()))} "
    if len(labels[0][1]) <= SHORT:
        return any(f" {word.casefold()} {labels[0][1].casefold()} " in plain for word in TOKEN.findall(labels[0][0]))
    return any(_is_covered(label, sought, question) for label in {row.row_head.replace("›", " "), labels[-1][1]})


def _labels(row: Row) -> list[tuple[str, str]]:
    heads = row.heads or ("",) * len(row.cells)
    pairs = list(zip(heads, row.cells, strict=False))[: row.stubs]
    return [(head, cell) for head, cell in pairs if not REFERENCE.match(cell)]


def _is_covered(label: str, sought: Sought, question: Question) -> bool:
    content = {stem(word) for word in TOKEN.findall(label.casefold()) if word not in OF_NO_WEIGHT}
    if not content:
        return False
    found = sought.found(known_stems(label))
    if not any(here and own for here, own in zip(found, sought.core, strict=True)):
        return False
    said = set(known_stems(question.full_text))
    for group, here in zip(sought.groups, found, strict=True):
        if here:
            said.update(part for spelling in group for part in spelling)
    return content <= said


def rows_named(opened: Opened, question: Question, sought: Sought) -> set[tuple[str, int]]:
    """Give the rows of the register, by document and block, that a question names, as far as its words find them."""
    words = [word for written, core in zip(sought.written, sought.core, strict=True) if core for word in written]
    asked = any_of(words)
    if not asked:
        return set()
    register = opened.snapshot.catalogue.register
    places = {(one.document_id, one.block) for one in register.named(asked, LIMIT) if one.column is not None}
    named = set()
    for document_id, ordinal in places:
        if document_id not in opened.documents:
            continue
        block = opened.blocks(document_id, ordinal, ordinal)[0]
        if block.row and is_named(block.row, question, sought):
            named.add((document_id, ordinal))
    return named
