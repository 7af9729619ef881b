"""Which chain a class of industry belongs to: the one of several that the data say it is most of.

``chain_industries`` gives classes of GB/T 4754 to every chain that they have to do with: making of
vehicles to that of cars, of electric ones and of batteries. A firm stands in one. What the folder
is little sure of makes no rule. Of the rest the surer goes first; then the chain whose name and
whose segment are most like the class, and whose segment is most like its own name, so that it is
what the chain makes and not what it buys; the middle stage counts for it. A chain that is called as
its whole family and names no segment stands for the family, and goes behind. At last the one with
more firms and clusters in the data goes first.
"""

from __future__ import annotations

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.register.spoken import bare, plain

#: How much more than a segment's likeness counts that of names, and that of the middle stage.
_NAME, _MIDDLE = 2, 2


@remembered(1)
def names(atlas: Atlas) -> dict[str, str]:
    """Code of each class and group of industry to its name."""
    if "industries_gb4754" not in atlas.tables:
        return {}
    table = atlas.table("industries_gb4754").dropna(subset=["name_zh"])
    return dict(zip(table["code"], table["name_zh"].map(plain), strict=True))


@remembered(1)
def codes(atlas: Atlas) -> pd.DataFrame:
    """Classes and groups of industry with the chain that each belongs to first.

    Returns
    -------
    pandas.DataFrame
        Columns ``pattern`` (the code), ``chain_id`` and ``segment_zh``.
    """
    if "chain_industries" not in atlas.tables:
        return pd.DataFrame(columns=["pattern", "chain_id", "segment_zh"])
    told = atlas.table("chain_industries")
    told = told[told["confidence"].isin(["high", "medium"])].rename(
        columns={"industry_code": "pattern"}
    )
    chains, called = atlas.by_key("chains"), names(atlas)
    record = pd.concat([atlas.table(name)["chain_id"] for name in ("enterprises", "clusters")])
    number = record.value_counts()
    score, whole = [], []
    for row in told.itertuples():
        chain = chains.loc[row.chain_id]
        segment = "" if pd.isna(row.segment_zh) else str(row.segment_zh)
        name, made = str(chain["name_zh"]), _made(called, row.pattern)
        score.append(
            _NAME * (_alike(made, name) + _alike(segment, name))
            + _alike(made, segment)
            + _MIDDLE * (segment in chain["midstream_zh"])
        )
        whole.append(not segment and name == chain["family_zh"])
    told = told.assign(
        low=told["confidence"] != "high", whole=whole, score=score,
        number=told["chain_id"].map(number).fillna(0),
    )  # fmt: skip
    order = ["low", "whole", "score", "number"]
    told = told.sort_values(order, ascending=[True, True, False, False], kind="stable")
    return told.drop_duplicates("pattern")[["pattern", "chain_id", "segment_zh"]]


def _made(called: dict[str, str], code: str) -> str:
    """Name of a class; of a group, which may have none, the names of its classes."""
    under = (name for one, name in called.items() if one.startswith(code))
    return called.get(code) or "、".join(under)


def _alike(one: str, other: str) -> int:
    """How many pairs of neighbouring characters two names share, but for their common endings."""
    pairs = (
        {text[n : n + 2] for n in range(len(text) - 1)}
        for text in (bare(plain(one)), bare(plain(other)))
    )
    return len(set.intersection(*pairs))
