"""From family over chain and stage to city: the diagram, and the rows it is drawn from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.charts import chains as charts
from geo.charts.template import CONFIG
from geo.questions.chains import choice, flow
from geo.questions.chains.places import UNSTATED
from geo.questions.cities import STAGES
from geo.record.naming import area_names
from pages.parts import cards
from pages.parts.shell import state
from pages.parts.shell.frame import Frame


def draw(page: Frame, ids: Sequence[str]) -> None:
    """The diagram with the table beside it, as a diagram of flows cannot be clicked."""
    atlas, t = page.atlas, page.t
    rows = flow.rows(atlas, ids)
    if rows.empty:
        cards.show(f'<div class="notice" role="status">{t("chains.flow_none")}</div>')
        return
    chains = choice.table(atlas)
    names = area_names(atlas, t)
    families = chains.drop_duplicates("family_id").set_index("family_id")[f"family_{t.lang}"]
    labels = {f"fam:{code}": name for code, name in families.items()}
    labels |= {f"chain:{code}": t.name(row).split("(")[0] for code, row in chains.iterrows()}
    labels |= {f"stage:{code}": t(f"chains.stage.{code}") for code in (*STAGES, UNSTATED)}
    labels |= {f"city:{code}": str(name) for code, name in names.items()}
    hues = {f"chain:{code}": hue for code, hue in chains["hue"].items()}
    hues |= {f"fam:{row['family_id']}": row["hue"] for _, row in chains.iterrows()}
    title = t("chains.flow_title", n=len(rows), chains=rows["chain_id"].nunique())
    cards.show(cards.figure_head(title, reading=t("chains.flow_reading")))
    left, right = st.columns([2.26, 1], gap="medium")
    with left, st.container(key="chain_flow_frame"):
        st.plotly_chart(
            charts.flow(flow.steps(atlas, ids), labels, hues, state.theme()),
            theme=None,
            config=CONFIG,
            key="chain_flow",
            alt=title,
        )
    with right:
        st.dataframe(
            pd.DataFrame(
                {
                    t("chains.col.chain"): [t.name(chains.loc[code]) for code in rows["chain_id"]],
                    t("chains.col.stage"): [t(f"chains.stage.{code}") for code in rows["stage"]],
                    t("chains.col.city"): [names[code] for code in rows["city_adcode"]],
                    t("chains.col.role"): [t(f"chains.role.{code}") for code in rows["role"]],
                }
            ),
            key="chain_flow_rows",
            hide_index=True,
            height=min(36 + 30 * len(rows) + 3, 620),
            row_height=30,
            alt=title,
        )
