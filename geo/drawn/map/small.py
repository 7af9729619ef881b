"""Maps for a part of a printed page: few words, none smaller than the text beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import shapely

from geo.data.atlas import Atlas
from geo.drawn.map.areas import bounds
from geo.drawn.map.canvas import Base, around, base_of, called, coverage, fine, overlap, rings
from geo.drawn.map.clip import clipped
from geo.drawn.map.foot import scale_bar, scale_box
from geo.drawn.map.window import Box, Window, fitted
from geo.look.drawing import Disc, Drawing, Item, Label, Point, Shape, moved
from geo.look.lettering import text_width
from geo.maps.anchors import NAME_AT
from geo.maps.base import inside
from geo.maps.marks import mark
from geo.maps.signs import swatch
from geo.record import clusters

#: Sizes of type, px: cities, counties and what is less.
_CITY, _COUNTY, _LESS = 13.0, 12.0, 11.0
_MARK, _STEP = 23.0, 22.0
#: Marks side by side below one name.
_ABREAST = 4
#: A part of a neighbour smaller than this says no name, px².
_WORTH = 900.0
#: Where a name may be moved to find room, px.
_MOVES = ((0, 0), (0, -13), (0, 13), (-22, 0), (22, 0), (-22, -12), (22, -12), (-22, 12), (22, 12))


def city_map(
    atlas: Atlas,
    adcode: int,
    shown: Collection[str],
    lang: str,
    width: float,
    height: float,
    said: str,
) -> Drawing:
    """Counties of a city with its clusters under their names.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    adcode : int
        The city.
    shown : collection of str
        cluster_ids; those without a county stand in a corner.
    lang : {"zh", "en"}
        Language.
    width, height : float
        Size, px.
    said : str
        What is said of those in the corner.
    """
    base = base_of(atlas)
    window = fitted(width, height, bounds(base, adcode), _home(base))
    cities = coverage(atlas, window, "city")
    counties = coverage(atlas, window, "county")
    parents = atlas.counties["city_adcode"]
    own = {code: shape for code, shape in counties.items() if parents[code] == adcode}
    items: list[Item] = [
        Shape(rings(shape), fill="subject" if code == adcode else "beside")
        for code, shape in cities.items()
    ]
    lines = tuple(ring for shape in own.values() for ring in rings(shape))
    items.append(Shape(lines, stroke="county-line-near", width=0.9))
    items += _water(base, window, lang)
    edges = tuple(ring for shape in cities.values() for ring in rings(shape))
    items.append(Shape(edges, stroke="city-line", width=0.9))
    outline = rings(cities[adcode])
    items.append(Shape(outline, stroke="ink", width=2, name=base.city(adcode)[lang]))
    taken: list[Box] = [scale_box(window, 1.0)]
    below, aside = _placed(atlas, own, adcode, shown)
    if aside:
        items += _corner(atlas, aside, said, lang, window, cities[adcode], taken)
    items += _counties(atlas, own, below, lang, window, taken)
    frame = shapely.box(0, 0, width, height)
    for code, shape in cities.items():
        part = shapely.intersection(shape, frame)
        if code != adcode and part.area > _WORTH:
            x, y = inside(max(shapely.get_parts(part), key=shapely.area))
            items += _name(
                called(base.city(code), lang), (x, y), _COUNTY, "muted", taken, frame=window
            )
    return _drawn(items, window)


def province_map(
    atlas: Atlas,
    fills: Mapping[int, tuple[str, str]],
    lang: str,
    width: float,
    height: float,
    *,
    bold: Collection[int] = (),
    line: Sequence[int] = (),
    key: Sequence[tuple[str, str]] = (),
) -> Drawing:
    """All cities, each in a colour of its own.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    fills : Mapping
        adcode to colour and to what stands after the name; other cities stay plain.
    lang : {"zh", "en"}
        Language.
    width, height : float
        Size, px.
    bold : collection of int
        Cities whose names are strong, and placed first.
    line : sequence of int
        Cities that a corridor runs through, in order.
    key : sequence of (str, str)
        Colours with their meaning, in the corner above at the right.
    """
    base = base_of(atlas)
    home = _home(base)
    window = fitted(width, height, home, home)
    cities = coverage(atlas, window, "city")
    items: list[Item] = [
        Shape(rings(shape), fill=fills.get(code, ("land", ""))[0], name=base.city(code)[lang])
        for code, shape in cities.items()
    ]
    items += _water(base, window, lang)
    edges = tuple(ring for shape in cities.values() for ring in rings(shape))
    items.append(Shape(edges, stroke="city-line", width=0.9))
    province = rings(fine(window.shape(base.province)))
    items.append(Shape(province, stroke="province-line", width=1.4))
    taken: list[Box] = [scale_box(window, 1.0)]
    if line:
        stops = [window.at(base.city(code)["seat"]) for code in line]
        for stroke, wide in (("ground", 6.5), ("accent", 3.2)):
            items.append(Shape((tuple(stops),), closed=False, stroke=stroke, width=wide))
        for stop in stops:
            items.append(Disc(stop, 4.6, fill="ground", stroke="accent", width=2))
            taken.append(around(stop, 5, 5))
    for code in sorted(cities, key=lambda code: (code not in bold, code not in fills)):
        place = NAME_AT.get(code) or inside(base.cities[code])
        strong = code in bold
        size = _CITY if strong else _LESS
        colour = "ink" if code in fills else "muted"
        words = f"{called(base.city(code), lang)} {fills.get(code, ('', ''))[1]}".strip()
        items += _name(words, window.at(place), size, colour, taken, bold=strong, frame=window)
    items += _key(key, window)
    return _drawn(items, window)


def _home(base: Base) -> Box:
    west, south, east, north = (float(side) for side in shapely.bounds(base.province))
    return (west, south, east, north)


def _water(base: Base, window: Window, lang: str) -> list[Item]:
    lakes = [Shape(rings(fine(window.shape(lake))), fill="water") for lake in base.lakes]
    rivers = [
        Shape(
            rings(fine(window.shape(course))), closed=False, stroke="water",
            width=2.6 if record["rank"] == 1 else 1.6, name=record[lang],
        )
        for record, course in zip(base.data["rivers"], base.rivers, strict=True)
    ]  # fmt: skip
    return [*lakes, *rivers]


def _drawn(items: Sequence[Item], window: Window) -> Drawing:
    shown = (*clipped(items, window.width, window.height), *scale_bar(window, 1.0))
    return Drawing(window.width, window.height, shown)


def _placed(
    atlas: Atlas, own: Collection[int], adcode: int, shown: Collection[str]
) -> tuple[dict[int, list[str]], list[str]]:
    """Clusters by county, and those of which no county of the city is known."""
    rows = clusters.table(atlas).loc[list(shown)]
    below: dict[int, list[str]] = {}
    aside = []
    for row in rows.itertuples():
        county = adcode if adcode in own else row.county_adcode
        if county in own:
            below.setdefault(int(county), []).append(row.cluster_id)
        else:
            aside.append(row.cluster_id)
    return below, aside


def _marks(atlas: Atlas, ids: Sequence[str], lang: str, middle: Point, abreast: int) -> list[Item]:
    """Marks in rows below a point."""
    rows = clusters.table(atlas).loc[list(ids)]
    items: list[Item] = []
    for number, row in enumerate(rows.itertuples()):
        line, place = divmod(number, abreast)
        wide = min(abreast, len(rows) - line * abreast)
        x = middle[0] + (place - (wide - 1) / 2) * _STEP - _MARK / 2
        precise = pd.notna(row.county_adcode)
        sign = mark(int(row.tier_class), row.hue, lang, precise=precise, size=_MARK)
        items += [moved(item, x, middle[1] + line * _STEP - 2) for item in sign.items]
    return items


def _corner(
    atlas: Atlas,
    ids: Sequence[str],
    said: str,
    lang: str,
    window: Window,
    city: shapely.Geometry,
    taken: list[Box],
) -> list[Item]:
    """Clusters known by their city alone, in the corner that covers least of it."""
    abreast = min(len(ids), 6)
    lines = -(-len(ids) // abreast)
    wide = max(text_width(said, _LESS), abreast * _STEP) + 12
    high = 20 + lines * _STEP
    right, foot = window.width - wide - 6, window.height - high - 6
    boxes = [(x, y, x + wide, y + high) for y in (6.0, foot) for x in (6.0, right)]
    free = [box for box in boxes if not any(overlap(box, other) for other in taken)]
    box = min(free, key=lambda box: shapely.intersection(city, shapely.box(*box)).area)
    taken.append(box)
    middle = (box[0] + box[2]) / 2
    head = Label((middle, box[1] + 10), said, _LESS, "muted", halo="ground")
    return [head, *_marks(atlas, ids, lang, (middle, box[1] + 19), abreast)]


def _counties(
    atlas: Atlas,
    own: Mapping[int, shapely.Geometry],
    below: Mapping[int, list[str]],
    lang: str,
    window: Window,
    taken: list[Box],
) -> list[Item]:
    """Names of counties with their clusters; those with clusters find their place first."""
    units = {unit["id"]: unit for unit in base_of(atlas).data["counties"]}
    items: list[Item] = []
    for code in sorted(own, key=lambda code: -len(below.get(code, ()))):
        ids = below.get(code, [])
        lines = -(-len(ids) // _ABREAST)
        x, y = window.at(units[code]["name_at"])
        room = (min(len(ids), _ABREAST) * _STEP / 2, lines * _STEP)
        y -= room[1] / 2
        spot = _spot(called(units[code], lang), (x, y), _COUNTY, room, taken, window)
        if spot is None and not ids:
            continue
        x, y = spot or (x, y)
        items.append(Label((x, y), called(units[code], lang), _COUNTY, "ink", halo="subject"))
        items += _marks(atlas, ids, lang, (x, y + 8), _ABREAST)
    return items


def _spot(
    words: str,
    at: Point,
    size: float,
    room: Point,
    taken: list[Box],
    window: Window,
    *,
    bold: bool = False,
) -> Point | None:
    """Where words find room near a point, with ``room`` px to the sides and below for marks."""
    half = max(text_width(words, size, bold=bold) / 2 + 1, room[0])
    up = size * 0.6
    for dx, dy in _MOVES:
        x = min(max(at[0] + dx, half + 3), window.width - half - 3)
        y = min(max(at[1] + dy, up + 3), window.height - up - room[1] - 5)
        box = (x - half, y - up, x + half, y + up + room[1])
        if not any(overlap(box, other) for other in taken):
            taken.append(box)
            return x, y
    return None


def _name(
    words: str,
    at: Point,
    size: float,
    colour: str,
    taken: list[Box],
    *,
    bold: bool = False,
    frame: Window,
) -> list[Item]:
    spot = _spot(words, at, size, (0.0, 0.0), taken, frame, bold=bold)
    if spot is None:
        return []
    return [Label(spot, words, size, colour, bold=bold, halo="ground")]


def _key(key: Sequence[tuple[str, str]], window: Window) -> list[Item]:
    """Colours with their meaning, from the right upper corner to the left."""
    items: list[Item] = []
    x = window.width - 4
    for colour, words in reversed(key):
        sign = swatch(colour)
        x -= text_width(words, _LESS) + sign.width + 6
        items += [moved(item, x, 4) for item in sign.items]
        at = (x + sign.width + 5, 4 + sign.height / 2)
        items.append(Label(at, words, _LESS, "ink2", anchor="start", halo="ground"))
        x -= 12
    return items
