"""Who is at the browser: a random token that it keeps, or a name that a trusted proxy gives. Nobody signs in."""

from __future__ import annotations

import re
import secrets

import streamlit as st

from assistant.pages.library import library

COOKIE = "scrutineer_person"
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
BYTES = 24
"""Of the token: nobody guesses another's, and so nobody reads another's conversations."""
KEEP = """<script>
document.cookie = "{name}={token}; Max-Age=31536000; Path=/; SameSite=Lax"
  + (location.protocol == "https:" ? "; Secure" : "");
</script>"""
"""Has the browser keep the token for a year. Given a token of our own making only."""


def person() -> str:
    """Give the key of the person at the browser, under which their conversations are kept.

    Where the setting `person_header` names a header, its value is the key: a proxy must set it and let nobody else do.
    A visit on which it is missing has a key of its own, and is nobody's afterwards.
    """
    header = library().assistant.settings.person_header
    if header:
        name = st.context.headers.get(header)
        return f"{header}:{name}" if name else _of_this_visit()
    kept = str(st.context.cookies.get(COOKIE) or "")
    if TOKEN.fullmatch(kept):
        return kept
    token = _of_this_visit()
    st.html(KEEP.format(name=COOKIE, token=token), unsafe_allow_javascript=True)
    return token


def _of_this_visit() -> str:
    token: str = st.session_state.setdefault("person", secrets.token_urlsafe(BYTES))
    return token
