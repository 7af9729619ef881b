"""Every table of the data package: rows, dictionary, coverage, sources, and files to take away."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo import provenance
from geo.export import package as handout
from geo.sheets import data as sheet
from geo.table_filter import filter_table
from pages.parts import cards, data_dictionary, data_rows, data_sources, frame

_STYLE = Path(data_rows.__file__).with_name("data_style.css")


page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
kept = filter_table(atlas, view, view.table)
cited = provenance.cited(atlas, view.table, kept.frame, t)

with page.head:
    st.html(_STYLE)
    st.html(cards.headline(sheet.claim(atlas, view, t), t))
    data_rows.picker(page)

with page.over:
    with st.container(key="table"):
        data_rows.draw(page, kept)
    with st.container(key="coverage"):
        data_dictionary.draw(page, kept)

with page.side:
    data_sources.draw(page, kept, cited)

with page.below:
    data_sources.layers(page)
    data_sources.all_remarks(page)
    version = handout.version(atlas, t)
    st.html(cards.source(t("data.footer", version=version, boundary=t("export.boundary"))))
