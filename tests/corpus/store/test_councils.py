"""One council has one name in an index, whatever its papers write."""

from dataclasses import replace

from corpus.store.catalogue import Catalogue
from corpus.store.filters import Filters
from tests.corpus.store.made import contents_of, document


def test_documents_and_papers_of_one_council_are_found_by_one_name(tmp_path):
    catalogue = Catalogue.create(tmp_path / "catalogue.sqlite3", {})
    for name, council in (("a", "Hill & Dale"), ("b", "Hill and Dale Council"), ("c", "Fenland Council"), ("d", "")):
        known = document(name, council=council)
        contents = contents_of(known, f"A text of {name}.")
        catalogue.put(known, replace(contents, papers=(replace(contents.papers[0], council=council),)))
    catalogue.finish()
    found = {known.name: known.council for known in catalogue.documents()}
    names = ["Hill and Dale Council", "Hill and Dale Council", "Fenland Council", ""]
    assert list(found.values()) == names
    assert [catalogue.papers(known.id)[0].council for known in catalogue.documents()] == names
    assert len(catalogue.documents(Filters(councils=("Hill and Dale Council",)))) == 2
    catalogue.close()
