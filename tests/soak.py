"""How long the long tests go on: a few rounds in the suite, all of them under `make soak`."""

import os

SOAK = os.environ.get("SCRUTINEER_SOAK") == "1"
"""Whether the long forms are asked for."""


def rounds(usual: int, *, soak: int) -> int:
    """Give the number of rounds, or seconds, of a test."""
    return soak if SOAK else usual
