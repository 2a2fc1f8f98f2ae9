"""One browser, and one server over the sample papers and papers that mean harm, for all tests of pages."""

import shutil

import pytest
from reportlab.pdfgen.canvas import Canvas

from benchmarks.serving import ARGUMENTS, PATIENCE, browser_here, serving
from corpus.settings import Settings
from ingest.pipeline import ingest
from tests.browser.serving import HARM, local, missing


@pytest.fixture(scope="session")
def browser():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    found = browser_here()
    if found is None:
        missing("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def harmful(tmp_path_factory):
    """A folder with papers whose text, name and fields hold markup."""
    folder = tmp_path_factory.mktemp("harm")
    canvas = Canvas(str(folder / "report [press](javascript:alert(1)) $x^2$.pdf"))
    canvas.setFont("Helvetica", 9)
    for number, line in enumerate(("Kraken sightings in the harbour in May 2019", "", *HARM.split("  "))):
        canvas.drawString(40, 780 - 20 * number, line if not number else f"The kraken was seen 12 times: {line}")
    canvas.save()
    (folder / "note.txt").write_text(f"Leviathan Committee\n\nThe leviathan was seen 7 times in 2018. {HARM}\n")
    return folder


@pytest.fixture(scope="session")
def address(sample_index, harmful, tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    index = folder / "index"
    shutil.copytree(sample_index, index)
    assert ingest([harmful], Settings(index=index)).exit_status == 0
    with serving(index, folder) as server:
        yield server.address


@pytest.fixture
def visit(browser):
    """Give a function that opens an address for a new visitor, on a screen of a width.

    The page notes in `outside` what it asks of anybody but the server.
    """
    contexts = []

    def opened(address, width=1280, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        page.outside = []
        page.on("request", lambda request: None if local(request.url, address) else page.outside.append(request.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def at(visit, address):
    """Give a function that opens a path of the site on a screen of a width, and waits for the page's heading."""

    def opened(path, width=1280, scheme="light"):
        page = visit(f"{address}/{path}", width, color_scheme=scheme, accept_downloads=True)
        page.locator("h1").first.wait_for()
        return page

    return opened
