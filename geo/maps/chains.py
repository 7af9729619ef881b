"""Layers of an industry chain: roles and stages by place, links between stages, firms and zones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.maps.layers import AtlasLayer
from geo.maps.marks import PRECISE
from geo.questions.cities import ROLES, STAGES
from geo.words import Words


@dataclass(frozen=True)
class CityRole:
    """What is on record of a chain in one city, and which stages are asked about there.

    Attributes
    ----------
    role : str
        One of ``geo.questions.cities.ROLES``.
    stages : collection of str
        Stages on record.
    text : str
        What the tooltip says.
    open_stages : collection of str
        Stages not on record that a map of gaps points at.
    """

    role: str
    stages: Collection[str]
    text: str
    open_stages: Collection[str] = ()


class ChainAreas(AtlasLayer):
    """Cities and counties filled by role, hatched where nothing is on record, with chevrons.

    Parameters
    ----------
    title : str
        Title of the tooltip.
    hue : str
        Colour group of the chain.
    cities : Mapping of int to CityRole
        Cities on record.
    counties : Mapping of int to str
        Counties on record with their role.
    t : Words
        Language.
    """

    function = "chainAreas"

    def __init__(
        self,
        title: str,
        hue: str,
        cities: Mapping[int, CityRole],
        counties: Mapping[int, str],
        t: Words,
    ) -> None:
        super().__init__(
            {
                "level": "city",
                "title": title,
                "none": t("chains.not_on_record"),
                "letters": [t(f"chains.letter.{stage}") for stage in STAGES],
                "areas": {
                    str(adcode): [
                        f"role-{hue}-{ROLES.index(city.role)}",
                        city.text,
                        "",
                        [_sign(stage, city) for stage in STAGES],
                    ]
                    for adcode, city in cities.items()
                },
                "counties": {
                    str(adcode): f"role-{hue}-{ROLES.index(role)}"
                    for adcode, role in counties.items()
                },
            }
        )


def _sign(stage: str, city: CityRole) -> int:
    """2 on record, 1 asked about, 0 not seen."""
    return 2 if stage in city.stages else 1 if stage in city.open_stages else 0


class ChainLinks(AtlasLayer):
    """Arrows between cities: ``(from, to, label)``; of the flow, or towards a gap."""

    function = "chainLinks"

    def __init__(self, links: Iterable[tuple[int, int, str]], *, gap: bool = False) -> None:
        super().__init__({"links": [list(link) for link in links], "gap": gap})


class ChainCorridor(AtlasLayer):
    """Corridor through cities in their order, schematic, with its name."""

    function = "chainCorridor"

    def __init__(self, name: str, adcodes: Collection[int]) -> None:
        super().__init__({"name": name, "cities": [int(code) for code in adcodes]})


class ChainPlaces(AtlasLayer):
    """Firms or zones at their points; rows that share a point are one mark with their number.

    Parameters
    ----------
    kind : {"firm", "zone"}
        What they are.
    rows : pandas.DataFrame
        Rows with ``lat``, ``lon``, ``location_precision`` and names; those without a point of
        their own are left out.
    t : Words
        Language.
    """

    function = "chainPlaces"

    def __init__(self, kind: str, rows: pd.DataFrame, t: Words) -> None:
        points = rows[rows["location_precision"].isin(PRECISE)].dropna(subset=["lat", "lon"])
        marks = [
            [
                float(lon),
                float(lat),
                int(own["city_adcode"].iloc[0]),
                [_detail(kind, row, t) for row in own.to_dict("records")],
                [t.name(row) for row in own.to_dict("records")],
            ]
            for (lat, lon), own in points.groupby(["lat", "lon"], sort=False)
        ]
        super().__init__({"kind": kind, "title": t(f"chains.layer.{kind}s"), "marks": marks})


def _detail(kind: str, row: dict[str, Any], t: Words) -> str:
    """What is told beside the name of a firm or a zone."""
    if kind == "firm":
        return "" if pd.isna(row["stage"]) else t(f"chains.stage.{row['stage']}")
    year = "" if pd.isna(row["year"]) else str(row["year"])
    return " ".join(filter(None, (t(f"city.zone_kind.{row['kind']}"), year)))
