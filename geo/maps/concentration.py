"""Layers of concentration: location quotients by area, mean centres and ellipses."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

import geo.maps.signs as signs
from geo.maps.layers import AtlasLayer
from geo.maps.legend import Legend, LegendEntry
from geo.questions.concentration.centres import Centre
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
        As ``geo.questions.concentration.quotients.by_city`` gives it.
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
    """Mean centres with their ellipses: ``(name, tone, centre, sign)``.

    The tone is subject, base or the number of one of ``geo.look.tokens.CENTRES``. With a sign the
    sign
    stands beside the dot, and the name is left to the legend.
    """

    function = "centres"

    def __init__(self, centres: Sequence[tuple[str, str, Centre, str]]) -> None:
        super().__init__(
            [
                {
                    "name": name,
                    "sign": sign,
                    "tone": f"centre-{tone}",
                    "at": [round(one.lon, 4), round(one.lat, 4)],
                    "ring": [list(point) for point in one.ring],
                }
                for name, tone, one, sign in centres
            ]
        )


def legend(items: Mapping[int, Quotient], t: Words) -> Legend:
    """Classes with the number of cities in each."""
    numbers = Counter(_style(item) for item in items.values())
    kinds = Counter(item.kind for item in items.values())
    labels = [
        f"<{_CUT_WORDS[0]}",
        *(f"{a}–{b}" for a, b in pairwise(_CUT_WORDS)),
        f"≥{_CUT_WORDS[-1]}",
    ]
    entries = [
        LegendEntry(signs.swatch(style), label, numbers[style])
        for style, label in ((f"quotient-{step}", label) for step, label in enumerate(labels))
        if style in numbers
    ]
    for kind, word in (("open", "•"), ("few", "")):
        if kind in kinds:
            label = t(f"concentration.map.legend_{kind}")
            entries.append(LegendEntry(signs.swatch("land", word=word), label, kinds[kind]))
    if "unknown" in kinds:
        label = t("maps.legend.none")
        entries.append(LegendEntry(signs.swatch("hatch"), label, kinds["unknown"]))
    return Legend(((t("concentration.map.heading"), tuple(entries)),))
