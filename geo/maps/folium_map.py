"""The constant map that streamlit-folium mounts once and never again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.maps.constants import FRAME
from geo.maps.script import to_script
from geo.maps.tiles import tile_sources

_CENTRE = (31.15, 112.25)


class AtlasMap(folium.Map):
    """A folium map that loads our own script and nothing from other hosts."""

    def __init__(self, scripts: Sequence[str], **options: Any) -> None:
        self.default_css = []
        self.default_js = [(f"atlas_{number}", script) for number, script in enumerate(scripts)]
        super().__init__(**options)


class _Start(MacroElement):
    """Draws the base on the map once it exists."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "atlas.embed({{ this._parent.get_name() }}, {{ this.options }});"
        "{% endmacro %}"
    )

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.options = to_script(options)


def base_map(scripts: Sequence[str], tiles: str | None = None) -> AtlasMap:
    """A fresh base map; the same in every respect for the same arguments.

    Nothing that a reader can change is in it, so the frame it is mounted in never reloads.

    Parameters
    ----------
    scripts : sequence of str
        Addresses of what holds :func:`geo.maps.bundle`, as seen from the frame.
    tiles : str, optional
        Opt-in background: ``tianditu:<key>``, or the address of XYZ tiles with ``{z}``, ``{x}``
        and ``{y}``, optionally followed by ``|`` and the attribution, and by ``|`` and the datum.

    Returns
    -------
    AtlasMap
        Make one for each run: streamlit-folium changes the map that it is given.
    """
    base = AtlasMap(
        scripts,
        location=_CENTRE,
        zoom_start=7,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        scroll_wheel_zoom=False,
        keyboard=False,
        zoom_snap=0,  # the province fills the frame to the pixel
        zoom_delta=0.5,
        wheel_px_per_zoom_level=120,
    )
    base.options["max_zoom"] = FRAME.max_zoom  # folium's own parameter is for tiles alone
    sources = tile_sources(tiles or "")
    base.add_child(_Start({"tiles": sources} if sources else {}))
    return base
