"""What a view asks of the page of chains, and what it leaves of the lists there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from geo.data.atlas import Atlas
from geo.population.fields import NOTHING
from geo.population.named import NamedClusters
from geo.population.selection import cities
from geo.questions.chains import choice, places
from geo.questions.chains import firms as named
from geo.questions.chains.gaps import gaps
from geo.sheets.table_filter import in_words
from geo.sheets.view import View
from geo.words import Words

_PLACES = ("region", "city")


@dataclass(frozen=True)
class Asked:
    """What a view asks of the map of chains.

    Attributes
    ----------
    ids : tuple of str
        chain_ids; nothing for all chains.
    over : tuple of str
        What is drawn over the areas, of ``geo.questions.chains.choice.LAYERS``.
    hue : str or None
        Colour group that the chains share; None where areas are counted instead.
    gap : bool
        Whether the gaps of one chain are pointed at.
    """

    ids: tuple[str, ...]
    over: tuple[str, ...]
    hue: str | None
    gap: bool


def asked(atlas: Atlas, view: View) -> Asked:
    """Read a view."""
    ids = tuple(choice.chosen(atlas, view.selection.chain, view.selection.fam, view.chains.system))
    over = tuple(code for code in view.chains.over or choice.USUAL_LAYERS if code != NOTHING)
    # Gaps of several chains have no common picture of stages, so they are counted.
    counted = not ids or (view.chains.mode == "gaps" and len(ids) > 1)
    hue = None if counted else choice.hue(atlas, ids)
    return Asked(ids, over, hue, view.chains.mode == "gaps" and len(ids) == 1)


def clusters_of(atlas: Atlas, view: View, ids: Collection[str]) -> pd.DataFrame:
    """Recognised clusters of the chains that the other filters leave."""
    kept = NamedClusters(atlas).rows(view.selection.without("chain", "fam"))
    return kept[kept["chain_id"].isin(ids)] if ids else kept


def firms_of(atlas: Atlas, ids: Collection[str]) -> pd.DataFrame:
    """Anchor firms of the chains."""
    rows = atlas.table("enterprises")
    return rows[rows["chain_id"].isin(ids)] if ids else rows


def part(atlas: Atlas, view: View) -> str:
    """What stands below the map: the part asked for, else the usual one."""
    listed = bool(asked(atlas, view).ids) or view.chains.mode == "gaps"
    return view.chains.part or ("list" if listed else "matrix")


def gaps_listed(atlas: Atlas, view: View) -> pd.DataFrame:
    """Gaps of the chains; while they are listed, those of the kinds and cities chosen."""
    found = gaps(atlas, asked(atlas, view).ids)
    if part(atlas, view) != "list":
        return found
    inside = cities(atlas, view.selection)
    if inside is not None:
        found = found[found["city_adcode"].isna() | found["city_adcode"].isin(inside)]
    return found[found["kind"].isin(view.chains.gap)] if view.chains.gap else found


def firms_listed(atlas: Atlas, view: View) -> pd.DataFrame:
    """Firms of the chains in the cities chosen, by stage, kind and word."""
    options = view.chains
    return named.firms(
        atlas,
        asked(atlas, view).ids,
        cities(atlas, view.selection),
        stages=options.stages,
        kinds=options.firm,
        word=options.find,
    )


def zones_listed(atlas: Atlas, view: View) -> pd.DataFrame:
    """Zones that the record of the chains names in the cities chosen."""
    rows = places.zones(atlas, asked(atlas, view).ids)
    inside = cities(atlas, view.selection)
    return rows if inside is None else rows[rows["city_adcode"].isin(inside)]


def chains_in_words(atlas: Atlas, view: View) -> tuple[str, ...]:
    """Which chains are spoken of."""
    chosen = view.selection.chosen
    if "chain" in chosen:
        return in_words(atlas, view, ("chain",))
    said = in_words(atlas, view, ("fam",)) if "fam" in chosen else ()
    system = view.chains.system
    return (*said, Words(view.lang)(f"chains.system.{system}")) if system else said


def places_in_words(atlas: Atlas, view: View) -> tuple[str, ...]:
    """Which places are spoken of."""
    return in_words(atlas, view, tuple(d for d in view.selection.chosen if d in _PLACES))
