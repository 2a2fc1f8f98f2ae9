"""A page of a paper as a picture, or the text of one that has no pages, with a passage marked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.opened import Opened
from assistant.pages import frame, wording
from assistant.pictures import page_picture, page_size
from assistant.safe import as_html
from assistant.showing import may_show
from corpus.records import Block, Box, Document

USUAL_WIDTH = 1400
"""Pixels across a page's picture where nothing else is chosen."""
INTO_SIGHT = """<script>
(function look(times) {{
  const shown = document.querySelector("{selector}");
  if (!shown || shown.complete === false) return times && setTimeout(look, 50, times - 1);
  const place = shown.getBoundingClientRect(), passage = place.top + place.height * {down};
  if (passage < 80 || passage > innerHeight - 200)
    document.querySelector('[data-testid="stMain"]').scrollBy(0, passage - innerHeight / 3);
}})(100);
</script>"""
"""Brings the marked passage into sight, so far down in what is shown, once that is there, a picture when it has loaded.
Given numbers and names of our own only."""


def pictures(
    key: str,
    opened: Opened,
    document: Document,
    pages: Sequence[int],
    boxes: Sequence[Box],
    width: int = USUAL_WIDTH,
) -> None:
    """Show pages of a document as pictures, `width` pixels across, with boxes marked and brought into sight.

    They are shown as wide as their place is. `key` is a name for the browser. Raises `UnreadableError` where a page
    cannot be drawn.
    """
    original = opened.snapshot.original(document)
    if original is None:
        frame.small(wording.NO_FILE)
        return
    with st.container(key=f"picture-{key}"):
        for page in pages:
            if not may_show(opened, document, page):
                frame.small(wording.WITHHELD_PAGE.format(page=page))
                continue
            marked = ", with the passage marked" if any(box.page == page for box in boxes) else ""
            picture = page_picture(original, page, boxes, width)
            alt = f"Page {page} of the file{marked}"
            st.image(picture, width="stretch", output_format="PNG", alt=alt)
        if boxes and boxes[0].page in pages:
            down = boxes[0].top / page_size(original, boxes[0].page)[1]
            _to_passage(f".st-key-picture-{key} img", down)


def to_mark() -> None:
    """Bring the marked passage of a paper's text into sight, by itself: what may run holds no word of a paper."""
    _to_passage(".passage mark", 0.0)


def _to_passage(selector: str, down: float) -> None:
    st.html(INTO_SIGHT.format(selector=selector, down=f"{down:.3f}"), unsafe_allow_javascript=True)


def text(blocks: Sequence[Block], marked: int | None = None, start: int = 0, end: int | None = None) -> None:
    """Show blocks as text, and the passage `text[start:end]` of the block whose ordinal is `marked` marked."""
    parts = []
    for block in blocks:
        words = as_html(block.text)
        if block.ordinal == marked:
            until = len(block.text) if end is None else end
            before, passage, after = block.text[:start], block.text[start:until], block.text[until:]
            words = f"{as_html(before)}<mark>{as_html(passage)}</mark>{as_html(after)}"
        number = f"{as_html(block.number)} " if block.number else ""
        tag = f"p class='{as_html(str(block.kind).replace(' ', '-'))}'"
        parts.append(f"<{tag}>{number}{words}</p>")
    st.html(f"<div class='passage'>{''.join(parts)}</div>")
