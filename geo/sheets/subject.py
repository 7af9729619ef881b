"""What a view speaks of, named by its filters: "国家级集群", "clusters in Wuhan".

A reader is told what the clusters are that are counted, and not that a filter is set.
"""

from __future__ import annotations

import pandas as pd

from geo.data.atlas import Atlas
from geo.population.selection import cities
from geo.record import findings
from geo.record.findings import Finding
from geo.record.naming import members_of, region_in_sentence
from geo.sheets.table_filter import code_names
from geo.sheets.view import View
from geo.words import Words

#: More names than this, and a choice is not read out.
_MOST = 2
#: Filters that say what kind of clusters is meant.
_KINDS = ("tier", "prog", "fam", "chain")


def claim(atlas: Atlas, view: View, chosen: pd.DataFrame, t: Words) -> str:
    """How many clusters a view holds and where most of them are, in one sentence."""
    chosen_cities = view.selection.city
    if chosen.empty and view.selection.chosen == ("city",) and len(chosen_cities) <= _MOST:
        found = Finding("selection_none_here", {"cities": chosen_cities})
    else:
        within = cities(atlas, view.selection) or ()
        found = findings.selection(atlas, chosen, subject(atlas, view, t), within)
    return found.text("claim", atlas, t)


def subject(atlas: Atlas, view: View, t: Words) -> str:
    """The clusters of a view by what they were chosen by; longer choices in general words."""
    if not view.filtered:
        return t("clusters.subject_all")
    kinds = [name for name in _KINDS if getattr(view.selection, name)]
    named = {name: _names(atlas, view, name, t) for name in (*kinds, "region", "city")}
    places = [name for name in ("region", "city") if named[name]]
    if max(len(kinds), len(places)) > 1 or max(map(len, named.values())) > _MOST:
        return t("clusters.subject_chosen")
    if kinds:
        told = t.series(named[kinds[0]])
        if kinds != ["prog"]:
            key = "tier" if kinds == ["tier"] else "family"
            told = t(f"clusters.subject_{key}", name=told)
    else:
        narrowed = places or view.selection.q
        told = t(f"clusters.subject_{'plain' if narrowed else 'all'}")
    if view.selection.q:
        told = t("clusters.subject_search", q=view.selection.q, subject=told)
    if places:
        told = t("clusters.subject_in", place=t.series(named[places[0]]), subject=told)
    if view.selection.year:
        told = t("clusters.subject_year", years=t.years(*view.selection.year), subject=told)
    return told


def _names(atlas: Atlas, view: View, dimension: str, t: Words) -> list[str]:
    codes = getattr(view.selection, dimension)
    if dimension == "region":
        return [region_in_sentence(atlas, code, t) for code in codes]
    if dimension == "prog":
        programmes = atlas.by_key("programmes")
        return [members_of(programmes.loc[code], t) for code in codes]
    words = code_names(atlas, dimension, t) if codes else {}
    return [words[code] for code in codes]
