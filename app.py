"""The entry of the web app: what it is called and which pages it has."""

import streamlit as st

from assistant.pages import chat

st.set_page_config(layout="centered", initial_sidebar_state="auto", menu_items={})
pages = [st.Page(chat.show, title="Ask the papers · Scrutineer", url_path="chat", default=True)]
st.navigation(pages, position="hidden").run()
