"""What a paper says of an earlier one: that its minutes are agreed, or that it replaces an earlier version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.findings import Claim, ClaimKind, Decision, Minute, Span
from corpus.language.bodies import committee_in
from corpus.language.dates import find_dates
from corpus.language.sentences import sentences
from corpus.records import Block, Paper, PaperKind

NEAR_TOP = 40
"""Blocks at the beginning of a paper in which it says that it replaces another: letter, front matter, summary."""
ITEMS_WITHIN = 12
"""Blocks behind the claim of a covering letter in which the items that it encloses are listed."""

_MINUTES = re.compile(r"\bminutes\b", re.I)
_AGREED = re.compile(
    r"\b(?:correct(?:ly)?|accurate|true|fair)\b[^.]{0,30}\b(?:record|recorded)|\b(?:be|were|was|been|are|is"
    r"|and|as)\s+(?:\w+\s+){0,2}?(?:agreed|approved|confirmed"
    r"|signed|accepted|adopted)\b|\b(?:agreed|approved|confirmed|accepted|to (?:agree|approve|confirm"
    r"|sign))\b[^.]{0,60}\bminutes\b"
    r"|\bsigned\b[^.]{0,30}\bcorrect\b",
    re.I,
)
_NOT_AGREED = re.compile(
    r"\b(?:deferred|not (?:be )?(?:agreed|approved|confirmed|available)"
    r"|next meeting for approval)\b",
    re.I,
)
_OF_COMMITTEE = re.compile(
    r"\b(?:of|from)\s+(?:the\s+)?(?:(?:last"
    r"|previous)\s+)?(?:meetings?\s+of\s+)?(?:the\s+)?(?P<name>(?:[A-Z][\w'’&,-]*\s+|and\s+|of\s+|for\s+|the\s+){1,20}"
    r"(?i:committee|panel|board|commission|forum|council|executive|cabinet|partnership|sub-committee|group))\b"
)

_PAPER_WORD = (
    r"(?:reports?|papers?|appendi(?:x|ces)|annex(?:es)?|documents?|agenda|packs?|pages?|versions?"
    r"|recommendations?|minutes|tables?|plans?|supplements?|items?|letters?)"
)
_EARLIER = (
    r"(?:previous(?:ly)?|earlier|original(?:ly)?|prior|first|initial|superseded|published|circulated|issued"
    r"|despatched|dispatched|old)"
)
_REPLACES = re.compile(
    rf"\b{_PAPER_WORD}\b[^.;]{{0,160}}?\b(?:(?:which\s+)?(?:replaces?|supersedes?)\b|(?:is|are|was|were"
    rf"|been|be)\s+(?:being\s+|therefore\s+)?(?:replaced|superseded|substituted)\b"
    rf"|(?:to\s+)?(?:replace|supersede)\b|in place of|in substitution (?:for|of)|instead of)[^.;]{{0,120}}"
    rf"|\b(?:replac(?:es|ing|ement)|supersed(?:es|ing)|in place of|in substitution (?:for|of)"
    rf"|substitutes?)\b[^.;]{{0,30}}?\b(?:the|that|those|for|of)\b[^.;]{{0,60}}?\b{_PAPER_WORD}\b[^.;]{{0,80}}",
    re.I,
)
_OF_EARLIER = re.compile(
    rf"\b{_EARLIER}\b[^.;]{{0,60}}\b{_PAPER_WORD}\b|\b{_PAPER_WORD}\b[^.;]{{0,60}}\b{_EARLIER}\b"
    rf"|\bagenda\s+(?:pack|papers?|item)\b|\bpages?\s+\d",
    re.I,
)
_REVISED = re.compile(
    rf"^\W*(?:please note[^.]{{0,20}}\s)?(?:(?:revised|amended|updated|corrected|replacement"
    rf"|substitute)\s+(?:version|{_PAPER_WORD})|{_PAPER_WORD}\s*[(–—:-]\s*(?:revised|amended|updated"
    rf"|corrected|replacement))\b"
    r"|\((?:revised|amended|updated|corrected|replacement)(?:\s+(?:version|report|\d[\d ./\w]*))?\)\W*$",
    re.I,
)
_REVISED_SINCE = re.compile(
    rf"\b{_PAPER_WORD}\b[^.;]{{0,80}}\b(?:revised|amended|updated"
    rf"|corrected)\b[^.;]{{0,60}}\b(?:since|after|following)\b[^.;]{{0,30}}\b(?:publi|circul|issu|despatch"
    rf"|dispatch)",
    re.I,
)
_POLICY = re.compile(
    r"\b(?:policy|policies|act|regulations?|guidance|system|contract|strateg(?:y|ies)"
    r"|framework|legislation|scheme|post|service|software|indicator|figures?)\b",
    re.I,
)
_ITEM = re.compile(r"\b(?:agenda\s+)?item\s*(?:no\.?\s*|number\s*)?(?P<item>\d{1,2}[A-Za-z]?)\b", re.I)
_PAGES = re.compile(r"\s*\(pages? \d+\s*[-–]\s*\d+\)\s*$", re.I)
_LISTED = re.compile(r"(?P<item>\d{1,2}[a-z]?)[.)]?\s+(?P<title>[A-Z0-9].{6,})")
_TITLED = re.compile(r"[\"“‘'](?P<title>[^\"”’]{8,160})[\"”’]")


def agreed_of(
    paper: Paper, blocks: Sequence[Block], minutes: Sequence[Minute], decisions: Sequence[Decision]
) -> tuple[Claim, ...]:
    """Give which earlier minutes a meeting agreed: one claim a date, and one without where no date is printed."""
    found: list[Claim] = []
    texts = {block.ordinal: block.text for block in blocks}
    for minute in minutes:
        own = [decision for decision in decisions if decision.minute == minute.number and _in(minute, decision)]
        told: list[tuple[tuple[Span, ...], str]] = [
            ((*each.lead_spans, *each.spans), f"{each.lead} {each.text}") for each in own
        ]
        if _MINUTES.search(minute.heading):
            told += [
                ((Span(ordinal, start, end),), text[start:end])
                for ordinal, text in texts.items()
                if minute.first_block < ordinal <= minute.last_block
                for start, end in sentences(text)
            ]
        for spans, words in told:
            about = (
                words
                if _MINUTES.search(words)
                else f"{minute.heading} {words}"
                if _MINUTES.search(minute.heading)
                else ""
            )
            if not about or not _AGREED.search(words) or _NOT_AGREED.search(words):
                continue
            found += _agreed(paper, spans, words, minute.heading)
            break
    return tuple(found)


def replaced_of(paper: Paper, blocks: Sequence[Block]) -> tuple[Claim, ...]:
    """Give what a paper says that it replaces: a covering letter an item that it encloses, a report itself."""
    if paper.kind in {PaperKind.MINUTES, PaperKind.SLIDES}:
        return ()
    found: list[Claim] = []
    for place, block in enumerate(blocks[:NEAR_TOP]):
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            if _says_so(sentence):
                found += _replaced(paper, blocks, place, Span(block.ordinal, start, end), sentence)
    unique: dict[tuple[str, str], Claim] = {}
    for claim in found:
        unique.setdefault((claim.item, claim.title), claim)
    return tuple(unique.values())


def _in(minute: Minute, decision: Decision) -> bool:
    return minute.first_block <= decision.spans[0].block <= minute.last_block


def _agreed(paper: Paper, spans: tuple[Span, ...], words: str, heading: str) -> Iterator[Claim]:
    """Give a claim for each date in the words of the resolution, else in the heading of the minute."""
    own = paper.meeting_date
    dates: list[str] = []
    for text in (words, heading):
        dates = [found.date.isoformat() for found in find_dates(text) if own is None or found.date < own]
        if dates:
            break
    named = next((match["name"] for text in (words, heading) if (match := _OF_COMMITTEE.search(text))), "")
    committee = committee_in(named) if named else ""
    for date in dict.fromkeys(dates or [""]):
        yield Claim(paper.ordinal, ClaimKind.AGREES, spans, committee=committee, meeting_date=date)


def _says_so(sentence: str) -> bool:
    """Say whether a sentence tells of a paper that takes an earlier one's place, rather than of a policy that does."""
    if match := _REPLACES.search(sentence):
        return bool(_OF_EARLIER.search(sentence)) and not _POLICY.search(sentence[match.end() - 60 : match.end()])
    return bool(_REVISED.search(sentence)) or bool(_REVISED_SINCE.search(sentence))


