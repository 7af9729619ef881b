"""Figures by area: what a map can colour, each with its unit, year and source.

A figure is named by a short code that fits into a link:
``marks`` (nothing is coloured), ``named.city`` and ``named.county`` (named clusters of the view),
``official.<programme_id>.<year>``, ``zones.<kind>`` and ``planned`` (zones and planned fields on
record, which are no clusters), and ``stat.<indicator>.<year>``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from geo.data.atlas import Atlas, Level
from geo.data.memory import remembered
from geo.record import counts, provenance, statistics
from geo.words import Words
from geo.words.units import form, scaled, unit_name

MARKS = "marks"
#: Official counts by city are offered as a map when at least this many cities are known.
CITIES_FOR_A_MAP = 8


@dataclass(frozen=True)
class AreaFigure:
    """One figure for each area of a level.

    Attributes
    ----------
    values : Mapping
        adcode to value; None where unknown.
    title, unit, year, source : str
        Words for the reader, in the language asked for; ``year`` is empty where it does not apply.
    kind : {"count", "continuous"}
        Small whole numbers or measured quantities, which are classed differently.
    level : {"city", "county"}
        What the areas are.
    digits : int
        Digits after the decimal point to print.
    form : str
        How a number and its unit stand together, with ``{number}`` for the number; the unit
        behind it if left out.
    """

    values: Mapping[int, float | None]
    title: str
    unit: str
    year: str
    source: str
    kind: Literal["count", "continuous"] = "count"
    level: Level = "city"
    digits: int = 0
    form: str = ""

    def told(self, number: str) -> str:
        """A printed value with its unit."""
        return self.form.format(number=number) if self.form else f"{number} {self.unit}"

    @property
    def known(self) -> int:
        """Number of areas whose value is known."""
        return sum(value is not None for value in self.values.values())


@remembered(4)
def codes(atlas: Atlas) -> tuple[str, ...]:
    """Codes of all figures that the data on record allow, in the order they are offered."""
    official = [
        f"official.{programme_id}.{year}"
        for programme_id, year in counts.city_years(atlas, CITIES_FOR_A_MAP)
    ]
    stats = [
        f"stat.{code}.{year}"
        for code in statistics.INDICATORS
        for year in reversed(statistics.years(atlas, code))
    ]
    return (MARKS, "named.city", "named.county", *official, *_grounds(atlas), *stats)


def _grounds(atlas: Atlas) -> list[str]:
    """Codes of the kinds of zones on record, and of the fields that plans name."""
    kinds = atlas.resource("zones").column("kind").labels
    found = set(atlas.table("zones")["kind"]) - {"other"}
    planned = ["planned"] if "planned_clusters" in atlas.tables else []
    return [*(f"zones.{kind}" for kind in kinds if kind in found), *planned]


def subjects(atlas: Atlas, chosen: str) -> tuple[str, ...]:
    """One code for each subject: of the year that is chosen where it has that, else its newest."""
    year = chosen.rpartition(".")[2]
    found: dict[str, str] = {}
    for code in codes(atlas):
        subject = _subject(code)
        if subject not in found or (_dated(code) and code.endswith(f".{year}")):
            found[subject] = code
    return tuple(found.values())


def years(atlas: Atlas, code: str) -> dict[str, str]:
    """Years of the subject of a code, newest first, by the code of each."""
    same = (other for other in codes(atlas) if _subject(other) == _subject(code))
    return {other: other.rpartition(".")[2] for other in same if _dated(other)}


def _dated(code: str) -> bool:
    return code.partition(".")[0] in ("official", "stat")


def _subject(code: str) -> str:
    return code.rpartition(".")[0] if _dated(code) else code


def subject_label(atlas: Atlas, code: str, t: Words) -> str:
    """Name of a figure for a menu beside which its year is chosen."""
    kind, *rest = code.split(".")
    if kind == "stat" and len(years(atlas, code)) > 1:
        return t(f"statistics.{rest[0]}")
    return label(atlas, code, t)


def label(atlas: Atlas, code: str, t: Words) -> str:
    """Name of a figure for a menu."""
    kind, *rest = code.split(".")
    if kind == "official":
        programme = atlas.by_key("programmes").loc[rest[0]]
        return t("areas.official", programme=t.name(programme), year=rest[1])
    if kind == "stat":
        name = t(f"statistics.{rest[0]}")
        return name if rest[0] == "area" else t("areas.stat", name=name, year=rest[1])
    if kind == "zones":
        return atlas.resource("zones").column("kind").label(rest[0], t.lang)
    return t(f"areas.{code}")


def figure(atlas: Atlas, code: str, clusters: pd.DataFrame, t: Words) -> AreaFigure | None:
    """The figure of a code.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    code : str
        One of :func:`codes`.
    clusters : pandas.DataFrame
        Clusters of the view, counted by the codes ``named.…``. A cluster of several cities counts
        in each of them.
    t : Words
        Language of the words.

    Returns
    -------
    AreaFigure or None
        None for ``marks``, which colours nothing.
    """
    kind, *rest = code.split(".")
    title = label(atlas, code, t)
    if kind == "named":
        level: Level = "county" if rest[0] == "county" else "city"
        values = _named(atlas, clusters, level)
        source = t("areas.source_named")
        if level == "county" and (left_out := len(clusters) - int(sum(values.values()))):
            source = t("areas.source_named_county", n=left_out)
        return AreaFigure(
            values=values,
            title=title,
            unit=t("units.clusters"),
            year="",
            source=source,
            level=level,
        )
    if kind == "official":
        year = int(rest[1])
        rows = counts.official(atlas, "city", rest[0])
        return AreaFigure(
            values=_plain(counts.by_city(atlas, rest[0], year)),
            title=title,
            unit=t("units.clusters"),
            year=rest[1],
            source=_titles(atlas, list(rows.loc[rows["year"] == year, "source_id"]), t),
        )
    if kind == "stat":
        item = statistics.INDICATORS[rest[0]]
        year = int(rest[1])
        return AreaFigure(
            values=_plain(scaled(statistics.values(atlas, item.code, year), item.unit, t)),
            title=title,
            unit=unit_name(item.unit, t),
            year="" if item.code == "area" else rest[1],
            source=_titles(atlas, statistics.sources(atlas, item.code, year), t),
            kind="continuous",
            digits=_digits(item.unit, t),
            form=form(item.unit, t),
        )
    if kind in ("zones", "planned"):
        rows = atlas.table("zones" if kind == "zones" else "planned_clusters")
        rows = rows[rows["kind"] == rest[0]] if kind == "zones" else rows
        number = rows["city_adcode"].value_counts().reindex(atlas.cities.index)
        return AreaFigure(
            values=_plain(number),
            title=title,
            unit=t(f"areas.unit_{kind}"),
            year="",
            source=_titles(atlas, list(rows["source_id"]), t),
        )
    return None


def _digits(unit: str, t: Words) -> int:
    """Digits of all values of a map; English counts people by the million."""
    if t.lang == "en" and unit == "persons_10k":
        return 2
    return 1 if unit == "percent" or (t.lang == "en" and unit == "cny_100m") else 0


def _named(atlas: Atlas, clusters: pd.DataFrame, level: Level) -> dict[int, float]:
    """Clusters by area; one whose county is not on record counts in no county."""
    if level == "city":
        places, found = atlas.cities, clusters["city_adcodes"].explode()
    else:
        places, found = atlas.counties, clusters["county_adcode"].dropna()
        direct = set(atlas.cities.index) & set(atlas.counties.index)
        found = pd.concat(
            [found, clusters.loc[clusters["city_adcode"].isin(direct), "city_adcode"]]
        )
    number = found.astype("int64").value_counts()
    return {int(adcode): float(number.get(adcode, 0)) for adcode in places.index}


def _plain(series: pd.Series) -> dict[int, float | None]:
    return {
        int(adcode): None if pd.isna(value) else float(value) for adcode, value in series.items()
    }


def _titles(atlas: Atlas, source_ids: list[str], t: Words) -> str:
    """Titles of a few sources; beyond three, their number."""
    names = provenance.source_names(atlas, source_ids, t)
    return t("areas.many_sources", n=len(names)) if len(names) > 3 else t.join(names)
