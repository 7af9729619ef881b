"""Measure own firms: their page beside a bare one and stock maps, and the way from a file to it.

Usage::

    python -m bench.own [--rows 1000 10000] [--repeats 3] [--scripts FOLDER] [--keep FILE]

Within a repeat every way is used once, each on a server that nobody has used yet, one after the
other, so that whatever else the machine is doing weighs on all of them. A ratio is taken within a
repeat. A way that has not come within two minutes is not tried with more rows.

``--scripts`` names a folder with what stock pages load from other hosts, by file name, such as
``leaflet.markercluster.js``; they are then served from there, and no time goes on the network.
``--keep`` names a file that takes every figure as it comes; what it holds is told too, and
``--told`` tells it without measuring.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import pandas as pd
from playwright.sync_api import sync_playwright

from bench.own_reading import Measured, measured
from bench.own_use import APP, BARE, STOCK, Firms, Way, use_way
from bench.registers import register, write
from bench.report import as_table, spread, verdict
from bench.use import Sample
from geo.data.atlas import Atlas, load
from geo.record.naming import area_names
from geo.register.build import build
from geo.words import Words
from scripts.ensure_browser import find_browser
from tests.browser.driver import CHROMIUM

ROWS = (1_000, 10_000, 100_000, 1_000_000, 2_000_000)
#: What is timed: of a way, of the bare page, and the goal by the number of rows.
TIMES: dict[str, tuple[str, str, dict[int, float]]] = {
    "first paint, first visitor": ("first", "first", {}),
    "first paint, next visitor": ("next", "next", {}),
    "filter → repainted": (
        "filter", "filter", {10_000: 1.5, 100_000: 1.5, 1_000_000: 1.6, 2_000_000: 2.0},
    ),
    "a filter asked before → repainted": ("again", "filter", {}),
    "zoom → repainted": ("zoom", "filter", {1_000_000: 1.5}),
}  # fmt: skip
#: What else is told: unit, what it is divided by, and the goal.
SIZES: dict[str, tuple[str, str, float, float | None]] = {
    "socket until the first paint": ("first bytes", "kB", 1000, None),
    "socket, filter": ("filter bytes", "kB", 1000, None),
    "of that the cells": ("filter cells bytes", "kB", 1000, 25),
    "server memory, first visitor": ("first memory", "MB", 1, None),
    "server memory, second visitor": ("next memory", "MB", 1, None),
}
NAMES = {"app": "this product", "markers": "a marker a firm", "clusters": "FastMarkerCluster",
         "deck": "pydeck"}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What was found of a way with so many rows in one repeat."""

    rows: int
    repeat: int
    way: str
    sample: Sample
    faults: Sequence[str]


def prepared(atlas: Atlas, rows: int, folder: Path, scripts: Path | None) -> Firms:
    """A register as a file, placed, and as the points that stock pages are given."""
    folder.mkdir(exist_ok=True)
    made, placed = register(atlas, rows), folder / "placed"
    build(atlas, write(made.table, folder / f"{rows}.csv"), placed)
    called = pd.Series(made.city).map(area_names(atlas, Words("zh")))
    points = pd.DataFrame({"lat": made.lat, "lon": made.lon, "city": called}).dropna()
    points.to_parquet(folder / "points.parquet", index=False)
    return Firms(placed, folder / "points.parquet", points["city"].value_counts(), scripts)


def used(firms: Firms, rows: int, repeats: Iterable[int], left_out: set[str]) -> Iterator[Found]:
    """Use every way but some; one that does not come is left out from then on."""
    with sync_playwright() as playwright:
        path = find_browser()
        for repeat in repeats:
            for way in (BARE, APP, *STOCK):
                if way.name in left_out:
                    continue
                # A browser of its own, as one page may cost it all its memory.
                browser = playwright.chromium.launch(executable_path=path, args=_arguments(firms))
                found = use_way(browser, way, firms)
                browser.close()
                sample = {kind: values for kind, values in found.sample.items() if values}
                if "filter" not in sample and way in STOCK:
                    left_out.add(way.name)
                yield Found(rows, repeat, way.name, sample, found.faults)


def _arguments(firms: Firms) -> list[str]:
    """Stock pages load their scripts from other hosts, unless those are at hand."""
    away = () if firms.scripts else ("--host-resolver-rules",)
    return [one for one in CHROMIUM if not one.startswith(tuple(away))]


def timed(found: Sequence[Found]) -> list[list[str]]:
    """Times of every way as ratios to the bare page, with the product's own milliseconds."""
    rows = []
    for name, (kind, of_bare, goals) in TIMES.items():
        for number in _numbers(found):
            bare = {one.repeat: median(one.sample[of_bare]) for one in _of(found, number, BARE)}
            cells, goal = [], ""
            for way in (APP, *STOCK):
                own = {one.repeat: median(one.sample[kind]) for one in _of(found, number, way)
                       if one.sample.get(kind) and one.repeat in bare}  # fmt: skip
                ratios = [ms / bare[repeat] for repeat, ms in own.items()]
                cells.append(spread(ratios, ".2f") if ratios else _missing(found, number, way))
                if way is APP and ratios:
                    cells.insert(0, f"{median(own.values()):.0f} ms")
                    goal = verdict(median(ratios), goals.get(number))
                elif way is APP:
                    cells.insert(0, "")
            told = f"{median(bare.values()):.0f} ms" if bare else ""
            rows.append([name, f"{number:,}", told, *cells, goal])
    return rows


