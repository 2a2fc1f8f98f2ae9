"""Exporting the bundled embedding model: run as `python -m corpus.exporting MODEL_FOLDER FILE`.

torch's own exporter writes the model with pooling and normalisation in the graph. The file is checked against the
original before the program ends well.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor
from transformers import PreTrainedModel

from corpus.errors import ModelError
from corpus.exported import INPUT, Exported
from corpus.original import Original

OUTPUT = "unit_vector"
LONGEST = 512
"""Tokens that the model has places for."""
LEAST_COSINE = 0.99999
"""Least cosine between an embedding of the export and one of the original."""
CHECKED = (
    "",
    "bins",
    "What was the rate of looked after children per 10,000 in Q2 2018/19?",
    "Café, naïve, £4.2m – 63.5% ≥ ½; “quoted” … 北京 🙂",
    "RESOLVED: that the report be NOTED.\n5.6.1 Overspend of (£1,204k)\tagainst budget",
    "the committee considered a report on the sufficiency of places and asked for more " * 40,
)
"""Nothing, a word, a question, signs of many kinds, a paper's style, and more than the model reads."""


class UnitVector(torch.nn.Module):
    """The model with the mean of its tokens' vectors, of unit length.

    There is no mask: texts come one by one or with others of the same length, and no token of one stands for nothing.
    """

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor) -> Tensor:
        """Give the embeddings of texts, rows of token numbers."""
        states = self.model(input_ids=input_ids, attention_mask=torch.ones_like(input_ids)).last_hidden_state
        return torch.nn.functional.normalize(states.mean(dim=1), dim=-1)


def export(model: SentenceTransformer, file: Path) -> None:
    """Write the model of a sentence-transformers pipeline as one file."""
    inner = model[0].auto_model
    assert isinstance(inner, PreTrainedModel)
    # Written out step by step: a tenth of the time of torch's own attention goes to masks, which no text here has.
    inner.set_attn_implementation("eager")
    graph = UnitVector(inner).eval()
    # More than one row and column: the exporter takes a size of one for a constant.
    example = torch.full((3, 17), 2000)
    sizes = {0: torch.export.Dim("texts", min=1), 1: torch.export.Dim("tokens", min=2, max=LONGEST)}
    program = torch.onnx.export(
        graph, (example,), dynamo=True, input_names=[INPUT], output_names=[OUTPUT], dynamic_shapes={INPUT: sizes}
    )
    assert program is not None
    program.save(str(file), external_data=False)
    inner.set_attn_implementation("sdpa")


def check(original: Original, graph: Path) -> None:
    """Compare the export with the original. Raises `ModelError` where they differ."""
    export = Exported.of(graph).encode(CHECKED)
    cosines = [float(original.encode([text])[0] @ row) for text, row in zip(CHECKED, export, strict=True)]
    if not min(cosines) >= LEAST_COSINE or not np.allclose(np.linalg.norm(export, axis=1), 1, atol=1e-4):
        raise ModelError(f"The exported model differs from the original: cosines {[round(c, 5) for c in cosines]}.")


def main() -> None:
    """Export and check."""
    folder, file = map(Path, sys.argv[1:])
    original = Original.of(folder)
    export(original.model, file)
    check(original, file)


if __name__ == "__main__":
    main()
