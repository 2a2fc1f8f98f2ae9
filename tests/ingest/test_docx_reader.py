import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.errors import UnreadableError
from corpus.records import BlockKind, Row
from ingest.readers import package
from ingest.readers.docx import read_docx
from ingest.readers.word_numbers import in_form

W = nsdecls("w")


def _read(folder: Path, document):
    path = folder / "a.docx"
    document.save(str(path))
    return read_docx(path, "d")


def _lines(extract):
    return [(block.kind, block.number, block.text, block.headings) for block in extract.blocks]


def test_headings_come_from_styles_and_from_short_bold_lines(tmp_path):
    document = docx.Document()
    document.core_properties.title = "Property"
    document.add_heading("Update", 1)
    document.add_heading("Roads", 2)
    document.add_paragraph().add_run("Potholes").bold = True
    document.add_paragraph("5.6.1 There were fewer.")
    document.add_paragraph("5.7\tParks")
    document.add_paragraph("(a) grass", style="List Bullet")
    extract = _read(tmp_path, document)
    assert extract.title == "Property"
    assert extract.pages is None
    assert _lines(extract) == [
        (BlockKind.HEADING, None, "Update", ()),
        (BlockKind.HEADING, None, "Roads", ("Update",)),
        (BlockKind.HEADING, None, "Potholes", ("Update", "Roads")),
        (BlockKind.PARAGRAPH, "5.6.1", "There were fewer.", ("Update", "Roads", "Potholes")),
        (BlockKind.HEADING, "5.7", "Parks", ("Update",)),
        (BlockKind.LIST_ITEM, "(a)", "grass", ("Update", "5.7 Parks")),
    ]


def test_typed_numbers_give_the_level_of_bold_headings(tmp_path):
    document = docx.Document()
    for text in ("5.0 Background", "5.1 Roads", "5.1.1 Signs", "5.2 Parks"):
        document.add_paragraph().add_run(text).bold = True
    document.add_paragraph("Open.")
    assert [block.headings for block in _read(tmp_path, document).blocks] == [
        (),
        ("5.0 Background",),
        ("5.0 Background", "5.1 Roads"),
        ("5.0 Background",),
        ("5.0 Background", "5.2 Parks"),
    ]


def test_a_resolution_in_bold_is_no_heading(tmp_path):
    document = docx.Document()
    document.add_paragraph().add_run("RESOLVED that the report be noted").bold = True
    assert _read(tmp_path, document).blocks[0].kind is BlockKind.PARAGRAPH


ABSTRACT = f"""<w:abstractNum {W} w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%4)"/></w:lvl>
<w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>"""


def test_automatic_numbers_are_counted_over_levels_and_restarts(tmp_path):
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(ABSTRACT))
    root.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    root.append(
        parse_xml(
            f'<w:num {W} w:numId="92"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="9"/></w:lvlOverride></w:num>'
        )
    )
    for level, number_id in (
        (0, 91),
        (1, 91),
        (1, 91),
        (2, 91),
        (3, 91),
        (3, 91),
        (4, 91),
        (2, 91),
        (0, 91),
        (1, 91),
        (0, 92),
    ):
        paragraph = document.add_paragraph("This is a sentence of the list, and it is no heading.")
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'))
    blocks = _read(tmp_path, document).blocks
    assert [block.number for block in blocks] == ["4", "4.1", "4.2", "(a)", "i)", "ii)", None, "(b)", "5", "5.1", "9"]
    assert [block.kind is BlockKind.LIST_ITEM for block in blocks] == [False, False, False, *[True] * 5, *[False] * 3]


@pytest.mark.parametrize(
    ("count", "form", "written"),
    [
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (3, "decimalZero", "03"),
        (2, "none", ""),
    ],
)
def test_counts_are_written_in_words_forms(count, form, written):
    assert in_form(count, form) == written


