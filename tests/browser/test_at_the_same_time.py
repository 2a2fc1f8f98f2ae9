"""The web app in a browser while papers change, three command lines ask, and an ingest and a removal run."""

import random
import threading
import time
from urllib.parse import urlencode

import pytest

from benchmarks.serving import serving
from tests.assistant.writers import THINGS, Scene, question
from tests.soak import SOAK

SECONDS = 600
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not SOAK, reason="goes on for ten minutes: make soak")]


def test_the_page_says_what_the_papers_say_now_while_they_change(visit, tmp_path):
    scene = Scene(tmp_path)
    scene.ingest()
    with serving(scene.index, tmp_path) as server:
        address = server.address
        asking = [scene.ask_by_command] * 3
        others = threading.Thread(target=scene.run, args=(SECONDS, *asking, scene.ingest, scene.remove))
        others.start()
        page = visit(address)
        while not scene.over.is_set():
            place = random.choice(tuple(THINGS))
            began = time.monotonic()
            page.goto(f"{address}/?{urlencode({'ask': question(place)})}")
            page.locator(".answer").first.wait_for()
            page.locator("[data-testid=stSpinner]").wait_for(state="detached")
            answer = page.locator(".answer").first
            said = "" if "unstated" in (answer.get_attribute("class") or "") else answer.inner_text()
            scene.note("page", place, began, said)
        others.join()
    assert scene.wrong == []
    assert scene.stale() == []
    assert scene.has_changed(), "the papers stayed as they were"
    assert sum(asked.by == "page" for asked in scene.asked) > SECONDS // 20
    assert "Traceback" not in (tmp_path / "server.log").read_text()
