"""Chains by city, 58 by 17, in the colours of families and the order of the layout's regions."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from geo.charts import chains as charts
from geo.charts.template import CONFIG
from geo.data.atlas import Atlas
from geo.questions.chains import choice, places
from geo.questions.chains.wording import city_names
from geo.record import clusters
from geo.words import Words
from pages.parts import cards
from pages.parts.shell import state
from pages.parts.shell.frame import Frame

_KEY = "chain_matrix"


def _clicked() -> None:
    """Callback: a cell chooses its chain and its city."""
    match state.carried(_KEY):
        case (chain_id, adcode):
            state.change(chain=(chain_id,), city=(adcode,), sel=None)


def shown(atlas: Atlas, ids: Sequence[str], t: Words) -> charts.Matrix:
    """Rows by colour group and family, columns by region; all chains by default."""
    chains = choice.table(atlas)
    order = choice.in_order(atlas, ids)
    region_of = clusters.region_of_city(atlas)
    regions = atlas.table("regions").set_index("region_id")
    rank = {code: n for n, code in enumerate(regions.index)}
    cities = sorted(atlas.cities.index, key=lambda code: rank[region_of[int(code)]])
    found = places.records(atlas, ids)
    roles = found.pivot(index="chain_id", columns="city_adcode", values="role")
    roles = roles.reindex(index=list(order), columns=cities)
    names = city_names(atlas, t)
    return charts.Matrix(
        roles=roles.astype(object).where(roles.notna(), None),
        hues={code: chains.at[code, "hue"] for code in order},
        chains={code: _short(t.name(chains.loc[code]), t) for code in order},
        cities={int(code): str(names[code]) for code in cities},
        regions={code: t(f"chains.region.{code}") for code in dict.fromkeys(region_of.values())},
        region_of=region_of,
    )


def _short(name: str, t: Words) -> str:
    """Name without what is in brackets; English ones cut to what a row heading holds."""
    name = name.split("(")[0].strip()
    return name if t.lang == "zh" or len(name) <= 30 else f"{name[:29]}…"


def draw(page: Frame, ids: Sequence[str]) -> None:
    """The matrix, and its text equal."""
    atlas, view, t = page.atlas, page.view, page.t
    group = choice.chosen(atlas, (), view.fam, view.system)
    wanted = group if len(ids) <= 1 else ids
    matrix = shown(atlas, wanted, t)
    known = int(matrix.roles.notna().any(axis=1).sum())
    cells = int(matrix.roles.notna().sum().sum())
    title = t("chains.matrix_title", chains=len(matrix.roles), cells=cells, known=known)
    badge = cards.coverage_badge(
        t("chains.matrix_badge", known=known, all=len(matrix.roles)), known == len(matrix.roles)
    )
    cards.show(cards.figure_head(title, badge, t("chains.matrix_reading")))
    with st.container(key="chain_matrix_frame"):
        # What has the focus can be scrolled by keyboard; a chart takes none.
        cards.show(f'<span class="reach" role="note" tabindex="0">{escape(title)}</span>')
        st.plotly_chart(
            charts.matrix(
                matrix, t, state.theme(), picked_chains=view.chain, picked_cities=view.city
            ),
            theme=None,
            config=CONFIG,
            key=_KEY,
            on_select=_clicked,
            selection_mode="points",
            alt=title,
        )
    with st.expander(t("clusters.as_table")):
        st.dataframe(_text(matrix, t), key="chain_matrix_table", height=460, alt=title)


def _text(matrix: charts.Matrix, t: Words) -> pd.DataFrame:
    words = matrix.roles.map(lambda role: t(f"chains.role.{role}") if role else "")
    words.columns = [matrix.cities[code] for code in words.columns]
    words.index = pd.Index(
        [matrix.chains[code] for code in words.index], name=t("chains.col.chain")
    )
    return words
