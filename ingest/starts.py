"""Where the papers bound together in one document begin, and what says so.

A wrong cut is worse than none, so a paper begins only where something says so: the head of a report, of minutes or of a
record of decision, the mark of an appendix at the top of a page, a stamp of the agenda item, the page that the agenda
names, or, in a pack, the page after a blank one, which publishing systems put between papers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.language.dates import find_dates
from corpus.records import Block, BlockKind, PaperKind
from ingest.agenda import Item
from ingest.extract import Margin
from ingest.front_matter import whole_committee

TOP = 4
"""Blocks at the top of a page among which the mark of an appendix or a stamp stands."""
HEAD = 9
"""Blocks within which the labels of a report's head follow one another."""
FEWEST_LABELS = 3
MOST_LABEL_WORDS = 5
LONGEST_MARK = 120
SCRAP = 2
"""Short lines that are no paper by themselves."""
PRESENT_WITHIN = 30
"""Blocks after the title of minutes within which those present are listed."""
_HEAD_LABEL = re.compile(
    r"(?:report (?:to|of|by|from|title|author)|from|to|by|relevant officer|date(?: of (?:the )?(?:meeting|report))?"
    r"|meeting(?: date)?|(?:name of )?committee|title|subject(?: of report)?|lead officer|decision (?:maker|no|number)"
    r"|(?:key decision|classification|wards? affected|portfolio holder|cabinet member|contact officer|author)s?"
    r"|electoral divisions?|past pathway.*|future pathway.*|report for|purpose(?: of report)?|agenda item(?: no)?"
    r"|(?:lead|responsible|relevant|accountable|executive|reporting) (?:director|officer|member|councillor)(?:\(s\)|s)?"
    r"|(?:report|item|subject) title|responsible (?:cabinet|executive) member|(?:divisions?|wards?"
    r"|areas?)(?: affected)?"
    r"|enquiries to|forward plan (?:ref(?:erence)?|no\.?|number)|is this a key decision\??|key decision\??"
    r"|cabinet portfolio|(?:lead )?portfolio(?: holder)?s?|strategic director|service director|open ?/ ?exempt"
    r"|title of (?:the )?report|[a-z]+ meeting date|wards?\(s\)(?: affected)?|group director"
    r"|date of (?:decision|report|publication|cabinet)|report status|public ?/ ?private|status)",
    re.I,
)
_PLAIN_LABEL = re.compile(r"(report (?:of|to|by))\s+(?:the\s+)?(?-i:[A-Z])", re.I)
"""Some houses print no colon: "Report of the Director of Place" above "Report to Executive Board"."""
_OPENING_LABEL = re.compile(
    r"(?:report (?:to|of|by|from|title|for)|from|to|by|meeting|(?:name of )?committee|decision maker"
    r"|agenda item(?: no)?|title(?: of (?:the )?report)?|subject|cabinet member|portfolio holder|forward plan .*"
    r"|(?:item|subject) title)",
    re.I,
)
_MINUTES = re.compile(
    r"(?:draft |unapproved |confirmed |the )*minutes(?:\s*[-–:]?\s*| )"
    r"(?:of (?!the (?:last|previous)\b).*(?:committee|meeting|cabinet|council|panel|board|forum|executive|group).*)?",
    re.I,
)
_PRESENT = re.compile(
    r"(?:(?:members |councillors |those |also )?(?:present|attendance|in attendance)\b|.*\* ?(?:=|-|–"
    r"|denotes)? ?present\b)",
    re.I,
)
"""What stands over those present; some lists mark them with a star instead."""
_PRESENT_FIRST = re.compile(r"(?:members |councillors |those )?present\b(?! position)", re.I)

