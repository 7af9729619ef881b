"""What the page of chains says, draws and hands out where the reader's own firms are counted."""

from __future__ import annotations

from datetime import date

import geo.sheets.counted as counted
from geo.charts.count_matrix import count_matrix, even_steps
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.population.contract import Population
from geo.questions.chains import choice, own
from geo.questions.chains.gaps import OF_CITY, gaps
from geo.record.about import Export
from geo.record.areas import AreaFigure
from geo.record.naming import area_names, bare
from geo.sheets.chains.asked import asked
from geo.sheets.figures import Chart
from geo.sheets.page import Said
from geo.sheets.view import View
from geo.words import Words

#: Longest English name of a chain that heads a row of the matrix.
_LONGEST = 30


def words(atlas: Atlas, view: View, firms: Population, t: Words) -> Said:
    """Where the firms of the chains are; at how many of the gaps on record some stand."""
    ids = asked(atlas, view).ids
    found = gaps(atlas, ids)
    filled = int((own.at_gaps(atlas, firms, found) > 0).sum())
    at = t("chains.own.gaps", n=len(found), filled=filled)
    if view.chains.mode == "gaps":
        return at, (t("chains.own.gaps_reading"),)
    return _claim(atlas, ids, firms, t), (at,)


def _claim(atlas: Atlas, ids: tuple[str, ...], firms: Population, t: Words) -> str:
    table = own.matrix(atlas, firms, ids or choice.in_order(atlas))
    chains, names = choice.table(atlas), area_names(atlas, t)
    one = "_one" if len(ids) == 1 else ""
    subject = t.name(chains.loc[ids[0]]) if one else t("chains.own.subject")
    number = int(table.to_numpy().sum())
    if not number:
        return t(f"chains.own.claim_none{one}", subject=subject)
    by_city, by_chain = table.sum(), table.sum(axis=1)
    fields = {
        "subject": subject,
        "n": t.number(number),
        "cities": int((by_city > 0).sum()),
        "city": names[by_city.idxmax()],
        "most": t.number(int(by_city.max())),
        "chains": len(table),
        "chain": t.name(chains.loc[by_chain.idxmax()]),
        "of_chain": t.number(int(by_chain.max())),
    }
    return t(f"chains.own.claim{one}", **fields)


def areas(atlas: Atlas, view: View, firms: Population, t: Words) -> AreaFigure:
    """Firms of the chains by city, or how many of the gaps there some stand at."""
    ids, mode = asked(atlas, view).ids, view.chains.mode
    if mode == "gaps":
        found = gaps(atlas, ids)
        found = found[found["kind"].isin(OF_CITY)]
        number = found.loc[own.at_gaps(atlas, firms, found) > 0, "city_adcode"].value_counts()
    else:
        number = firms.counts("city", own.of(ids))
    return AreaFigure(
        values={int(code): float(number.get(code, 0)) for code in atlas.cities.index},
        title=t(f"chains.own.map_{mode}"),
        unit=t(f"chains.own.unit_{mode}"),
        year="",
        source="",
    )


def matrix(atlas: Atlas, view: View, firms: Population, t: Words, theme: Theme) -> Chart | None:
    """Firms by chain and city; None where there is not one."""
    ids = asked(atlas, view).ids
    group = choice.chosen(atlas, (), view.selection.fam, view.chains.system)
    order = choice.in_order(atlas, group if len(ids) <= 1 else ids)
    table = own.matrix(atlas, firms, order)
    if table.empty:
        return None
    chains, names = choice.table(atlas), area_names(atlas, t)
    called = {code: bare(t.name(chains.loc[code])) for code in table.index}
    badge, complete = firms.known(own.of(ids)).badge(t)
    title = t(
        "chains.own.matrix", n=t.number(int(table.to_numpy().sum())), chains=len(table),
        cities=int((table.sum() > 0).sum()),
    )  # fmt: skip
    shown = table.set_axis(table.columns.astype(str), axis="columns")
    words = {**called, **{str(code): str(names[code]) for code in table.columns}}
    printed = table.set_axis([names[code] for code in table.columns], axis="columns")
    printed.insert(0, t("chains.col.chain"), [called[code] for code in table.index])
    printed.insert(1, t("facts.total"), table.sum(axis=1).to_numpy())
    return Chart(
        code="chain-matrix",
        title=title,
        reading=t("chains.own.matrix_reading"),
        hint=t("chains.matrix_hint"),
        figure=count_matrix(
            shown, words, t, theme, none="", slanted=True, edged=True,
            totals=table.sum(axis=1), steps=even_steps(int(table.to_numpy().max())),
            picked_rows=view.selection.chain, picked_columns=[*map(str, view.selection.city)],
        ),
        table=printed.reset_index(drop=True),
        alt=title,
        badge=badge,
        complete=complete,
        source=t("counted.source"),
    )  # fmt: skip


def rows(atlas: Atlas, view: View, link: str, day: date) -> Export:
    """The firms of the chains by city."""
    return counted.export(atlas, view, own.of(asked(atlas, view).ids), link, day)
