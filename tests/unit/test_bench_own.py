"""What own firms are measured with: the same register each time, and stock pages that start."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from bench.own_use import STOCK
from bench.registers import register, write
from geo.data.atlas import Atlas
from geo.register.build import build

ROWS = 400


def test_a_register_is_the_same_each_time_and_every_firm_of_it_is_placed(
    atlas: Atlas, tmp_path: Path
) -> None:
    made, again = register(atlas, ROWS), register(atlas, ROWS)
    assert made.table.equals(again.table)
    assert not made.table.equals(register(atlas, ROWS, seed=13).table)
    utf8, gb = (write(made.table, tmp_path / c, c) for c in ("utf-8", "gb18030"))
    assert utf8.read_text("utf-8") == gb.read_text("gb18030")
    report = build(atlas, gb, tmp_path / "placed")
    assert (report.rows, report.firms, sum(report.refused.values())) == (ROWS, ROWS, 0)
    placed = pd.read_parquet(tmp_path / "placed" / "placed.parquet").sort_values("firm_id")
    assert placed["city"].tolist() == made.city.tolist()
    assert placed["x"].notna().tolist() == np.isfinite(made.lon).tolist()


@pytest.mark.parametrize("way", [*(way.name for way in STOCK), "upload"])
def test_a_stock_page_starts_and_can_be_filtered(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = tmp_path / "points.parquet"
    pd.DataFrame({"lat": [30.5, 31.0], "lon": [114.3, 112.1], "city": ["武汉", "襄阳"]}).to_parquet(
        points
    )
    monkeypatch.setenv("BENCH_WAY", way)
    monkeypatch.setenv("BENCH_POINTS", str(points))
    page = AppTest.from_file("../../bench/stock.py", default_timeout=60).run()
    assert not page.exception
    if way != "upload":
        page.button_group(key="cities").set_value(["武汉"]).run()
        assert not page.exception
