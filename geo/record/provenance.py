"""Where the data come from: the sources of each row of any table, and the licences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pandas as pd

from geo.data.atlas import Atlas
from geo.data.memory import remembered
from geo.record.about import Source
from geo.record.naming import with_english
from geo.words import Words

#: Tables without sources of their own: the table that tells theirs, by the column shared.
_THROUGH = {
    "clusters": ("cluster_listings", "cluster_id"),
    "programmes": ("cluster_counts", "programme_id"),
    "schemes": ("regions", "scheme_id"),
    "chain_industries": ("chains", "chain_id"),
}


#: What has no source that anybody could look up.
BARE = "general_knowledge"
#: Columns that hold figures.
_FIGURES = frozenset({"value", "count"})


@remembered(4)
def bare(atlas: Atlas) -> frozenset[str]:
    """Keys of sources that are none: the value was not found in anything stored."""
    table = atlas.table("sources")
    return frozenset(table.loc[table["kind"] == BARE, "source_id"])


@remembered(32)
def rows(atlas: Atlas, name: str) -> pd.DataFrame:
    """Rows of a table; figures without a source are left out, as nobody could check them."""
    table = atlas.table(name)
    if "source_id" not in table or _FIGURES.isdisjoint(table):
        return table
    return table[~table["source_id"].isin(bare(atlas))]


def row_sources(atlas: Atlas, name: str, frame: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    """Keys of the sources of each row.

    Parameters
    ----------
    atlas : Atlas
        The data package.
    name : str
        Table that the rows are from.
    frame : pandas.DataFrame
        Some of its rows.

    Returns
    -------
    tuple of tuple of str
        One tuple a row, without repetition; empty as a whole where the table cites no source.
    """
    if name == "sources":
        return ()
    if "source_id" in frame:
        more = frame.get("more_source_ids", pd.Series([()] * len(frame), index=frame.index))
        return tuple(
            _cited(atlas, [key, *others])
            for key, others in zip(frame["source_id"], more, strict=True)
        )
    if whole := atlas.resource(name).raw.get("hca:source"):
        return ((whole,),) * len(frame)
    if name not in _THROUGH:
        return ()
    table, column = _THROUGH[name]
    told = atlas.table(table).groupby(column)["source_id"].agg(_unique).to_dict()
    nothing = pd.Series(pd.NA, index=frame.index)
    return tuple(
        _cited(atlas, [*told.get(key, ()), status])
        for key, status in zip(frame[column], frame.get("status_source_id", nothing), strict=True)
    )


def source_name(atlas: Atlas, key: object, t: Words) -> str:
    """How a source is named: its title, in English views with our own translation behind it.

    Empty where nothing is cited.
    """
    return _names(atlas, t.lang).get(key, "") if isinstance(key, str) else ""


def source_names(atlas: Atlas, keys: Iterable[object], t: Words) -> list[str]:
    """Sources as they are named, each name once: official ones first, then as the keys."""
    ordered = atlas.in_rank(_unique(keys))
    return list(dict.fromkeys(source_name(atlas, key, t) for key in ordered))


@remembered(4)
def _names(atlas: Atlas, lang: str) -> Mapping[str, str]:
    table = atlas.table("sources")
    t = Words(lang)
    return MappingProxyType(
        {
            key: with_english(title, english, t)
            for key, title, english in zip(
                table["source_id"], table["title"], table["title_en"], strict=True
            )
        }
    )


def sources(atlas: Atlas, keys: Iterable[str], t: Words) -> tuple[Source, ...]:
    """Sources as they are cited, each once: official ones first, then as in the source table."""
    wanted = set(keys) - bare(atlas)
    known = atlas.table("sources")["source_id"]
    table = atlas.sources(known[known.isin(wanted)])
    kinds = atlas.resource("sources").column("kind")
    return tuple(
        Source(
            source_id=row.source_id,
            title=source_name(atlas, row.source_id, t),
            publisher=_text(row.publisher_zh),
            date=_text(row.date),
            kind=kinds.label(row.kind, t.lang),
            url=_text(row.url),
        )
        for row in table.itertuples()
    )


def cited(atlas: Atlas, name: str, frame: pd.DataFrame, t: Words) -> tuple[tuple[Source, int], ...]:
    """Sources of some rows with the number of rows that cite each, most cited first."""
    if name == "sources":
        keys = Counter(frame["source_id"])
    else:
        keys = Counter(key for row in row_sources(atlas, name, frame) for key in row)
    found = ((source, keys[source.source_id]) for source in sources(atlas, keys, t))
    return tuple(sorted(found, key=lambda pair: -pair[1]))


def layer_sources(atlas: Atlas, name: str, t: Words) -> tuple[Source, ...]:
    """Sources of a layer of the map, as its record names them."""
    return tuple(
        Source(f"{name}_{number}", _title(source, t), url=source.get("path", ""))
        for number, source in enumerate(atlas.resource(name).raw["sources"], start=1)
    )


def licence(atlas: Atlas, name: str, t: Words) -> str:
    """Licences of a table or layer; those of the whole package where it has none of its own."""
    records = atlas.resource(name).raw.get("licenses") or atlas.package["licenses"]
    return t.join(_title(record, t) for record in records)


def _title(record: Mapping[str, str], t: Words) -> str:
    return record["title"] if t.lang == "zh" else record["title@en"]


def _cited(atlas: Atlas, keys: Iterable[object]) -> tuple[str, ...]:
    return tuple(key for key in _unique(keys) if key not in bare(atlas))


def _unique(keys: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if isinstance(key, str)))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
