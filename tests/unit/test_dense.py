"""Clusters found in the data: where firms stand closely together, whichever way they are found."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.register import dense
from geo.register.placing import mercator_x, mercator_y

CENTRES = ((114.40, 30.50, 300), (111.30, 30.70, 120), (112.14, 32.04, 60))


def firms() -> tuple[np.ndarray, np.ndarray]:
    """Three places with many firms, and single ones all over the province."""
    random = np.random.default_rng(3)
    lon = [random.normal(x, 0.003, n) for x, _, n in CENTRES] + [random.uniform(109, 116, 200)]
    lat = [random.normal(y, 0.003, n) for _, y, n in CENTRES] + [random.uniform(29.5, 33, 200)]
    return mercator_x(np.concatenate(lon)), mercator_y(np.concatenate(lat))


@pytest.mark.parametrize("way", ["density", "cells"])
def test_places_with_many_firms_are_found(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "cells":
        monkeypatch.setattr(dense, "MOST_POINTS", 100)
    x, y = firms()
    found = dense.places(np.r_[x, np.nan], np.r_[y, np.nan], least=15)
    assert len(found) == 3
    for one, (lon, lat, number) in zip(found, CENTRES, strict=True):
        assert 0.9 * number <= one.firms <= number + 3
        assert abs(one.lon - lon) + abs(one.lat - lat) < 0.02
        assert one.outline.is_valid
        assert one.outline.area < 0.01
    assert dense.places(x[:5], y[:5]) == []


def test_what_is_found_is_held_against_what_is_recognised() -> None:
    found = dense.places(*firms(), least=15)
    recognised = pd.DataFrame(
        {"lon": [114.41, 109.5, np.nan], "lat": [30.51, 30.3, np.nan]},
        index=["here", "elsewhere", "unknown"],
    )
    told = dense.compared(found, recognised)
    assert told.both == [(0, "here")]
    assert told.found == [1, 2]
    assert told.recognised == ["elsewhere"]
