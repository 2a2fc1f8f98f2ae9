"""Hostile web pages and plain texts: scripts, odd encodings, signs and numbers without end."""

# ruff: noqa: E501 - markup is read more easily unbroken

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.hostile.made import EITHER, READ, REFUSED, SENTENCE, Made
from tests.hostile.offices import LAUGHS, OUTSIDE, REMOTE

MEGABYTE = 1024 * 1024
ACTIVE = {
    "script": "<script src='http://127.0.0.1:00009/script'></script><script>fetch('http://127.0.0.1:00009/fetch')</script>",
    "refresh": "<meta http-equiv='refresh' content='0;url=http://127.0.0.1:00009/refresh'>",
    "base": "<base href='http://127.0.0.1:00009/'><img src='base'>",
    "pictures": "<img src='http://127.0.0.1:00009/img' onerror='alert(1)'><svg onload='alert(1)'><image href='http://127.0.0.1:00009/svg'/></svg>",
    "styles": "<link rel=stylesheet href='http://127.0.0.1:00009/css'><style>@import 'http://127.0.0.1:00009/import'</style>",
    "frames": "<iframe src='http://127.0.0.1:00009/frame'></iframe><object data='http://127.0.0.1:00009/object'></object><embed src='http://127.0.0.1:00009/embed'>",
    "files of the system": "<iframe src='file:///etc/passwd'></iframe><img src='\\\\127.0.0.1:00009\\share\\a'>",
    "form": "<form action='http://127.0.0.1:00009/form'><input autofocus onfocus='submit()'></form>",
    "server side": "<!--#include virtual='/etc/passwd' --><?php system('touch outside') ?><%= 1 %>",
}
DEEP = ("div", "span", "table><tr><td", "ul><li", "b", "form", "a href='x'", "blockquote", "font", "header")
ENCODINGS = (
    "utf-16-le",
    "utf-16-be",
    "utf-16",
    "utf-32",
    "utf-7",
    "cp037",
    "shift_jis",
    "gb18030",
    "cp1252",
    "koi8-r",
    "mac-roman",
)
DECLARED = (
    "utf-7",
    "undefined",
    "idna",
    "punycode",
    "rot13",
    "zlib",
    "hex",
    "mbcs",
    "unicode_escape",
    "raw_unicode_escape",
    "../../x",
    "\\0",
    "x" * 9000,
)
SIGNS = (
    "*",
    "_",
    "`",
    "[",
    "](",
    "![",
    "|",
    "|-",
    "#",
    ">",
    "- ",
    "1. ",
    "\\",
    "<",
    "<!--",
    "(",
    "((",
    "£",
    "%",
    ",",
    ".",
    "-",
    "/",
    ":",
    '"',
    "\t",
    "=",
    "~",
    "&",
    "1,",
    "1.",
    "1/",
    "1-",
    "a-",
    "A.",
    "A ",
    "A b ",
    "(A)",
    "1st ",
    "1 in ",
    "per ",
    "of the ",
    "\u00a0",
    "\u200b",
    "\u202e",
    "\u0301",
    "\ud7ff",
    "٣",
    "²",
    "½",
    "Ⅷ",
)


def page(body: str = "", head: str = "", before: str = "<!DOCTYPE html>") -> bytes:
    """Give a web page with the sentence in it."""
    return f"{before}<html><head>{head}</head><body><p>{SENTENCE}</p>{body}</body></html>".encode()


def hostile_texts() -> Iterator[Made]:
    """Give every hostile web page and plain text."""
    yield from _pages()
    yield from _texts()


