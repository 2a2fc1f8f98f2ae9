"""What hostile files and texts once did, each mended where it came from."""

import struct
import zipfile
from io import BytesIO, StringIO

import pytest
from rich.table import Table
from rich.text import Text

from assistant.exports.conversation import as_text
from assistant.safe import visible
from assistant.searching.request import Facet, Request
from assistant.terminal import Terminal
from corpus.errors import UnreadableError
from corpus.language.abbreviations import Glossary
from ingest import kinds, zips
from ingest.exempt import _STAMP
from ingest.files import find
from ingest.outline import LONGEST_BLOCK, Outline
from ingest.pipeline import printable
from ingest.readers.package import check_package
from ingest.readers.text import decoded, read_text
from ingest.readers.word_numbers import in_form
from tests.hostile.made import SENTENCE, packed
from tests.hostile.offices import LAUGHS, docx, words
from tests.hostile.patterns import at_most

SOON = 1.0


def test_comments_before_a_page_without_tags_do_not_keep_the_ingest_for_ever(tmp_path):
    page = tmp_path / "a.html"
    page.write_bytes(b"<!---->" * 9000 + b"x")
    with at_most(SOON):
        assert kinds.media_type(page) == kinds.HTML
    page.write_bytes(b"<!---->" * 1000 + b"\n<!doctype html><p>A")
    assert kinds.media_type(page.rename(tmp_path / "a.aspx")) == kinds.HTML


def test_a_stamp_of_many_signs_does_not_keep_the_reader_for_ever():
    with at_most(SOON):
        assert _STAMP.fullmatch("exempt " + "& " * 500 + "~x") is None
    assert _STAMP.fullmatch("PRIVATE & CONFIDENTIAL") and _STAMP.fullmatch("Exempt – not for publication")


@pytest.mark.parametrize("gap", [" " * 900, "\n" * 900, "\t \u2003" * 300])
def test_a_question_of_spaces_is_read_like_one_without_and_at_once(gap):
    from assistant.questions.question import read_question
    from assistant.questions.topics import LATEST

    glossary = Glossary.load()
    with at_most(SOON):
        read = read_question(f"what{gap}is the latest on adoption", glossary)
        assert read.text == "what is the latest on adoption"
        assert LATEST.search(read.text)["topic"] == "adoption"
        assert LATEST.search("," * 1000) is None


def test_a_zip_file_whose_list_of_members_is_far_too_long_is_not_opened(tmp_path):
    path = tmp_path / "a.zip"
    good = packed({"a.txt": SENTENCE.encode()})
    at = good.index(b"PK\x05\x06")
    path.write_bytes(good[: at + 12] + struct.pack("<L", zips.MOST_DIRECTORY_BYTES + 1) + good[at + 16 :])
    with pytest.raises(zipfile.BadZipFile, match="too long"), zips.opened(path):
        pass
    large = b"PK\x06\x06" + bytes(36) + struct.pack("<QQ", zips.MOST_DIRECTORY_BYTES + 1, 0) + b"PK\x06\x07" + bytes(16)
    path.write_bytes(good[:at] + large + good[at:])
    with pytest.raises(zipfile.BadZipFile, match="too long"), zips.opened(path):
        pass
    assert [found.refusal for found in find([path])] == ["the zip file is damaged: fetch or make it again"]
    path.write_bytes(good[:at])
    with pytest.raises(zipfile.BadZipFile), zips.opened(path):
        pass
    path.write_bytes(good)
    with zips.opened(path) as archive:
        assert archive.namelist() == ["a.txt"]


def test_a_member_without_a_name_does_not_end_the_ingest(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": SENTENCE.encode(), "b.txt": b"Another."}).replace(b"a.txt", b"\0.txt"))
    assert [found.name for found in find([path])] == ["b.txt"]


@pytest.mark.parametrize(
    "declared", [LAUGHS, f"<!--{'x' * 100_000}-->{LAUGHS}", f"<?xml version='1.0' encoding='UTF-7'?>{LAUGHS}"]
)
@pytest.mark.parametrize("name", ["word/document.xml", "word/document.bin"])
def test_entities_are_found_wherever_they_are_declared(tmp_path, declared, name):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(words("&j;"), declared=declared, name=name))
    with pytest.raises(UnreadableError, match="declares entities"):
        check_package(path, "the Word document")
    drawing = b"<!DOCTYPE svg PUBLIC 'a' 'b'><svg/>"
    path.write_bytes(docx(more={"word/media/a.svg": drawing}))
    check_package(path, "the Word document")


