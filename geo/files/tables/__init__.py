"""Files to hand out: the rows in view as bytes, each with what is needed to cite them.

``FORMATS`` names every format; each ``write`` takes one :class:`Export` and returns bytes.

Examples
--------
>>> FORMATS["csv"].suffix, FORMATS["gpkg"].spatial
('csv', True)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.files.tables.delimited import csv_bytes
from geo.files.tables.geojson import geojson_bytes
from geo.files.tables.geopackage import gpkg_bytes
from geo.files.tables.workbook import xlsx_bytes
from geo.record.about import About, Column, Export, Source, file_name

__all__ = [
    "FORMATS",
    "About",
    "Column",
    "Export",
    "Format",
    "Source",
    "csv_bytes",
    "file_name",
    "geojson_bytes",
    "gpkg_bytes",
    "xlsx_bytes",
]


@dataclass(frozen=True)
class Format:
    """A file format: its ending, its media type, and whether it needs geometry."""

    suffix: str
    mime: str
    spatial: bool
    write: Callable[[Export], bytes]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "csv": Format("csv", "text/csv", False, csv_bytes),
        "xlsx": Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            False,
            xlsx_bytes,
        ),
        "geojson": Format("geojson", "application/geo+json", True, geojson_bytes),
        "gpkg": Format("gpkg", "application/geopackage+sqlite3", True, gpkg_bytes),
    }
)
