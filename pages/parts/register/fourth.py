"""The last step: the firms are counted on every page of this visit, until they are let go of."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from geo import sheets
from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.files.order import MAP, Order
from geo.look.html import element
from geo.look.svg import svg_text
from geo.population.contract import EngineError
from geo.record.naming import area_names
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.register import download, shown, work, working
from pages.parts.register.work import Bench
from pages.parts.shell import navigation, state, visit
from pages.parts.shell.frame import Frame

#: Cities that are named with their number.
_CITIES = 8


def draw(page: Frame, step: Bench | None) -> None:
    """Where the firms are, and the way into every page and out of it."""
    t = page.t
    if step and step.folder and not step.firms:
        cards.show(shown.step(4, t("workbench.use_step"), t("workbench.use_nothing")))
    elif step and step.folder:
        counted = work.by_city(step)
        first = area_names(page.atlas, t).get(counted.index[0], "") if len(counted) else ""
        told = t("workbench.most", city=first, n=t.number(counted.iloc[0])) if first else ""
        cards.show(shown.step(4, t("workbench.use_step"), told))
        cards.show(_bars(page.atlas, counted, t))
        with st.container(key="bench_use_row", horizontal=True, gap="small"):
            if not work.used():
                st.button(
                    t("workbench.use"), key="bench_use", type="primary",
                    on_click=lambda: work.use(state.shipped()),
                )  # fmt: skip
            cards.html(download.link("placed", t("workbench.placed_file"), t), width="content")
    working.draw(t, use=True)
    if visit.firms() is not None:
        in_use(page)


def in_use(page: Frame) -> None:
    """What the pages count now, the way to it, and the way out."""
    t = page.t
    told = t("workbench.in_use" if work.used() or not work.bench() else "workbench.other_in_use")
    cards.show(element("p", told, css="bench-used"))
    pages = t.series(
        t(f"{name}.page") for name, one in sheets.PAGES.items() if one.counts == "firms"
    )
    how = t("workbench.in_use_how", firms=t("firms.page"), pages=pages)
    cards.show(cards.how_to_read(how))
    with st.container(key="bench_used_row", horizontal=True, gap="small"):
        counting = page.view.replace(own="firms")
        navigation.link("firms", page.view, t("workbench.to_firms"), key="bench_to_firms")
        navigation.link("concentration", counting, t("workbench.to_pages"), key="bench_to_pages")
        st.button(t("workbench.let_go"), key="bench_let_go", on_click=work.let_go)
    try:
        picture = _picture(page.atlas, t.lang)
    except EngineError:
        cards.notice(t("workbench.remote_lost"))
    else:
        cards.show(element("div", picture, css="bench-map"))


@remembered(2)
def _picture(atlas: Atlas, lang: str) -> Markup:
    """The firms in use on a map, as on their page."""
    order = Order(atlas, sheets.sheet(atlas, "firms", View(lang=lang)))
    return svg_text(order.drawing(MAP))


def _bars(atlas: Atlas, counted: pd.Series, t: Words) -> Markup:
    called = area_names(atlas, t)
    rows = [
        (called.get(code, "—"), cards.meter(number / max(counted.iloc[0], 1)), t.number(number))
        for code, number in counted.iloc[:_CITIES].items()
    ]
    return cards.table("bench-cities", rows)