def test_a_list_that_begins_at_thousands_of_millions_has_short_numbers():
    assert [in_form(2_000_000_000, form) for form in ("lowerRoman", "upperLetter", "decimal")] == ["2000000000"] * 3
    assert (in_form(27, "lowerLetter"), in_form(1999, "upperRoman")) == ("aa", "MCMXCIX")


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "rot13", "hex", "a\0b", "x" * 9000, ""])
def test_an_encoding_that_is_none_does_not_keep_a_page_from_being_read(name):
    assert decoded("£5 – café".encode("cp1252"), name) == "£5 – café"


def test_a_paragraph_without_end_is_parted_at_the_end_of_sentences_and_nothing_is_lost():
    outline = Outline("d")
    outline.paragraph("5.1 " + "The wall was mended. " * 2000)
    blocks = outline.blocks
    assert max(len(block.text) for block in blocks) <= LONGEST_BLOCK
    assert " ".join(block.text for block in blocks) == ("The wall was mended. " * 2000).strip()
    assert [block.number for block in blocks][:2] == ["5.1", None] and all(b.text.endswith("mended.") for b in blocks)
    outline.paragraph("a" * 25_000)
    assert "".join(block.text for block in outline.blocks[len(blocks) :]) == "a" * 25_000


def test_lines_without_end_are_joined_in_little_time(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("the harbour wall was mended in the spring of the year by the men\n" * 30_000)
    with at_most(20):
        assert sum(len(block.text) for block in read_text(path, "d").blocks) > 1_900_000


HOSTILE = "a\x1b]0;owned\x07\x1b[2Jb\x9b31m\u202efdp\rX\x08\x7f\ufffe"


def test_a_terminal_shows_words_and_is_not_told_to_do_anything():
    written = StringIO()
    terminal = Terminal(file=written, force_terminal=True, width=80, color_system="truecolor")
    terminal.print(Text(HOSTILE, style="bold"))
    table = Table()
    table.add_column(Text(HOSTILE))
    table.add_row(Text(HOSTILE))
    terminal.print(table)
    shown = written.getvalue()
    assert shown.count("a]0;owned[2Jb31mfdpX") == 3
    assert "\x1b[1m" in shown, "its own styles are still there"
    assert not set("\x07\x08\x7f\x9b\u202e\ufffe\r") & set(shown) and "\x1b]" not in shown and "\x1b[2J" not in shown


def test_a_name_is_held_with_what_is_not_seen_as_escapes():
    assert printable("a\x1b[2Jb\u202efdp\n.txt") == "a\\u001b[2Jb\\u202efdp\\u000a.txt"
    assert printable("Café, “5”.pdf") == "Café, “5”.pdf"
    assert printable("caf\udce9.txt") == "caf\\udce9.txt"


def test_what_is_no_character_does_not_keep_a_word_document_from_being_written():
    import docx as library

    document = library.Document()
    document.add_paragraph(visible(HOSTILE + "\uffff\ud800"))
    document.save(BytesIO())
    assert document.paragraphs[0].text == "a]0;owned[2Jb31mfdpX"


def test_an_address_with_an_empty_limit_limits_nothing():
    assert Request.read({"q": ["a"], "year": [""], "kind": ["", "plan"]}).chosen == {Facet.KIND: ("plan",)}


def test_what_is_copied_is_what_is_seen(sample_index):
    from dataclasses import replace

    from assistant.assistant import Assistant
    from corpus.settings import Settings

    answer = Assistant.open(Settings(index=sample_index)).ask("what was the LAC rate in May 2019")
    assert not set("\x1b\u202e") & set(as_text(replace(answer, question=HOSTILE)))
