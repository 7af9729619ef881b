"""Registers of firms for tests: a few hundred firms, with hostile names among them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from geo.data.atlas import Atlas
from geo.register.build import PLACED, SCHEMA
from geo.register.placing import HOW, mercator_x, mercator_y

#: Names as a file may bring them: markup, a formula, and text that runs the other way.
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://evil","x")',
    "\u202eمصنع\u202c",
    "</script><script>alert(1)</script>{{ 7*7 }}",
)


def firms(atlas: Atlas, number: int = 900) -> pd.DataFrame:
    """Placed firms: most of them close together in four cities, others all over the province."""
    random = np.random.default_rng(5)
    cities = atlas.cities
    chains = list(atlas.by_key("chains").index[:6])
    seat = np.array([[114.40, 30.50], [111.30, 30.70], [112.14, 32.04], [110.79, 32.65]])
    code = np.array([420100, 420500, 420600, 420300])
    where = random.choice(4, number, p=[0.4, 0.3, 0.2, 0.1])
    at = seat[where] + random.normal(0, 0.02, (number, 2))
    table = pd.DataFrame(
        {
            "firm_id": np.arange(1, number + 1),
            "name": [f"湖北第{n}公司" for n in range(1, number + 1)],
            "x": np.rint(mercator_x(at[:, 0])),
            "y": np.rint(mercator_y(at[:, 1])),
            "county": np.nan,
            "city": code[where].astype(float),
            "chain": random.choice([*chains, None], number, p=[0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1]),
            "code": None,
            "year": random.integers(1995, 2025, number).astype(float),
            "staff": random.integers(5, 5000, number).astype(float),
            "revenue": random.integers(50, 90_000, number) / 2,
            "how": HOW.index("point"),
        }
    )
    assert set(code) <= set(cities.index)
    lost = random.random(number) < 0.1
    table.loc[lost, ["x", "y"]] = np.nan
    table.loc[lost, "how"] = HOW.index("city")
    table.loc[random.random(number) < 0.2, "year"] = np.nan
    table.loc[: len(HOSTILE) - 1, "name"] = HOSTILE
    table.loc[: len(HOSTILE) - 1, "staff"] = 90_000.0  # first of the largest
    table.loc[: len(HOSTILE) - 1, ["x", "y"]] = (12_735_600.0, 3_567_300.0)
    return table


def write(table: pd.DataFrame, folder: Path) -> Path:
    """The firms as a folder that can be opened."""
    kinds = {"x": "Int32", "y": "Int32", "county": "Int32", "city": "Int32", "year": "Int16",
             "staff": "Int32"}  # fmt: skip
    table.astype(kinds).to_parquet(folder / PLACED, schema=SCHEMA, index=False)
    return folder
