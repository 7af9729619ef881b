"""Rows of an export that a page speaks of, where the filters of a view do not tell them apart."""

from __future__ import annotations

import dataclasses

import pandas as pd

from geo.record.about import Export


def kept(export: Export, keep: pd.Series, *said: str) -> Export:
    """Some rows of an export, with the sources of these alone.

    Parameters
    ----------
    export : Export
        Rows of a table.
    keep : pandas.Series of bool
        Which of them, by the index of its frame.
    *said : str
        What they are in words; told among what was filtered.

    Returns
    -------
    Export
        The rows in their order.
    """
    cited = tuple(keys for keys, stays in zip(export.row_sources, keep, strict=False) if stays)
    about = dataclasses.replace(
        export.about, filters=(*export.about.filters, *(text for text in said if text))
    )
    if export.row_sources:
        wanted = {key for keys in cited for key in keys}
        sources = tuple(one for one in about.sources if one.source_id in wanted)
        about = dataclasses.replace(about, sources=sources)
    return dataclasses.replace(export, frame=export.frame[keep], about=about, row_sources=cited)
