"""A population beside the data: counted for one reader, unseen by every other."""

from __future__ import annotations

from unittest.mock import create_autospec

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.population.beside import beside, counted_beside
from geo.population.contract import Population


def population(code: str) -> Population:
    made: Population = create_autospec(Population, instance=True)
    made.code = code  # type: ignore[misc]
    return made


@remembered(8)
def counted(atlas: Atlas) -> str:
    """An answer that a page might keep."""
    there = counted_beside(atlas)
    return "nothing" if there is None else there.code


def test_two_populations_at_once_never_mix(atlas: Atlas) -> None:
    one, two = beside(atlas, population("one")), beside(atlas, population("two"))
    told = [counted(data) for data in (one, atlas, two, one, two)]
    assert told == ["one", "nothing", "two", "one", "two"]
    assert counted_beside(atlas) is None
    assert counted(beside(one, population("three"))) == "three"


def test_the_data_are_shared_and_stay_as_they_are(atlas: Atlas) -> None:
    one = beside(atlas, population("one"))
    assert all(one._tables[name] is atlas._tables[name] for name in atlas.tables)
    assert all(one._layers[name] is layer for name, layer in atlas._layers.items())
    assert (one.folder, one.data_version, one.overlay, one.warnings) == (
        atlas.folder, atlas.data_version, atlas.overlay, atlas.warnings,
    )  # fmt: skip
    assert one.table("clusters").equals(atlas.table("clusters"))
    assert one.province_adcode == atlas.province_adcode
