"""What a view asks for: what is counted, against what, which cities, and by which rule."""

from __future__ import annotations

import dataclasses

import pandas as pd

import geo.sheets.subject as geo_subject
import geo.sheets.view as geo_view
from geo.data.atlas import Atlas
from geo.population.beside import counted_beside
from geo.population.named import NamedClusters
from geo.population.selection import Selection
from geo.questions.concentration import bases, robustness, wording
from geo.questions.concentration.bases import Base
from geo.questions.concentration.memberships import Memberships
from geo.questions.concentration.robustness import Case
from geo.questions.concentration.subjects import (
    DEFAULT,
    FIRMS,
    OWN,
    VIEW,
    Subject,
    label,
    members,
    own_firms,
    subject,
)
from geo.questions.concentration.wording import Names
from geo.record import seats
from geo.sheets.table_filter import in_words
from geo.words import Words

#: Dimensions of a view that say where, not what.
PLACES = ("region", "city")
_NOBODY = pd.DataFrame({"city": [], "chain": [], "n": []})


def core(atlas: Atlas, view: geo_view.View) -> tuple[int, ...]:
    """The core cities: those chosen, else the province's own centres."""
    return view.concentration.core or seats.leading_cities(atlas)


def chosen(view: geo_view.View) -> str:
    """Code that a view asks for: its own, else what its filters speak of, else the default."""
    if view.concentration.count:
        return view.concentration.count
    if view.shown.own:
        return OWN
    filters = set(view.selection.chosen) - set(PLACES)
    if filters == {"prog"} and len(view.selection.prog) == 1:
        return f"named.{view.selection.prog[0]}"
    return VIEW if filters else DEFAULT


def of_view(atlas: Atlas, view: geo_view.View) -> Subject:
    """The subject that a view asks for."""
    code = chosen(view)
    if code == OWN:
        return own_firms(atlas, of_firms(view))
    if code != VIEW:
        return subject(atlas, code)
    return Subject(VIEW, "clusters", Memberships.of(members_of_view(atlas, view)["city_adcodes"]))


def of_firms(view: geo_view.View) -> Selection:
    """Which of the reader's own firms are counted: lists are of clusters alone."""
    return view.selection.without(*PLACES, "tier", "prog")


def base(atlas: Atlas, view: geo_view.View) -> Base:
    """The benchmark that a view asks for, of the year nearest to what is counted."""
    return bases.base(atlas, view.concentration.base, of_view(atlas, view).year)


def case(atlas: Atlas, view: geo_view.View) -> Case | None:
    """The question that a view asks; None where there is nothing to count one by one."""
    item, options = of_view(atlas, view), view.concentration
    if not item.named:
        return None
    return robustness.case(atlas, item, options.base, core(atlas, view), options.rule)


def names(atlas: Atlas, view: geo_view.View, t: Words) -> Names:
    """What a view asks for in words."""
    code = of_view(atlas, view).code
    said = wording.names(atlas, code, base(atlas, view), core(atlas, view), t)
    if code == OWN:
        return dataclasses.replace(said, subject=_firms(atlas, view, t))
    if code != VIEW:
        return said
    what = geo_subject.subject(atlas, view.replace(city=(), region=()), t)
    return dataclasses.replace(said, subject=what)


def _firms(atlas: Atlas, view: geo_view.View, t: Words) -> str:
    """The reader's own firms by what they were chosen by."""
    narrowed = in_words(atlas, view, of_firms(view).chosen)
    return t("counted.subject_of", names=t.join(narrowed)) if narrowed else label(atlas, OWN, t)


def members_of_view(atlas: Atlas, view: geo_view.View) -> pd.DataFrame:
    """Clusters that a view asks to count; none where what is counted has no names."""
    code = chosen(view)
    if code != VIEW:
        return members(atlas, code)
    return NamedClusters(atlas).rows(view.selection.without(*PLACES))


def industries_of_view(atlas: Atlas, view: geo_view.View) -> tuple[pd.DataFrame, int]:
    """Chain and city of all that a view asks to count, as ``cells`` takes them, and its number."""
    code = chosen(view)
    if code == OWN:
        firms, of = counted_beside(atlas), of_firms(view)
        return (_NOBODY, 0) if firms is None else (firms.pairs(of), firms.known(of).placed)
    if code == FIRMS:
        table = atlas.table("enterprises")
        table = table[table["kind"] == "anchor"].rename(columns={"city_adcode": "city"})
        items = len(table)
    else:
        table = members_of_view(atlas, view)
        items = len(table)
        table = table.explode("city_adcodes").rename(columns={"city_adcodes": "city"})
    pairs = table.rename(columns={"chain_id": "chain"})[["city", "chain"]]
    return pairs.assign(n=1), items
