from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from corpus.records import BlockKind, Row
from ingest.readers.text import read_text


def _read(folder: Path, text: str, encoding: str = "utf-8", *, is_markdown: bool = False):
    path = folder / "paper"
    path.write_bytes(text.encode(encoding))
    return read_text(path, "d", is_markdown=is_markdown)


def _lines(extract):
    return [(block.kind, block.number, block.text, block.headings) for block in extract.blocks]


def test_wrapped_lines_make_one_paragraph_and_blank_lines_end_it(tmp_path):
    text = (
        "MINUTES OF CABINET\n\nReport to: Cabinet\nDate of Meeting: 3 May 2018\n\n"
        "5.6.1 The number of visits to the libraries of the town went up in the\n"
        "first quarter, and the cost of each well-\nknown branch went down.\n\n"
        "1. The first point of all is about the money that has been spent on it.\n2. The second is short.\n"
    )
    heading = ("MINUTES OF CABINET",)
    assert _lines(_read(tmp_path, text)) == [
        (BlockKind.HEADING, None, "MINUTES OF CABINET", ()),
        (BlockKind.PARAGRAPH, None, "Report to: Cabinet", heading),
        (BlockKind.PARAGRAPH, None, "Date of Meeting: 3 May 2018", heading),
        (
            BlockKind.PARAGRAPH,
            "5.6.1",
            "The number of visits to the libraries of the town went up in the first quarter, and the cost of each "
            "well-known branch went down.",
            heading,
        ),
        (BlockKind.PARAGRAPH, "1", "The first point of all is about the money that has been spent on it.", heading),
        (BlockKind.PARAGRAPH, "2", "The second is short.", heading),
    ]


def test_markdown_headings_lists_and_emphasis_lose_their_signs(tmp_path):
    text = (
        "# Plan\n\nIntro with **bold**, a [link](http://example.org) and snake_case_name.\nsame paragraph\n\n"
        "## Next *steps*\n\n- one\n  wrapped\n- two\n\n1. first\n2. second\n\nUnderlined\n----------\n\n> quoted\n"
    )
    plan, steps, under = ("Plan",), ("Plan", "Next steps"), ("Plan", "Underlined")
    assert _lines(_read(tmp_path, text, is_markdown=True)) == [
        (BlockKind.HEADING, None, "Plan", ()),
        (BlockKind.PARAGRAPH, None, "Intro with bold, a link and snake_case_name. same paragraph", plan),
        (BlockKind.HEADING, None, "Next steps", plan),
        (BlockKind.LIST_ITEM, None, "one wrapped", steps),
        (BlockKind.LIST_ITEM, None, "two", steps),
        (BlockKind.PARAGRAPH, "1", "first", steps),
        (BlockKind.PARAGRAPH, "2", "second", steps),
        (BlockKind.HEADING, None, "Underlined", plan),
        (BlockKind.PARAGRAPH, None, "quoted", under),
    ]


@pytest.mark.parametrize("is_markdown", [True, False])
def test_a_table_drawn_with_pipes_becomes_rows(tmp_path, is_markdown):
    extract = _read(tmp_path, "| Area | Q1 |\n|---|---:|\n| North | 12 |\n| South |  |\n", is_markdown=is_markdown)
    heads = ("Area", "Q1")
    assert [block.row for block in extract.blocks] == [
        Row(0, 0, ("Area", "Q1"), heads, is_head=True),
        Row(0, 1, ("North", "12"), heads),
        Row(0, 2, ("South", ""), heads),
    ]


def test_lines_with_tabs_become_rows(tmp_path):
    extract = _read(tmp_path, "Area\tQ1\tQ2\nNorth\t12\t13\nSouth\t\t15\n")
    assert [block.row.cells for block in extract.blocks] == [
        ("Area", "Q1", "Q2"),
        ("North", "12", "13"),
        ("South", "", "15"),
    ]
    assert extract.blocks[1].row.heads == ("Area", "Q1", "Q2")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_decoded_whatever_wrote_it(tmp_path, encoding):
    assert _read(tmp_path, "It cost £5 – “cheap”.", encoding).blocks[0].text == "It cost £5 – “cheap”."


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_line_ends(tmp_path, line_end):
    assert [block.text for block in _read(tmp_path, f"One.{line_end}{line_end}Two.").blocks] == ["One.", "Two."]


def test_a_text_without_words_is_unreadable(tmp_path):
    with pytest.raises(UnreadableError, match="no text"):
        _read(tmp_path, " \n\n")