_AGENDA_LINE = re.compile(r"\b(?:agenda(?! item)|attendance record|register)\b", re.I)
_DECISION = re.compile(
    r"\b(?:record of (?:(?:executive|officer|cabinet|portfolio holder|proposed) )*decisions?"
    r"|(?:executive )?decision (?:notice|record)|notice of (?:executive )?decisions?|officer decision record)\b"
    r"|^decision details$",
    re.I,
)
APPENDIX_MARK = re.compile(
    r"(?:(?:agenda )?item \d{1,2}[a-z]?\s*[-–—,:]?\s*)?"
    r"(?P<mark>(?:appendix|annexe?|enclosure|schedule)\s+(?:[A-Z]{1,2}\d{0,2}|\d{1,2}|[ivx]{1,4})"
    r"(?:\s?\(?[a-z]\)?)?(?:\.\d{1,2})?)"
    r"(?:\s*[-–—:.]\s*|\s+|$)(?P<title>.*)",
    re.I,
)
_APPENDIX_LIST = re.compile(
    r"(?:\d{1,2}(?:\.\d+)* ?[|.]? ?)?(?:list of |attached )?(?:appendi(?:ces|xes)|annexe?s|enclosures|schedules)"
    r"(?: attached| and background papers)?",
    re.I,
)
_EXACT_MARK = re.compile(
    r"(?:(?:agenda )?item \d{1,2}[a-z]?\s*[-–—,:]?\s*)?"
    r"(?:appendix|annexe?|enclosure)\s+(?:[A-Z]{1,2}\d{0,2}|\d{1,2})(?:\s?\(?[a-z]\)?)?(?:\.\d{1,2})?",
    re.I,
)
_STAMP = re.compile(r"(?:\bagenda |^)item(?: no\.?)?\s*:?\s*(?P<item>\d{1,3}[A-Za-z]?)$", re.I)
"""At the end of a line of its own: publishing systems stamp it beside the name of the committee."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a paper begins, at which block, and what says so."""

    at: int
    kind: PaperKind | None = None
    mark: str = ""
    item: str = ""


def starts_of(blocks: Sequence[Block], agenda: Sequence[Item], margins: Sequence[Margin] = ()) -> list[Start]:
    """Give where the papers of a document begin, in order; the first begins with the first block.

    `margins` are the lines at the edges of its pages: a stamp may stand there alone.
    """
    stamps = {margin.page: match["item"] for margin in margins if (match := _STAMP.search(margin.text))}
    marks = {margin.page: _bare_mark(margin.text) for margin in margins if _EXACT_MARK.fullmatch(margin.text)}
    tops = _page_tops(blocks)
    found = {start.at: start for start in _minutes_starts(blocks)}
    heads = [top for top in tops if is_report_head(blocks, top)]
    ranged = _agenda_starts(blocks, tops, agenda, {*heads, *found})
    is_pack = bool(agenda) or len(heads) > 1 or bool(stamps)
    mark = open_item = ""
    for top in tops:
        page = blocks[top].page
        stamp = next(filter(None, map(stamp_of, _on_page(blocks, top, TOP))), "") or stamps.get(page, "")
        named = _mark(blocks, top, is_pack=is_pack) or marks.get(page, "")
        if top in found:
            found[top] = replace(found[top], item=stamp)
        elif _is_decision(blocks, top):
            found[top] = Start(top, PaperKind.DECISION, item=stamp)
        elif top in heads:
            found[top] = Start(top, PaperKind.REPORT, item=stamp)
        elif named and named != mark and top:
            at = _opening(blocks, top)
            found[at] = Start(at, PaperKind.APPENDIX, named, stamp)
        elif top and (stamp not in {"", open_item} or top in ranged or (is_pack and _after_blank_page(blocks, top))):
            found[top] = Start(top, item=stamp)
        mark = named or (mark if top not in found else "")
        open_item = stamp or open_item
    starts = sorted(found.values(), key=lambda start: start.at)
    if not starts or starts[0].at != 0:
        starts.insert(0, Start(0))
    return _without_scraps(starts, blocks)


def _without_scraps(starts: Sequence[Start], blocks: Sequence[Block]) -> list[Start]:
    """Join a beginning of stamps and letterheads alone, without text of its own, to what it stands over."""
    kept: list[Start] = []
    for start in starts:
        above = kept[-1] if kept else None
        own = blocks[above.at : start.at] if above else ()
        is_cover = bool(own) and (own[0].page == blocks[start.at].page or start.kind is None)
        if above and is_cover and len(own) <= SCRAP and all(len(block.text) <= LONGEST_MARK for block in own):
            kept[-1] = replace(start, at=above.at, mark=start.mark or above.mark, item=start.item or above.item)
        else:
            kept.append(start)
    return kept


