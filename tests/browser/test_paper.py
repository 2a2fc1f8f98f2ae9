"""The page of a paper in the browser: reached from an answer, turned, marked, and with an address that reopens it."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageColor

from assistant.theme import ACCENT

pytestmark = pytest.mark.browser
QUESTION = "what was the LAC rate in May 2019"


def accents(page):
    image = page.locator("[data-testid=stImage] img").first
    image.wait_for()
    answered = page.request.get(image.evaluate("image => image.src"))
    picture = Image.open(BytesIO(answered.body())).convert("RGB")
    return sum(pixel == ImageColor.getrgb(ACCENT) for pixel in picture.get_flattened_data())


@pytest.fixture
def opened(visit, address):
    """The page that holds the answer's passage, reached by the link of its source."""
    page = visit(address)
    box = page.get_by_placeholder("Ask the papers")
    box.fill(QUESTION)
    box.press("Enter")
    page.get_by_role("link", name="In the paper").first.click()
    page.locator("h1.paper").wait_for()
    return page


def test_the_passage_is_marked_and_the_address_reopens_it(opened, visit):
    assert "page 9 (page 11 of" in opened.locator("p.here").inner_text()
    assert accents(opened) > 500
    again = visit(opened.url)
    assert "page 9 (page 11 of" in again.locator("p.here").inner_text()
    assert accents(again) > 500


def test_pages_are_turned_and_the_outline_opens_a_paper(opened):
    opened.get_by_role("button", name="Next page").click()
    opened.wait_for_function("document.querySelector('p.here').innerText.includes('page 12 of')")
    opened.locator("img[alt='Page 12 of the file']").wait_for()
    assert "page=12" in opened.url
    assert accents(opened) == 0
    first = opened.locator("[class*=st-key-outline-] button").first
    first.click()
    opened.wait_for_function("document.querySelector('p.here').innerText.includes('1 of')")


def test_a_larger_size_shows_a_wider_picture(opened):
    image = opened.locator("[data-testid=stImage] img").first
    image.wait_for()
    before = image.bounding_box()["width"]
    opened.get_by_text("150%").click()
    opened.wait_for_function(
        f"document.querySelector('[data-testid=stImage] img').getBoundingClientRect().width > {before * 1.2}"
    )


def test_the_original_is_downloaded(opened):
    with opened.expect_download() as download:
        opened.get_by_role("button", name=re.compile("Download")).click()
    assert download.value.suggested_filename.endswith(".pdf")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "This address names no paper"),
        ("?document=nosuch&page=2", "no longer held"),
        ("?page=abc", "names no paper"),
    ],
)
def test_an_address_that_names_nothing_says_so(visit, address, query, says):
    page = visit(f"{address}/paper{query}")
    page.get_by_role("alert").wait_for()
    assert says in page.get_by_role("alert").inner_text()


def test_the_headings_of_a_paper_open_their_pages(opened):
    opened.get_by_text("Headings of this paper").click()
    opened.get_by_role("button", name="5.5 Child protection").click()
    opened.wait_for_function("document.querySelector('p.here').innerText.includes('page 11 of')")


def test_the_passage_of_a_text_is_marked_and_brought_into_sight(visit, address):
    page = visit(address)
    box = page.get_by_placeholder("Ask the papers")
    box.fill("what options were rejected on family hubs opening hours")
    box.press("Enter")
    page.get_by_role("link", name="In the paper").first.click()
    page.locator(".passage mark").wait_for()
    page.wait_for_function(
        "(() => { const at = document.querySelector('.passage mark').getBoundingClientRect().top;"
        " return at > 50 && at < innerHeight - 100; })()"
    )
