"""Zones that the record of the chains names: a layer of the map in words, with what it lacks."""

from __future__ import annotations

import pandas as pd

from geo.data.atlas import Atlas
from geo.maps.marks import PRECISE
from geo.questions.chains import choice
from geo.record import provenance
from geo.record.naming import area_names
from geo.sheets.chains.asked import zones_listed
from geo.words import Words
from pages.parts import cards, listing
from pages.parts.shell.frame import Frame

_COLUMNS = {"zone": 260, "kind": 120, "national": 90, "city": 70, "county": 130, "chains": 260,
            "precision": 130, "source": 220}  # fmt: skip


def draw(page: Frame) -> None:
    """The list and its doubt."""
    t = page.t
    rows = zones_listed(page.atlas, page.view)
    exact = int(rows["location_precision"].isin(PRECISE).sum())
    title = t("chains.zones_title", n=len(rows), cities=rows["city_adcode"].nunique())
    badge = cards.coverage_badge(t("chains.firms_badge", exact=exact, n=len(rows)), False)
    cards.show(cards.figure_head(title, badge, t("chains.zones_reading")))
    if rows.empty:
        cards.notice(t("chains.zones_none"))
        return
    columns = {
        name: listing.Column(t(f"chains.col.{name}"), width) for name, width in _COLUMNS.items()
    }
    shown = _readable(page.atlas, rows, t)
    listing.draw(shown, "chain_zones", title, most=520, columns=columns)


def _readable(atlas: Atlas, rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    chains = choice.table(atlas)
    names = area_names(atlas, t)
    return pd.DataFrame(
        {
            "zone": [t.name(row) for _, row in rows.iterrows()],
            "kind": [t(f"city.zone_kind.{code}") for code in rows["kind"]],
            "national": [
                (t("chains.zone_year_unknown") if pd.isna(year) else str(year))
                if level == "national"
                else ""
                for level, year in zip(rows["level"], rows["year"], strict=True)
            ],
            "city": [names[code] for code in rows["city_adcode"]],
            "county": [
                t.join(names[int(code)] for code in codes) for codes in rows["host_county_adcodes"]
            ],
            "chains": [
                t.join(t.name(chains.loc[code]) for code in own) for own in rows["chain_ids"]
            ],
            "precision": [t(f"chains.precision.{code}") for code in rows["location_precision"]],
            "source": [provenance.source_name(atlas, code, t) for code in rows["source_id"]],
        }
    )
