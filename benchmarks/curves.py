"""The curves of a measurement of scale, as a picture: what grows with the number of passages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import altair as alt

CURVES = (
    ("Question, 95 of 100, ms", {"ask_ms_p95": "on the wall", "ask_cpu_ms_p95": "of the processor"}),
    ("The same with a filter, ms", {"filtered_ms_p95": "on the wall", "filtered_cpu_ms_p95": "of the processor"}),
    ("Adding a pack, s", {"again_s": "on the wall", "again_cpu_s": "of the processor"}),
    ("Index, MB", {"catalogue_mb": "catalogue", "vectors_mb": "vector index"}),
    ("Memory while answering, MB", {"peak_mb": "largest resident set"}),
    ("Ingest, passages a second", {"ingest_passages_a_second": "reading, embedding, storing"}),
)
"""Each chart: its title, and the fields that it shows, by the names of their lines."""
COLOURS = ("#1b8797", "#c2610c")
SHAPES = ("circle", "square")
WIDTH, HEIGHT, ACROSS = 300, 190, 3
SHARPER = 2


def draw(sizes: Sequence[dict[str, Any]], file: Path) -> None:
    """Draw the curves of the measured sizes as PNG; what was not measured has no point, nor has an empty index."""
    charts = [_curve(title, names, sizes) for title, names in CURVES]
    picture = alt.concat(*charts, columns=ACROSS, spacing=28).resolve_scale(color="independent", shape="independent")
    picture.properties(background="#ffffff", padding=16).save(str(file), format="png", scale_factor=SHARPER)


def _curve(title: str, names: dict[str, str], sizes: Sequence[dict[str, Any]]) -> alt.LayerChart:
    rows = [
        {"passages": size["passages"], "value": size[field], "line": name}
        for field, name in names.items()
        for size in sizes
        if size["passages"] and size.get(field) is not None
    ]
    lines = list(names.values())
    legend = alt.Legend(title=None, orient="top") if len(lines) > 1 else None
    x = alt.X("passages:Q", title="passages", scale=alt.Scale(type="log", nice=False, padding=12))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x.axis(format="~s", tickCount=4),
        alt.Y("value:Q", title=None, scale=alt.Scale(zero=True)),
        alt.Color("line:N", legend=legend, scale=alt.Scale(domain=lines, range=list(COLOURS[: len(lines)]))),
        alt.Shape("line:N", legend=legend, scale=alt.Scale(domain=lines, range=list(SHAPES[: len(lines)]))),
    )
    layers = alt.layer(base.mark_line(), base.mark_point(size=60, filled=True))
    return layers.properties(title=title, width=WIDTH, height=HEIGHT)
