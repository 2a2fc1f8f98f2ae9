"""A search saved as comma-separated values."""

import csv
from datetime import date
from io import StringIO

from assistant.searching.request import Request
from assistant.searching.saving import COLUMNS, write_results
from assistant.searching.search import search
from tests.assistant.held import paragraph
from tests.assistant.searching.papers import hold, hold_pack, opened_in

DAY = date(2026, 1, 2)


def saved(opened, words):
    file = StringIO()
    write_results(search(opened, Request(words)), file, DAY)
    return list(csv.DictReader(StringIO(file.getvalue(), newline="")))


def test_every_passage_is_saved_with_what_finds_it_again(tmp_path):
    hold_pack(tmp_path, 4)
    rows = saved(opened_in(tmp_path), "lighthouse log")
    assert len(rows) == 4
    assert tuple(rows[0]) == COLUMNS
    first = rows[0]
    assert (first["search"], first["saved on"], first["file"], first["officer"], first["kind"]) == (
        *("lighthouse log", "2026-01-02", "pack.txt", "Ann Head", "report"),
    )
    assert {row["page"] for row in rows} == {"2", "3", "4", "5"}
    assert first["passage"].startswith("Lighthouse log entry")


def test_no_cell_becomes_a_formula(tmp_path):
    hold(tmp_path, "evil.txt", paragraph("=HYPERLINK('x') anchor"), title="@SUM(1)", committee="+cmd", council="-2+3")
    (row,) = saved(opened_in(tmp_path), "=anchor")
    assert (row["search"], row["passage"], row["paper"]) == ("'=anchor", "'=HYPERLINK('x') anchor", "'@SUM(1)")
    assert (row["committee"], row["council"]) == ("'+cmd", "'-2+3")
