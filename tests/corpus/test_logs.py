"""The log: one JSON object a line for each ingest and answer, and no question in it unless that is set."""

import json
import logging
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from corpus import logs
from corpus.errors import SettingsError
from corpus.settings import Settings

ROOT = Path(__file__).parent.parent.parent
TEXT = "Harbour Committee\n\nThe harbour had 123 boats in May 2019.\n"
QUESTION = "how many boats did the harbour have in May 2019"


@pytest.fixture(autouse=True)
def _as_before():
    """Leave the loggers as they were."""
    root = logging.getLogger()
    handlers, levels = list(root.handlers), {name: logging.getLogger(name).level for name in logs.OURS}
    yield
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def command(folder, *words, **settings):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    line = [sys.executable, "-m", "assistant", *words, "--index", str(folder / "index")]
    return subprocess.run(line, env=environment, cwd=folder, capture_output=True, text=True)


def test_an_ingest_and_an_answer_are_a_line_each_without_what_was_asked(tmp_path):
    (tmp_path / "harbour.txt").write_text(TEXT)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    log = tmp_path / "scrutineer.log"
    assert command(tmp_path, "ingest", "harbour.txt", "broken.pdf", SCRUTINEER_LOG=str(log)).returncode == 1
    asked = command(tmp_path, "ask", QUESTION, SCRUTINEER_LOG=str(log))
    assert "123" in asked.stdout
    assert asked.stderr == ""
    command(tmp_path, "ask", QUESTION, SCRUTINEER_LOG=str(log), SCRUTINEER_LOG_QUESTIONS="yes")
    command(tmp_path, "remove", "harbour.txt", SCRUTINEER_LOG=str(log))
    ingest, answer, told, removal = lines(log.read_text())
    assert ingest.pop("seconds") > 0
    assert answer.pop("seconds") >= 0
    moments = [datetime.fromisoformat(line.pop("time")) for line in (ingest, answer)]
    assert moments == sorted(moments)
    assert ingest == {
        **{"level": "info", "event": "ingest", "generation": "000001", "files": 2, "added": 1, "not read": 1},
        "pages": 0,
    }
    assert answer == {
        **{"level": "info", "event": "answer", "status": "answered", "sources": 1, "generation": "000001"},
    }
    assert told["question"] == QUESTION
    assert (removal["event"], removal["removed"], removal["generation"]) == ("removal", 1, "000002")
    assert log.read_text().count("boats") == 1  # only where it was asked for


def test_the_log_may_go_to_where_errors_are_printed(tmp_path):
    (tmp_path / "harbour.txt").write_text(TEXT)
    done = command(tmp_path, "ingest", "harbour.txt", SCRUTINEER_LOG="stderr")
    assert [line["event"] for line in lines(done.stderr)] == ["ingest"]
    assert "event" not in done.stdout


def test_without_the_setting_nothing_but_warnings_is_printed(tmp_path):
    (tmp_path / "harbour.txt").write_text(TEXT)
    assert command(tmp_path, "ingest", "harbour.txt").stderr == ""


def test_what_cannot_be_done_is_in_the_log_with_the_reason(tmp_path):
    log = tmp_path / "scrutineer.log"
    with logs_to(log):
        logger = logging.getLogger("ingest.pipeline")
        with pytest.raises(ZeroDivisionError), logs.timed(logger, "ingest", {"files": 1}):
            _ = 1 / 0
    (line,) = lines(log.read_text())
    assert (line["event"], line["files"], line["error"]) == ("ingest", 1, "division by zero")


def test_warnings_are_lines_too_also_of_others_and_a_trace_stays_in_its_line(tmp_path):
    log = tmp_path / "scrutineer.log"
    with logs_to(log):
        logging.getLogger("corpus.store").warning("the disk of %s\nis full", "“Ann”")
        logging.getLogger("elsewhere").info("nothing of interest")
        try:
            _ = 1 / 0
        except ZeroDivisionError:
            logging.getLogger("elsewhere").exception("it failed")
    warned, failed = lines(log.read_text())
    assert (warned["level"], warned["logger"], warned["message"]) == (
        *("warning", "corpus.store", "the disk of “Ann”\nis full"),
    )
    assert "ZeroDivisionError" in failed["trace"]


def test_a_log_that_was_moved_away_is_made_again(tmp_path):
    log = tmp_path / "scrutineer.log"
    with logs_to(log):
        logging.getLogger("corpus").warning("first")
        log.rename(tmp_path / "scrutineer.log.1")
        logging.getLogger("corpus").warning("second")
    assert [line["message"] for line in lines(log.read_text())] == ["second"]


def test_a_log_that_cannot_be_written_is_said_in_a_sentence(tmp_path):
    with pytest.raises(SettingsError, match="SCRUTINEER_LOG"):
        logs.begin(Settings(log=str(tmp_path / "no folder" / "scrutineer.log")))


class logs_to:  # noqa: N801 - it reads as a phrase
    """Log to a file for as long as a block runs."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        logs.begin(Settings(log=str(self.file)))

    def __exit__(self, *_):
        for handler in logging.getLogger().handlers:
            handler.flush()
