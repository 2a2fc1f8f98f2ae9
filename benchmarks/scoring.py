"""A small scorer for the golden questions, with the standard library only.

A question is a mapping with `id`, `question`, `kind`, `expect` (`all`: groups of alternatives of which one each must be
said; `none`: near misses that must not), `evidence` (`document` and `quote`) and `abstain`. A trailing * marks a
stem. An answer is what `scrutineer ask --json` prints. A question that the papers answer is correct when every
expected value is said, no near miss is, the answer is short and a citation shows the evidence; one that they do not
answer is correct when the status is `not_stated`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]

MARK = re.compile(r"\[\d+\]")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
WORD = re.compile(r"[^\W_]+(?:\.\d+)?%?")
SUFFIX = re.compile(r"\.(?:pdf|docx|html?|txt|md)$")
LONG_KINDS = frozenset("text list decision action trend conflict ambiguous overview unanswerable".split())
MOST_WORDS = {True: 140, False: 60}
"""The most words of an answer to a question of those kinds, and of any other."""
ENOUGH_WORDS = 0.75
"""The share of the evidence's words that a citation must show: a quote may end a little early, or a table cell less."""
ENOUGH_OF_IT = 0.6
"""The share of the evidence that a quote must be which lies within it."""
TELLING = 3
"""Characters of a value which, in a quote of the evidence's paper, shows the evidence whatever stands around it."""
ALL_SHOWN = frozenset({"conflict", "ambiguous"})
"""Kinds of questions whose answer must show every piece of evidence, not only one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What holds of one answer; `missing` and `stray` are the values not said and the numbers without support."""

    id: str
    abstain: bool
    abstained: bool
    missing: tuple[str, ...]
    near_misses: tuple[str, ...]
    cited: bool
    short: bool
    stray: tuple[str, ...]

    @property
    def grounded(self) -> bool:
        """Whether every number of the answer stands in a quote, its context, the question or the coverage."""
        return not self.stray

    @property
    def correct(self) -> bool:
        """Whether the answer is right and shown, or rightly withheld."""
        if self.abstain:
            return self.abstained
        return not self.abstained and not self.missing and not self.near_misses and self.cited and self.short


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over a set of questions."""

    questions: int
    correct: int
    grounded: int
    answerable: int
    cited: int
    unanswerable: int
    abstained: int

    def to_json(self) -> dict[str, float | int]:
        """Give the counts as percentages under the names that the evaluation prints."""
        return {
            "questions": self.questions,
            "correct": percent(self.correct, self.questions),
            "evidence_cited": percent(self.cited, self.answerable),
            "abstained_when_unanswerable": percent(self.abstained, self.unanswerable),
            "grounded": percent(self.grounded, self.questions),
        }


def percent(part: int, whole: int) -> float:
    """Give a percentage to one decimal; of nothing, 100."""
    return round(100 * part / whole, 1) if whole else 100.0


def lines(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def plain(text: str | None) -> str:
    """Give one spelling of case, dashes, quotes, thousands and percentages, without [n] marks."""
    text = unicodedata.normalize("NFKC", MARK.sub("", text or "")).casefold()
    text = re.sub("[‐-―−]", "-", text).replace("’", "'").replace("‘", "'")
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"\s*per ?cent\b", "%", text)
    text = re.sub(r"\b10k\b", "10000", text)
    text = re.sub(r"(?<=\d)\s*million\b", "m", text)
    return " ".join(text.split())


def squeezed(text: str | None) -> str:
    """Give the letters and digits alone: what no line break, hyphen or bullet changes."""
    return re.sub(r"[^\w%£]+|_", "", plain(text))


def says(text: str, value: str) -> bool:
    """Whether a value stands in the text whole: 58 is not said by 586, nor 5 by 5.6; 1.32 is by £1.32m."""
    wanted = plain(value)
    stem, wanted = wanted.endswith("*"), wanted.rstrip("*")
    before = r"(?<![\d.])" if wanted[:1].isdigit() else r"(?<!\w)" if wanted[:1].isalnum() else ""
    after = r"(?!\d|\.\d)" if wanted[-1:].isdigit() else r"(?!\w)" if wanted[-1:].isalnum() and not stem else ""
    return re.search(before + re.escape(wanted) + after, plain(text)) is not None


def numbers(*texts: str | None) -> set[str]:
    """Give the numbers of the texts as written, without thousands separators."""
    return {number for text in texts for number in NUMBER.findall(plain(text))}


def shown(citation: Json) -> str:
    """Give the words that a citation shows: its quote and context."""
    return " ".join([citation.get("quote") or "", *(citation.get("context") or ())])


def shows(citation: Json, evidence: Json) -> bool:
    """Whether a citation is of the evidence's paper and shows it: the same words, or all its numbers and most words."""
    if not _same_paper(citation, evidence):
        return False
    quote, whole = squeezed(citation.get("quote")), squeezed(evidence["quote"])
    if whole in quote or (quote and quote in whole and len(quote) >= ENOUGH_OF_IT * len(whole)):
        return True
    wanted, found = set(WORD.findall(plain(evidence["quote"]))), set(WORD.findall(plain(shown(citation))))
    if not numbers(evidence["quote"]) <= numbers(shown(citation)):
        return False
    return len(wanted & found) >= ENOUGH_WORDS * len(wanted)


