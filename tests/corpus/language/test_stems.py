"""Stems of words are those of the keyword index."""

import sqlite3

import pytest

from corpus.language.stems import stems


@pytest.mark.parametrize(
    "text", ["children looked after", "The families' Referrals, re-referred", "café naïve 2018/19", "snake_case"]
)
def test_stems_are_those_that_the_keyword_index_keeps(text):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = 'porter unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO t VALUES (?)", (text,))
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, row)")
    kept = {row[0] for row in connection.execute("SELECT term FROM v")}
    connection.close()
    assert set(stems(text)) == kept
