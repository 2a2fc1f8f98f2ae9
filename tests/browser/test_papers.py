"""The papers page as a reader and as whoever runs the service meets it, at three widths and by keyboard."""

import shutil

import pytest

from benchmarks.serving import serving
from tests.browser.serving import runs_over

pytestmark = pytest.mark.browser
NOTE = b"Harbour Committee\n\nThe lighthouse keeper mended the foghorn in October 2018.\n"


def file(name, contents=NOTE):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": contents}


@pytest.fixture(scope="module")
def own(sample_index, tmp_path_factory):
    """A server of its own, whose papers are changed."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copytree(sample_index, folder / "index")
    with serving(folder / "index", folder) as server:
        yield server.address


def test_papers_are_added_while_others_read_and_the_addition_is_taken_back(visit, own):
    reader = visit(f"{own}/search?q=foghorn")
    reader.get_by_text("No passage in the papers").wait_for()
    page = visit(f"{own}/papers")
    page.get_by_text("17 files can be asked").wait_for()
    page.set_input_files("input[type=file]", [file("note <b>x.txt"), file("broken.pdf", b"%PDF-1.4 nothing")])
    page.get_by_role("button", name="Add 2 files").click()
    page.get_by_role("button", name="Stop").wait_for()
    reader.goto(f"{own}/search?q=fostering")
    reader.locator("article.found").first.wait_for()
    page.get_by_role("heading", name="What was done").wait_for()
    table = page.locator("[aria-label=Report] tbody").inner_text()
    assert "note _b_x.txt" in table
    assert "added" in table
    assert "broken.pdf" in table
    assert "not read" in table
    page.get_by_text("18 files can be asked").wait_for()
    page.get_by_text("1 file that cannot be asked").wait_for()
    reader.goto(f"{own}/search?q=foghorn")
    reader.locator("article.found mark").first.wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("17 files can be asked").wait_for()
    page.get_by_text("Files to add").wait_for()


def test_papers_are_removed_by_keyboard_after_a_question(visit, own):
    page = visit(f"{own}/papers")
    page.get_by_text("17 files can be asked").wait_for()
    box = page.get_by_role("combobox", name="Files to remove")
    box.focus()
    page.keyboard.type("Youth Justice")
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    remove = page.get_by_role("button", name="Remove …")
    page.wait_for_function(
        "[...document.querySelectorAll('button')].some(b => b.innerText == 'Remove …' && !b.disabled)"
    )
    remove.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Youth Justice").wait_for()
    dialog.get_by_role("button", name="Keep them").press("Enter")
    dialog.wait_for(state="detached")
    page.get_by_text("17 files can be asked").wait_for()
    remove.press("Enter")
    dialog.get_by_role("button", name="Remove 1 file").press("Enter")
    page.get_by_role("heading", name="What was done").wait_for()
    page.get_by_text("16 files can be asked").wait_for()
    page.get_by_role("button", name="Undo").press("Enter")
    page.get_by_text("17 files can be asked").wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (768, "light"), (360, "dark")])
def test_nothing_runs_over_at_any_width(visit, address, width, scheme):
    page = visit(f"{address}/papers", width, color_scheme=scheme)
    page.get_by_text("papers in this file").first.click()
    page.locator("details[open] li a").first.wait_for()
    assert runs_over(page) == []


def test_a_paper_of_a_pack_opens_at_its_page_by_keyboard(visit, address):
    page = visit(f"{address}/papers?find=pack")
    summary = page.locator("summary", has_text="papers in this file").first
    summary.wait_for()
    summary.focus()
    assert summary.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    link = page.locator("details[open] li a").nth(2)
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/paper?document=*page=*")
    page.locator("[data-testid=stImage] img").first.wait_for()


def test_nothing_in_a_paper_becomes_markup(visit, address):
    page = visit(f"{address}/papers")
    page.locator("article.paper").first.wait_for()
    assert page.title() == "Papers · Scrutineer"
    links = page.locator("[data-testid=stMain] .papers a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert [link for link in links if not link.startswith(("paper?", "search?"))] == []
    made = page.locator("[data-testid=stMain] :is(img, iframe, .katex, b, em)").evaluate_all(
        "all => all.map(e => e.outerHTML)"
    )
    assert made == []
