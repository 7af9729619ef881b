"""Folium layers that draw through our own browser library.

Each is one call with plain data; all geometry is in the browser already.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from branca.element import MacroElement
from folium.map import Layer
from folium.template import Template

from geo.maps.script import to_script


class AtlasLayer(Layer):
    """A layer whose script is ``atlas.<function>(<data>)``.

    Parameters
    ----------
    data : Any
        What the browser's function takes; anything that JSON can carry.
    """

    function: ClassVar[str]

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "atlas.{{ this.function }}({{ this.data }}).addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, data: Any) -> None:
        super().__init__(name=self.function, overlay=True, control=False)
        self._name = type(self).__name__
        self.raw = data
        self.data = to_script(data)

    def render(self, **kwargs: Any) -> Any:
        """Render without folium's extra element for ``addTo``, which is in the script already."""
        MacroElement.render(self, **kwargs)


class Speech(AtlasLayer):
    """Language, and scale of marks and type (1 on a desk, more for a projector)."""

    function = "speech"

    def __init__(self, lang: str, scale: float = 1.0) -> None:
        super().__init__({"lang": lang, "scale": scale})


class ClusterLinks(AtlasLayer):
    """Lines through all cities of the clusters that span several: ``(cluster_id, hue)``.

    A frame has been told of the hue.
    """

    function = "links"

    def __init__(self, links: list[tuple[str, str]]) -> None:
        super().__init__([cluster_id for cluster_id, _ in links])
        self.raw = links


class Names(AtlasLayer):
    """Names of cities and rivers; of counties when the reader is near.

    ``counts`` are clusters by city; they stand beside the names where marks get too small to
    carry a character. ``marks`` is the number of marks.
    """

    function = "names"

    def __init__(self, counts: Mapping[int, int], marks: int) -> None:
        super().__init__({"counts": dict(counts), "marks": marks})


class Inset(AtlasLayer):
    """A part of the province drawn larger, with so many marks in it."""

    function = "inset"

    def __init__(self, marks: int) -> None:
        super().__init__(marks)


class ClusterMarks(AtlasLayer):
    """One mark a cluster: ``(cluster_id, tier_class, hue, whether it counts)``.

    A frame has been told of tier and hue.
    """

    function = "marks"

    def __init__(self, marks: list[tuple[str, int, str, bool]]) -> None:
        super().__init__([[cluster_id, int(counts)] for cluster_id, _, _, counts in marks])
        self.raw = marks


class Chosen(AtlasLayer):
    """Outline of chosen areas and ring around the chosen cluster."""

    function = "chosen"

    def __init__(self, areas: list[int], cluster: str | None) -> None:
        super().__init__({"areas": areas, "cluster": cluster})


class Choosable(AtlasLayer):
    """Lets the counties of a city be chosen, by its adcode."""

    function = "choosable"


class Focus(AtlasLayer):
    """What the map should bring into view; it moves once for each new target.

    Parameters
    ----------
    area : int or None
        adcode that fills the frame; None for the whole province.
    cluster : str or None
        cluster_id that is to be in view.
    subject : str
        What the map is of: a reader's zoom and place stay as long as this does.
    """

    function = "focus"

    def __init__(self, area: int | None, cluster: str | None, subject: str = "") -> None:
        super().__init__({"area": area, "cluster": cluster, "subject": subject})


class Painted(AtlasLayer):
    """Says that the scene is painted, and how many milliseconds that took, to an address."""

    function = "painted"

    def __init__(self, address: str) -> None:
        super().__init__(address)