def _page_tops(blocks: Sequence[Block]) -> list[int]:
    """Give the place of the first block of each page; of a document without pages the very first."""
    return [i for i, block in enumerate(blocks) if i == 0 or block.page != blocks[i - 1].page]


def _label(block: Block) -> str:
    """Give the label that a block of a report's head begins with."""
    if block.row is not None:
        filled = [cell for cell in block.row.cells if cell]
        return filled[0].rstrip(" :") if len(filled) > 1 else ""
    head, colon, _ = block.text.partition(":")
    if colon and len(head) <= 45 and not _PLAIN_LABEL.match(head):
        return head.strip()
    plain = _PLAIN_LABEL.match(block.text) if block.number is None and len(block.text) <= 3 * LONGEST_MARK else None
    return plain.group(1) if plain else ""


def _labels_within(block: Block) -> list[str]:
    """Give the labels inside a short paragraph, where close lines of a head were taken for one."""
    if block.row is not None or block.number is not None or len(block.text) > 3 * LONGEST_MARK:
        return []
    before = [part.split()[-MOST_LABEL_WORDS:] for part in block.text.split(":")[:-1]]
    tails = [[" ".join(words[at:]) for at in range(len(words))] for words in before]
    known = [[tail for tail in some if tail[0].isupper() and _HEAD_LABEL.fullmatch(tail)] for some in tails]
    return [labels[0] for labels in known if labels]


def is_head_label(block: Block) -> bool:
    """Say whether a block is a label of a report's head, with what it labels."""
    return bool(_HEAD_LABEL.fullmatch(_label(block)))


def is_report_head(blocks: Sequence[Block], top: int) -> bool:
    """Say whether a report begins here: several labels of a report's head, the first near the top."""
    near = _on_page(blocks, top, HEAD)
    labels = [_label(block) for block in near]
    within = [label for block in near if _label(block) for label in _labels_within(block)]
    known = [label for label in labels if _HEAD_LABEL.fullmatch(label)] + within
    opens = any(_OPENING_LABEL.fullmatch(label) for label in labels[:TOP])
    return opens and len({label.lower() for label in known}) >= FEWEST_LABELS


def _minutes_starts(blocks: Sequence[Block]) -> list[Start]:
    """Give where minutes begin: their title, which may stand in the middle of a page, above those present."""
    starts: list[Start] = []
    for index, block in enumerate(blocks):
        text = block.text
        is_page_top = index == 0 or block.page != blocks[index - 1].page
        if is_page_top and _is_untitled_minutes(blocks, index):
            if not starts or index - starts[-1].at >= PRESENT_WITHIN:
                starts.append(Start(index, PaperKind.MINUTES, item=stamp_of(block)))
            continue
        is_title = block.number is None and block.row is None and len(text) <= 3 * LONGEST_MARK
        if (
            not is_title
            or not _MINUTES.fullmatch(text)
            or (index and starts and index - starts[-1].at < PRESENT_WITHIN)
        ):
            continue
        following = blocks[index + 1 : index + 1 + PRESENT_WITHIN]
        if any(_PRESENT.match(other.text) for other in following):
            at = index
            while at and blocks[at - 1].page == block.page and _is_over_minutes(blocks[at - 1]):
                at -= 1
            starts.append(Start(at, PaperKind.MINUTES, item=stamp_of(blocks[at])))
    return starts


def _is_untitled_minutes(blocks: Sequence[Block], top: int) -> bool:
    """Say whether a page begins as minutes without the word: a committee, a day and then those present."""
    near = _on_page(blocks, top, HEAD)
    present = next((i for i, block in enumerate(near) if _PRESENT_FIRST.match(block.text)), 0)
    above = [block.text for block in near[:present] if block.row is None and block.number is None]
    if not above or len(above) != present or any(len(text) > LONGEST_MARK for text in above):
        return False
    has_date = any(find_dates(text) for text in above)
    return has_date and any(whole_committee(text) for text in above) and not any(map(_AGENDA_LINE.search, above))


