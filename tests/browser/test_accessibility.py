"""Each page by the rules of WCAG 2.2 AA that a program can check, light and dark, wide and narrow, and by keyboard."""

import pytest

from tests.browser.serving import at_rest

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = (
    *("", "search", "search?q=looked+after+children&kind=report", "papers", "help"),
    *("figures", "figures?measure=looked+after+children", "brief", "brief?topic=looked+after+children"),
)
SCREENS = ((1280, 900, "light"), (768, 1024, "dark"), (360, 740, "light"))
QUESTION = "what was the LAC rate in May 2019"


def violations(page):
    """Give what axe finds, each with the elements that break the rule."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return {v["id"]: [node["html"][:200] for node in v["nodes"]] for v in found}


@pytest.mark.parametrize(("width", "height", "scheme"), SCREENS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_breaks_no_rule(visit, address, path, width, height, scheme):
    page = visit(f"{address}/{path}", width, height, color_scheme=scheme)
    page.locator("h1").first.wait_for()
    at_rest(page)
    assert violations(page) == {}


@pytest.mark.parametrize(("width", "height", "scheme"), SCREENS)
def test_an_answer_and_its_page_break_no_rule(visit, address, width, height, scheme):
    page = visit(address, width, height, color_scheme=scheme)
    box = page.get_by_placeholder("Ask the papers")
    box.fill(QUESTION)
    box.press("Enter")
    page.locator("article.source").first.wait_for()
    page.get_by_role("button", name="Open page").first.click()
    page.locator("[data-testid=stImage] img").first.wait_for()
    at_rest(page)
    assert violations(page) == {}


def test_from_a_question_to_its_source_by_keyboard_alone(visit, address):
    page = visit(address)
    page.get_by_placeholder("Ask the papers").wait_for()
    page.get_by_placeholder("Ask the papers").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator("article.source").first.wait_for()
    page.wait_for_load_state("networkidle")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.innerText") == "Open page":
            break
    page.keyboard.press("Enter")
    page.locator("[data-testid=stImage] img").first.wait_for()


@pytest.mark.parametrize(("width", "height", "scheme"), SCREENS)
def test_the_page_of_a_paper_breaks_no_rule(visit, address, width, height, scheme):
    page = visit(f"{address}/papers", width, height, color_scheme=scheme)
    page.locator("a[href*='paper?document=']").first.click()
    page.locator("h1.paper").wait_for()
    page.wait_for_load_state("networkidle")
    assert violations(page) == {}
