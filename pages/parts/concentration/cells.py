"""Industries by city: a switch between families and chains, the counts, and their table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.charts.concentration_cells import industries
from geo.data.atlas import Atlas
from geo.questions.concentration import cells, choice, wording
from geo.questions.concentration.wording import Names
from geo.sheets.concentration import asked
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.concentration.figures import badge_items, note, show
from pages.parts.shell import state

_NAME = "concentration_cells"
#: Longest name of a row; the table below has it in full.
_LONGEST = 30


def _take() -> None:
    state.change(by=_NAME, cells=state.given(_NAME))


def draw(atlas: Atlas, view: View, said: Names, t: Words) -> None:
    """The figure, or why there is none."""
    found = cells.cells(atlas, asked.industries_of_view(atlas, view), view.concentration.cells)
    if found is None:
        note(t("concentration.industry.none", subject=said.subject))
        return
    names = _names(atlas, t)
    held = found.table.sum(axis=1)
    top = held[held.index != cells.OPEN].sort_values(ascending=False, kind="stable")
    most = top.index[0] if len(top) else cells.OPEN
    title = t(
        f"concentration.industry.title_{view.concentration.cells}",
        name=names[most],
        n=int(held[most]),
        city=names[found.table.columns[0]],
        m=int(found.table.iloc[:, 0].sum()),
    )
    reading = t("concentration.industry.reading", subject=said.subject)
    cards.show(cards.figure_head(title, badge_items(found.items, t), reading))
    key = state.widget_key(_NAME)
    state.fill(key, view.concentration.cells)
    st.segmented_control(
        t("concentration.industry.rows"),
        choice.CELLS,
        format_func=lambda one: t(f"concentration.industry.{one}"),
        key=key,
        on_change=_take,
        label_visibility="collapsed",
        required=True,
    )
    short = {code: _short(name) for code, name in names.items()}
    chart = industries(found, short, t, state.theme(), picked=view.selection.city)
    shown = found.table.rename(index=names, columns=names)
    shown.insert(0, t("facts.total"), held.to_numpy())
    if view.concentration.cells == "chain":
        families = [names[found.families[code]] for code in found.table.index]
        shown.insert(0, t("concentration.industry.family"), families)
    shown = shown.reset_index(names=t(f"concentration.industry.{view.concentration.cells}"))
    alt = t.join(f"{names[code]} {number}" for code, number in held.items())
    with st.container(key="concentration_cells_frame"):
        show(chart, pd.DataFrame(shown), "concentration_industry", title, alt, t, clickable=True)


def _names(atlas: Atlas, t: Words) -> dict[str, str]:
    """Words of every city, chain and family."""
    chains = atlas.table("chains")
    return (
        {str(city): str(name) for city, name in wording.city_names(atlas, t).items()}
        | {row["chain_id"]: t.name(row) for _, row in chains.iterrows()}
        | dict(zip(chains["family_id"], chains[f"family_{t.lang}"], strict=True))
        | {cells.OPEN: t("concentration.industry.unknown")}
    )


def _short(name: str) -> str:
    name = name.split("(")[0].strip()
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
