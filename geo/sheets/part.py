"""Part of the rows of a table, for pages that choose rows by more than the filters all share."""

from __future__ import annotations

import dataclasses
from itertools import compress

import pandas as pd

from geo.record.about import Export


def only(whole: Export, keep: pd.Series) -> Export:
    """Some rows of an export, with the sources that these stand on.

    Parameters
    ----------
    whole : Export
        All rows.
    keep : pandas.Series of bool
        Which of them, in their order; what is not known is left out.
    """
    kept = keep.fillna(False).astype(bool).to_numpy()
    row_sources = tuple(compress(whole.row_sources, kept))
    cited = {key for keys in row_sources for key in keys}
    sources = tuple(one for one in whole.about.sources if one.source_id in cited)
    return dataclasses.replace(
        whole,
        frame=whole.frame[kept],
        about=dataclasses.replace(whole.about, sources=sources),
        row_sources=row_sources,
    )


def because(rows: Export, reasons: tuple[str, ...]) -> Export:
    """An export that says why these rows and no others."""
    return dataclasses.replace(rows, about=dataclasses.replace(rows.about, filters=reasons))
