"""The table of figures as HTML, each with a link that opens its page with the passage marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import shorten

from assistant.figures.choosing import notes_on, role_words, stands_at
from assistant.figures.register import measure_words
from assistant.figures.series import place_of
from assistant.figures.words import period_name, value_words
from assistant.opened import Opened
from assistant.pages.addresses import Spot, paper_address
from assistant.safe import as_html
from corpus.figures import Figure

HEADS = ("Value", "Unit", "Measure", "Period", "Place", "Role", "Source")
UNITS = {"count": "number", "GBP": "£"}
LONGEST_MEASURE = 180
"""Characters of a measure that are shown: some are whole sentences, which their page shows."""


def address_of(figure: Figure) -> str:
    """Give the address of a figure's page with the figure marked."""
    return paper_address(Spot(figure.document_id, figure.page, figure.block, figure.start, figure.end))


def source_link(opened: Opened, figure: Figure) -> str:
    """Give the link to a figure's page, as HTML."""
    return f"<a href='{as_html(address_of(figure))}' target='_self'>{as_html(stands_at(opened, figure))}</a>"


def unit_words(unit: str) -> str:
    """Give a unit as it is shown: "number" for a bare count."""
    return UNITS.get(unit, unit)


def table(opened: Opened, figures: Sequence[Figure], differing: Mapping[str, Sequence[Figure]]) -> str:
    """Give figures as a table; beside a value that is stated differently elsewhere, the other one with its source."""
    heads = "".join(f"<th scope='col'>{head}</th>" for head in HEADS)
    rows = "".join(_row(opened, figure, differing.get(figure.id, ())) for figure in figures)
    return (
        "<div class='figures' role='region' aria-label='Figures' tabindex='0'>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(opened: Opened, figure: Figure, others: Sequence[Figure]) -> str:
    value = as_html(f"{figure.approximate} {value_words(figure)}".strip())
    for other in others:
        value += (
            f"<span class='differs'>Papers differ: {as_html(value_words(other))} in {source_link(opened, other)}</span>"
        )
    notes = notes_on(opened, figure)
    cells = (
        value,
        as_html(unit_words(figure.unit)),
        as_html(shorten(measure_words(opened, figure), LONGEST_MEASURE, placeholder=" …")),
        as_html(period_name(figure.period) if figure.period else "not stated"),
        as_html(place_of(opened, figure) or "not stated"),
        as_html(role_words(figure)),
        source_link(opened, figure) + (f"<span class='note'>{as_html(notes)}</span>" if notes else ""),
    )
    return f"<tr>{''.join(map(_cell, HEADS, cells))}</tr>"


def _cell(head: str, contents: str) -> str:
    """Give a cell under a head, which a narrow screen shows beside it."""
    kind = " class='value'" if head == HEADS[0] else ""
    return f"<td data-head='{head}'{kind}><span>{contents}</span></td>"
