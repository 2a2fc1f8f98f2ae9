"""List items know what they hang under."""

from corpus.records import Block, BlockKind
from ingest.leads import with_parents

P, H, L, R = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW


def parents(*made):
    """The parents of blocks of (kind, number, text)."""
    blocks = [Block("d", n, kind, text, number=number) for n, (kind, number, text) in enumerate(made)]
    return [block.parent for block in with_parents(blocks)]


def test_items_hang_under_the_paragraph_before_them():
    assert parents((P, "5.2", "The works are:"), (L, None, "kerbs"), (L, None, "signs"), (P, None, "So much.")) == [
        None, 0, 0, None,
    ]  # fmt: skip


def test_items_may_hang_under_a_heading_that_ends_in_a_colon_and_under_no_other():
    assert parents((H, "5.7.1", "The profile shows:"), (L, None, "a rise")) == [None, 0]
    assert parents((H, None, "Roads"), (L, None, "kerbs")) == [None, None]


def test_bullets_below_a_lettered_item_hang_under_it_and_letters_under_the_paragraph():
    made = [(P, "2.1", "To agree:"), (L, "(a)", "the works"), (L, None, "kerbs"), (L, "(b)", "the cost")]
    assert parents(*made) == [None, 0, 1, 0]


def test_after_a_table_an_item_hangs_under_nothing():
    assert parents((P, None, "The works are:"), (R, None, "a | b"), (L, None, "kerbs")) == [None, None, None]


def test_a_footnote_at_the_end_of_a_page_ends_no_list_that_runs_over_it():
    kinds = [
        (P, "Of these:", 1),
        (L, "two are blue", 1),
        (P, "3 The colours were seen by day.", 1),
        (L, "one is red", 2),
    ]
    blocks = [Block("d", n, kind, text, page) for n, (kind, text, page) in enumerate(kinds)]
    assert [block.parent for block in with_parents(blocks)] == [None, 0, None, 0]
