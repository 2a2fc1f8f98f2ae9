"""The entry of the web app: its settings and its pages."""

import streamlit as st

from assistant.pages.brief import page as brief
from assistant.pages.chat import page as chat
from assistant.pages.figures import page as figures
from assistant.pages.help import page as help_page
from assistant.pages.paper import page as paper
from assistant.pages.papers import page as papers
from assistant.pages.search import page as search

st.set_page_config(layout="wide", initial_sidebar_state="auto", menu_items={})
pages = [
    st.Page(chat.show, title="Chat", url_path="chat", default=True),
    st.Page(search.show, title="Search", url_path="search"),
    st.Page(figures.show, title="Figures", url_path="figures"),
    st.Page(brief.show, title="Brief", url_path="brief"),
    st.Page(papers.show, title="Papers", url_path="papers"),
    st.Page(help_page.show, title="Help", url_path="help"),
    st.Page(paper.show, title="Paper", url_path="paper", visibility="hidden"),
]
st.navigation(pages, position="top").run()
