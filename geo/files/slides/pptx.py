"""PPTX: one slide a view, its map as native shapes, its charts native and editable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from geo.data.atlas import Atlas
from geo.sheets.figures import Sheet


def pptx_bytes(
    atlas: Atlas,
    sheets: Sequence[Sheet],
    *,
    charts: bool = False,
    step: Callable[[str], None] | None = None,
) -> bytes:
    """Presentation of views.

    Parameters
    ----------
    atlas : Atlas
        The data package, for maps.
    sheets : sequence of Sheet
        What to show, one slide each: the map, or the first chart where there is none. The charts
        are those of the light theme.
    charts : bool
        Whether each further chart has a slide of its own, after that of its sheet.
    step : callable, optional
        Told the title of each slide before it is made; what it raises ends the work.

    Returns
    -------
    bytes
        The file.
    """
    # Loaded when the first file is asked for, so that pages open without it.
    from geo.files.slides.deck import Deck

    about = sheets[0].about
    deck = Deck(atlas, about.lang, about.title, step)
    for sheet in sheets:
        shown = deck.view(sheet)
        for chart in sheet.charts if charts else ():
            if chart is not shown:
                deck.chart(sheet, chart)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()
