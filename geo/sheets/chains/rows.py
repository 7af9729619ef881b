"""Rows behind the page of chains: what is on record of the chains asked for, and what is not."""

from __future__ import annotations

from datetime import date

import pandas as pd

import geo.sheets.counted as counted
from geo.data.atlas import Atlas
from geo.record.about import Export
from geo.sheets.chains import asked, gap_rows, own
from geo.sheets.page import tables
from geo.sheets.part import because, only
from geo.sheets.view import View
from geo.words import Words


def rows(atlas: Atlas, view: View, link: str, day: date) -> tuple[Export, ...]:
    """Records and firms of the chains; before them what the map or the part below it lists."""
    below, gaps = asked.part(atlas, view), view.chains.mode == "gaps"
    found = [] if counted.own(atlas, view) is None else [own.rows(atlas, view, link, day)]
    found += [gap_list(atlas, view, link=link, day=day)] if gaps else []
    if below == "zones":
        found.append(_listed(atlas, view, "zones", asked.zones_listed(atlas, view), link, day))
    firms = _listed(atlas, view, "enterprises", asked.firms_listed(atlas, view), link, day)
    records = _records(atlas, view, link, day)
    found += [firms, records] if below == "firms" else [records, firms]
    if below == "list" and not gaps:
        found.append(gap_list(atlas, view, link=link, day=day))
    return tuple(found)


def gap_list(atlas: Atlas, view: View, *, link: str = "", day: date | None = None) -> Export:
    """The working list of gaps as it is shown."""
    t, said = Words(view.lang), asked.chains_in_words(atlas, view)
    if asked.part(atlas, view) == "list":
        kinds = (t(f"chains.gap_kind.{kind}") for kind in view.chains.gap)
        said = (*said, *asked.places_in_words(atlas, view), *kinds)
    found = asked.gaps_listed(atlas, view)
    firms = counted.own(atlas, view)
    return gap_rows.working_list(atlas, view, found, firms, filters=said, link=link, day=day)


def _records(atlas: Atlas, view: View, link: str, day: date) -> Export:
    """Every record of the chains; filters of places mark cities on the page, and drop none."""
    (every,) = tables("chain_cities")(atlas, view.without_filters(), link, day)
    ids = asked.asked(atlas, view).ids
    keep = every.frame["chain_id"].isin(ids or every.frame["chain_id"])
    return because(only(every, keep), asked.chains_in_words(atlas, view))


def _listed(
    atlas: Atlas, view: View, name: str, shown: pd.DataFrame, link: str, day: date
) -> Export:
    """The rows of a table that are listed."""
    (every,) = tables(name)(atlas, view.without_filters(), link, day)
    said = (*asked.chains_in_words(atlas, view), *asked.places_in_words(atlas, view))
    if name == "enterprises":
        said = (*said, *_firms_in_words(view))
    keep = pd.Series(every.frame.index.isin(shown.index))
    return because(only(every, keep), said)


def _firms_in_words(view: View) -> tuple[str, ...]:
    t, options = Words(view.lang), view.chains
    stages = (t(f"chains.stage.{code}") for code in options.stages)
    kinds = (t(f"chains.firm_kind.{code}") for code in options.firm)
    return (*stages, *kinds, *filter(None, [options.find]))
