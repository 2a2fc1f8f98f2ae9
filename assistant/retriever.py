"""The product's retrieval as a LangChain retriever, for chains of others."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.answers import Passage
from assistant.assistant import Assistant
from corpus.store.filters import Filters


class PapersRetriever(BaseRetriever):
    """Gives the passages that best match a question, best first, by keywords and vectors.

    Each document's text is a passage, verbatim; its metadata say where it stands: `document` (file name), `title`,
    `council`, `committee`, `meeting_date` (ISO), `page` (of the file), `page_label` (printed), `paragraph`, `headings`
    and `score` (comparable within one search only).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    filters: Filters | None = None
    k: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found = self.assistant.search(query, self.k, self.filters)
        return [Document(page_content=each.text, id=each.id, metadata=_metadata(each)) for each in found]


def _metadata(passage: Passage) -> dict[str, Any]:
    document, block = passage.document, passage.first_block
    return {
        "document": document.name,
        "title": document.title,
        "council": document.council,
        "committee": document.committee,
        "meeting_date": document.meeting_date.isoformat() if document.meeting_date else None,
        "page": block.page,
        "page_label": block.page_label,
        "paragraph": block.number,
        "headings": list(block.headings),
        "score": passage.score,
    }
