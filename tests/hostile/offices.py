"""Hostile Word documents, spreadsheets and other office files, written part by part."""

# ruff: noqa: E501 - markup is read more easily unbroken

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.hostile.made import EITHER, READ, REFUSED, SENTENCE, Made, packed

MEGABYTE = 1024 * 1024
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'
_RELS = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
LAUGHS = (
    "<!DOCTYPE w [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
"""A document type of nested entities, which grow to two thousand million signs."""
OUTSIDE = "<!DOCTYPE w [<!ENTITY j SYSTEM 'file:///etc/passwd'>]>"
REMOTE = "<!DOCTYPE w [<!ENTITY j SYSTEM 'http://127.0.0.1:00009/entity'>]>"
REMOTE_TYPE = "<!DOCTYPE w SYSTEM 'http://127.0.0.1:00009/type.dtd'>"


def words(text: str = SENTENCE, properties: str = "") -> str:
    """Give a paragraph of a Word document."""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(
    body: str = "",
    parts: dict[str, tuple[str, str]] | None = None,
    *,
    declared: str = "",
    main: str = "document.main",
    name: str = "word/document.xml",
    outside: tuple[tuple[str, str], ...] = (),
    more: dict[str, bytes] | None = None,
) -> bytes:
    """Give a Word document; `parts` are of a kind and with contents, `declared` stands before its first element,

    and `outside` are kinds and addresses of relations to what lies elsewhere.
    """
    parts = parts or {}
    kind = f"{_KIND}.wordprocessingml.{main}+xml" if main == "document.main" else main
    types = f'<Override PartName="/{name}" ContentType="{kind}"/>' + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_KIND}.wordprocessingml.{part}+xml"/>' for part in parts
    )
    relations = "".join(
        f'<Relationship Id="p{n}" Type="{_OFFICE}/{part}" Target="{part}.xml"/>' for n, part in enumerate(parts)
    ) + "".join(
        f'<Relationship Id="x{n}" Type="{_OFFICE}/{of}" Target="{to}" TargetMode="External"/>'
        for n, (of, to) in enumerate(outside)
    )
    xml = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{_RELS}{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="{name}"/></Relationships>',
        name: f"{declared}<w:document {_W} xmlns:r='{_OFFICE}'><w:body>{words()}{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        **{f"word/{part}.xml": f"<w:{root} {_W}>{inner}</w:{root}>" for part, (root, inner) in parts.items()},
    }
    return packed({**{part: text.encode() for part, text in xml.items()}, **(more or {})})


def xlsx(
    rows: str = "", *, declared: str = "", shared: str = "", extra: str = "", sheets: int = 1, book: str = ""
) -> bytes:
    """Give a spreadsheet; `rows` follow the first, `extra` the data of each sheet, `declared` the sheet's start."""
    numbers = range(1, sheets + 1)
    main = f"{_KIND}.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{main}.worksheet+xml"/>' for n in numbers
    )
    first = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{SENTENCE}</t></is></c></row>'
    sheet = f"{declared}<worksheet {_S}><sheetData>{first}{rows}</sheetData>{extra}</worksheet>"
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    xml = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{_RELS}'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{main}.sharedStrings+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f"<workbook {_S}><sheets>{names}</sheets>{book}</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        f'<Relationship Id="s" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {_S}>{shared}</sst>",
        **{f"xl/worksheets/sheet{n}.xml": sheet for n in numbers},
    }
    return packed({part: text.encode() for part, text in xml.items()})


def hostile_offices() -> Iterator[Made]:
    """Give every hostile office file that is written by hand."""
    for kind in (_declared, _word_structure, _word_active, _sheets, _packages):
        yield from kind()


def _declared() -> Iterator[Made]:
    far = f"<!--{'-'.join('x' * 5000)}-->"
    ways = {"laughs": LAUGHS, "a file of the system": OUTSIDE, "an address": REMOTE, "a type elsewhere": REMOTE_TYPE}
    for name, type_ in ways.items():
        body = words("&j;") if type_ != REMOTE_TYPE else ""
        yield Made(f"word entity of {name}.docx", partial(docx, body, declared=type_), REFUSED)
        yield Made(f"word entity of {name} far down.docx", partial(docx, body, declared=far + type_), REFUSED)
        row = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"&j;" if body else ""}</t></is></c></row>'
        yield Made(f"sheet entity of {name}.xlsx", partial(xlsx, row, declared=type_), REFUSED)
        yield Made(f"sheet entity of {name} far down.xlsx", partial(xlsx, row, declared=far + type_), REFUSED)
        yield Made(
            f"word entity of {name} in a part of another name.docx",
            partial(docx, body, declared=type_, name="word/document.bin"),
            REFUSED,
        )
    hidden = f"<?xml version='1.0' encoding='UTF-7'?>{LAUGHS.replace('<', '+ADw-')}"
    yield Made("word entity in another encoding.docx", lambda: docx(words("&j;"), declared=hidden), REFUSED)


