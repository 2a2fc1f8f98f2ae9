"""The real page in headless Chromium, on a real server over the sample papers and papers that mean harm."""

from io import BytesIO

import pytest
from PIL import Image, ImageColor

from assistant.theme import ACCENT
from benchmarks.serving import PATIENCE
from tests.browser.serving import HARM, local

pytestmark = pytest.mark.browser
QUESTION = "what was the LAC rate in May 2019"
OUR_SCRIPTS = ("scrollIntoView", "scrollBy", "document.cookie")
PASSAGE = "(r => r.top + r.height * 0.75)(document.querySelector('[data-testid=stImage] img').getBoundingClientRect())"
"""About where on the screen the passage stands: three quarters down its page."""


@pytest.fixture
def page(browser, address):
    """The page, opened by a new visitor with a wide screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE * 1000)
    opened = context.new_page()
    opened.outside = []  # what it asks of anybody else

    def note(request):
        if not local(request.url, address):
            opened.outside.append(request.url)

    opened.on("request", note)
    opened.goto(address)
    opened.get_by_placeholder("Ask the papers").wait_for()
    yield opened
    context.close()


def ask(page, question, sourced=True):
    """Ask, and give the answer with its turn once the page is at rest; `sourced` waits for a source, too."""
    before = page.locator(".answer").count()
    box = page.get_by_placeholder("Ask the papers")
    box.fill(question)
    box.press("Enter")
    answer = page.locator(".answer").nth(before)
    answer.wait_for()
    page.locator("[data-testid=stSpinner]").wait_for(state="detached")
    turn = page.locator("[class*=st-key-turn-]").nth(before)
    if sourced:
        turn.locator("article.source").first.wait_for()
    return answer, turn


def wait_for_vectors(page):
    page.wait_for_function("document.querySelector('p.state') && !document.querySelector('p.state').innerText.trim()")


def picture_on(page, turn):
    image = turn.locator("[data-testid=stImage] img").first
    image.wait_for()
    answered = page.request.get(image.evaluate("image => image.src"))
    return Image.open(BytesIO(answered.body())).convert("RGB")


def accents(picture):
    wanted = ImageColor.getrgb(ACCENT)
    return sum(pixel == wanted for pixel in picture.get_flattened_data())


def test_a_question_is_answered_with_a_source_whose_page_shows_the_passage_marked(page):
    assert page.title() == "Chat · Scrutineer"
    assert page.evaluate("document.documentElement.lang") == "en"
    wait_for_vectors(page)
    answer, turn = ask(page, QUESTION)
    assert "153.7 per 10,000" in answer.inner_text()
    assert "153.7" in answer.inner_text()
    assert "LAC read as looked after children" in turn.inner_text()
    source = turn.locator("article.source").first
    for part in ("Wendmouth Council", "13 June 2019", "page 9 (page 11 of the file)", "paragraph 5.6.1", "153.7"):
        assert part in source.inner_text()
    answer.get_by_text("[1]").click()
    assert page.evaluate("document.querySelector('article:target')?.id") == "source-0-1"
    turn.get_by_role("button", name="Open page").first.click()
    picture = picture_on(page, turn)
    page.wait_for_function(f"{PASSAGE} > 0 && {PASSAGE} < innerHeight - 100")
    assert picture.width >= 1000
    assert accents(picture) > 500
    assert turn.locator("[data-testid=stImage] img").first.get_attribute("alt").endswith("with the passage marked")


def test_a_follow_up_uses_the_turn_before_and_both_stay(page):
    wait_for_vectors(page)
    ask(page, QUESTION)
    answer, turn = ask(page, "and in April?")
    assert page.locator("h2.question").all_inner_texts() == [QUESTION, "and in April?"]
    assert "LAC read as looked after children" in turn.inner_text()
    page.wait_for_function(
        "(top => 0 <= top && top < 150)(document.getElementById('question-1').getBoundingClientRect().top)"
    )
    assert answer.is_visible()


def test_an_example_can_be_pressed_by_keyboard(page):
    example = page.get_by_role("button", name=QUESTION)
    example.focus()
    page.keyboard.press("Enter")
    page.locator(".answer").first.wait_for()
    assert page.locator("h2.question").first.inner_text() == QUESTION


def test_what_is_not_in_the_papers_is_said_plainly(page):
    answer, turn = ask(page, "what is the airspeed of an unladen swallow", sourced=False)
    assert "The papers held do not say." in answer.inner_text()
    turn.get_by_text("Held: ").wait_for()
    assert turn.locator("article.source").count() == 0


@pytest.mark.parametrize(
    "question", [f"how many times was the kraken seen {HARM}", "how many times was the leviathan seen"]
)
def test_nothing_in_a_question_or_a_paper_becomes_markup(page, address, question):
    _, turn = ask(page, question)
    opener = turn.get_by_role("button", name="Open").first
    opener.click()
    turn.get_by_role("button", name="Close").first.wait_for()
    turn.get_by_role("button", name="Copy citation").first.click()
    page.locator("[data-testid=stCode]").first.wait_for()
    page.get_by_text("Limit the search to").click()
    page.locator("[data-testid=stMultiSelect]").nth(2).click()
    assert page.title() == "Chat · Scrutineer"
    links = page.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href') || '')")
    ours = ("#", "paper?document=", address)
    assert [link for link in links if not link.startswith(ours)] == []
    made = (
        "script, img:not([data-testid=stImage] img), iframe, .katex, b, em, h2.question *, article blockquote *, code *"
    )
    inside = "[data-testid=stMain] :is({0}), [data-testid=stSidebar] :is({0}), [data-baseweb=popover] :is({0})"
    found = page.locator(inside.format(made)).evaluate_all("all => all.map(e => e.outerHTML)")
    assert [element for element in found if not any(own in element for own in OUR_SCRIPTS)] == []
    assert page.outside == []
    if "kraken" in question:
        assert page.locator("h2.question").first.inner_text() == question
    assert "😄" not in page.locator("body").inner_text()


def test_a_narrow_screen_has_one_column_and_nothing_runs_over(browser, address):
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme="dark")
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.goto(address)
    page.get_by_placeholder("Ask the papers").wait_for()
    _, turn = ask(page, QUESTION)
    turn.get_by_role("button", name="Open page").first.click()
    picture_on(page, turn)
    over = "[...document.querySelectorAll('[data-testid=stMain] *')].filter(e => e.getBoundingClientRect().right > 361)"
    assert page.evaluate(f"{over}.map(e => e.outerHTML.slice(0, 200))") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_the_focus_is_seen(page):
    example = page.get_by_role("button", name=QUESTION)
    page.keyboard.press("Tab")
    example.focus()
    assert example.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
