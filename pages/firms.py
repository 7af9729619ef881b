"""Firms of the reader's own register: where they are, what they make, and their clusters."""

from __future__ import annotations

import streamlit as st

from geo.sheets.firms import drawings, options
from geo.sheets.firms.register import asked
from pages.parts import cards, charts
from pages.parts.firms import controls, lists
from pages.parts.shell import control, frame, mapcolumn, navigation

page = frame.current()
atlas, view, t = page.atlas, page.view, page.t
found = asked(atlas, view)

with page.head:
    cards.style("firms")
    page.claim()
    if found is None:
        with st.container(key="firms_none"):
            cards.show(cards.how_to_read(t("firms.way_told")))
            navigation.link("own", view, t("firms.way"), key="firms_way")
    else:
        for line in page.said[1]:
            cards.show(cards.how_to_read(line))

if found is None:
    mapcolumn.draw(page)
else:
    mapcolumn.draw(page, controls.beside_map, "cells-legend")
    with page.side:
        controls.narrowing(page, found)


def chart(code: str, on_click: charts.OnClick | None = None) -> None:
    drawn = page.chart(code)
    if drawn is not None:
        charts.show(drawn, t, on_click=on_click)


def below() -> None:
    if found is None or not found.number:
        return
    with page.side:
        chart("firms-by-city", charts.choose_city)
    with page.below:
        with st.container(key="firms_matrix"):
            chart("firms-matrix")
        left, right = st.columns(2, gap="large")
        with left:
            words = {code: drawings.base_label(atlas, code, t) for code in options.AGAINST}
            control.select(
                "against", t("firms.against"), options.AGAINST, drawings.base_of(view),
                words.__getitem__, labelled=True, width=220,
            )  # fmt: skip
            chart("firms-quotients", charts.choose_city)
        with right:
            chart("firms-by-county")
        chart("firms-by-year")
        with st.container(key="firms_largest"):
            lists.largest(page, found)
        with st.container(key="firms_found"):
            lists.found(page, found)
        cards.show(cards.source(f"{t('common.source')}: {t('firms.source')}"))
        navigation.link("own", view, t("firms.other"), key="firms_way")


page.later.append(below)
