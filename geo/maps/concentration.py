"""Layers of concentration: location quotients by area, mean centres and ellipses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import pandas as pd

from geo.concentration.centres import Centre
from geo.maps.layers import AtlasLayer
from geo.words import Words

#: Where the classes of location quotients are cut.
CUTS = (0.25, 0.5, 0.8, 1.25, 2.0, 4.0)
_CUT_WORDS = ("¼", "½", "0.8", "1.25", "2", "4")


@dataclass(frozen=True)
class Quotient:
    """Location quotient of one city as the map shows it.

    Attributes
    ----------
    lq : float or None
        The quotient; None where the count is not known.
    kind : str
        clear (interval excludes 1, or there is none), open (contains 1) or few (less than one
        expected).
    """

    lq: float | None
    kind: str


def quotients(every: pd.DataFrame, shown: pd.DataFrame | None) -> dict[int, Quotient]:
    """How the map shows each city.

    Parameters
    ----------
    every : pandas.DataFrame
        As ``geo.concentration.quotients.by_city`` gives it.
    shown : pandas.DataFrame or None
        Cities whose quotient is judged, with ``open``; None for amounts, which have no interval.
    """
    found = {}
    for city, row in every.iterrows():
        code = int(city)
        if pd.isna(row["observed"]):
            found[code] = Quotient(None, "unknown")
            continue
        lq = float(row["observed"] / row["expected"])
        if shown is None:
            kind = "clear"
        elif code not in shown.index:
            kind = "few"
        else:
            kind = "open" if shown.at[code, "open"] else "clear"
        found[code] = Quotient(lq, kind)
    return found


def _style(item: Quotient) -> str:
    if item.lq is None:
        return "none"
    return f"quotient-{bisect_right(CUTS, item.lq)}" if item.kind == "clear" else "region-open"


class QuotientAreas(AtlasLayer):
    """Areas coloured by location quotient only where its interval excludes 1; land and a dot else.

    Parameters
    ----------
    items : Mapping
        adcode to quotient.
    title : str
        What is shown.
    t : Words
        Language.
    """

    function = "areas"

    def __init__(self, items: Mapping[int, Quotient], title: str, t: Words) -> None:
        areas = {}
        for city, item in items.items():
            if item.lq is None:
                areas[str(city)] = ["none", t("maps.unknown_value")]
                continue
            words = t(f"concentration.map.{item.kind}", lq=f"{item.lq:.2f}")
            printed = {"clear": f"{item.lq:.2f}", "open": "•"}.get(item.kind, "")
            areas[str(city)] = [_style(item), words, printed]
        super().__init__({"level": "city", "title": title, "areas": areas})


class Centres(AtlasLayer):
    """Mean centres with their ellipses: ``(name, tone, centre)``; tone subject or base."""

    function = "centres"

    def __init__(self, centres: Sequence[tuple[str, str, Centre]]) -> None:
        super().__init__(
            [
                {
                    "name": name,
                    "tone": f"centre-{tone}",
                    "at": [round(one.lon, 4), round(one.lat, 4)],
                    "ring": [list(point) for point in one.ring()],
                }
                for name, tone, one in centres
            ]
        )


def legend_html(items: Mapping[int, Quotient], t: Words) -> str:
    """Classes with the number of cities in each."""
    numbers = pd.Series([_style(item) for item in items.values()]).value_counts()
    kinds = pd.Series([item.kind for item in items.values()]).value_counts()
    labels = [
        f"<{_CUT_WORDS[0]}",
        *(f"{a}–{b}" for a, b in pairwise(_CUT_WORDS)),
        f"≥{_CUT_WORDS[-1]}",
    ]
    entries = [
        _entry(f"background:var(--quotient-{step})", label, int(numbers[f"quotient-{step}"]))
        for step, label in enumerate(labels)
        if f"quotient-{step}" in numbers
    ]
    for kind, sign in (("open", "•"), ("few", "")):
        if kind in kinds:
            words = t(f"concentration.map.legend_{kind}")
            entries.append(_entry("background:var(--land)", words, int(kinds[kind]), sign))
    if "unknown" in kinds:
        hatch = (
            "background:repeating-linear-gradient(135deg,var(--ground) 0 4.6px,"
            "var(--hatch) 4.6px 6px)"
        )
        entries.append(_entry(hatch, t("maps.legend.none"), int(kinds["unknown"])))
    heading = escape(t("concentration.map.heading"))
    return (
        f'<div class="legend"><div class="legend-row"><span class="legend-heading">{heading}</span>'
        f"{''.join(entries)}</div></div>"
    )


def _entry(style: str, label: str, number: int, sign: str = "") -> str:
    return (
        f'<span class="legend-item"><span class="legend-swatch" style="{style};text-align:center;'
        f'line-height:11px">{sign}</span><span>{escape(label)}</span>'
        f'<span class="legend-count">{number}</span></span>'
    )
