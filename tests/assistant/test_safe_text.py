import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.safe import as_html, as_label, visible

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "![x](http://elsewhere.example/x.png)",
    "[press](javascript:alert(1))",
    "</blockquote></article><iframe src='//elsewhere.example'>",
    "&lt;script&gt;",
    "$x^2$ :smile: :red[now] `code`",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_comes_out_as_the_text_that_it_was(text):
    shown = as_html(text)
    assert not re.search(r"[<>\"']", shown)
    assert html.unescape(shown) == text


@given(st.text())
def test_every_text_is_shown_as_it_is_but_for_what_is_not_seen(text):
    shown = as_html(text)
    assert not set("<>\"'") & set(shown)
    assert html.unescape(shown) == visible(text)


def test_characters_that_turn_the_direction_of_writing_are_left_out():
    assert as_html("paid \u202e000,01\u202c in May") == "paid 000,01 in May"


def test_control_characters_are_left_out_and_line_breaks_stay():
    assert as_html("a\x00b\x1b[31mc\nd") == "ab[31mc\nd"


@pytest.mark.parametrize(
    "text", [*HOSTILE, "- a", "1. a", "# a", "www.elsewhere.example", "a@b.example", "a -- b", "= a"]
)
def test_a_label_with_a_sign_of_markdown_has_every_sign_written_out(text):
    assert re.sub(r"\\([^\w\s])", r"\1", as_label(text)) == text
    assert not re.search(r"(?<!\\)[`*_\[\]<>$:]", as_label(text))


@pytest.mark.parametrize("text", ["Report (16)", "Children's panel, item 4.2", "2018/19 - Q1", "“quoted” a-b"])
def test_a_label_without_any_is_left_as_it_is_read_aloud(text):
    assert as_label(text) == text
