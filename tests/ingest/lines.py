"""Blocks made from lines of text, as a reader gives them: headings, numbered paragraphs, bullets, table rows.

"# 84 Apologies" is a heading, "- text" a bullet, "| a | b |" a row under the heads of the "|| A | B |" above it;
numbers are read off as the readers do. "---" turns the page.
"""

from __future__ import annotations

from datetime import date

from corpus.findings import Findings
from corpus.records import Block, BlockKind, Paper, PaperKind, Row
from ingest.findings import findings_of
from ingest.numbering import printed_number

HEADING_MARK, BULLET_MARK, HEAD_MARK, ROW_MARK, PAGE_MARK = "# ", "- ", "|| ", "| ", "---"


def lines(*texts: str) -> tuple[Block, ...]:
    """Make blocks, one a line."""
    made: list[Block] = []
    page, table, index = 1, -1, 0
    heads: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    for text in texts:
        if text == PAGE_MARK:
            page += 1
            continue
        at = len(made)
        if text.startswith((HEAD_MARK, ROW_MARK)):
            is_head = text.startswith(HEAD_MARK)
            cells = _cells(text.removeprefix("|") if is_head else text)
            if is_head or not made or made[-1].row is None:
                table, index = table + 1, 0
                heads = cells if is_head else ()
            row = Row(table, index, cells, heads, is_head=is_head)
            index += 1
            words = " | ".join(filter(None, cells))
            made.append(Block("d", at, BlockKind.TABLE_ROW, words, page, headings=headings, row=row))
            continue
        kind = BlockKind.PARAGRAPH
        if text.startswith(HEADING_MARK):
            kind, text = BlockKind.HEADING, text.removeprefix(HEADING_MARK)
        elif text.startswith(BULLET_MARK):
            kind, text = BlockKind.LIST_ITEM, text.removeprefix(BULLET_MARK)
        number, words = _numbered(text, kind)
        above = () if kind is BlockKind.HEADING else headings
        made.append(Block("d", at, kind, words, page, number=number, headings=above))
        if kind is BlockKind.HEADING:
            headings = (words,)
    return tuple(made)


def minutes(*texts: str, meeting_date: date | None = None) -> tuple[Findings, tuple[Block, ...]]:
    """Read lines as the minutes of a meeting."""
    return found(*texts, kind=PaperKind.MINUTES, meeting_date=meeting_date)


def found(
    *texts: str, kind: PaperKind = PaperKind.OTHER, meeting_date: date | None = None, title: str = "", item: str = ""
) -> tuple[Findings, tuple[Block, ...]]:
    """Read lines as one paper."""
    blocks = lines(*texts)
    paper = Paper("d", 0, title, 0, len(blocks) - 1, kind, item, meeting_date=meeting_date)
    return findings_of(blocks, (paper,)), blocks


def _cells(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|"))


def _numbered(text: str, kind: BlockKind) -> tuple[str | None, str]:
    number, words = printed_number(text)
    if number is None and kind is BlockKind.HEADING:
        first, _, rest = text.partition(" ")
        if first.isdigit() and rest:
            return first, rest
    return number, words