def _pages() -> Iterator[Made]:
    for name, markup in ACTIVE.items():
        yield Made(f"{name}.html", partial(page, markup), READ)
    for depth in (200, 20_000):
        for tag in DEEP:
            close = "".join(f"</{part.split()[0]}>" for part in reversed(tag.split("><")))
            yield Made(
                f"{depth} of {tag.split()[0].replace('><', ' ')}.html",
                partial(page, f"<{tag}>" * depth + "deep" + close * depth),
            )
    for name, type_ in {"laughs": LAUGHS, "file": OUTSIDE, "address": REMOTE}.items():
        yield Made(f"entity of {name}.xhtml", partial(page, "<p>&j;</p>", before=f"<?xml version='1.0'?>{type_}"), READ)
    for name in DECLARED:
        content = page("<p>£5 – the café</p>", f'<meta charset="{name}">').decode().encode("cp1252")
        yield Made(f"declared as {name[:20].replace('/', ' ')}.html", lambda content=content: content, EITHER)  # type: ignore[misc]
    for count in ("999999999", "9" * 6000, "-1", "²", "٣٣٣", "1e9"):
        for form in ("i", "a", "1"):
            listed = f"<ol start='{count}' type='{form}'><li>one<li>two<li value='{count}'>three</ol>"
            yield Made(f"list from {count[:12]} as {form}.html", partial(page, listed), READ)
        row = f"<tr><td colspan='{count}' rowspan='{count}'>a<td>1</tr>" * 100
        yield Made(f"cells over {count[:12]}.html", partial(page, f"<table><tr><th>a<th>b</tr>{row}</table>"), READ)
    wide = "<tr>" + "<td colspan='200'>1" * 500 + "</tr>"
    yield Made("table of a hundred thousand columns.html", lambda: page(f"<table>{wide * 500}</table>"))
    yield Made("comments before the page.html", lambda: b"<!---->" * 200 + page(), READ)
    yield Made("comments without an end.html", lambda: b"<!--" * 10_000 + page(before=""))
    yield Made("a hundred thousand headers.html", lambda: page("<header>a</header>" * 100_000))
    yield Made("fifty thousand forms.html", lambda: page("<form>a" * 50_000))
    yield Made(
        "attributes without end.html", lambda: page("<p " + "".join(f"a{n}=1 " for n in range(300_000)) + ">a</p>")
    )
    yield Made(
        "one attribute of a megabyte.html",
        lambda: page(f"<p class='{'cookie-' * 200_000}' style='{'display ' * 99_999}'>a</p>"),
    )
    yield Made("entities without end.html", lambda: page("&amp;" * 1_000_000))
    yield Made("tags that nothing closes.html", lambda: page("<p><b><i><td><li>" * 50_000))
    yield Made("nothing but tags.html", lambda: b"<html>" + b"<br>" * 500_000, REFUSED)
    yield Made("zeros in tags.html", lambda: page("<p\0>a\0b</p\0>" * 10_000))
    yield Made("spaces of a megabyte.html", lambda: page(f"<p>a{' ' * MEGABYTE}b<p>{'&nbsp;' * 200_000}c"))
    yield Made(
        "signs of a terminal.html", lambda: page("<h1>\x1b]0;owned\x07\x1b[2J&#27;[31m&#x9b;31m\u202e</h1>"), READ
    )
    yield Made("web archive.mht", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + page(), REFUSED)


