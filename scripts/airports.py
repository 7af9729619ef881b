"""Airports of the province, from the package airportsdata."""

from __future__ import annotations

import csv
import json
from importlib.metadata import version
from pathlib import Path

import shapely

AIRPORTS = "20260905"
COLUMNS = ("iata", "icao", "name_en", "city_adcode", "lat", "lon", "source_id")
SOURCE = "airportsdata"
DIGITS = 4
#: Who has a code but no passengers, or no place yet, says so in its name.
LEFT_OUT = ("Air Base", "under construction")


def build_airports(folder: Path) -> None:
    """Write the airports that lie in the province and can be flown to, by their codes."""
    import airportsdata

    if (found := version("airportsdata")) != AIRPORTS:
        raise SystemExit(f"airportsdata {AIRPORTS} is needed, not {found}")
    layer = json.loads((folder / "boundaries" / "city_full.geojson").read_text(encoding="utf-8"))
    cities = {
        feature["properties"]["adcode"]: shapely.geometry.shape(feature["geometry"])
        for feature in layer["features"]
    }
    rows = []
    for airport in airportsdata.load("IATA").values():
        if airport["country"] != "CN" or any(word in airport["name"] for word in LEFT_OUT):
            continue
        at = shapely.Point(airport["lon"], airport["lat"])
        for adcode, shape in cities.items():
            if shape.contains(at):
                place = (round(airport["lat"], DIGITS), round(airport["lon"], DIGITS))
                names = (airport["iata"], airport["icao"], airport["name"])
                rows.append((*names, adcode, *place, SOURCE))
    with (folder / "tables" / "airports.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows))
