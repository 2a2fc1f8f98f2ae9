"""The retriever in a chain of LangChain's."""

from langchain_core.runnables import RunnableLambda

from assistant.retriever import PapersRetriever
from corpus.store.filters import Filters

METADATA = {
    *("document", "title", "council", "committee", "meeting_date", "page", "page_label", "paragraph", "headings"),
    "score",
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
    assert PapersRetriever(assistant=assistant).invoke("children", k=1)
    assert len(PapersRetriever(assistant=assistant).invoke("children")) == 5
    nowhere = PapersRetriever(assistant=assistant, filters=Filters(councils=("Nowhere Council",)))
    assert nowhere.invoke("children") == []


def test_it_runs_in_a_chain(assistant):
    chain = PapersRetriever(assistant=assistant, k=1) | RunnableLambda(lambda found: found[0].metadata["document"])
    assert isinstance(chain.invoke("youth justice reoffending rate"), str)
