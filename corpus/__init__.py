"""What the papers say, once read: records, the store, the language of papers, the sample papers."""

import os

# onnxruntime writes an identity of the machine into the user's folder and reports to its makers, from its import on and
# on Linux, too; only its environment tells it not to. Everything that loads it imports this package first.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
