"""What a reader may choose about the layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.data.atlas import Atlas
from geo.population.fields import NOTHING, Record, code, codes
from geo.population.selection import column
from geo.record import clusters


def _axes(atlas: Atlas) -> Iterable[str]:
    return [*atlas.table("axes")["axis_id"], NOTHING]


@dataclass(frozen=True)
class Layout(Record):
    """Choices of the page on the layout.

    Attributes
    ----------
    scheme : str
        The layout scheme whose regions are spoken of, on other pages as well.
    versus : str or None
        The scheme that it is set against; None for the one that the page proposes.
    axis : tuple of str
        Corridors drawn on the map; ``none`` for none, nothing for the usual ones.
    """

    scheme: str = code(clusters.MAIN_SCHEME, column("schemes", "scheme_id"))
    versus: str | None = code(None, column("schemes", "scheme_id"))
    axis: tuple[str, ...] = codes(_axes)
