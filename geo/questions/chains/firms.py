"""Firms that the sources name along the chains; a selection, no census."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from geo.data import search
from geo.data.atlas import Atlas
from geo.questions.chains.choice import in_order
from geo.questions.chains.places import UNSTATED
from geo.questions.cities import STAGES

#: Kinds of firms, and stages that one may be on record for.
KINDS = ("anchor", "listed", "specialised")
PLACES_IN_CHAIN = (*STAGES, UNSTATED)


def firms(
    atlas: Atlas,
    ids: Collection[str] = (),
    inside: Collection[int] | None = None,
    *,
    stages: Collection[str] = (),
    kinds: Collection[str] = (),
    word: str = "",
) -> pd.DataFrame:
    """Rows of the table of firms, by chain and stage.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    ids : collection of str
        chain_ids; all chains if there are none.
    inside : collection of int, optional
        Cities to keep; all by default.
    stages, kinds : collection of str
        Of :data:`PLACES_IN_CHAIN` and :data:`KINDS`; nothing keeps all.
    word : str
        Words to find in name or segment.
    """
    rows = atlas.table("enterprises")
    if ids:
        rows = rows[rows["chain_id"].isin(ids)]
    if inside is not None:
        rows = rows[rows["city_adcode"].isin(inside)]
    if stages:
        rows = rows[rows["stage"].fillna(UNSTATED).isin(stages)]
    if kinds:
        rows = rows[rows["kind"].isin(kinds)]
    if word.strip() and len(rows):
        texts = pd.Series(
            [search.fold([row.name_zh, row.name_en, *row.segment_zh]) for row in rows.itertuples()],
            rows.index,
        )
        rows = rows[search.matches(texts, word)]
    order = {code: n for n, code in enumerate(in_order(atlas))}
    rank = rows["chain_id"].map(order)
    stage = rows["stage"].fillna(UNSTATED).map(PLACES_IN_CHAIN.index)
    place = pd.DataFrame({"chain": rank, "stage": stage}).sort_values(
        ["chain", "stage"], kind="stable"
    )
    return rows.loc[place.index]
