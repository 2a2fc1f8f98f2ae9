"""A document taken apart: the papers that are bound together in it, each with what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Block, BlockKind, Document, Paper, PaperKind, Standing
from ingest.agenda import Item, is_agenda_word, item_named, items_of
from ingest.extract import Margin
from ingest.front_matter import FRONT_BLOCKS, front
from ingest.identity import Identity, identify
from ingest.officers import OFFICER_LABEL, REPORT_OF, officer_of
from ingest.starts import (
    APPENDIX_MARK,
    LONGEST_MARK,
    TOP,
    Start,
    is_head_label,
    is_report_head,
    mark_of,
    stamp_of,
    starts_of,
)
from ingest.titles import is_generic

SHORTEST_TITLE = 8
_CONTACT = re.compile(r"(?:tel(?:ephone)?|e-?mail|phone|fax|contact|ref(?:erence)?)\b.{0,12}:.*", re.I)
_TRACKER = re.compile(
    r"\b(?:trackers?|action logs?|monitoring of (?:\w+ )*recommendations|recommendations? (?:tracker|monitoring|log)"
    r"|progress (?:of|on) (?:actions|recommendations)|quarterly update|forward plan|work ?(?:plan|programme))\b",
    re.I,
)
_REPORT = re.compile(r"\b(?:report|update|inspection|review)\b", re.I)
_PLAN = re.compile(r"\b(?:strategy|strategies|plan|programme|framework|charter|policy)\b", re.I)
_SAYS_REPORT = re.compile(
    r"\bthis report (?:sets|provides|presents|summari[sz]es|updates|outlines|details|seeks|informs|asks|gives"
    r"|describes)\b"
    r"|^report authors?\b",
    re.I,
)
"""What the first pages of a report say of themselves, whatever its title."""
_DRAFT_LINE = re.compile(
    r"(?:consultation )?draft(?: (?:document|version|copy|report|strategy|plan|policy))?"
    r"(?: (?:for|as at|dated) .{1,40}|,? v(?:ersion)? ?\d[\d.]*)?",
    re.I,
)
"""A line of its own under a title: "Draft document for consultation"."""
_DRAFT = re.compile(r"\b(?:draft|unapproved|unconfirmed|proposed)\b", re.I)


def papers_of(
    blocks: Sequence[Block],
    document: Document,
    sizes: Sequence[tuple[float, float]] = (),
    margins: Sequence[Margin] = (),
) -> tuple[tuple[Block, ...], tuple[Paper, ...]]:
    """Take a document apart: its papers in order, and its blocks with the headings of their own paper only.

    Every block is in one paper. `document` has what was found of the whole; `sizes` are the widths and heights of the
    pages, `margins` the lines at their edges, for formats that have them.
    """
    agenda = items_of(blocks)
    starts = starts_of(blocks, agenda, margins)
    ends = [start.at for start in starts[1:]] + [len(blocks)]
    papers: list[Paper] = []
    for start, end in zip(starts, ends, strict=True):
        before = papers[-1] if papers else None
        own = blocks[start.at : end]
        whole = len(starts) == 1
        papers.append(_paper(own, start, before, agenda, document, len(papers), whole, _sizes(own, sizes)))
    papers = _with_items_between(papers, agenda)
    return tuple(_with_own_headings(blocks, papers)), tuple(papers)


def _sizes(blocks: Sequence[Block], sizes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [sizes[page - 1] for page in sorted({b.page for b in blocks if b.page}) if page <= len(sizes)]


def _paper(
    blocks: Sequence[Block],
    start: Start,
    before: Paper | None,
    agenda: Sequence[Item],
    document: Document,
    ordinal: int,
    whole: bool,
    sizes: Sequence[tuple[float, float]],
) -> Paper:
    """Describe one paper by its own words; a document that is one paper has the document's title."""
    pages = [block.page for block in blocks if block.page is not None]
    lines = front(_from_page_one(blocks[:FRONT_BLOCKS]))
    own = identify(_from_page_one(blocks), "", "")
    known = "" if OFFICER_LABEL.fullmatch(own.title.partition(":")[0].strip()) else own.title
    title = document.title if whole else _title(start, blocks, known, own.committee)
    item = _item(start, title, before, agenda, is_front=ordinal == 0)
    if not title and not start.mark:
        title = next((entry.title for entry in agenda if entry.number == item), "")
    kind = _kind(
        start, blocks, title, agenda, sizes, is_front=ordinal == 0, in_item=bool(item), whole=whole, document=document
    )
    if kind is PaperKind.AGENDA and not whole:
        title, item = "Agenda", ""
    if ordinal and start.kind in {None, PaperKind.APPENDIX}:
        own = Identity()  # what an appendix names is of other meetings
    is_proposed = kind is PaperKind.DECISION and any(_DRAFT.search(block.text) for block in blocks[:TOP])
    is_marked = any(_DRAFT_LINE.fullmatch(block.text.strip(" .()")) for block in blocks[:TOP] if block.row is None)
    is_draft = kind is PaperKind.MINUTES or is_proposed or is_marked
    return Paper(
        document.id,
        ordinal,
        title,
        blocks[0].ordinal,
        blocks[-1].ordinal,
        kind,
        item,
        own.council,
        own.committee,
        own.meeting_date,
        "" if kind in {PaperKind.MINUTES, PaperKind.AGENDA} else officer_of(lines),
        min(pages, default=None),
        max(pages, default=None),
        Standing.DRAFT if is_draft else Standing.CURRENT,
    )


