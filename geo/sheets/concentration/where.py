"""Where the items are: by city and region, Theil's split, industries by city."""

from __future__ import annotations

from functools import partial

import pandas as pd

from geo.charts import concentration_more as drawn
from geo.charts.benchmarks import Bar, bars
from geo.charts.concentration_cells import industries as industry_cells
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions import layout
from geo.questions.concentration import cells, indices, subjects, wording
from geo.questions.concentration.robustness import Case
from geo.record import clusters
from geo.record.naming import area_names, bare
from geo.sheets.concentration import asked as ask
from geo.sheets.concentration.verdict import names_of, told
from geo.sheets.figures import Chart
from geo.sheets.page import Charts
from geo.sheets.view import View
from geo.words import Words

#: Longest names of schemes and of industries beside a chart; its table has them in full.
_LONGEST_SCHEME, _LONGEST_INDUSTRY = 23, 30


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Makers of the three charts."""
    asked = ask.case(atlas, view)
    assert asked is not None
    return {
        "by-region": partial(by_region, atlas, view, asked, t, theme),
        "theil": partial(theil, atlas, asked, t, theme),
        "industries": partial(industries, atlas, view, t, theme),
    }


def _full_schemes(atlas: Atlas) -> list[layout.Scheme]:
    """Schemes whose regions hold each of the 17 units once."""
    return [one for one in layout.schemes(atlas) if one.complete and not one.shared]


def scheme_of(atlas: Atlas, view: View) -> layout.Scheme:
    """The scheme that a view asks for, if it parts the province; else the main one."""
    schemes = {one.scheme_id: one for one in _full_schemes(atlas)}
    return schemes.get(view.layout.scheme, schemes[clusters.MAIN_SCHEME])


def counts_by_region(
    atlas: Atlas, scheme: layout.Scheme, asked: Case, t: Words
) -> list[tuple[str, pd.Series]]:
    """Name of each region and the items of its cities, most first."""
    region_of = clusters.region_of_city(atlas, scheme.scheme_id)
    counts = subjects.by_city(atlas, asked.subject, "lead")
    found = []
    for region in scheme.regions:
        cities = [city for city in counts.index if region_of.get(int(city)) == region.region_id]
        if cities:
            held = counts[cities].sort_values(ascending=False, kind="stable")
            found.append((region.name_zh if t.lang == "zh" else region.name_en, held))
    return found


def by_region(atlas: Atlas, view: View, asked: Case, t: Words, theme: Theme) -> Chart:
    """Items of each city, region by region."""
    scheme, names = scheme_of(atlas, view), area_names(atlas, t)
    rows = [
        (region, int(city), None if pd.isna(number) else int(number))
        for region, held in counts_by_region(atlas, scheme, asked, t)
        for city, number in held.items()
    ]
    none = sum(number == 0 for _, _, number in rows)
    some = sum(bool(number) for _, _, number in rows)
    title = t("concentration.waffle.title", n=none, some=some)
    shown = [
        Bar(str(city), names[city], "?" if n is None else str(n), n or 0, strong=city in asked.core)
        for _, city, n in rows
    ]
    badge, complete = wording.known(asked.subject, t)
    return Chart(
        "by-region",
        title,
        t(
            "concentration.waffle.reading_bars",
            scheme=scheme.name_zh if t.lang == "zh" else scheme.name_en,
        ),
        bars(shown, theme),
        pd.DataFrame(
            {
                t("concentration.waffle.region"): [region for region, _, _ in rows],
                t("concentration.col.city"): [str(names[city]) for _, city, _ in rows],
                t("concentration.col.observed"): [number for _, _, number in rows],
            }
        ),
        told(title, t.join(f"{bar.label} {bar.text}" for bar in shown), t),
        badge,
        complete=complete,
    )


def theil(atlas: Atlas, asked: Case, t: Words, theme: Theme) -> Chart:
    """Part of Theil's T between regions, scheme by scheme, with what the lottery gives."""
    counts = tuple(subjects.by_city(atlas, asked.subject, "lead").fillna(0).astype(int))
    rows, names, total = [], [], 0.0
    for scheme in _full_schemes(atlas):
        region_of = clusters.region_of_city(atlas, scheme.scheme_id)
        groups = tuple(region_of[int(city)] for city in atlas.cities.index)
        found, total = indices.between(counts, asked.base.shares, groups)
        rows.append(found)
        names.append(scheme.name_zh if t.lang == "zh" else scheme.name_en)
    labels = [_short(name, _LONGEST_SCHEME) for name in names]
    out = [label for row, label in zip(rows, labels, strict=True) if not row.inside]
    title = t(f"concentration.theil.title_{'some' if out else 'none'}", names=t.join(out))
    values = t.join(f"{name} {row.value:.0%}" for row, name in zip(rows, names, strict=True))
    base = names_of(atlas, asked, t).base
    return Chart(
        "theil",
        title,
        t("concentration.theil.reading", base=base, total=f"{total:.2f}"),
        drawn.bands(rows, labels, theme),
        pd.DataFrame(
            {
                t("concentration.theil.scheme"): names,
                t("concentration.theil.between"): [round(row.value * 100, 1) for row in rows],
                t("concentration.theil.within"): [round(100 - row.value * 100, 1) for row in rows],
                t("concentration.indices.low"): [round(row.low * 100, 1) for row in rows],
                t("concentration.indices.high"): [round(row.high * 100, 1) for row in rows],
            }
        ),
        told(title, values, t),
    )


def industries(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart | None:
    """Industries by city; None where no industries are on record item by item."""
    rows = view.concentration.cells
    found = cells.cells(atlas, *ask.industries_of_view(atlas, view), rows)
    if found is None:
        return None
    names = _names(atlas, t)
    held = found.table.sum(axis=1)
    top = held[held.index != cells.OPEN].sort_values(ascending=False, kind="stable")
    most = top.index[0] if len(top) else cells.OPEN
    title = t(
        f"concentration.industry.title_{rows}",
        name=names[most],
        n=t.number(int(held[most])),
        city=names[found.table.columns[0]],
        m=t.number(int(found.table.iloc[:, 0].sum())),
    )
    badge, complete = t("concentration.badge.items", n=found.items), False
    if ask.chosen(view) == subjects.OWN:
        badge, complete = wording.known(ask.of_view(atlas, view), t)
    short = {code: _short(bare(name), _LONGEST_INDUSTRY) for code, name in names.items()}
    table = found.table.rename(index=names, columns=names)
    table.insert(0, t("facts.total"), held.to_numpy())
    if rows == "chain":
        families = [names[found.families[code]] for code in found.table.index]
        table.insert(0, t("concentration.industry.family"), families)
    return Chart(
        "industries",
        title,
        t("concentration.industry.reading", subject=ask.names(atlas, view, t).subject),
        industry_cells(found, short, t, theme, picked=view.selection.city),
        pd.DataFrame(table.reset_index(names=t(f"concentration.industry.{rows}"))),
        told(title, t.join(f"{names[code]} {number}" for code, number in held.items()), t),
        badge,
        complete=complete,
    )


def _names(atlas: Atlas, t: Words) -> dict[str, str]:
    """Words of every city, chain and family."""
    chains = atlas.table("chains")
    return (
        {str(city): str(name) for city, name in area_names(atlas, t).items()}
        | {row["chain_id"]: t.name(row) for _, row in chains.iterrows()}
        | dict(zip(chains["family_id"], chains[f"family_{t.lang}"], strict=True))
        | {cells.OPEN: t("concentration.industry.unknown")}
    )


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"
