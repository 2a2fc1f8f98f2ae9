"""Hostile PDF files, written object by object."""

# ruff: noqa: E501 - markup is read more easily unbroken

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial

from tests.hostile.made import EITHER, READ, REFUSED, SENTENCE, Made

MEGABYTE = 1024 * 1024
TEXT = b"BT /F1 11 Tf 72 700 Td (" + SENTENCE.encode() + b") Tj ET\n"
A4 = b"0 0 595 842"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
RESOURCES = b"/Resources<</Font<</F1 3 0 R>>/XObject<</X 5 0 R>>>>"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def stream(contents: bytes, keys: bytes = b"", times: int = 1) -> bytes:
    """Give a stream, deflated so many times."""
    for _ in range(times):
        contents = zlib.compress(contents)
    filters = b"/FlateDecode " * times
    return b"<<%s/Length %d/Filter[%s]>>stream\n%s\nendstream" % (keys, len(contents), filters, contents)


def raw_stream(contents: bytes, keys: bytes = b"") -> bytes:
    """Give a stream as it is."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (keys, len(contents), contents)


def written(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Give a PDF file of these objects, counted from 1; the first is its catalogue."""
    out, starts = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % start for start in starts)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, table))


def pdf(
    contents: bytes = TEXT,
    box: bytes = A4,
    *,
    more: tuple[bytes, ...] = (),
    keys: bytes = b"",
    catalogue: bytes = b"",
    font: bytes = FONT,
    body: bytes = b"",
    trailer: bytes = b"",
) -> bytes:
    """Give a file of one page; `more` objects follow from number 5 on, the page is the last."""
    last = 5 + len(more)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s%s>>" % (box, RESOURCES, keys)
    tree = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % last
    head = b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue
    return written([head, tree, font, body or stream(contents), *more, page], trailer)


def hostile_pdfs() -> Iterator[Made]:
    """Give every hostile PDF file that is written by hand."""
    for kind in (_trees, _syntax, _boxes, _bombs, _fonts, _drawings, _active, _texts):
        yield from kind()


def _trees() -> Iterator[Made]:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    trees = {
        "page tree that holds itself": (b"<</Type/Pages/Count 2/Kids[2 0 R 5 0 R]>>", page, EITHER),
        "page tree of nothing but itself": (b"<</Type/Pages/Count 1/Kids[2 0 R]>>", page, REFUSED),
        "page tree without pages": (b"<</Type/Pages/Count 0/Kids[]>>", page, REFUSED),
        "page tree of minus one": (b"<</Type/Pages/Count -1/Kids[5 0 R]>>", page, EITHER),
        "page tree of two thousand million": (b"<</Type/Pages/Count 2147483647/Kids[5 0 R]>>", page, EITHER),
        "page tree of strings": (b"<</Type/Pages/Count 1/Kids[(a)(b)null true]>>", page, EITHER),
        "page that is its parent": (b"<</Type/Pages/Count 1/Kids[5 0 R]/Parent 5 0 R>>", page, EITHER),
        "page of no kind": (b"<</Count 1/Kids[5 0 R]>>", b"<</Parent 2 0 R/Contents 4 0 R>>", EITHER),
        "contents that are the page": (
            b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
            page.replace(b"4 0 R", b"5 0 R"),
            REFUSED,
        ),
        "contents that hold themselves": (
            b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
            page.replace(b"4 0 R", b"[4 0 R [4 0 R] 9 0 R]"),
            EITHER,
        ),
    }
    for name, (tree, leaf, fate) in trees.items():
        yield Made(f"{name}.pdf", partial(written, [CATALOGUE, tree, FONT, stream(TEXT), leaf]), fate)
    nodes = [b"<</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>>" % (4 + n, 6 + n) for n in range(5000)]
    deep = [CATALOGUE, b"<</Type/Pages/Count 1/Kids[5 0 R]>>", FONT, stream(TEXT), *nodes, page]
    yield Made("page tree five thousand deep.pdf", partial(written, deep))
    many = b" ".join([b"5 0 R"] * 3001)
    yield Made(
        "one page three thousand times.pdf",
        partial(written, [CATALOGUE, b"<</Type/Pages/Count 3001/Kids[%s]>>" % many, FONT, stream(TEXT), page]),
    )


