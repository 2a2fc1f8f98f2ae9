"""An app that stays open, three command lines asking, an ingest and a removal, all at once: no answer is out of date.

`make soak` goes on for ten minutes, with the web app in a browser besides (`tests/browser/test_at_the_same_time.py`).
"""

import random
import time

from assistant.assistant import Assistant
from corpus.settings import Settings
from tests.assistant.writers import PAUSE, THINGS, Scene, question
from tests.soak import rounds

TAKEN_UP = 2.0
"""Seconds after the end of an ingest until the app has what it made."""


def test_whoever_asks_while_papers_change_gets_what_they_say_now(tmp_path):
    scene = Scene(tmp_path)
    scene.ingest()
    app = Assistant.open(Settings(index=scene.index))

    def ask_the_app():
        time.sleep(PAUSE)
        place = random.choice(tuple(THINGS))
        began = time.monotonic()
        answer = app.ask(question(place))
        scene.note("app", place, began, f"{answer.text} {[c.quote for c in answer.citations]}" * bool(answer.citations))

    asking = [scene.ask_by_command] * 3

    def look_at_the_app():
        time.sleep(PAUSE)
        scene.opened.append((time.monotonic(), app.opened().snapshot.name))

    works = [ask_the_app, ask_the_app, look_at_the_app, *asking, scene.ingest, scene.remove]
    scene.run(rounds(10, soak=600), *works)
    assert scene.wrong == []
    assert scene.stale() == []
    assert {asked.by for asked in scene.asked} == {"app", "command"}
    assert scene.has_changed(), "the papers stayed as they were"
    waits = scene.waits()
    assert len(waits) >= 2
    assert max(waits) <= TAKEN_UP, sorted(waits)[-5:]
