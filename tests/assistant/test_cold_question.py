"""A question from a cold start imports nothing that takes seconds to import."""

import json
import os
import subprocess
import sys

import pytest

from benchmarks.runs import ROOT

HEAVY = """
    torch transformers sentence_transformers langchain_core langchain_chroma langchain_text_splitters chromadb streamlit
    pandas scipy sklearn onnx onnxscript pypdfium2 openpyxl docx ingest
""".split()
ASKED = """
import sys
from assistant.cli import app
app(["ask", "how many children were looked after at the end of May 2019", "--json"], standalone_mode=False)
print(" ".join({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def asked(sample_index):
    """What a cold process says, and the packages that it imported."""
    command = [sys.executable, "-c", ASKED]
    environment = {"SCRUTINEER_INDEX": str(sample_index), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout), set(done.stderr.split())


def test_a_cold_question_is_answered_with_vectors(asked):
    answer, imported = asked
    assert answer["status"] == "answered"
    assert "onnxruntime" in imported


@pytest.mark.parametrize("package", HEAVY)
def test_a_cold_question_imports_nothing_heavy(asked, package):
    assert package not in asked[1]
