"""The datums that coordinates in China come in, and which of them a register has.

Maps of Chinese services are moved by law: GCJ-02 by some hundred metres, BD-09 by as much again.
Both are formulas that everybody uses and nobody publishes; the ways back are solved by iteration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Datums, the most frequent first.
DATUMS = ("wgs84", "gcj02", "bd09")
#: Rows with a county named, and points of margin in percent, that a guess needs.
LEAST_ROWS, LEAST_MARGIN = 200, 1.0

_AXIS, _ECCENTRICITY = 6378245.0, 0.00669342162296594323  # of the ellipsoid of Krasovsky
_K = np.pi * 3000 / 180


def gcj02(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """WGS84 to GCJ-02, degrees."""
    x, y, pi, sin = lon - 105, lat - 35, np.pi, np.sin
    both = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + both
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y / 30 * pi)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + both
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    phi = np.radians(lat)
    w = 1 - _ECCENTRICITY * sin(phi) ** 2
    return (
        lon + np.degrees(east / (_AXIS / np.sqrt(w) * np.cos(phi))),
        lat + np.degrees(north / (_AXIS * (1 - _ECCENTRICITY) / w**1.5)),
    )


def bd09(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """WGS84 to BD-09, degrees."""
    lon, lat = gcj02(lon, lat)
    r = np.hypot(lon, lat) + 2e-5 * np.sin(lat * _K)
    t = np.arctan2(lat, lon) + 3e-6 * np.cos(lon * _K)
    return r * np.cos(t) + 0.0065, r * np.sin(t) + 0.006


def _same(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    return lon, lat


_TO: Mapping[str, Callable[[Floats, Floats], tuple[Floats, Floats]]] = {
    "wgs84": _same,
    "gcj02": gcj02,
    "bd09": bd09,
}


def wgs84(lon: Floats, lat: Floats, datum: str) -> tuple[Floats, Floats]:
    """Coordinates in any datum to WGS84, right to 2 cm.

    Parameters
    ----------
    lon, lat : array of float
        Degrees; NaN stays NaN.
    datum : str
        One of `DATUMS`.
    """
    if datum == "wgs84":
        return lon, lat
    x, y = lon, lat
    for _ in range(3):
        moved_x, moved_y = _TO[datum](x, y)
        x, y = x + (lon - moved_x), y + (lat - moved_y)
    return x, y


@dataclass(frozen=True)
class Guess:
    """Which datum fits best, and how well each does.

    Attributes
    ----------
    datum : str
        One of `DATUMS`; empty where it is in doubt.
    shares : Mapping
        Of each datum the share of points that lie in the county that their row names.
    rows : int
        Rows that name a county and have a point.
    """

    datum: str
    shares: Mapping[str, float]
    rows: int


def guess(
    lon: Floats, lat: Floats, county: NDArray[np.int64],
    county_of: Callable[[Floats, Floats], NDArray[np.int64]],
) -> Guess:  # fmt: skip
    """Guess the datum: that which puts most points into the county that their row names.

    Parameters
    ----------
    lon, lat : array of float
        As they stand in the register.
    county : array of int
        Adcodes that the rows name.
    county_of : callable
        Adcodes of the counties of points in WGS84.
    """
    shares = {
        datum: float(np.mean(county_of(*wgs84(lon, lat, datum)) == county)) if len(lon) else 0.0
        for datum in DATUMS
    }
    best, second = sorted(shares.values(), reverse=True)[:2]
    sure = len(lon) >= LEAST_ROWS and (best - second) * 100 >= LEAST_MARGIN
    return Guess(max(shares, key=lambda name: shares[name]) if sure else "", shares, len(lon))
