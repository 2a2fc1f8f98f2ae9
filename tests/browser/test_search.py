"""The search page as a reader meets it: by mouse, by keyboard, at three widths."""

import pytest

from tests.browser.serving import HARM, runs_over

pytestmark = pytest.mark.browser
BOX = "Words to search for"


def search(page, words):
    box = page.get_by_label(BOX)
    box.fill(words)
    box.press("Enter")
    page.wait_for_function("words => document.title.startsWith(words.slice(0, 60))", arg=words)
    page.locator("p.count").wait_for()


def test_a_search_shows_passages_whose_page_opens_with_the_passage_marked(visit, address):
    page = visit(f"{address}/search")
    search(page, "looked after children")
    page.locator("article.found mark").nth(3).wait_for()
    assert "passages in" in page.locator("p.count").inner_text()
    link = page.get_by_role("link", name="Page 9 (page 11 of the file) · paragraph 5.6.1").first
    link.click()
    page.locator("[data-testid=stImage] img").first.wait_for()
    assert page.locator("[data-testid=stImage] img").first.get_attribute("alt").endswith("with the passage marked")
    page.go_back()
    page.locator("article.found").first.wait_for()
    box = page.get_by_label(BOX)
    box.wait_for()  # the browser loads each kind of control when it first shows one
    assert box.input_value() == "looked after children"


def test_the_address_reopens_the_search_with_its_limits(visit, address):
    page = visit(f"{address}/search")
    search(page, "children")
    page.get_by_text("Minutes (", exact=False).first.click()
    page.wait_for_url("**kind=minutes**")
    page.get_by_role("button", name="Kind of paper: Minutes").wait_for()
    said = page.locator("p.count").inner_text()
    again = visit(page.url)
    again.locator("p.count").wait_for()
    assert again.locator("p.count").inner_text() == said
    assert again.get_by_role("checkbox", name="Minutes").is_checked()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "dark"), (360, "light")])
def test_nothing_runs_over_at_any_width(visit, address, width, scheme):
    page = visit(f"{address}/search?q=looked+after+children&kind=report&sort=newest", width, color_scheme=scheme)
    page.locator("article.found").first.wait_for()
    assert runs_over(page) == []
    page.get_by_label(BOX).wait_for()


def test_everything_works_by_keyboard(visit, address):
    page = visit(f"{address}/search")
    page.get_by_label(BOX).focus()
    page.keyboard.type("children")
    page.keyboard.press("Enter")
    page.locator("article.found").first.wait_for()
    box = page.get_by_role("checkbox", name="Report").first
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**kind=report**")
    back = page.get_by_role("button", name="Kind of paper: Report")
    back.wait_for()
    back.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "kind" not in url)
    link = page.locator("article.found h2 a").first
    link.focus()
    assert link.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/paper?document=**")


def test_the_results_are_saved_as_a_table(visit, address):
    page = visit(f"{address}/search?q=fostering")
    page.locator("article.found").first.wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as CSV").click()
    assert waiting.value.suggested_filename.startswith("search-fostering-")
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    assert text.startswith("search,saved on,council")
    assert text.count("\n") > 3


def test_nothing_in_a_search_or_a_paper_becomes_markup(visit, address):
    page = visit(f"{address}/search")
    search(page, "kraken leviathan " + HARM)
    page.locator("article.found").first.wait_for()
    assert page.title().endswith("· Search · Scrutineer")
    links = page.locator("[data-testid=stMain] a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert [link for link in links if not link.startswith("paper?")] == []
    made = "[data-testid=stMain] :is(img, iframe, .katex, b, em, script)"
    found = page.locator(made).evaluate_all("all => all.map(e => e.outerHTML)")
    assert [element for element in found if "scrollTo" not in element] == []


def test_headings_stand_in_order_and_every_control_has_a_name(visit, address):
    page = visit(f"{address}/search?q=children&kind=report")
    page.locator("article.found").first.wait_for()
    levels = page.locator("[data-testid=stMain] :is(h1, h2, h3)").evaluate_all("all => all.map(e => e.tagName)")
    assert levels[:2] == ["H1", "H2"]
    assert set(levels[1:]) == {"H2"}
    unnamed = page.locator("[data-testid=stMain] :is(button, input)").evaluate_all(
        "all => all.filter(e => !(e.innerText || e.getAttribute('aria-label') || e.labels?.length || e.title))"
        ".map(e => e.outerHTML.slice(0, 200))"
    )
    assert unnamed == []
