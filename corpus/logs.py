"""The log: warnings in plain words, or with a setting a JSON object a line, for each ingest and answer, too.

Nothing of what was asked stands in it, unless a setting says so.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import SettingsError
from corpus.settings import STDERR, Settings

OURS = ("assistant", "corpus", "ingest")
"""The packages whose events are written; of others only what they warn of."""
FIELDS = "scrutineer_fields"
"""The attribute of a log record that holds an event's fields."""
_PLAIN = "%(levelname)s %(name)s: %(message)s"


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON: time (UTC), level, event or message, and the event's fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"time": moment, "level": record.levelname.lower()}
        fields: Mapping[str, Any] | None = getattr(record, FIELDS, None)
        if fields is None:
            line |= {"event": "message", "logger": record.name, "message": record.getMessage()}
        else:
            line |= {"event": record.getMessage(), **fields}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def begin(settings: Settings) -> None:
    """Have this process log as the settings say. Raises `SettingsError` where the file cannot be written."""
    if settings.log is None:
        logging.basicConfig(level=logging.WARNING, format=_PLAIN)
        return
    handler = _handler(settings.log)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    for other in [held for held in root.handlers if isinstance(held.formatter, JsonLines)]:
        root.removeHandler(other)
        other.close()
    root.addHandler(handler)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


def event(logger: logging.Logger, name: str, fields: Mapping[str, Any]) -> None:
    """Log that something happened, with fields of plain values; those that are None are left out."""
    logger.info(name, extra={FIELDS: {key: value for key, value in fields.items() if value is not None}})


@contextmanager
def timed(logger: logging.Logger, name: str, fields: dict[str, Any]) -> Iterator[None]:
    """Log an event with the seconds that the block takes, and the error that ends it; the block may add fields."""
    began = time.monotonic()
    try:
        yield
    except BaseException as error:
        fields["error"] = str(error) or type(error).__name__
        raise
    finally:
        event(logger, name, {"seconds": round(time.monotonic() - began, 3), **fields})


def _handler(log: str) -> logging.Handler:
    if log == STDERR:
        return logging.StreamHandler(sys.stderr)
    file = Path(log).expanduser()
    from logging.handlers import WatchedFileHandler  # it takes the network along; most processes need neither

    # A file that another program moves away, as those do that keep logs short, is made again.
    kind = WatchedFileHandler if os.name == "posix" else logging.FileHandler
    try:
        return kind(file, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise SettingsError(f"The log {file} cannot be written ({error.strerror}); set SCRUTINEER_LOG anew.") from error
