"""What a map shows, whoever draws it: a browser, a slide or a sheet of paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from geo.maps.layers import AtlasLayer
from geo.population.selection import Selection
from geo.record.areas import AreaFigure


@dataclass(frozen=True)
class MapContent:
    """What is on a map besides the base.

    Attributes
    ----------
    clusters : pandas.DataFrame
        Clusters to mark, rows of :func:`geo.record.clusters.known`; none for an empty frame.
    figure : AreaFigure or None
        What to colour the areas by.
    layers : tuple of AtlasLayer
        What else to draw between the areas and the names.
    context : tuple of AtlasLayer
        What to draw for orientation, under the marks and clear of names.
    marks : bool or None
        Whether to draw the marks of clusters; None draws them unless a figure colours the areas.
    focus : int or None
        adcode of the city that fills the frame, is outlined and stays chosen when it is clicked;
        None for the whole province.
    counties : bool
        Whether a click chooses a county of the city that fills the frame.
    county : int or None
        adcode of the county that is chosen.
    selection : Selection or None
        What the clusters are kept by where they are all that it keeps.
    regions : Mapping of int to str
        region_id by the adcode of a city, where a click chooses the region before the city.
    shown : str
        Code of what it shows, where a control beside the map offers something else.
    fresh : frozenset of str
        cluster_ids that are ringed as new, on a picture that says what would be added.
    """

    clusters: pd.DataFrame
    figure: AreaFigure | None = None
    layers: tuple[AtlasLayer, ...] = ()
    context: tuple[AtlasLayer, ...] = ()
    marks: bool | None = None
    focus: int | None = None
    counties: bool = False
    county: int | None = None
    selection: Selection | None = None
    regions: Mapping[int, str] = field(default_factory=dict)
    shown: str = ""
    fresh: frozenset[str] = frozenset()

    def outlined(self, cities: Sequence[int]) -> tuple[int, ...]:
        """What is outlined: the cities chosen, else the subject, and the county chosen."""
        areas = tuple(cities) or ((self.focus,) if self.focus else ())
        return (*areas, self.county) if self.county else areas
