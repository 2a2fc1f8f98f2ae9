import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pypdf
import pytest
from PIL import Image, ImageColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assistant import pictures
from assistant.pdfium import MOST_PIXELS
from assistant.pictures import WIDEST, certain_boxes, page_picture, passage_boxes, squashed
from assistant.theme import ACCENT
from corpus.errors import UnreadableError
from corpus.records import Box, Place
from ingest.kinds import PDF
from ingest.readers import read
from tests.hostile.pdfs import CATALOGUE, stream, written

ACCENT_RGB = ImageColor.getrgb(ACCENT)
LINES = (
    "The number of children looked after by the Council was 378 at the",
    "end of May. The month before it was 374. The target is 350.",
)


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A page of one paragraph in two lines, and a second page."""
    file = tmp_path_factory.mktemp("paper") / "paper.pdf"
    canvas = Canvas(str(file), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(LINES):
        canvas.drawString(72, 700 - 15 * number, line)
    canvas.showPage()
    canvas.drawString(72, 700, "The second page has other words on it.")
    canvas.save()
    return file


def paragraph(file):
    return next(block for block in read(file, "doc", PDF, max_pages=9).blocks if "378" in block.text)


def span(text, words):
    start = text.index(words)
    return start, start + len(words)


def drawn(png):
    return Image.open(BytesIO(png)).convert("RGB")


def accent_area(picture):
    """Give the smallest box around the pixels of the accent, None where there are none."""
    pixels = picture.load()
    found = [(x, y) for x in range(picture.width) for y in range(picture.height) if pixels[x, y] == ACCENT_RGB]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return (min(xs), min(ys), max(xs), max(ys)) if found else None


def test_a_page_is_drawn_as_wide_as_asked_for(paper):
    picture = drawn(page_picture(paper, 1, width=600))
    assert picture.width in (600, 601)
    assert picture.height / picture.width == pytest.approx(A4[1] / A4[0], rel=0.01)
    assert accent_area(picture) is None


def test_a_passage_is_marked_in_the_accent_where_it_stands(paper):
    block = paragraph(paper)
    start, end = span(block.text, "The target is 350.")
    boxes = certain_boxes(paper, block.text, block.places, start, end)
    assert len(boxes) == 1
    scale = 1200 / A4[0]
    left, top, right, bottom = accent_area(drawn(page_picture(paper, 1, boxes, 1200)))
    assert (left / scale, right / scale) == pytest.approx((boxes[0].left, boxes[0].right), abs=3)
    assert (top / scale, bottom / scale) == pytest.approx((boxes[0].top, boxes[0].bottom), abs=3)
    assert A4[1] - 690 < boxes[0].bottom < A4[1] - 680


def test_a_passage_over_two_lines_has_two_marks(paper):
    block = paragraph(paper)
    start, end = span(block.text, "at the end of May.")
    first, second = certain_boxes(paper, block.text, block.places, start, end)
    assert first.left > second.right
    assert first.top < second.top


def test_only_the_boxes_of_the_page_that_is_drawn_are_marked(paper):
    block = paragraph(paper)
    boxes = certain_boxes(paper, block.text, block.places, 0, len(block.text))
    assert accent_area(drawn(page_picture(paper, 2, boxes, 600))) is None


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_and_cropped_page_is_marked_where_a_viewer_shows_the_words(paper, tmp_path, turn):
    writer = pypdf.PdfWriter(clone_from=paper)
    writer.pages[0].cropbox = pypdf.generic.RectangleObject((40, 300, 560, 800))
    writer.pages[0].rotate(turn)
    turned = tmp_path / "turned.pdf"
    writer.write(turned)
    block = paragraph(turned)
    start, end = span(block.text, "The target is 350.")
    boxes = certain_boxes(turned, block.text, block.places, start, end)
    assert len(boxes) == 1
    width = 500 if turn == 180 else 520
    marked, plain = (drawn(page_picture(turned, 1, shown, width)) for shown in (boxes, ()))
    left, top, right, bottom = accent_area(marked)
    inked = [pixel for pixel in plain.crop((left, top, right, bottom)).get_flattened_data() if max(pixel) < 128]
    assert inked, "there are no letters under the mark"
    assert max(right - left, bottom - top) > 5 * min(right - left, bottom - top)


def test_nothing_is_marked_without_places(paper):
    block = paragraph(paper)
    assert passage_boxes(block.text, (), 0, len(block.text)) == []
    assert certain_boxes(paper, block.text, (), 0, len(block.text)) == []


def test_nothing_is_marked_where_a_word_of_the_passage_has_no_place(paper):
    block = paragraph(paper)
    start, _ = span(block.text, "378")
    known = [place for place in block.places if not (place.start <= start < place.end)]
    assert passage_boxes(block.text, known, 0, len(block.text)) == []
    assert passage_boxes(block.text, known, *span(block.text, "The target")) != []


def test_nothing_is_marked_where_the_page_has_other_words_at_the_place(paper):
    block = paragraph(paper)
    moved = [Place(p.start, p.end, Box(2, *_corners(p.box))) for p in block.places]
    assert passage_boxes(block.text, moved, 0, len(block.text)) != []
    assert certain_boxes(paper, block.text, moved, 0, len(block.text)) == []


def _corners(box):
    return box.left, box.top, box.right, box.bottom


def test_the_cells_of_a_row_are_marked_apart():
    text = "Rate | 153.7"
    places = (Place(0, 4, Box(1, 50, 100, 75, 112)), Place(7, 12, Box(1, 300, 100, 330, 112)))
    assert passage_boxes(text, places, 0, len(text)) == [places[0].box, places[1].box]


def test_words_are_compared_without_case_spaces_and_ligatures():
    assert squashed("Oﬃ-\x02cer’s  £1,234") == squashed("officers 1234")


def test_a_page_that_is_not_there_says_so(paper):
    with pytest.raises(UnreadableError, match="no page 3"):
        page_picture(paper, 3)


def test_a_file_that_cannot_be_opened_says_so(tmp_path):
    file = tmp_path / "page.pdf"
    file.write_text("<html>not found</html>")
    with pytest.raises(UnreadableError, match="cannot be opened"):
        page_picture(file, 1)
    with pytest.raises(UnreadableError):
        page_picture(tmp_path / "missing.pdf", 1)


def test_no_picture_is_larger_than_its_bounds(tmp_path):
    file = tmp_path / "roll.pdf"
    canvas = Canvas(str(file), pagesize=(200, 14000))
    canvas.drawString(20, 20, "the end of the roll")
    canvas.save()
    picture = drawn(page_picture(file, 1, width=100_000))
    assert picture.width <= WIDEST
    assert picture.width * picture.height <= MOST_PIXELS * 1.01


def test_pages_can_be_drawn_from_many_threads_at_once(paper):
    alone = page_picture(paper, 1, width=301)
    with ThreadPoolExecutor(8) as pool:
        widths = [301 + number % 7 for number in range(28)]
        pictures = list(pool.map(lambda width: page_picture(paper, 1, width=width), widths))
    assert {picture for picture, width in zip(pictures, widths, strict=True) if width == 301} == {alone}


def without_end(folder):
    """Give a PDF file whose page has a form draw the next one twice, and that one the next: it is drawn for years."""
    levels = 30
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do /X Do 0 0 9 9 re f", form % (6 + level)) for level in range(levels)]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    tree = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    file = folder / "without end.pdf"
    file.write_bytes(written([CATALOGUE, tree, page, stream(b"/X Do"), *forms, stream(b"0 0 9 9 re f", form % 4)]))
    return file


def test_a_page_that_is_never_drawn_is_given_up_with_a_sentence_and_the_next_one_is_drawn(paper, tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "SECONDS", 1.0)
    began = time.monotonic()
    with pytest.raises(UnreadableError, match="Page 1 cannot be shown: it was given up after 1 seconds"):
        page_picture(without_end(tmp_path), 1)
    assert time.monotonic() - began < 10
    process = pictures._workers.queue[-1].process
    with pytest.raises(UnreadableError, match="given up after 1 seconds"):
        page_picture(tmp_path / "without end.pdf", 1)  # it is not tried again so soon
    assert pictures._workers.queue[-1].process is process is None
    monkeypatch.setattr(pictures, "SECONDS", 20.0)
    assert drawn(page_picture(paper, 1, width=411)).width in (411, 412)


def test_while_one_page_hangs_others_are_drawn(paper, tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "SECONDS", 3.0)
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(page_picture, without_end(tmp_path), 1)
        assert drawn(page_picture(paper, 1, width=413)).width in (413, 414)
        assert not hanging.done()
        with pytest.raises(UnreadableError):
            hanging.result()


@pytest.mark.skipif(os.name != "posix", reason="this system knows no such signal")
def test_a_page_on_which_its_process_crashes_says_so_and_the_next_one_is_drawn(paper, tmp_path):
    page_picture(paper, 1, width=415)
    crash = threading.Timer(0.5, os.kill, (pictures._workers.queue[-1].process.pid, signal.SIGSEGV))
    crash.start()
    with pytest.raises(UnreadableError, match="it is damaged, or needs too much memory"):
        page_picture(without_end(tmp_path), 1)
    assert drawn(page_picture(paper, 1, width=417)).width in (417, 418)
