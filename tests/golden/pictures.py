"""The main maps as small pictures that a person has looked at.

``python -m tests.golden.pictures`` draws them anew; look at what changed before it is committed.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from geo.data.atlas import Atlas, load
from geo.drawn.map import plate
from geo.drawn.map.png import png_bytes
from geo.sheets import map_figure
from geo.sheets.view import parse

FOLDER = Path(__file__).parent
#: Page and choices of each picture, as in a link.
VIEWS: dict[str, tuple[str, dict[str, str]]] = {
    "clusters": ("clusters", {"lang": "zh"}),
    "layout": ("layout", {"lang": "zh"}),
    "chain": ("chains", {"lang": "zh", "chain": "auto"}),
}
_SIZE = (810, 528)
_SCALE = 0.6


def drawn(atlas: Atlas, name: str) -> Image.Image:
    """A picture as the product draws it now."""
    page, choices = VIEWS[name]
    view, _ = parse(choices, atlas)
    figure = map_figure(atlas, page, view)
    assert figure is not None
    width, height = _SIZE
    drawing = plate(atlas, figure.content, view.lang, width=width, height=height)
    picture = Image.open(io.BytesIO(png_bytes(drawing, scale=_SCALE)))
    return picture.convert("RGB")


def kept(name: str) -> Image.Image:
    """The picture that was looked at."""
    return Image.open(FOLDER / f"{name}.png").convert("RGB")


if __name__ == "__main__":
    for code in VIEWS:
        small = drawn(load(), code).quantize(128)
        small.save(FOLDER / f"{code}.png", optimize=True)
