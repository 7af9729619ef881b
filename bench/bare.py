"""A Streamlit app with next to nothing on it: what every app pays, and the map is measured by."""

from __future__ import annotations

import streamlit as st


def first() -> None:
    st.html("<h1 id='first'>First</h1>")
    chosen = st.pills("Choice", ["left", "right"], key="choice")
    st.html(f"<p id='answer'>{chosen}</p>")
    slid = st.select_slider("Step", ["a", "b", "c", "d", "e"], key="step")
    st.html(f"<p id='slid'>{slid}</p>")


def second() -> None:
    st.html("<h1 id='second'>Second</h1>")


pages = [st.Page(first, url_path="first", default=True), st.Page(second, url_path="second")]
page = st.navigation(pages, position="hidden")
st.set_page_config(layout="wide")
with st.sidebar:
    for entry in pages:
        st.page_link(entry, label=entry.title)
page.run()
