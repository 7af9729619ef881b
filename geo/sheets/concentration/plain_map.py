"""The map of the plain answer: how many each city has."""

from __future__ import annotations

import pandas as pd

from geo import maps
from geo.data.atlas import Atlas
from geo.maps.content import MapContent
from geo.questions.concentration import subjects
from geo.record import clusters
from geo.record.areas import AreaFigure
from geo.record.naming import area_names
from geo.sheets.concentration import asked, plain
from geo.sheets.figures import MapFigure, sentences
from geo.sheets.view import View
from geo.words import Words

#: Cities that a title names side by side.
_MOST_NAMED = 3
#: Kinds that have a reading of their own.
_READINGS = {"amount": "_share", "firms": "_firms"}


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure | None:
    """Cities coloured by what they have; None where there is nothing to count."""
    item = asked.of_view(atlas, view)
    amount = item.kind == "amount"
    if not item.named and not amount:
        return None
    held = subjects.by_city(atlas, item, "lead")
    if amount:
        held = held / held.sum() * 100
    subject = asked.names(atlas, view, t).subject
    values = {int(city): None if pd.isna(n) else float(n) for city, n in held.items()}
    coloured = AreaFigure(
        values,
        title=subject,
        unit=t("plain.map.unit_share") if amount else t(f"concentration.unit.{item.kind}"),
        year=str(item.year or ""),
        source="",
        kind="continuous" if amount else "count",
        digits=1 if amount else 0,
    )
    title = _title(atlas, held, item.kind, t)
    nobody = clusters.table(atlas).iloc[:0]
    return MapFigure(
        MapContent(nobody, coloured),
        title=title,
        badge="",
        reading=sentences(
            t(f"plain.map.reading{_READINGS.get(item.kind, '')}"),
            t("plain.map.reading_unknown") if held.isna().any() else "",
        ),
        legend=maps.legend(nobody, t, coloured),
        alt=title,
        complete=True,
        hint=t("sheets.hint.map"),
    )


def _title(atlas: Atlas, held: pd.Series, kind: str, t: Words) -> str:
    """Who has most, and how many have none."""
    names, most = area_names(atlas, t), held.max()
    first = [str(names[city]) for city in held.index[held == most]]
    n = t.percent(most / 100, 1) if kind == "amount" else plain.count(most, kind, t)
    more = t("plain.dots.more") if first[_MOST_NAMED:] else ""
    named = (t.join if more else t.series)(first[:_MOST_NAMED]) + more
    title = t(f"plain.map.title{'_each' if len(first) > 1 else ''}", names=named, n=n)
    none = int((held == 0).sum())
    return t("plain.map.none", title=title, n=none) if none else title
