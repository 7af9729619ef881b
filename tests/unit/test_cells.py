"""Firms of a register on the map: what is in sight, how it is packed, and how files draw it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.data.atlas import Atlas
from geo.drawn.map import plate
from geo.look.drawing import Disc, Label, Shape
from geo.maps.cells import FEW, FirmCells, FoundPlaces, classes, packed, told, unpacked
from geo.maps.content import MapContent
from geo.record import clusters
from geo.register import sight
from geo.register.engine import embedded
from geo.register.placing import degrees
from geo.register.queries import MOST, Where, size_at
from geo.register.register import Register
from tests.registers import HOSTILE, firms, write

PROVINCE = (12_000_000, 3_300_000, 12_960_000, 3_950_000)


@pytest.fixture(scope="module")
def table(atlas: Atlas) -> pd.DataFrame:
    return firms(atlas)


@pytest.fixture(scope="module")
def register(
    atlas: Atlas, table: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Register]:
    with embedded(write(table, tmp_path_factory.mktemp("firms")), memory="128MB") as engine:
        yield Register(atlas, engine)


@pytest.mark.parametrize(
    ("numbers", "kind", "size"),
    [([], "B", 0), ([0, 255], "B", 1), ([256], "H", 2), ([65_536, 0, 3], "I", 4)],
)
def test_columns_come_back_as_they_were_in_as_few_bytes_as_can_be(
    numbers: list[int], kind: str, size: int
) -> None:
    column = packed(numbers)
    assert unpacked(column).tolist() == numbers
    assert column[0] == kind
    assert len(column[1]) == 4 * -(-size * len(numbers) // 3)


@pytest.mark.parametrize(
    ("numbers", "limits"),
    [([1, 2, 5, 13, 3, 1, 1, 2, 9, 4], FEW), ([], FEW), ([1] * 40 + [900], FEW)],
)
def test_few_firms_have_fixed_classes(numbers: list[int], limits: tuple[int, ...]) -> None:
    assert classes(numbers) == limits


def test_many_firms_have_round_classes_of_their_own() -> None:
    numbers = np.random.default_rng(1).lognormal(4, 1.5, 2_000).astype(int) + 1
    limits = classes(numbers)
    assert 1 < limits[0] < limits[1] < limits[2]
    above = [(numbers >= limit).mean() for limit in limits]
    assert np.allclose(above, (0.6, 0.25, 0.05), atol=0.06)
    assert all(limit % 10 ** (len(str(limit)) - 1) in (0, 5 * 10 ** (len(str(limit)) - 2))
               for limit in limits)  # fmt: skip
    assert classes([14, 14, 14, 14]) == (15, 16, 17), "classes never coincide"


def test_cells_hold_every_firm_with_a_point_and_nest(
    register: Register, table: pd.DataFrame
) -> None:
    known = table.dropna(subset="x")
    found = register.seen(Where(), 7)
    assert found.size == 2 * size_at(7), "few firms have room for their numbers"
    by_hand = Counter(zip(known["x"] // found.size, known["y"] // found.size, strict=True))
    assert {(m.i, m.j): m.n for m in found.marks.itertuples()} == by_hand
    assert found.firms == len(known) < len(table)
    finer = register.seen(Where(), 8)
    assert finer.size * 2 == found.size
    inside = finer.marks.groupby([finer.marks["i"] // 2, finer.marks["j"] // 2])["n"].sum()
    assert inside.to_dict() == by_hand
    assert found.marks["n"].is_monotonic_decreasing


def test_a_cell_tells_the_chains_that_most_of_its_firms_are_in(
    register: Register, table: pd.DataFrame
) -> None:
    found = register.seen(Where(city=(420500,)), 8)
    first = found.marks.iloc[0]
    here = table[(table["city"] == 420500) & (table["x"] // found.size == first["i"])]
    here = here[here["y"] // found.size == first["j"]]
    by_hand = here["chain"].value_counts()
    assert [by_hand[code] for code in first["chains"]] == sorted(by_hand, reverse=True)[:3]


def test_a_window_reaches_to_the_edges_of_blocks_and_few_firms_stand_alone(
    register: Register, table: pd.DataFrame
) -> None:
    window = (12_720_000, 3_555_000, 12_760_000, 3_580_000)
    found = register.seen(Where(city=(420100,), chain=(table["chain"][4],)), 10, window)
    assert found.window is not None and found.size == 0
    west, south, east, north = found.window
    assert west <= window[0] and south <= window[1] and east >= window[2] and north >= window[3]
    near = table["x"].between(west, east - 1) & table["y"].between(south, north - 1)
    mine = near & (table["city"] == 420100) & (table["chain"] == table["chain"][4])
    assert set(found.marks["firm_id"]) == set(table.loc[mine, "firm_id"])
    moved = tuple(edge + 500 for edge in window)
    assert register.seen(Where(), 9, moved).window == register.seen(Where(), 9, window).window
    assert register.seen(Where(), 12, PROVINCE).size, "cells where they are many"


def test_a_map_never_gets_more_marks_than_it_can_draw(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sight, "MOST", 40)
    found = register.seen(Where(years=(1990, 2024)), 11, PROVINCE)
    assert 0 < len(found.marks) <= 40 < MOST
    assert found.size > size_at(11)


def layer(register: Register, step: int, window: tuple[int, ...] | None = None) -> FirmCells:
    found = register.seen(Where(), step, window)  # type: ignore[arg-type]
    return FirmCells(told(found, str, str))


def test_names_of_firms_break_out_of_nothing(register: Register) -> None:
    window = (12_735_500, 3_567_200, 12_735_700, 3_567_400)
    made = FirmCells(told(register.each(Where(), window, 10), str, str))
    assert "<" not in made.data and "{{" not in made.data and "\u202e" not in made.data
    names = json.loads(made.data)["names"]
    assert len(names) == len(HOSTILE)
    assert names[:2] == list(HOSTILE[:2])


def test_a_file_draws_the_cells_where_the_firms_are(
    atlas: Atlas, register: Register, table: pd.DataFrame
) -> None:
    made = layer(register, 7)
    none = clusters.known(atlas).iloc[:0]
    drawn = plate(atlas, MapContent(none, layers=(made,), marks=True), "zh", width=810, height=528)
    squares = [
        (item.fill, shapely.Polygon(ring))
        for item in drawn.items
        if isinstance(item, Shape) and str(item.fill).startswith("count-")
        for ring in item.rings
    ]
    assert len(squares) == len(unpacked(made.raw["n"]))
    # Where a firm is on the plate, by the seats of cities that are drawn as names.
    from geo.drawn.map.window import fitted

    west, south, east, north = atlas.province.bounds
    window = fitted(810, 528, (west, south, east, north), (west, south, east, north))
    known = table.dropna(subset="x")
    lon, lat = degrees(known["x"].to_numpy(), known["y"].to_numpy())
    held: Counter[int] = Counter()
    tree = shapely.STRtree([square.buffer(0.6) for _, square in squares])
    for point in zip(lon, lat, strict=True):
        hit = tree.query(shapely.Point(window.at(point)), "intersects")
        assert len(hit), point
        held[int(hit[0])] += 1
    fullest = max(held, key=held.__getitem__)
    assert squares[fullest][0] == "count-4"
    printed = {item.text for item in drawn.items if isinstance(item, Label)}
    limits = made.raw["classes"]
    full = [n for n in unpacked(made.raw["n"]).tolist() if n >= limits[-1]]
    assert full and {str(n) for n in full} <= printed


def test_a_file_draws_single_firms_and_outlines(atlas: Atlas, register: Register) -> None:
    window = (12_720_000, 3_555_000, 12_760_000, 3_580_000)
    made = FirmCells(told(register.each(Where(), window, 30), str, str))
    here, there = (shapely.Point(*at).buffer(0.1) for at in ((112.1, 32.0), (110.3, 31.0)))
    # The third would stand on the first, whose number it leaves readable.
    layers = (made, FoundPlaces([(here, True), (there, False), (here, False)]))
    none = clusters.known(atlas).iloc[:0]
    drawn = plate(atlas, MapContent(none, layers=layers, marks=True), "en", width=810, height=528)
    dots = [item for item in drawn.items if isinstance(item, Disc) and item.fill == "ink"]
    assert len(dots) == 30
    lines = [item for item in drawn.items if isinstance(item, Shape) and item.stroke == "accent"]
    assert [bool(line.dash) for line in lines] == [False, True, True]
    assert {"1", "2", "3"} & {item.text for item in drawn.items if isinstance(item, Label)} == {
        "1", "2",
    }  # fmt: skip
