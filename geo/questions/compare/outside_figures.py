"""What cities of the province and cities outside are compared by: figures of one year each."""

from __future__ import annotations

import pandas as pd

import geo.questions.compare.outside as outside
from geo.data.atlas import Atlas
from geo.questions.compare.figure import Figure
from geo.questions.compare.selection import Choice
from geo.record import statistics

#: Printed figures in the order they are told, with the unit of each; programmes follow.
_PRINTED = {
    "gdp": "cny_100m",
    "population": "persons_10k",
    "industrial_revenue": "cny_100m",
    "hitech_firms": "firms",
}
_DERIVED = ("gdp_per_head", "secondary_share")
_ORDER = ("gdp", *_DERIVED, "population", "industrial_revenue", "hitech_firms")
#: Fewer cities with a figure of one year than this are not compared by it.
_LEAST = 2


def figures(atlas: Atlas, chosen: Choice) -> tuple[Figure, ...]:
    """Figures that at least two of the cities have for the same year."""
    programmes = atlas.table("programmes")["programme_id"]
    every = [*_ORDER, *programmes]
    found = (_figure(atlas, chosen, code) for code in every)
    return tuple(one for one in found if one is not None and one.known >= _LEAST)


def _figure(atlas: Atlas, chosen: Choice, code: str) -> Figure | None:
    derived = code in _DERIVED
    if derived:
        item = statistics.INDICATORS[code]
        assert item.denominator is not None
        known = outside.quotient(atlas, item.numerator, item.denominator, item.factor, chosen.codes)
        unit = item.unit
    else:
        known = outside.values(atlas, code, chosen.codes)
        unit = _PRINTED.get(code, "clusters")
    if known is None:
        return None
    return Figure(
        code,
        unit,
        {
            unit_code: None if pd.isna(value) else float(value)
            for unit_code, value in known.values.items()
        },
        None,
        None,
        known.year,
        digits=1 if unit == "percent" else 0,
        additive=not derived,
        source_ids=known.source_ids,
        at_least=known.at_least,
    )
