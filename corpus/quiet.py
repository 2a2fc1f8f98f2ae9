"""Switching off the usage reports of libraries before any of them is imported: `corpus` does so first of all.

They read these variables once. What runs here sends nothing anywhere, whatever a library's makers would like to know.
"""

from __future__ import annotations

import os

SWITCHES = {
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime reports to its makers from its very import on
    "ANONYMIZED_TELEMETRY": "False",  # Chroma
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",  # what many others ask for
}


def be_quiet() -> None:
    """Set the switches for this process and those that it starts."""
    os.environ.update(SWITCHES)
