"""Text from papers, file names and questions made safe to show: never markup, whatever it holds.

Such text reaches the page through `as_html`, inside elements of our own. Labels, captions and messages read Markdown,
which has many ways to make a link or load a picture: there `as_label` writes out every sign that Markdown knows.
"""

from __future__ import annotations

import html
import re

from corpus.signs import is_unseen

SIGNS = frozenset("\\`*_{}[]()<>#+-.!|~:$&^=/@")
"""Signs that may mean something in Markdown as Streamlit reads it."""

ACTIVE = re.compile(r"[\\`*_{}\[\]<>~|:$&^@]|--|www\.|^[^\w(“‘£]|^\d+[.)]", re.IGNORECASE)
"""What begins something in Markdown: without it brackets, dots and dashes within a text mean nothing."""


def as_html(text: str) -> str:
    """Give a text for HTML: for an element's contents or for a quoted attribute."""
    return html.escape(visible(text), quote=True)


def visible(text: str) -> str:
    """Give a text without control characters, what is no character, and those that set the direction of writing."""
    return "".join(character for character in text if character in "\n\t" or not is_unseen(character))


def as_label(text: str) -> str:
    """Give a text for a label, where Streamlit reads Markdown: each sign that it knows is written out.

    A text without any sign that could begin something stays as it is: some labels are read aloud as they are written.
    """
    shown = " ".join(visible(text).split())
    if not ACTIVE.search(shown):
        return shown
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in shown)
