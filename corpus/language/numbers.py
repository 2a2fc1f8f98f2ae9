"""Numbers as decimals: digits with their scale and sign, words, and parts of a whole."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ONES = {word: value for value, word in enumerate(_ONES, start=1)}
TENS = {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_BELOW_HUNDRED = (
    rf"(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES[:9])}))?|(?:{'|'.join(sorted(_ONES, key=len, reverse=True))})"
)
WORDED_NUMBER = rf"(?:{_BELOW_HUNDRED})(?:\s(?:hundred|thousand|million)\b(?:\sand\s(?:{_BELOW_HUNDRED})\b)?)?"
LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
SCALES = {"k": 1000, "million": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "thousand": 1000}
FRACTION = (
    r"(?:one |a |two |three )?(?:half|third|thirds|quarters|fifths?|tenths?)(?=\s+(?:of|are|were|had|have|the)\b)"
    r"|(?:a|one|three)\s(?:quarter|quarters)(?=\s+of\b)"
    rf"|(?:\d{{1,3}}|{'|'.join(_ONES[:9])})\s(?:out of|in)\s(?:every\s)?(?:\d{{1,3}}|{'|'.join(_ONES)})"
    r"(?=\s+[a-z(]|[.,;)]|$)"
)
"""Parts of a whole in words: "half of", "two thirds of", "nine out of 10", "one in five"."""
_PART = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_OUT_OF = re.compile(r"(\w+)\s(?:out of|in)\s(?:every\s)?(\w+)", re.IGNORECASE)


def number_value(printed: str, scale: str = "") -> Decimal | None:
    """Give a number in digits as a decimal: "£1.17" with "m" is 1170000; None where there is no digit in it."""
    digits = re.sub(r"[^\d.]", "", printed).rstrip(".")
    if digits.count(".") > 1 or not any(c.isdigit() for c in digits):
        return None
    value = Decimal(digits) * SCALES.get(scale.strip().casefold(), 1)
    return -value if re.match(r"£?\s?[\-−–]", printed.strip()) else value


def worded_value(words: str) -> Decimal | None:
    """Give the value of a number in words, such as "twenty-five" or "two hundred"."""
    total = 0
    for part in re.split(r"[\s-]+(?:and\s+)?", words.casefold()):
        if part in LARGE:
            total = max(total, 1) * LARGE[part]
        elif part in TENS or part in ONES:
            total += TENS.get(part, 0) or ONES.get(part, 0)
        else:
            return None
    return Decimal(total) if total else None


def fraction_value(words: str) -> Decimal | None:
    """Give a part of a whole as a percentage, None where no decimal gives it, as for a third."""
    text = words.casefold().strip()
    out_of = _OUT_OF.match(text)
    if out_of:
        top, bottom = (_plain(part) for part in out_of.groups())
    else:
        part = next((n for name, n in _PART.items() if name in text), 0)
        count = text.partition(" ")[0]
        top, bottom = ONES.get(count, 1), part
    if not top or not bottom or top > bottom:
        return None
    value = Decimal(100 * top) / bottom
    return value if value == value.quantize(Decimal("0.01")) else None


def _plain(word: str) -> int:
    return int(word) if word.isdigit() else ONES.get(word, 0)
