"""Relatedness of chains, from sets of places read anew from the tables."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from geo.data.atlas import Atlas
from geo.questions.chains import relatedness
from tests import tables

DIRECT = {"429004", "429005", "429006", "429021"}


def cities_of() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in tables.rows("chain_cities"):
        found.setdefault(row["chain_id"], set()).add(row["city_adcode"])
    return found


def counties_of() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in tables.rows("chain_cities"):
        place = row["county_adcode"] or (row["city_adcode"] if row["city_adcode"] in DIRECT else "")
        if place:
            found.setdefault(row["chain_id"], set()).add(place)
    return found


@pytest.mark.parametrize(("level", "places"), [("city", cities_of()), ("county", counties_of())])
def test_presence_has_each_place_once(
    atlas: Atlas, level: relatedness.Level, places: dict[str, set[str]]
) -> None:
    table = relatedness.presence(atlas, level)
    assert set(np.unique(table)) <= {0, 1}
    assert {code: int(table[code].sum()) for code in table} == {
        code: len(found) for code, found in places.items()
    }


def test_pairs_share_the_places_that_both_are_in(atlas: Atlas) -> None:
    places = {code: at for code, at in cities_of().items() if len(at) >= 3}
    expected = {
        frozenset((a, b)): (len(places[a] & places[b]), max(len(places[a]), len(places[b])))
        for a, b in combinations(places, 2)
        if places[a] & places[b]
    }
    found = relatedness.pairs(atlas)
    assert len(found) == len(expected)
    for row in found.itertuples():
        both, larger = expected[frozenset((row.first, row.second))]
        assert row.both == both
        assert row.proximity == pytest.approx(both / larger)


@pytest.mark.parametrize("chain_id", ["auto", "phosphorus", "quantum"])
def test_related_chains_are_counted_at_both_levels(atlas: Atlas, chain_id: str) -> None:
    for level, places in (("city", cities_of()), ("county", counties_of())):
        own = places.get(chain_id, set())
        expected = {
            other: len(own & at) for other, at in places.items() if other != chain_id and own & at
        }
        found = relatedness.related(atlas, chain_id, level)  # type: ignore[arg-type]
        assert found["both"].to_dict() == expected


def test_density_comes_from_the_other_cities(atlas: Atlas) -> None:
    adcode = "420600"
    places = {code: at - {adcode} for code, at in cities_of().items() if at - {adcode}}
    here = {code for code, at in cities_of().items() if adcode in at}
    found = relatedness.near(atlas, int(adcode))
    assert set(found.index) == {
        code for code, at in places.items() if len(at) >= 3 and code not in here
    }
    for code, row in found.iterrows():
        weights = {
            other: len(places[code] & at) / max(len(places[code]), len(at))
            for other, at in places.items()
            if other != code
        }
        expected = sum(w for other, w in weights.items() if other in here) / sum(weights.values())
        assert row["density"] == pytest.approx(expected)
        assert row["best"] <= row["rank"] + 3
        assert row["best"] <= row["worst"]


@pytest.mark.parametrize("adcode", [int(code) for code in tables.cities()])
def test_every_city_has_an_answer(atlas: Atlas, adcode: int) -> None:
    found = relatedness.near(atlas, adcode)
    assert found["density"].between(0, 1).all()
    assert found["rank"].is_monotonic_increasing
