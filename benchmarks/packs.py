"""Made packs of committee papers, as many as are wanted, no two alike: text to build large indexes of.

A pack is an agenda, the minutes of the meeting before and reports with headings, numbered paragraphs, lists and tables,
of some 200 pages. Sentences come from a small grammar (`packs.toml`) with measures, places, periods, people and sums
that are drawn anew for each; a pack's number is its seed, so the same number gives the same pack on every machine.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from corpus.language.dates import day_words
from corpus.records import PaperKind
from corpus.sample.notation import Bullet, Fields, Heading, Paragraph, Part, Piece, Table

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SYMBOL = re.compile(r"\[(\w+)\]")
PAGES = 200
A_PAGE = 2_450
"""Characters of a page with the space around them, as the sample papers' renderer sets it."""
FIRST_DAY, DAYS = date(2009, 1, 6), 15 * 365
"""Meetings are held within fifteen years."""
SECTIONS = (
    ("Purpose of the report", "action view risk"),
    ("Background", "view cause action"),
    ("Performance", "figure cause view"),
    ("Reasons for the change", "cause view cause"),
    ("What is proposed", "action risk action"),
    ("Financial implications", "money cause risk"),
    ("Consultation", "view action view"),
    ("Risks", "risk cause action"),
)
"""The headings of a report, and the kinds of sentences of each paragraph below them."""
TABLED = "Performance"
"""The section that has a table."""
RISING = ("rise", "fall", "change")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a table of a pack states, as printed, of a measure in a place and a period."""

    measure: str
    place: str
    period: str
    value: str


@dataclass(frozen=True, slots=True)
class MadePaper:
    """One paper of a pack: its kind, its item on the agenda, the officer who signs it, and its text in pieces."""

    kind: PaperKind
    title: str
    pieces: tuple[Piece, ...]
    item: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """The papers of one meeting."""

    number: int
    council: str
    committee: str
    meeting_date: date
    papers: tuple[MadePaper, ...]
    facts: tuple[Fact, ...]

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.committee} {self.meeting_date.isoformat()} pack {self.number:05}.pdf"

    def parts(self) -> list[Part]:
        """Give its papers as the renderer of the sample papers takes them."""
        known = {"committee": self.committee, "date": day_words(self.meeting_date), "council": self.council}
        return [Part(self.name, paper.title, self.council, paper.pieces, **known) for paper in self.papers]


class Writer:
    """Writes sentences about a service, seen from the day of a meeting. The same source of chance, the same words."""

    def __init__(self, chance: random.Random, service: dict[str, Any], day: date) -> None:
        self._chance = chance
        self._service = service
        self._day = day

    def sentence(self, kind: str) -> str:
        """Write a sentence of a kind: "figure", "cause", "action", "money", "view", "risk" or "resolved"."""
        return self.filled(self._chance.choice(WORDS["sentences"][kind]))

    def filled(self, pattern: str) -> str:
        """Write a pattern out: each word in square brackets is drawn."""
        return SYMBOL.sub(lambda found: self._drawn(found[1]), pattern)

    def _drawn(self, symbol: str) -> str:
        if symbol in WORDS["words"]:
            return self.filled(self._chance.choice(WORDS["words"][symbol]))
        if symbol[0].isupper():
            drawn = self._drawn(symbol.lower())
            return drawn[0].upper() + drawn[1:]
        if symbol in self._simple:
            return self._simple[symbol]()
        return str(self._chance.choice(self._service[f"{symbol}s" if symbol != "handle" else symbol]))

    @cached_property
    def _simple(self) -> dict[str, Callable[[], str]]:
        chance, names = self._chance, WORDS["names"]
        return {
            "n": lambda: f"{chance.choice((chance.randint(12, 400), chance.randint(12, 9_800))):,}",
            "small": lambda: str(chance.randint(2, 60)),
            "pct": lambda: f"{chance.uniform(1, 99):.1f}%",
            "rate": lambda: f"{chance.uniform(1, 240):.1f}",
            "money": lambda: chance.choice(
                (f"£{chance.randint(11, 990)},{chance.randint(100, 999)}", f"£{chance.uniform(1, 48):.2f} million")
            ),
            "place": lambda: chance.choice(names["place_first"]) + chance.choice(names["place_last"]),
            "name": lambda: f"{chance.choice(names['given'])} {chance.choice(names['family'])}",
            "period": self._period,
            "year": lambda: _year(self._day.year - chance.randint(0, 2)),
            "day": lambda: day_words(self._day + timedelta(chance.randint(-600, 300))),
            "month": lambda: f"{self._day + timedelta(chance.randint(-300, 500)):%B %Y}",
        }

    def _period(self) -> str:
        back = self._day - timedelta(self._chance.randint(20, 1_000))
        return self._chance.choice(
            (f"Q{self._chance.randint(1, 4)} {_year(back.year)}", f"{back:%B %Y}", _year(back.year))
        )


def _year(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02}"


def made_pack(number: int, pages: int = PAGES) -> Pack:
    """Write the pack of a number, from 0, of about so many pages."""
    chance = random.Random(f"pack {number}")
    service = chance.choice(WORDS["service"])
    committee = service["committee"]
    services = [other for other in WORDS["service"] if other["committee"] == committee]
    day = FIRST_DAY + timedelta(chance.randrange(DAYS))
    council = chance.choice(WORDS["names"]["councils"])
    head = (committee, day)
    reports: list[MadePaper] = []
    facts: list[Fact] = []
    minutes = _minutes(Writer(chance, service, day), *head, pages)
    left = pages * A_PAGE - _length(minutes)
    while left > 0 or not reports:
        about = chance.choice(services)
        report, stated = _report(chance, Writer(chance, about, day), about, *head, len(reports) + 4, left)
        reports.append(report)
        facts += stated
        left -= _length(report)
    agenda = _agenda(reports, council, *head)
    return Pack(number, council, committee, day, (agenda, minutes, *reports), tuple(facts))


def _agenda(reports: list[MadePaper], council: str, committee: str, day: date) -> MadePaper:
    items = ["Apologies for absence", "Declarations of interest", "Minutes of the last meeting"]
    items += [report.title for report in reports]
    listed = [Paragraph("", f"{number}. {title}") for number, title in enumerate(items, 1)]
    fields = Fields((("Meeting", committee), ("Date", day_words(day)), ("Council", council)))
    title = f"Agenda: {committee}"
    return MadePaper(PaperKind.AGENDA, title, (Heading(1, "", title), fields, *listed))


def _minutes(writer: Writer, committee: str, day: date, pages: int) -> MadePaper:
    before = day_words(day - timedelta(35))
    title = f"Minutes of the {committee} of {before}"
    pieces: list[Piece] = [Heading(1, "", title)]
    present = ", ".join(writer.filled("Councillor [name]") for _ in range(9))
    pieces.append(Paragraph("", f"Present: {present}."))
    agreed = f"RESOLVED: That the minutes of the meeting held on {day_words(day - timedelta(70))} be agreed."
    pieces += [Heading(2, "1", "Minutes of the last meeting"), Paragraph("1.1", agreed)]
    for number in range(2, 4 + pages // 25):
        pieces.append(Heading(2, str(number), writer.filled("[Measure] in [place]")))
        for at, kinds in enumerate(("view figure cause", "view action", "resolved"), 1):
            pieces.append(_paragraph(writer, f"{number}.{at}", kinds))
    return MadePaper(PaperKind.MINUTES, title, tuple(pieces), item="3")


def _report(
    chance: random.Random, writer: Writer, service: dict[str, Any], committee: str, day: date, item: int, most: int
) -> tuple[MadePaper, list[Fact]]:
    """Write a report of six to twenty pages, of `most` characters at the most, if a chapter or two allow it."""
    title = writer.filled("[Measure] in [place] and [place]")
    fields = (("Meeting", committee), ("Date", day_words(day)), ("Report of", service["officer"]))
    pieces: list[Piece] = [Heading(1, "", title), Fields(fields)]
    facts: list[Fact] = []
    wanted = min(most, chance.randint(6, 20) * A_PAGE)
    number = 0
    while number < 3 or sum(map(size_of, pieces)) < wanted:
        heading, kinds = SECTIONS[number % len(SECTIONS)]
        number += 1
        of = writer.filled(" in [place]") if number > len(SECTIONS) else ""
        pieces.append(Heading(2, str(number), f"{heading}{of}"))
        pieces += _chapter(chance, writer, number, kinds)
        if heading == TABLED:
            table, fact = _table(chance, writer, service, len(facts) + 1)
            pieces.append(table)
            facts.append(fact)
    return MadePaper(PaperKind.REPORT, title, tuple(pieces), str(item), service["officer"]), facts


def _chapter(chance: random.Random, writer: Writer, number: int, kinds: str) -> Iterator[Piece]:
    for at in range(1, chance.randint(3, 6)):
        yield _paragraph(writer, f"{number}.{at}", kinds)
    if chance.random() < 0.4:
        yield Paragraph("", writer.filled("In [place] the following has been agreed with [name]:"))
        for _ in range(chance.randint(2, 5)):
            yield Bullet(writer.sentence("action"))


def _paragraph(writer: Writer, number: str, kinds: str) -> Paragraph:
    return Paragraph(number, " ".join(writer.sentence(kind) for kind in kinds.split()))


def _table(chance: random.Random, writer: Writer, service: dict[str, Any], number: int) -> tuple[Table, Fact]:
    """Write a table of a measure by place and quarter, and pick one of its values."""
    measure = chance.choice(service["measures"])
    year = writer.filled("[year]")
    quarters = [f"Q{quarter} {year}" for quarter in range(1, 5)]
    places = list(dict.fromkeys(writer.filled("[place]") for _ in range(chance.randint(4, 8))))
    rows = [(place, *(writer.filled("[n]") for _ in quarters)) for place in places]
    row, column = chance.choice(rows), chance.randrange(4)
    caption = f"Table {number}: {measure} by ward, {year}"
    table = Table(caption, (2.0, 1.0, 1.0, 1.0, 1.0), (("Ward", *quarters), *rows))
    return table, Fact(measure, row[0], quarters[column], row[1 + column])


def _length(paper: MadePaper) -> int:
    return sum(map(size_of, paper.pieces))


def size_of(piece: Piece) -> int:
    """Give the characters of a piece, with those that the space around it would hold."""
    match piece:
        case Table():
            return 60 * (len(piece.rows) + 1)
        case Paragraph() | Bullet():
            return len(piece.text) + 40
        case Fields():
            return 80 * len(piece.pairs)
        case _:
            return 120


def questions_of(pack: Pack, chance: random.Random) -> list[tuple[str, str]]:
    """Ask for a value that a table of the pack states, for a reason, and for what was agreed.

    Beside each question stands the value that answers it, empty where sentences do.
    """
    fact = chance.choice(pack.facts)
    return [
        (f"How many {fact.measure} were there in {fact.place} in {fact.period}?", fact.value),
        (f"Why did the number of {fact.measure} in {fact.place} {chance.choice(RISING)}?", ""),
        (f"What did the {pack.committee} agree about {fact.measure} in {fact.place}?", ""),
    ]
