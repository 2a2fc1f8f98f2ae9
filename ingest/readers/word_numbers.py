"""Automatic paragraph numbers of Word documents, which stand nowhere in the text and have to be counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_LETTERS = 26
MOST_COUNTED = 32_767
"""The highest number that Word writes in letters or Roman numerals; a file may ask for thousands of millions."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, the form of its numbers and the text around them ("%1.%2")."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    is_legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a list paragraph: a number, or only a bullet."""

    number: str | None
    level: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document with their counters, which run on as its paragraphs are met in order."""

    lists: dict[str, str]
    levels: dict[str, dict[int, Level]]
    restarts: dict[str, dict[int, int]]
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)

    @classmethod
    def from_element(cls, root: Any | None) -> Numbering:  # noqa: ANN401 - an lxml element, which is not typed
        """Read the lists from the root of numbering.xml; None gives a document without lists."""
        if root is None:
            return cls({}, {}, {})
        abstract = {each.get(qn("w:abstractNumId"), ""): each for each in root.findall(qn("w:abstractNum"))}
        by_style = {_value(each, "w:styleLink"): name for name, each in abstract.items() if _value(each, "w:styleLink")}
        lists: dict[str, str] = {}
        restarts: dict[str, dict[int, int]] = {}
        for each in root.findall(qn("w:num")):
            number_id = each.get(qn("w:numId"), "")
            name = _value(each, "w:abstractNumId")
            linked = _value(abstract[name], "w:numStyleLink") if name in abstract else ""
            lists[number_id] = by_style.get(linked, name)
            restarts[number_id] = {
                _integer(change.get(qn("w:ilvl")), 0): _integer(_value(change, "w:startOverride"), 1)
                for change in each.findall(qn("w:lvlOverride"))
                if change.find(qn("w:startOverride")) is not None
            }
        levels = {
            name: {_integer(level.get(qn("w:ilvl")), 0): _level(level) for level in each.findall(qn("w:lvl"))}
            for name, each in abstract.items()
        }
        return cls(lists, levels, restarts)

    def level_of_style(self, number_id: str, style: str) -> int:
        """Give the level of a list that a paragraph style stands for, 0 where none does."""
        levels = self.levels.get(self.lists.get(number_id, ""), {})
        return next((index for index, level in levels.items() if style and level.style == style), 0)

    def next_mark(self, number_id: str, index: int) -> Mark | None:
        """Count one paragraph of a list on and give its mark; None where there is no such list."""
        name = self.lists.get(number_id)
        if name is None or not 0 <= index < _LEVELS:
            return None
        levels = self.levels.get(name, {})
        counters = self._counters.setdefault(name, [None] * _LEVELS)
        if number_id not in self._met:
            self._met.add(number_id)
            for restarted, start in self.restarts.get(number_id, {}).items():
                if 0 <= restarted < _LEVELS:
                    counters[restarted] = start - 1
        level = levels.get(index, Level())
        before = counters[index]
        counters[index] = level.start if before is None else before + 1
        counters[index + 1 :] = [None] * (_LEVELS - index - 1)
        if level.form == "bullet":
            return Mark(None, index)
        return Mark(_label(level, levels, counters) or None, index)


def _label(level: Level, levels: dict[int, Level], counters: list[int | None]) -> str:
    def shown(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        of = levels.get(index, Level())
        count = counters[index]
        return in_form(of.start if count is None else count, "decimal" if level.is_legal else of.form)

    return _PLACEHOLDER.sub(shown, level.text).strip().rstrip(".:")


def in_form(count: int, form: str) -> str:
    """Write a count in one of Word's forms: 4 is "d" in lowerLetter and "iv" in lowerRoman."""
    if count > MOST_COUNTED:
        return str(count)
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        # After z Word goes on with aa, bb, cc.
        letter = chr(ord("a") + (count - 1) % _MOST_LETTERS) * ((count - 1) // _MOST_LETTERS + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and count > 0:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (count // value)
            count %= value
        return roman if form == "lowerRoman" else roman.upper()
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _level(element: Any) -> Level:  # noqa: ANN401
    return Level(
        _integer(_value(element, "w:start"), 1),
        _value(element, "w:numFmt") or "decimal",
        _value(element, "w:lvlText"),
        element.find(qn("w:isLgl")) is not None,
        _value(element, "w:pStyle"),
    )


def _value(element: Any, name: str) -> str:  # noqa: ANN401
    child = element.find(qn(name))
    return "" if child is None else str(child.get(qn("w:val"), ""))


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default
