"""The module that draws charts, loaded by one thread at a time: it and what it stands on take a second to load."""

from __future__ import annotations

import importlib
import threading
from types import ModuleType

_LOADING = threading.Lock()


def drawer() -> ModuleType:
    """Give `assistant.figures.charts`, loaded at the first call.

    Altair looks whether pandas is there, and fails where another visitor's thread has loaded half of it. So pandas,
    which Streamlit loads when it shows a chart, comes first, and nobody gets the one without the other.
    """
    with _LOADING:
        importlib.import_module("pandas")
        return importlib.import_module("assistant.figures.charts")
