"""Whose figure or which kind of figure is meant: targets, forecasts, England, similar authorities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.figures import Role


@dataclass(frozen=True, slots=True)
class Comparator:
    """Words at `text[start:end]` that give a figure near them a role; `of` names whose figure it then is."""

    start: int
    end: int
    role: Role
    of: str = ""


_REGION = (
    r"North West|North East|South East|South West|East Midlands|West Midlands|East of England"
    r"|Yorkshire(?: and| &) (?:the )?Humber|London|Midlands"
)
_NAME = r" (?!(?:Average|Mean|Median|Region|Rate|Figure|Total|Council|Authorit|Borough|LAs?\b))[A-Z][a-z]+"
"""Behind a region, the rest of a body's name: "London Tribunals", "North West Ambulance Service"."""
_NATIONS = {
    "Wales": (
        r"(?<!England and )(?<!England & )(?<!Audit )(?<!Health )(?<!Inspectorate )(?<!Resources )(?<!North )"
        r"(?<!South )(?<!Mid )(?<!West )(?<!of )\bWales|\bWelsh (?:average|mean|median|rate|figure)"
    ),
    "Scotland": r"(?<!Police )(?<!Audit )\bScotland|\bScottish (?:average|mean|median|rate|figure)",
    "Northern Ireland": r"\bNorthern Ireland",
}
"""Nations beside England, not as a part of a body's or a region's name: "Public Health Wales", "South Wales"."""
_FORMS: tuple[tuple[re.Pattern[str], Role, str], ...] = (
    (
        re.compile(
            r"\b(?:national(?:ly)?|England(?: (?:and|&) Wales)?|English)\b"
            r"(?:[\s/]+(?:average|rate|figure|median|mean|benchmark|picture|level|position))?"
            r"(?!\s+(?:standard|target|curriculum|lottery|insurance|audit|minimum|living|framework|strategy|guidance|referral|health))",
            re.IGNORECASE,
        ),
        Role.COMPARATOR,
        "England",
    ),
    *((re.compile(rf"(?:{names})\b", re.IGNORECASE), Role.COMPARATOR, nation) for nation, names in _NATIONS.items()),
    (
        re.compile(
            r"\bstat(?:istical|\.)? neighbou?rs?\b|\b(?:similar|comparator|comparable|most similar) (?:local )?"
            r"(?:authorit\w+|LAs?|councils|areas)\b|\bSN\b|\bfamily (?:of similar \w+|average|group)\b"
            r"|\b(?:CIPFA|nearest) neighbou?rs?\b|\bSimilar LAs?\b",
            re.IGNORECASE,
        ),
        Role.COMPARATOR,
        "similar authorities",
    ),
    (
        re.compile(
            rf"\b(?:{_REGION})\b(?!{_NAME})|\bregional(?:ly)? (?:average|rate|figure)\b|\bregionally\b"
            r"|\b(?:in|for|across) the region\b(?! of)"
        ),
        Role.COMPARATOR,
        "region",
    ),
    (re.compile(r"\b(?:floor|minimum) (?:target|standard)s?\b|\bfloor\b", re.IGNORECASE), Role.FLOOR, ""),
    (
        re.compile(r"\btarget(?:ed|s)?\b(?!\s+(?:group|audience|support|intervention|date|cohort))", re.IGNORECASE),
        Role.TARGET,
        "",
    ),
    (
        re.compile(r"\b(?:forecast|projected|projection|predicted|expected(?!\s(?:standard|level)))\b", re.IGNORECASE),
        Role.FORECAST,
        "",
    ),
    (
        re.compile(
            r"\b(?:previous(?:ly)?|prior) (?:year|month|quarter|period|figure)s?\b"
            r"|(?<!\bin the )(?<!\bof the )(?<!\bover the )(?<!\bwithin the )(?<!\bduring the )(?<!\bfor the )"
            r"\blast year\b|^previous\b",
            re.IGNORECASE,
        ),
        Role.PREVIOUS,
        "",
    ),
    (re.compile(r"\b(?:budget(?:ed)?)\b", re.IGNORECASE), Role.BUDGET, ""),
    (
        re.compile(
            r"\b(?:variance|change|difference|rephasing|movement|direction of travel|increase|decrease|reduction)\b",
            re.IGNORECASE,
        ),
        Role.CHANGE,
        "",
    ),
)


_ANY_CASE = re.compile(rf"\b(?:{_REGION})\b", re.IGNORECASE)


def find_comparators(text: str, *, typed: bool = False) -> list[Comparator]:
    """Give the words of a text that tell whose figure or which kind of figure is meant, in order.

    In a text that was `typed` as a question a region needs no capitals: "the south west"; in papers that is a
    direction.
    """
    if typed:  # in place, so that offsets hold
        text = _ANY_CASE.sub(lambda match: _as_papers_write(match.group()), text)
    return sorted(_all(text), key=lambda found: found.start)


def _as_papers_write(region: str) -> str:
    return " ".join(
        word if word in {"of", "and", "the"} else word.capitalize() for word in region.casefold().split(" ")
    )


def _all(text: str) -> Iterator[Comparator]:
    for pattern, role, of in _FORMS:
        for match in pattern.finditer(text):
            named = match.group() if of == "region" and match.group()[:1].isupper() else of
            yield Comparator(match.start(), match.end(), role, named)
