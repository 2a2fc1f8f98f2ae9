"""Tables that go on: parts on the next page, rows and heads that the page break has cut, and pieces left outside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.broken_rows import heads_left, merged, rows_join, with_last_row, with_rest
from ingest.column_heads import is_value
from ingest.paragraphs import Passage
from ingest.spelling import Spelling
from ingest.tables import Table, heads_of

SAME_FRAME = 8.0
"""How far, in points, the ends of a table may move from page to page."""
LONGEST_TITLE = 120
"""Characters; a longer text between two parts is not a title that the second one repeats."""
LONGEST_NOTE = 400
SMALLER = 0.95
"""Footnotes are set smaller than the table by this factor at the least, or begin with a sign."""
ENOUGH_PAGES = 3
"""A line above tables of so many pages is a running title."""

_ENDED = re.compile(r"[.:;?!][)\]\"'”’]*$")
_CONTINUED = re.compile(r"\(?\s*(?:.{0,80}\W)?cont(?:inued|(?:['’]?d)|\.)?\s*(?:…|\.{2,})?\s*\)?:?", re.I)
_UNITS = re.compile(r"[£%]|\bfigures\b|['’]000|\bper\b", re.I)
_NOTE = re.compile(r"\s*(?:[*†‡#¹²³]|\(?\d{1,2}\)?\s\S|notes?\b|source\b|key\b)", re.I)

Content = Passage | Table


@dataclass(frozen=True, slots=True)
class Linked:
    """A piece of the document's contents; `table` counts the tables of the document, None for a passage."""

    content: Content | None
    table: int | None = None


@dataclass
class _Whole:
    """The table that is being put together.

    `start` and `last` are where its first and last parts stand among the contents, `tail` where its last row that is
    no head does; `page` is the page that it has reached, `titles` are what was seen above its parts, `between` what
    came since the last one.
    """

    number: int
    start: int
    last: int
    tail: int
    heads: tuple[str, ...]
    caption: str
    page: int
    titles: set[str]
    between: list[Passage] = field(default_factory=list)


def linked(contents: Sequence[Content], spelling: Spelling) -> list[Linked]:
    """Say of each table which one it is a part of, and give rows that a page break has cut to the part above.

    A content that was taken up whole by the one before becomes None; the order stays as it is.
    """
    done = _Chain(spelling, _running_titles(contents))
    for content in contents:
        if isinstance(content, Passage):
            done.passage(content)
        else:
            done.table(content)
    return done.links


