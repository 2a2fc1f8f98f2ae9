"""The figures page in a real browser: by address, by keyboard, on three screens, and with papers that mean harm."""

import csv
import io
from itertools import pairwise

import pytest

from tests.browser.serving import runs_over

pytestmark = pytest.mark.browser
WIDTHS = (1280, 768, 360)
CARE = "figures?measure=looked+after+children"


def charted(page):
    page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first.wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(width, scheme) for width in WIDTHS for scheme in ("light", "dark")])
def test_an_address_shows_chart_and_table_and_nothing_runs_over(at, width, scheme):
    page = at(CARE, width, scheme)
    charted(page)
    page.locator(".figures table").wait_for()
    assert page.locator(".figures tbody tr").count() == 50
    assert runs_over(page) == []


def test_the_chart_is_described_and_stands_beside_a_table_with_heads(at):
    page = at(CARE)
    charted(page)
    assert page.locator("[aria-label*='Chart of looked after children']").count()
    assert page.locator(".figures th[scope=col]").all_inner_texts()[:3] == ["Value", "Unit", "Measure"]
    levels = page.locator("[data-testid=stMain] :is(h1, h2, h3)").evaluate_all("all => all.map(e => +e.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_source_opens_its_page_with_the_figure_marked(at):
    page = at(f"{CARE}&from=2019-05-01&to=2019-05-31&unit=number")
    row = page.locator(".figures tbody tr", has_text="378").first
    row.get_by_role("link").last.click()
    page.locator("[data-testid=stImage] img").first.wait_for()
    assert page.locator("[data-testid=stImage] img").first.get_attribute("alt").endswith("with the passage marked")


def test_a_value_that_papers_state_differently_names_the_other_with_its_source(at):
    page = at(f"{CARE}&from=2019-05-01&to=2019-05-31&unit=number")
    note = page.locator(".figures .differs").first
    note.wait_for()
    assert "Papers differ: 3" in note.inner_text()
    assert note.get_by_role("link").get_attribute("href").startswith("paper?document=")


def test_a_measure_is_chosen_by_keyboard_and_the_address_reopens_it(at):
    page = at("figures")
    box = page.get_by_role("combobox", name="Measures")
    box.focus()
    page.keyboard.type("foster")
    page.keyboard.press("Enter")
    page.locator(".figures tbody tr").first.wait_for()
    assert "measure=foster" in page.url
    first = page.locator(".figures tbody tr").first.inner_text()
    again = at(page.url.rsplit("/", 1)[1])
    again.locator(".figures tbody tr").first.wait_for()
    assert again.locator(".figures tbody tr").first.inner_text() == first


def test_the_table_is_turned_by_keyboard_and_the_sheet_stands_in_the_address(at):
    page = at(CARE)
    page.locator(".figures tbody tr").first.wait_for()
    first = page.locator(".figures tbody tr").first.inner_text()
    page.get_by_role("button", name="Next figures").focus()
    page.keyboard.press("Enter")
    page.get_by_text("51 to 100 shown").wait_for()
    assert "sheet=2" in page.url
    page.wait_for_function("was => document.querySelector('.figures tbody tr')?.innerText !== was", arg=first)


def test_table_and_chart_are_kept_as_files(at):
    page = at(CARE)
    charted(page)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download all as CSV").click()
    text = kept.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) > 100
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "@", "\t")]
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download the chart").click()
    assert kept.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_point_tells_value_period_and_source_and_opens_it(at):
    page = at(CARE)
    charted(page)
    point = page.locator("[data-testid=stVegaLiteChart] .mark-symbol path").first
    point.hover()
    tip = page.locator("#vg-tooltip-element")
    tip.get_by_text("Source").wait_for()
    assert "page" in tip.inner_text()
    assert point.get_attribute("aria-label").startswith("Wendmouth, 31 March 2017: 331")
    point.click()
    page.wait_for_url("**/paper?document=*")
    page.locator("[data-testid=stImage] img").first.wait_for()


@pytest.mark.parametrize("words", ["kraken", "leviathan"])
def test_nothing_in_a_paper_becomes_markup(at, words):
    page = at(f"figures?measure={words}")
    page.locator(".figures tbody tr").first.wait_for()
    assert page.locator("[data-testid=stMain] :is(script, img, iframe, .katex, b, em)").count() == 0
    links = page.locator(".figures a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert all(link.startswith("paper?document=") for link in links)
    assert page.outside == []


def test_words_that_no_figure_has_are_said_to_be_unknown(at):
    for words in ("volcanoes", "zyx%22%20OR%20*", "x" * 3000):
        page = at(f"figures?measure={words}")
        page.get_by_role("alert").get_by_text("No figure in the papers names that").wait_for()
