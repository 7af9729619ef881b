"""The comparison shown as a file: one row a unit and figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from geo.data.atlas import Atlas
from geo.questions.compare import Choice, Figure, wording
from geo.record.about import Export
from geo.sheets.composed import composed
from geo.sheets.view import View
from geo.words import Words
from geo.words.units import scaled

_COLUMNS = (
    "unit_code", "unit_name", "figure", "figure_name", "value", "bound", "measure", "year",
    "per_year", "province", "versus", "against", "named", "official",
)  # fmt: skip


def _scaled(value: float | None, item: Figure, t: Words) -> float | None:
    return None if value is None else scaled(value, item.unit, t)


def comparison(
    atlas: Atlas,
    view: View,
    chosen: Choice,
    found: Sequence[Figure],
    names: Mapping[str, str],
    measures: Mapping[str, str],
    *,
    link: str = "",
    day: date | None = None,
) -> Export:
    """Figures of the units compared, in the order shown.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    view : View
        Its language is that of the words.
    chosen : Choice
        What is compared.
    found : sequence of Figure
        By what.
    names, measures : Mapping of str to str
        Words for each figure and for its unit.
    link : str
        Address of the view.
    day : datetime.date, optional
        Day of the export; today if left out.
    """
    t = Words(view.lang)
    rows, sources = [], []
    for item in found:
        for unit in chosen.units:
            versus = item.versus(unit.code)
            rows.append(
                {
                    "unit_code": unit.code,
                    "unit_name": wording.unit_name(atlas, unit, t),
                    "figure": item.code,
                    "figure_name": names[item.code],
                    "value": _scaled(item.values[unit.code], item, t),
                    "bound": unit.code in item.at_least,
                    "measure": measures[item.code],
                    "year": item.year,
                    "per_year": item.per_year,
                    "province": _scaled(item.province, item, t),
                    "versus": versus[0] if versus else None,
                    "against": versus[1] if versus else None,
                    "named": item.coverage.named if item.coverage else None,
                    "official": item.coverage.official if item.coverage else None,
                }
            )
            sources.append(item.source_ids)
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    whole = ["year", "per_year", "named", "official"]
    frame = frame.astype(dict.fromkeys(whole, "Int64"))
    return composed(
        atlas,
        t,
        "comparison",
        t("compare.page"),
        frame,
        {code: t(f"compare.file.{code}") for code in _COLUMNS},
        sources,
        licence_of="peers" if chosen.kind == "outside" else "city_stats",
        filters=dict.fromkeys(frame["unit_name"]),
        notes=(t(f"compare.bars_reading.{chosen.kind}", all=len(atlas.table("chains"))),),
        link=link,
        day=day,
    )
