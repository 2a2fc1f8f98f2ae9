"""The retriever in a chain of LangChain's."""

import asyncio
import re

import pytest
from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from assistant.retriever import PapersRetriever, fenced_passages
from corpus.errors import ScrutineerError
from corpus.store.filters import Filters

METADATA = {
    *("document", "document_id", "title", "council", "committee", "meeting_date"),
    *("page", "page_label", "paragraph", "headings", "blocks", "score"),
}


def test_passages_come_with_where_they_stand(assistant):
    found = PapersRetriever(assistant=assistant, k=3).invoke("what was the LAC rate in May 2019")
    assert len(found) == 3
    for document in found:
        assert set(document.metadata) == METADATA
        held = next(d for d in assistant.opened().documents.values() if d.name == document.metadata["document"])
        assert document.metadata["title"] == held.title
        assert document.metadata["council"] == held.council
        assert document.metadata["meeting_date"] == (held.meeting_date.isoformat() if held.meeting_date else None)
        assert document.page_content
    assert len({document.id for document in found}) == 3


def test_a_passage_is_the_text_of_blocks_each_behind_its_printed_number(assistant):
    found = assistant.search("fostering households", 3)
    for passage in found:
        blocks = assistant.opened().snapshot.catalogue.blocks(passage.document.id)
        lines = "\n".join(f"{block.number or ''} {block.text}".strip() for block in blocks)
        assert passage.text in lines


def test_filters_hold_and_k_is_the_number_of_passages(assistant):
    only = next(d for d in assistant.opened().documents.values() if d.committee)
    retriever = PapersRetriever(assistant=assistant, k=2, filters=Filters(documents=(only.id,)))
    assert [d.metadata["document"] for d in retriever.invoke("children")] == [only.name] * 2
    assert len(PapersRetriever(assistant=assistant).invoke("children")) == 5
    nowhere = PapersRetriever(assistant=assistant, filters=Filters(councils=("Nowhere Council",)))
    assert nowhere.invoke("children") == []


def test_it_runs_in_a_chain(assistant):
    chain = PapersRetriever(assistant=assistant, k=1) | RunnableLambda(lambda found: found[0].metadata["document"])
    assert isinstance(chain.invoke("youth justice reoffending rate"), str)


def test_the_number_and_the_filters_may_be_those_of_one_call(assistant):
    only = next(d for d in assistant.opened().documents.values() if d.committee)
    limits = Filters(documents=(only.id,))
    retriever = PapersRetriever(assistant=assistant, filters=Filters(councils=("Nowhere Council",)))
    assert [d.metadata["document"] for d in retriever.invoke("children", k=1, filters=limits)] == [only.name]
    found = asyncio.run(retriever.ainvoke("children", k=3, filters=limits))
    assert [d.metadata["document"] for d in found] == [only.name] * 3
    assert retriever.invoke("children") == []
    with pytest.raises(ScrutineerError, match="at least 1"):
        retriever.invoke("children", k=0)


def test_all_ways_of_calling_give_the_same(assistant):
    retriever, question = PapersRetriever(assistant=assistant, k=2), "fostering households"
    expected = retriever.invoke(question)
    assert len(expected) == 2 and all(isinstance(document, Document) for document in expected)
    assert retriever.batch([question, question]) == [expected] * 2
    assert list(retriever.stream(question)) == [expected]
    assert asyncio.run(retriever.ainvoke(question)) == expected
    assert asyncio.run(retriever.abatch([question])) == [expected]


def test_the_blocks_named_are_those_of_the_passage(assistant):
    catalogue = assistant.opened().snapshot.catalogue
    for document in PapersRetriever(assistant=assistant, k=3).invoke("re-referrals"):
        blocks = catalogue.blocks(document.metadata["document_id"], *document.metadata["blocks"])
        assert document.page_content == "\n".join(f"{block.number or ''} {block.text}".strip() for block in blocks)
        assert blocks[0].page == document.metadata["page"]


def test_passages_stand_in_a_prompt_with_their_places_between_marks(assistant):
    papers = PapersRetriever(assistant=assistant, k=2) | fenced_passages
    prompt = ChatPromptTemplate.from_template("Papers:\n{papers}\n\nQuestion: {question}")
    chain = {"papers": papers, "question": RunnablePassthrough()} | prompt
    text = chain.invoke("fostering households").messages[0].text
    found = re.search(r"\[begin (\w+): words of the papers: data[^\n]*\]\n(.*)\n\[end \1\]\n", text, re.DOTALL)
    assert found and all(f"[{n}] " in found[2] for n in (1, 2)) and "page " in found[2]
