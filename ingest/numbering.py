"""Paragraph numbers and bullets that are typed at the beginning of a text.

A wrong paragraph number makes a wrong citation and cuts words out of a quote, so what might be a date, an amount or a
measurement is left alone. A tab is taken as the sign of a hanging number: readers that see a wide gap may put one in.
"""

from __future__ import annotations

import re

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_UNITS = (
    "million|billion|thousand|hundred|mn?|bn|k|per|percent|percentage|points?|times|fold|minutes?|mins?|hours?|hrs?"
    "|days?|weeks?|months?|years?|ftes?|wtes?|miles?|metres?|km|hectares?|acres?|tonnes?|am|pm|a\\.m|p\\.m|noon"
    "|of|and|or|in|out|compared|against|more|less|fewer|higher|lower|above|below|%"
)
_IS_MONTH = re.compile(rf"(?:{_MONTHS})\b\.?(?!\s+[a-z])(?:\W|$)", re.IGNORECASE)
"""A month as part of a date; "May require" is a verb, hence no lower-case word may follow."""
_IS_UNIT = re.compile(rf"(?:{_UNITS}|[Mm]illion|[Bb]illion|[FW]TEs?|AM|PM)(?!\w)")
"""In lower case: "5.1 In May" begins a paragraph, "5.1 in May" goes on with a sentence."""
_IS_CAPITAL_UNIT = re.compile(rf"(?:{_UNITS})(?!\w)(?! OF )", re.IGNORECASE)
"""Before capitals only "2 MINUTES OF THE LAST MEETING" is an item and no measurement."""
_LOWER_OPENERS = re.compile(r"(?:to(?! \d)|that|the|note|agree|approve|whether|if|where|when)\b")
"""Lower-case words with which a numbered recommendation may begin; a measurement goes on otherwise."""

_BULLET = re.compile(r"(?:[•●○▪■◼◦‣⁃∙·❖➢➤►✓✔]|[\uf000-\uf0ff]|[-–—*](?=\s)|o(?=\t|\s+[A-Z]))\s*")
_LEVELS = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,5})([a-z])?\.?[):]?(?=\s)")
_NUMBER_LETTER = re.compile(r"(\d{1,2}\.[a-z])[.)]?(?=\s)")
_NUMBER_WITH_LETTER = re.compile(r"(\d{1,2}[a-z])[.)](?=\s)|(\d{1,2}[a-h])(?=\s+(?:\|\s+)?[A-Z])")
_APPENDIX = re.compile(r"([A-Z]\.?\d{1,2}(?:\.\d{1,2})+|[A-Z]\.\d{1,2})\.?(?=\s)")
_POINT = re.compile(r"(\d{1,3})\.(?=\s|[A-Z][a-z])")
_BRACKET = re.compile(r"(\((?:\d{1,2}|[a-zA-Z]|[ivx]{1,6}|[IVX]{1,6})\)|(?:\d{1,2}|[a-zA-Z]|[ivx]{1,6})\))(?=\s|[A-Z])")
_LETTER = re.compile(r"([a-z]|[ivx]{2,6}|[IVX]{2,5}|[A-H](?=\.\s+[A-Z][a-z]+\s+(?:[A-Z]{3,}|[a-z]{2,})))\.(?=\s)")
_HANGING = re.compile(r"(\d{1,3}|[A-Z]\d{1,2}|[a-z])(?=[ ]*\t)")
_AGENDA = re.compile(r"(\d{1,2})(?=\s+[A-Z][A-Z'’,&/-]+(?:\s|$)(?![a-z]))")
"""A bare number only before words in capitals, as on agendas; before ordinary words it is a count."""

_SENTENCE_WORDS = 4


def bullet(text: str) -> tuple[bool, str]:
    """Say whether a text begins with a bullet sign, and give the text without it."""
    match = _BULLET.match(text)
    if match is None or match.end() == len(text):
        return False, text
    return True, text[match.end() :]


def printed_number(text: str) -> tuple[str | None, str]:
    """Part the paragraph number typed at the beginning of a text from the rest.

    Gives the number without its closing full stop ("5.6.1", "14", "3.d", "(a)", "a)") and the rest without white
    space before it. Where there is no number, or nothing after it, gives None and the text as it came.
    """
    for pattern, agrees in _FORMS:
        match = pattern.match(text)
        if match is None:
            continue
        rest = text[match.end() :].lstrip(" \t\n\xa0|" if pattern is _NUMBER_WITH_LETTER else " \t\n\xa0")
        hanging = "\t" in text[match.end() : len(text) - len(rest)]
        number = text[: match.end()].rstrip(".:") if pattern is not _LEVELS else match.group(0).rstrip(".:)")
        if rest and not _IS_MONTH.match(rest) and (agrees(number, rest) or (hanging and _opens(number, rest))):
            return number, rest
    return None, text


def _opens(_number: str, rest: str) -> bool:
    """Say whether words follow, rather than another figure of a row."""
    first = rest[0]
    if first.isalpha() or first in "\"'“‘[£":
        return not _IS_UNIT.match(rest)
    if first == "(":
        return rest[1:2].isalpha()
    return sum(word.isalpha() for word in rest.split()) >= _SENTENCE_WORDS


def _levels_agree(number: str, rest: str) -> bool:
    parts = [part.rstrip("abcdefghijklmnopqrstuvwxyz") for part in number.split(".")]
    if parts[0].startswith("0") or any(part.startswith("0") and part != "0" for part in parts) or parts[1] == "00":
        return False
    if len(parts) > 2:
        date_like = len(parts) == 3 and int(parts[0]) > 12 and int(parts[1]) <= 12 and int(parts[2]) >= 14
        return not date_like and _opens(number, rest)
    if rest[0].islower() and not _LOWER_OPENERS.match(rest):
        return False
    return _opens(number, rest)


def _point_agrees(number: str, rest: str) -> bool:
    return not number.startswith("0") and _opens(number, rest)


def _letter_agrees(number: str, rest: str) -> bool:
    return not rest[0].isdigit() and _opens("", rest) and (len(number) == 1 or _is_roman(number))


def _bracket_agrees(number: str, rest: str) -> bool:
    inner = number.strip("()")
    return (len(inner) == 1 or inner.isdigit() or _is_roman(inner)) and (rest[0].islower() or _opens(number, rest))


def _is_roman(text: str) -> bool:
    return re.fullmatch(r"x{0,3}(?:ix|iv|v?i{0,3})", text.lower()) is not None


def _agenda_agrees(number: str, rest: str) -> bool:
    return _opens(number, rest) and not _IS_CAPITAL_UNIT.match(rest)


def _hanging_only(_number: str, _rest: str) -> bool:
    return False


_FORMS = (
    (_LEVELS, _levels_agree),
    (_NUMBER_LETTER, _opens),
    (_NUMBER_WITH_LETTER, _opens),
    (_APPENDIX, _opens),
    (_POINT, _point_agrees),
    (_BRACKET, _bracket_agrees),
    (_LETTER, _letter_agrees),
    (_HANGING, _hanging_only),
    (_AGENDA, _agenda_agrees),
)
