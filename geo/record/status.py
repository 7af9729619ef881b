"""What is in force: the status of layouts, lists and policy documents, as the tables tell it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.words import Words

#: Tables whose rows have a status.
Table = Literal["schemes", "programmes", "sources"]

#: What the sources do not tell, and what is not said in data made before there was a status.
UNKNOWN = "unknown"
#: Status of a document that proposes and decides nothing.
PROPOSAL = "proposal"
#: The document that decides in data made before sources had a status.
_DECIDED = frozenset({"seed_004"})


def code(atlas: Atlas, table: Table, key: str) -> str:
    """Status of a row, such as ``in_force``."""
    return _column(atlas, table, "status")[key] or UNKNOWN


def word(atlas: Atlas, table: Table, key: str, t: Words) -> str:
    """Status of a row in a word."""
    return atlas.resource(table).column("status").label(code(atlas, table, key), t.lang)


def inline(atlas: Atlas, table: Table, key: str, t: Words) -> str:
    """Status of a row behind other words, where a bare "unknown" would not say of what."""
    if code(atlas, table, key) == UNKNOWN:
        return t("common.status_unknown")
    return word(atlas, table, key, t).lower()


def note(atlas: Atlas, table: Table, key: str, t: Words) -> str:
    """What the status of a row rests on; empty where nothing is said."""
    return _column(atlas, table, f"status_note_{t.lang}")[key]


@remembered(16)
def _column(atlas: Atlas, table: Table, name: str) -> Mapping[str, str]:
    """What a column tells of each row; empty where it tells nothing."""
    told = atlas.by_key(table)[name]
    return MappingProxyType(
        {key: text if isinstance(text, str) else "" for key, text in told.items()}
    )


@remembered(4)
def official(atlas: Atlas) -> frozenset[str]:
    """Keys of the documents that decide; whatever else holds measures proposes them."""
    told: pd.Series = atlas.by_key("sources")["status"].dropna()
    return frozenset(told.index[told != PROPOSAL]) if len(told) else _DECIDED
