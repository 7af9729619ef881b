"""The way from a file to placed firms, beside what others do with the same file.

Counted is the processor's time of the process, which other programs disturb least.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import duckdb
import geopandas
import numpy as np
import pandas as pd
from playwright.sync_api import Page, sync_playwright
from pyarrow import csv

from bench.own_use import PLAIN, memory
from bench.registers import Register, register, write
from bench.report import spread, verdict
from geo.data.atlas import Atlas, load
from geo.register import queries
from geo.register.build import PLACED, build
from geo.register.engine import embedded
from geo.register.placing import Counties
from geo.register.taken import take
from scripts.ensure_browser import find_browser
from tests.browser.driver import CHROMIUM, Server, serve

#: Rows of the file that is read, and firms that are placed and uploaded.
READ, PLACE = 1_000_000, 2_000_000
#: Seconds within which an upload is read and placed.
_NEVER = 600
_CELL = 1_000
#: The same questions by hand.
BY_HAND = {
    "cells": f"select x // {_CELL} as i, y // {_CELL} as j, count(*) as n, sum(staff) as staff,"
    f" sum(revenue) as revenue from firms where x is not null group by all"
    f" order by n desc, i, j limit {queries.MOST}",
    "matrix": "select city as area, chain, count(*) as n, sum(staff) as staff,"
    " sum(revenue) as revenue from firms where city is not null group by all"
    " order by area, chain nulls first",
}
ASKED: dict[str, Callable[[object], object]] = {
    "cells": lambda firms: queries.cells(firms, _CELL),
    "matrix": queries.matrix,
}


@dataclass(frozen=True)
class Measured:
    """One figure of the report.

    Attributes
    ----------
    name : str
        What was measured.
    own, other : list of float
        Of the product, and of what stands beside it in the same repeats; without, the product's
        own are held against the goal.
    unit : str
        Unit of both.
    goal : float or None
        Most that the ratio, or the product's own, may be.
    remark : str
        What else was found.
    """

    name: str
    own: list[float]
    other: list[float] = field(default_factory=list)
    unit: str = "s"
    goal: float | None = None
    remark: str = ""

    def row(self) -> list[str]:
        """As a line of a table."""
        both = [_middle(values, self.unit) for values in (self.own, self.other)]
        ratios = [a / b for a, b in zip(self.own, self.other, strict=False)]
        told = spread(ratios, ".2f") if ratios else spread(self.own, ".3g", f" {self.unit}")
        unit = "" if ratios else f" {self.unit}"
        held = verdict(float(np.median(ratios or self.own)), self.goal, unit)
        return [self.name, *both, "; ".join(filter(None, (told, self.remark))), held]


def _middle(values: list[float], unit: str) -> str:
    return f"{float(np.median(values)):.3g} {unit}" if values else ""


def measured(atlas: Atlas, most: int, folder: Path, repeats: int) -> Iterator[Measured]:
    """All figures, with no more rows than asked for."""
    read, place = min(READ, most), min(PLACE, most)
    yield from reading(register(atlas, read), folder, repeats)
    yield from asking(folder / "whole", repeats)
    yield placing(atlas, place, repeats)
    path = write(register(atlas, place).table, folder / "upload.csv")
    yield from upload(path)


def reading(made: Register, folder: Path, repeats: int) -> Iterator[Measured]:
    """Reading the same rows, each time in a process of its own."""
    rows = f"{made.table.num_rows:,} rows"
    paths = {c: write(made.table, folder / f"{c}.csv", c) for c in ("utf-8", "gb18030")}
    times: dict[str, list[tuple[float, float]]] = {}
    for _ in range(repeats):
        for job, charset in (("arrow", "utf-8"), ("take", "utf-8"), ("take", "gb18030")):
            times.setdefault(f"{job} {charset}", []).append(_apart(job, paths[charset], folder))
    arrow = [seconds for seconds, _ in times["arrow utf-8"]]
    for charset, goal in (("utf-8", 1), ("gb18030", 2)):
        own = times[f"take {charset}"]
        name = f"reading {rows}, {charset.upper()}, beside pyarrow.csv.read_csv of UTF-8"
        yield Measured(name, [seconds for seconds, _ in own], arrow, goal=goal)
        peak = [most for _, most in own]
        other = [most for _, most in times["arrow utf-8"]] if charset == "utf-8" else []
        remark = f"pyarrow {_middle(other, 'MB')}" if other else ""
        yield Measured(f"… memory above start, {charset.upper()}", peak, unit="MB", goal=250,
                       remark=remark)  # fmt: skip
    whole = _apart("build", paths["utf-8"], folder)
    yield Measured(f"file to placed firms, {rows}", [whole[0]])
    yield Measured("… memory above start", [whole[1]], unit="MB", goal=250)


def _apart(job: str, path: Path, folder: Path) -> tuple[float, float]:
    """Seconds and megabytes of a job in another process."""
    command = [sys.executable, "-m", "bench.own_reading", job, str(path), str(folder / "whole")]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    seconds, most = json.loads(told)
    return seconds, most


def _job(job: str, path: Path, folder: Path) -> tuple[float, float]:
    """What :func:`_apart` has done: its seconds, and its memory above that before it."""
    atlas = load()
    folder.mkdir(exist_ok=True)
    jobs = {
        "arrow": lambda: csv.read_csv(path),
        "take": lambda: take(path, folder),
        "build": lambda: build(atlas, path, folder),
    }
    Path("/proc/self/clear_refs").write_text("5")  # the most so far is what is held now
    before, start = _most(), time.process_time()
    kept = jobs[job]()
    seconds = time.process_time() - start
    del kept
    return seconds, _most() - before


def _most() -> float:
    """The most memory that this process has held, megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM"))


