"""A sentence as a check sees it: its text with what is inserted, where that stands, and the evidence that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.opened import Opened
from assistant.writing.evidence import Evidence, Item
from assistant.writing.replies import Sentence
from corpus.figures import Figure
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.near_words import near_words
from corpus.language.periods import Period, PeriodFound, find_periods
from corpus.language.quantities import Quantity, find_quantities
from corpus.language.stems import stems

PLACEHOLDER = re.compile(r"\{\s*([^{}\s]+)\s*\}")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
JOINT = re.compile(
    r"[;:–—(]|,(?!\d{3}\b)|\s-\s|(?<=[a-z%\d])\.\s"
    r"|\b(?:and|but|while|whereas|although|though|however|compared|against|versus|from|to|than|with|or|before|after)\b",
    re.IGNORECASE,
)
"""What parts a sentence: a figure and its time stand on one side of it."""

Signature = tuple[object, object, str, str]
"""A quantity as it is compared: value, upper end, name of its unit, and the words that make it a bound."""


@dataclass(frozen=True, slots=True)
class Pin:
    """What was inserted for a key at `text[start:end]`."""

    start: int
    end: int
    item: Item


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence between two joints, with the times, and the figures that may be meant, in it."""

    start: int
    end: int
    text: str
    periods: tuple[PeriodFound, ...]
    stated: tuple[tuple[Quantity | Pin, tuple[Figure, ...]], ...]


@dataclass(frozen=True)
class Claim:
    """A sentence with its evidence. `text` is what would be shown."""

    text: str
    pins: tuple[Pin, ...]
    items: tuple[Item, ...]
    opened: Opened

    @cached_property
    def own(self) -> str:
        """The text with what is quoted from the store blanked out, at the same offsets."""
        signs = list(self.text)
        for pin in self.pins:
            if pin.item.is_quote:
                signs[pin.start : pin.end] = " " * (pin.end - pin.start)
        return "".join(signs)

    @cached_property
    def grounds(self) -> str:
        """All words of the evidence that it names."""
        return " · ".join(dict.fromkeys(item.grounds for item in self.items))

    @cached_property
    def ground_stems(self) -> frozenset[str]:
        """The stems of these words, with every other name of the terms among them."""
        names = " ".join(" ".join(mention.term.spellings) for mention in self.opened.mentions(self.grounds))
        return frozenset(stems(f"{self.grounds} {names}"))

    @cached_property
    def leading(self) -> Claim:
        """The same sentence on the evidence alone that carries it; itself where all does."""
        items = tuple(item for item in self.items if item.leads)
        return self if len(items) == len(self.items) else replace(self, items=items)

    @cached_property
    def ground_words(self) -> frozenset[str]:
        """These words in lower case."""
        return frozenset(word.casefold() for word in re.findall(r"[^\W_]+", self.grounds))

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The quantities that it states, outside of quotes."""
        return find_quantities(self.own)

    @cached_property
    def periods(self) -> list[PeriodFound]:
        """The times that it names, outside of quotes."""
        return find_periods(self.own)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the evidence that it names."""
        every = (figure for item in self.items for figure in (*item.figures, *([item.figure] if item.figure else [])))
        return tuple({figure.id: figure for figure in every}.values())

    @cached_property
    def ground_periods(self) -> frozenset[Period]:
        """The times that its evidence carries."""
        found = {one.period for one in find_periods(self.grounds)}
        return frozenset(found | {figure.period for figure in self.figures if figure.period})

    @cached_property
    def parts(self) -> list[Part]:
        """The sentence in parts, none of which cuts through a quantity or a time."""
        return list(self._parts())

    def holds(self, word: str) -> bool:
        """Tell whether the evidence has a word, in any of its forms or by another that stands for it."""
        if self.ground_stems.issuperset(stems(word)):
            return True
        return any(self.ground_stems.issuperset(stems(near)) for near in near_words(word))

    def _parts(self) -> Iterator[Part]:
        whole = [(q.start, q.end) for q in self.quantities] + [(p.start, p.end) for p in self.periods]
        whole += [(pin.start, pin.end) for pin in self.pins]
        cuts = [
            match.start()
            for match in JOINT.finditer(self.own)
            if not any(start < match.end() and match.start() < end for start, end in whole)
        ]
        start = 0
        for end in [*cuts, len(self.own)]:
            part, rest = self._part(start, end), self._part(end, len(self.own))
            # Words and a time before a figure are of it: "In May 2019, 586"; what comes after the last one is, too.
            of_the_next = not part.stated and rest.stated and not (part.periods and self._first(end, cuts).periods)
            if end == len(self.own) or not (of_the_next or (not rest.stated and not rest.periods)):
                yield part
                start = end

    def _first(self, start: int, cuts: list[int]) -> Part:
        """Give what stands between a cut and the one after it."""
        return self._part(start, next((cut for cut in cuts if cut > start), len(self.own)))

    def _part(self, start: int, end: int) -> Part:
        periods = tuple(found for found in self.periods if start <= found.start < end)
        stated: list[tuple[Quantity | Pin, tuple[Figure, ...]]] = []
        pinned = [pin for pin in self.pins if pin.item.figure is not None and start <= pin.start < end]
        stated += [(pin, (pin.item.figure,) if pin.item.figure else ()) for pin in pinned]
        for quantity in self.quantities:
            if not start <= quantity.start < end:
                continue
            if any(pin.start < quantity.end and quantity.start < pin.end for pin in self.pins):
                continue
            meant = tuple(f for f in self.figures if signature(quantity) in figure_signatures(f))
            stated.append((quantity, meant))
        stated.sort(key=lambda one: one[0].start)
        return Part(start, end, self.own[start:end], periods, tuple(stated))


def claimed(sentence: Sentence, evidence: Evidence, opened: Opened) -> Claim | str:
    """Give a sentence with what its keys stand for inserted; a text says why that cannot be done."""
    keys = [*sentence.keys, *PLACEHOLDER.findall(sentence.text)]
    unknown = [key for key in keys if key not in evidence.items]
    if unknown:
        return "it names a key that was not given"
    if not keys:
        return "it names no evidence"
    pieces: list[str] = []
    pins: list[Pin] = []
    end = length = 0
    for match in PLACEHOLDER.finditer(sentence.text):
        before, item = sentence.text[end : match.start()], evidence.items[match[1]]
        length += len(before)
        pins.append(Pin(length, length + len(item.inserted), item))
        pieces += [before, item.inserted]
        length += len(item.inserted)
        end = match.end()
    text = "".join(pieces) + sentence.text[end:]
    return Claim(text, tuple(pins), tuple(evidence.items[key] for key in dict.fromkeys(keys)), opened)


def signature(quantity: Quantity) -> Signature:
    """Give a quantity as it is compared."""
    value = quantity.value if quantity.value is not None else quantity.number.casefold()
    return value, quantity.high, quantity.measured.name, " ".join(quantity.approximate.casefold().split())


def figure_signatures(figure: Figure) -> set[Signature]:
    """Give a figure of the register as it may be stated."""
    value = figure.value if figure.value is not None else figure.number.casefold()
    return {(value, figure.high, figure.unit, " ".join(figure.approximate.casefold().split()))}


def content(text: str) -> list[str]:
    """Give the words of a text that say something: none of the closed classes, no numbers."""
    words = (word for word in WORD.findall(text) if not any(sign.isdigit() for sign in word))
    return [word for word in words if word.casefold() not in FUNCTION_WORDS]
