"""The table of clusters, in step with the map: a row selected here is selected there."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

import pandas as pd

from geo.data.atlas import Atlas
from geo.look import tokens
from geo.look.svg import svg_text
from geo.maps.marks import PRECISE, mark
from geo.record.naming import listed, names
from geo.sheets.view import View
from geo.words import Words
from pages.parts import listing
from pages.parts.shell import state

#: Columns in pixels: in Chinese all of a city's stand beside its map.
_WIDE = {
    "zh": {"name": 110, "city": 48, "tier": 48, "chain": 60, "years": 50},
    "en": {"name": 148, "city": 76, "tier": 80, "chain": 120, "years": 72},
}


def _select(cluster_id: str | None) -> None:
    state.change(sel=cluster_id)


@lru_cache(512)
def _mark(
    tier_class: int, hue: str, precise: bool, counts: bool, lang: str, theme: tokens.Theme
) -> str:
    """Address of a mark as a picture, which knows neither the page's colours nor its fonts."""
    drawing = mark(tier_class, hue, lang, precise=precise, doubtful=not counts)
    svg = str(svg_text(drawing, theme))
    # A picture finds the faces of the system by itself; their names would weigh more than it does.
    svg = re.sub(r' font-family="[^"]*"', ' font-family="sans-serif"', svg).replace('"', "'")
    return "data:image/svg+xml," + quote(svg, safe=" =:;/,.()'<>")


def rows(atlas: Atlas, chosen: pd.DataFrame, t: Words) -> pd.DataFrame:
    """What the table shows, in the reader's language."""
    chains, theme = names(atlas, "chains", t), state.theme()
    marks = [
        _mark(row.tier_class, row.hue, row.location_precision in PRECISE, row.counts, t.lang, theme)
        for row in chosen.itertuples()
    ]
    return pd.DataFrame(
        {
            "mark": marks,
            "name": chosen[f"name_{t.lang}"],
            "city": [listed(atlas, codes, t) for codes in chosen["city_adcodes"]],
            "tier": [
                t(f"tiers.{tier}") if counts else t("clusters.doubtful")
                for tier, counts in zip(chosen["tier"], chosen["counts"], strict=True)
            ],
            "years": [t.join(map(str, years)) for years in chosen["years"]],
            "chain": chosen["chain_id"].map(chains).fillna(t("clusters.chain_unknown")),
        }
    ).reset_index(drop=True)


def draw(
    atlas: Atlas,
    view: View,
    t: Words,
    chosen: pd.DataFrame,
    height: int,
    columns: tuple[str, ...] | None = None,
) -> None:
    """Draw the table, or some of its columns; the selected cluster's row is marked."""
    wide = _WIDE[t.lang]
    listing.draw(
        rows(atlas, chosen, t),
        "cluster_rows",
        t("clusters.table_alt", n=int(chosen["counts"].sum())),
        most=height,
        order=columns,
        targets=list(chosen.index),
        picked=view.sel,
        on_pick=_select,
        columns={
            "mark": listing.Column(t("clusters.col_mark"), 34, images=True),
            "name": listing.Column(t("clusters.col_name"), wide["name"]),
            "city": listing.Column(t("clusters.col_city"), wide["city"]),
            "tier": listing.Column(t("clusters.col_tier"), wide["tier"]),
            "chain": listing.Column(t("clusters.col_chain"), wide["chain"]),
            "years": listing.Column(t("clusters.col_years"), wide["years"]),
        },
    )
