from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from corpus.records import BlockKind, Row
from ingest.readers.html import read_html


def _read(folder: Path, page: str, encoding: str = "utf-8"):
    path = folder / "page.html"
    path.write_bytes(page.encode(encoding))
    return read_html(path, "d")


def _lines(extract):
    return [(block.kind, block.number, block.text, block.headings) for block in extract.blocks]


def test_headings_paragraphs_and_lists_come_in_order_with_their_path(tmp_path):
    extract = _read(
        tmp_path,
        """<html><head><title>Cabinet</title><style>p {}</style></head><body><nav>Home</nav><main><h1>Cabinet</h1>
        <h2>Roads</h2><p>5.6.1 The <b>budget</b> was spent.<br>All of it.</p><ol start="3"><li>repairs<ol type="a">
        <li>kerbs</li></ol></li><li value="7">signs</li></ol><ul><li>lights</li></ul><h2>Parks</h2><p>Open.</p></main>
        <footer>Contact us</footer><script>var a = 1;</script></body></html>""",
    )
    assert extract.title == "Cabinet"
    assert extract.pages is None
    roads = ("Cabinet", "Roads")
    assert _lines(extract) == [
        (BlockKind.HEADING, None, "Cabinet", ()),
        (BlockKind.HEADING, None, "Roads", ("Cabinet",)),
        (BlockKind.PARAGRAPH, "5.6.1", "The budget was spent. All of it.", roads),
        (BlockKind.LIST_ITEM, "3", "repairs", roads),
        (BlockKind.LIST_ITEM, "a", "kerbs", roads),
        (BlockKind.LIST_ITEM, "7", "signs", roads),
        (BlockKind.LIST_ITEM, None, "lights", roads),
        (BlockKind.HEADING, None, "Parks", ("Cabinet",)),
        (BlockKind.PARAGRAPH, None, "Open.", ("Cabinet", "Parks")),
    ]


def test_the_head_of_the_site_is_kept_as_a_margin_that_tells_whose_page_it_is(tmp_path):
    extract = _read(
        tmp_path,
        "<html><head><title>Decision | Able Council</title></head><body><header><b>Able Council</b></header>"
        "<main><header><h1>Roads</h1></header><p>Agreed.</p></main></body></html>",
    )
    assert [margin.text for margin in extract.margins] == ["Decision | Able Council", "Able Council"]
    assert [block.text for block in extract.blocks] == ["Roads", "Agreed."]


def test_table_rows_keep_heads_caption_and_merged_cells_once(tmp_path):
    extract = _read(
        tmp_path,
        """<body><table><caption>Table 1: Visits</caption><thead><tr><th rowspan=2>Area</th><th colspan=2>2018/19</th>
        </tr><tr><th>Q1</th><th>Q2</th></tr></thead><tr><th rowspan=2>North</th><td>1<sup>a</sup></td><td></td></tr>
        <tr><td colspan=2>none</td></tr></table></body>""",
    )
    heads = ("Area", "2018/19 › Q1", "2018/19 › Q2")
    assert [block.text for block in extract.blocks] == [
        "Area | 2018/19",
        "Area | Q1 | Q2",
        "North | 1a",
        "North | none",
    ]
    assert [block.row for block in extract.blocks] == [
        Row(0, 0, ("Area", "2018/19", ""), heads, "Table 1: Visits", is_head=True),
        Row(0, 1, ("Area", "Q1", "Q2"), heads, "Table 1: Visits", is_head=True),
        Row(0, 2, ("North", "1a", ""), heads, "Table 1: Visits"),
        Row(0, 3, ("North", "none", ""), heads, "Table 1: Visits"),
    ]


def test_an_agenda_page_of_a_council_site_reads_as_numbered_items(tmp_path):
    extract = _read(
        tmp_path,
        """<body><form id="aspnetForm"><input type="hidden" value="x"><div class="breadcrumb">Home &gt; Meetings</div>
        <h1>Agenda and minutes</h1><h2>Cabinet<br>Thursday, 20th June, 2019 6.00 pm</h2>
        <table class="mgItemTable"><tr><td class="mgItemNumberCell"><p>14.</p></td><td>
        <p class="mgAiTitleTxt"><a href="x.pdf">Library hours <span>PDF 487 KB</span></a></p>
        <p class="mgSubItemTitleTxt">Decision:</p><div><p>The hours were agreed.</p></div>
        <ul class="mgBulletList"><li>Appendix A</li></ul></td></tr></table></form></body>""",
    )
    page = "Agenda and minutes"
    meeting = "Cabinet Thursday, 20th June, 2019 6.00 pm"
    item = (page, meeting, "14 Library hours")
    assert _lines(extract) == [
        (BlockKind.HEADING, None, page, ()),
        (BlockKind.HEADING, None, meeting, (page,)),
        (BlockKind.HEADING, "14", "Library hours", (page, meeting)),
        (BlockKind.HEADING, None, "Decision:", item),
        (BlockKind.PARAGRAPH, None, "The hours were agreed.", (*item, "Decision:")),
        (BlockKind.LIST_ITEM, None, "Appendix A", (*item, "Decision:")),
    ]


def test_a_table_that_only_arranges_the_page_reads_as_text(tmp_path):
    extract = _read(tmp_path, "<table><tr><td><h2>News</h2><p>One.</p></td><td><p>Two.</p></td></tr></table>")
    assert [block.text for block in extract.blocks] == ["News", "One.", "Two."]


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<p>Caf\u00e9 \u2013 \u00a35</p>", "utf-8"),
        ("<p>Caf\u00e9 \u2013 \u00a35</p>", "cp1252"),
        ('<meta charset="iso-8859-15"><p>Caf\u00e9 \u2013 \u00a35</p>'.replace("\u2013", "-"), "iso-8859-15"),
        ("<p>Caf\u00e9 \u2013 \u00a35</p>", "utf-16"),
        ('<meta charset="iso-8859-1"><p>Caf\u00e9 \u2013 \u00a35</p>', "utf-8"),
    ],
)
def test_the_encoding_is_taken_from_the_bytes_and_then_from_the_page(tmp_path, page, encoding):
    assert _read(tmp_path, page, encoding).blocks[0].text.replace("\u2013", "-") == "Caf\u00e9 - \u00a35"


def test_hidden_parts_search_forms_and_comments_are_left_out(tmp_path):
    extract = _read(
        tmp_path,
        """<body><a href="#c">Skip to content</a><p style="display:none">no</p><p hidden>no</p><!-- no -->
        <form><label>Search</label><input></form><div role="search">no</div><p>Shown&nbsp;text</p></body>""",
    )
    assert [block.text for block in extract.blocks] == ["Shown text"]


def test_a_short_bold_line_is_a_heading(tmp_path):
    extract = _read(tmp_path, "<p><strong>Reasons</strong></p><p>They are <strong>good</strong>.</p>")
    assert [(block.kind, block.headings) for block in extract.blocks] == [
        (BlockKind.HEADING, ()),
        (BlockKind.PARAGRAPH, ("Reasons",)),
    ]


@pytest.mark.parametrize("page", ["", "<html><body><script>x</script></body></html>"])
def test_a_page_without_text_is_unreadable(tmp_path, page):
    with pytest.raises(UnreadableError, match="no text"):
        _read(tmp_path, page)


def test_a_page_nested_without_end_is_read_or_refused_but_never_breaks(tmp_path):
    try:
        extract = _read(tmp_path, "<div>" * 5000 + "deep" + "</div>" * 5000)
    except UnreadableError:
        return
    assert all(block.text == "deep" for block in extract.blocks)
