"""A drawing as PNG, made by a typesetter and not by a browser."""

from __future__ import annotations

from functools import lru_cache

import typst

from geo.look.drawing import Drawing
from geo.look.lettering import font_folder, settable
from geo.look.svg import svg_text
from geo.look.tokens import Theme

#: Points of the typesetter to a CSS px, so that 72 dots an inch are one dot a px.
_INCH = 72


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The face of the product and no other."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())]
    )


def png_bytes(drawing: Drawing, theme: Theme = "light", scale: float = 2.0) -> bytes:
    """PNG of a drawing.

    Parameters
    ----------
    drawing : Drawing
        What to draw.
    theme : {"light", "dark"}
        Colours.
    scale : float
        Dots a CSS px.
    """
    svg, _ = settable(svg_text(drawing, theme, bold_face=False))
    page = (
        f"#set page(width: {drawing.width}pt, height: {drawing.height}pt, margin: 0pt)\n"
        f'#image(bytes(sys.inputs.at("svg")), format: "svg", width: 100%)'
    )
    picture = typst.compile(
        page.encode(),
        format="png",
        ppi=_INCH * scale,
        font_paths=fonts(),
        sys_inputs={"svg": svg},
    )
    assert isinstance(picture, bytes)
    return picture
