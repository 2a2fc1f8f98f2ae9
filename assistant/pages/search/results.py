"""What a search found: each paper with its passages, every one a link to its page with the passage marked."""

from __future__ import annotations

import streamlit as st

from assistant.pages.addresses import Spot, paper_address
from assistant.pages.search import address
from assistant.safe import as_html
from assistant.searching.entries import Entry
from assistant.searching.printing import about, more, place_words
from assistant.searching.search import Results
from assistant.searching.snippets import Snippet

NO_PAGE = "Open the passage"
"""The link to a passage of a paper that has no pages."""


def show(results: Results) -> None:
    """Show one page of results."""
    for number, (group, snippets) in enumerate(results.shown()):
        with st.container(key=f"found-{number}", gap="xsmall"):
            st.html(_paper(group.entry, snippets))
            left = "" if results.alone else more(group, len(snippets))
            if left:
                identity = group.entry.paper.id
                st.button(left, key=f"more-{identity}", type="tertiary", on_click=address.within, args=(identity,))


def _paper(entry: Entry, snippets: list[Snippet]) -> str:
    title = f"<a href='{as_html(paper_address(_first(entry)))}'>{as_html(entry.title)}</a>"
    items = "".join(f"<li>{_passage(entry, found)}</li>" for found in snippets)
    return (
        f"<article class='found'><h2>{title}</h2><p class='small'>{as_html(about(entry))}</p>"
        f"<p class='small'>{as_html(entry.document.name)}</p><ul>{items}</ul></article>"
    )


def _first(entry: Entry) -> Spot:
    return Spot(entry.document.id, entry.paper.first_page)


def _passage(entry: Entry, found: Snippet) -> str:
    place = place_words(found)
    link = place[:1].upper() + place[1:] or NO_PAGE
    target = as_html(paper_address(Spot.of(found.block, *found.passage)))
    row = found.block.row
    above = " › ".join(filter(None, (*found.block.headings[-2:], row.caption if row else "")))
    words = "".join(f"<mark>{as_html(piece)}</mark>" if marked else as_html(piece) for piece, marked in found.pieces)
    return (
        f"<p class='place'><a href='{target}' aria-label='{as_html(f'{link}, {entry.title}')}'>{as_html(link)}</a>"
        f"{f'<span> · {as_html(above)}</span>' if above else ''}</p><p>{words}</p>"
    )
