"""Exempt and confidential papers: found by the marks that say so, so that they can be withheld.

Part 1 of Schedule 12A to the Local Government Act 1972 lists what a council may keep from the public. Only marks in
their places count: a stamp in the margin or at the top of a page, the classification in a report's head, the private
part of an agenda. Talk about exemption does not: form text, agenda boilerplate, a report that names an appendix held
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.records import Block, Paper, PaperKind
from ingest.agenda import Item, items_of
from ingest.extract import Margin

TOP = 5
"""Blocks at the top of a page among which a mark stands."""
HEAD = 15
"""Blocks of a paper's beginning, in which its classification stands."""
LONGEST_STAMP = 60
LONGEST_NOTICE = 300
EXEMPT = "exempt"
"""Said of a paper whose mark names no paragraph of the schedule."""
WITHHELD_TITLE = "Exempt item"
"""In place of a title that stands inside a withheld paper."""

_NOTICE = re.compile(
    r"(?:this (?:report|appendix|document|item|paper) (?:is|contains)\s+)?(?:strictly |private and |private & )?"
    r"(?:not for publication|exempt from publication|not to be published|not for public (?:release|inspection)"
    r"|(?:exempt|confidential)(?: information| report| item| appendix)?[\s,:–-]+(?:by virtue|under|within|as defined"
    r"|(?:paragraphs?|paras?)\b))",
    re.I,
)
"""How a notice begins. A sentence in which something else stands first only talks about it."""
_STAMP = re.compile(
    r"(?:\W*(?:official[ -]*sensitive|strictly|private|and|part (?:2|ii|b)|pink papers?|appendix \w+|item \w+"
    r"|not for publication|(?:exempt|confidential)(?: (?:item|report|appendix|minutes?|document))?|restricted|report"
    r"|(?:by virtue of |under )?(?:paragraphs?|paras?\.?) [\d, and&]+(?:of (?:part 1 of )?schedule 12a)?))+\W*",
    re.I,
)
_SAYS_SO = re.compile(r"\b(?:exempt|confidential|not for publication|pink papers?|part (?:2|ii)\b.*private)\b", re.I)
_HEAD = re.compile(
    r"(?:classification|security classification|publication status|status|confidentiality|exempt(?:ion)?(?: status)?"
    r"|exempt information|public or private|report status|access)\s*(?::|\|)\s*"
    r"(?:this report is )?(?P<value>exempt\b|not for publication|confidential\b|private\b|part (?:2|ii)\b"
    r"|yes\b.*paragraph)",
    re.I,
)
_PRIVATE_PART = re.compile(
    r"(?:part (?:2|ii|two|b)\b.*|exempt (?:items?|business|agenda|section|reports?)(?: .*)?"
    r"|private (?:items?|agenda|business)|confidential (?:items?|business)(?: .*)?"
    r"|items? (?:for which|from which|during which) .*(?:press|public).*excluded.*|(?:pink|private) papers?)",
    re.I,
)
_EXCLUSION = re.compile(r"\bexclu(?:sion|de)\b.*\b(?:press|public)\b", re.I)
_FOLLOWING = re.compile(
    r"\b(?:following|remaining|next)\b.*\b(?:items?|business|reports?|matters?|part)\b|\bitems? \d", re.I
)
_MARKED_TITLE = re.compile(r"(?:\(|[-–] ?)(?:exempt|confidential|not for publication)\b", re.I)
_PARAGRAPHS = re.compile(
    r"\b(?:paragraphs?|paras?\.?|categor(?:y|ies))\s*\(?((?:\d\)?(?:\s*(?:,|and|&|or|to)\s*\(?)?)+)", re.I
)


def with_exempt(blocks: Sequence[Block], papers: Sequence[Paper], margins: Sequence[Margin] = ()) -> tuple[Paper, ...]:
    """Mark the exempt papers of a document, cut out of public ones where only a part is exempt.

    `margins` are the lines in the margins of its pages, where stamps stand that are no part of the text. A marked
    paper's title is the public one of the agenda, or none.
    """
    marks = _marked_pages(blocks, papers, margins)
    private = {item.number: item for item in _private_items(blocks)}
    titles = {item.number: item.title for item in items_of(blocks)}
    done: list[Paper] = []
    for paper in papers:
        own = paper.own(blocks)
        if paper.kind is not PaperKind.AGENDA and paper.item in private:
            parts = [replace(paper, exempt=_paragraphs(private[paper.item].title))]
        else:
            parts = _parts(paper, own, marks)
        for part in parts:
            public = titles.get(part.item) or WITHHELD_TITLE
            title = public if part.exempt else part.title
            hidden = replace(part, title=title, officer="") if part.exempt else part
            done.append(replace(hidden, ordinal=len(done)))
    return tuple(done)


