"""The question box on a council's page: one script tag, on a page of another origin than the service."""

import contextlib
import socket
import threading
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.doors.api.keys import new_key
from benchmarks.runs import ROOT
from benchmarks.serving import API, serving
from tests.browser.test_accessibility import SCREENS, violations

pytestmark = pytest.mark.browser
PAGE = (ROOT / "docs" / "deploy" / "page.html").read_text(encoding="utf-8")
SERVICE = "https://papers.example.gov.uk/api/"
"""The address of the service on the page of the documentation."""
QUESTION = "what was the LAC rate in May 2019"
QUIET = "default-src 'none'; script-src {origin}; connect-src {origin}; base-uri 'none'; form-action 'none'"
"""The strictest policy that the page of a council may have beside the box."""


class CouncilsPage(SimpleHTTPRequestHandler):
    """The web server of a council: its page alone, with its policy."""

    def __init__(self, *details, page, policy):
        self.page, self.policy = page, policy
        super().__init__(*details)

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", self.policy)
        self.end_headers()
        self.wfile.write(self.page.encode())

    def log_message(self, *details):
        pass


@contextlib.contextmanager
def council(page, policy, port=0):
    """Serve a page at an origin of its own; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(CouncilsPage, page=page, policy=policy))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def box(sample_index, tmp_path_factory):
    """Give a council's page with the box on it: its address, the service that it asks, and the page itself."""
    printed, key = new_key("box", is_public=True)
    folder = tmp_path_factory.mktemp("box")
    (folder / "keys").write_text(f"{key.line}\n", encoding="utf-8")
    with socket.socket() as probe:  # the service must know the origin before the page is served there
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"SCRUTINEER_API_KEYS_FILE": str(folder / "keys"), "SCRUTINEER_API_ORIGINS": f"http://127.0.0.1:{port}"}
    with serving(sample_index, folder, command=API, settings=settings) as service:
        page = PAGE.replace(SERVICE, f"{service.address}/").replace("KEY", printed)
        with council(page, QUIET.format(origin=service.address), port) as address:
            yield address, service.address, page


def asked(page, question=QUESTION):
    """Ask in the box, and wait for the answer."""
    field = page.get_by_label("Your question")
    field.fill(question)
    field.press("Enter")
    page.locator("article").first.wait_for()
    return page.locator("article").first


def test_a_question_is_answered_with_numbered_sources_that_open_the_page(visit, box):
    origin, api, _ = box
    page = visit(origin)
    answer = asked(page)
    assert "153.7 per 10,000" in answer.locator(".answer").inner_text()
    sources = answer.locator("li")
    assert sources.count() == answer.locator(".answer a").count() > 0
    assert "At month end May 2019" in sources.first.locator("blockquote").inner_text()
    assert "page 9 (page 11 of the file)" in sources.first.inner_text()
    link = sources.first.locator("a").get_attribute("href")
    with urllib.request.urlopen(link) as picture:
        assert picture.read(4) == b"\x89PNG"
    assert [url for url in page.outside if not url.startswith(api)] == []


def test_the_answer_is_told_to_who_hears_the_page_and_the_field_keeps_the_focus(visit, box):
    page = visit(box[0])
    asked(page)
    status = page.get_by_role("status")
    assert "153.7 per 10,000" in status.inner_text()
    assert "sources below" in status.inner_text()
    assert page.evaluate("document.querySelector('div').shadowRoot.activeElement.id") == "question"


def test_a_follow_up_leans_on_the_question_before_until_the_conversation_is_begun_again(visit, box):
    page = visit(box[0])
    asked(page)
    page.get_by_label("Your question").fill("and in May 2018?")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="and in May 2018?").wait_for()
    assert "May 2018" in page.locator("article").first.inner_text()
    assert page.locator("article").count() == 2
    page.get_by_role("button", name="Start again").click()
    assert page.locator("article").count() == 0


def test_an_empty_question_is_asked_for_and_nothing_is_sent(visit, box):
    page = visit(box[0])
    page.get_by_role("button", name="Ask").click()
    assert page.get_by_role("alert").inner_text() == "Type a question first."
    assert page.get_by_label("Your question").get_attribute("aria-invalid") == "true"
    assert [url for url in page.outside if url.endswith("/ask")] == []


def test_words_that_mean_harm_are_shown_as_words(visit, box):
    page = visit(box[0])
    harm = "<img src=x onerror=\"document.title='taken'\"> <script>document.title='taken'</script> children"
    answer = asked(page, harm)
    assert answer.locator(".heading").inner_text() == harm
    assert answer.locator("img, script").count() == 0
    assert page.title() == "Committee papers"


@pytest.mark.parametrize(("width", "height", "scheme"), SCREENS)
def test_the_box_breaks_no_rule_and_fits(visit, box, width, height, scheme):
    page = visit(box[0], width, height, color_scheme=scheme)
    assert violations(page) == {}
    asked(page)
    assert violations(page) == {}
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_page_whose_origin_is_not_set_is_refused(visit, box):
    _, api, page = box
    with council(page, QUIET.format(origin=api)) as elsewhere:
        shown = visit(elsewhere)
        shown.get_by_label("Your question").fill(QUESTION)
        shown.keyboard.press("Enter")
        shown.get_by_text("cannot be reached just now").wait_for()
        assert shown.locator("article").count() == 0


def test_from_the_field_to_a_source_by_keyboard_alone(visit, box):
    page = visit(box[0])
    page.keyboard.press("Tab")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator("article").first.wait_for()
    for _ in range(4):
        page.keyboard.press("Tab")
    name = page.evaluate("document.querySelector('div').shadowRoot.activeElement.className")
    assert name in ("mark", "title")