def test_tables_keep_their_place_heads_and_merged_cells_once(tmp_path):
    document = docx.Document()
    document.add_paragraph("Table 1: visits by area")
    table = document.add_table(rows=4, cols=3)
    for row, texts in enumerate((("Area", "2018/19", ""), ("", "Q1", "Q2"), ("North", "12", "13"), ("", "", "15"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    document.add_paragraph("After.")
    blocks = _read(tmp_path, document).blocks
    heads = ("Area", "2018/19 › Q1", "2018/19 › Q2")
    caption = "Table 1: visits by area"
    assert [block.text for block in blocks] == [
        caption,
        "Area | 2018/19",
        "Q1 | Q2",
        "North | 12 | 13",
        "North | 15",
        "After.",
    ]
    assert [block.row for block in blocks[1:5]] == [
        Row(0, 0, ("Area", "2018/19", ""), heads, caption, is_head=True),
        Row(0, 1, ("", "Q1", "Q2"), heads, caption, is_head=True),
        Row(0, 2, ("North", "12", "13"), heads, caption),
        Row(0, 3, ("North", "", "15"), heads, caption),
    ]


def test_a_table_of_paragraph_numbers_and_texts_reads_as_paragraphs(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, texts in enumerate((("7.0", "Legal considerations:"), ("7.1", "None"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    assert _lines(_read(tmp_path, document)) == [
        (BlockKind.HEADING, "7.0", "Legal considerations:", ()),
        (BlockKind.PARAGRAPH, "7.1", "None", ("7.0 Legal considerations:",)),
    ]


def test_nested_tables_and_frames_are_read_too(tmp_path):
    document = docx.Document()
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "In a frame."
    inner = frame.cell(0, 0).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "left", "right"
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "outer"
    outer.cell(0, 1).text = "cell"
    nested = outer.cell(0, 1).add_table(rows=1, cols=2)
    nested.cell(0, 0).text, nested.cell(0, 1).text = "deep", "down"
    texts = [block.text for block in _read(tmp_path, document).blocks]
    assert texts == ["In a frame.", "left | right", "outer | cell", "deep | down"]


def test_tracked_changes_hidden_text_fields_and_headers_are_read_as_shown(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Running head"
    document.element.body.insert(
        0,
        parse_xml(
            f"""<w:p {W}><w:r><w:t xml:space="preserve">The rate </w:t></w:r>
            <w:del w:id="1"><w:r><w:delText>fell</w:delText></w:r></w:del>
            <w:ins w:id="2"><w:r><w:t>rose</w:t></w:r></w:ins>
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>
            <w:hyperlink><w:r><w:t xml:space="preserve"> to</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>5</w:t><w:br/>
            <w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r></w:p>"""
        ),
    )
    document.element.body.insert(
        1,
        parse_xml(
            f"""<w:sdt {W}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p>
            </w:sdtContent></w:sdt>"""
        ),
    )
    assert [block.text for block in _read(tmp_path, document).blocks] == [
        "The rate rose to 5 well-known",
        "In a control.",
    ]


def test_a_text_box_is_read_once_although_it_is_stored_twice(tmp_path):
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    document.element.body.insert(
        0,
        parse_xml(
            f"""<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
            xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
            xmlns:v="urn:schemas-microsoft-com:vml">
            <w:r><w:t>Outside.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp>
            <wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>
            </mc:Fallback></mc:AlternateContent></w:r></w:p>"""
        ),
    )
    assert [block.text for block in _read(tmp_path, document).blocks] == ["Outside.", "In the box."]


def _rewritten(folder: Path, change) -> Path:
    document = docx.Document()
    document.add_paragraph("Text.")
    document.save(str(folder / "whole.docx"))
    path = folder / "changed.docx"
    with zipfile.ZipFile(folder / "whole.docx") as whole, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in whole.namelist():
            changed.writestr(name, change(name, whole.read(name)))
    return path


def test_entities_of_ones_own_are_refused(tmp_path):
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
    path = _rewritten(tmp_path, lambda name, xml: attack + xml if name == "word/document.xml" else xml)
    with pytest.raises(UnreadableError, match="entities"):
        read_docx(path, "d")


def test_a_document_that_is_far_too_large_when_unpacked_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "MAX_PART_BYTES", 500_000)
    path = _rewritten(tmp_path, lambda name, xml: xml + b" " * 600_000 if name == "word/document.xml" else xml)
    with pytest.raises(UnreadableError, match="too large"):
        read_docx(path, "d")


@pytest.mark.parametrize("cut", [10, 2000, -100])
def test_a_document_that_breaks_off_is_unreadable(tmp_path, cut):
    docx.Document().save(str(tmp_path / "whole.docx"))
    path = tmp_path / "cut.docx"
    path.write_bytes((tmp_path / "whole.docx").read_bytes()[:cut])
    with pytest.raises(UnreadableError, match="damaged"):
        read_docx(path, "d")


def test_broken_xml_and_missing_parts_are_unreadable(tmp_path):
    path = _rewritten(tmp_path, lambda name, xml: xml[: len(xml) // 2] if name == "word/document.xml" else xml)
    with pytest.raises(UnreadableError, match="damaged"):
        read_docx(path, "d")


def test_a_document_without_text_says_so(tmp_path):
    with pytest.raises(UnreadableError, match="holds no text"):
        _read(tmp_path, docx.Document())


def test_a_document_with_macros_is_read_as_any_other_and_nothing_is_run(tmp_path):
    document = docx.Document()
    document.add_paragraph("The harbour wall was mended in May.")
    plain, with_macros = tmp_path / "a.docx", tmp_path / "a.docm"
    document.save(str(plain))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(with_macros, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "[Content_Types].xml":
                content = content.replace(
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                )
            target.writestr(member, content)
        target.writestr("word/vbaProject.bin", b"\0 Sub AutoOpen()")
    assert [block.text for block in read_docx(with_macros, "d").blocks] == ["The harbour wall was mended in May."]


def test_a_sub_head_inside_a_table_stands_over_the_rows_below_it(tmp_path):
    document = docx.Document()
    rows = [
        ("Service", "Budget", "Spent"),
        ("Highways", "", ""),
        ("Lighting", "12", "11"),
        ("Bridges", "30", "34"),
        ("Parks", "", ""),
        ("Trees", "4", "5"),
    ]
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    found = [block.row for block in _read(tmp_path, document).blocks]
    assert [row.section for row in found] == ["", "", "Highways", "Highways", "", "Parks"]


def test_footnotes_stand_after_the_text(tmp_path):
    document = docx.Document()
    document.add_paragraph("The harbour wall was mended in May.")
    document.add_paragraph("The pier was let.")
    plain, noted = tmp_path / "a.docx", tmp_path / "b.docx"
    document.save(str(plain))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    note = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>By the council of the day.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    added = {
        "[Content_Types].xml": (
            "</Types>",
            '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.footnotes+xml"/></Types>',
        ),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>',
        ),
    }
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(noted, "w") as target:
        for member in source.infolist():
            content = source.read(member).decode("latin-1")
            if member.filename in added:
                content = content.replace(*added[member.filename])
            target.writestr(member, content.encode("latin-1"))
        target.writestr("word/footnotes.xml", note)
    assert [block.text for block in read_docx(noted, "d").blocks] == [
        "The harbour wall was mended in May.",
        "The pier was let.",
        "By the council of the day.",
    ]
