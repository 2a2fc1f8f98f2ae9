import zipfile
from pathlib import Path

import docx
import pytest

from corpus.errors import UnreadableError
from ingest import kinds
from ingest.kinds import media_type, mismatch
from ingest.readers import read

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"%PDF-1.7\n...", kinds.PDF),
        ("a", b"\r\n" * 100 + b"%PDF-1.4", kinds.PDF),
        ("a.html", b"<!DOCTYPE html><html></html>", kinds.HTML),
        ("a.pdf", b"\xef\xbb\xbf\n<!doctype HTML PUBLIC>", kinds.HTML),
        ("a.pdf", b"<html><body>see %PDF-1.4</body></html>", kinds.HTML),
        ("a.aspx", b"<!-- c --><div><p>a</p><p>b</p><p>c</p><span>d</span></div>", kinds.HTML),
        ("a.html", "<html><p>x</p></html>".encode("utf-16"), kinds.HTML),
        ("a.txt", b"Minutes of the meeting", kinds.TEXT),
        ("a.txt", "Caf\u00e9".encode("cp1252"), kinds.TEXT),
        ("a.txt", "Minutes".encode("utf-16"), kinds.TEXT),
        ("a.md", b"# Minutes", kinds.MARKDOWN),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), kinds.DOC),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), kinds.ENCRYPTED_OFFICE),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), kinds.XLS),
        ("a.rtf", b"{\\rtf1 text}", kinds.RTF),
        ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related;", kinds.MHT),
        ("a.pdf", b"", kinds.EMPTY),
        ("a.pdf", b"\0\0\0\0", kinds.EMPTY),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(200)), kinds.BINARY),
        ("a.docx", b"PK\x03\x04 cut off", kinds.DOCX),
    ],
)
def test_a_file_is_what_its_content_says(tmp_path, name, content, kind):
    assert media_type(_file(tmp_path, name, content)) == kind


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"word/document.xml": ""}, kinds.DOCX),
        ({"xl/workbook.xml": ""}, kinds.XLSX),
        ({"ppt/presentation.xml": ""}, kinds.PPTX),
        ({"mimetype": kinds.ODT}, kinds.ODT),
        ({"a.txt": ""}, kinds.ZIP),
    ],
)
def test_a_zip_is_what_its_members_say(tmp_path, members, kind):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert media_type(path) == kind


def test_a_real_word_document_is_one(tmp_path):
    docx.Document().save(str(tmp_path / "a.pdf"))
    assert media_type(tmp_path / "a.pdf") == kinds.DOCX


def test_a_suffix_that_lies_badly_is_told():
    assert mismatch(Path("a.pdf"), kinds.HTML) == (
        "this is a web page saved with the suffix .pdf, not a PDF; "
        "open the address in a browser and save the file again"
    )
    assert (
        mismatch(Path("a.docx"), kinds.PDF) == "this is a PDF saved with the suffix .docx, not a Word document (DOCX)"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.PDF", kinds.PDF), ("a", kinds.PDF), ("a.txt", kinds.MARKDOWN), ("a.pdf", kinds.EMPTY), ("a.aspx", kinds.HTML)],
)
def test_a_suffix_that_is_right_or_silent_is_not_told(name, kind):
    assert mismatch(Path(name), kind) is None


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "old Word document.*save it as PDF or DOCX"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.rtf", b"{\\rtf1 text}", "save it as PDF or DOCX"),
        ("a.pdf", b"", "empty file: fetch the file again"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(200)), "not known"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(tmp_path, name, content, message):
    path = _file(tmp_path, name, content)
    with pytest.raises(UnreadableError, match=message):
        read(path, "d", media_type(path), max_pages=10)


def test_each_kind_goes_to_its_reader(tmp_path):
    page = _file(tmp_path, "a.html", b"<html><p>Shown.</p></html>")
    text = _file(tmp_path, "a.txt", b"Shown.")
    word = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph("Shown.")
    document.save(str(word))
    for path in (page, text, word):
        assert [block.text for block in read(path, "d", media_type(path), max_pages=10).blocks] == ["Shown."]
