"""Several columns of one row, where a question names them one after the other: "budget, forecast and variance"."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.language.forms import forms_of
from corpus.language.stems import TOKEN, stem, stems
from corpus.records import Row

BETWEEN = re.compile(r"[,;/&+]|\b(?:and|vs?|versus|or|plus|with|against)\b", re.IGNORECASE)
"""What stands between the names of two columns; without it, "forecast variance" is the name of one."""


def columns_named(question: str, row: Row) -> list[int]:
    """Give the columns of a row that a question names beside one another, in its order; none where it names but one.

    A column is named by a word of its head that no other column of the table has. A word of the row's own label that
    the question says once is of the label. A word that stands apart from those beside one another is of the subject:
    "the capital programme: how much of the change is new and how much moved".
    """
    heads = [set(stems(head)) for head in row.heads]
    label = set(stems(row.row_head))
    at: list[tuple[int, int, int]] = []
    for column in range(row.stubs, min(len(heads), len(row.cells))):
        others = [head for other, head in enumerate(heads) if other != column and other >= row.stubs]
        # Numbers in heads are years and ages, and "20/21" is one year.
        own = {word for word in heads[column] if not word[0].isdigit()} - {word for head in others for word in head}
        places = _places(question, own)
        if len(places) > bool(own & label) and row.cells[column]:
            at.append((*places[-1], column))
    at.sort()
    runs = [at[:1]]
    for before, after in pairwise(at):
        if BETWEEN.search(question, before[1], after[0]):
            runs[-1].append(after)
        else:
            runs.append([after])
    longest = max(runs, key=len)
    return [column for _, _, column in longest] if len(longest) > 1 else []


def _places(question: str, words: set[str]) -> list[tuple[int, int]]:
    """Give where a question has one of some words, given as stems, in any of their forms."""
    return [
        match.span()
        for match in TOKEN.finditer(question)
        if any(stem(form) in words for form in forms_of(match.group().casefold()))
    ]