def _replaced(paper: Paper, blocks: Sequence[Block], place: int, span: Span, sentence: str) -> Iterator[Claim]:
    """Give a claim for each item that the sentence is about, with the item and title as far as printed."""
    date = paper.meeting_date.isoformat() if paper.meeting_date else ""
    dates = [
        found.date.isoformat() for block in blocks[max(place - 4, 0) : place + 1] for found in find_dates(block.text)
    ]
    when = date or (dates[-1] if dates else "")
    kind = ClaimKind.REPLACES
    listed = [] if paper.kind is PaperKind.REPORT else list(_enclosed(blocks, place))
    named = _ITEM.search(sentence)
    title = _TITLED.search(sentence)
    if listed:
        about = [(item, words) for item, words in listed if named and item == named["item"]]
        for item, words in about or listed:
            yield Claim(paper.ordinal, kind, (span,), words, item, paper.committee, when)
        return
    item = named["item"] if named else paper.item
    words = title["title"] if title else "" if paper.kind is PaperKind.AGENDA else paper.title
    yield Claim(paper.ordinal, kind, (span,), words, item, paper.committee, when)


def _enclosed(blocks: Sequence[Block], place: int) -> Iterator[tuple[str, str]]:
    """Give number and title of the items that a covering letter encloses: those with a range of pages, else all."""
    listed: list[tuple[str, str, bool]] = []
    for block in blocks[place + 1 : place + 1 + ITEMS_WITHIN]:
        text = block.text
        has_pages = bool(_PAGES.search(text))
        words = _PAGES.sub("", text).strip()
        number = block.number or ""
        if not number and (match := _LISTED.match(words)):
            number, words = match["item"], match["title"]
        if re.fullmatch(r"\d{1,2}[A-Za-z]?", number.strip("().")) and len(words) > 5:
            listed.append((number.strip("()."), words, has_pages))
    ranged = [(item, words) for item, words, has_pages in listed if has_pages]
    yield from ranged or [(item, words) for item, words, _ in listed]