def _word_structure() -> Iterator[Made]:
    for depth in (200, 5_000, 100_000):
        for tag in ("w:sdt", "w:ins", "w:hyperlink"):
            nested = f"<{tag}>" * depth + words("deep") + f"</{tag}>" * depth
            yield Made(f"{depth} of {tag[2:]} in each other.docx", partial(docx, nested))
    box = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
    boxes = words("deep")
    for _ in range(40):
        boxes = box.format(boxes)
    yield Made("text boxes in text boxes.docx", lambda: docx(boxes), READ)
    row = "<w:tr>" + "<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc>" * 50 + "</w:tr>"
    yield Made("cells over a thousand million columns.docx", lambda: docx(f"<w:tbl>{row * 200}</w:tbl>"))
    digits = "9" * 6000
    yield Made("span of six thousand digits.docx", lambda: docx(f"<w:tbl>{row.replace('999999999', digits)}</w:tbl>"))
    wide = "<w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 3000 + "</w:tr>"
    yield Made("table of three thousand by three hundred.docx", lambda: docx(f"<w:tbl>{wide * 300}</w:tbl>"))
    yield Made("a million empty paragraphs.docx", lambda: docx("<w:p/>" * 1_000_000))
    yield Made("paragraph of ten million signs.docx", lambda: docx(words("a 1% " * 2_000_000)))
    yield Made("a hundred thousand runs.docx", lambda: docx(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 100_000}</w:p>"))
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{(n + 1) % 900}"/></w:style>'
        for n in range(900)
    )
    styled = words(properties='<w:pPr><w:pStyle w:val="s0"/></w:pPr>') * 2000
    yield Made("styles that loop.docx", lambda: docx(styled, {"styles": ("styles", loop)}), EITHER)
    for form in ("lowerRoman", "lowerLetter", "decimal"):
        level = f'<w:lvl w:ilvl="0"><w:start w:val="2000000000"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1%1%1"/></w:lvl>'
        numbers = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        listed = words(properties='<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>')
        yield Made(
            f"list from two thousand million in {form}.docx",
            partial(docx, listed * 50, {"numbering": ("numbering", numbers)}),
            READ,
        )
    odd = words(
        properties='<w:pPr><w:outlineLvl w:val="²"/><w:numPr><w:ilvl w:val="٣"/><w:numId w:val="-1"/></w:numPr></w:pPr>'
    )
    yield Made("numbers in other writings.docx", lambda: docx(odd))


def _word_active() -> Iterator[Made]:
    field = "".join(
        f"<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p>"
        for code in (
            'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
            "INCLUDETEXT file:///etc/passwd",
            'INCLUDEPICTURE "http://127.0.0.1:00009/field"',
        )
    )
    yield Made("fields that run programs.docx", lambda: docx(field), READ)
    outside = tuple(
        (kind, f"{scheme}127.0.0.1:00009/word-{kind}")
        for kind in (
            "attachedTemplate",
            "image",
            "oleObject",
            "frame",
            "hyperlink",
            "settings",
            "footnotes",
            "numbering",
            "styles",
        )
        for scheme in ("http://", "file://")
    )
    yield Made("parts that lie elsewhere.docx", lambda: docx(outside=outside), EITHER)
    up = {"styles": "../../../../../../etc/passwd"}
    relation = "".join(f'<Relationship Id="u" Type="{_OFFICE}/{k}" Target="{t}"/>' for k, t in up.items())
    rels = f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>'.encode()
    yield Made("part outside of the package.docx", lambda: docx(more={"word/_rels/document.xml.rels": rels}), REFUSED)
    macros = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Auto_Open Shell calc" * 100}
    yield Made(
        "macros.docm", lambda: docx(main="application/vnd.ms-word.document.macroEnabled.main+xml", more=macros), READ
    )
    yield Made("program within.docx", lambda: docx(more={"word/embeddings/oleObject1.bin": b"MZ" + bytes(9999)}), READ)
    yield Made(
        "chunk of a web page.docx",
        lambda: docx('<w:altChunk r:id="x0"/>', outside=(("aFChunk", "http://127.0.0.1:00009/chunk"),)),
        READ,
    )
    signs = words(
        "=cmd|'/c calc'!A1 &lt;script&gt;alert(1)&lt;/script&gt; &#x202e;txt.exe &#x9;&#xA;\u001b".replace("\u001b", "")
    )
    yield Made("signs that would be something else.docx", lambda: docx(signs), READ)


def _cell(text: str, kind: str = "", formula: str = "") -> str:
    of_kind = f' t="{kind}"' if kind else ""
    worked_out = f"<f>{formula}</f>" if formula else ""
    return f'<c r="A2"{of_kind}>{worked_out}<v>{text}</v></c>'