class _Chain:
    """Takes the contents in their order and keeps the table that may go on."""

    def __init__(self, spelling: Spelling, titles: set[str]) -> None:
        self.spelling, self.titles = spelling, titles
        self.links: list[Linked] = []
        self.whole: _Whole | None = None
        self.since: list[Passage] = []
        self.first: dict[str, int] = {}
        self.tables = 0

    def passage(self, passage: Passage) -> None:
        """Add a passage, to the last row of the table where it is the rest of it."""
        whole = self.whole
        if whole is not None and not whole.between:
            tail = self._part(whole.tail)
            row = with_rest(tail, passage, whole.page, self.spelling)
            if row is not None:
                self._set(whole.tail, with_last_row(tail, row))
                whole.page = passage.paragraph.page
                self.links.append(Linked(None))
                return
        if _is_title(passage):
            self.first.setdefault(_plain(passage.text), len(self.links))
        self.since.append(passage)
        if whole is not None:
            whole.between.append(passage)
        self.links.append(Linked(passage))

    def table(self, table: Table) -> None:
        """Add a table, as the next part of the one before where it goes on with it."""
        whole = self.whole
        # A running title that was first seen since the table began is that of another one.
        titles = set() if whole is None else {text for text in self.titles if self.first.get(text, 0) < whole.start}
        if whole is not None and _goes_on(whole, self._part(whole.last), table, titles):
            self._add(whole, table)
        else:
            table = self._headed(table)
            titles = {_plain(p.text) for p in self.since if p.paragraph.page == table.page and _is_title(p)}
            at = len(self.links)
            self.whole = _Whole(self.tables, at, at, at, table.heads, table.caption, table.page, titles)
            self.links.append(Linked(table, self.tables))
            self.tables += 1
        self.since.clear()

    def _add(self, whole: _Whole, table: Table) -> None:
        """Add a part, with the rows that the break has cut given to the part above."""
        above = self._part(whole.last)
        rest: Table | None
        if _is_bare(above, whole):
            above, rest = _headed(above, table, self.spelling)
            self._set(whole.last, above)
            whole.heads = above.heads or (rest.heads if rest else ())
        else:
            ended, rest = _with_heads(above, table, whole.heads, self.spelling)
            self._set(whole.last, ended)
            if rest is not None:
                tail, rest = _rejoined(self._part(whole.tail), rest, self.spelling)
                self._set(whole.tail, tail)
        whole.titles |= {_plain(passage.text) for passage in whole.between}
        whole.between.clear()
        whole.page = table.page
        self.links.append(Linked(rest, whole.number if rest else None))
        if rest is not None:
            whole.last = len(self.links) - 1
            whole.tail = whole.last if rest.body else whole.tail

    def _headed(self, table: Table) -> Table:
        """Give a table without heads the line left at the foot of the page before, where it holds them."""
        before = self.links[-1].content if self.links else None
        if not isinstance(before, Passage) or table.heads or table.page != before.paragraph.page + 1:
            return table
        head = heads_left(before, len(table.columns), self.spelling)
        if head is None:
            return table
        self.links[-1] = Linked(None)
        self.since.pop()
        return replace(table, rows=(head, *table.rows), heads=head.cells)

    def _part(self, at: int) -> Table:
        content = self.links[at].content
        assert isinstance(content, Table)
        return content

    def _set(self, at: int, table: Table) -> None:
        self.links[at] = replace(self.links[at], content=table)


def _running_titles(contents: Sequence[Content]) -> set[str]:
    """Give the lines that stand directly above tables on page after page."""
    pages: dict[str, set[int]] = defaultdict(set)
    for above, below in pairwise(contents):
        if isinstance(above, Passage) and isinstance(below, Table) and _is_title(above):
            pages[_plain(above.text)].add(below.page)
    return {text for text, on in pages.items() if len(on) >= ENOUGH_PAGES}


def _goes_on(whole: _Whole, above: Table, below: Table, titles: set[str]) -> bool:
    """Say whether a table is the next part of the one above: as wide, as many columns, no heads of its own."""
    if below.page not in (whole.page, whole.page + 1) or len(below.columns) != len(above.columns):
        return False
    cut = len(below.rows) == 1 and bool(whole.heads) and _begins(below.rows[0].cells, whole.heads)
    same_heads = bool(whole.heads) and (cut or _same(below.heads, whole.heads))
    if above.page == below.page and (not same_heads or below.frame.top < above.frame.bottom):
        return False
    ends = (above.frame.left - below.frame.left, above.frame.right - below.frame.right)
    if any(abs(end) > SAME_FRAME for end in ends) and not same_heads:
        return False
    headless = not below.heads or _is_bare(above, whole)
    if not (same_heads or headless) or below.caption not in ("", whole.caption):
        return False
    seen = whole.titles | titles if same_heads else set()
    return all(
        (_plain(passage.text) in seen and not (above.page == below.page and _UNITS.search(passage.text)))
        or _may_stand_between(passage, above, below)
        for passage in whole.between
    )


