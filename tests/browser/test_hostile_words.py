"""Papers that try to be something else than words, in a real browser: nothing runs, nothing is fetched."""

from urllib.parse import quote

import pytest

from benchmarks.serving import serving
from corpus.settings import Settings
from corpus.store.index import Index
from ingest.pipeline import ingest
from tests.browser.serving import at_rest, local
from tests.hostile.words import SIGNS, write_papers

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Give the address of a server over the papers, and the ids of its documents."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "papers").mkdir()
    write_papers(folder / "papers")
    assert ingest([folder / "papers"], Settings(index=folder / "index", ocr="off")).exit_status == 0
    snapshot = Index(folder / "index").open()
    documents = [document.id for document in snapshot.catalogue.documents()]
    snapshot.close()
    with serving(folder / "index", folder) as server:
        yield server.address, documents


def test_no_word_of_a_paper_or_a_question_acts_on_any_page(visit, hostile):
    address, documents = hostile
    said, fetched = [], []
    page = visit(address)
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: fetched.append(request.url))
    title = quote(SIGNS[0])
    addresses = (f"search?q={title}", "search?q=wall", "figures", f"brief?topic={title}", "papers", "help")
    for path in (*addresses, *(f"paper?document={document}" for document in documents)):
        page.goto(f"{address}/{path}")
        at_rest(page)
        assert page.evaluate("window.owned") is None, path
        assert page.locator("[data-testid=stMain] a[href^='javascript']").count() == 0
    page.goto(address)
    box = page.get_by_role("textbox").last
    box.fill(f"what was the boat rate {SIGNS[0]} {SIGNS[2]} in May 2019")
    box.press("Enter")
    page.locator("article").first.wait_for()
    at_rest(page)
    assert SIGNS[0] in page.locator("[data-testid=stMain]").inner_text()
    assert page.evaluate("window.owned") is None
    assert (said, [url for url in fetched if not local(url, address)]) == ([], [])
