"""Corridors and belts: ordered cities, drawn as schematic lines and not as routes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record.clusters import MAIN_SCHEME

#: Drawn with the scheme in force: the two belts that run through all three of its regions.
DEFAULT_AXES = ("hxsxs", "cjd")


def usual(scheme_id: str) -> tuple[str, ...]:
    """Corridors drawn with a scheme until the reader chooses others."""
    return DEFAULT_AXES if scheme_id == MAIN_SCHEME else ()


@dataclass(frozen=True)
class Axis:
    """One corridor or belt.

    Attributes
    ----------
    axis_id, kind, name_zh, name_en, source_id, confidence, note : str
        As in the table.
    cities : tuple of int
        adcodes in their order; a ring ends where it began.
    inferred : bool
        Whether order or membership comes from geography and not from the source.
    """

    axis_id: str
    kind: str
    name_zh: str
    name_en: str
    cities: tuple[int, ...]
    inferred: bool
    source_id: str
    confidence: str
    note: str


@remembered(4)
def axes(atlas: Atlas) -> tuple[Axis, ...]:
    """All corridors and belts, in the order of the table."""
    return tuple(
        Axis(
            axis_id=row.axis_id,
            kind=row.kind,
            name_zh=row.name_zh,
            name_en=row.name_en,
            cities=tuple(int(code) for code in row.city_adcodes),
            inferred=bool(row.order_inferred),
            source_id=row.source_id,
            confidence=row.confidence,
            note="" if pd.isna(row.note) else row.note,
        )
        for row in atlas.table("axes").itertuples()
    )


def lanes(chosen: Sequence[Axis]) -> tuple[int, ...]:
    """Lane of each line, such that no two lie on each other between the same two cities.

    Lane 0 runs through the cities, the others beside it. A line along one city alone is a ring
    around it; rings around the same city take lanes as well.
    """
    taken: list[tuple[set[frozenset[int]], int]] = []
    found = []
    for axis in chosen:
        steps = {frozenset(pair) for pair in pairwise(axis.cities)} or {frozenset(axis.cities)}
        busy = {lane for others, lane in taken if others & steps}
        lane = next(lane for lane in range(len(taken) + 1) if lane not in busy)
        taken.append((steps, lane))
        found.append(lane)
    return tuple(found)