def _from_page_one(blocks: Sequence[Block]) -> list[Block]:
    """Count pages from the first of the paper, as the reading of front matter expects."""
    first = next((block.page for block in blocks if block.page), None)
    return [replace(b, page=b.page - first + 1) if b.page and first else b for b in blocks]


def _title(start: Start, blocks: Sequence[Block], known: str, committee: str) -> str:
    """Give the title of a part: of an appendix what stands beside or below its mark, with the mark."""
    if start.kind is PaperKind.MINUTES and committee and not known.lower().startswith("minutes"):
        return f"Minutes: {committee}"
    if not start.mark:
        return (known if start.kind else "") or _first_line(blocks) or known
    near = blocks[: 2 * TOP]
    beside = [title for block in near if (title := mark_of(block)[1]) and not APPENDIX_MARK.fullmatch(title)]
    marked = next((i for i, block in enumerate(near) if mark_of(block)[0]), 0)
    below = near[marked + 1 :]
    next_line = below[0].text if below and _may_be_title(below[0]) else ""
    title = next(iter(beside), "") or _first_line(near[:marked]) or next_line or _first_heading(below[:TOP])
    if not title or title.lower().startswith(start.mark.lower()):
        return title or start.mark
    return f"{start.mark}: {title}"


def _first_line(blocks: Sequence[Block]) -> str:
    """Give the first heading near the beginning, else the first short line."""
    near = blocks[: 2 * TOP]
    return _first_heading(near[:TOP]) or next((block.text for block in near if _may_be_title(block)), "")


def _first_heading(blocks: Sequence[Block]) -> str:
    return next((b.text for b in blocks if b.kind is BlockKind.HEADING and _may_be_title(b)), "")


def _may_be_title(block: Block) -> bool:
    """Say whether a block may be the title of a part: a short line, no sentence, label, stamp or word of form."""
    text = block.text.strip()
    is_line = block.row is None and block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and not stamp_of(block)
    is_line = is_line and not is_head_label(block) and not REPORT_OF.fullmatch(text) and not _CONTACT.match(text)
    return is_line and SHORTEST_TITLE <= len(text) <= LONGEST_MARK and text[-1] not in ".;,:" and not is_generic(text)


