"""The product's retrieval as a LangChain retriever, for chains of others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables.config import run_in_executor
from pydantic import ConfigDict

from assistant.answers import Passage
from assistant.assistant import Assistant
from assistant.fencing import fenced
from assistant.printing import page_said
from corpus.errors import ScrutineerError
from corpus.store.filters import Filters


class PapersRetriever(BaseRetriever):
    """Gives the passages that best match a question, best first, by keywords and vectors.

    Each document's text is a passage, verbatim; its metadata say where it stands: `document` (file name),
    `document_id`, `title`, `council`, `committee`, `meeting_date` (ISO), `page` (of the file), `page_label` (printed),
    `paragraph`, `headings`, `blocks` (the places in the document of its first and last block) and `score` (comparable
    within one search only).

    `k` and `filters` may also be given with a call, `invoke(question, k=3)`, and are then those of that call.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    filters: Filters | None = None
    k: int = 5

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        limit = self.k if k is None else k
        if limit < 1:
            raise ScrutineerError(f"{limit} passages cannot be given; k must be at least 1.")
        found = self.assistant.search(query, limit, filters or self.filters)
        return [Document(page_content=each.text, id=each.id, metadata=_metadata(each)) for each in found]

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        # LangChain's own hands on the question alone.
        sync = run_manager.get_sync()
        return await run_in_executor(None, self._get_relevant_documents, query, run_manager=sync, k=k, filters=filters)


def fenced_passages(documents: Iterable[Document]) -> str:
    """Give passages of the retriever for a model's prompt: numbered, each with where it stands, all fenced as data."""
    return fenced("\n\n".join(f"[{n}] {_place(each)}\n{each.page_content}" for n, each in enumerate(documents, 1)))


def _place(document: Document) -> str:
    about = document.metadata
    page = page_said(about["page"], about["page_label"])
    paragraph = f"paragraph {about['paragraph']}" if about["paragraph"] else ""
    known = (about["title"], about["council"], about["committee"], about["meeting_date"], page, paragraph)
    return ", ".join(filter(None, (*known, about["document"])))


def _metadata(passage: Passage) -> dict[str, Any]:
    document, block = passage.document, passage.first_block
    return {
        "document": document.name,
        "document_id": document.id,
        "title": document.title,
        "council": document.council,
        "committee": document.committee,
        "meeting_date": document.meeting_date.isoformat() if document.meeting_date else None,
        "page": block.page,
        "page_label": block.page_label,
        "paragraph": block.number,
        "headings": list(block.headings),
        "blocks": [block.ordinal, passage.last_block],
        "score": passage.score,
    }
