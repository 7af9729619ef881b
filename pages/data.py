"""Every table of the data package: rows, dictionary, coverage, sources, and files to take away."""

from __future__ import annotations

import streamlit as st

from geo.record import provenance
from geo.sheets import exports
from geo.sheets.table_filter import filter_table
from pages.parts import cards
from pages.parts.data import dictionary, releases, rows, sources
from pages.parts.shell import frame

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
kept = filter_table(atlas, view, view.data.table)
cited = provenance.cited(atlas, view.data.table, kept.frame, t)

with page.head:
    cards.style("data")
    page.claim()
    rows.picker(page)

with page.over:
    with st.container(key="table"):
        rows.draw(page, kept)
    with st.container(key="coverage"):
        dictionary.draw(page, kept)

with page.side:
    sources.draw(page, kept, cited)

with page.below:
    sources.layers(page)
    sources.all_remarks(page)
    releases.draw(atlas, t)
    version = exports.version(atlas, t)
    cards.html(cards.source(t("data.footer", version=version, boundary=t("export.boundary"))))
