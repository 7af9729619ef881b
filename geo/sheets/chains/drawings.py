"""Drawings below the map of chains: roles by chain and city, and the flow to the cities."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geo.charts import chains as charts
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.questions.chains import choice, places
from geo.questions.chains import flow as flows
from geo.questions.cities import STAGES
from geo.record import clusters, provenance
from geo.record.naming import area_names, bare
from geo.sheets.chains.asked import asked
from geo.sheets.figures import Chart
from geo.sheets.view import View
from geo.words import Words

#: Sources named in full below a drawing; beyond these, where each row tells its own.
_MOST_SOURCES = 3
#: Longest English name of a chain that heads a row of the matrix.
_LONGEST = 30


def matrix(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart:
    """Chains by city: those chosen, or all of the group that one is of."""
    ids = asked(atlas, view).ids
    group = choice.chosen(atlas, (), view.selection.fam, view.chains.system)
    wanted = choice.in_order(atlas, group if len(ids) <= 1 else ids)
    shown = _matrix(atlas, wanted, t)
    number, every = int(shown.roles.notna().any(axis=1).sum()), len(shown.roles)
    cells = int(shown.roles.notna().sum().sum())
    title = t("chains.matrix_title", chains=every, cells=cells, known=number)
    words = shown.roles.map(lambda role: t(f"chains.role.{role}") if role else "")
    table = words.set_axis([shown.cities[code] for code in words], axis="columns")
    table.insert(0, t("chains.col.chain"), [shown.chains[code] for code in words.index])
    return Chart(
        code="chain-matrix",
        title=title,
        reading=t("chains.matrix_reading"),
        hint=t("chains.matrix_hint"),
        figure=charts.matrix(
            shown,
            t,
            theme,
            picked_chains=view.selection.chain,
            picked_cities=view.selection.city,
        ),
        table=table.reset_index(drop=True),
        alt=title,
        badge=t(f"chains.matrix_badge{'_all' if number == every else ''}", known=number, all=every),
        complete=number == every,
        source=_sources(atlas, wanted, t),
    )


def _matrix(atlas: Atlas, order: Sequence[str], t: Words) -> charts.Matrix:
    """Rows by colour group and family, columns by region."""
    chains = choice.table(atlas)
    region_of = clusters.region_of_city(atlas)
    regions = atlas.by_key("regions")
    rank = {code: n for n, code in enumerate(regions.index)}
    cities = sorted(atlas.cities.index, key=lambda code: rank[region_of[int(code)]])
    found = places.records(atlas, order)
    roles = found.pivot(index="chain_id", columns="city_adcode", values="role")
    roles = roles.reindex(index=list(order), columns=cities)
    names = area_names(atlas, t)
    return charts.Matrix(
        roles=roles.astype(object).where(roles.notna(), None),
        hues={code: chains.at[code, "hue"] for code in order},
        chains={code: _short(t.name(chains.loc[code]), t) for code in order},
        cities={int(code): str(names[code]) for code in cities},
        regions={code: t(f"chains.region.{code}") for code in dict.fromkeys(region_of.values())},
        region_of=region_of,
    )


def _short(name: str, t: Words) -> str:
    """Name without what is in brackets; English ones cut to what a row heading holds."""
    name = bare(name)
    return name if t.lang == "zh" or len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def flow(atlas: Atlas, view: View, t: Words, theme: Theme) -> Chart | None:
    """From family over chain and stage to city; None where nothing is on record."""
    ids = asked(atlas, view).ids
    rows = flows.rows(atlas, ids)
    if rows.empty:
        return None
    chains, names = choice.table(atlas), area_names(atlas, t)
    families = chains.drop_duplicates("family_id").set_index("family_id")[f"family_{t.lang}"]
    labels = {f"fam:{code}": name for code, name in families.items()}
    labels |= {f"chain:{code}": bare(t.name(row)) for code, row in chains.iterrows()}
    labels |= {f"stage:{code}": t(f"chains.stage.{code}") for code in (*STAGES, places.UNSTATED)}
    labels |= {f"city:{code}": str(name) for code, name in names.items()}
    hues = {f"chain:{code}": hue for code, hue in chains["hue"].items()}
    hues |= {f"fam:{row['family_id']}": row["hue"] for _, row in chains.iterrows()}
    drawn = rows["chain_id"].unique()
    name = t.name(chains.loc[drawn[0]])
    key = "chains.flow_title" if len(drawn) > 1 else "chains.flow_title_one"
    title = t(key, n=len(rows), chains=len(drawn), chain=name)
    return Chart(
        code="chain-flow",
        title=title,
        reading=t("chains.flow_reading"),
        figure=charts.flow(flows.steps(atlas, ids), labels, hues, theme),
        table=pd.DataFrame(
            {
                t("chains.col.chain"): [t.name(chains.loc[code]) for code in rows["chain_id"]],
                t("chains.col.stage"): [t(f"chains.stage.{code}") for code in rows["stage"]],
                t("chains.col.city"): [names[code] for code in rows["city_adcode"]],
                t("chains.col.role"): [t(f"chains.role.{code}") for code in rows["role"]],
            }
        ),
        alt=title,
        source=_sources(atlas, ids, t),
    )


def _sources(atlas: Atlas, ids: Sequence[str], t: Words) -> str:
    """Where the records of the chains come from."""
    cited = places.records(atlas, ids)["source_ids"]
    keys = dict.fromkeys(key for cell in cited for key in cell)
    if not 0 < len(keys) <= _MOST_SOURCES:
        return t("chains.source_each")
    return t.join(provenance.source_names(atlas, keys, t))