def _same_paper(citation: Json, evidence: Json) -> bool:
    one, other = (SUFFIX.sub("", plain(each["document"])) for each in (citation, evidence))
    return squeezed(one) == squeezed(other)


def restated(question: Json, citations: Sequence[Json]) -> bool:
    """Whether a quote of one of the evidence's papers holds every value expected, where each is telling by itself."""
    groups = [[value for value in group if re.search(r"\d", value)] for group in question["expect"]["all"]]
    groups = [group for group in groups if group]
    if not groups or any(len(plain(value)) < TELLING for group in groups for value in group):
        return False
    return any(
        any(_same_paper(citation, evidence) for evidence in question.get("evidence") or ())
        and all(any(says(citation.get("quote") or "", value) for value in group) for group in groups)
        for citation in citations
    )


def support(question: Json, answer: Json) -> set[str]:
    """Give the numbers that an answer may say."""
    citations = answer.get("citations") or ()
    derived = answer.get("derived") or {}
    return numbers(
        question["question"],
        *(question.get("history") or ()),
        answer.get("coverage"),
        *(shown(citation) for citation in citations),
        *(str(citation.get(key) or "") for citation in citations for key in ("title", "meeting_date", "paragraph")),
        *(str(derived.get(key) or "") for key in ("formula", "value", "low", "high")),
    )


def mark(question: Json, answer: Json) -> Mark:
    """Mark one answer; an answer that is missing is given as an empty mapping."""
    said = answer.get("answer") or ""
    expect = question.get("expect") or {}
    groups: Sequence[Sequence[str]] = expect.get("all") or ()
    citations = answer.get("citations") or ()
    return Mark(
        id=question["id"],
        abstain=bool(question.get("abstain")),
        abstained=answer.get("status") == "not_stated",
        missing=tuple(group[0] for group in groups if not any(says(said, value) for value in group)),
        near_misses=tuple(value for value in expect.get("none") or () if says(said, value)),
        cited=_cited(question, citations),
        short=len(plain(said).split()) <= MOST_WORDS[question.get("kind") in LONG_KINDS],
        stray=tuple(sorted(numbers(said) - support(question, answer))),
    )


def _cited(question: Json, citations: Sequence[Json]) -> bool:
    shown_ones = [any(shows(c, evidence) for c in citations) for evidence in question.get("evidence") or ()]
    if question.get("kind") in ALL_SHOWN:
        return bool(shown_ones) and all(shown_ones)
    return any(shown_ones) or (not question.get("abstain") and restated(question, citations))


def marks(questions: Iterable[Json], answers: Iterable[Json]) -> list[Mark]:
    """Mark the answers to a set of questions, in the order of the questions."""
    by_id = {answer.get("id"): answer for answer in answers}
    return [mark(question, by_id.get(question["id"], {})) for question in questions]


def score(given: Sequence[Mark]) -> Score:
    """Count what holds over a set of marks."""
    answerable = [one for one in given if not one.abstain]
    unanswerable = [one for one in given if one.abstain]
    return Score(
        questions=len(given),
        correct=sum(one.correct for one in given),
        grounded=sum(one.grounded for one in given),
        answerable=len(answerable),
        cited=sum(one.cited for one in answerable),
        unanswerable=len(unanswerable),
        abstained=sum(one.abstained for one in unanswerable),
    )