def _syntax() -> Iterator[Made]:
    good = pdf()
    yield Made("arrays a hundred thousand deep.pdf", lambda: pdf(keys=b"/A " + b"[" * 100_000 + b"]" * 100_000))
    yield Made("dictionaries fifty thousand deep.pdf", lambda: pdf(keys=b"/A " + b"<</A" * 50_000 + b">>" * 50_000))
    yield Made("brackets in contents.pdf", lambda: pdf(b"(" * MEGABYTE + TEXT))
    yield Made("arrays in contents.pdf", lambda: pdf(b"[" * MEGABYTE + TEXT))
    yield Made("states in states.pdf", lambda: pdf(b"q\n" * 500_000 + TEXT), READ)
    yield Made("marks in marks.pdf", lambda: pdf(b"/A BMC\n" * 300_000 + TEXT))
    yield Made("references that loop.pdf", lambda: pdf(more=(b"6 0 R", b"5 0 R"), keys=b"/Rotate 5 0 R"))
    looping = b"<</Length 5 0 R>>stream\n" + TEXT + b"\nendstream"
    yield Made("length that loops.pdf", lambda: pdf(body=looping, more=(b"<</A 4 0 R/Length 4 0 R>>",)))
    yield Made("length of terabytes.pdf", lambda: good.replace(b"/Length ", b"/Length 99999999999", 1))
    yield Made("negative length.pdf", lambda: good.replace(b"/Length ", b"/Length -", 1))
    yield Made("no cross reference.pdf", lambda: good[: good.rindex(b"xref\n0")], EITHER)
    yield Made("cross reference elsewhere.pdf", lambda: good.replace(b"startxref\n", b"startxref\n9"))
    yield Made("cross reference of garbage.pdf", lambda: good.replace(b" 00000 n", b" 99999 n"))
    size = b"/Size 6"
    yield Made("size of two thousand million.pdf", lambda: good.replace(size, b"/Size 2147483647"))
    start = good.rindex(b"xref\n0", 0, good.rindex(b"startxref"))
    yield Made("previous table is this one.pdf", lambda: good.replace(size, b"/Prev %d/Size 6" % start))
    yield Made("header alone.pdf", lambda: b"%PDF-1.7\n", REFUSED)
    yield Made("header and noise.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 500, REFUSED)
    yield Made("a million comments.pdf", lambda: good.replace(b"%PDF-1.7\n", b"%PDF-1.7\n" + b"%a\n" * 1_000_000))
    objects = b"".join(b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n" for _ in range(50_000))
    yield Made("the catalogue fifty thousand times.pdf", lambda: b"%PDF-1.7\n" + objects + b"trailer<</Root 1 0 R>>")
    yield Made("encrypted by nothing.pdf", lambda: pdf(trailer=b"/Encrypt<</Filter/Standard/V 9/R 9/O()/U()/P -1>>"))
    yield Made("encrypted by itself.pdf", lambda: pdf(trailer=b"/Encrypt 1 0 R/ID[()()]"))


def _boxes() -> Iterator[Made]:
    boxes = (
        b"0 0 14400 14400",
        b"0 0 1e30 1e30",
        b"0 0 1e9 1",
        b"-1e9 -1e9 1e9 1e9",
        b"0 0 0.0001 0.0001",
        b"0 0 nan inf",
    )
    for number, box in enumerate((*boxes, b"595 842 0 0", b"0 0", b"(a)(b)(c)(d)"), 1):
        yield Made(f"page box {number}.pdf", partial(pdf, box=box))
        yield Made(f"page box {number} of a scan.pdf", partial(_scan, box))
    yield Made("user unit of a million.pdf", lambda: pdf(keys=b"/UserUnit 1000000"))
    yield Made("crop box elsewhere.pdf", lambda: pdf(keys=b"/CropBox[9000 9000 9001 9001]"))
    yield Made("turned by a prime.pdf", lambda: pdf(keys=b"/Rotate 2147483647"))


def _scan(box: bytes = A4, width: int = 100, height: int = 100, keys: bytes = b"", data: bytes = b"") -> bytes:
    """Give a page of nothing but a picture."""
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (width, height)
    picture = stream(data or bytes(min(width * height, 64 * MEGABYTE)), head + keys)
    return pdf(b"q 595 0 0 842 0 0 cm /X Do Q", box, more=(picture,))


def _bombs() -> Iterator[Made]:
    yield Made("contents of a gigabyte.pdf", lambda: pdf(b" " * 1024 * MEGABYTE))
    yield Made("contents deflated twice.pdf", lambda: pdf(body=stream(b" " * 512 * MEGABYTE, times=2)))
    yield Made(
        "a thousand filters.pdf", lambda: pdf(body=raw_stream(b"00>", b"/Filter[%s]" % (b"/ASCIIHexDecode " * 1000)))
    )
    yield Made("picture of four thousand million.pdf", lambda: _scan(width=65535, height=65535))
    yield Made("picture of a long line.pdf", lambda: _scan(width=2_000_000_000, height=1))
    yield Made("picture of no size.pdf", lambda: _scan(width=0, height=0))
    yield Made("picture that is its own mask.pdf", lambda: _scan(keys=b"/SMask 5 0 R"))
    for name in (b"DCTDecode", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode", b"LZWDecode", b"RunLengthDecode"):
        head = (
            b"/Type/XObject/Subtype/Image/Width 9999/Height 9999/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/" + name
        )
        junk = bytes(range(256)) * 100
        yield Made(
            f"picture in broken {name.decode()}.pdf", partial(pdf, b"/X Do " + TEXT, more=(raw_stream(junk, head),))
        )
    inline = b"BI /W 60000 /H 60000 /BPC 8 /CS /RGB ID " + bytes(1000) + b" EI\n"
    yield Made("picture within the contents.pdf", lambda: pdf(inline + TEXT))
    numbers = b" ".join(b"%d %d" % (9 + n, n * 3) for n in range(100_000))
    bomb = stream(numbers + b" 1 " * 100_000, b"/Type/ObjStm/N 100000/First %d" % len(numbers))
    yield Made("stream of a hundred thousand objects.pdf", lambda: pdf(more=(bomb,)))


def _fonts() -> Iterator[Made]:
    junk = bytes(range(256)) * 200
    for kind, subtype, file in (
        ("TrueType", b"TrueType", b"FontFile2"),
        ("Type 1", b"Type1", b"FontFile"),
        ("CFF", b"Type1", b"FontFile3"),
    ):
        font = b"<</Type/Font/Subtype/%s/BaseFont/A/FirstChar 0/LastChar 255/FontDescriptor 5 0 R>>" % subtype
        described = b"<</Type/FontDescriptor/FontName/A/Flags 4/%s 6 0 R>>" % file
        heads = {b"FontFile2": b"\0\1\0\0", b"FontFile": b"%!PS-AdobeFont-1.0: A\n", b"FontFile3": b"\1\0\4\4"}
        body = stream(heads[file] + junk, b"/Subtype/Type1C" if file == b"FontFile3" else b"")
        yield Made(f"broken {kind} font.pdf", partial(pdf, font=font, more=(described, body)))
    widths = b"<</Type/Font/Subtype/Type1/BaseFont/A/FirstChar -99999/LastChar 99999999/Widths[%s]>>"
    yield Made("font of endless widths.pdf", lambda: pdf(font=widths % (b"1e30 " * 100_000)))
    named = b"<</Type/Font/Subtype/Type1/BaseFont/" + b"A" * 100_000 + b">>"
    yield Made("font with an endless name.pdf", lambda: pdf(font=named))
    drawn = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 5 0 R>>/Resources<</Font<</F1 3 0 R>>>>/Encoding<</Differences[0/a/a/a/a]>>/FirstChar 0/LastChar 255/Widths[9]>>"
    yield Made("font that draws itself.pdf", lambda: pdf(font=drawn, more=(stream(TEXT),)))
    composite = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[3 0 R]>>"
    yield Made("font made of itself.pdf", lambda: pdf(font=composite))
    for name, codes in {
        "all signs": b"1 beginbfrange <0000><FFFF><0000> endbfrange",
        "long texts": b"1 beginbfchar <54> <" + b"0041" * 100_000 + b"> endbfchar",
        "controls": b"1 beginbfrange <00><FF><001B> endbfrange",
        "halves": b"1 beginbfrange <00><FF><D800> endbfrange",
        "turning signs": b"1 beginbfrange <00><FF><202A> endbfrange",
        "itself": b"/A usecmap",
    }.items():
        map_ = stream(
            b"begincmap /CMapName /A def 1 begincodespacerange <00><FF> endcodespacerange " + codes + b" endcmap"
        )
        font = FONT.removesuffix(b">>") + b"/ToUnicode 5 0 R>>"
        yield Made(f"letters that mean {name}.pdf", partial(pdf, font=font, more=(map_,)))


def _drawings() -> Iterator[Made]:
    def form(body: bytes, keys: bytes = b"") -> bytes:
        return stream(
            body,
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>/Font<</F1 3 0 R>>>>" + keys,
        )

    yield Made("form that draws itself.pdf", lambda: pdf(TEXT + b"/X Do", more=(form(b"/X Do\n" * 10),)))
    yield Made(
        "group that masks itself.pdf",
        lambda: pdf(TEXT + b"/X Do", more=(form(b"/X Do", b"/Group<</S/Transparency>>/SMask 5 0 R"),)),
    )
    grid = b"".join(b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (n, n, n, n) for n in range(1, 590))
    yield Made("page of six hundred by six hundred cells.pdf", lambda: pdf(grid + TEXT))
    fine = b"".join(b"0 %.3f m 595 %.3f l S %.3f 0 m %.3f 842 l S\n" % ((n / 10,) * 4) for n in range(1, 5900))
    yield Made("page of millions of cells.pdf", lambda: pdf(fine + TEXT))
    dashes = b"".join(b"%d %d m %d %d l S\n" % (n % 590, n // 70, n % 590 + 3, n // 70) for n in range(0, 58_000))
    yield Made("page of fifty thousand dashes.pdf", lambda: pdf(dashes + TEXT))
    odd = b"1e38 0 m 1e38 1e38 l -1e38 nan l S 99999999999 0 0 99999999999 0 0 cm 0 0 1e30 1e30 re f\n"
    yield Made("lines without an end.pdf", lambda: pdf(odd + TEXT))


def _active() -> Iterator[Made]:
    script = b'<</S/JavaScript/JS(app.launchURL\\("http://127.0.0.1:00009/pdf-script"\\);this.exportDataObject\\(\\))>>'
    for name, catalogue in {
        "script at opening": b"/OpenAction" + script,
        "program at opening": b"/OpenAction<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>",
        "address at opening": b"/OpenAction<</S/URI/URI(http://127.0.0.1:00009/pdf-uri)>>",
        "form data sent at opening": b"/OpenAction<</S/SubmitForm/F(http://127.0.0.1:00009/pdf-form)>>",
        "scripts by name": b"/Names<</JavaScript<</Names[(a)" + script + b"]>>>>",
        "file within": b"/Names<</EmbeddedFiles<</Names[(../../outside.exe)<</Type/Filespec/F(../../outside.exe)/EF<</F 4 0 R>>>>]>>>>",
        "outline that loops": b"/Outlines 1 0 R/First 1 0 R/Last 1 0 R/Next 1 0 R/Title(a)",
        "labels that loop": b"/PageLabels<</Kids[1 0 R]/Nums[0<</S/D>>]>>",
        "labels of two thousand million": b"/PageLabels<</Nums[0<</S/r/St 2147483647>>]>>",
        "labels of letters": b"/PageLabels<</Nums[0<</S/a/St 99999999>>]>>",
        "label with signs": b"/PageLabels<</Nums[0<</P(\\033]0;owned\\007<script>)>>]>>",
        "structure that loops": b"/StructTreeRoot<</K[1 0 R]>>/MarkInfo<</Marked true>>",
        "form of another kind": b"/AcroForm<</XFA[(a) 4 0 R]/Fields[1 0 R]/NeedAppearances true>>",
    }.items():
        yield Made(f"{name}.pdf", partial(pdf, catalogue=catalogue))
    notes = b" ".join([b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(javascript:alert\\(1\\))>>>>"] * 20_000)
    yield Made("twenty thousand links.pdf", lambda: pdf(keys=b"/Annots[%s]" % notes), READ)
    remote = b"/Type/XObject/Subtype/Image/Width 9/Height 9/F<</FS/URL/F(http://127.0.0.1:00009/pdf-picture)>>"
    yield Made("picture from elsewhere.pdf", lambda: pdf(b"/X Do " + TEXT, more=(raw_stream(b"", remote),)), READ)


def _texts() -> Iterator[Made]:
    line = b"BT /F1 1 Tf 1 %d Td (Total 12 13 14) Tj ET\n"
    yield Made("fifty thousand lines at one place.pdf", lambda: pdf(TEXT * 50_000))
    yield Made(
        "twenty thousand lines over each other.pdf", lambda: pdf(b"".join(line % (n % 840) for n in range(20_000)))
    )
    cells = b"".join(b"BT /F1 2 Tf %d %d Td (%d) Tj ET\n" % (n % 100 * 6, n // 100 * 3, n) for n in range(25_000))
    yield Made("columns of figures without end.pdf", lambda: pdf(cells))
    yield Made(
        "one word of a million letters.pdf", lambda: pdf(b"BT /F1 1 Tf 0 700 Td (" + b"a" * 1_000_000 + b") Tj ET")
    )
    yield Made(
        "one line of a million words.pdf", lambda: pdf(b"BT /F1 1 Tf 0 700 Td (" + b"a 1% " * 250_000 + b") Tj ET")
    )
    yield Made(
        "letters of infinite size.pdf", lambda: pdf(b"BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (a) Tj ET " + TEXT)
    )
    yield Made("letters turned to nothing.pdf", lambda: pdf(b"BT /F1 11 Tf 0 0 0 0 72 700 Tm (a) Tj ET " + TEXT))
    signs = rb"BT /F1 11 Tf 72 650 Td (=cmd|'/c calc'!A1 <script>alert\(1\)</script> \033[31m $(id)) Tj ET "
    yield Made("signs that would be something else.pdf", lambda: pdf(TEXT + signs), READ)
    heads = b"".join(
        b"BT /F1 %d Tf 72 %d Td (%d.%d Head) Tj ET\n" % (9 + n % 30, 840 - n % 840, n, n) for n in range(9000)
    )
    yield Made("nine thousand headings.pdf", lambda: pdf(heads))
