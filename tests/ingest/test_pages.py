import pypdfium2
import pytest

from ingest.frame import Frame
from ingest.pages import read_page
from tests.ingest.drawn import HEIGHT, WIDTH, Sheet, draw


def sheet(page: Sheet) -> None:
    page.write(72, 100, "Harbour dues", 14, bold=True)
    page.write(72, 130, "rose by £2.9m")
    page.rule(72, 200, 300, 200)
    page.rule(72, 200, 72, 260)
    page.picture(0, HEIGHT / 2, WIDTH, HEIGHT / 2)


@pytest.fixture
def layout(tmp_path):
    document = pypdfium2.PdfDocument(draw(tmp_path / "a.pdf", sheet))
    try:
        yield read_page(document[0], 1)
    finally:
        document.close()


def test_words_have_their_size_weight_and_place(layout):
    assert [word.text for word in layout.words] == ["Harbour", "dues", "rose", "by", "£2.9m"]
    assert [(word.size, word.bold) for word in layout.words[::2]] == [(14, True), (11, False), (11, False)]
    first = layout.words[0]
    assert first.left == pytest.approx(72, abs=2)
    assert 84 < first.top < 92 and 98 < first.bottom < 106


def test_ruling_lines_and_pictures_are_found(layout):
    assert sorted((edge.level, round(edge.at), round(edge.start), round(edge.end)) for edge in layout.edges) == [
        (False, 72, 200, 260),
        (True, 200, 72, 300),
    ]
    assert layout.pictures == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("turn", "point"), [(0, (10, 80)), (90, (20, 10)), (180, (190, 20)), (270, (80, 190))]
)  # fmt: skip
def test_a_frame_turns_points_clockwise(turn, point):
    assert Frame(0, 0, 200, 100, turn).point(10, 20) == point
