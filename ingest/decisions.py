"""What a meeting decided, in the words of its minutes or of a record of decision: each numbered part on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.findings import Decision, DecisionKind, Minute, Span
from corpus.language.sentences import sentences
from corpus.records import CELL_MARK, Block, BlockKind, Paper, PaperKind
from ingest.counters import Item, begins, items_in, succeeds, trimmed
from ingest.minutes import minute_at

LONGEST_LEAD = 400
"""Characters before a list of resolutions; what is longer and still ends in a colon is a text of its own."""
LONGEST_LIST = 60
"""Blocks that one lead may stand over: resolutions on a budget run over pages."""

_HOW = (
    r"(?:(?:unanimously|therefore|then|also|duly|further|formally|subsequently|accordingly|had|has|have|were|was|is|are"
    r"|hereby|all|and|in principle|by consensus|collectively|jointly|thereupon)\s+)*"
)
_VERB = r"(?:resolved?s?|agree[ds]?|recommend(?:ed|s)?|approve[ds]?|endorse[ds]?|note[ds]?|determined?s?|decided?s?)"
_BODY = (
    r"(?:(?:sub-?\s?)?committee|cabinet|panel|board|(?:full |the )?council|executive|forum|commission"
    r"|authority|partnership"
    r"|working (?:group|party)|task (?:group|force)|licensing authority|trustees|governors|leader|mayor|cabinet member"
    r"|executive member|portfolio holder|decision maker|director|court|assembly|governing body|scrutiny)"
)
_LINK = r"(?:and|of|for|the|on|&)"
_SUBJECT = (
    rf"(?:the|that|this|at its meeting[^,.]{{0,40}},?|having [^.]{{3,160}}?,|following [^.]{{3,120}}?,"
    rf"|after [^.]{{3,120}}?,)?"
    rf"\s*(?:{_LINK}\s+)*(?:(?!{_LINK}\s)[A-Z][\w'’&,-]*\s+(?:{_LINK}\s+)*){{0,9}}{_BODY}s?"
)
_LABEL = re.compile(
    r"(?:(?i:it was)\s+)?(?:(?i:unanimously)\s+)?"
    r"(?P<verb>RESOLVED|AGREED|RECOMMENDED|NOTED|DECIDED|DETERMINED|APPROVED|ENDORSED|DECISIONS?"
    r"|RESOLUTIONS?|RECOMMENDATIONS?"
    r"|(?:Resolved|Agreed|Recommended|Decisions?|Resolutions?|Noted|Decided)(?=\s*(?:[:–—(]|-\s|$|that\b"
    r"|That\b|to\b|unanimously\b|\d))"
    r"|Recommendations?(?=\s*(?:[:–—]|-\s|$)))"
    r"(?:\s*\((?i:unanimously|nem con|unanimous|\d{1,4})\)|\s+(?i:unanimously|nem\.? con\.?),?"
    r"|\s*\d{1,4}/\d{2,4}|\s+(?i:to (?:cabinet|council)))?\s*"
)
_TOLD = re.compile(
    rf"(?:{_SUBJECT}\s+{_HOW}(?P<verb>{_VERB})|members\s+{_HOW}(?P<verb2>agreed|resolved|recommended)"
    rf"|it\s+(?:was|is)\s+{_HOW}(?P<verb3>resolved|agreed|recommended))"
    r"(?=\s*(?:[:–—,]|-\s|$|that\b|to\b|the\b|unanimously\b|all\b|as\b|an?\b|and\b|by\b|its\b"
    r"|with immediate|in principle|\())",
    re.I,
)
_IN_SENTENCE = re.compile(
    r"\b(?:it\s+(?:was|is)\s+(?:\w+\s+){0,2}(?P<verb>resolved|agreed\s+(?:that|to)\b|recommended\s+(?:that|to)\b)"
    rf"|(?P<verb2>RESOLVED|AGREED|RECOMMENDED|NOTED)\b(?=\s*(?:[:–—]|-\s|that\b|to\b|$))"
    rf"|,\s+(?:the\s+)?(?:\w+\s+){{0,5}}?{_BODY}\s+{_HOW}(?P<verb3>resolved|agreed|recommended)\s+(?:that|to)\b)",
)
_NOT_YET = re.compile(r"\b(?:not (?:agreed|resolved)|had (?:been )?(?:previously )?(?:agreed|resolved))\b", re.I)
_STOP = re.compile(
    r"(?:reasons?\b|alternatives?\b|(?:other|alternative) options|\(?voting\b|votes?\b|for\s*[:(]\s*\d"
    r"|in favour\b|upon being put|on being put"
    r"|the (?:meeting|vote)\b|a (?:recorded )?vote\b|note:|notes?:|chair(?:man)?$|\(?the meeting|call-?in"
    r"|background|implementation"
    r"|actions?\b\s*(?:by)?\s*:|(?:date of|dated|signed|contact)\b|councillors? .{2,60} (?:left|declared"
    r"|withdrew|arrived)|record of"
    r"|\(?councillors? .{2,80}(?:abstain|voted)|conflicts? of|any (?:conflict|interest|declaration)"
    r"|consultation|scrutiny committee)",
    re.I,
)
_GOES_ON = re.compile(
    r"(?:that|to|and|or|note|agree|approve|the|endorse|delegate|request|recommend"
    r"|authori[sz]e)\b",
    re.I,
)
_PART = re.compile(
    r"(?:that|to|note|agree|approve|endorse|delegate|request|recommend|authori[sz]e|receive"
    r"|adopt|support)\b",
    re.I,
)
_KINDS = (
    ("resol", DecisionKind.RESOLVED),
    ("decis", DecisionKind.RESOLVED),
    ("decid", DecisionKind.RESOLVED),
    ("determ", DecisionKind.RESOLVED),
    ("recom", DecisionKind.RECOMMENDED),
    ("note", DecisionKind.NOTED),
)
_SECTION = re.compile(
    r"(?:the\s+)?(?:(?:key|executive|proposed|officer|cabinet)\s+)?(?:decisions?(?:\s+(?:made|taken|reached"
    r"|summary|to be taken))?"
    r"|resolutions?|resolved)(?:\s*\(.*\))?\s*:?",
    re.I,
)
NEAR_TOP = 8
"""Blocks in which a record of decision gives its name."""
_RECORD = re.compile(
    r"\b(?:record of (?:\w+ )*decisions?|decision (?:details|notice|record|sheet)"
    r"|decisions? list)\b",
    re.I,
)
_MARGIN = re.compile(r"^[\s:–—-]+(?:that\b[\s:–—-]*)?", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """A decision before it has its place: its number as printed, its words' spans, and the lead it stands under."""

    number: str
    spans: tuple[Span, ...]
    lead: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a decision opens in a block: the verb, where its sentence begins and where the words after the lead do."""

    verb: str
    start: int
    after: int
    is_label: bool


def decisions_of(paper: Paper, blocks: Sequence[Block], minutes: Sequence[Minute]) -> tuple[Decision, ...]:
    """Give what minutes say was decided, in order; text and lead are verbatim, the numbers as printed."""
    found: list[Decision] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        minute = minute_at(minutes, block.ordinal)
        end = next((i for i in range(at, len(blocks)) if minute and blocks[i].ordinal > minute.last_block), len(blocks))
        is_own_heading = minute is not None and block.ordinal == minute.first_block
        if (minutes and minute is None) or (is_own_heading and not _is_decision_line(block)):
            at += 1
            continue
        past = at + 1
        for opening in _openings(block):
            parts, past = parts_after(blocks[:end], at, opening.start, opening.after, is_label=opening.is_label)
            kind = kind_of(opening.verb)
            number, heading = (minute.number, minute.heading) if minute else ("", "")
            found += [as_decision(paper, part, kind, number, heading, blocks) for part in parts]
            if past > at + 1 or opening.is_label:
                break
        at = max(past, at + 1)
    return tuple(found)


def recorded_of(paper: Paper, blocks: Sequence[Block]) -> tuple[Decision, ...]:
    """Give the decisions of a record of decision: what stands in its section or cell of that name."""
    found: list[Decision] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        opening = _record_opening(block)
        if opening is None:
            at += 1
            continue
        lead = next(_openings(blocks[at + 1]), None) if at + 1 < len(blocks) else None
        if lead is not None and opening.after == len(block.text):
            at, opening = at + 1, lead  # "Decision" over "The Cabinet agreed to:"
        parts, past = parts_after(blocks, at, opening.start, opening.after, is_label=True, is_section=True)
        kind = kind_of(opening.verb)
        heading = block.text if block.kind is BlockKind.HEADING else ""
        found += [as_decision(paper, part, kind, block.number or "", heading.rstrip(" :"), blocks) for part in parts]
        at = max(past, at + 1)
    return tuple(found)


def is_record(paper: Paper, blocks: Sequence[Block]) -> bool:
    """Say whether a paper is a record of decision: by its kind, or by a title and a section of the name."""
    if paper.kind is PaperKind.DECISION:
        return True
    named = any(map(_RECORD.search, (paper.title, *(block.text for block in blocks[:NEAR_TOP]))))
    return paper.kind is PaperKind.OTHER and named and any(map(_record_opening, blocks))


def kind_of(verb: str) -> DecisionKind:
    """Give the kind of a decision by the verb that opens it."""
    return next((kind for stem, kind in _KINDS if verb.lower().startswith(stem)), DecisionKind.AGREED)


def as_decision(
    paper: Paper, part: Part, kind: DecisionKind, minute: str, heading: str, blocks: Sequence[Block]
) -> Decision:
    """Give a part its place and its words."""
    texts = {block.ordinal: block.text for block in blocks}

    def words(spans: Sequence[Span]) -> str:
        return " ".join(texts[span.block][span.start : span.end] for span in spans)

    return Decision(
        paper.ordinal, kind, words(part.spans), part.spans, minute, heading, part.number, words(part.lead), part.lead
    )


def parts_after(
    blocks: Sequence[Block], at: int, start: int, after: int, *, is_label: bool, is_section: bool = False
) -> tuple[list[Part], int]:
    """Give what is decided from `start` in the block at a place, with the first place that is no more part of it.

    `after` is where the words behind the lead begin. A decision told in a sentence ends with the sentence. One under
    a label ends with the block. Where the lead stands alone, or a list follows it, each item of the list is a part.
    In a section, all up to the next heading or label is decided.
    """
    block = blocks[at]
    text = block.text
    margin = _MARGIN.match(text[after:])
    body = after + (margin.end() if margin else 0)
    following = at + 1
    inline = items_in(text, after)
    if inline and (inline[0].start - after < LONGEST_LEAD):
        lead_end = _mark_start(text, inline[0], after)
        lead = _span(block, start, lead_end)
        parts = [Part(item.number, (Span(block.ordinal, item.start, item.end),), lead) for item in inline]
        return _with_following(blocks, following, parts, lead, block, is_section=is_section)
    end = len(text)
    if not is_label:
        end = next((right for left, right in sentences(text) if left <= start < right), end)
        # "The Committee agreed to: (a) …" runs on, whatever its sentences are.
    words = text[body:end].strip()
    opens_list = (
        not words
        or words.endswith((":", "–", "—"))
        or (
            end == len(text)
            and words[-1] not in ".;"
            and following < len(blocks)
            and begins(_number(blocks[following]))
        )
    )
    if opens_list and end == len(text) and len(words) <= LONGEST_LEAD:
        lead = _span(block, start, end)
        parts, past = _with_following(blocks, following, [], lead, block, is_section=is_section)
        if parts or not words:
            return parts, past
    left, right = trimmed(text, start, end)
    first = Part("", (Span(block.ordinal, left, right),)) if right > left else None
    parts = [first] if first else []
    if is_section and first:
        return _with_following(blocks, following, parts, (), block, is_section=True)
    if is_label and end == len(text):
        return _continued(blocks, following, parts)
    return parts, following


def _with_following(  # noqa: C901  (each way in which a list goes on is a case)
    blocks: Sequence[Block],
    at: int,
    parts: list[Part],
    lead: tuple[Span, ...],
    opening: Block,
    *,
    is_section: bool,
) -> tuple[list[Part], int]:
    """Add what the blocks below a lead decide: numbered pieces that count on, bullets, or plain paragraphs."""
    past = at
    last = parts[-1].number if parts else ""
    while past < len(blocks) and past - at < LONGEST_LIST:
        block = blocks[past]
        number = _number(block)
        if block.kind is BlockKind.HEADING and not (number and (succeeds(number, last) if last else begins(number))):
            break
        if not number and (_STOP.match(block.text) or (not is_section and _is_decision_line(block))):
            break
        if not number and (inline := items_in(block.text)) and (not last or succeeds(inline[0].number, last)):
            pieces = inline
        else:
            pieces = items_in(block.text, _behind_number(block), number) if number else []
        if pieces and not parts and not is_section and opening.number and succeeds(number, opening.number):
            break  # the next paragraph of the minute, not the first of a list
        if pieces and (not last or succeeds(pieces[0].number, last)):
            parts += [Part(item.number, (Span(block.ordinal, item.start, item.end),), lead) for item in pieces]
            last = pieces[-1].number
        elif number and last and (begins(number) or _is_inner(parts, number)) and number != opening.number:
            parts[-1] = _more(parts[-1], block)  # a list within the last piece
        elif number and not is_section:
            break
        elif number or (
            not last and (block.kind is BlockKind.LIST_ITEM or not parts or is_section or _PART.match(block.text))
        ):
            if parts and not is_section and block.kind is not BlockKind.LIST_ITEM and not _PART.match(block.text):
                break
            parts.append(Part(number, (Span(block.ordinal, 0, len(block.text)),), lead))
        elif last and parts and (block.kind is BlockKind.LIST_ITEM or _is_unfinished(parts[-1], blocks)):
            parts[-1] = _more(parts[-1], block)
        else:
            break
        past += 1
    return parts, past


def _continued(blocks: Sequence[Block], at: int, parts: list[Part]) -> tuple[list[Part], int]:
    """Add a block that goes on with a resolution broken off, or that is another under the same label."""
    past = at
    while parts and past < len(blocks):
        block = blocks[past]
        if block.kind is BlockKind.HEADING or block.number or _STOP.match(block.text) or _is_decision_line(block):
            break
        unfinished = _is_unfinished(parts[-1], blocks)
        if unfinished and (block.text[:1].islower() or _GOES_ON.match(block.text)):
            parts[-1] = _more(parts[-1], block)
        elif re.match(r"That\b", block.text):
            parts.append(Part("", (Span(block.ordinal, 0, len(block.text)),)))
        else:
            break
        past += 1
    return parts, past


def _openings(block: Block) -> Iterator[_Opening]:
    """Give where decisions open in a block: at a label, or in a sentence that tells of one."""
    text = block.text
    for left, right in sentences(text):
        sentence = text[left:right]
        if label := _LABEL.match(sentence):
            yield _Opening(label["verb"], left, left + label.end(), is_label=True)
            return
        if _NOT_YET.search(sentence):
            continue
        match = _TOLD.match(sentence)
        if match is None:
            match = _IN_SENTENCE.search(sentence)
        if match is not None:
            groups = match.groupdict()
            verb = next(groups[name] for name in ("verb", "verb2", "verb3") if groups.get(name))
            is_label = verb.isupper()
            yield _Opening(verb, left, left + match.end(), is_label=is_label)
            if is_label:
                return
    if block.row is not None and (
        cell := re.search(
            r"(?:^|\|\s+)(?P<verb>RESOLVED|Resolved|Decision"
            r"|DECISION|AGREED)\b\s*[:|–-]",
            text,
        )
    ):
        yield _Opening(cell["verb"], cell.start("verb"), cell.end() - (text[cell.end() - 1] == "|"), is_label=True)


def _is_decision_line(block: Block) -> bool:
    return bool(_LABEL.match(block.text) or _TOLD.match(block.text))


def _record_opening(block: Block) -> _Opening | None:
    """Give where the section of a record of decision opens that says what was decided."""
    if block.row is not None:
        cells = [cell for cell in block.row.cells if cell]
        if len(cells) > 1 and _SECTION.fullmatch(cells[0]):
            start = block.text.find(cells[1], len(cells[0]))
            return _Opening("decision", start, start, is_label=True)
        return None
    if _SECTION.fullmatch(block.text):
        return _Opening("decision", len(block.text), len(block.text), is_label=True)
    label = re.match(r"(?:the )?decisions?(?: (?:made|taken))?\s*:\s*(?=\S)", block.text, re.I)
    return _Opening("decision", label.end(), label.end(), is_label=True) if label else None


def _behind_number(block: Block) -> int:
    """Give where the words of a block begin whose number is also the first cell of its row."""
    first = next(iter(block.cells()), None) if block.row is not None else None
    behind = first is not None and block.text[first.start : first.end].rstrip(".") == (block.number or "").rstrip(".")
    return first.end + len(CELL_MARK) if first and behind and first.end < len(block.text) else 0


def _number(block: Block) -> str:
    return block.number or ""


def _is_inner(parts: Sequence[Part], number: str) -> bool:
    """Say whether a number goes on with the list inside the last part."""
    return bool(parts) and len(parts[-1].spans) > 1 and number[-1:] in ").:" + "ivxabcdefgh"


def _is_unfinished(part: Part, blocks: Sequence[Block]) -> bool:
    text = next(block.text for block in blocks if block.ordinal == part.spans[-1].block)
    return text[: part.spans[-1].end].rstrip()[-1:] not in {".", ";", "!", "?"}


def _more(part: Part, block: Block) -> Part:
    return Part(part.number, (*part.spans, Span(block.ordinal, 0, len(block.text))), part.lead)


def _mark_start(text: str, item: Item, after: int) -> int:
    at = text.rfind(item.number.strip("()"), after, item.start)
    return at - 1 if at > 0 and text[at - 1] == "(" else at


def _span(block: Block, start: int, end: int) -> tuple[Span, ...]:
    left, right = trimmed(block.text, start, end)
    return (Span(block.ordinal, left, right),) if right > left else ()