def _item(start: Start, title: str, before: Paper | None, agenda: Sequence[Item], *, is_front: bool) -> str:
    """Give the number of the agenda item: as stamped, by the title, or that of the report that an appendix follows."""
    if start.item or is_front:
        return start.item
    named = item_named(agenda, title) if start.kind is not PaperKind.APPENDIX else None
    if named is None and start.kind is PaperKind.MINUTES:
        named = next((item for item in agenda if re.search(r"\bminutes\b", item.title, re.I)), None)
    if named is not None:
        return named.number
    is_own = start.kind in {PaperKind.REPORT, PaperKind.MINUTES, PaperKind.DECISION}
    return before.item if before and not is_own else ""


def _with_items_between(papers: Sequence[Paper], agenda: Sequence[Item]) -> list[Paper]:
    """Give a paper without an item the one that alone is left, with papers, between its neighbours' on the agenda."""
    order = [item.number for item in agenda if item.first]
    done: list[Paper] = []
    for index, paper in enumerate(papers):
        after = next((p.item for p in papers[index + 1 :] if p.item in order), None)
        before = next((p.item for p in reversed(done) if p.item in order), None)
        if not paper.item and before is not None:
            last = order.index(after) if after else len(order)
            between = order[order.index(before) + 1 : last]
            is_own = paper.kind in {PaperKind.REPORT, PaperKind.MINUTES, PaperKind.DECISION}
            item = between[0] if is_own and len(between) == 1 else "" if is_own else before
            paper = replace(paper, item=item)
        done.append(paper)
    return done


def _kind(
    start: Start,
    blocks: Sequence[Block],
    title: str,
    agenda: Sequence[Item],
    sizes: Sequence[tuple[float, float]],
    *,
    is_front: bool,
    in_item: bool,
    whole: bool,
    document: Document,
) -> PaperKind:
    """Tell the kind of a paper by its start, title and pages; `whole` says that it is all there is in the file."""
    if start.kind is not None:
        return start.kind
    if is_front and agenda and (any(item.first for item in agenda) or any(map(is_agenda_word, blocks[:FRONT_BLOCKS]))):
        return PaperKind.AGENDA
    if sizes and all(map(_is_slide, sizes)):
        return PaperKind.SLIDES
    if _TRACKER.search(title):
        return PaperKind.TRACKER
    if _REPORT.search(title) or is_report_head(blocks, 0):
        return PaperKind.REPORT
    if is_front and any(_SAYS_REPORT.search(block.text) for block in blocks[:FRONT_BLOCKS]):
        return PaperKind.REPORT
    if _PLAN.search(title):
        return PaperKind.PLAN
    if start.item:
        return PaperKind.REPORT  # a stamp stands on the first paper of an item
    if in_item:
        return PaperKind.APPENDIX
    return PaperKind.PLAN if whole and _PLAN.search(document.name) else PaperKind.OTHER


def _is_slide(size: tuple[float, float]) -> bool:
    """Say whether a page has the proportions of a slide, 4:3 or 16:9; A4 on its side is between the two."""
    width, height = size
    return height > 0 and any(abs(width / height - shape) < 0.02 for shape in (4 / 3, 16 / 9, 16 / 10))


def _with_own_headings(blocks: Sequence[Block], papers: Sequence[Paper]) -> list[Block]:
    """Take from each block's headings those that were opened before its paper began."""
    done: list[Block] = []
    opened: dict[str, int] = {}
    firsts = iter([paper.first_block for paper in papers[1:]] + [-1])
    first, following = papers[0].first_block, next(firsts)
    for block in blocks:
        if block.ordinal == following:
            first, following = following, next(firsts)
        own = tuple(text for text in block.headings if opened.get(text, first) >= first)
        done.append(block if own == block.headings else replace(block, headings=own))
        if block.kind is BlockKind.HEADING:
            opened[f"{block.number} {block.text}" if block.number else block.text] = block.ordinal
    return done