def public_blocks(blocks: Sequence[Block], papers: Sequence[Paper]) -> tuple[Block, ...]:
    """Give the blocks of the public papers alone."""
    return tuple(block for paper in papers if not paper.exempt for block in paper.own(blocks))


def report_of(papers: Sequence[Paper]) -> tuple[str, ...]:
    """Say for the report of an ingest which papers are withheld, and why."""
    return tuple(f"{_pages(paper)} withheld: {paper.exempt}" for paper in papers if paper.exempt)


def _pages(paper: Paper) -> str:
    if paper.first_page is None or paper.last_page is None:
        return "the whole file"
    if paper.first_page == paper.last_page:
        return f"page {paper.first_page}"
    return f"pages {paper.first_page}–{paper.last_page}"


def _marked_pages(blocks: Sequence[Block], papers: Sequence[Paper], margins: Sequence[Margin]) -> dict[int | None, str]:
    """Give the pages that bear a mark of their own, with the words of why; None stands for a file without pages."""
    agendas = {page for paper in papers if paper.kind is PaperKind.AGENDA for page in _range(paper)}
    marks = [(margin.page, margin.text) for margin in margins if _is_stamp(margin.text)]
    heads = {first for paper in papers for first in range(paper.first_block, paper.first_block + HEAD)}
    page, place = None, 0
    for block in blocks:
        place = place + 1 if block.page == page else 0
        page = block.page
        if (place < TOP or block.ordinal in heads) and _is_mark(block):
            marks.append((page, block.text))
    found: dict[int | None, str] = {}
    for page, text in marks:
        if page not in agendas and found.get(page, EXEMPT) == EXEMPT:
            found[page] = _paragraphs(text)
    return found


def _range(paper: Paper) -> range:
    return range(paper.first_page or 0, (paper.last_page or -1) + 1)


def _is_stamp(text: str) -> bool:
    """Say whether a line is nothing but a mark."""
    line = text.strip()
    return len(line) <= LONGEST_STAMP and bool(_SAYS_SO.search(line)) and bool(_STAMP.fullmatch(line))


def _is_mark(block: Block) -> bool:
    """Say whether a block at the top of a page or in a report's head marks it: a stamp, a notice, a classification."""
    line = block.text.strip()
    if len(line) > LONGEST_NOTICE or line.startswith("["):
        return False
    is_stamp = _is_stamp(line) and (line.isupper() or _PARAGRAPHS.search(line) is not None)
    return is_stamp or bool(_NOTICE.match(line)) or bool(_HEAD.match(line))


def _parts(paper: Paper, blocks: Sequence[Block], marks: Mapping[int | None, str]) -> list[Paper]:
    """Cut a paper where marked pages begin and end; one that is marked on its first page is exempt as a whole."""
    if not blocks or not any(block.page in marks for block in blocks):
        return [paper]
    if blocks[0].page in marks:
        return [replace(paper, exempt=marks[blocks[0].page])]
    parts = []
    for why, run in groupby(blocks, key=lambda block: marks.get(block.page, "")):
        own = list(run)
        part = replace(paper, first_block=own[0].ordinal, last_block=own[-1].ordinal, exempt=why)
        parts.append(replace(part, first_page=own[0].page, last_page=own[-1].page))
    return parts


def _private_items(blocks: Sequence[Block]) -> list[Item]:
    """Give the items of the agenda that are to be taken in private, with the words that say so in their titles."""
    left = {item.number: item for item in items_of(blocks)}
    found: list[Item] = []
    why = ""
    for block in blocks if left else ():
        item = left.pop(block.number or "", None)
        if item is not None and (_is_mark(block) or _MARKED_TITLE.search(block.text)):
            found.append(replace(item, title=block.text))
        elif item is not None and why:
            found.append(replace(item, title=why))
        elif _opens_private_part(block.text):
            why = block.text
        if not left:
            break
    return found


def _opens_private_part(text: str) -> bool:
    """Say whether what follows on an agenda is taken without the public: a heading, or the item that excludes it."""
    is_heading = len(text) <= 2 * LONGEST_STAMP and _PRIVATE_PART.fullmatch(text.strip(" -–:()"))
    return bool(is_heading) or bool(_EXCLUSION.search(text) and _FOLLOWING.search(text))


def _paragraphs(text: str) -> str:
    """Give the paragraphs of the schedule that a mark names, in words: "paragraph 3", "paragraphs 3 and 5"."""
    numbers = sorted({number for found in _PARAGRAPHS.findall(text) for number in re.findall(r"[1-7]", found)})
    if not numbers:
        return EXEMPT
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    return f"paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}"