def _may_stand_between(passage: Passage, above: Table, below: Table) -> bool:
    """Say whether a passage is a mark that the table goes on, or a note at the foot of its first page."""
    text = passage.text
    if len(text) <= LONGEST_TITLE and _CONTINUED.fullmatch(text):
        return True
    # A sign at the beginning may have been taken for a bullet.
    begins = passage.paragraph.lines[0].text
    size = max(span.word.size for row in above.rows for span in row.spans)
    smaller = passage.paragraph.size <= SMALLER * size
    foot = above.page < below.page and passage.paragraph.page == above.page and passage.number is None
    return foot and len(text) <= LONGEST_NOTE and (smaller or begins[:1] in "*†‡") and bool(_NOTE.match(begins))


def _with_heads(above: Table, below: Table, heads: tuple[str, ...], spelling: Spelling) -> tuple[Table, Table | None]:
    """Mark the rows of a part that repeat the heads, also where the break has cut through them."""
    last, rows = above.rows[-1], below.rows
    if heads and not _same(last.cells, heads) and _begins(last.cells, heads) and rows:
        whole_row = merged(last, rows[0], len(above.columns), spelling)
        if _same(whole_row.cells, heads):
            above, rows = replace(above, rows=(*above.rows[:-1], replace(whole_row, is_head=True))), rows[1:]
    # The last row may be heads that the next break cuts.
    marked = tuple(
        replace(row, is_head=row.is_head or _same(row.cells, heads) or (row is rows[-1] and _begins(row.cells, heads)))
        for row in rows
    )
    return above, replace(below, rows=marked, heads=heads) if marked else None


def _rejoined(tail: Table, rest: Table, spelling: Spelling) -> tuple[Table, Table | None]:
    """Put the first row of a part to the last one of the parts above where the break has cut through it."""
    index = next((i for i, row in enumerate(rest.rows) if not row.is_head), None)
    if index is None or not tail.body:
        return tail, rest
    last, first = tail.body[-1], rest.rows[index]
    body = [row for row in (*tail.rows, *rest.rows[index + 1 :]) if not row.is_head]
    if not rows_join(last, first, body):
        return tail, rest
    rows = rest.rows[:index] + rest.rows[index + 1 :]
    whole_row = merged(last, first, len(tail.columns), spelling)
    # Heads that are repeated over nothing but the rest of a row head nothing.
    left = rows if any(not _same(row.cells, rest.heads) for row in rows) else ()
    return with_last_row(tail, whole_row), replace(rest, rows=left) if left else None


def _is_bare(above: Table, whole: _Whole) -> bool:
    """Say whether all that there is of a table so far is one row that may be its heads."""
    return not whole.heads and len(above.rows) == 1 and not any(map(is_value, above.rows[0].cells))


def _headed(above: Table, below: Table, spelling: Spelling) -> tuple[Table, Table | None]:
    """Make the lone row above a page break the heads of what follows, joined to what follows of its own."""
    row, count = above.rows[0], len(above.columns)
    own = [part for part in below.rows if part.is_head]
    if own and not _same(own[0].cells, row.cells):
        row = merged(row, own[0], count, spelling)
        rest = tuple(part for part in below.rows if part is not own[0])
    elif own or any(is_value(text) for part in below.rows for text in part.cells):
        rest = below.rows
    else:
        return above, below
    heads = heads_of([row, *own[1:]], count)
    head = replace(above, rows=(replace(row, is_head=True),), heads=heads)
    return head, replace(below, rows=rest, heads=heads) if rest else None


def _same(cells: Sequence[str], heads: Sequence[str]) -> bool:
    return bool(heads) and list(map(_plain, cells)) == list(map(_plain, heads))


def _begins(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """Say whether the cells are the beginnings of most of the heads."""
    if not heads:
        return False
    pairs = [(_plain(cell), _plain(head)) for cell, head in zip(cells, heads, strict=True)]
    return all(head.startswith(cell) for cell, head in pairs) and 2 * sum(bool(cell) for cell, _ in pairs) > len(pairs)


def _is_title(passage: Passage) -> bool:
    return len(passage.text) <= LONGEST_TITLE and not _ENDED.search(passage.text)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
