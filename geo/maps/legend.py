"""The legend as data, and as HTML for a page."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

import geo.maps.signs as signs
from geo.look import tokens
from geo.look.drawing import Drawing
from geo.look.html import element
from geo.look.svg import svg_text
from geo.maps.classes import Class, classify
from geo.maps.marks import PRECISE
from geo.record.areas import AreaFigure
from geo.words import Words

#: Fills of the classes that are not named as a colour.
FILLS = {"none": "hatch", "zero": "ground", "region-open": "land"}


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend.

    Attributes
    ----------
    sign : Drawing
        What stands on the map.
    label : str
        What it means.
    count : int or None
        How many of it are on the map.
    short : str
        The label where there is little room; as it is if left out.
    """

    sign: Drawing
    label: str
    count: int | None = None
    short: str = ""


@dataclass(frozen=True)
class Legend:
    """Rows of entries, each with a heading or none, and a note below."""

    rows: tuple[tuple[str, tuple[LegendEntry, ...]], ...]
    note: str = ""


def legend(
    clusters: pd.DataFrame,
    t: Words,
    figure: AreaFigure | None = None,
    fresh: Collection[str] = (),
) -> Legend:
    """What the signs of a scene mean; only signs that are on the map are explained.

    Parameters
    ----------
    clusters : pandas.DataFrame
        The rows given to :func:`geo.maps.scene`.
    t : Words
        Language.
    figure : AreaFigure, optional
        The figure given to :func:`geo.maps.scene`.
    fresh : collection of str
        cluster_ids that are ringed as new.
    """
    if figure is not None:
        return _areas(figure, t)
    doubtful = int((~clusters["counts"]).sum())
    clusters = clusters[clusters["counts"]]
    tiers = clusters["tier_class"].astype(int).value_counts()
    hues = clusters["hue"].value_counts()
    vague = int((~clusters["location_precision"].isin(PRECISE)).sum())
    several = int((clusters["city_adcodes"].map(len) > 1).sum())
    shapes = [
        LegendEntry(
            signs.tier(code, t.lang),
            t(f"maps.tier.{code}"),
            int(tiers[code]),
            t(f"maps.tier_short.{code}"),
        )
        for code in tokens.TIERS
        if code in tiers
    ]
    if vague:
        shapes.append(LegendEntry(signs.vague(t.lang), t("maps.legend.vague"), vague))
    if doubtful:
        shapes.append(LegendEntry(signs.doubtful(t.lang), t("maps.legend.doubtful"), doubtful))
    new = int(clusters["cluster_id"].isin(fresh).sum())
    if new:
        shapes.append(LegendEntry(signs.fresh(t.lang), t("maps.legend.fresh"), new))
    if several:
        shapes.append(LegendEntry(signs.several("auto"), t("maps.legend.link"), several))
    families = [
        LegendEntry(
            signs.family(code, t.lang),
            t(f"maps.hue.{code}"),
            int(hues[code]),
            t(f"maps.hue_short.{code}"),
        )
        for code in tokens.FAMILIES
        if code in hues
    ]
    return Legend(
        (
            (t("maps.legend.tier"), tuple(shapes)),
            (t("maps.legend.hue"), tuple(families)),
        )
    )


def _areas(figure: AreaFigure, t: Words) -> Legend:
    found = classify(figure)
    entries = tuple(
        LegendEntry(
            signs.swatch(FILLS.get(c.style, c.style)), class_label(c, figure.digits, t), c.areas
        )
        for c in found.classes
    )
    year = "" if figure.year in figure.title else figure.year
    heading = " · ".join(part for part in (figure.title, figure.unit, year) if part)
    rule = t("maps.legend.natural" if found.natural else "maps.legend.fixed")
    areas = t("maps.legend.of_cities" if figure.level == "city" else "maps.legend.of_counties")
    return Legend(
        ((heading, entries),), f"{areas}; {rule}" if t.lang == "en" else f"{areas}；{rule}"
    )


def class_label(found: Class, digits: int, t: Words) -> str:
    """Limits of a class in words."""
    if found.style == "none":
        return t("maps.legend.none")
    low = t.number(found.low, digits)
    if math.isinf(found.high):
        return t("maps.legend.and_more", low=low)
    high = t.number(found.high, digits)
    return low if low == high else t("maps.legend.range", low=low, high=high)


def legend_html(legend: Legend, kind: str = "") -> Markup:
    """The legend as HTML in the look of a class; it follows the theme of its page."""
    rows = (_row(heading, entries) for heading, entries in legend.rows if entries)
    note = element("div", legend.note, css="legend-note") if legend.note else ""
    return element("div", rows, note, css=f"legend {kind}".strip())


def _row(heading: str, entries: Iterable[LegendEntry]) -> Markup:
    head = element("span", heading, css="legend-heading") if heading else ""
    return element("div", head, map(_entry, entries), css="legend-row")


def _entry(entry: LegendEntry) -> Markup:
    count = "" if entry.count is None else element("span", entry.count, css="legend-count")
    short = entry.short if entry.short != entry.label else None
    label = element("span", entry.label, data_short=short or None)
    return element("span", svg_text(entry.sign), label, count, css="legend-item")
