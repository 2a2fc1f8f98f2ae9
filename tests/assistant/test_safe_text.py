import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.safe import as_html, visible

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