def _texts() -> Iterator[Made]:
    for name in ENCODINGS:
        yield Made(f"in {name}.txt", lambda name=name: (f"{SENTENCE}\n\nThe dues are 12%.\n" * 20).encode(name))  # type: ignore[misc]
    for number, sign in enumerate(SIGNS):
        for suffix in (".md", ".txt"):
            line = (sign * 60_000)[:60_000] + "x"
            yield Made(f"sixty thousand of sign {number}{suffix}", lambda line=line: f"{SENTENCE}\n\n{line}\n".encode())  # type: ignore[misc]
    lone = "\ud800 \udfff".encode("utf-8", "surrogatepass")
    yield Made("halves of signs.txt", lambda: SENTENCE.encode() + b"\n\n" + lone)
    yield Made("odd number of bytes.txt", lambda: b"\xff\xfe" + SENTENCE.encode("utf-16-le") + b"\0")
    yield Made("some zeros.txt", lambda: SENTENCE.encode() + b"\n\n" + b"a\0" * 20)
    yield Made("signs of a terminal.txt", lambda: f"{SENTENCE}\n\n\x1b]0;owned\x07\x1b[2J\x9b31m\r\x08\x7f".encode())
    yield Made("ten million letters.txt", lambda: b"a" * 10_000_000)
    yield Made("ten million words.txt", lambda: b"a 1% of " * 1_250_000)
    yield Made("a million lines.txt", lambda: b"12 boats\n\n" * 1_000_000)
    yield Made("a million short lines.md", lambda: b"- a\n" * 1_000_000)
    yield Made("too large.txt", lambda: b"a " * 27_000_000, REFUSED)
    yield Made("number of a million digits.txt", lambda: f"{SENTENCE}\n\nThe rate was {'9' * 1_000_000}%.".encode())
    yield Made("numbers out of range.txt", lambda: f"{SENTENCE}\n\n{_numbers()}".encode(), READ)
    yield Made("dates out of range.txt", lambda: f"{SENTENCE}\n\n{_dates()}".encode(), READ)
    yield Made(
        "table of ten thousand columns.md", lambda: f"|{'a|' * 10_000}\n|{'-|' * 10_000}\n|{'1|' * 10_000}\n".encode()
    )
    yield Made("table of tabs.txt", lambda: ("1\t" * 5000 + "\n").encode() * 100)
    yield Made(
        "mail.txt",
        lambda: (
            f"From: a\r\nSubject: b\r\nContent-Type: text/html\r\n\r\n<img src='http://127.0.0.1:00009/mail'>{SENTENCE}".encode()
        ),
    )
    yield Made("nothing.txt", lambda: b"", REFUSED)
    yield Made("program.pdf", lambda: b"MZ" + bytes(range(256)) * 100, REFUSED)
    yield Made("page.pdf", page, REFUSED)
    minutes = "RESOLVED: That (a) the report be noted; (b) " * 20_000
    yield Made("resolution without end.txt", lambda: f"Minutes\n\nPresent: Councillors A\n\n{minutes}".encode())
    people = ", ".join(f"Councillor A{n} B{n}" for n in range(50_000))
    yield Made(
        "fifty thousand councillors.txt", lambda: f"Minutes\n\nPresent: {people}\n\nApologies: {people}".encode()
    )
    items = "\n\n".join(f"{n}. Item {n} of the agenda" for n in range(30_000))
    yield Made("thirty thousand items.txt", lambda: f"Agenda\n\n{items}".encode())
    short = "\n\n".join(f"Harbour Wall Mending {n} (HWM{chr(65 + n % 26)})" for n in range(20_000))
    yield Made("twenty thousand abbreviations.txt", lambda: short.encode())


def _numbers() -> str:
    values = (
        "9" * 5000,
        f"1e{'9' * 30}",
        "1" + "," * 300 + "1",
        "0." + "0" * 9000 + "1",
        "-0",
        "1/0",
        "9" * 400 + ".5",
        "٣٫٥",
        "1²³",
        "½½",
        "12,34,5",
        "1.2.3.4",
        "∞",
    )
    forms = (
        "The rate was {} per 10,000.",
        "It rose by {}% in May 2019.",
        "It cost £{}m.",
        "{} of {} children",
        "1 in {}",
        "{}/{}",
        "between {} and {}",
    )
    return "\n\n".join(form.replace("{}", value) for form in forms for value in values)


def _dates() -> str:
    days = (
        "31 February 2019",
        "0 May 0000",
        "99 December 99999",
        "1/13/2019",
        "29.2.1900",
        "30th-Feb-2019 99.99",
        "May 10000",
        "Q9 2019/20",
        "2019/2018",
        "9999/10000",
        "week 60 of 2019",
        "31 April to 31 June 2019",
        "the 12 months to 31 February 9999",
        "December 9999",
        "1 January 0001",
        "year ending 31 December 9999",
        "year before 1 January 1",
        "in " + "2" * 5000,
    )
    forms = (
        "Meeting of {}",
        "The rate in {} was 5%.",
        "In the year before {} it was 3, and 4 in the year after.",
        "Quarter to {}: 12",
    )
    return "\n\n".join(form.replace("{}", day) for form in forms for day in days)
