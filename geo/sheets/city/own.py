"""The reader's own firms in one city, by chain."""

from __future__ import annotations

from functools import partial

import pandas as pd

import geo.sheets.counted as counted
from geo.charts.benchmarks import Bar, bars
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.population.contract import Population
from geo.population.selection import Selection
from geo.questions import cities
from geo.questions.chains import choice
from geo.record.naming import area_names, bare
from geo.sheets.figures import Chart
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words

#: Chains drawn, and those named in a sentence; the table of the chart has all.
_DRAWN, _NAMED = 12, 3


def of(adcode: int) -> Selection:
    """The firms of a city."""
    return Selection(city=(adcode,))


def by_chain(firms: Population, adcode: int) -> pd.Series:
    """Firms of a city by chain, most first."""
    return firms.counts("chain", of(adcode)).sort_values(ascending=False, kind="stable")


def lines(atlas: Atlas, view: View, adcode: int, t: Words) -> tuple[str, ...]:
    """Which chains a city has by the reader's own firms, and which of them no source names."""
    firms = counted.own(atlas, view)
    if firms is None:
        return ()
    found, known = by_chain(firms, adcode), firms.known(of(adcode))
    city = area_names(atlas, t)[adcode]
    if found.empty:
        return (t("city.own.none", city=city, n=t.number(known.placed)),)
    new = [code for code in found.index if code not in cities.chains(atlas, adcode).index]
    fields = {
        "city": city,
        "n": t.number(known.placed),
        "chains": len(found),
        "names": _names(atlas, found.index, t),
        "new": len(new),
        "new_names": _names(atlas, new, t),
    }
    return (t(f"city.own.told{'' if new else '_known'}", **fields),)


def _names(atlas: Atlas, codes: pd.Index | list[str], t: Words) -> str:
    """The first of some chains by name."""
    chains = choice.table(atlas)
    told = t.join(bare(t.name(chains.loc[code])) for code in codes[:_NAMED])
    return told + (t("plain.dots.more") if len(codes) > _NAMED else "")


def charts(atlas: Atlas, view: View, adcode: int, t: Words, theme: Theme) -> Charts:
    """Maker of the chart, where the reader's own firms are counted."""
    firms = counted.own(atlas, view)
    return {} if firms is None else {"own-chains": partial(_chart, atlas, firms, adcode, t, theme)}


def _chart(atlas: Atlas, firms: Population, adcode: int, t: Words, theme: Theme) -> Chart | None:
    found, known = by_chain(firms, adcode), firms.known(of(adcode))
    if found.empty:
        return None
    chains = choice.table(atlas)
    names = {code: bare(t.name(chains.loc[code])) for code in found.index}
    on_record = cities.chains(atlas, adcode).index
    title = t(
        "city.own.title", city=area_names(atlas, t)[adcode], n=t.number(int(found.sum())),
        chain=names[found.index[0]], most=t.number(int(found.iloc[0])),
    )  # fmt: skip
    rows = [
        Bar(code, names[code], t.number(int(n)), int(n), strong=code not in on_record)
        for code, n in found.head(_DRAWN).items()
    ]
    told = ["" if code in on_record else t("city.own.new") for code in found.index]
    return Chart(
        code="own-chains",
        title=title,
        reading=t(
            "city.own.reading",
            n=t.number(known.placed),
            without=t.number(known.placed - known.mapped),
        ),
        figure=bars(rows, theme),
        table=pd.DataFrame(
            {
                t("chains.col.chain"): list(names.values()),
                t("counted.column.firms"): found.to_numpy(),
                t("city.own.record"): told,
            }
        ),
        alt=title,
        source=t("counted.source"),
    )