def _is_over_minutes(block: Block) -> bool:
    """Say whether a line above the title of minutes is theirs: a stamp, the council or the committee."""
    return bool(stamp_of(block)) or (block.kind is BlockKind.HEADING and block.number is None and block.text.isupper())


def _is_decision(blocks: Sequence[Block], top: int) -> bool:
    near = _on_page(blocks, top, TOP)
    return any(len(b.text) <= LONGEST_MARK and b.number is None and _DECISION.search(b.text) for b in near)


def _mark(blocks: Sequence[Block], top: int, *, is_pack: bool) -> str:
    """Give the mark of an appendix among the first lines of a page: "Appendix 4(a)".

    Several marks together are a list of appendices, and so is what stands under a heading that says so. In a file
    that is no pack, a mark with a title beside it must stand first: reports have annexes among their own sections.
    """
    near = _on_page(blocks, top, TOP)
    marked = [block for block in near if mark_of(block)[0]]
    if len({mark_of(block)[0].lower() for block in marked}) != 1:
        return ""
    place = near.index(marked[0])
    if any(_APPENDIX_LIST.fullmatch(block.text.strip(" .:")) for block in near[:place]):
        return ""
    if not is_pack and place and mark_of(marked[0])[1]:
        return ""
    return mark_of(marked[0])[0]


def _bare_mark(text: str) -> str:
    """Give the mark alone of a stamp such as "Item 4 - Appendix B"."""
    match = APPENDIX_MARK.match(text)
    return match["mark"] if match else text


def mark_of(block: Block) -> tuple[str, str]:
    """Give an appendix's mark and the title beside it, both empty for any other text."""
    match = APPENDIX_MARK.match(block.text) if block.row is None and block.number is None else None
    title = match["title"] if match else ""
    # A line of a table of contents ends in a page number.
    is_title = not title or (title[0].isupper() and title[-1] not in ".;," and not title[-1].isdigit())
    return (match["mark"], title) if match and len(block.text) <= LONGEST_MARK and is_title else ("", "")


def _opening(blocks: Sequence[Block], top: int) -> int:
    """Give where the appendix begins whose mark is near the top of a page: titles above the mark are its own."""
    at = next((i for i in range(top, min(top + TOP, len(blocks))) if mark_of(blocks[i])[0]), top)
    above = blocks[top:at]
    is_title = all(b.row is None and len(b.text) <= LONGEST_MARK and b.text[-1] not in ".;:," for b in above)
    return top if is_title and not any(b.number for b in above) else at


def _on_page(blocks: Sequence[Block], top: int, most: int) -> list[Block]:
    """Give the blocks from a place on that begin on its page, at most so many."""
    return [block for block in blocks[top : top + most] if block.page == blocks[top].page]


def stamp_of(block: Block) -> str:
    """Give the number of the agenda item that is stamped on a page."""
    is_line = block.row is None and block.number is None and len(block.text) <= LONGEST_MARK
    match = _STAMP.search(block.text.strip()) if is_line else None
    return match["item"] if match else ""


def _agenda_starts(blocks: Sequence[Block], tops: Sequence[int], agenda: Sequence[Item], known: set[int]) -> set[int]:
    """Give the page tops that the agenda names, if its ranges are this document's.

    A pack may be laid out again, so that the ranges no longer fit: they are believed where most of the pages at which
    a report or minutes begin by their own heads are pages that the agenda names.
    """
    by_label = {blocks[top].page_label: top for top in tops if blocks[top].page_label}
    named = {by_label[item.first] for item in agenda if item.first in by_label}
    confirmed = named & known
    return named if len(confirmed) * 2 >= len(known) and confirmed else set()


def _after_blank_page(blocks: Sequence[Block], top: int) -> bool:
    """Say whether the page before is blank and the text does not go on from before it."""
    page, before = blocks[top].page, blocks[top - 1].page
    first = blocks[top]
    goes_on = first.kind is BlockKind.TABLE_ROW or first.text[:1].islower() or first.number is not None
    # A title that also stands on the page before runs over the pages of one paper.
    goes_on = goes_on or any(block.text == first.text for block in blocks[max(top - HEAD, 0) : top])
    return page is not None and before is not None and page - before > 1 and not goes_on
