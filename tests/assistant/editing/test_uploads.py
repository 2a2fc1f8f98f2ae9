"""Uploads are laid down under names that are no paths, and take another's place only where that is asked for."""

import hashlib
from io import BytesIO

import pytest

from assistant.editing.uploads import LONGEST, Upload, earlier, file_name, lay_down
from corpus.records import Document


def upload(name, contents=b"x"):
    return Upload(name, BytesIO(contents))


def held(path, contents=b"x"):
    return Document("id", path.name, str(path), hashlib.sha256(contents).hexdigest(), "text/plain")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Agenda 20 June.pdf", "Agenda 20 June.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\Agenda.pdf", "Agenda.pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("~$Agenda.docx", "Agenda.docx"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("", "paper"),
        ("...", "paper"),
        ("a\x00\u202eb\n.pdf", "ab.pdf"),
        ("papiers été.pdf", "papiers été.pdf"),
    ],
)
def test_a_name_is_kept_as_far_as_every_system_takes_it(sent, kept):
    assert file_name(sent) == kept


def test_a_very_long_name_keeps_its_suffix():
    name = file_name("x" * 5000 + ".pdf")
    assert len(name) == LONGEST
    assert name.endswith(".pdf")


def test_uploads_are_laid_down_whole_and_those_before_are_gone(tmp_path):
    folder = tmp_path / "uploads"
    lay_down(folder, [upload("old.pdf")], [], replace=False)
    paths = lay_down(folder, [upload("a.pdf", b"one"), upload("a.pdf", b"two")], [], replace=False)
    assert [path.name for path in paths] == ["a.pdf", "a (2).pdf"]
    assert [path.read_bytes() for path in paths] == [b"one", b"two"]
    assert sorted(path.name for path in folder.iterdir()) == ["a (2).pdf", "a.pdf"]


def test_another_file_of_a_name_that_is_held_is_kept_beside_it_or_takes_its_place(tmp_path):
    before = held(tmp_path / "a.pdf", b"one")
    (beside,) = lay_down(tmp_path, [upload("a.pdf", b"two")], [before], replace=False)
    assert beside.name == "a (2).pdf"
    (instead,) = lay_down(tmp_path, [upload("a.pdf", b"two")], [before], replace=True)
    assert instead.name == "a.pdf"


def test_the_same_file_again_is_the_same_file(tmp_path):
    (path,) = lay_down(tmp_path, [upload("a.pdf", b"one")], [held(tmp_path / "a.pdf", b"one")], replace=False)
    assert path.name == "a.pdf"


def test_the_members_of_a_zip_file_are_known_by_its_name(tmp_path):
    member = held(tmp_path / "pack.zip!" / "a.pdf")
    assert earlier(tmp_path, "pack.zip", [member]) == [member]
    assert earlier(tmp_path, "a.pdf", [member]) == []
