"""Where the named clusters are, what each of them is, and how many there are officially."""

from __future__ import annotations

import streamlit as st

from geo.population.named import NamedClusters
from pages.parts import cards, clustertable, detail, timeline
from pages.parts.clusters import counts as official
from pages.parts.shell import frame, mapcolumn

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
shown = NamedClusters(atlas).shown(view.selection)

with page.head:
    page.claim()

mapcolumn.draw(page)
with page.over:
    timeline.draw(atlas, view, t)

with page.side:
    detail.draw(atlas, view, t, shown)


def table() -> None:
    with page.side, st.container(key="table"):
        cards.show(
            cards.figure_head(
                t("clusters.table_title", n=int(shown["counts"].sum())),
                reading=t("clusters.table_reading"),
            )
        )
        if shown.empty:
            cards.notice(t("clusters.empty"))
        else:
            clustertable.draw(atlas, view, t, shown, height=520 if not view.sel else 300)


def official_counts() -> None:
    with page.below, st.container(key="coverage"):
        official.draw(page)


page.later += [table, official_counts]