def _sheets() -> Iterator[Made]:
    for name, formula in {
        "a program": "cmd|'/c calc'!A1",
        "an address": 'WEBSERVICE("http://127.0.0.1:00009/sheet")',
        "a link": 'HYPERLINK("http://127.0.0.1:00009/link","x")',
        "itself": "A2",
        "a picture": 'IMAGE("http://127.0.0.1:00009/image")',
    }.items():
        yield Made(f"formula of {name}.xlsx", partial(xlsx, f"<row r='2'>{_cell('1', '', formula)}</row>"), READ)
    values = ("1e999", "-1e308", "nan", "1e-999", "9" * 5000, "2958466", "-1", "x")
    for number, value in enumerate(values):
        yield Made(f"value {number} that is none.xlsx", partial(xlsx, f"<row r='2'>{_cell(value)}</row>"))
        yield Made(f"date {number} that is none.xlsx", partial(xlsx, f"<row r='2'>{_cell(value, 'd')}</row>"))
    yield Made("text that is not there.xlsx", lambda: xlsx(f"<row r='2'>{_cell('99999', 's')}</row>"))
    yield Made("cell far away.xlsx", lambda: xlsx("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"))
    yield Made(
        "cell beyond the last.xlsx", lambda: xlsx("<row r='99999999999'><c r='ZZZZZ99999999999'><v>1</v></c></row>")
    )
    yield Made("row of minus one.xlsx", lambda: xlsx("<row r='-1'><c r='A-1'><v>1</v></c></row>"))
    whole = '<mergeCells count="9">' + '<mergeCell ref="A1:XFD1048576"/>' * 9 + "</mergeCells>"
    yield Made("all cells merged.xlsx", lambda: xlsx(extra=whole))
    parts = "".join(f'<mergeCell ref="A{n}:ZZ{n + 20}"/>' for n in range(1, 800))
    yield Made("merged cells over each other.xlsx", lambda: xlsx(extra=f"<mergeCells>{parts}</mergeCells>"))
    rows = "".join(f"<row r='{n}'><c><v>{n}</v></c><c><v>{n}</v></c></row>" for n in range(2, 200_000))
    yield Made("two hundred thousand rows.xlsx", lambda: xlsx(rows))
    yield Made("a thousand sheets.xlsx", lambda: xlsx(sheets=1000))
    yield Made("shared text of millions.xlsx", lambda: xlsx(shared="<si><t>a</t></si>" * 1_000_000))
    long = f'<row r="2"><c t="inlineStr"><is><t>{"a 1% " * 1_000_000}</t></is></c></row>'
    yield Made("cell of five million signs.xlsx", lambda: xlsx(long))
    columns = '<cols><col min="1" max="16384" hidden="1"/></cols>'
    yield Made("all columns hidden.xlsx", lambda: xlsx(declared="", extra=columns))
    names = "".join(f'<definedName name="n{n}">http://127.0.0.1:00009/[1]S!A1</definedName>' for n in range(20_000))
    yield Made("names of elsewhere.xlsx", lambda: xlsx(book=f"<definedNames>{names}</definedNames>"))


def _packages() -> Iterator[Made]:
    yield Made(
        "part of a hundred million spaces.docx", lambda: docx(more={"word/more.xml": b" " * (101 * MEGABYTE)}), REFUSED
    )
    yield Made(
        "two gigabytes of zeros.docx",
        lambda: docx(more={f"word/media/{n}.bin": bytes(128 * MEGABYTE) for n in range(9)}),
        REFUSED,
    )
    many = {f"word/media/{n}.png": b"" for n in range(70_000)}
    yield Made("seventy thousand parts.docx", lambda: docx(more=many))
    yield Made("document of spaces.docx", lambda: docx(" " * (90 * MEGABYTE)))
    yield Made(
        "nothing but a type.docx", lambda: packed({"word/document.xml": b"", "[Content_Types].xml": b""}), REFUSED
    )
    yield Made("no main part.docx", lambda: packed({"[Content_Types].xml": b"<Types/>"}), REFUSED)
    yield Made(
        "workbook of nothing.xlsx",
        lambda: packed({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}),
        REFUSED,
    )
    yield Made("slides.pptx", lambda: packed({"ppt/presentation.xml": LAUGHS.encode() + b"<a>&j;</a>"}), REFUSED)
    yield Made("open document.odt", lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), REFUSED)
    yield Made("kind of a gigabyte.odt", lambda: packed({"mimetype": b"a" * 512 * MEGABYTE}), REFUSED)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    yield Made(
        "old with macros.doc", lambda: old + bytes(9000) + "WordDocument".encode("utf-16-le") + b"Auto_Open", REFUSED
    )
    yield Made("message.doc", lambda: old + "__nameid_version1.0".encode("utf-16-le") + bytes(9000), REFUSED)
    yield Made("rich text with an object.rtf", lambda: b"{\\rtf1{\\object\\objdata 0105000002000000}}", REFUSED)
