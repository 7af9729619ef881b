"""GeoPackage: the rows as one layer, with tables to cite by and to read the columns by."""

from __future__ import annotations

import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.files.tables.cells import attributes, dictionary
from geo.record.about import Export


def gpkg_bytes(export: Export) -> bytes:
    """Layer named as the export, plus the tables ``about``, ``columns`` and ``sources``."""
    frame = export.frame
    if not isinstance(frame, gpd.GeoDataFrame):
        raise TypeError(f"export: {export.name} has no geometry")
    layer = gpd.GeoDataFrame(
        attributes(export),
        geometry=frame.geometry.to_crs(4326).reset_index(drop=True),
    )
    about = export.about
    tables = {
        "about": pd.DataFrame(about.lines(), columns=["entry", "text"]),
        "columns": pd.DataFrame(
            [
                (c.code, c.label, c.meaning, c.type, c.unit, c.key, c.values_text())
                for c in dictionary(export)
            ],
            columns=["code", "label", "meaning", "type", "unit", "key", "allowed_values"],
        ),
        "sources": pd.DataFrame(
            [(s.source_id, s.title, s.publisher, s.date, s.kind, s.url) for s in about.sources],
            columns=["source_id", "title", "publisher", "date", "kind", "url"],
        ),
    }
    # GDAL adds a layer only to a file with a name, so memory does not do.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.gpkg"
        pyogrio.write_dataframe(layer, path, layer=export.name, driver="GPKG")
        for name, table in tables.items():
            pyogrio.write_dataframe(table, path, layer=name, driver="GPKG", append=True)
        return path.read_bytes()
