"""Exporting the bundled embedding model: run as `python -m corpus.exporting MODEL_FOLDER QUESTIONS PASSAGES`.

torch's own exporter writes the model with pooling and normalisation in the graph, to the file for questions; for
passages onnxruntime turns its weights into small whole numbers. Both files are checked against the original before the
program ends well.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer
from torch import Tensor
from transformers import AttentionInterface, AttentionMaskInterface, PreTrainedModel

from corpus.errors import ModelError
from corpus.exported import INPUT, Exported, Form
from corpus.original import Original

OUTPUT = "unit_vector"
LONGEST = 512
"""Tokens that the model has places for."""
LEAST_COSINE = {Form.QUESTIONS: 0.99999, Form.PASSAGES: 0.97}
"""Least cosine between an embedding of the export and one of the original; passages have 0.99, an empty one 0.98."""
ATTENTION = "onnxruntime"
"""The name under which the model is told of the runtime's attention."""
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


def attention(
    _module: torch.nn.Module, query: Tensor, key: Tensor, value: Tensor, _mask: None, scaling: float, **_: object
) -> tuple[Tensor, None]:
    """Stand for onnxruntime's own operator of attention, over tensors of texts, heads, tokens and numbers a head.

    It takes half of the time of the same written out step by step.
    """
    texts, heads, tokens, numbers = query.shape
    rows = [tensor.transpose(1, 2).reshape(texts, tokens, heads * numbers) for tensor in (query, key, value)]
    attended: Tensor = torch.onnx.ops.symbolic(
        "com.microsoft::MultiHeadAttention",
        rows,
        {"num_heads": heads, "scale": scaling},
        dtype=query.dtype,
        shape=rows[0].shape,
        version=1,
    )
    return attended.reshape(texts, tokens, heads, numbers), None


def no_mask(*_: object, **__: object) -> None:
    """Give no mask: every token of a text counts."""


def export(model: SentenceTransformer, file: Path) -> None:
    """Write the model of a sentence-transformers pipeline as one file."""
    inner = model[0].auto_model
    assert isinstance(inner, PreTrainedModel)
    AttentionInterface.register(ATTENTION, attention)
    AttentionMaskInterface.register(ATTENTION, no_mask)
    usual = inner.config._attn_implementation
    inner.set_attn_implementation(ATTENTION)
    graph = UnitVector(inner).eval()
    # More than one row and column: the exporter takes a size of one for a constant.
    example = torch.full((3, 17), 2000)
    sizes = {0: torch.export.Dim("texts", min=1), 1: torch.export.Dim("tokens", min=2, max=LONGEST)}
    program = torch.onnx.export(
        graph, (example,), dynamo=True, input_names=[INPUT], output_names=[OUTPUT], dynamic_shapes={INPUT: sizes}
    )
    assert program is not None
    program.save(str(file), external_data=False)
    inner.set_attn_implementation(usual)


def quantise(exact: Path, file: Path) -> None:
    """Write an export with its weights as whole numbers, with a scale for each column.

    Attention, of which neither side is weights, stays exact. Seven bits, because processors without instructions for
    such products add two of eight bits in sixteen, and clip the sum.
    """
    quantize_dynamic(
        exact,
        file,
        op_types_to_quantize=["MatMul", "Gemm"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )


def check(original: Original, graph: Path, form: Form) -> None:
    """Compare an export with the original. Raises `ModelError` where they differ."""
    export = Exported.of(graph).encode(CHECKED)
    cosines = [float(original.encode([text])[0] @ row) for text, row in zip(CHECKED, export, strict=True)]
    if not min(cosines) >= LEAST_COSINE[form] or not np.allclose(np.linalg.norm(export, axis=1), 1, atol=1e-4):
        said = [round(cosine, 5) for cosine in cosines]
        raise ModelError(f"The model exported for {form.name.lower()} differs from the original: cosines {said}.")


def main() -> None:
    """Export and check."""
    folder, questions, passages = map(Path, sys.argv[1:])
    original = Original.of(folder)
    export(original.model, questions)
    check(original, questions, Form.QUESTIONS)
    quantise(questions, passages)
    check(original, passages, Form.PASSAGES)


if __name__ == "__main__":
    main()
