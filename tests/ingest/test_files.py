import hashlib
import stat
import zipfile
from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from ingest import files
from ingest.files import Found, find, sha256_of


def _write(path: Path, content: bytes = b"Some text.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _refusals(*places: Path) -> dict[str, str]:
    return {found.name: found.refusal for found in find(places)}


def test_folders_are_walked_in_order_without_hidden_files_lock_files_and_pictures(tmp_path):
    for name in ("b/2.pdf", "b/1.docx", "a.txt", "B.md", ".hidden.pdf", "~$1.docx", "x.jpg", "x.py", ".git/y.txt"):
        _write(tmp_path / name)
    assert [found.name for found in find([tmp_path])] == ["a.txt", "1.docx", "2.pdf", "B.md"]


def test_a_pdf_without_its_suffix_is_found_in_a_folder(tmp_path):
    _write(tmp_path / "download", b"%PDF-1.4 ...")
    _write(tmp_path / "Makefile", b"all:")
    assert [found.name for found in find([tmp_path])] == ["download"]


def test_a_file_that_is_named_directly_is_found_whatever_it_is_and_only_once(tmp_path):
    picture = _write(tmp_path / "x.jpg")
    found = list(find([picture, tmp_path, picture]))
    assert found == [Found("x.jpg", str(picture), 10, path=picture)]
    with found[0].open_copy() as path:
        assert path == picture


def test_a_place_that_is_not_there_is_reported(tmp_path):
    missing = tmp_path / "missing"
    assert list(find([missing])) == [Found("missing", str(missing), refusal="there is no such file or folder")]


def test_links_that_lead_upwards_or_nowhere_do_not_trap_the_walk(tmp_path):
    _write(tmp_path / "a" / "1.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "broken.pdf").symlink_to(tmp_path / "nowhere.pdf")
    assert _refusals(tmp_path) == {"1.txt": "", "broken.pdf": "the link leads nowhere"}


def test_members_of_a_zip_are_unpacked_only_while_they_are_read(tmp_path):
    archive = _zip(
        tmp_path / "pack.zip", {"in/b.txt": b"two", "a.pdf": b"one", "x.png": b"no", "__MACOSX/._a.pdf": b"no"}
    )
    found = list(find([tmp_path]))
    assert [(each.name, each.source, each.size) for each in found] == [
        ("a.pdf", f"{archive}!/a.pdf", 3),
        ("b.txt", f"{archive}!/in/b.txt", 3),
    ]
    with found[0].open_copy() as path:
        assert path.suffix == ".pdf"
        assert path.read_bytes() == b"one"
    assert not path.exists()


@pytest.mark.parametrize("name", ["../up.pdf", "/etc/root.pdf", "C:/drive.pdf", "..\\up.pdf", "in/../../up.pdf"])
def test_names_that_point_out_of_the_zip_are_refused(tmp_path, name):
    [found] = find([_zip(tmp_path / "pack.zip", {name: b"text"})])
    assert "points outside" in found.refusal
    with pytest.raises(UnreadableError, match="points outside"), found.open_copy():
        pass


def test_links_encrypted_members_and_zips_in_zips_are_refused_each_with_its_reason(tmp_path):
    archive = tmp_path / "pack.zip"
    link = zipfile.ZipInfo("link.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "w") as writer:
        writer.writestr(link, "/etc/passwd")
        writer.writestr("inner.zip", b"PK")
        writer.writestr("good.txt", b"good")
        writer.writestr("locked.pdf", b"secret")
    content = bytearray(archive.read_bytes())
    at = content.rindex(b"locked.pdf") - 46 + 8
    content[at] |= 1
    archive.write_bytes(content)
    refusals = _refusals(archive)
    assert refusals.pop("good.txt") == ""
    assert refusals == {
        "link.pdf": "it is a link, not a file",
        "inner.zip": "it is a zip file inside a zip file: unpack the outer one first",
        "locked.pdf": "it is encrypted: unpack the zip file with its password first",
    }


def test_a_member_that_grows_far_too_much_is_refused_while_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "RATIO_FREE_BYTES", 1000)
    monkeypatch.setattr(files, "_CHUNK", 1000)
    [found] = find([_zip(tmp_path / "pack.zip", {"bomb.txt": b"0" * 3_000_000})])
    assert found.refusal == ""
    with pytest.raises(UnreadableError, match="zip bomb"), found.open_copy():
        pass


def test_too_many_members_and_too_many_bytes_are_refused(tmp_path, monkeypatch):
    archive = _zip(tmp_path / "pack.zip", {"a.txt": b"0" * 60, "b.txt": b"0" * 60, "c.txt": b"0"})
    monkeypatch.setattr(files, "MAX_TOTAL_BYTES", 100)
    assert [bool(found.refusal) for found in find([archive])] == [False, True, True]
    monkeypatch.setattr(files, "MAX_MEMBER_BYTES", 50)
    assert [bool(found.refusal) for found in find([archive])] == [True, True, False]
    monkeypatch.setattr(files, "MAX_MEMBERS", 2)
    [found] = find([archive])
    assert "holds 3 files" in found.refusal


def test_damaged_and_empty_zips_are_reported(tmp_path):
    good = _zip(tmp_path / "good.zip", {"a.txt": b"Some text that is long enough" * 20}).read_bytes()
    _write(tmp_path / "cut.zip", good[:-30])
    _zip(tmp_path / "empty.zip", {})
    _zip(tmp_path / "pictures.zip", {"a.png": b"x"})
    broken = bytearray(good)
    broken[45:55] = b"\xff" * 10
    _write(tmp_path / "good.zip", bytes(broken))
    found = {each.source.rsplit("/", 1)[-1]: each for each in find([tmp_path])}
    assert {name: each.refusal for name, each in found.items()} == {
        "a.txt": "",
        "cut.zip": "the zip file is damaged: fetch or make it again",
        "empty.zip": "there is no paper in the zip file",
        "pictures.zip": "there is no paper in the zip file",
    }
    with pytest.raises(UnreadableError, match="damaged inside the zip"), found["a.txt"].open_copy():
        pass


def test_a_word_document_that_was_renamed_to_zip_is_one_file(tmp_path):
    archive = _zip(tmp_path / "report.zip", {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"})
    assert [(found.name, found.refusal) for found in find([archive])] == [("report.zip", "")]


def test_the_hash_is_that_of_the_contents(tmp_path):
    path = _write(tmp_path / "a.txt", b"x" * 3_000_000)
    assert sha256_of(path) == hashlib.sha256(b"x" * 3_000_000).hexdigest()
