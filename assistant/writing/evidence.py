"""What a language model is given: passages and figures of the papers, each under a key made up for this once."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answers import Answer, Derived
from assistant.figures.words import WITH_UNIT, period_name, value_words
from assistant.opened import Opened
from assistant.said import Said
from corpus.figures import Figure, Role
from corpus.language.dates import day_words
from corpus.records import BlockKind

LETTERS = "bcdfghjkmnpqrstvwxz"
"""Of keys: without vowels none is a word, without digits none a number."""
KEY_LENGTH = 6
MOST_PASSAGES = 24
MOST_CHARACTERS = 9_000
"""Of all passages together, some two thousand tokens."""

ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget)\s+(?:all|any|every\w*|the|these|your|previous|prior)\b"
    r"|\byou are (?:now|an? (?:ai|assistant|language))\b|\b(?:pretend to be|act as an?|from now on)\b"
    r"|\b(?:system|developer|assistant|user|human)\s*(?:prompt|note|message)?:|<\|?\w+\|?>|\[/?INST\]|###\s*\w+"
    r"|\b(?:language model|chatbot|ai assistant|any assistant|this conversation|your (?:answer|reply|response|rules))\b"
    r"|[\"']role[\"']\s*:|[\"']key[\"']\s*:|!\[[^\]]*\]\(|\]\(https?:|<(?:script|img|a|iframe)\b",
    re.IGNORECASE,
)
"""What speaks to a machine, or to no reader of a committee's papers."""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence under its key: a quote, a figure in a quote, or what was worked out from several.

    `text` is the quote, or the working; `inserted` what stands for its key in a text; `grounds` all words that a
    sentence on it may take its numbers, times and names from. `sources` are the quotes to be cited. What `leads`
    carries a sentence; the other passages stand beside it, and no number is taken from them.
    """

    key: str
    text: str
    inserted: str
    grounds: str
    sources: tuple[Said, ...]
    figure: Figure | None = None
    figures: tuple[Figure, ...] = ()
    working: Derived | None = None
    leads: bool = True

    @property
    def is_quote(self) -> bool:
        """Whether the words of a paper are inserted."""
        return self.figure is None and self.working is None


@dataclass(frozen=True)
class Evidence:
    """All that is given for one text, by key. `withheld` tells that something was left out as exempt."""

    items: Mapping[str, Item] = field(default_factory=dict)
    withheld: bool = False

    @property
    def quotes(self) -> list[Item]:
        """The quotes, in the order in which they were given."""
        return [item for item in self.items.values() if item.is_quote]


def evidence_of(
    opened: Opened,
    pieces: Sequence[Said],
    working: Derived | None = None,
    *,
    with_exempt: bool,
    leading: int | None = None,
) -> Evidence:
    """Give the evidence that some pieces of papers make, the most important first, as much as may be sent.

    Without `with_exempt` nothing of an exempt paper is in it, and never what reads like orders to a machine. `working`
    rests on the first pieces that it names; the first `leading` ones lead, all of them where it is None.
    """
    items: dict[str, Item] = {}
    withheld, length = False, 0
    seen: list[Said] = []
    for number, piece in enumerate(pieces):
        text = piece.block.text[piece.start : piece.end]
        if not text.strip() or reads_like_orders(text) or any(_covers(other, piece) for other in seen):
            continue
        if not with_exempt and is_exempt(opened, piece):
            withheld = True
            continue
        if len(seen) >= MOST_PASSAGES or length + len(text) > MOST_CHARACTERS:
            continue
        seen.append(piece)
        length += len(text)
        leads = leading is None or number < leading
        for item in _items(opened, piece, text, leads=leads):
            items[item.key] = item
    if working is not None and not withheld:
        item = _worked(opened, working, pieces)
        items[item.key] = item
    return Evidence(items, withheld)


def pieces_of(answer: Answer) -> list[Said]:
    """Give the quotes that an answer cites, as pieces."""
    return [Said(cited.quote, cited.block, cited.start, cited.end) for cited in answer.citations]


def is_exempt(opened: Opened, piece: Said) -> bool:
    """Tell whether a piece stands in an exempt paper."""
    return bool(opened.paper(piece.block).exempt)


def reads_like_orders(text: str) -> bool:
    """Tell whether a passage speaks to a machine that reads it. A second line only: many orders read like any text."""
    return ORDERS.search(unicodedata.normalize("NFKC", text)) is not None


def made_up() -> str:
    """Give a key that nobody can guess and that is neither word nor number."""
    return "".join(secrets.choice(LETTERS) for _ in range(KEY_LENGTH))


def described(figure: Figure) -> dict[str, str]:
    """Give what a figure means, in words, for a model to read."""
    parts = {
        "measure": " › ".join(figure.words),
        "period": period_name(figure.period) if figure.period else "",
        "place": figure.place,
        "role": "" if figure.role is Role.ACTUAL else str(figure.role),
        "of": figure.of,
    }
    return {name: words for name, words in parts.items() if words}


def _items(opened: Opened, piece: Said, text: str, *, leads: bool) -> Iterator[Item]:
    block = piece.block
    register = opened.snapshot.catalogue.register.of_blocks(block.document_id, {block.ordinal})
    figures = tuple(f for f in register if piece.start <= f.start and f.end <= piece.end)
    grounds = _grounds(opened, piece, text)
    yield Item(made_up(), text, f"“{text}”", grounds, (piece,), figures=figures, leads=leads)
    for figure in figures:
        value = " ".join(filter(None, (figure.approximate, _printed(figure, block.text))))
        own = " ".join((grounds, *figure.inherited, *described(figure).values()))
        yield Item(made_up(), text, value, own, (piece,), figure, figures, leads=leads)


def _printed(figure: Figure, text: str) -> str:
    """Give a figure as its block prints it; a bare number in a table with the unit of its column."""
    printed = text[figure.start : figure.end].strip(" -–")
    return value_words(figure) if figure.column is not None and not WITH_UNIT.search(printed) else printed


def _worked(opened: Opened, working: Derived, pieces: Sequence[Said]) -> Item:
    sources = tuple(pieces[n - 1] for n in working.inputs if 0 < n <= len(pieces)) or tuple(pieces[:1])
    grounds = " ".join(_grounds(opened, piece, piece.block.text[piece.start : piece.end]) for piece in sources)
    span = f" ({working.low} to {working.high} with rounding)" if working.low != working.high else ""
    text = f"{working.formula} = {working.said}{span}. {working.note}".strip()
    return Item(made_up(), text, working.said, f"{text} {grounds}", sources, working=working)


def _grounds(opened: Opened, piece: Said, text: str) -> str:
    """Give a quote with what stands above it and what its paper is."""
    block = piece.block
    document, paper = opened.documents[block.document_id], opened.paper(block)
    day = paper.meeting_date or document.meeting_date
    whose = (paper.council or document.council, paper.committee or document.committee, day_words(day))
    parts = (text, *block.above, paper.title or document.title, *whose, block.number or "")
    return " · ".join(dict.fromkeys(filter(None, parts)))


def _covers(one: Said, other: Said) -> bool:
    same = one.block.id == other.block.id
    return same and one.start <= other.start and other.end <= one.end


def readable(piece: Said) -> bool:
    """Tell whether a piece is words of a paper rather than a heading or the head of a table."""
    block = piece.block
    return block.kind is not BlockKind.HEADING and not (block.row and block.row.is_head)
