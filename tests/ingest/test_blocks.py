from corpus.records import Block, BlockKind
from ingest.blocks import blocks_of
from ingest.layout import Edge, PageLayout, Word


def words(left: float, top: float, text: str, bold: bool = False) -> list[Word]:
    made = []
    for part in text.split():
        made.append(Word(part, left, top, left + 5 * len(part), top + 10, 10, bold))
        left += 5 * len(part) + 3
    return made


def page(number: int, *runs: list[Word], edges: tuple[Edge, ...] = ()) -> PageLayout:
    return PageLayout(number, 600, 800, tuple(word for run in runs for word in run), edges)


def read(*pages: PageLayout) -> list[Block]:
    return list(blocks_of(pages, "d"))


def test_a_foot_that_comes_first_in_the_file_comes_last():
    note, text = words(50, 600, "Figures of the warden."), words(50, 200, "The boats were counted.")
    assert [block.text for block in read(page(1, note, text))] == ["The boats were counted.", "Figures of the warden."]


def test_columns_keep_the_order_of_the_file():
    left, right = words(50, 300, "First column here."), words(350, 200, "Second column here.")
    level = words(350, 300, "It goes on.")
    found = [block.text for block in read(page(1, left, right, level))]
    assert found == ["First column here.", "Second column here.", "It goes on."]


def test_a_table_without_a_line_above_it_takes_the_nearest_heading_as_its_caption():
    level = tuple(Edge(True, y, 50, 250) for y in (300.0, 320.0, 340.0))
    upright = tuple(Edge(False, x, 300, 340) for x in (50.0, 150.0, 250.0))
    cells = words(55, 305, "North") + words(155, 305, "12") + words(55, 325, "South") + words(155, 325, "9")
    head, text = words(50, 100, "Boats", bold=True), words(50, 130, "They were counted twice in the year.")
    rows = [block for block in read(page(1, head, text, cells, edges=level + upright)) if block.row]
    assert [block.row.cells for block in rows if block.row] == [("North", "12"), ("South", "9")]
    assert {(block.kind, block.row.caption) for block in rows if block.row} == {(BlockKind.TABLE_ROW, "Boats")}


def test_words_of_a_table_are_not_read_again_as_paragraphs():
    level = tuple(Edge(True, y, 50, 250) for y in (300.0, 320.0))
    upright = tuple(Edge(False, x, 300, 320) for x in (50.0, 150.0, 250.0))
    found = read(page(1, words(55, 305, "North"), words(155, 305, "12"), edges=level + upright))
    assert [block.text for block in found] == ["North | 12"]


def test_the_label_that_the_file_declares_serves_where_none_is_printed():
    found = blocks_of([page(1, words(50, 200, "The boats were counted."))], "d", ["iv"])
    assert [block.page_label for block in found] == ["iv"]


def ruled(top: float, *cells: list[Word]) -> tuple[list[Word], tuple[Edge, ...]]:
    """Put pairs of cells, two a row, into a drawn table of two columns."""
    bottom = top + 10.0 * len(cells)
    level = tuple(Edge(True, top + 20.0 * i, 50, 250) for i in range(len(cells) // 2 + 1))
    return [word for cell in cells for word in cell], level + tuple(
        Edge(False, x, top, bottom) for x in (50.0, 150.0, 250.0)
    )


def test_a_short_numbered_paragraph_directly_above_a_table_is_its_caption():
    cells, edges = ruled(
        330.0, words(55, 335, "North"), words(155, 335, "12"), words(55, 355, "South"), words(155, 355, "9")
    )
    lead = words(50, 310, "5.1.2 Overall it went well.")
    rows = [block.row for block in read(page(1, lead, cells, edges=edges)) if block.row]
    assert {row.caption for row in rows} == {"5.1.2 Overall it went well."}


def test_a_row_knows_the_sub_head_it_stands_under_and_what_it_is_of():
    cells, edges = ruled(
        300.0,
        *(words(55, 305, "Quays"), []),
        *(words(55, 325, "North"), words(155, 325, "12")),
        *(words(55, 345, "South"), words(155, 345, "9")),
    )
    rows = [block.row for block in read(page(1, cells, edges=edges)) if block.row]
    assert [(row.section, row.row_head) for row in rows] == [("", "Quays"), ("Quays", "North"), ("Quays", "South")]


def test_paragraphs_set_in_a_table_of_two_columns_keep_their_numbers():
    cells, edges = ruled(
        300.0,
        *(words(55, 305, "8.1"), words(155, 305, "Boats were counted.")),
        *(words(55, 325, "8.2"), words(155, 325, "Berths were let.")),
    )
    found = read(page(1, cells, edges=edges))
    assert [(block.kind, block.number, block.row) for block in found] == [
        (BlockKind.PARAGRAPH, "8.1", None),
        (BlockKind.PARAGRAPH, "8.2", None),
    ]


def test_a_numbered_row_of_a_table_without_heads_gives_its_number():
    level = tuple(Edge(True, y, 50, 350) for y in (300.0, 320.0, 340.0))
    upright = tuple(Edge(False, x, 300, 340) for x in (50.0, 150.0, 250.0, 350.0))
    cells = [
        *(words(55, 305, "8.1"), words(155, 305, "Boats:"), words(255, 305, "Counted.")),
        *(words(55, 325, "8.2"), words(155, 325, "Berths:"), words(255, 325, "Let now.")),
    ]
    found = read(page(1, [word for cell in cells for word in cell], edges=level + upright))
    assert [(block.number, block.row.cells[1]) for block in found if block.row] == [
        ("8.1", "Boats:"),
        ("8.2", "Berths:"),
    ]
