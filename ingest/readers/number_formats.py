"""Values of a spreadsheet as its reader sees them: 0.4567 under the format "0.0%" is "45.7%".

Covers what scorecards use (ECMA-376, part 1, 18.8.31): sections for signs and text, digits, grouping, scaling, percent,
literal text, currencies, dates and times. A format beyond that shows the value plainly.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

LONGEST_GENERAL = 11
"""Characters that a number without a format gets in a cell."""

_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]\-]*)[^\]]*\]|(?P<elapsed>\[[hms]+\])|\[[^\]]*\]'
    r"|_.|\*.|(?P<general>General)|(?P<digits>[#0?.][#0?,.]*[#0?]|[#0?])(?P<scale>,*)|(?P<percent>%)"
    r"|(?P<ampm>AM/PM|A/P)|(?P<part>[ymdhs]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_FORM = 255
"""Characters of a format at the most, as Excel has it."""
_DATE_PART = re.compile(r'"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]|_.|\*.', re.IGNORECASE)
_MONTHS = ("January February March April May June July August September October November December").split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def shown(value: object, form: str) -> str:
    """Give a cell's value as the format shows it; "" for an empty cell."""
    if value is None:
        return ""
    form = form[:LONGEST_FORM]
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, form)
    if isinstance(value, int | float):
        return _number(Decimal(str(value)), form)
    return str(value)


def _sections(form: str) -> list[str]:
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', form)


def _number(value: Decimal, form: str) -> str:
    sections = _sections(form)
    signed = value < 0
    if signed and len(sections) > 1 and sections[1]:
        section, value, signed = sections[1], -value, False
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    else:
        section = sections[0]
    tokens = list(_TOKENS.finditer(section))
    if not any(token["digits"] or token["general"] for token in tokens):
        return _general(value) if not section.strip("@") else ("-" if signed else "") + _literals(tokens)
    for token in tokens:
        value *= 100 if token["percent"] else 1
        value /= 1000 ** len(token["scale"] or "")
    text = "".join(_part(token, abs(value) if signed else value) for token in tokens)
    has_value = any(sign in "123456789" for sign in text)
    return ("-" if signed and has_value else "") + text.strip()


def _part(token: re.Match[str], value: Decimal) -> str:
    if token["digits"]:
        return _digits(value, token["digits"])
    if token["general"]:
        return _general(value)
    return _literal(token)


def _literals(tokens: list[re.Match[str]]) -> str:
    return "".join(map(_literal, tokens)).strip()


def _literal(token: re.Match[str]) -> str:
    """Give the text that a token of a format stands for by itself."""
    kinds = ("quoted", "escaped", "currency", "percent", "other")
    return next((token[kind] for kind in kinds if token[kind]), "")


@lru_cache
def _places(digits: str) -> tuple[int, int, int, bool]:
    """Give the fewest digits before and after the point, the most after it, and whether thousands are grouped."""
    whole, _, after = digits.partition(".")
    return whole.count("0"), after.count("0"), len(after.replace(",", "")), "," in whole


def _digits(value: Decimal, digits: str) -> str:
    before, least, most, grouped = _places(digits)
    rounded = value.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    whole, _, after = text.partition(".")
    while len(after) > least and after.endswith("0"):
        after = after[:-1]
    if not before and whole in {"0", "-0"}:
        whole = whole[:-1]
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return sign + whole.rjust(before, "0") + (f".{after}" if after or (most and digits.endswith(".")) else "")


def _general(value: Decimal) -> str:
    """Show a number without a format: whole numbers whole, others as far as a cell shows them."""
    whole, _, after = f"{value:f}".partition(".")
    room = max(0, LONGEST_GENERAL - len(whole) - 1)
    if len(after) > room:
        whole, _, after = f"{round(value, room):f}".partition(".")
    after = after.rstrip("0")
    return f"{whole}.{after}" if after else whole


def _moment(value: datetime | date | time | timedelta, form: str) -> str:
    """Show a date or time; a format that names no part of one shows it in full."""
    if isinstance(value, timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    section = _sections(form)[0]
    if not re.search(r"[ymdhs]", _DATE_PART.sub("", section).replace("General", ""), re.IGNORECASE):
        section = "hh:mm" if isinstance(value, time) else "dd/mm/yyyy"
    tokens = list(_TOKENS.finditer(section))
    half_day = any(token["ampm"] for token in tokens)
    parts: list[str] = []
    for index, token in enumerate(tokens):
        if token["part"]:
            parts.append(_date_part(value, token["part"].lower(), _is_minute(tokens, index), half_day))
        elif token["ampm"]:
            parts.append("AM" if isinstance(value, datetime | time) and value.hour < 12 else "PM")
        else:
            parts.append(_literal(token))
    return "".join(parts).strip()


def _is_minute(tokens: list[re.Match[str]], index: int) -> bool:
    """Say whether an "m" between parts of a time is a minute and not a month."""
    before = next((t["part"] or t["elapsed"] for t in reversed(tokens[:index]) if t["part"] or t["elapsed"]), "")
    after = next((t["part"] for t in tokens[index + 1 :] if t["part"]), "")
    return "h" in before.lower() or "s" in after.lower()


def _date_part(value: datetime | date | time, part: str, is_minute: bool, half_day: bool) -> str:
    if part[0] in "hs" or (part[0] == "m" and is_minute):
        if not isinstance(value, datetime | time):
            return "00"
        hour = (value.hour - 1) % 12 + 1 if half_day else value.hour
        count = {"h": hour, "m": value.minute, "s": value.second}[part[0]]
        return str(count).rjust(len(part), "0")
    if isinstance(value, time):
        return ""
    if part[0] == "y":
        return f"{value.year:04}" if len(part) > 2 else f"{value.year % 100:02}"
    if part[0] == "m":
        name = _MONTHS[value.month - 1]
        return {3: name[:3], 4: name, 5: name[0]}.get(len(part), str(value.month).rjust(len(part), "0"))
    day = _DAYS[value.weekday()]
    return {3: day[:3], 4: day}.get(len(part), str(value.day).rjust(len(part), "0"))
