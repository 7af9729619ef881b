"""One figure of every chart builder, from this project's own data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from geo.charts import benchmarks as benchmark_charts
from geo.charts import chains as chain_charts
from geo.charts import concentration_cells as cell_charts
from geo.charts import concentration_more as lottery_charts
from geo.charts import concentration_quotients, concentration_strip, firms, shares
from geo.charts import counts as count_charts
from geo.charts import dots as dot_charts
from geo.charts import ladder as ladder_charts
from geo.charts import series as series_charts
from geo.charts import takeover as takeover_charts
from geo.charts.concentration_dumbbell import dumbbell
from geo.charts.count_matrix import count_matrix
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions import benchmarks, ladder, policies
from geo.questions.chains import choice, flow, places
from geo.questions.concentration import bases, cells, indices, quotients, robustness, subjects
from geo.questions.concentration.two_way import two_way
from geo.record import clusters, counts, ranks
from geo.record.naming import area_names
from geo.sheets.concentration import asked
from geo.sheets.view import View
from geo.words import Words

CORE = (420100, 420600, 420500)
GROWTH = "provincial_key_growth_cluster"
Make = Callable[[Atlas, Words, Theme], go.Figure]


def _case(atlas: Atlas) -> Any:
    return robustness.case(
        atlas, subjects.subject(atlas, subjects.DEFAULT), "secondary", CORE, "lead"
    )


def _cities(atlas: Atlas, t: Words) -> dict[Any, str]:
    return {int(code): str(name) for code, name in area_names(atlas, t).items()}


def _pairs(atlas: Atlas) -> pd.DataFrame:
    case = _case(atlas)
    observed = subjects.by_city(atlas, case.subject, "lead")
    return quotients.by_city(observed, bases.shares(atlas, case.base))


def _benchmarks(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    measure = benchmarks.SIZES[0]
    rows = [
        benchmark_charts.Bar(
            item.code,
            item.code,
            item.fact.figure(t),
            item.fact.value or 0,
            open=item.fact.bound == "lower",
            strong=item.code == benchmarks.OWN,
        )
        for item in benchmarks.measured(atlas, measure)
    ]
    return benchmark_charts.bars(rows, theme, room=1.1)


def _chain_matrix(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    chains = choice.table(atlas)
    order = choice.in_order(atlas, tuple(chains.index[:16]))
    region_of = clusters.region_of_city(atlas)
    regions = sorted(set(region_of.values()))
    cities = sorted(atlas.cities.index, key=lambda code: regions.index(region_of[int(code)]))
    found = places.records(atlas, order).pivot(
        index="chain_id", columns="city_adcode", values="role"
    )
    roles = found.reindex(index=list(order), columns=cities)
    shown = chain_charts.Matrix(
        roles=roles.astype(object).where(roles.notna(), None),
        hues={code: chains.at[code, "hue"] for code in order},
        chains={code: t.name(chains.loc[code]) for code in order},
        cities=_cities(atlas, t),
        regions={code: t(f"chains.region.{code}") for code in regions},
        region_of=region_of,
    )
    return chain_charts.matrix(shown, t, theme, picked_cities=(420600,))


def _flow(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    chains = choice.table(atlas)
    ids = tuple(chains.index[:8])
    steps = flow.steps(atlas, ids)
    nodes = {*steps["source"], *steps["target"]}
    names = _cities(atlas, t)
    labels = {node: names.get(_code(node), node.partition(":")[2]) for node in nodes}
    hues = {f"chain:{code}": hue for code, hue in chains["hue"].items()}
    return chain_charts.flow(steps, labels, hues, theme)


def _code(node: str) -> int:
    kind, _, code = node.partition(":")
    return int(code) if kind == "city" and code.isdecimal() else 0


def _dumbbell(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    return dumbbell(_pairs(atlas), _cities(atlas, t), CORE, t, theme, picked=(420500,))


def _quotients(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    every = _pairs(atlas)
    table = quotients.quotients(every, CORE, quotients.strength(every))
    names = _cities(atlas, t) | {quotients.CORE: "core", quotients.REST: "rest"}
    core = {*CORE, quotients.CORE}
    return concentration_quotients.quotients(table, names, core, t, theme)


def _strip(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    cases = robustness.strip(atlas, subjects.subject(atlas, subjects.DEFAULT), CORE, "lead")
    rows = [
        concentration_strip.Row(
            label=one.base.code,
            word=t(f"concentration.kind.{one.verdict.kind}"),
            chance=f"{one.verdict.tail:.2f}",
            share=one.verdict.base_share,
            band=one.verdict.band,
            clear=one.verdict.kind != "open",
        )
        for one in cases
    ]
    share = cases[0].verdict.share
    return concentration_strip.strip(rows, share, theme, ways=(share - 0.1, share + 0.1))


def _industries(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    found = cells.cells(atlas, *asked.industries_of_view(atlas, View()), "family")
    assert found is not None
    chains = atlas.table("chains")
    names = {str(code): name for code, name in _cities(atlas, t).items()}
    names |= dict(zip(chains["family_id"], chains[f"family_{t.lang}"], strict=True))
    names |= {cells.OPEN: t("concentration.industry.unknown")}
    return cell_charts.industries(found, names, t, theme)


def _two_way(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    case = _case(atlas)
    observed = subjects.by_city(atlas, case.subject, "lead")
    table = two_way(observed, bases.shares(atlas, case.base))
    return lottery_charts.two_way(
        table, 16, _cities(atlas, t), CORE, t, theme, base="GDP", picked=(420500,)
    )


def _core_share(atlas: Atlas, _t: Words, theme: Theme) -> go.Figure:
    case = _case(atlas)
    found = case.verdict
    inside = tuple(int(city) in CORE for city in atlas.cities.index)
    sizes = ((1, int(found.of)),)
    values, often = indices.core_draws(sizes, case.base.shares, inside, case.rule)
    shares = np.asarray(values) / found.of
    return lottery_charts.core_share(shares, often, found.share, (found.low, found.high), theme)


def _counts(atlas: Atlas) -> tuple[int, ...]:
    return tuple(int(n) for n in _pairs(atlas)["observed"].reindex(atlas.cities.index))


def _lorenz(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    found = indices.ribbon(_counts(atlas), _case(atlas).base.shares)
    return lottery_charts.lorenz(found, t("clusters.official"), t("clusters.named"), theme)


def _bands(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    rows = indices.indices(_counts(atlas), _case(atlas).base.shares)
    labels = [t(f"concentration.index.{row.code}") for row in rows]
    return lottery_charts.bands(rows, labels, theme)


def _count_matrix(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    table = policies.by_level(atlas, policies.measures(atlas))
    column = atlas.resource("policies").column("level")
    names = {str(code): t.name(row) for code, row in policies.levers(atlas).iterrows()}
    names |= {code: column.label(code, t.lang) for code in policies.LEVELS}
    return count_matrix(
        table, names, t, theme, totals=table.sum(axis=1), picked_rows=(table.index[1],),
        head_lines=2, slanted=True,
    )  # fmt: skip


def _by_year(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    official = counts.official(atlas, "total", "national_innovative_cluster")
    named = counts.named_by_year(atlas, "national_innovative_cluster")
    return count_charts.by_year(official, named, t, theme)


def _bars(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    table = pd.DataFrame(
        {
            "city": atlas.cities["short_zh" if t.lang == "zh" else "name_en"],
            "official": counts.by_city(atlas, GROWTH, 2018),
            "named": counts.named_by_city(atlas, GROWTH, 2018),
        }
    ).sort_values("official", ascending=False)
    return count_charts.bars(table, t, theme, picked=(420600,))


def _ladder(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    table = ladder.by_year(atlas)
    programmes = ladder.programmes(atlas)
    shown = set(table["programme_id"])
    rows = [code for code in programmes.index if code in shown]
    names = {code: t.name(programmes.loc[code]) for code in rows}
    return ladder_charts.by_year(table, rows, names, t, theme)


def _series(atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    return series_charts.ranked(ranks.series(atlas, "gdp", 420500), "cny_100m", t, theme)


def _shares(_atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    return shares.by_region(
        {"A": "main", "B": "faint"}, [t("units.km")], {"A": [0.7], "B": [0.3]}, theme
    )


def _dots(_atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    groups = (dot_charts.Group(4, t("units.clusters"), core=True), dot_charts.Group(10, "rest"))
    return dot_charts.dots(
        [dot_charts.Row("A", groups, real=True), dot_charts.Row("B", groups, real=False)], theme
    )


def _takeover(_atlas: Atlas, _t: Words, theme: Theme) -> go.Figure:
    states = [("own", "1"), ("near", "2"), ("none", "3")]
    rows = [takeover_charts.Row(name, "standing", "group", states) for name in ("A", "B")]
    return takeover_charts.matrix(rows, ["up", "mid", "down"], theme)


def _founded(_atlas: Atlas, t: Words, theme: Theme) -> go.Figure:
    return firms.by_year(pd.Series([3, 0, 1200], index=[1998, 1999, 2000]), t, theme)


#: By module and function.
SAMPLES: dict[str, Make] = {
    "benchmarks.bars": _benchmarks,
    "chains.flow": _flow,
    "chains.matrix": _chain_matrix,
    "concentration_dumbbell.dumbbell": _dumbbell,
    "concentration_quotients.quotients": _quotients,
    "concentration_strip.strip": _strip,
    "concentration_cells.industries": _industries,
    "concentration_more.bands": _bands,
    "concentration_more.core_share": _core_share,
    "concentration_more.lorenz": _lorenz,
    "concentration_more.two_way": _two_way,
    "count_matrix.count_matrix": _count_matrix,
    "counts.bars": _bars,
    "counts.by_year": _by_year,
    "dots.dots": _dots,
    "firms.by_year": _founded,
    "ladder.by_year": _ladder,
    "series.ranked": _series,
    "shares.by_region": _shares,
    "takeover.matrix": _takeover,
}
