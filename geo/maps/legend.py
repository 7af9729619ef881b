"""The legend as data, and as HTML for a page."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import pandas as pd

from geo import look
from geo.areas import AreaFigure
from geo.maps.classes import Class, classify
from geo.maps.marks import PRECISE, mark_svg
from geo.words import Words


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend.

    Attributes
    ----------
    kind : {"tier", "hue", "vague", "link", "class"}
        What the sign stands for.
    code : str
        Tier class, hue or style of the class.
    label : str
        Words or class limits.
    count : int or None
        Clusters with this sign, or areas in this class.
    """

    kind: str
    code: str
    label: str
    count: int | None = None


@dataclass(frozen=True)
class Legend:
    """Legend of a scene: rows of entries, each row with its heading, and a note below."""

    rows: tuple[tuple[str, tuple[LegendEntry, ...]], ...]
    note: str = ""


def legend(clusters: pd.DataFrame, t: Words, figure: AreaFigure | None = None) -> Legend:
    """What the signs of a scene mean; only signs that are on the map are explained.

    Parameters
    ----------
    clusters : pandas.DataFrame
        The rows given to :func:`geo.maps.scene`.
    t : Words
        Language.
    figure : AreaFigure, optional
        The figure given to :func:`geo.maps.scene`.
    """
    if figure is not None:
        return _areas(figure, t)
    tiers = clusters["tier_class"].astype(int).value_counts()
    hues = clusters["hue"].value_counts()
    vague = int((~clusters["location_precision"].isin(PRECISE)).sum())
    several = int((clusters["city_adcodes"].map(len) > 1).sum())
    shapes = [
        LegendEntry("tier", str(code), t(f"maps.tier.{code}"), int(tiers[code]))
        for code in look.TIERS
        if code in tiers
    ]
    if vague:
        shapes.append(LegendEntry("vague", "2", t("maps.legend.vague"), vague))
    if several:
        shapes.append(LegendEntry("link", "auto", t("maps.legend.link"), several))
    families = [
        LegendEntry("hue", code, t(f"maps.hue.{code}"), int(hues[code]))
        for code in look.FAMILIES
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
        LegendEntry("class", c.style, class_label(c, figure.digits, t), c.areas)
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


def legend_html(legend: Legend, t: Words) -> str:
    """The legend as HTML; its colours are the CSS variables of :mod:`geo.look`."""
    rows = "".join(
        f'<div class="legend-row"><span class="legend-heading">{escape(heading)}</span>'
        f"{_items(entries, t)}</div>"
        for heading, entries in legend.rows
        if entries
    )
    note = f'<div class="legend-note">{escape(legend.note)}</div>' if legend.note else ""
    return f'<div class="legend">{rows}{note}</div>'


def _items(entries: Iterable[LegendEntry], t: Words) -> str:
    return "".join(
        f'<span class="legend-item">{_sign(entry, t)}<span>{escape(entry.label)}</span>'
        + (f'<span class="legend-count">{entry.count}</span>' if entry.count is not None else "")
        + "</span>"
        for entry in entries
    )


def _sign(entry: LegendEntry, t: Words) -> str:
    if entry.kind == "tier":
        return mark_svg(int(entry.code), None, t.lang, size=2 * look.TIERS[int(entry.code)].size)
    if entry.kind == "hue":
        return mark_svg(2, entry.code, t.lang, size=20)
    if entry.kind == "vague":
        return mark_svg(2, None, t.lang, precise=False, size=20)
    if entry.kind == "link":
        colour = f"var(--fam-{entry.code},{look.FAMILIES[entry.code].light})"
        return (
            '<svg width="26" height="10" aria-hidden="true"><path d="M1 5H25" '
            f'style="stroke:{colour};stroke-width:3.4;opacity:.55"/></svg>'
        )
    return f'<span class="legend-swatch" style="{_swatch(entry.code)}"></span>'


def _swatch(style: str) -> str:
    if style == "none":
        return (
            "background:repeating-linear-gradient(135deg,var(--ground,#fff) 0 4.6px,"
            "var(--hatch,#C9CCCE) 4.6px 6px)"
        )
    if style == "zero":
        return "background:var(--ground,#fff)"
    return f"background:var(--{style})"
