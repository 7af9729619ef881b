"""Where the items are: tiles by region and city, Theil's split, industries by city."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo.charts import concentration_more as charts
from geo.data.atlas import Atlas
from geo.questions import layout
from geo.questions.concentration import indices, subjects, wording
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.wording import Names
from geo.record import clusters
from geo.sheets.view import View
from geo.words import Words
from pages.parts import cards
from pages.parts.concentration import cells
from pages.parts.concentration.figures import as_table, badge, show
from pages.parts.shell import state


def draw(atlas: Atlas, view: View, asked: Case, said: Names, t: Words) -> None:
    """Tiles and Theil's split side by side, industries by city below."""
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        _tiles(atlas, view, asked, t)
    with right:
        _theil(atlas, asked, said, t)
    cells.draw(atlas, view, said, t)


def _full_schemes(atlas: Atlas) -> list[layout.Scheme]:
    """Schemes whose regions hold each of the 17 units once."""
    return [one for one in layout.schemes(atlas) if one.complete and not one.shared]


def _tiles(atlas: Atlas, view: View, asked: Case, t: Words) -> None:
    item = asked.subject
    schemes = {one.scheme_id: one for one in _full_schemes(atlas)}
    scheme = schemes.get(view.layout.scheme, schemes[clusters.MAIN_SCHEME])
    region_of = clusters.region_of_city(atlas, scheme.scheme_id)
    counts = subjects.by_city(atlas, item, "lead")
    names = wording.city_names(atlas, t)
    rows: list[str] = []
    records: list[dict[str, object]] = []
    for region in scheme.regions:
        cities = [city for city in counts.index if region_of.get(int(city)) == region.region_id]
        if not cities:
            continue
        held = counts[cities].sort_values(ascending=False, kind="stable")
        name = region.name_zh if t.lang == "zh" else region.name_en
        rows.append(f'<div class="waffle-region">{escape(name)} {held.sum():.0f}</div>')
        records += [
            {
                t("concentration.waffle.region"): name,
                t("concentration.col.city"): str(names[city]),
                t("concentration.col.observed"): None if pd.isna(number) else int(number),
            }
            for city, number in held.items()
        ]
        rows += [
            _row(str(names[city]), number, city in asked.core) for city, number in held.items()
        ]
    missing = item.missing or 0
    if missing:
        words = t("concentration.waffle.missing")
        open_tiles = '<i class="open"></i>' * min(missing, 120)
        rows.append(
            f'<div class="waffle-region">{escape(words)} {missing}</div>'
            f'<span></span><span class="waffle-tiles">{open_tiles}</span><span></span>'
        )
    name = scheme.name_zh if t.lang == "zh" else scheme.name_en
    none = sum(number == 0 for number in counts)
    title = t("concentration.waffle.title", n=none)
    reading = t("concentration.waffle.reading", scheme=name)
    cards.show(cards.figure_head(title, badge(item, t), reading))
    cards.show(f'<div class="waffle">{"".join(rows)}</div>')
    frame = pd.DataFrame(records)
    as_table(frame, "concentration_waffle", title, t)


def _row(name: str, number: float, core: bool) -> str:
    if pd.isna(number):
        tiles, shown = "", '<span class="none">?</span>'
    else:
        kind = "core" if core else ""
        tiles = f'<i class="{kind}"></i>' * int(number)
        shown = f"<b>{number:.0f}</b>" if number else '<span class="none">0</span>'
    return (
        f"<span>{escape(name)}</span><span class='waffle-tiles'>{tiles}</span><span>{shown}</span>"
    )


def _theil(atlas: Atlas, asked: Case, said: Names, t: Words) -> None:
    counts = tuple(subjects.by_city(atlas, asked.subject, "lead").fillna(0).astype(int))
    rows, labels, total = [], [], 0.0
    for scheme in _full_schemes(atlas):
        region_of = clusters.region_of_city(atlas, scheme.scheme_id)
        groups = tuple(region_of[int(city)] for city in atlas.cities.index)
        found, total = indices.between(counts, asked.base.shares, groups)
        rows.append(found)
        name = scheme.name_zh if t.lang == "zh" else scheme.name_en
        labels.append(name if len(name) < 24 else f"{name[:22]}…")
    out = [label for row, label in zip(rows, labels, strict=True) if not row.inside]
    key = "some" if out else "none"
    title = t(f"concentration.theil.title_{key}", names=t.join(out))
    reading = t("concentration.theil.reading", base=said.base, total=f"{total:.2f}")
    cards.show(cards.figure_head(title, reading=reading))
    frame = pd.DataFrame(
        {
            t("concentration.theil.scheme"): labels,
            t("concentration.theil.between"): [round(row.value * 100, 1) for row in rows],
            t("concentration.theil.within"): [round(100 - row.value * 100, 1) for row in rows],
            t("concentration.indices.low"): [round(row.low * 100, 1) for row in rows],
            t("concentration.indices.high"): [round(row.high * 100, 1) for row in rows],
        }
    )
    alt = t.join(f"{label} {row.value:.0%}" for row, label in zip(rows, labels, strict=True))
    show(charts.bands(rows, labels, state.theme()), frame, "concentration_theil", title, alt, t)
