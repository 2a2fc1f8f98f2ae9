"""A text layer that is no text is told from text, also from figures and Welsh."""

import pytest

from ingest.layout import Word
from ingest.legibility import is_legible


def words(text):
    return [Word(part, 0, 0, 1, 1, 10) for part in text.split()]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour wall was mended at a cost of £586,000. " * 5,
        "12.3 (4.5) 6,789 -0.1 £12.3m 45% 1/4 2018-19 – " * 10,
        "Mae cyngor y dref yn cwrdd ddydd Mercher gyda'r swyddogion " * 5,
        "Ref KPI1 RAG LAC CPP DCSF NHS FTE " * 10,
        "• lights • kerbs • signs • the harbour and the pier and the ferry • " * 4,
        "",
    ],
)
def test_text_is_legible(text):
    assert is_legible(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "7KH KDUERXU ZDOO ZDV PHQGHG DW D FRVW RI".lower() * 20,
        "•••• ••• •••••• ••• " * 20,
        "\ufffd\ufffd \x01\x02\x03 " * 60,
    ],
    ids=["shifted letters", "private signs", "no characters"],
)
def test_garbage_is_not(text):
    assert not is_legible(words(text))
