"""The conversations that a person has kept, in the sidebar: opened, searched, named, taken along and deleted."""

from __future__ import annotations

import streamlit as st

from assistant.exports.conversation import as_docx, as_markdown
from assistant.pages import frame
from assistant.pages.chat import conversation
from assistant.pages.library import Library
from assistant.safe import as_label
from corpus.errors import ScrutineerError

SHOWN = 30
"""Conversations that are listed; a search finds the others."""
DELETED = "deleted"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(shelf: Library, person: str) -> None:
    """Show the list of conversations, the one on the page first with what can be done with it."""
    st.subheader("Conversations", anchor=False)
    st.button("New conversation", on_click=conversation.start_again, width="stretch", icon=":material/add:")
    try:
        _undo(shelf, person)
        words = st.text_input("Search conversations", key="sought-conversations", placeholder="Words")
        found = shelf.conversations.all(person, words)
    except ScrutineerError as error:
        frame.problem(str(error))
        return
    if not found:
        frame.small("None has these words." if words else "Each is kept here once something was asked.")
    for one in found[:SHOWN]:
        here = one.id == st.session_state.get(conversation.CURRENT)
        st.button(
            as_label(one.name),
            key=f"conversation-{one.id}",
            type="secondary" if here else "tertiary",
            on_click=_open,
            args=(one.id,),
        )
        if here:
            _current(shelf, person, one.id, one.name)
    if len(found) > SHOWN:
        frame.small(f"{len(found) - SHOWN} more: search for their words.")


def _current(shelf: Library, person: str, key: str, name: str) -> None:
    turns = conversation.turns()
    with st.popover("Name, save, delete", width="stretch"):
        renamed = st.text_input("Name", name, key=f"name-{key}")
        if renamed != name and renamed.strip():
            shelf.conversations.rename(person, key, renamed)
            st.rerun()
        answers = [turn.answer for turn in turns if turn.answer is not None]
        st.download_button(
            "Save as Word",
            lambda: as_docx(name, answers),
            file_name=f"{_file(name)}.docx",
            mime=WORD,
            on_click="ignore",
        )
        st.download_button(
            "Save as Markdown",
            lambda: as_markdown(name, answers).encode(),
            file_name=f"{_file(name)}.md",
            mime="text/markdown",
            on_click="ignore",
        )
        st.button("Delete this conversation", on_click=_delete, args=(shelf, person, key))


def _open(key: str) -> None:
    conversation.start_again()
    st.query_params[conversation.CURRENT] = key


def _delete(shelf: Library, person: str, key: str) -> None:
    shelf.conversations.delete(person, key)
    st.session_state[DELETED] = key
    conversation.start_again()


def _undo(shelf: Library, person: str) -> None:
    key = st.session_state.get(DELETED)
    if key is None:
        return
    frame.small("The conversation was deleted.")
    if st.button("Undo", key="undo-delete"):
        shelf.conversations.restore(person, key)
        del st.session_state[DELETED]
        st.rerun()


def _file(name: str) -> str:
    """Give a name for a file: letters, digits and spaces of the conversation's own."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in name).split())[:60] or "conversation"
