"""Every table of the data package: rows, dictionary, coverage, sources, and files to take away."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo import provenance
from geo.export import package as handout
from geo.table_filter import Filtered, filter_table
from pages.parts import cards, data_dictionary, data_rows, data_sources, frame

_STYLE = Path(data_rows.__file__).with_name("data_style.css")


def headline(page: frame.Frame, kept: Filtered, sources: int) -> str:
    """How many rows there are, of how many, and on how many sources they stand."""
    t, name = page.t, page.view.table
    cites = sources > 0 and name != "sources"
    if kept.applied:
        key = "data.headline_filtered" if cites else "data.headline_filtered_own"
    else:
        key = "data.headline" if cites else "data.headline_own"
    return t(
        key,
        table=page.atlas.resource(name).title(t.lang),
        n=t.number(len(kept.frame)),
        of=t.number(kept.of),
        sources=t.number(sources),
    )


page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
kept = filter_table(atlas, view, view.table)
cited = provenance.cited(atlas, view.table, kept.frame, t)

with page.head:
    st.html(_STYLE)
    st.html(cards.headline(headline(page, kept, len(cited)), t))
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