def placing(atlas: Atlas, number: int, repeats: int) -> Measured:
    """Points to counties beside geopandas, on points of firms and some anywhere."""
    made = register(atlas, number)
    lon, lat = made.lon.copy(), made.lat.copy()
    rng = np.random.default_rng(1)
    away = rng.random(number) < 0.05
    west, south, east, north = atlas.province.bounds
    lon[away] = rng.uniform(west - 0.2, east + 0.2, away.sum())
    lat[away] = rng.uniform(south - 0.2, north + 0.2, away.sum())
    known = np.isfinite(lon) & np.isfinite(lat)
    lon, lat = lon[known], lat[known]
    layer = atlas.boundaries("county", "full")
    own, other, made_in, differ = [], [], [], 0
    for _ in range(repeats):
        start = time.process_time()
        counties = Counties(layer.geometry.to_numpy(), layer.index.to_numpy(np.int64))
        ready = time.process_time()
        codes = counties.of(lon, lat)
        ended = time.process_time()
        points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat), crs=layer.crs)
        begun = time.process_time()
        joined = geopandas.sjoin(points, layer[["geometry"]], predicate="intersects", how="left")
        other.append(time.process_time() - begun)
        own.append(ended - ready)
        made_in.append(ready - start)
        there = joined.iloc[:, -1].groupby(level=0).first().fillna(0).to_numpy(np.int64)
        differ += int((there != codes).sum())
    remark = f"{differ} points differ; raster {_middle(made_in, 's')} once a process"
    name = f"placing {len(lon):,} points, beside geopandas.sjoin"
    return Measured(name, own, other, goal=0.1, remark=remark)


def asking(folder: Path, repeats: int) -> Iterator[Measured]:
    """Questions by Ibis beside the same SQL by hand."""
    with embedded(folder) as engine, duckdb.connect(config={"threads": 1}) as con:
        con.execute(
            "create table firms as select * from read_parquet(?) order by y, x, firm_id",
            [str(folder / PLACED)],
        )
        for name, question in ASKED.items():
            own, other = [], []
            for _ in range(5 * repeats):
                start = time.process_time()
                asked = engine.ask(question)
                ready = time.process_time()
                by_hand = con.execute(BY_HAND[name]).df()
                other.append(1000 * (time.process_time() - ready))
                own.append(1000 * (ready - start))
            assert pd.Series(asked["n"]).tolist() == by_hand["n"].tolist()
            title = f"{name} by Ibis, beside the same SQL by hand"
            yield Measured(title, own, other, unit="ms", goal=1.3)


def upload(path: Path) -> Iterator[Measured]:
    """A file put in by the page, and by Streamlit's own box, and what the server then holds."""
    size = path.stat().st_size / 1e6
    with serve() as server, sync_playwright() as playwright, _Watch(server) as most:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(CHROMIUM))
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{server.url}/own?lang=zh")
        box = page.locator(".put-file").first
        box.wait_for(state="attached")
        page.wait_for_timeout(3000)
        start, before = time.perf_counter(), most.begin()
        with page.expect_response(lambda one: one.request.method == "PUT", timeout=1000 * _NEVER):
            box.set_input_files(path)
        sent, came = most.most - before, time.perf_counter() - start
        page.locator(".bench-figures").first.wait_for(timeout=1000 * _NEVER)
        placed, ended = most.most - before, time.perf_counter() - start
        browser.close()
    boxed = _boxed(path)
    name = f"upload of {size:.0f} MB: server memory above start"
    remark = f"in {came:.0f} s; st.file_uploader {boxed:.0f} MB"
    yield Measured(name, [sent], unit="MB", goal=64, remark=remark)
    remark = f"in {ended:.0f} s from choosing the file"
    yield Measured("… until it is read and placed", [placed], unit="MB", remark=remark)


def _boxed(path: Path) -> float:
    """Megabytes that a server holds above start when Streamlit's own box has taken a file."""
    settings = PLAIN | {"BENCH_WAY": "upload", "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "1000"}
    with (
        serve("bench/stock.py", **settings) as server,
        sync_playwright() as playwright,
        _Watch(server) as most,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(CHROMIUM))
        page: Page = browser.new_page()
        page.goto(server.url)
        box = page.locator("input[type=file]")
        box.wait_for(state="attached")
        page.wait_for_timeout(3000)
        before = most.begin()
        with page.expect_response(lambda one: one.request.method == "PUT", timeout=1000 * _NEVER):
            box.set_input_files(path)
        page.wait_for_timeout(2000)
        browser.close()
        return most.most - before


class _Watch:
    """Watches the memory of a server.

    Parameters
    ----------
    server : Server
        Whose.
    """

    def __init__(self, server: Server) -> None:
        self._server, self._over, self.most = server, Event(), 0.0
        self._thread = Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while not self._over.wait(0.05):
            with suppress(OSError):
                self.most = max(self.most, memory(self._server))

    def begin(self) -> float:
        """What it holds now; the most is looked for from here on."""
        self.most = memory(self._server)
        return self.most

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


if __name__ == "__main__":
    print(json.dumps(_job(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
