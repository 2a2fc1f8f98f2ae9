"""Medians of runs, and how many times better one system's figures are than another's."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

Figures = dict[str, float | None]
"""Name → what was measured, in the unit that the name ends with; None where the system does not tell."""


def medians(runs: Sequence[Figures]) -> Figures:
    """Give the median of each figure over the runs; None where one was not told."""
    values = {key: [run[key] for run in runs] for key in runs[0]}
    told = {key: [one for one in found if one is not None] for key, found in values.items()}
    return {key: round(statistics.median(found), 2) if found else None for key, found in told.items()}


def ratios(ours: Figures, theirs: Figures) -> Figures:
    """Give how many times better ours are: a rate or a share by ours over theirs, the rest by theirs over ours."""
    pairs = {key: (value, theirs.get(key)) for key, value in ours.items()}
    more = {key: key.endswith("_per_second") or key.startswith("evidence") for key in pairs}
    parts = {key: (a, b) if more[key] else (b, a) for key, (a, b) in pairs.items() if a and b}
    return {key: round(above / below, 2) for key, (above, below) in parts.items()}
