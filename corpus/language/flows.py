"""Flows and stocks: "becoming looked after" counts those who come in over a time, "in care" those who are there."""

from __future__ import annotations

import re
from functools import lru_cache

FLOW = re.compile(
    r"\b(?:becom(?:e|es|ing)|became|ceas(?:e|ed|es|ing)|enter(?:s|ed|ing)?|entry|entries|entrants?|leav(?:e|es|ing|ers?)|left"
    r"|exit(?:s|ed|ing)?|start(?:s|ed|ing)|began|beginning|com(?:es?|ing) (?:into|off|in)|came (?:into|off|in)"
    r"|joined|joining|admitted|admissions?|discharg(?:e|ed|es)|new(?:ly)?|moved? out|ended|ending|adopted|started)\b",
    re.IGNORECASE,
)
"""Words of coming in and going out. A rate of these is another measure than the rate of those who are there."""
KEPT = 5_000
"""Texts of which it is kept whether they do: a question is held beside each sentence and figure looked at for it."""


@lru_cache(maxsize=KEPT)
def names_flow(text: str) -> bool:
    """Tell whether a text, a question or a sentence of a paper, speaks of coming in or going out."""
    return FLOW.search(text) is not None
