"""Where the named clusters are, what each of them is, and how many there are officially."""

from __future__ import annotations

import streamlit as st

from geo.population.named import NamedClusters
from geo.record import findings
from pages.parts import cards, clustertable, detail, timeline
from pages.parts.clusters import counts as official
from pages.parts.shell import frame, mapcolumn

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
chosen = NamedClusters(atlas).rows(view.selection)

with page.head:
    cards.show(cards.headline(findings.selection(atlas, chosen).text("claim", atlas, t), t))

mapcolumn.draw(page)
with page.over:
    timeline.draw(atlas, view, t)

with page.side:
    detail.draw(atlas, view, t, chosen)


def table() -> None:
    with page.side, st.container(key="table"):
        cards.show(
            cards.figure_head(
                t("clusters.table_title", n=len(chosen)), reading=t("clusters.table_reading")
            )
        )
        if chosen.empty:
            cards.show(f'<div class="notice" role="status">{t("clusters.empty")}</div>')
        else:
            clustertable.draw(atlas, view, t, chosen, height=520 if not view.sel else 300)


def official_counts() -> None:
    with page.below, st.container(key="coverage"):
        official.draw(atlas, view, t)


page.later += [table, official_counts]
