"""What measures are in force: the status of their document, a column of the file of measures."""

from __future__ import annotations

import pandas as pd

import geo.sheets.catalogue as catalogue
from geo.data.atlas import Atlas
from geo.record import status
from geo.record.about import Column
from geo.words import Words

_STATUS = "status"


def joined(atlas: Atlas, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the table of measures with the status of the document of each at their end."""
    known = {key: status.code(atlas, "sources", key) for key in rows["source_id"].unique()}
    return rows.assign(**{_STATUS: rows["source_id"].map(known)})


def dictionary(atlas: Atlas, t: Words) -> tuple[Column, ...]:
    """What the column is, in words."""
    return tuple(one for one in catalogue.dictionary(atlas, "sources", t) if one.code == _STATUS)
