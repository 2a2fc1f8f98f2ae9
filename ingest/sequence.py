"""Numbers that follow on one another, and what only its place in a sequence shows to be a number."""

from __future__ import annotations

import re

LEVELS = re.compile(r"\d{1,3}(?:\.\d{1,3})*[a-z]?\.?")
"""A paragraph number of digits, with or without parts."""
_COUNTER = re.compile(r"(\(?)(\d{1,3}|[a-zA-Z])(\)?)")


def parts_of(number: str) -> tuple[int, ...]:
    """Give the parts of a number of digits and full stops; none for other numbers."""
    return tuple(int(part) for part in re.findall(r"\d+", number)) if LEVELS.fullmatch(number) else ()


def follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Say whether a number of two parts or more can come next: counted on by at most three, or a level deeper."""
    if len(number) < 2 or not last:
        return False
    if number[:-1] == last[: len(number) - 1] and len(number) <= len(last):
        return 0 < number[-1] - last[len(number) - 1] <= 3
    return number[: len(last)] == last and len(number) == len(last) + 1 and number[-1] <= 2


def succeeds(number: str, last: str) -> bool:
    """Say whether a number or letter is the next one after another of the same form: "g" after "f"."""
    one, other = _COUNTER.fullmatch(number), _COUNTER.fullmatch(last)
    if one is None or other is None or (one.group(1), one.group(3)) != (other.group(1), other.group(3)):
        return False
    this, before = one.group(2), other.group(2)
    if this.isdigit() and before.isdigit():
        return int(this) == int(before) + 1
    return this.isalpha() and before.isalpha() and ord(this) == ord(before) + 1
