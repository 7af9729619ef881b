"""Polygons and lines on their way into GeoJSON files that are the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely

Feature = tuple[dict[str, Any], shapely.Geometry]


def valid(shape: shapely.Geometry) -> shapely.Geometry:
    """Repair a polygon, refusing a repair that changes its area."""
    if shape.is_valid:
        return shape
    mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if abs(mended.area / shape.area - 1) > 1e-6:
        raise SystemExit(f"Repairing a boundary changed its area: {shape.area} -> {mended.area}")
    return mended


def rounded_to(shapes: Any, digits: int) -> Any:
    """Round coordinates; shared vertices stay shared because they round alike."""
    return shapely.transform(shapes, lambda xy: np.round(xy, digits))


def write_features(path: Path, features: Iterable[Feature], digits: int) -> None:
    """Write GeoJSON (RFC 7946), one feature a line, rings in a fixed order and direction."""
    rows = []
    for properties, shape in features:
        shape = shapely.orient_polygons(shapely.normalize(rounded_to(shape, digits)))
        geometry = json.loads(shapely.to_geojson(shape))
        rows.append(compact({"type": "Feature", "properties": properties, "geometry": geometry}))
    path.parent.mkdir(parents=True, exist_ok=True)
    body = ",\n".join(rows)
    text = f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def compact(value: Any) -> str:
    """One line of JSON with Chinese kept readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
