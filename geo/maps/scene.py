"""Everything on the map that a reader can change, as one feature group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy
from itertools import chain, compress

import folium
import pandas as pd

from geo.data.atlas import Atlas
from geo.maps.areas import AreaLayer
from geo.maps.clusters import Clusters, Memory, enlarged, gazetteer
from geo.maps.constants import INSET
from geo.maps.content import MapContent
from geo.maps.layers import (
    AtlasLayer,
    Chosen,
    ClusterLinks,
    ClusterMarks,
    Focus,
    Inset,
    Names,
    Painted,
    Speech,
)
from geo.maps.membership import Kept
from geo.population.selection import Selection
from geo.record.areas import AreaFigure
from geo.words import Words


def scene(
    atlas: Atlas,
    clusters: pd.DataFrame,
    lang: str,
    *,
    figure: AreaFigure | None = None,
    layers: Sequence[AtlasLayer] = (),
    context: Sequence[AtlasLayer] = (),
    marks: bool | None = None,
    selected: str | None = None,
    areas: Sequence[int] = (),
    focus: int | None = None,
    selection: Selection | None = None,
    shown: str = "",
    scale: float = 1.0,
    memory: Memory | None = None,
    painted: str = "",
) -> folium.FeatureGroup:
    """What the map shows now.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    clusters : pandas.DataFrame
        Rows of :func:`geo.record.clusters.known` that are left by the filters; those that do not
        count are drawn hollow and stand in no number.
    lang : {"zh", "en"}
        Language of every word on the map.
    figure : AreaFigure, optional
        Figure that colours the areas.
    layers : sequence of AtlasLayer
        What else a page draws between the areas and the names, from below to above.
    context : sequence of AtlasLayer
        What is drawn for orientation, under the marks.
    marks : bool, optional
        Whether marks are drawn; by default they are unless a figure colours the areas, as family
        hues must not stand on tints.
    selected : str, optional
        cluster_id that carries the ring; it is brought into view if it lies outside.
    areas : sequence of int
        adcodes of the cities or counties to outline.
    focus : int, optional
        adcode that fills the frame; by default the whole province.
    selection : Selection, optional
        What keeps the clusters, if they are all that it keeps; filters are then answered at once.
    shown : str
        Code of what it shows, where other scenes are offered.
    scale : float
        Scale of marks and type, 1.8 on a projector.
    memory : Memory, optional
        What the frame that gets the scene knows of clusters; by default nothing.
    painted : str, optional
        Address, as seen from the frame, where it says that it has painted the scene.

    Returns
    -------
    folium.FeatureGroup
        Layers from below to above. A new one for each run: streamlit-folium changes it.
    """
    below = [] if figure is None else [AreaLayer(figure, Words(lang))]
    drawn = clusters if marks or (marks is None and figure is None) else clusters.iloc[:0]
    cities = drawn["city_adcodes"].tolist()
    counts = drawn["counts"].tolist()
    number = Counter(chain.from_iterable(compress(cities, counts)))
    known = gazetteer(atlas, lang)
    larger = 0 if below or layers else enlarged(atlas, known, drawn["cluster_id"])
    above: list[AtlasLayer] = [Inset(larger)] if larger > INSET.least else []
    above += [Names(number, len(drawn)), *map(copy, context)]
    tiers = drawn["tier_class"].tolist()
    rows = list(zip(drawn["cluster_id"], tiers, drawn["hue"], counts, strict=True))
    answers = selection if drawn is clusters else None
    if rows or answers is not None:
        several = zip(rows, cities, strict=True)
        above.append(ClusterLinks([(row[0], row[2]) for row, at in several if len(at) > 1]))
        above.append(ClusterMarks(rows))
    above.append(Chosen([int(code) for code in areas], selected))
    subject = layers[0].function if layers else ""
    above.append(Focus(focus, selected, subject))
    above.append(Kept(answers, selected, shown))
    # Content is kept and drawn for several readers at once; a layer knows the one scene it is in.
    every = [Speech(lang, scale), *below, *map(copy, layers), *above]
    told = drawn["cluster_id"] if answers is None else known.clusters
    codes = (*known.codes, *told)
    if memory is not None:
        codes = memory.news(known.key, codes, "".join(layer.data for layer in every))
        if painted:
            every.append(Painted(f"{painted}/{memory.scene}"))
    every.insert(1, Clusters(known, codes))
    group = folium.FeatureGroup(name="scene", control=False)
    for layer in every:
        group.add_child(layer)
    return group


def calls(group: folium.FeatureGroup) -> str:
    """A scene as JSON, for a frame that has been told of cities already.

    Returns
    -------
    str
        Layers from below to above, each as its function and what that takes.
    """
    layers = [layer for layer in group._children.values() if isinstance(layer, AtlasLayer)]
    told = (layer for layer in layers if not isinstance(layer, Clusters) or layer.raw)
    return "[" + ",".join(f'["{layer.function}",{layer.data}]' for layer in told) + "]"


def scene_of(
    atlas: Atlas,
    content: MapContent,
    lang: str,
    *,
    selected: str | None = None,
    cities: Sequence[int] = (),
    scale: float = 1.0,
    memory: Memory | None = None,
    painted: str = "",
) -> folium.FeatureGroup:
    """Scene of what a page shows, with what the reader has chosen on it.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    content : MapContent
        What the page shows.
    lang : {"zh", "en"}
        Language of every word on the map.
    selected : str, optional
        cluster_id that carries the ring.
    cities : sequence of int
        adcodes of the cities chosen; without any the subject of the page is outlined.
    scale : float
        Scale of marks and type.
    memory : Memory, optional
        What the frame that gets the scene knows of clusters; by default nothing.
    painted : str, optional
        Address, as seen from the frame, where it says that it has painted the scene.
    """
    return scene(
        atlas,
        content.clusters,
        lang,
        figure=content.figure,
        layers=content.layers,
        context=content.context,
        marks=content.marks,
        selected=selected,
        areas=content.outlined(cities),
        focus=content.focus,
        selection=content.selection,
        shown=content.shown,
        scale=scale,
        memory=memory,
        painted=painted,
    )
