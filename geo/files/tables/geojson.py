"""GeoJSON (RFC 7946): longitude first, WGS84, with a ``metadata`` member to cite by."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import mapping

from geo.files.tables.cells import attributes, dictionary, rows
from geo.record.about import Export

_DEGREES = 1e-6  # about a tenth of a metre, as RFC 7946 advises


def geojson_bytes(export: Export) -> bytes:
    """Feature collection of the rows; a row whose place is unknown has the geometry ``null``."""
    frame = export.frame
    if not isinstance(frame, gpd.GeoDataFrame):
        raise TypeError(f"export: {export.name} has no geometry")
    table = attributes(export)
    names = [str(name) for name in table.columns]
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(names, row, strict=True)),
            "geometry": _geometry(shape),
        }
        for row, shape in zip(rows(table), frame.geometry.to_crs(4326), strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "name": export.name,
        "metadata": metadata(export),
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def metadata(export: Export) -> dict[str, Any]:
    """Citation and dictionary as JSON values; keys are fixed, words are in the chosen language."""
    about = export.about
    return {
        "title": about.title,
        "language": about.lang,
        "filters": list(about.filters),
        "coverage": about.coverage,
        "notes": list(about.notes),
        "licence": about.licence,
        "data_version": about.data_version,
        "date": about.date.isoformat(),
        "boundary": about.boundary,
        "link": about.link,
        "sources": [asdict(source) for source in about.sources],
        "columns": [
            {
                "code": column.code,
                "label": column.label,
                "meaning": column.meaning,
                "type": column.type,
                "unit": column.unit,
                "key": column.key,
                "values": dict(column.values),
            }
            for column in dictionary(export)
        ],
    }


def _geometry(shape: shapely.Geometry | None) -> dict[str, Any] | None:
    if shape is None or shape.is_empty:
        return None
    rounded = shapely.set_precision(shape, _DEGREES, mode="pointwise")
    found: dict[str, Any] = mapping(shapely.orient_polygons(rounded))
    return found
