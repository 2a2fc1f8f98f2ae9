"""Text from papers, file names and questions made safe to show: never markup, whatever it holds.

Such text reaches the page through `as_html` alone, inside elements of our own. It is never given to anything that reads
Markdown (labels, captions, messages): Markdown has too many ways to make a link or load a picture.
"""

from __future__ import annotations

import html
import unicodedata

TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that set the direction of writing: with them a text can be shown in another order than it has."""


def as_html(text: str) -> str:
    """Give a text for HTML: for an element's contents or for a quoted attribute."""
    return html.escape(visible(text), quote=True)


def visible(text: str) -> str:
    """Give a text without control characters, halves of characters, and those that set the direction of writing."""
    return "".join(
        character
        for character in text
        if character in "\n\t" or (character not in TURNING and unicodedata.category(character) not in ("Cc", "Cs"))
    )