def sized(found: Sequence[Found]) -> list[list[str]]:
    """Bytes and memory of every way."""
    rows = []
    for name, (kind, unit, part, goal) in SIZES.items():
        for number in _numbers(found):
            cells, verdict_of = [], ""
            for way in (APP, *STOCK):
                values = [
                    value / part for one in _of(found, number, way)
                    for value in one.sample.get(kind, ())
                ]  # fmt: skip
                cells.append(f"{median(values):,.0f} {unit}" if values else "—")
                if way is APP and values:
                    verdict_of = verdict(round(median(values)), goal, f" {unit}")
            rows.append([name, f"{number:,}", *cells, verdict_of])
    return rows


def _numbers(found: Sequence[Found]) -> list[int]:
    return sorted({one.rows for one in found})


def _of(found: Sequence[Found], rows: int, way: Way) -> list[Found]:
    return [one for one in found if (one.rows, one.way) == (rows, way.name)]


def _missing(found: Sequence[Found], rows: int, way: Way) -> str:
    """Why a way has no time: it did not come, with these rows or with fewer; or it was not used."""
    here = bool(_of(found, rows, way))
    before = any(
        one.way == way.name and one.rows < rows and "filter" not in one.sample for one in found
    )
    return "not in 2 min" if here or before else "—"


def told(found: Sequence[Found], figures: Sequence[Measured]) -> str:
    """All of it as tables."""
    parts = []
    ways = [NAMES[way.name] for way in (APP, *STOCK)]
    if found:
        head = ["", "rows", "bare page", "this product", "as a ratio", *ways[1:], "goal"]
        parts.append(as_table(head, timed(found)))
        parts.append(as_table(["", "rows", *ways, "goal"], sized(found)))
    if figures:
        head = ["", "this product", "beside it", "ratio or size (least to most)", "goal"]
        parts.append(as_table(head, [one.row() for one in figures]))
    faults = {f"{one.way}, {one.rows:,}: {fault}" for one in found for fault in one.faults}
    return "\n\n".join([*parts, *sorted(faults)])


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m bench.own")
    asked.add_argument("--rows", type=int, nargs="*", default=ROWS, help="rows of the registers")
    asked.add_argument("--repeats", type=int, default=3, help="how often every way is used")
    stock = [way.name for way in STOCK]
    asked.add_argument("--ways", nargs="*", choices=stock, default=stock, help="stock pages")
    asked.add_argument("--scripts", type=Path, help="folder with scripts of stock pages")
    asked.add_argument("--keep", type=Path, help="file that takes every figure as it comes")
    asked.add_argument("--told", action="store_true", help="tell what the file holds, no more")
    asked.add_argument("--only", choices=("pages", "reading"), help="measure one half")
    given = asked.parse_args()
    kept = _kept(given.keep)
    if not given.told:
        with tempfile.TemporaryDirectory() as folder:
            for kind, one in _all(Path(folder), given, kept["pages"]):
                kept[kind].append(one)
                if given.keep:
                    given.keep.write_text(json.dumps(kept), encoding="utf-8")
    found = [Found(**one) for one in kept["pages"]]
    print(told(found, [Measured(**one) for one in kept["reading"]]))


def _kept(path: Path | None) -> dict[str, list[dict[str, object]]]:
    if path and path.is_file():
        kept: dict[str, list[dict[str, object]]] = json.loads(path.read_text("utf-8"))
        return kept
    return {"pages": [], "reading": []}


def _all(
    folder: Path, given: argparse.Namespace, before: list[dict[str, object]]
) -> Iterator[tuple[str, dict[str, object]]]:
    """Every figure as it comes, with the part it belongs to."""
    atlas, left_out = load(), {way.name for way in STOCK} - set(given.ways)
    last = max((int(str(one["repeat"])) for one in before), default=-1)
    repeats = range(last + 1, last + 1 + given.repeats)
    if given.only != "reading":
        for rows in sorted(given.rows):
            firms = prepared(atlas, rows, folder / str(rows), given.scripts)
            for one in used(firms, rows, repeats, left_out):
                took = ", ".join(
                    f"{k} {median(v):.0f}" for k, v in one.sample.items() if k in _TOLD
                )
                print(
                    f"{rows:,} rows, repeat {one.repeat + 1}, {one.way}: {took}",
                    *one.faults,
                    flush=True,
                )
                yield "pages", asdict(one)
    if given.only != "pages":
        for figure in measured(atlas, max(given.rows), folder, given.repeats):
            print(*figure.row(), sep=" | ", flush=True)
            yield "reading", asdict(figure)


_TOLD = {"first", "next", "filter", "again", "zoom"}


if __name__ == "__main__":
    main()
