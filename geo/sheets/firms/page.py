"""Firms of a reader's own register: where they are, what they make, and where they stand close."""

from __future__ import annotations

from datetime import date

import geo.sheets.marked as marked
from geo.data.atlas import Atlas
from geo.look.tokens import Theme
from geo.population.beside import counted_beside
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.record.about import Export
from geo.record.naming import area_names, names
from geo.sheets.figures import MapFigure
from geo.sheets.firms import drawings, on_map, tables
from geo.sheets.firms.register import Asked, asked, county_of
from geo.sheets.page import Charts, Page, Said
from geo.sheets.page import tables as of_data
from geo.sheets.panel import Group, Number, Panel
from geo.sheets.table_filter import in_words
from geo.sheets.view import View
from geo.words import Words

#: Dimensions of the selection that firms can be narrowed down by.
FILTERS = ("region", "city", "fam", "chain", "q")


def words(atlas: Atlas, view: View, t: Words) -> Said:
    """How many firms there are, where most of them are, and how much is known of them."""
    found = asked(atlas, view)
    if found is None:
        key = "none" if counted_beside(atlas) is None else "lost"
        return t(f"firms.{key}"), (t("firms.none_line"),)
    return claim(atlas, view, found, t), evidence(found, t)


def claim(atlas: Atlas, view: View, found: Asked, t: Words) -> str:
    """The headline: number, city and chain."""
    chosen = t.clauses(filters(atlas, view, t))
    subject = t("firms.claim_of", filters=chosen) if chosen else ""
    cities, chains = found.by("city"), found.by("chain")
    if not found.number:
        return t("firms.claim_empty", subject=subject) if chosen else t("firms.claim_nothing")
    parts = [t("firms.claim", subject=subject, n=t.number(found.number))]
    if len(cities) > 1:
        share = t.percent(cities.iloc[0] / found.number)
        city = area_names(atlas, t)[int(cities.index[0])]
        parts.append(t("firms.claim_city", city=city, n=t.number(cities.iloc[0]), share=share))
    if len(chains) > 1:
        name = names(atlas, "chains", t)[str(chains.index[0])]
        parts.append(t("firms.claim_chain", chain=name, n=t.number(chains.iloc[0])))
    return ("，" if t.lang == "zh" else "; ").join(parts)


def evidence(found: Asked, t: Words) -> tuple[str, ...]:
    """How many firms are placed, on the map, mapped and dated, of how many."""
    total = found.register.known(Selection()).total
    number, pointed = found.number, int(found.cube["pointed"].sum())
    placed, mapped, dated = (int(found.by(column).sum()) for column in ("city", "chain", "year"))
    whole = number if found.where != found.register.narrowed() else total
    there = t(
        f"firms.placed{'_all' if placed == whole else ''}",
        placed=t.number(placed),
        of=t.number(whole),
    )
    drawn = t(
        f"firms.pointed{'_all' if pointed == number else ''}",
        pointed=t.number(pointed),
        rest=t.number(number - pointed),
    )
    chained = t(f"firms.mapped{'_all' if mapped == number else ''}", mapped=t.number(mapped),
                of=t.number(number))  # fmt: skip
    if dated:
        chained += t("firms.dated", dated=t.number(dated))
    return there + drawn, chained


def filters(atlas: Atlas, view: View, t: Words) -> tuple[str, ...]:
    """What is chosen of the firms, in words."""
    told = [*in_words(atlas, view, tuple(n for n in FILTERS if n in view.selection.chosen))]
    if county := county_of(atlas, view):
        told.append(t("firms.filter_county", county=area_names(atlas, t)[county]))
    if view.firms.founded:
        told.append(t("firms.filter_founded", years=t.years(*view.firms.founded)))
    return tuple(told)


def figure(atlas: Atlas, view: View, t: Words) -> MapFigure:
    """The firms, and clusters beside them if they are asked for; clusters without a register."""
    found = asked(atlas, view)
    if found is None:
        kept = _only(view)
        shown = NamedClusters(atlas).shown(kept.selection)
        return marked.figure(atlas, kept, t, shown, selection=kept.selection)
    return on_map.figure(atlas, view, found, claim(atlas, view, found, t), t)


def _only(view: View) -> View:
    """The view with no other filters than those of the page."""
    others = (name for name in view.selection.chosen if name not in FILTERS)
    return view.selecting(view.selection.without(*others))


def charts(atlas: Atlas, view: View, t: Words, theme: Theme) -> Charts:
    """Firms by city and county, chains by city, shares against a base, and years of founding."""
    found = asked(atlas, view)
    return {} if found is None else drawings.charts(atlas, view, found, t, theme)


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """Areas, chains by city, years, the largest firms, clusters found, and the firms themselves."""
    found = asked(atlas, view)
    if found is None:
        return of_data("clusters")(atlas, _only(view), link, day)
    t = Words(view.lang)
    told = tables.Told(filters(atlas, view, t), evidence(found, t), link, day)
    return tables.rows(atlas, view, found, told, t)


def panel(atlas: Atlas, view: View, t: Words) -> Panel | None:
    """Firms, those in a chain, and the largest city, in big numbers."""
    found = asked(atlas, view)
    if found is None or not found.number:
        return None
    unit = t("firms.unit") if t.lang == "zh" else ""
    cities = found.by("city")
    numbers = [
        Number(t.number(found.number), unit, t("firms.panel_all")),
        Number(t.number(found.by("chain").sum()), unit, t("firms.panel_mapped")),
    ]
    if len(cities) > 1:
        city = area_names(atlas, t)[int(cities.index[0])]
        numbers.append(Number(t.number(cities.iloc[0]), unit, t("firms.panel_city", city=city)))
    return Panel((Group(tuple(numbers)),), evidence(found, t))


PAGE = Page("see", words, rows, figure, charts, panel=panel, filters=FILTERS, counts="")
