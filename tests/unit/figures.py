"""Figures by area for tests of maps."""

from __future__ import annotations

from collections.abc import Sequence

from geo.record.areas import AreaFigure


def figure(values: Sequence[float | None], **fields: object) -> AreaFigure:
    """A figure whose areas are numbered from 1."""
    base: dict[str, object] = {
        "values": dict(enumerate(values, start=1)),
        "title": "Clusters",
        "unit": "clusters",
        "year": "2023",
        "source": "test",
    }
    return AreaFigure(**(base | fields))  # type: ignore[arg-type]
