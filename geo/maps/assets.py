"""What a browser loads once: Leaflet, the drawing library and the base, as one script."""

from __future__ import annotations

from pathlib import Path

import folium
from branca.element import Figure
from markupsafe import Markup
from xstatic.pkg import leaflet

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.look import tokens
from geo.look.html import element
from geo.maps.base import base_data
from geo.maps.folium_map import base_map
from geo.maps.script import to_script

_BROWSER = Path(__file__).parent / "browser"
#: What every layer builds on, in this order, and what needs all layers; between them stands
#: whatever else lies in the folder, a script a kind of layer.
_BEFORE = (
    "core.js", "spread.js", "controls.js", "paper.js", "layers.js", "inset.js", "names.js",
    "marks.js",
)  # fmt: skip
_AFTER = ("ground.js", "bridge.js")


def scripts() -> tuple[str, ...]:
    """Own scripts of the map, in the order in which they are loaded."""
    rest = {path.name for path in _BROWSER.glob("*.js")} - {*_BEFORE, *_AFTER}
    return (*_BEFORE, *sorted(rest), *_AFTER)


def style() -> str:
    """Style sheet of the map: Leaflet's, ours, and the colours of both themes."""
    own = (_BROWSER / "atlas.css").read_text(encoding="utf-8")
    colours = [
        f":root{{{tokens.css_variables('light')}--halo:var(--ground)}}",
        f':root[data-theme="dark"]{{{tokens.css_variables("dark")}}}',
        *(f".fam-{code}{{--hue:var(--fam-{code})}}" for code in tokens.FAMILIES),
        *(
            f".area-role-{code}-{step}{{fill:var(--role-{code}-{step})}}"
            for code in tokens.FAMILIES
            for step in range(len(tokens.role_ramp(code)))
        ),
        *(f".area-count-{n}{{fill:var(--count-{n})}}" for n in range(len(tokens.COUNT_RAMP))),
        *(
            f".area-quotient-{n}{{fill:var(--quotient-{n})}}"
            for n in range(len(tokens.QUOTIENT_RAMP))
        ),
        *(
            f".area-two-way-{row}{column}{{fill:var(--two-way-{row}{column})}}"
            for row, classes in enumerate(tokens.TWO_WAY)
            for column in range(len(classes))
        ),
        *(
            f".centre-ring.centre-{n}{{stroke:var(--centre-{n});stroke-dasharray:none}}"
            f".centre-mark.centre-{n}{{background:var(--centre-{n})}}"
            f".centre-sign.centre-{n}{{color:var(--centre-{n})}}"
            for n in range(len(tokens.CENTRES))
        ),
    ]
    leaflet_css = (Path(leaflet.BASE_DIR) / "leaflet.css").read_text(encoding="utf-8")
    return "\n".join([leaflet_css, own, *colours])


@remembered(2)
def bundle(atlas: Atlas) -> str:
    """One script with everything the map needs, complete in itself.

    The style sheet is inside it too: Streamlit's frame does not wait for linked ones and
    rewrites its ``head`` while it starts.
    """
    library = (Path(leaflet.BASE_DIR) / "leaflet.js").read_text(encoding="utf-8")
    add_style = (
        "document.documentElement.appendChild(document.createElement('style')).textContent="
        f"{to_script(style())};"
    )
    own = [(_BROWSER / name).read_text(encoding="utf-8") for name in scripts()]
    # The source map of the library is not shipped.
    library = library.split("//# sourceMappingURL")[0]
    return "\n".join([library, add_style, f"window.ATLAS={to_script(base_data(atlas))};", *own])


def embedded(atlas: Atlas, group: folium.FeatureGroup, *, height: str = "100vh") -> Markup:
    """HTML that shows a scene inside a page, with every script that it needs.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    group : folium.FeatureGroup
        A scene.
    height : str
        Height of the map in CSS; by default it is all there is to see.
    """
    base = base_map([])
    group.add_to(base)
    figure = base.get_root()
    assert isinstance(figure, Figure)
    figure.render()
    # What stands in a script is no text of HTML; :func:`to_script` has made it safe there.
    return Markup(
        f'<div id="{base.get_name()}" style="width:100%;height:{height}"></div>'
        f"<script>{bundle(atlas)}</script><script>{figure.script.render()}</script>"
    )


def standalone(atlas: Atlas, group: folium.FeatureGroup, lang: str, title: str = "") -> Markup:
    """One HTML page that shows a scene without any other file.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    group : folium.FeatureGroup
        A scene.
    lang : {"zh", "en"}
        Language of the document.
    title : str
        Title of the document.
    """
    head = Markup(
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{}</title>'
    ).format(title)
    page = (element("head", head), element("body", embedded(atlas, group)))
    return Markup("<!doctype html>") + element("html", page, lang="zh-CN" if lang == "zh" else "en")
