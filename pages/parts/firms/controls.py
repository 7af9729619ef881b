"""Controls of the page of firms: what else the map shows, and which firms are meant."""

from __future__ import annotations

import streamlit as st

from geo.record.naming import area_names
from geo.sheets.firms.options import ALSO
from geo.sheets.firms.register import Asked, county_of, span
from pages.parts.shell import control
from pages.parts.shell.frame import Frame


def beside_map(page: Frame) -> None:
    """What the map shows besides the firms."""
    words = {code: page.t(f"firms.also_{code or 'none'}") for code in ALSO}
    also = page.view.firms.also
    control.segments("also", page.t("firms.also"), ALSO, also, words.__getitem__)


def narrowing(page: Frame, found: Asked) -> None:
    """County and years of founding."""
    atlas, view, t = page.atlas, page.view, page.t
    short = area_names(atlas, t)
    chosen = county_of(atlas, view)
    held = found.register.cube(found.register.narrowed(view.selection))
    known = sorted(int(code) for code in held["county"].dropna().unique())
    counties = [code for code in known if code not in atlas.cities.index]
    options = [0, *counties, *([chosen] if chosen and chosen not in counties else [])]

    def word(code: int) -> str:
        if not code:
            return t("firms.every_county")
        return f"{short[int(atlas.counties.at[code, 'city_adcode'])]} · {short[code]}"

    with st.container(key="firms_narrowing"):
        control.select(
            "county", t("firms.county"), options, chosen or 0, word, labelled=True,
            change=lambda code: {"county": code or None},
        )  # fmt: skip
        first, last = span(atlas)
        if held["year"].notna().any() and first < last:
            control.span(
                "founded", t("firms.founded"), (first, last), view.firms.founded,
                ends=(t("firms.founded_first"), t("firms.founded_last")),
            )  # fmt: skip
