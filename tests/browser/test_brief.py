"""The brief page in a real browser: by address, by keyboard, on three screens, and taken along."""

import io
from itertools import pairwise

import docx
import pytest

from tests.browser.serving import runs_over

pytestmark = pytest.mark.browser
TOPIC = "brief?topic=looked+after+children"


ASKED = """wanted => {
    const fields = [...document.querySelectorAll("[class*=st-key-question-] textarea")];
    const labels = new Set(fields.map(field => field.ariaLabel));
    return labels.size === fields.length && wanted.every((text, n) => fields.at(n) && fields.at(n).value === text);
}"""
"""Tells whether the page is at rest and its questions begin with some."""


def question(page, number):
    return page.get_by_label(f"Question {number}", exact=True)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "dark"), (360, "light"), (360, "dark")])
def test_an_address_shows_questions_findings_and_sources_and_nothing_runs_over(at, width, scheme):
    page = at(TOPIC, width, scheme)
    question(page, 1).wait_for()
    page.locator("article.source").first.wait_for()
    assert "Latest figures" in page.locator("[data-testid=stMain]").inner_text()
    assert runs_over(page) == []
    levels = page.locator("[data-testid=stMain] :is(h1, h2, h3)").evaluate_all("all => all.map(e => +e.tagName[1])")
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.outside == []


def test_a_mark_leads_to_its_source_and_the_source_to_its_page(at):
    page = at(TOPIC)
    page.locator("ul.findings a").first.click()
    assert page.evaluate("document.querySelector('article:target')?.id") == "source-1"
    page.locator("article.source").first.get_by_role("link", name="Open the page").click()
    page.locator("[data-testid=stImage] img").first.wait_for()
    assert page.locator("[data-testid=stImage] img").first.get_attribute("alt").endswith("with the passage marked")


def test_questions_are_moved_edited_dropped_brought_back_and_added_by_keyboard(at):
    page = at(TOPIC)
    question(page, 2).wait_for()
    first, second = (question(page, n).input_value() for n in (1, 2))

    def press(name):
        page.get_by_role("button", name=name).first.focus()
        page.keyboard.press("Enter")

    press("Move down")
    page.wait_for_function(ASKED, arg=[second, first])
    press("Drop")
    page.wait_for_function(ASKED, arg=[first])
    page.get_by_text("Dropped questions (1)").click()
    press("Bring back")
    page.get_by_text("Dropped questions").wait_for(state="detached")
    question(page, 1).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("What has been tried?")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Rests on no source.").first.wait_for()
    asked = page.locator("[class*=st-key-question-] textarea").count()
    page.get_by_label("Your own question").focus()
    page.keyboard.type("Who decides, and when?")
    press("Add the question")
    question(page, asked + 1).wait_for()
    with page.expect_download() as kept:
        press("Download the brief")
    document = docx.Document(io.BytesIO(kept.value.path().read_bytes()))
    asked = [p.text for p in document.paragraphs if p.style.name == "List Number"]
    assert asked[0] == "What has been tried?"
    assert asked[-1] == "Who decides, and when?"
    assert second in asked


def test_an_item_is_chosen_by_keyboard_and_the_address_reopens_it(at):
    page = at("brief")
    page.get_by_role("radio", name="An agenda item").or_(page.get_by_role("button", name="An agenda item")).click()
    page.get_by_role("combobox", name="Agenda item").focus()
    page.keyboard.type("scorecard")
    page.keyboard.press("Enter")
    question(page, 1).wait_for()
    assert "item=" in page.url
    again = at(page.url.rsplit("/", 1)[1])
    question(again, 1).wait_for()
    assert question(again, 1).input_value() == question(page, 1).input_value()


@pytest.mark.parametrize("topic", ["kraken", "leviathan"])
def test_nothing_in_a_paper_becomes_markup(at, topic):
    page = at(f"brief?topic={topic}")
    page.locator("[data-testid=stMain] :is(article.source, [role=alert])").first.wait_for()
    assert page.locator("[data-testid=stMain] :is(img, iframe, .katex, b, em)").count() == 0
    assert not [text for text in page.locator("[data-testid=stMain] script").all_text_contents() if "taken" in text]
    assert page.title() == "Brief · Scrutineer"
    assert page.outside == []


def test_a_topic_that_no_paper_names_is_said_to_have_nothing(at):
    for topic in ("volcanoes", "zyx%22%20OR%20*", "x" * 3000):
        page = at(f"brief?topic={topic}")
        page.get_by_role("alert").get_by_text("The papers held have no figure").wait_for()
