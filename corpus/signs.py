"""Signs of a text that are not seen and may act on whatever shows it: a terminal, a page, a Word document."""

from __future__ import annotations

import unicodedata

TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that set the direction of writing: with them a text can be shown in another order than it has."""
_ACTING = ("Cc", "Cs")
"""Categories of control characters and of halves of characters."""


def is_unseen(sign: str) -> bool:
    """Say whether a character is a control, half of one, none at all, or one that sets the direction of writing."""
    if sign.isprintable():
        return False
    is_none = ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"
    return is_none or sign in TURNING or unicodedata.category(sign) in _ACTING
